"""What changed an entry, and when: the documents that came, the readings that were made anew, what humans decided.

Nothing of this is kept as such. It follows, as the entry itself does, from documents, readings and decisions with their times: those that
may have had a part in the entry are gone through once more in the order in which they came, and after each the entry is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Connection, select, union_all

from dragoman.model import Reading, Value
from dragoman.register import identity
from dragoman.register.batches import batched
from dragoman.register.decisions import Decision, all_decisions, for_identity
from dragoman.register.derive import provenance_of
from dragoman.register.documents import get_document
from dragoman.register.identity.bindings import referred
from dragoman.register.query import find_alias, find_stored
from dragoman.register.records import CommitmentRecord, DocumentRecord, EngagementRecord, PersonRecord, Record
from dragoman.register.replay import Follower, Replay
from dragoman.register.resolver import Resolver, load
from dragoman.register.schema import documents, former_readings, readings
from dragoman.register.surroundings import nodes_of, surroundings

EventKind = Literal["added", "read again", "decision", "due date passed", "other entries"]
_LEFT_OUT = frozenset({"said", "confidence", "accounts", "channel_id", "person", "deadline", "main"})
"""Fields that follow from others, or whose changes tell people nothing."""


class Change(Value):
    """A value of an entry that changed, as plain JSON; None is no value."""

    field: str
    before: Any
    after: Any


class Event(Value):
    """What came, and what it changed."""

    time: str
    """ISO 8601, UTC."""
    kind: EventKind
    document: str | None = None
    """The id of the document that came or was read again."""
    title: str | None = None
    """The document's title, else its name."""
    source_url: str | None = None
    reader: str | None = None
    decision: str | None = None
    """The id of the decision; of a reading, that by which it was given."""
    act: str | None = None
    author: str | None = None
    reason: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Step:
    """One thing that came: a reading of a document, or a decision."""

    event: Event
    reading: Reading | None = None
    concerned: frozenset[str] = frozenset()
    """The documents that a decision speaks of."""


def history(connection: Connection, identifier: str | None, today: Day) -> list[Event]:
    """What made an entry what it is, in the order of time: every document and reading that changed it, and every decision on it.

    Of a document its readings and the decisions on it; without an id, all that came into the register, but not what it changed.
    Raises RegisterError for an unknown id.
    """
    if identifier is None:
        found = [_decided(one) for one in all_decisions(connection) if one.kind != "reading"]
        return sorted([*found, *_comings(connection, None).values()], key=lambda event: (event.time, event.kind))
    record = find_stored(connection, identifier)
    if isinstance(record, DocumentRecord):
        return _of_document(connection, record)
    return _of_entry(connection, record, find_alias(connection, identifier), today)


def _of_entry(connection: Connection, record: Record, asked: str, today: Day) -> list[Event]:
    """The history of an entry that was asked for by one of its own or its accounts' ids.

    Where an entry is more than the documents gone through make of it (a person takes part in another's entries), a last event says so.
    """
    resolver = Resolver(connection)
    around = surroundings(connection, resolver, record)
    present = {document.source.id: document for some in batched(sorted(around), 500) for document in load(connection, some)}
    steps = sorted(_steps(connection, sorted(present)), key=lambda step: (step.event.time, step.event.kind))
    told = {source.document: present[source.document].reading for source in record.accounts}
    follower = Follower(record, asked, told, nodes_of(resolver, record))
    found = list(_replayed(connection, steps, follower, present))
    if found and (rest := _changes(_plain(found[-1][1]), _plain(record))):
        found.append((Event(time=found[-1][0].time, kind="other entries", changes=tuple(rest)), record))
    return list(_with_days(found, today))


def _replayed(
    connection: Connection, steps: Sequence[_Step], follower: Follower, present: Mapping[str, identity.Document]
) -> Iterator[tuple[Event, Record | None]]:
    """The steps that changed the entry, or that decide on it, each with the entry as it was then."""
    replay, standing = Replay(), for_identity(connection)
    before: Record | None = None
    for step in steps:
        if step.reading is not None and step.event.document:
            replay.put(_then(connection, present[step.event.document], step.reading))
        else:
            replay.decide([one for one in standing if one.id in _until(steps, step)])
        after = follower.record_in(replay)
        changes = _changes(_plain(before), _plain(after))
        mine = {source.document for one in (before, after) if one for source in one.accounts}
        if changes or step.concerned & mine:
            yield step.event.model_copy(update={"changes": tuple(changes)}), after
        before = after


def _until(steps: Sequence[_Step], last: _Step) -> set[str]:
    """The decisions up to one of them."""
    return {step.event.decision for step in steps[: steps.index(last) + 1] if step.reading is None and step.event.decision}


def _then(connection: Connection, present: identity.Document, reading: Reading) -> identity.Document:
    """A document with one of its readings: what is known of the document is in part what its reading says."""
    if reading == present.reading:
        return present
    known = provenance_of(get_document(connection, present.source.id), reading)
    standing = known.model_dump(include={"publisher", "reprinted_by", "language", "kind"})
    source = replace(present.source, published=known.published, **standing)
    return replace(present, source=source, reading=reading)


def _steps(connection: Connection, ids: Sequence[str]) -> Iterator[_Step]:
    """All readings of some documents, and all decisions that speak of them."""
    yield from _read(connection, ids)
    by_id = {one.id: one for one in for_identity(connection)}
    for decision in all_decisions(connection):
        if decision.id in by_id:
            about = referred([by_id[decision.id]])
            if decision.kind == "undo":
                about = referred([one for id, one in by_id.items() if id == decision.target])
            if about & set(ids):
                yield _Step(_decided(decision), concerned=frozenset(about))


def _decided(decision: Decision) -> Event:
    known = {"act": decision.kind, "author": decision.author, "reason": decision.reason}
    return Event(time=decision.time, kind="decision", decision=decision.id, **known)


def _read(connection: Connection, ids: Sequence[str]) -> Iterator[_Step]:
    """The coming of some documents, each with its first reading, and their later readings."""
    for some in batched(ids, 500):
        for table in (readings, former_readings):
            rows = connection.execute(select(table.c.document, table.c.made, table.c.json).where(table.c.document.in_(some)))
            told = {(row.document, row.made): Reading.from_json(row.json) for row in rows}
            yield from (_Step(event, told[place]) for place, event in _comings(connection, some).items() if place in told)


def _comings(connection: Connection, ids: Sequence[str] | None) -> dict[tuple[str, str], Event]:
    """By document and time of its making each reading of some documents, or of all: the first is the document's coming."""
    given = [one for one in all_decisions(connection) if one.kind == "reading"]
    made = union_all(*(select(table.c.document, table.c.made, table.c.reader) for table in (readings, former_readings))).subquery()
    columns = (documents.c.id, documents.c.added, documents.c.name, documents.c.title, documents.c.source_url, made.c.made, made.c.reader)
    query = select(*columns).join(made, made.c.document == documents.c.id).order_by(documents.c.id, made.c.made)
    found: dict[tuple[str, str], Event] = {}
    for id, rows in groupby(connection.execute(query if ids is None else query.where(documents.c.id.in_(ids))), lambda row: row.id):
        last, mine = "", [one for one in given if one.target == id]
        for row in rows:
            by = next((one for one in mine if last < one.time <= row.made), None)
            signed = {"decision": by.id, "act": "reading", "author": by.author, "reason": by.reason} if by else {}
            what = {"document": id, "title": row.title or row.name, "source_url": row.source_url, "reader": row.reader}
            when = {"time": row.made, "kind": "read again"} if last else {"time": row.added, "kind": "added"}
            found[id, row.made] = Event.model_validate(when | what | signed)
            last = row.made
    return found


def _plain(record: Record | None) -> dict[str, Any]:
    """What people read of an entry, as plain values."""
    if record is None:
        return {}
    value = record.model_dump(mode="json")
    found = {name: said for name, said in value.items() if name not in _LEFT_OUT and said not in (None, [], "")}
    found["documents"] = sorted({source.document for source in record.accounts})
    if isinstance(record, EngagementRecord):
        found["participants"] = [", ".join(filter(None, (one.name, one.office, one.party))) for one in record.participants]
        found["discrepancies"] = [f"{one.field}: {' / '.join(says for _, says in one.values)}" for one in record.discrepancies]
    elif isinstance(record, PersonRecord):
        found["offices"] = [", ".join(str(part) for part in (one.office, one.party, one.first, one.last) if part) for one in record.offices]
    return {name: said for name, said in found.items() if said != []}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    names = dict.fromkeys((*before, *after))
    return [Change(field=name, before=before.get(name), after=after.get(name)) for name in names if before.get(name) != after.get(name)]


def _with_days(found: Sequence[tuple[Event, Record | None]], today: Day) -> Iterator[Event]:
    """The events, and between them the days on which a commitment became overdue, which nobody had to say."""
    for number, (event, record) in enumerate(found):
        yield event
        if not isinstance(record, CommitmentRecord) or record.deadline is None:
            continue
        until = Day.fromisoformat(found[number + 1][0].time[:10]) if number + 1 < len(found) else today
        bounds = record.deadline.bounds()
        late = bounds[1] + timedelta(days=1) if bounds else Day.max
        if record.state == "open" and Day.fromisoformat(event.time[:10]) <= late <= until:
            change = Change(field="state", before="open", after="overdue")
            yield Event(time=f"{late.isoformat()}T00:00:00.000Z", kind="due date passed", changes=(change,))


def _of_document(connection: Connection, document: DocumentRecord) -> list[Event]:
    """A document's coming and its readings, each with how much it tells, and the decisions that speak of it."""
    found: list[Event] = []
    before: dict[str, Any] = {}
    for step in sorted(_steps(connection, [document.id]), key=lambda step: (step.event.time, step.event.kind)):
        changes: list[Change] = []
        if step.reading is not None:
            after = _amount(step.reading)
            changes, before = _changes(before, after), after
        found.append(step.event.model_copy(update={"changes": tuple(changes)}))
    return found


def _amount(reading: Reading) -> dict[str, Any]:
    lists = ("engagements", "channels", "commitments", "statements")
    known = {name: said for name, said in reading.document.model_dump(mode="json").items() if said is not None}
    return known | {"reader": reading.reader} | {name: len(getattr(reading, name)) for name in lists}
