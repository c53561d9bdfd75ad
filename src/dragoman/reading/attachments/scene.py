"""The occasions of a document together: what the rules say of each, and what each has in common with the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis
from dragoman.model import EngagementType, Status
from dragoman.reading.affiliation import main_parties, publisher_polity
from dragoman.reading.attachments.positions import LEAD, Positions, tellings
from dragoman.reading.logistic import Features
from dragoman.reading.occasion import Occasion

V = TypeVar("V", bound=Hashable)
M = TypeVar("M")
Told = tuple[Occasion, "Verdict"]
Candidates = list[tuple[V, Features]]
"""What may fill a field, each with the features by which it is judged."""
NEAR = 3
"""Sentences between tellings that go on from each other."""
_OTHERS = 30
"""So many occasions before and behind one are compared with it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules of frames and roles say of one occasion."""

    type: EngagementType
    status: Status
    date: Date | None
    place: str | None
    country: str | None
    persons: tuple[int, ...]
    parties: frozenset[str]

    @classmethod
    def of(cls, o: Occasion) -> Verdict:
        """What an occasion holds before anything is decided anew."""
        return cls(o.type, o.status, o.date, o.place, o.country, tuple(o.persons), frozenset(o.parties))


class Scene:
    """A document with its occasions; ``rules`` are the verdicts of the rules on them, in their order."""

    def __init__(self, analysis: Analysis, occasions: Sequence[Occasion]) -> None:
        self.a = analysis
        self.occasions = occasions
        self.rules = [Verdict.of(occasion) for occasion in occasions]
        self.positions = Positions(analysis, occasions)
        self.dyad = main_parties(analysis)
        self.publisher = publisher_polity(analysis)
        self.written = analysis.published.bounds() if analysis.published else None
        """The first and the last day on which the document may have been written."""
        self.places = Counter(mention.name for mention in analysis.places)
        self.persons = Counter(mention.person for mention in analysis.mentions)
        self.country_of = {mention.name: mention.country for mention in analysis.places}
        self._first_of: dict[str | None, int] = {}
        for index, _ in self.persons.most_common():
            self._first_of.setdefault(analysis.persons[index].party, index)
        self._number = {id(occasion): number for number, occasion in enumerate(occasions)}
        self._kin: dict[int, list[Told]] = {}

    def first_of(self, party: str | None) -> int | None:
        """The person of a party whom the document names oftenest."""
        return self._first_of.get(party)

    def rule(self, occasion: Occasion) -> Verdict:
        """What the rules say of an occasion."""
        return self.rules[self._number[id(occasion)]]

    def about(self, occasion: Occasion) -> dict[str, float]:
        """What is known of an occasion itself."""
        return {
            "main": float(occasion.main),
            "alone": float(len(self.occasions) == 1),
            "early": float(occasion.told < LEAD),
            "held": float(occasion.status == "held"),
            "distant": float(occasion.type in ("call", "letter")),
        }

    def others(self, occasion: Occasion) -> list[Told]:
        """The occasions found before and behind one."""
        number = self._number[id(occasion)]
        near = slice(max(0, number - _OTHERS), number + _OTHERS)
        return [(o, rule) for o, rule in zip(self.occasions[near], self.rules[near], strict=True) if o is not occasion]

    def kin(self, occasion: Occasion) -> list[Told]:
        """Other occasions that may be parts of one stay: parties in common, times that agree."""
        number, mine = self._number[id(occasion)], self.rule(occasion)
        if number not in self._kin:
            self._kin[number] = [
                (other, rule)
                for other, rule in self.others(occasion)
                if rule.parties & mine.parties and (rule.date is None or mine.date is None or rule.date.overlaps(mine.date))
            ]
        return self._kin[number]

    def sharing(self, occasion: Occasion, of: Callable[[Verdict], V | None]) -> Callable[[V], dict[str, float]]:
        """What tells of a value which of the other occasions have it by the rules, and what they have to do with this one."""
        counts = Counter(of(rule) for _, rule in self.others(occasion))
        known = max(1, counts.total() - counts[None])
        kin = grouped(self.kin(occasion), lambda one: of(one[1]))
        return lambda value: self._shared(occasion, kin.get(value, [])) | {"share of others": counts[value] / known}

    def _shared(self, occasion: Occasion, kin: Sequence[Told]) -> dict[str, float]:
        """What kin that have a value have to do with an occasion."""
        mine = self.rule(occasion)
        same = [(o, r) for o, r in kin if o.status == occasion.status]
        sentences = {frame.sentence for frame in tellings(occasion)} if same else set()
        return {
            "kin": float(bool(kin)),
            "kin same status": float(bool(same)),
            "kin main": float(any(o.main for o, _ in same)),
            "kin near": float(any(abs(o.told - occasion.told) <= NEAR for o, _ in same)),
            "kin before": float(any(0 <= occasion.told - o.told <= NEAR for o, _ in same)),
            "kin persons": float(any(set(r.persons) & set(mine.persons) for _, r in same)),
            "kin parties": float(any(r.parties == mine.parties for _, r in same)),
            "kin visit": float(any(o.type == "visit" for o, _ in same)),
            "kin same sentence": float(any(frame.sentence in sentences for o, _ in same for frame in tellings(o))),
        }


def grouped(mentions: Iterable[M], value: Callable[[M], V]) -> dict[V, list[M]]:
    """Mentions (or whatever else) by what they mean, in their order."""
    groups: defaultdict[V, list[M]] = defaultdict(list)
    for mention in mentions:
        groups[value(mention)].append(mention)
    return dict(groups)


def again(features: Features, name: str, when: bool, only: frozenset[str] | None = None) -> Features:
    """The features (or some of them), and under another name once more where they weigh differently."""
    return {**features, **{f"{name} {key}": value for key, value in features.items() if only is None or key in only}} if when else features
