"""Questions to the register's tables: entries and documents by party, person, date, type, topic, channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select

from dragoman.edtf import Date
from dragoman.register.batches import batched
from dragoman.register.errors import RegisterError
from dragoman.register.kinds import Kind
from dragoman.register.records import RECORDS, CommitmentRecord, DocumentRecord, EngagementRecord, Record
from dragoman.register.schema import (
    accounts,
    aliases,
    documents,
    entries,
    entry_channels,
    entry_parties,
    entry_people,
    entry_topics,
    provenance,
    readings,
)
from dragoman.register.terms import fold

BY_DATE = (entries.c.first_day.is_(None), entries.c.first_day, entries.c.last_day, entries.c.key, entries.c.id)
"""The order of every listing; what has no date comes last."""


@dataclass(frozen=True)
class Filter:
    """Which entries are asked for. What is None or empty asks for nothing; all that is given must hold."""

    parties: tuple[str, ...] = ()
    """Each of these takes part."""
    person: str | None = None
    """A person's id, or part of a name."""
    dates: tuple[Date, ...] = ()
    """The entry's date has a day in common with each of these; a date without a year never does."""
    due: Date | None = None
    """The same for the day by which a commitment is due."""
    type: str | None = None
    status: str | None = None
    state: str | None = None
    """What became of a commitment, as it stands on the day of asking."""
    differs: bool = False
    """Only entries whose accounts contradict each other."""
    topic: str | None = None
    channel: str | None = None
    """A channel's id, or part of its name."""
    words: str | None = None
    """Part of the entry's name, action or words."""
    document: str | None = None
    limit: int | None = None


def find_entries(connection: Connection, kind: Kind, wanted: Filter, today: Day) -> list[Record]:
    """The entries of one kind that a filter asks for, by date; those without a year come last. Commitments stand as on a day."""
    query = select(entries.c.record).where(entries.c.kind == kind, *_conditions(wanted, today))
    query = query.order_by(*BY_DATE)
    found = [RECORDS[kind].model_validate(value) for value in connection.execute(query.limit(wanted.limit)).scalars()]
    return as_asked(connection, found, today)


def as_asked(connection: Connection, records: Sequence[Record], today: Day) -> list[Record]:
    """Records as they stand on a day, with persons and channels under the names that the register has for them."""
    engagements = [record for record in records if isinstance(record, EngagementRecord)]
    ids = {one.person for record in engagements for one in record.participants}
    names = _names(connection, ids | {record.channel_id for record in engagements if record.channel_id})
    found: list[Record] = []
    for record in records:
        if isinstance(record, EngagementRecord):
            people = tuple(one.model_copy(update={"name": names.get(one.person, one.name)}) for one in record.participants)
            corrected = "channel" in record.said and record.said["channel"].why.startswith("decision ")
            channel = record.channel if corrected else names.get(record.channel_id or "", record.channel)
            record = record.model_copy(update={"participants": people, "channel": channel})
        elif isinstance(record, CommitmentRecord):
            record = record.on(today)
        found.append(record)
    return found


def _names(connection: Connection, ids: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in batched(sorted(ids), 500):
        rows = connection.execute(select(entries.c.id, entries.c.name).where(entries.c.id.in_(some), entries.c.name.is_not(None)))
        found.update({row.id: row.name for row in rows})
    return found


def _conditions(wanted: Filter, today: Day) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        entries.c.id.in_(select(entry_parties.c.entry).where(entry_parties.c.party == party)) for party in wanted.parties
    ]
    if wanted.person:
        named = or_(entry_people.c.person.in_(_named("person", wanted.person)), _holds(entry_people.c.key, wanted.person))
        found.append(or_(entries.c.id.in_(select(entry_people.c.entry).where(named)), entries.c.id.in_(_named("person", wanted.person))))
    if wanted.channel:
        found.append(or_(entries.c.id.in_(_with_channel(wanted.channel)), entries.c.id.in_(_named("channel", wanted.channel))))
    if wanted.document:
        found.append(entries.c.id.in_(select(accounts.c.entry).where(accounts.c.document == wanted.document)))
    if wanted.topic:
        found.append(entries.c.id.in_(select(entry_topics.c.entry).where(entry_topics.c.topic == wanted.topic)))
    if wanted.type:
        found.append(entries.c.type == wanted.type)
    if wanted.status:
        found.append(entries.c.status == wanted.status)
    if wanted.state:
        found.append(_in_state(wanted.state, today))
    if wanted.differs:
        found.append(entries.c.differs)
    if wanted.words:
        found.append(_holds(entries.c.key, wanted.words))
    found.extend(_overlaps(entries.c.first_day, entries.c.last_day, date) for date in wanted.dates)
    if wanted.due:
        found.append(_overlaps(entries.c.due_first, entries.c.due_last, wanted.due))
    return found


def _in_state(state: str, today: Day) -> ColumnElement[bool]:
    open_ = entries.c.state == "open"
    late = entries.c.deadline < today.isoformat()
    if state == "open":
        return and_(open_, or_(entries.c.deadline.is_(None), entries.c.deadline >= today.isoformat()))
    return or_(entries.c.state == state, and_(open_, late)) if state == "overdue" else entries.c.state == state


def _overlaps(first: ColumnElement[str], last: ColumnElement[str], date: Date) -> ColumnElement[bool]:
    bounds = date.bounds()
    if bounds is None:
        raise RegisterError(f"{date}: to ask for a date, its year must be known")
    return and_(first <= bounds[1].isoformat(), last >= bounds[0].isoformat())


def _named(kind: Kind, name: str) -> Select[tuple[str]]:
    """Ids of the entries of a kind that have an id, or whose names hold a name."""
    return select(entries.c.id).where(
        entries.c.kind == kind, or_(entries.c.id.startswith(name, autoescape=True), _holds(entries.c.key, name))
    )


def _with_channel(channel: str) -> Select[tuple[str]]:
    return select(entry_channels.c.entry).where(entry_channels.c.channel.in_(_named("channel", channel)))


@dataclass(frozen=True)
class DocumentFilter:
    """Which documents are asked for."""

    language: str | None = None
    words: str | None = None
    """Part of the publisher's name, of the title or of the file's name."""
    dates: tuple[Date, ...] = ()
    """Published on a day of each of these."""
    limit: int | None = None


def find_documents(connection: Connection, wanted: DocumentFilter) -> list[DocumentRecord]:
    """The documents that a filter asks for, by the date of publication."""
    query = _documents(wanted).order_by(provenance.c.first_day.is_(None), provenance.c.first_day, provenance.c.document)
    return [DocumentRecord.model_validate(dict(row)) for row in connection.execute(query.limit(wanted.limit)).mappings()]


def pick_documents(connection: Connection, numbers: Sequence[int], wanted: DocumentFilter) -> Iterator[DocumentRecord]:
    """Those of the documents (by ``seq``) that a filter asks for, in the order given."""
    for chunk in batched(numbers, 500):
        query = _documents(wanted).add_columns(documents.c.seq).where(documents.c.seq.in_(chunk))
        found = {row.seq: row for row in connection.execute(query).all()}
        yield from (DocumentRecord.model_validate(dict(found[number]._mapping)) for number in chunk if number in found)


def _documents(wanted: DocumentFilter) -> Select[Any]:
    columns = [provenance.c[name] for name in DocumentRecord.model_fields if name in provenance.c]
    added = (documents.c.added, readings.c.reader)
    joined = provenance.join(documents, documents.c.id == provenance.c.document)
    query = select(provenance.c.document.label("id"), *columns, *added).select_from(
        joined.outerjoin(readings, readings.c.document == provenance.c.document)
    )
    if wanted.language:
        query = query.where(provenance.c.language == wanted.language)
    if wanted.words:
        query = query.where(_holds(provenance.c.key, wanted.words))
    query = query.where(*(_overlaps(provenance.c.first_day, provenance.c.last_day, date) for date in wanted.dates))
    return query


def find_one(connection: Connection, identifier: str, today: Day) -> Record | DocumentRecord:
    """The entry (as it stands on a day) or document with an id, or with an id that begins so; an account's id finds its entry.

    Raises RegisterError if there is none, or if several ids begin so.
    """
    found = find_stored(connection, identifier)
    return found if isinstance(found, DocumentRecord) else as_asked(connection, [found], today)[0]


def find_stored(connection: Connection, identifier: str) -> Record | DocumentRecord:
    """The same as it is stored: nothing overdue, names as the accounts have them."""
    start = identifier.removeprefix("d-")
    if start == identifier and identifier[1:2] == "-":
        hits = set(connection.execute(select(aliases.c.entry).where(_begins(aliases.c.id, identifier)).limit(6)).scalars())
    else:
        hits = set(connection.execute(select(documents.c.id).where(_begins(documents.c.id, start)).limit(6)).scalars())
    if not hits:
        raise RegisterError(f"nothing in the register has the id {identifier}")
    if len(hits) > 1:
        raise RegisterError(f"{identifier} may be any of {', '.join(sorted(hits))}")
    (hit,) = hits
    row = connection.execute(select(entries.c.kind, entries.c.record).where(entries.c.id == hit)).first()
    if row:
        return RECORDS[row.kind].model_validate(row.record)
    (found,) = connection.execute(_documents(DocumentFilter()).where(documents.c.id == hit)).mappings()
    return DocumentRecord.model_validate(dict(found))


def _holds(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether a folded text holds some words; words without a letter are in no text."""
    return column.contains(fold(words), autoescape=True) if fold(words) else false()


def find_alias(connection: Connection, identifier: str) -> str:
    """The whole of an id that is an entry's, or one of its accounts' or names'; an entry's own if several begin so."""
    found = connection.execute(select(aliases.c.id, aliases.c.entry).where(_begins(aliases.c.id, identifier))).all()
    if len({row.entry for row in found}) != 1:
        raise RegisterError(f"{'nothing' if not found else 'more than one thing'} in the register has the id {identifier}")
    whole: str = next((row.id for row in found if row.id == row.entry), found[0].id)
    return whole


def _begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    # a range rather than LIKE, so that both databases use the index
    return and_(column >= start, column < start + "g")
