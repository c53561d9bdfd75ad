"""Writing things out: tables for people, JSON for programs, CSV for spreadsheets. Nothing that a document says can steer the terminal."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from dragoman.commands.common import OUT, Format
from dragoman.edtf import Date
from dragoman.model import Value
from dragoman.register.kinds import shown

Column = tuple[str, Callable[[Any], str | Text]]
"""A heading, and what stands below it for a value."""

# marks that turn the direction of writing and would let a document rearrange a line
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """A text for the terminal, as long as before: spaces for white space, control characters and steering marks."""
    return "".join(" " if c.isspace() or c in _STEERING or unicodedata.category(c) == "Cc" else c for c in text)


def plain(text: str) -> str:
    """The same, each run of spaces one space."""
    return " ".join(harmless(text).split())


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Text:
    """A text for the terminal with the spans in it made to stand out."""
    shown_text = Text(harmless(text))
    for start, end in spans:
        shown_text.stylize("bold yellow", start, end)
    return shown_text


def day(date: Date | None) -> str:
    """A date for people."""
    return date.print("en") if date else ""


def issuer(source: Any) -> str:
    """Who issued a document, and whose reprint it is; empty where nothing says so."""
    if source.publisher and source.reprinted_by:
        return f"{source.publisher}, reprinted by {source.reprinted_by}"
    return source.publisher or ""


def code(identifier: str) -> Text:
    """An id, as short as people need it."""
    return Text(shown(identifier), style="cyan")


def write(values: Sequence[Value], columns: Sequence[Column], form: Format, *, none: str) -> None:
    """A listing in the form that was asked for; ``none`` is what people read when there is nothing in it."""
    if form is Format.json:
        write_json([value.model_dump(mode="json") for value in values])
    elif form is Format.csv:
        write_csv([value.model_dump(mode="json") for value in values])
    elif not values:
        OUT.print(none)
    else:
        write_table(values, columns)


def write_json(value: object) -> None:
    """JSON on standard output, with every script as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write_table(values: Iterable[Any], columns: Sequence[Column]) -> None:
    """A table that fits the terminal."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading, _ in columns:
        # ids and counts are no use in parts
        table.add_column(heading, overflow="fold", no_wrap=heading in ("ID", "N"), justify="right" if heading == "N" else "left")
    for value in values:
        cells = (show(value) for _, show in columns)
        table.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in cells))
    OUT.print(table)


def write_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Comma-separated values; lists are joined by "; ", accounts become the ids of their documents and the first evidence."""
    if not rows:
        return
    flat = [_flat(row) for row in rows]
    writer = csv.DictWriter(sys.stdout, list(flat[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in row.items():
        if key == "accounts":
            found["documents"] = "; ".join(sorted({account["document"] for account in value}))
            found["evidence"] = _cell(value[0]["evidence"] if value else None)
        else:
            found[key] = _cell(value)
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, dict):
        name, *rest = (_cell(value.get(key)) for key in ("name", "office", "party"))
        known = ", ".join(filter(None, rest))
        return f"{name} ({known})" if known else name
    text = " ".join(str(value).split())
    # a spreadsheet would take these for formulas
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not isinstance(value, int | float) else text
