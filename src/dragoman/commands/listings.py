"""`dragoman documents`, `engagements`, `channels`, `commitments`, `statements`, `people`: what the register holds, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.commands.common import (
    Channel,
    Due,
    Dyad,
    Form,
    Format,
    Limit,
    Party,
    Person,
    Since,
    State,
    Status,
    Topic,
    Type,
    Until,
    When,
    Words,
    asked,
    times,
)  # fmt: skip
from dragoman.commands.render import Column, code, day, issuer, write
from dragoman.edtf import Date
from dragoman.model import Value
from dragoman.register.kinds import Kind
from dragoman.register.query import DocumentFilter, Filter
from dragoman.register.records import EngagementRecord

DOCUMENTS: tuple[Column, ...] = (
    ("ID", lambda d: code(d.id)),
    ("Published", lambda d: day(d.published)),
    ("Lang", lambda d: d.language or ""),
    ("Publisher", issuer),
    ("Document", lambda d: d.title or d.name or ""),
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "engagement": (
        ("ID", lambda e: code(e.id)),
        ("Date", lambda e: day(e.date)),
        ("What", lambda e: e.type if e.status == "held" else f"{e.type}, {e.status}"),
        ("Parties", lambda e: " ".join(e.parties)),
        ("Where", lambda e: e.place or e.country or ""),
        ("Channel or people", lambda e: occasion(e)),
        ("N", lambda e: str(len(e.accounts))),
    ),
    "channel": (
        ("ID", lambda c: code(c.id)),
        ("Channel", lambda c: c.name),
        ("Parties", lambda c: " ".join(c.parties)),
        ("Level", lambda c: (c.level or "").replace("_", " ")),
        ("Since", lambda c: day(c.established)),
        ("Status", lambda c: c.status or ""),
    ),
    "commitment": (
        ("ID", lambda c: code(c.id)),
        ("Said", lambda c: day(c.date)),
        ("Parties", lambda c: " ".join(c.parties)),
        ("Commitment", lambda c: c.action),
        ("Due", lambda c: day(c.due)),
        ("State", lambda c: c.state),
    ),
    "statement": (
        ("ID", lambda s: code(s.id)),
        ("Date", lambda s: day(s.date)),
        ("Speaker", lambda s: s.speaker + (f" ({s.party})" if s.party else "")),
        ("Words", lambda s: f"“{s.quote}”"),
    ),
    "person": (
        ("ID", lambda p: code(p.id)),
        ("Name", lambda p: p.name),
        ("Parties", lambda p: " ".join(p.parties)),
        ("Offices", lambda p: "; ".join(dict.fromkeys(office.office for office in p.offices))),
        ("Also written", lambda p: "; ".join(name for name in p.names if name != p.name)),
    ),
}
NONE = "Nothing in the register answers to this."


def occasion(record: object) -> str:
    """What people know an engagement by: its channel and round, else who took part."""
    channel, number = getattr(record, "channel", None), getattr(record, "round", None)
    if channel:
        return f"{channel}, round {number}" if number else channel
    return "; ".join(person.name for person in getattr(record, "participants", ()))


def listing(context: typer.Context, kind: Kind, wanted: Filter, form: Format) -> None:
    """Write out the entries of one kind."""
    with asked(context) as register:
        write(register.entries(kind, wanted), COLUMNS[kind], form, none=NONE)


def engagements(
    context: typer.Context, party: Party = None, dyad: Dyad = None, person: Person = None, since: Since = None, until: Until = None,
    date: When = None, type: Type = None, status: Status = None, topic: Topic = None, channel: Channel = None, limit: Limit = None,
    form: Form = Format.table,
) -> None:  # fmt: skip
    """Meetings, visits, calls, signings … by date.

    N counts the accounts: how many documents tell of the engagement.

        dragoman engagements --dyad KOR-RUS --since 2016
        dragoman engagements --type visit --party VNM --date 2013-06 --format csv > visits.csv
    """
    parties = (*(party or ()), *(dyad or ()))
    wanted = Filter(
        parties=parties, person=person, dates=times(since, until, date), type=type, status=status, topic=topic, channel=channel, limit=limit
    )
    listing(context, "engagement", wanted, form)


def channels(
    context: typer.Context, party: Party = None, dyad: Dyad = None, status: Status = None, words: Words = None, limit: Limit = None,
    form: Form = Format.table,
) -> None:  # fmt: skip
    """Standing mechanisms: dialogues, committees, consultations.

    dragoman channels --party KOR
    dragoman show c-…          (one channel, with its rounds)
    """
    listing(context, "channel", Filter(parties=(*(party or ()), *(dyad or ())), status=status, words=words, limit=limit), form)


def commitments(
    context: typer.Context, party: Party = None, dyad: Dyad = None, since: Since = None, until: Until = None, date: When = None,
    due: Due = None, state: State = None, topic: Topic = None, words: Words = None, limit: Limit = None, form: Form = Format.table,
) -> None:  # fmt: skip
    """What parties said they would do, by when, and what became of it.

    dragoman commitments --state overdue
    dragoman commitments --due ../2026-12 --party JPN --topic energy
    """
    parties = (*(party or ()), *(dyad or ()))
    wanted = Filter(parties=parties, dates=times(since, until, date), due=due, state=state, topic=topic, words=words, limit=limit)
    listing(context, "commitment", wanted, form)


def discrepancies(context: typer.Context, party: Party = None, dyad: Dyad = None, limit: Limit = None, form: Form = Format.table) -> None:
    """Where accounts of one engagement contradict each other.

    dragoman discrepancies --dyad KOR-RUS
    """
    with asked(context) as register:
        records = register.entries("engagement", Filter(parties=(*(party or ()), *(dyad or ())), differs=True, limit=limit))
    found = [
        Difference(
            engagement=record.id,
            date=record.date,
            what=occasion(record) or f"{record.type} of {', '.join(record.parties)}",
            field=one.field,
            values=tuple(_says(record, account, says) for account, says in one.values),
        )
        for record in records
        if isinstance(record, EngagementRecord)
        for one in record.discrepancies
    ]
    write(found, DIFFERENCES, form, none="No accounts contradict each other.")


class AccountSays(Value):
    """What an account says."""

    account: str
    says: str
    publisher: str | None = None
    reprinted_by: str | None = None


class Difference(Value):
    """A field of an engagement on which accounts differ."""

    engagement: str
    date: Date | None
    what: str
    field: str
    values: tuple[AccountSays, ...]


DIFFERENCES: tuple[Column, ...] = (
    ("ID", lambda d: code(d.engagement)),
    ("Date", lambda d: day(d.date)),
    ("Engagement", lambda d: d.what),
    ("Field", lambda d: d.field),
    ("Accounts", lambda d: "; ".join(f"{one.says} ({issuer(one) or 'unknown publisher'})" for one in d.values)),
)


def _says(record: EngagementRecord, account: str, says: str) -> AccountSays:
    source = next((source for source in record.accounts if source.id == account), AccountSays(account=account, says=says))
    return AccountSays(account=account, says=says, publisher=source.publisher, reprinted_by=source.reprinted_by)


def statements(
    context: typer.Context, party: Party = None, person: Person = None, since: Since = None, until: Until = None, date: When = None,
    topic: Topic = None, words: Words = None, limit: Limit = None, form: Form = Format.table,
) -> None:  # fmt: skip
    """Words quoted directly, with their speakers.

    dragoman statements --person Titov --topic regional-security
    dragoman statements --words "red line"
    """
    wanted = Filter(parties=tuple(party or ()), person=person, dates=times(since, until, date), topic=topic, words=words, limit=limit)
    listing(context, "statement", wanted, form)


def people(
    context: typer.Context, party: Party = None, person: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    limit: Limit = None, form: Form = Format.table,
) -> None:  # fmt: skip
    """Persons, under every name and office that the documents give.

    dragoman people Titov
    dragoman people --party RUS
    """
    listing(context, "person", Filter(parties=tuple(party or ()), person=person, limit=limit), form)


Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="In this language: en, de, ko …")]


def documents(
    context: typer.Context, language: Language = None, since: Since = None, until: Until = None, date: When = None,
    words: Annotated[str | None, typer.Option("--words", metavar="TEXT", help="Part of title, publisher or file name.")] = None,
    limit: Limit = None, form: Form = Format.table,
) -> None:  # fmt: skip
    """The documents themselves, by the date of publication.

    dragoman documents --language ko --since 2018
    dragoman show d-…          (one document, with all that it says)
    """
    wanted = DocumentFilter(language=language, words=words, dates=times(since, until, date), limit=limit)
    with asked(context) as register:
        write(register.documents(wanted), DOCUMENTS, form, none=NONE)
