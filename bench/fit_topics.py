"""Fit the decision on an engagement's topics on the gold corpus: python bench/fit_topics.py [--write]

Cross-validated over documents (ten folds): precision, recall and F1 of the topics of all gold engagements, those that the reader misses
included, at several thresholds. `--write` fits on all documents and stores the weights for the reader.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fitting import Case, fit, folds
from bench.measure import engagement_likeness, flat, paired
from bench.score import gold_documents
from dragoman.corpus import FITTED, folder
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.reading import topics as module
from dragoman.reading.affiliation import with_affiliations
from dragoman.reading.channels import find_channels
from dragoman.reading.engagements import entries, find_occasions
from dragoman.reading.logistic import probability
from dragoman.reading.reader import model

STORED = Path(module.__file__).with_name(module.WEIGHTS)
RIDGE = 2.0
LEAST = 0.2
"""The probability from which on a topic is given: where F1 was highest by cross-validation."""
FOUND = 0.5
"""An engagement is paired with its gold entry from this likeness on."""


@dataclass
class Document:
    """The topics that engagements of a document may have, each with its features and whether the gold has it; and the gold's number."""

    cases: list[Case]
    gold: int


def documents() -> Iterator[Document]:
    """Every document of the corpus."""
    for part in FITTED:
        for path, gold in gold_documents(folder(part)):
            analysis = with_affiliations(analyse(path.read_text("utf-8"), encoder=model()))
            told = [set(entry["topics"]) for entry in gold["engagements"]]
            yield Document(list(_cases(analysis, gold["engagements"])), sum(map(len, told)))


def _cases(analysis: Analysis, gold: list[dict[str, object]]) -> Iterator[Case]:
    occasions = find_occasions(analysis, find_channels(analysis))
    found = [entry.model_dump(mode="json") for entry in entries(occasions, analysis)]
    text = flat(analysis.text)
    pairs, _, _ = paired(gold, found, lambda g, p: engagement_likeness(g, p, text), FOUND)
    right = {id(entry): set(g["topics"]) for g, entry in pairs}
    judged = module.OccasionTopics(analysis, occasions)
    for occasion, entry in zip(occasions, found, strict=True):
        for topic, features in judged.features(occasion).items():
            yield Case(features, topic in right.get(id(entry), ()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = list(documents())
    told: list[tuple[float, bool]] = []
    for taught, held_out in folds(every):
        weights = fit([case for document in taught for case in document.cases], RIDGE)
        told += [(probability(weights, case.features), case.right) for document in held_out for case in document.cases]
    gold = sum(document.gold for document in every)
    for least in (0.15, LEAST, 0.25, 0.3, 0.4):
        given = [right for sure, right in told if sure >= least]
        hits = sum(given)
        print(f"from {least:.2f} on: P {hits / max(1, len(given)):.3f}  R {hits / gold:.3f}  F1 {2 * hits / (len(given) + gold):.3f}")
    if args.write:
        weights = {name: value for name, value in fit([c for d in every for c in d.cases], RIDGE).items() if abs(value) >= 0.01}
        STORED.write_text(json.dumps({"topic": weights, "least": {"probability": LEAST}}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
