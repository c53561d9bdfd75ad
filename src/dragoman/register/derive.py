"""From readings to the register's entries: each account by itself, persons and channels by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from dragoman.edtf import Date
from dragoman.model import Channel, Commitment, Document, Engagement, Provenance, Reading, Statement
from dragoman.register.accounts import ENTRIES, Account, accounts_of, identify
from dragoman.register.records import (
    ChannelRecord,
    CommitmentRecord,
    EngagementRecord,
    PersonAt,
    PersonRecord,
    Record,
    Source,
    StatementRecord,
)  # fmt: skip
from dragoman.register.schema import accounts, entries, entry_channels, entry_parties, entry_people, entry_topics, provenance
from dragoman.register.terms import fold


def put_document(connection: Connection, document: Document, reading: Reading | None) -> None:
    """Put all that follows from a document in place of what did."""
    known = provenance_of(document, reading)
    _put_provenance(connection, document, known)
    _put_entries(connection, document.id, reading or Reading(), known)


def provenance_of(document: Document, reading: Reading | None) -> Provenance:
    """What is known of a document: what its reading says, and where that is silent what its source said."""
    said = {} if reading is None else reading.document.model_dump(exclude_none=True)
    source = document.model_dump(include=set(Provenance.model_fields), exclude_none=True)
    return Provenance.model_validate(source | said)


def _put_provenance(connection: Connection, document: Document, known: Provenance) -> None:
    """Note what is known of a document, in place of what was."""
    first, last = days(known.published)
    row = known.model_dump(mode="json") | {
        "document": document.id,
        "name": document.name,
        "first_day": first,
        "last_day": last,
        "key": fold(" ".join(filter(None, (document.name, known.title, known.publisher)))),
    }
    connection.execute(delete(provenance).where(provenance.c.document == document.id))
    connection.execute(insert(provenance).values(row))


def days(date: Date | None) -> tuple[str | None, str | None]:
    """First and last possible day as texts that sort; None where that cannot be known."""
    bounds = date.bounds() if date else None
    return (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (None, None)


def _put_entries(connection: Connection, document: str, reading: Reading, known: Provenance) -> None:
    """Put a document's entries in place of those that it had, with the persons and channels that they name."""
    people, channels = _remove(connection, document)
    for account in accounts_of(document, reading, known):
        record = _record(account)
        if not isinstance(record, ChannelRecord):
            put_record(connection, record)
        connection.execute(insert(accounts).values(_row(account, record)))
        for mention in _mentions(account, record):
            people.add(mention.person)
            connection.execute(insert(entry_people).values(entry=record.id, **mention.model_dump()))
        for channel, name in _channels(account):
            channels.add(channel)
            connection.execute(insert(entry_channels).values(entry=record.id, channel=channel, name=name))
    for person in sorted(people):
        _renew_person(connection, person)
    for channel in sorted(channels):
        _renew_channel(connection, channel)


def _row(account: Account, record: Record) -> dict[str, object]:
    return {
        "id": account.id,
        "entry": record.id,
        "document": account.document,
        "kind": account.kind,
        "position": account.position,
        "said": account.entry.model_dump(mode="json"),
    }


def put_record(connection: Connection, record: Record) -> None:
    """Store a record with the columns and links that filters use."""
    value = record.model_dump(mode="json")
    date, due = getattr(record, "date", None), getattr(record, "due", None)
    first, last = days(date)
    due_first, due_last = days(due)
    row = {
        "id": record.id,
        "kind": record.kind,
        "type": value.get("type"),
        "status": value.get("status"),
        "date": value.get("date"),
        "first_day": first,
        "last_day": last,
        "due_first": due_first,
        "due_last": due_last,
        "key": fold(_words(record)),
        "round": value.get("round"),
        "main": value.get("main", False),
        "confidence": record.confidence,
        "record": value,
    }
    connection.execute(insert(entries).values(row))
    parties = value.get("parties") or [party for party in (value.get("party"),) if party]
    for table, column, values in ((entry_parties, "party", parties), (entry_topics, "topic", value.get("topics", ()))):
        if values:
            connection.execute(insert(table), [{"entry": record.id, column: one} for one in values])


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


def _source(account: Account) -> Source:
    known = account.provenance
    return Source(
        id=account.id,
        document=account.document,
        position=account.position,
        evidence=account.entry.evidence,
        published=known.published,
        publisher=known.publisher,
    )


def _record(account: Account) -> Record:
    """An account taken by itself."""
    entry, said = account.entry, account.entry.model_dump(exclude={"evidence", "span"})
    base = said | {"id": account.id, "accounts": (_source(account),)}
    match entry:
        case Engagement():
            people = [PersonAt(person=person_id(p.name, p.party), **p.model_dump()) for p in entry.participants]
            channel = channel_id(entry.channel, entry.parties) if entry.channel else None
            return EngagementRecord.model_validate(base | {"participants": people, "channel_id": channel})
        case Channel():
            return ChannelRecord.model_validate(base | {"id": channel_id(entry.name, entry.parties), "names": (entry.name,)})
        case Commitment():
            return CommitmentRecord.model_validate(base | {"date": account.provenance.published})
        case Statement():
            person = person_id(entry.speaker, entry.party)
            return StatementRecord.model_validate(base | {"date": account.provenance.published, "person": person})
        case _:
            raise TypeError(f"no such entry: {type(entry).__name__}")


def person_id(name: str, party: str | None) -> str:
    """A person by name and party."""
    return identify("person", fold(name), party)


def channel_id(name: str, parties: Iterable[str]) -> str:
    """A channel by name and parties."""
    return identify("channel", fold(name), sorted(parties))


def _mentions(account: Account, record: Record) -> Iterator[PersonAt]:
    if isinstance(record, EngagementRecord):
        yield from record.participants
    elif isinstance(record, StatementRecord) and record.person:
        yield PersonAt(person=record.person, name=record.speaker, party=record.party)


def _channels(account: Account) -> Iterator[tuple[str, str]]:
    entry = account.entry
    if isinstance(entry, Engagement) and entry.channel:
        yield channel_id(entry.channel, entry.parties), entry.channel
    elif isinstance(entry, Channel):
        yield channel_id(entry.name, entry.parties), entry.name


def _remove(connection: Connection, document: str) -> tuple[set[str], set[str]]:
    """Take a document's entries away; returns the persons and channels that they named."""
    mine = select(accounts.c.entry).where(accounts.c.document == document).scalar_subquery()
    people = set(connection.execute(select(entry_people.c.person).where(entry_people.c.entry.in_(mine))).scalars())
    channels = set(connection.execute(select(entry_channels.c.channel).where(entry_channels.c.entry.in_(mine))).scalars())
    for table in (entry_people, entry_channels, entry_parties, entry_topics):
        connection.execute(delete(table).where(table.c.entry.in_(mine)))
    connection.execute(delete(entries).where(entries.c.id.in_(mine)))
    connection.execute(delete(accounts).where(accounts.c.document == document))
    return people, channels


def _discard(connection: Connection, identifier: str) -> None:
    for table in (entry_parties, entry_topics):
        connection.execute(delete(table).where(table.c.entry == identifier))
    connection.execute(delete(entries).where(entries.c.id == identifier))


def _renew_person(connection: Connection, person: str) -> None:
    _discard(connection, person)
    columns = entry_people.c
    rows = connection.execute(select(columns.name, columns.office, columns.party).where(columns.person == person)).all()
    if not rows:
        return
    record = PersonRecord(
        id=person,
        name=_commonest(row.name for row in rows),
        names=tuple(sorted({row.name for row in rows})),
        offices=tuple(sorted({row.office for row in rows if row.office})),
        parties=tuple(row.party for row in rows if row.party),
    )
    put_record(connection, record)


def _renew_channel(connection: Connection, channel: str) -> None:
    """A channel as its latest account tells it; where no document describes it, as engagements name it."""
    _discard(connection, channel)
    columns = entry_channels.c
    names = list(connection.execute(select(columns.name).where(columns.channel == channel)).scalars())
    if not names:
        return
    told = sorted(load_accounts(connection, accounts.c.entry == channel), key=lambda one: (str(one.provenance.published or ""), one.id))
    latest = told[-1].entry.model_dump(exclude={"evidence", "span"}) if told else {"parties": _parties_of(connection, channel)}
    common = {"id": channel, "name": _commonest(names), "names": tuple(sorted(set(names))), "accounts": tuple(map(_source, told))}
    put_record(connection, ChannelRecord.model_validate(latest | common))


def _parties_of(connection: Connection, channel: str) -> list[str]:
    naming = select(entry_channels.c.entry).where(entry_channels.c.channel == channel)
    parties = select(entry_parties.c.party).where(entry_parties.c.entry.in_(naming))
    return sorted(set(connection.execute(parties).scalars()))


def load_accounts(connection: Connection, condition: ColumnElement[bool]) -> list[Account]:
    """The accounts that meet a condition on the table of accounts, with what is known of their documents."""
    joined = accounts.join(provenance, provenance.c.document == accounts.c.document)
    found = []
    for row in connection.execute(select(accounts, provenance).select_from(joined).where(condition)).mappings():
        entry = ENTRIES[row[accounts.c.kind]].model_validate(row[accounts.c.said])
        known = Provenance.model_validate({name: row[provenance.c[name]] for name in Provenance.model_fields})
        found.append(Account(row[accounts.c.id], row[accounts.c.kind], row[accounts.c.document], row[accounts.c.position], entry, known))
    return found


def _commonest(names: Iterable[str]) -> str:
    """The name that is used most; of equals the longest, then the first in the alphabet."""
    return min(Counter(names).items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
