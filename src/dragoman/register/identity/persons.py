"""Which names are one person: by the names, and by office, polity and time where the names leave it open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property

from dragoman.register.identity import names, syllables, terms
from dragoman.register.identity.accounts import Mention, content_id
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.space import Kind

THRESHOLD = 2.5
_YEAR = 400
_SHOWN = 40
_LONG = 5
_HEADS = frozenset({"minister", "president", "prime", "king"})
"""Offices that one person holds at a time."""


@dataclass(frozen=True, eq=False)
class PersonNode:
    """One spelling of a name with its party, wherever it stands. What is asked for seldom is looked up when it is asked for: ``where``
    gives the ids of the accounts that name the person so, ``read`` the mentions in them."""

    id: str
    name: str
    party: str | None
    where: Callable[[], frozenset[str]] = field(repr=False)
    read: Callable[[PersonNode], tuple[Mention, ...]] = field(repr=False)

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The accounts that name the person so."""
        return self.where()

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that spell the name so."""
        return frozenset(id.partition("#")[0] for id in self.accounts)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the name stands."""
        return self.read(self)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """By the first account that names the person so, then by name."""
        first = min((mention.account.order for mention in self.mentions), default=("9999", "", 0))
        return (*map(str, first[:2]), f"{first[2]:06}", self.name)

    @cached_property
    def offices(self) -> tuple[tuple[frozenset[str], Day, Day], ...]:
        """What the person was called and when, the first mentions of each office and year."""
        found = set()
        for mention in self.mentions:
            date, source = mention.account.entry.date, mention.account.source
            concepts = terms.office(mention.office)
            bounds = (date or source.published) and ((date and date.bounds()) or (source.published and source.published.bounds()))
            if concepts and bounds:
                found.add((concepts, bounds[0], bounds[1]))
        return tuple(sorted(found, key=lambda entry: (entry[1], entry[2], sorted(entry[0])))[:_SHOWN])


def node_id(mention: Mention) -> str:
    """The node that a mention belongs to."""
    return content_id("pn", mention.name, mention.party or "")


def keys(node: PersonNode) -> frozenset[str]:
    """Spellings of one name share a key; parties divide them, as does nothing else."""
    return frozenset(f"{node.party or ''}|{key}" for key in names.keys(node.name))


def compare(a: PersonNode, b: PersonNode) -> Match | None:
    """Two spellings; None where the names differ, or one document uses both for two persons."""
    if a.party and b.party and a.party != b.party:
        return None
    likeness = names.same(a.name, b.name)
    if likeness < 0.4:
        return None
    whole = likeness >= names.WHOLE
    if a.documents & b.documents and (not whole or a.accounts & b.accounts):
        return None
    w = Weighing()
    w.add(f"names alike {likeness:.2f}", 4.0 if likeness >= 0.9 else 3.0 if whole else _partly(a.name, b.name, likeness))
    if a.documents & b.documents:
        w.add("both spellings in one document", -2.0)
    w.add("same party" if a.party == b.party else "party unknown", 0.5 if a.party == b.party else -0.5)
    _weigh_offices(w, a, b, whole)
    return w.match()


def _partly(a: str, b: str, likeness: float) -> float:
    """A family name alone tells the more the longer it is; two names that differ in a part need their offices."""
    if likeness < 0.62:
        return -0.5
    return 1.5 if min(len(latin(a)), len(latin(b))) >= _LONG and not syllables.read(a) and not syllables.read(b) else 0.5


def _weigh_offices(w: Weighing, a: PersonNode, b: PersonNode, whole: bool) -> None:
    best: tuple[float, str] | None = None
    for office, first, last in a.offices:
        for other, low, high in b.offices:
            apart = max((low - last).days, (first - high).days, 0)
            if apart > _YEAR:
                continue
            weight, label = _same_office(office, other)
            if best is None or weight > best[0]:
                best = (weight, f"{label} within {apart} days")
    if best and (best[0] > 0 or not whole):
        w.add(best[1], best[0])


def _same_office(a: frozenset[str], b: frozenset[str]) -> tuple[float, str]:
    shared = ", ".join(sorted(a & b))
    if a == b:
        return (3.0 if a & _HEADS and "deputy" not in a else 2.0), f"same office ({shared})"
    if ("deputy" in a) != ("deputy" in b) or not a & b:
        return -1.5, "other office"
    return (1.5 if len(a & b) > 1 else 0.5), f"kindred office ({shared})"


def sort(node: PersonNode) -> str:
    """Within a key spellings stand by their Latin form, so that those in other scripts stand beside them."""
    return latin(node.name)


KIND: Kind[PersonNode] = Kind(keys=keys, sort=sort, compare=compare, marks=lambda node: frozenset(), threshold=THRESHOLD)
