"""Which names are one person: by the names, and by office, polity and time where the names leave it open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.register.identity import names, syllables
from dragoman.register.identity.accounts import Mention, content_id
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.sightings import Sightings
from dragoman.register.identity.space import Kind

THRESHOLD = 2.5
_YEAR = 400
_LONG = 5
_ALIKE = 0.4
"""Names that are less alike are never one person's."""
_HEADS = frozenset({"minister", "president", "prime", "king"})
"""Offices that one person holds at a time."""


@dataclass(frozen=True, eq=False)
class PersonNode:
    """One spelling of a name with its party, wherever it stands. What is asked for seldom is looked up when it is asked for: ``where``
    gives the ids of the accounts that name the person so, ``read`` the mentions in them, ``sum_up`` what is kept of these."""

    id: str
    name: str
    party: str | None
    where: Callable[[], frozenset[str]] = field(repr=False)
    read: Callable[[PersonNode], tuple[Mention, ...]] = field(repr=False)
    sum_up: Callable[[PersonNode], Sightings] = field(repr=False)

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
    def sightings(self) -> Sightings:
        """What is kept of the mentions."""
        return self.sum_up(self)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """By the first account that names the person so, then by name."""
        published, document, place = self.sightings.order
        return (published, document, f"{place:06}", self.name)


def node_id(mention: Mention) -> str:
    """The node that a mention belongs to."""
    return content_id("pn", mention.name, mention.party or "")


def keys(node: PersonNode) -> frozenset[str]:
    """Spellings of one name share a key; parties divide them, as does nothing else."""
    return frozenset(f"{node.party or ''}|{key}" for key in names.keys(node.name))


def may_be_one(a: PersonNode, b: PersonNode) -> bool:
    """Whether two spellings can be of one person, by the names and parties alone."""
    return not (a.party and b.party and a.party != b.party) and names.same(a.name, b.name) >= _ALIKE


def compare(a: PersonNode, b: PersonNode) -> Match | None:
    """Two spellings; None where the names differ, or one document uses both for two persons."""
    if not may_be_one(a, b):
        return None
    likeness = names.same(a.name, b.name)
    whole = likeness >= _whole(a.name, b.name)
    if a.documents & b.documents and (not whole or a.accounts & b.accounts):
        return None
    w = Weighing()
    w.add(f"names alike {likeness:.2f}", _partly(a.name, b.name, likeness) if not whole else 4.0 if likeness >= 0.9 else 3.0)
    if a.documents & b.documents:
        w.add("both spellings in one document", -2.0)
    w.add("same party" if a.party == b.party else "party unknown", 0.5 if a.party == b.party else -0.5)
    _weigh_offices(w, a, b, whole)
    return w.match()


def _whole(a: str, b: str) -> float:
    """How alike two names must be to tell by themselves: of those with a sign for each syllable many sound nearly alike."""
    one, two = syllables.read(a), syllables.read(b)
    return names.SAME_NAME if one and two and one.signs and two.signs else names.WHOLE


def _partly(a: str, b: str, likeness: float) -> float:
    """A family name alone tells the more the longer it is; two names that differ in a part need their offices."""
    if likeness < 0.62:
        return -0.5
    return 1.5 if min(len(latin(a)), len(latin(b))) >= _LONG and not syllables.read(a) and not syllables.read(b) else 0.5


def _weigh_offices(w: Weighing, a: PersonNode, b: PersonNode, whole: bool) -> None:
    best: tuple[float, str] | None = None
    for office, first, last in a.sightings.called:
        for other, low, high in b.sightings.called:
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


KIND: Kind[PersonNode] = Kind(
    keys=keys, sort=sort, compare=compare, marks=lambda node: frozenset(), threshold=THRESHOLD, may_be_one=may_be_one
)
