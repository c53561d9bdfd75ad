"""Fit the decision for whom a person acts on the gold corpus: python bench/fit_affiliation.py [--write]

Cases are the participants of gold engagements. Cross-validated over documents (ten folds): the share of them that get the right party.
`--write` fits on all documents and stores the weights for the reader.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fitting import Case, fit_choice, folds
from bench.measure import same_name
from bench.score import gold_documents
from dragoman.corpus import FITTED, folder
from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis
from dragoman.reading import affiliation
from dragoman.reading.affiliation import Allegiances
from dragoman.reading.reader import model

WEIGHTS = Path(affiliation.__file__).with_name(affiliation.FILE)
RIDGE = 2.0


@dataclass
class Document:
    """A document, and the gold parties of its persons by their index."""

    number: int
    analysis: Analysis
    parties: dict[int, str | None]

    def known(self) -> Analysis:
        """The analysis with the right parties filled in: those who are sure tell of the others."""
        persons = tuple(replace(p, party=self.parties.get(i) or p.party) for i, p in enumerate(self.analysis.persons))
        return replace(self.analysis, persons=persons)

    def cases(self) -> Iterator[Case]:
        """The candidates of each person: once while nobody else's party is known, once when all are."""
        full, number = self.known(), itertools.count(1000 * self.number)
        told = affiliation.told_parties(self.analysis)
        for i, party in self.parties.items():
            alone = replace(full, persons=tuple(replace(p, party=None) if j == i else p for j, p in enumerate(full.persons)))
            for analysis in (self.analysis, alone):
                choice = next(number)
                for code, features in Allegiances(analysis, told).candidates(i):
                    yield Case(features, code == party, choice)


def documents() -> Iterator[Document]:
    """Every document of the corpus."""
    numbers = itertools.count()
    for part in FITTED:
        for path, gold in gold_documents(folder(part)):
            named = {p["name"]: p["party"] for e in gold["engagements"] for p in e["participants"]}
            found = analyse(path.read_text("utf-8"), encoder=model())
            parties = {i: party for name, party in named.items() for i, person in enumerate(found.persons) if same_name(name, person.name)}
            yield Document(next(numbers), found, parties)


def fitted(group: Sequence[Document]) -> dict[str, float]:
    """The weights that fit the cases of some documents best."""
    return fit_choice([case for document in group for case in document.cases()], RIDGE, none=True)


def right(group: Sequence[Document], model: dict[str, float]) -> tuple[int, int]:
    """How many persons get the right party, of how many."""
    hits = total = 0
    for document in group:
        weights = affiliation.weights(affiliation.FILE)
        weights["party"] = model
        read = affiliation.with_affiliations(document.analysis)
        for i, party in document.parties.items():
            hits, total = hits + (read.persons[i].party == party), total + 1
    return hits, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    every = list(documents())
    counts = []
    for taught, held_out in folds(every):
        counts.append(right(held_out, fitted(taught)))
    print(f"right: {sum(h for h, _ in counts) / sum(n for _, n in counts):.3f} of {sum(n for _, n in counts)}")
    if args.write:
        WEIGHTS.write_text(json.dumps({"party": fitted(every)}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
