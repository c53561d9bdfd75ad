"""Fit which frames tell of one occasion on the gold corpus: python bench/clusters.py [--write]

A frame belongs to the gold engagement that it is likest to, if it is likest to one by some margin. Each pair of frames that belong
somewhere is a case: one engagement or two. Prints the accuracy by ten-fold cross-validation over documents; `--write` stores the weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fitting import Case, fit, folds
from bench.measure import engagement_likeness, flat
from bench.score import gold_documents
from dragoman.corpus import FITTED, folder
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.reading import clusters as module
from dragoman.reading.affiliation import with_affiliations
from dragoman.reading.channels import find_channels
from dragoman.reading.engagements import entries, tellings
from dragoman.reading.frames import Frame
from dragoman.reading.logistic import probability
from dragoman.reading.occasion import Occasion
from dragoman.reading.reader import model

WEIGHTS = Path(module.__file__).with_name("clusters.json")
LEAST, MARGIN = 0.5, 0.1
RIDGE = 4.0


def documents() -> Iterator[list[Case]]:
    """The pairs of frames of each document of the corpus of which the gold says whether they are one."""
    for part in FITTED:
        for path, gold in gold_documents(folder(part)):
            text = path.read_text("utf-8")
            analysis = with_affiliations(analyse(text, encoder=model()))
            yield list(of_document(gold, analysis, flat(text)))


def of_document(gold: dict[str, Any], analysis: Analysis, text: str) -> Iterator[Case]:
    """The pairs of frames of one document."""
    frames, _ = tellings(analysis, find_channels(analysis))
    owners = [_owner(frame, gold["engagements"], analysis, text) for frame in frames]
    for i, j in module.pairs(frames):
        if owners[i] is not None and owners[j] is not None:
            yield Case(module.features(frames[i], frames[j], analysis), owners[i] == owners[j])


def _owner(frame: Frame, gold: Sequence[dict[str, Any]], analysis: Analysis, text: str) -> int | None:
    """The gold engagement that a frame alone is likest to; None where none is like it, or two are."""
    entry = entries([Occasion.of([frame])], analysis)[0].model_dump(mode="json")
    order = sorted(((engagement_likeness(each, entry, text), -i) for i, each in enumerate(gold)), reverse=True)
    clear = order and order[0][0] >= LEAST and (len(order) == 1 or order[0][0] - order[1][0] >= MARGIN)
    return -order[0][1] if clear else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = list(documents())
    told = []
    for taught, held_out in folds(every):
        weights = fit([case for cases in taught for case in cases], RIDGE)
        told += [(probability(weights, case.features), case.right) for cases in held_out for case in cases]
    joined = [right for p, right in told if p > 0.5]
    print(f"{len(told)} pairs, {sum(r for _, r in told)} of one occasion; right {sum((p > 0.5) == r for p, r in told) / len(told):.3f}")
    print(f"joined {len(joined)}, of them rightly {sum(joined) / max(1, len(joined)):.3f}")
    if args.write:
        WEIGHTS.write_text(json.dumps({"same": fit([case for cases in every for case in cases], RIDGE)}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
