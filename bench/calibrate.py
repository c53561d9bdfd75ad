"""Fit the confidence of entries on the gold corpus: python bench/calibrate.py [--write]

Cross-validated over documents (ten folds): the expected calibration error and the precision of the surer half of the entries are of entries
that the reader finds with the trained model, and whose document the weights have not seen. `--write` fits on all documents, read with the
model and without it, and stores the weights for the reader.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fitting import Case, fit, folds
from bench.measure import date_likeness, engagement_likeness, flat, fold, jaccard, paired, ratio, same_name, same_title
from bench.score import gold_documents
from dragoman.corpus import FITTED, folder
from dragoman.language.analyse import analyse
from dragoman.reading import confidence as module
from dragoman.reading.logistic import probability
from dragoman.reading.reader import candidates, model

WEIGHTS = Path(module.__file__).with_name("confidence.json")
RIDGE = 1.0
RIGHT = 0.7
"""An engagement counts as right from this likeness to its gold entry on."""


@dataclass(frozen=True, kw_only=True)
class Entry(Case):
    """One entry: besides its features and whether the gold has it, its document and list, and whether the trained model was asked."""

    document: str
    kind: str
    modelled: bool


def cases() -> Iterator[Entry]:
    """Every entry that the reader finds in the corpus before any is left out, with the trained model and by the lexicons alone."""
    for part, encoder in product(FITTED, (model(), None)):
        for path, gold in gold_documents(folder(part)):
            text = path.read_text("utf-8")
            found = candidates(analyse(text, encoder=encoder))
            plain = {kind: [entry.model_dump(mode="json") for entry, _ in entries] for kind, entries in found.items()}
            for kind, entries in plain.items():
                pairs, _, _ = paired(
                    gold[kind],
                    entries,
                    _likeness(kind, flat(text)),
                    {"engagements": RIGHT, "channels": 0.7, "commitments": 0.75, "statements": 0.8}[kind],
                )
                right = {id(entry) for _, entry in pairs}
                for entry, (_, features) in zip(entries, found[kind], strict=True):
                    known = {"document": path.stem, "kind": kind, "modelled": encoder is not None}
                    yield Entry(features=dict(features), right=id(entry) in right, **known)


def _likeness(kind: str, text: str) -> Any:
    if kind == "engagements":
        return lambda g, p: engagement_likeness(g, p, text) if date_likeness(g["date"], p["date"]) else 0.0
    if kind == "channels":
        return lambda g, p: 0.5 * same_title(g["name"], p["name"]) + 0.5 * jaccard(set(g["parties"]), set(p["parties"]))
    if kind == "commitments":
        from bench.measure import _overlap

        return lambda g, p: 0.6 * (_overlap(g, p, text) >= 0.5) + 0.4 * jaccard(set(g["parties"]), set(p["parties"]))
    return lambda g, p: ratio(fold(g["quote"]), fold(p["quote"])) * same_name(g["speaker"], p["speaker"])


def calibration_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of confidence and precision over bins of equal width, weighted by their entries."""
    error = 0.0
    for b in range(bins):
        inside = [(p, r) for p, r in pairs if b / bins <= p < (b + 1) / bins or (b == bins - 1 and p == 1.0)]
        if inside:
            error += abs(sum(p for p, _ in inside) - sum(r for _, r in inside)) / len(pairs)
    return error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = list(cases())
    documents = sorted({case.document for case in every})
    weights, held_out = {}, []
    for kind in ("engagements", "channels", "commitments", "statements"):
        group = [case for case in every if case.kind == kind]
        weights[kind] = fit(group, RIDGE)
        told = []
        for taught, left_out in (map(set, pair) for pair in folds(documents)):
            part = fit([case for case in group if case.document in taught], RIDGE)
            told += [(probability(part, case.features), case.right) for case in group if case.document in left_out and case.modelled]
        held_out += told
        _print(kind, told)
    _print("all", held_out)
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


def _print(name: str, told: list[tuple[float, bool]]) -> None:
    surer = sorted(told, reverse=True)[: len(told) // 2]
    precision = sum(right for _, right in surer) / max(1, len(surer))
    print(
        f"{name:12} {len(told):5} entries, {sum(r for _, r in told):5} right   "
        f"calibration error {calibration_error(told):.3f}   precision of the surer half {precision:.3f}"
    )


if __name__ == "__main__":
    main()
