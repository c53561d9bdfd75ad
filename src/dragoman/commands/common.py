"""What the commands share: the register that was named, options, and the ways to say that something failed."""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.edtf import Date, DateError, parse_date
from dragoman.model import ENGAGEMENT_TYPES, STATUSES, TOPICS
from dragoman.register import Register

OUT = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120)
"""Standard output; where it is no terminal, lines are as long as a table needs to be read."""
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


class Format(StrEnum):
    """How a listing is written."""

    table = "table"
    json = "json"
    csv = "csv"


@dataclass(frozen=True)
class Settings:
    """What stands before the command."""

    register: str
    as_of: Date | None = None


@contextmanager
def opened(context: typer.Context, *, create: bool = False) -> Iterator[Register]:
    """The register that the command line names, to change it or to ask it."""
    settings = context.find_object(Settings)
    assert settings is not None
    if settings.as_of is not None:
        raise typer.BadParameter("the past can be asked, but not changed", param_hint="--as-of")
    with Register.open(settings.register, create=create, notice=complain) as register:
        yield register


@contextmanager
def asked(context: typer.Context) -> Iterator[Register]:
    """The register that the command line names, as it was on the day that the command line names, to ask it only."""
    settings = context.find_object(Settings)
    assert settings is not None
    with Register.open(settings.register, notice=complain) as register:
        bounds = settings.as_of.bounds() if settings.as_of else None
        if bounds is None:
            yield register
        else:
            with register.as_of(bounds[1]) as then:
                yield then


def complain(line: str) -> None:
    """One line on standard error, whatever it holds."""
    ERR.print(line, markup=False, highlight=False)


def author() -> str:
    """Who signs decisions: ``$DRAGOMAN_AUTHOR``, else the user of this machine."""
    try:
        return os.environ.get("DRAGOMAN_AUTHOR") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def edtf(text: str) -> Date:
    """A date as people type it; a bad one is an error of usage."""
    try:
        date = parse_date(text)
    except DateError as error:
        raise typer.BadParameter(f"{error}; write 2018, 2018-06, 2018-06-01, 2018-06/2018-09 or ../2018-12") from None
    if date.bounds() is None:
        raise typer.BadParameter("to ask for a date, its year must be known")
    return date


def polity(text: str) -> str:
    """A party's code."""
    if not re.fullmatch(r"[A-Za-z0-9]{2,12}", text):
        raise typer.BadParameter(f"{text!r} is no code of a party: write KOR, RUS, EU, NATO …")
    return text.upper()


class Pair(NamedTuple):
    """Two parties."""

    first: str
    second: str


def dyad(text: str) -> Pair:
    """Two parties' codes: KOR-RUS."""
    first, dash, second = text.partition("-")
    if not dash:
        raise typer.BadParameter(f"{text!r} is no pair of parties: write KOR-RUS")
    return Pair(polity(first), polity(second))


def one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    """A check that a value is one of some; people may write - for _."""

    def parse(text: str) -> str:
        value = text.lower().replace("-", "_")
        if value not in values:
            raise typer.BadParameter(f"{text!r} is none of {', '.join(values)}")
        return value

    return parse


Party = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="CODE", parser=polity, help="With this party: KOR, EU … Given twice: with both."),
]
Dyad = Annotated[Pair | None, typer.Option("--dyad", metavar="A-B", parser=dyad, help="Between two parties: KOR-RUS.")]
Person = Annotated[str | None, typer.Option("--person", metavar="NAME", help="With this person: part of the name, or an id.")]
Since = Annotated[Date | None, typer.Option("--since", metavar="DATE", parser=edtf, help="On this day or after: 2018, 2018-06 …")]
Until = Annotated[Date | None, typer.Option("--until", metavar="DATE", parser=edtf, help="On this day or before.")]
When = Annotated[Date | None, typer.Option("--date", metavar="EDTF", parser=edtf, help="In this time: 2018-06, or 2018-06-01/2018-06-15.")]
Due = Annotated[Date | None, typer.Option("--due", metavar="EDTF", parser=edtf, help="Due in this time: 2026, or ../2026-06.")]
Type = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", parser=one_of(ENGAGEMENT_TYPES), help=", ".join(ENGAGEMENT_TYPES) + ".")
]
Status = Annotated[str | None, typer.Option("--status", metavar="STATUS", help=", ".join(STATUSES) + " …")]
State = Annotated[
    str | None,
    typer.Option("--state", metavar="STATE", parser=one_of(("open", "overdue", "fulfilled", "superseded")), help="open, overdue …"),
]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", parser=one_of(TOPICS), help="Such as regional_security.")]
Channel = Annotated[str | None, typer.Option("--channel", metavar="NAME", help="In this channel: part of its name, or an id.")]
Words = Annotated[str | None, typer.Option("--words", metavar="TEXT", help="Part of the entry's name, action or words.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
Form = Annotated[Format, typer.Option("--format", help="For people, for programs, for spreadsheets.")]


def times(since: Date | None, until: Date | None, date: Date | None) -> tuple[Date, ...]:
    """The three ways to name a time as the dates that an entry's must meet."""
    found = [date] if date else []
    if since and since.start:
        found.append(Date(since.start, None))
    if until and until.end:
        found.append(Date(None, until.end))
    return tuple(found)


Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, folders of them, or - for standard input.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, metavar="N", help="Processes that read at once; 0 for as many as there are cores.")]


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, if a person is looking; call what it gives after each step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
