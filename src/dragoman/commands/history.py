"""`dragoman history`: what changed an entry, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.commands.common import OUT, Form, Format, Limit, Since, Until, asked
from dragoman.commands.render import code, plain, write_csv, write_json
from dragoman.edtf import Date
from dragoman.register.history import Change, Event
from dragoman.register.kinds import shown


def history(
    context: typer.Context,
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="Of an entry or a document; without it, of all.")] = None,
    since: Since = None, until: Until = None, limit: Limit = None, form: Form = Format.table,
) -> None:  # fmt: skip
    """What changed an entry, and when: documents that came, readings made anew, decisions.

    Each with the values that it changed. Times are UTC; --limit gives the latest. Without an ID: all that came into the register.

        dragoman history e-7f3a9c21
        dragoman history --since 2026-11-01
    """
    with asked(context) as register:
        events = [event for event in register.history(identifier) if _within(event, since, until)]
    events = events[-limit:] if limit else events
    if form is Format.json:
        write_json([event.model_dump(mode="json") for event in events])
    elif form is Format.csv:
        write_csv([row for event in events for row in _rows(event)])
    elif not events:
        OUT.print("Nothing has come since." if since else "Nothing has come yet.")
    else:
        for event in events:
            _show(event)


def _within(event: Event, since: Date | None, until: Date | None) -> bool:
    day = Day.fromisoformat(event.time[:10])
    first, last = since.bounds() if since else None, until.bounds() if until else None
    return (first is None or first[0] <= day) and (last is None or day <= last[1])


def _rows(event: Event) -> Iterator[dict[str, Any]]:
    """A row for each value that changed; one for an event that changed none."""
    known = event.model_dump(mode="json", exclude={"changes"})
    for change in event.changes or (Change(field="", before=None, after=None),):
        yield known | change.model_dump(mode="json")


def _show(event: Event) -> None:
    OUT.print(Text.assemble((event.time[:16].replace("T", " "), "dim"), "  ", (event.kind, "bold"), "  ", _what(event)), soft_wrap=True)
    table = Table.grid(padding=(0, 2))
    for change in event.changes:
        table.add_row(Text(change.field.replace("_", " "), style="dim"), Text(_change(change)))
    if event.changes:
        OUT.print(Padding(table, (0, 0, 0, 4), expand=False))


def _what(event: Event) -> Text:
    """What came, for people."""
    found = Text()
    if event.document:
        known = " · ".join(plain(part) for part in (event.title, event.source_url) if part)
        found = Text.assemble(
            code(event.document), "  ", known, f"  (read by {plain(event.reader)})" if event.reader and not event.decision else ""
        )
    if event.decision:
        act = "reading given" if event.act == "reading" else event.act or ""
        why = f": {plain(event.reason)}" if event.reason else ""
        found = Text.assemble(found, "  " if event.document else "", code(event.decision), f" {act} by {plain(event.author or '')}{why}")
    if event.kind == "other entries":
        found = Text("what follows from entries that are not gone through here")
    return found


def _change(change: Change) -> str:
    """A change for people; of lists what came and what went."""
    before, after = change.before, change.after
    if isinstance(before or [], list) and isinstance(after or [], list):
        gone = [_said(change.field, one) for one in before or () if one not in (after or ())]
        come = [_said(change.field, one) for one in after or () if one not in (before or ())]
        return "; ".join([f"+ {one}" for one in come] + [f"− {one}" for one in gone]) or "in another order"
    if before is None:
        return _said(change.field, after)
    return f"{_said(change.field, before)} → {_said(change.field, after)}"


def _said(field: str, value: Any) -> str:
    if value is None:
        return "nothing"
    text = plain(str(value))
    return shown(text) if field in ("id", "documents", "kept", "confirmed") else text
