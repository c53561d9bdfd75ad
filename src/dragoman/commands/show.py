"""`dragoman show`: one entry or document, in the sentences that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.commands.common import OUT, Form, Format, asked
from dragoman.commands.find import headline
from dragoman.commands.listings import COLUMNS
from dragoman.commands.reasons import show_why
from dragoman.commands.render import code, day, issuer, marked, plain, write_csv, write_json, write_table
from dragoman.edtf import DateError, parse_date
from dragoman.model import Document, Entry, Value
from dragoman.register import Register
from dragoman.register.evidence import locate, sentence
from dragoman.register.kinds import LISTS, Kind
from dragoman.register.query import Filter
from dragoman.register.records import DocumentRecord, Office, PersonAt, Record, Source

_NOT_SHOWN = {"id", "accounts", "main", "channel_id", "person", "said", "discrepancies", "why", "kept"}
_DATES = {"date", "due", "established", "published"}
_CODES = {"type", "status", "level", "kind", "topics"}


def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Of an entry or a document; its first digits are enough.")],
    why: Annotated[bool, typer.Option("--why", help="Also why its values stand, and why its accounts or names are taken for one.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Of a document: its whole text, and nothing else.")] = False,
    form: Form = Format.table,
) -> None:
    """One entry or document, with the sentences that it stands on.

    dragoman show e-7f3a9c21
    dragoman show d-58f1a0bb --text
    """
    with asked(context) as register:
        found = register.find(identifier)
        if text and isinstance(found, DocumentRecord):
            typer.echo(register.document(found.id).text)
        elif form is Format.json:
            write_json(_whole(register, found))
        elif form is Format.csv:
            write_csv([found.model_dump(mode="json")])
        elif isinstance(found, DocumentRecord):
            _show_document(register, found)
        else:
            _show_entry(register, found)
            if why:
                show_why(register, found)


def _whole(register: Register, found: Record | DocumentRecord) -> dict[str, object]:
    value = found.model_dump(mode="json")
    if isinstance(found, Record):
        return {"kind": found.kind} | value
    reading = register.reading(found.id)
    return value | {"reading": reading.plain() if reading else None}


def _show_entry(register: Register, record: Record) -> None:
    OUT.print(Text.assemble(code(record.id), "  ", (record.kind, "bold")))
    OUT.print(fields(record))
    for account in record.accounts:
        _show_account(register, account)
    lists: dict[Kind, Filter] = {}
    if record.kind == "channel":
        lists["engagement"] = Filter(channel=record.id)
    elif record.kind == "person":
        lists = {"engagement": Filter(person=record.id), "statement": Filter(person=record.id)}
    for kind, wanted in lists.items():
        if entries := register.entries(kind, wanted):
            write_table(entries, COLUMNS[kind])


def _show_account(register: Register, account: Source) -> None:
    document = register.document(account.document)
    known = " · ".join(filter(None, (issuer(account), day(account.published), document.name)))
    OUT.print(Text.assemble(code(account.document), "  ", (plain(known), "bold")))
    OUT.print(Padding(in_its_sentence(document, account.evidence), (0, 0, 1, 2)))


def in_its_sentence(document: Document, evidence: str) -> Text:
    """The evidence made to stand out in the sentence that it is part of."""
    span = locate(document.text, evidence)
    if span is None:
        return Text(plain(evidence), style="yellow")
    start, end = sentence(document.text, span)
    return marked(document.text[start:end], [(span[0] - start, span[1] - start)])


def _show_document(register: Register, found: DocumentRecord) -> None:
    OUT.print(headline(found))
    OUT.print(fields(found))
    document, reading = register.document(found.id), register.reading(found.id)
    for note in (*document.notes, *(reading.notes if reading else ())):
        OUT.print(Text(f"Note: {plain(note)}", style="dim"))
    for kind in LISTS.values():
        if entries := register.entries(kind, Filter(document=found.id)):
            OUT.print(Text(f"\n{kind.capitalize()}s", style="bold"))
            write_table(entries, COLUMNS[kind])
    if reading:
        OUT.print(Text("In the document\n", style="bold"))
        OUT.print(marked_text(document, list(reading.entries())))
    else:
        OUT.print("Not read yet: dragoman reread")


def marked_text(document: Document, entries: list[Entry]) -> Text:
    """A document's text, paragraph by paragraph, with all evidence standing out."""
    spans = [span for entry in entries if (span := locate(document.text, entry.evidence, entry.span))]
    whole, start = Text(), 0
    for line in document.text.splitlines(keepends=True):
        inside = [(max(s - start, 0), min(e - start, len(line))) for s, e in spans if s < start + len(line) and e > start]
        whole.append_text(marked(line.rstrip("\r\n"), inside)).append("\n")
        start += len(line)
    return whole


def fields(value: Value) -> Table:
    """Whatever is known of an entry or document, a line for each field."""
    table = Table.grid(padding=(0, 2))
    for name, said in value.model_dump(mode="json").items():
        if name not in _NOT_SHOWN and said not in (None, [], ""):
            table.add_row(Text(name.replace("_", " ").capitalize(), style="dim"), Text("\n").join(_lines(name, said)))
    return table


def _lines(name: str, said: object) -> Iterator[Text]:
    if name == "offices" and isinstance(said, list):
        for office in map(Office.model_validate, said):
            days = dict.fromkeys(filter(None, (day(office.first), day(office.last))))
            yield Text(", ".join(filter(None, (plain(office.office), office.party, " to ".join(days)))))
    elif name == "participants" and isinstance(said, list):
        for person in map(PersonAt.model_validate, said):
            known = ", ".join(filter(None, (person.office, person.party)))
            yield Text.assemble(plain(person.name), f", {plain(known)}" if known else "", "  ", code(person.person))
    elif isinstance(said, list):
        yield Text(", ".join(_word(name, one) for one in said))
    else:
        yield Text(_word(name, said))


def _word(name: str, said: object) -> str:
    text = plain(str(said))
    if name in _DATES:
        try:
            return f"{day(parse_date(text))} ({text})"
        except DateError:
            return text
    return text.replace("_", " ") if name in _CODES else text
