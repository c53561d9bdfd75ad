"""What is kept of the mentions of a name, in place of the mentions themselves: who is named a thousand times is compared and described as
fast as who is named twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import reduce

from dragoman.edtf import Date
from dragoman.register.identity import terms
from dragoman.register.identity.accounts import Mention

SHOWN = 40
"""How many offices, with their dates, a name is compared by: the earliest ones."""
Order = tuple[str, str, int]
Called = tuple[frozenset[str], Day, Day]
"""The concepts of an office, and the first and last possible day of an occasion on which it was held."""


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a language words it: how often it is named with the name, where first, and its first and last date. ``office`` is None
    for the mentions without any."""

    office: str | None
    language: str | None
    times: int
    order: Order
    first: Date | None
    last: Date | None

    def and_also(self, other: Held) -> Held:
        """The same office and language, in two lots of mentions."""
        dates = [date for date in (self.first, other.first, self.last, other.last) if date]
        return replace(
            self,
            times=self.times + other.times,
            order=min(self.order, other.order),
            first=min(dates, default=None),
            last=max(dates, default=None),
        )


@dataclass(frozen=True, slots=True)
class Sightings:
    """All mentions of a name: the place of the first, the offices in them, those by which it is compared, and the highest confidence."""

    order: Order
    held: tuple[Held, ...]
    called: tuple[Called, ...]
    confidence: float

    def and_also(self, other: Sightings) -> Sightings:
        """Two lots of mentions of one name."""
        held: dict[tuple[str | None, str | None], Held] = {}
        for one in (*self.held, *other.held):
            key = (one.office, one.language)
            held[key] = held[key].and_also(one) if key in held else one
        return Sightings(
            order=min(self.order, other.order),
            held=tuple(sorted(held.values(), key=lambda one: (one.order, one.office or "", one.language or ""))),
            called=_earliest({*self.called, *other.called}),
            confidence=max(self.confidence, other.confidence),
        )


def sightings(mentions: Iterable[Mention]) -> Sightings | None:
    """What is kept of these mentions; None if there are none."""
    each = map(_sighting, mentions)
    first = next(each, None)
    return None if first is None else reduce(Sightings.and_also, each, first)


def _sighting(mention: Mention) -> Sightings:
    entry, source = mention.account.entry, mention.account.source
    date = entry.date if entry.date and entry.date.start and entry.date.year_known else source.published
    concepts = terms.office(mention.office)
    bounds = (entry.date or source.published) and ((entry.date and entry.date.bounds()) or (source.published and source.published.bounds()))
    order = mention.account.order
    return Sightings(
        order=order,
        held=(Held(mention.office or None, source.language, 1, order, date, date),),
        called=((concepts, *bounds),) if concepts and bounds else (),
        confidence=entry.confidence,
    )


def _earliest(called: Iterable[Called]) -> tuple[Called, ...]:
    return tuple(sorted(called, key=lambda one: (one[1], one[2], sorted(one[0])))[:SHOWN])
