"""Fit the decisions on the fields of engagements on the gold corpus: python bench/fit_attachments.py [--write]

The gain is cross-validated over documents (ten folds): every document is read with weights that have not seen it, and all are measured
together, beside what the rules alone say. `--write` fits on all documents and stores the weights for the reader.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fitting import Case, fit, fit_choice, folds
from bench.measure import Tally, compare, engagement_likeness, flat, paired, same_name, same_place
from bench.score import gold_documents
from dragoman.corpus import FITTED, folder
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.reading import attachments
from dragoman.reading.affiliation import with_affiliations
from dragoman.reading.attachments import FIELDS, LEAST, ROUNDS, SETS, Scene, decide
from dragoman.reading.channels import find_channels
from dragoman.reading.engagements import entries, merged_occasions
from dragoman.reading.occasion import Occasion
from dragoman.reading.reader import model

WEIGHTS = Path(attachments.__file__).with_name("weights.json")
RIDGE = 5.0
SAME = 0.5
"""An occasion is that of a gold entry from this likeness on, as in bench/measure.py."""
MOST = 10_000
"""More occasions than a document of the corpus has."""


@dataclass
class Document:
    """A document of the corpus, with the occasions that the rules find, and by their numbers the gold entries of those that it has."""

    part: str
    text: str
    gold: dict[str, Any]
    analysis: Analysis
    occasions: list[Occasion]
    known: dict[int, dict[str, Any]]

    def scene(self) -> Scene:
        """The occasions as the rules left them."""
        return Scene(self.analysis, [replace(o, persons=list(o.persons)) for o in self.occasions])


def documents() -> Iterator[Document]:
    """Every document of the corpus."""
    for part in FITTED:
        for path, gold in gold_documents(folder(part)):
            text = path.read_text("utf-8")
            analysis = with_affiliations(analyse(text, encoder=model()))
            occasions = merged_occasions(analysis, find_channels(analysis))
            yield Document(part, text, gold, analysis, occasions, _known(gold, flat(text), plain(occasions, analysis)))


def plain(occasions: Sequence[Occasion], analysis: Analysis) -> list[dict[str, Any]]:
    """The entries of some occasions as plain values."""
    return [entry.model_dump(mode="json") for entry in entries(occasions, analysis)]


def _known(gold: dict[str, Any], text: str, found: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    pairs, _, _ = paired(gold["engagements"], found, lambda g, p: engagement_likeness(g, p, text), SAME)
    number = {id(entry): i for i, entry in enumerate(found)}
    return {number[id(entry)]: g for g, entry in pairs}


def right(field: str, value: Any, gold: dict[str, Any] | None, analysis: Analysis) -> bool:
    """Whether the gold has a candidate in a field; an occasion that it does not have has nothing right."""
    if gold is None:
        return False
    if field == "place":
        return same_place(gold["place"], value)
    if field == "persons":
        return any(same_name(analysis.persons[value].name, person["name"]) for person in gold["participants"])
    return bool(gold[field] == (str(value) if field == "date" else value))


def fitted(every: Sequence[Document]) -> tuple[dict[str, dict[str, float]], list[Scene]]:
    """The models of all fields, and the documents' occasions as decided by models that have not seen the document.

    A field's model is fitted after the fields before it were decided in this way: it meets the same faults as when it is used.
    """
    scenes = [document.scene() for document in every]
    models = {}
    for number, fields in enumerate(ROUNDS, 1):
        scenes = [Scene(scene.a, scene.occasions) for scene in scenes]
        for field in fields:
            cases = [list(_cases(field, *each)) for each in enumerate(zip(every, scenes, strict=True))]
            for taught, held_out in folds(list(zip(cases, scenes, strict=True))):
                model = _model(field, [case for part, _ in taught for case in part])
                for _, scene in held_out:
                    decide(field, scene, model)
            models[f"{field} {number}"] = _model(field, [case for part in cases for case in part])
    return models, scenes


def _cases(field: str, number: int, read: tuple[Document, Scene]) -> Iterator[Case]:
    document, scene = read
    for at, occasion in enumerate(scene.occasions):
        for value, features in FIELDS[field](scene, occasion):
            yield Case(features, right(field, value, document.known.get(at), document.analysis), number * MOST + at)


def _model(field: str, cases: Sequence[Case]) -> dict[str, float]:
    return fit(cases, RIDGE) if field in SETS else fit_choice(cases, RIDGE, none=field in LEAST)


def measure(every: Sequence[Document], scenes: Sequence[Sequence[Occasion]]) -> dict[str, Tally]:
    """The measure of the engagements of some documents, by part of the corpus."""
    tallies = {part: Tally() for part in FITTED}
    nothing: dict[str, Any] = {"channels": [], "commitments": [], "statements": []}
    for document, occasions in zip(every, scenes, strict=True):
        read = {"engagements": plain(occasions, document.analysis)} | nothing
        compare(document.gold | nothing, read, document.text, tallies[document.part])
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = list(documents())
    models, scenes = fitted(every)
    rules, decided = measure(every, [document.occasions for document in every]), measure(every, [scene.occasions for scene in scenes])
    for part in FITTED:
        print(f"{part}: F1 by the rules alone → as decided (cross-validated)")
        for name in sorted(rules[part]):
            if name.startswith("field") or name in ("slots", "main", "engagements"):
                print(f"  {name.removeprefix('field '):14} {rules[part][name].f1:.3f} → {decided[part][name].f1:.3f}")
    if args.write:
        WEIGHTS.write_text(json.dumps(models, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
