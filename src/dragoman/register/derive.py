"""Writing what follows from documents and decisions: what is known of documents, and the entries that a resolver's groups make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from dragoman.edtf import Date
from dragoman.model import Document, Provenance, Reading
from dragoman.register.batches import batched
from dragoman.register.describe import Described, Records
from dragoman.register.identity import Index, signature
from dragoman.register.identity.state import fetch
from dragoman.register.records import (
    ChannelRecord,
    CommitmentRecord,
    EngagementRecord,
    PersonRecord,
    Record,
    StatementRecord,
)  # fmt: skip
from dragoman.register.resolver import Affected, Resolver
from dragoman.register.schema import (
    accounts,
    aliases,
    entries,
    entry_channels,
    entry_parties,
    entry_people,
    entry_topics,
    provenance,
)  # fmt: skip
from dragoman.register.session import Session
from dragoman.register.terms import fold

_AT_ONCE = 200


def provenance_of(document: Document, reading: Reading | None) -> Provenance:
    """What is known of a document: what its reading says, and where that is silent what its source said."""
    said = {} if reading is None else reading.document.model_dump(exclude_none=True)
    source = document.model_dump(include=set(Provenance.model_fields), exclude_none=True)
    return Provenance.model_validate(source | said)


def put_documents(connection: Connection, known: Iterable[tuple[Document, Reading | None]], *, fresh: bool = False) -> None:
    """Note what is known of documents in place of what was; ``fresh`` says that nothing was."""
    rows = [_provenance(document, reading) for document, reading in known]
    if not fresh:
        _delete(connection, provenance.c.document, [row["document"] for row in rows])
    if rows:
        connection.execute(insert(provenance), rows)


def _provenance(document: Document, reading: Reading | None) -> dict[str, Any]:
    known = provenance_of(document, reading)
    first, last = _days(known.published)
    return known.model_dump(mode="json") | {
        "document": document.id,
        "name": document.name,
        "first_day": first,
        "last_day": last,
        "key": fold(" ".join(filter(None, (document.name, known.title, known.publisher, known.reprinted_by)))),
        "signature": signature(document.text),
    }


def _delete(connection: Connection, column: Column[str], values: Sequence[str]) -> None:
    """The rows of a table that have one of these values in a column."""
    Session(connection).remove(f"DELETE FROM {column.table.name} WHERE {column.name} IN", values)


def apply(connection: Connection, resolver: Resolver, affected: Affected, *, fresh: bool = False) -> None:
    """Describe anew what is affected, in place of what was there; ``fresh`` says that nothing was, and that it is everything."""
    if not fresh:
        _remove(connection, affected)
        affected = _grouped(resolver.index, affected)
    rows: dict[Table, list[dict[str, Any]]] = {}
    for record, names in _described(resolver, affected):
        _collect(rows, record, names)
        if len(rows[entries]) >= _AT_ONCE:
            _insert(connection, rows)
            resolver.relieve()
    _insert(connection, rows)


def _insert(connection: Connection, rows: dict[Table, list[dict[str, Any]]]) -> None:
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)
            values.clear()


def _remove(connection: Connection, affected: Affected) -> None:
    """Take away the entries that stood under the affected ids, and the statements of the affected documents."""
    gone: set[str] = set()
    for some in batched(sorted(affected.aliases), _AT_ONCE):
        gone.update(connection.execute(select(aliases.c.entry).where(aliases.c.id.in_(some))).scalars())
    for some in batched(sorted(affected.statements), _AT_ONCE):
        told = select(accounts.c.entry).where(accounts.c.document.in_(some), accounts.c.entry.startswith("s-"))
        gone.update(connection.execute(told).scalars())
    for table in (entry_people, entry_channels, entry_parties, entry_topics, accounts, aliases):
        _delete(connection, table.c.entry, sorted(gone))
    _delete(connection, entries.c.id, sorted(gone))


def _described(resolver: Resolver, affected: Affected) -> Iterator[Described]:
    """The entries of groups."""
    records, index = Records(resolver), resolver.index
    for some in batched(sorted(affected.accounts), _AT_ONCE):
        records.describer.expect(engagements=some)
        for group in some:
            yield records.engagement(group)
    for some in batched(sorted(affected.promises), _AT_ONCE):
        records.describer.expect(commitments=some)
        for group in some:
            yield records.commitment(group)
    for some in batched(sorted(affected.persons), _AT_ONCE):
        records.describer.expect(persons=some)
        for node in some:
            if person := records.person(node):
                yield person
    for some in batched(sorted(affected.channels), _AT_ONCE):
        records.describer.expect(channels=some)
        fetch(resolver.told, some)
        fetch(resolver.tellings, {place for node in some for place in resolver.told.get(node, ())})
        for node in some:
            if channel := records.channel(node):
                yield channel
    for some in batched(sorted(affected.statements), _AT_ONCE):
        fetch(index.documents, some)
        for document in some:
            yield from records.statements(document)


def _grouped(index: Index, affected: Affected) -> Affected:
    """The same with groups in place of nodes, so that each is described once."""
    return replace(
        affected,
        accounts=_homes(index.accounts.home, affected.accounts),
        promises=_homes(index.promises.home, affected.promises),
        persons=_homes(index.persons.home, affected.persons, alone=True),
        channels=_homes(index.channels.home, affected.channels, alone=True),
    )


def _homes(home: Mapping[str, str], nodes: set[str], *, alone: bool = False) -> set[str]:
    """The groups of nodes; with ``alone`` also the nodes that have none."""
    fetch(home, nodes)
    return {group for node in nodes if (group := home.get(node, node if alone else ""))}


def _collect(rows: dict[Table, list[dict[str, Any]]], record: Record, names: Iterable[str]) -> None:
    """The rows of a record: itself, the ids under which it is found, and the columns and links that filters use."""
    value = record.model_dump(mode="json")

    def add(table: Table, **row: object) -> None:
        rows.setdefault(table, []).append(row)

    add(entries, **_row(record, value))
    for name in sorted(set(names)):
        add(aliases, id=name, entry=record.id)
    for source in record.accounts:
        add(accounts, id=source.id, entry=record.id, document=source.document)
    for party in value.get("parties") or [party for party in (value.get("party"),) if party]:
        add(entry_parties, entry=record.id, party=party)
    for topic in value.get("topics", ()):
        add(entry_topics, entry=record.id, topic=topic)
    if isinstance(record, EngagementRecord):
        for one in record.participants:
            add(entry_people, entry=record.id, person=one.person, key=fold(one.name))
        if record.channel_id:
            add(entry_channels, entry=record.id, channel=record.channel_id)
    elif isinstance(record, StatementRecord):
        add(entry_people, entry=record.id, person=record.person, key=fold(record.speaker))


def _row(record: Record, value: dict[str, Any]) -> dict[str, object]:
    first, last = _days(getattr(record, "date", None))
    due_first, due_last = _days(getattr(record, "due", None))
    return {
        "id": record.id,
        "kind": record.kind,
        "type": value.get("type"),
        "status": value.get("status"),
        "state": value.get("state"),
        "date": value.get("date"),
        "first_day": first,
        "last_day": last,
        "due_first": due_first,
        "due_last": due_last,
        "deadline": value.get("deadline"),
        "name": value.get("name"),
        "key": fold(_words(record)),
        "round": value.get("round"),
        "differs": bool(value.get("discrepancies")),
        "main": value.get("main", False),
        "confidence": record.confidence,
        "record": value,
    }


def _days(date: Date | None) -> tuple[str | None, str | None]:
    """First and last possible day as texts that sort; None where that cannot be known."""
    bounds = date.bounds() if date else None
    return (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (None, None)


def _words(record: Record) -> str:
    """The words by which people look for an entry."""
    match record:
        case EngagementRecord():
            return " ".join(filter(None, (record.channel, record.place, record.on_margins_of)))
        case ChannelRecord() | PersonRecord():
            return " ".join((record.name, *record.names))
        case CommitmentRecord():
            return record.action
        case StatementRecord():
            return f"{record.speaker} {record.quote}"
        case _:
            raise TypeError(f"no such record: {type(record).__name__}")
