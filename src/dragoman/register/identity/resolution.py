"""What identity finds: engagements, persons, channels and commitments across documents, each with its accounts and a stable ID.

An ID is made of the content of the first account (by publication), so that a rebuild gives the same. Every account's own ID is an alias of
the whole it belongs to, so that an ID once given still finds its engagement after other documents have joined it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from dragoman.edtf import Date
from dragoman.register.identity.accounts import Account, ChannelMention, Mention, Promise
from dragoman.register.identity.commitments import State
from dragoman.register.identity.differences import Difference
from dragoman.register.identity.values import Resolved

EntityKind = Literal["engagement", "person", "channel", "commitment"]


@dataclass(frozen=True)
class ResolvedEngagement:
    """One engagement. ``accounts`` in canonical order, ``fields`` by name as `values` resolved them, ``persons`` the IDs of who took part,
    ``channel`` the ID of its channel."""

    id: str
    aliases: tuple[str, ...]
    accounts: tuple[Account, ...] = field(repr=False)
    fields: dict[str, Resolved]
    differences: tuple[Difference, ...] = ()
    persons: tuple[str, ...] = ()
    channel: str | None = None
    confirmed: str | None = None

    def value(self, name: str) -> object:
        """The resolved value of a field; None where nobody says anything."""
        found = self.fields.get(name)
        return found.value if found else None


@dataclass(frozen=True)
class Tenure:
    """An office that a person held for a party: from the first to the last day on which an account says so."""

    office: str
    party: str | None
    first: Date | None
    last: Date | None


@dataclass(frozen=True)
class Person:
    """One person. ``name`` is the spelling most used, Latin ones before others; ``names`` all of them; ``confidence`` that of the surest
    account."""

    id: str
    aliases: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    party: str | None
    tenures: tuple[Tenure, ...]
    confidence: float
    mentions: tuple[Mention, ...] = field(default=(), repr=False)
    confirmed: str | None = None


@dataclass(frozen=True)
class Round:
    """A session of a channel: its number if any account gives it, and the engagement's ID."""

    number: int | None
    engagement: str


@dataclass(frozen=True)
class ResolvedChannel:
    """One channel. ``rounds`` in the order of their dates."""

    id: str
    aliases: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    level: str | None
    status: str | None
    mentions: tuple[ChannelMention, ...] = field(default=(), repr=False)
    rounds: tuple[Round, ...] = ()
    confirmed: str | None = None


@dataclass(frozen=True)
class ResolvedCommitment:
    """One commitment with all its accounts; ``kept`` are the IDs of the engagements that kept it."""

    id: str
    aliases: tuple[str, ...]
    parties: tuple[str, ...]
    action: str
    due: Date | None
    state: State
    why: str
    kept: tuple[str, ...]
    accounts: tuple[Promise, ...] = field(repr=False)
    confirmed: str | None = None


Entity = ResolvedEngagement | Person | ResolvedChannel | ResolvedCommitment


@dataclass(frozen=True)
class Resolution:
    """All of it, each list in canonical order. ``lost`` are decisions that point at entries which the present readings do not have."""

    engagements: tuple[ResolvedEngagement, ...] = ()
    persons: tuple[Person, ...] = ()
    channels: tuple[ResolvedChannel, ...] = ()
    commitments: tuple[ResolvedCommitment, ...] = ()
    lost: tuple[str, ...] = ()

    def entities(self) -> Iterator[Entity]:
        yield from self.engagements
        yield from self.persons
        yield from self.channels
        yield from self.commitments

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return index(self.entities())

    def find(self, id: str) -> Entity | None:
        """What an ID or an alias names; None if nothing."""
        return self._by_id.get(id)


def index(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by their IDs and aliases."""
    return {name: entity for entity in entities for name in (*entity.aliases, entity.id)}
