"""The register at a glance: counts that are made in the database, whatever its size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, distinct, func, select

from dragoman.register.query import BY_DATE
from dragoman.register.records import ChannelRecord, CommitmentRecord, EngagementRecord, PersonRecord
from dragoman.register.schema import entries, entry_channels, entry_people, provenance

_Row = TypeVar("_Row", bound=tuple[Any, ...])


@dataclass(frozen=True)
class ChannelLine:
    """A channel with its engagements, by date."""

    channel: ChannelRecord
    engagements: tuple[EngagementRecord, ...]


@dataclass(frozen=True)
class Overview:
    """What a register holds. Counts come largest first."""

    documents: int
    first_day: str | None
    """Of the documents' publication, ISO 8601; None if no document bears a date."""
    last_day: str | None
    languages: tuple[tuple[str, int], ...]
    entries: dict[str, int]
    """By kind."""
    engagements: tuple[tuple[str, str, int], ...]
    """Type, status, count."""
    channels: tuple[ChannelLine, ...]
    """Those with most engagements."""
    commitments: tuple[CommitmentRecord, ...]
    """Those with a due date, the latest first."""
    people: tuple[tuple[PersonRecord, int], ...]
    """With the number of entries that name them."""


def overview(connection: Connection, *, channels: int, commitments: int, people: int, today: Day) -> Overview:
    """The register at a glance on a day, with so many channels, commitments and people."""
    first, last, count = connection.execute(
        select(func.min(provenance.c.first_day), func.max(provenance.c.first_day), func.count()).select_from(provenance)
    ).one()
    kinds = connection.execute(select(entries.c.kind, func.count()).group_by(entries.c.kind).order_by(entries.c.kind)).all()
    languages = select(provenance.c.language, func.count()).group_by(provenance.c.language)
    types = (
        select(entries.c.type, entries.c.status, func.count())
        .where(entries.c.kind == "engagement")
        .group_by(entries.c.type, entries.c.status)
    )
    return Overview(
        documents=count,
        first_day=first,
        last_day=last,
        languages=tuple(_by_count([(language or "unknown", number) for language, number in connection.execute(languages)])),
        entries={row.kind: row[1] for row in kinds},
        engagements=tuple(_by_count([(str(kind), str(status), number) for kind, status, number in connection.execute(types)])),
        channels=_channels(connection, channels),
        commitments=_commitments(connection, commitments, today),
        people=_people(connection, people),
    )


def _by_count(rows: list[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (-row[-1], row))


def _channels(connection: Connection, limit: int) -> tuple[ChannelLine, ...]:
    naming = func.count(distinct(entry_channels.c.entry))
    held = entry_channels.join(entries, and_(entries.c.id == entry_channels.c.entry, entries.c.kind == "engagement"))
    channel = entry_channels.c.channel
    top = select(channel).select_from(held).group_by(channel).order_by(naming.desc(), channel)
    lines = []
    for identifier in connection.execute(top.limit(limit)).scalars():
        value = connection.execute(select(entries.c.record).where(entries.c.id == identifier)).scalar_one()
        mine = select(entry_channels.c.entry).where(channel == identifier)
        rounds = select(entries.c.record).where(entries.c.kind == "engagement", entries.c.id.in_(mine))
        engagements = [EngagementRecord.model_validate(one) for one in connection.execute(rounds.order_by(*BY_DATE)).scalars()]
        lines.append(ChannelLine(ChannelRecord.model_validate(value), tuple(engagements)))
    return tuple(lines)


def _commitments(connection: Connection, limit: int, today: Day) -> tuple[CommitmentRecord, ...]:
    due = select(entries.c.record).where(entries.c.kind == "commitment", entries.c.due_last.is_not(None))
    rows = connection.execute(due.order_by(entries.c.due_last.desc(), entries.c.id).limit(limit)).scalars()
    return tuple(CommitmentRecord.model_validate(value).on(today) for value in rows)


def _people(connection: Connection, limit: int) -> tuple[tuple[PersonRecord, int], ...]:
    number = func.count(distinct(entry_people.c.entry))
    top = select(entry_people.c.person, number).group_by(entry_people.c.person).order_by(number.desc(), entry_people.c.person).limit(limit)
    found = []
    for person, count in connection.execute(top):
        value = connection.execute(select(entries.c.record).where(entries.c.id == person)).scalar_one()
        found.append((PersonRecord.model_validate(value), count))
    return tuple(found)
