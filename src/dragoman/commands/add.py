"""`dragoman add`: files into the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.commands.common import ERR, OUT, author, complain, opened
from dragoman.model import Document, Reading, ReadingError
from dragoman.register import Register
from dragoman.register.evidence import grounded
from dragoman.sources import Place, SourceError, document, places

Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, folders of them, or - for standard input.")]


@contextmanager
def progress(total: int, what: str) -> Iterator[Progress]:
    """A progress bar on standard error, if a person is looking."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        bar.add_task(what, total=total)
        yield bar


def step(bar: Progress) -> None:
    """One more done."""
    bar.advance(bar.task_ids[0])


def add(
    context: typer.Context,
    paths: Paths,
    readings: Annotated[
        bool, typer.Option("--readings", help="Take NAME.json beside each NAME.txt as its reading, instead of reading it here.")
    ] = False,
) -> None:
    """Read documents into the register.

    Text, web pages, PDF, Word and e-mail, in any language. A document that is there already is left as it is. A file that cannot be read
    is named, and the others go on.

        dragoman add press-releases/ interview.pdf
        curl https://example.org/page.html | dragoman add -
    """
    found = readable(paths)
    counts = {"added": 0, "known": 0, "failed": 0}
    with opened(context, create=True) as register, progress(len(found), "Reading") as bar:
        for place in found:
            counts[_add_one(register, place, readings)] += 1
            step(bar)
        OUT.print(_report(counts, register.name), markup=False, soft_wrap=True)
    if counts["failed"] or not found:
        raise typer.Exit(1)


def _report(counts: dict[str, int], name: str) -> str:
    parts = [f"{counts['added']} {'document' if counts['added'] == 1 else 'documents'} added to {name}"]
    if counts["known"]:
        parts.append(f"{counts['known']} there already")
    if counts["failed"]:
        parts.append(f"{counts['failed']} not readable")
    return ", ".join(parts) + "."


def _add_one(register: Register, place: Place, readings: bool) -> str:
    """Add one file; returns what became of it."""
    try:
        item = load(place)
        if readings:
            return "added" if register.give(item, given(item, place), author=author()) else "known"
        if register.reader_of(item.id):
            return "known"
        from dragoman.reading import read_document

        return "added" if register.add(item, read_document(item)) else "known"
    except (SourceError, ReadingError) as error:
        complain(f"{place.path}: {error}")
        return "failed"


def load(place: Place) -> Document:
    """The document in a file; raises SourceError."""
    item = place.read()
    if item.data is None:
        raise item.error or SourceError("cannot be read")
    return document(item.data, name=Path(item.name).name)


def given(item: Document, place: Place) -> Reading:
    """The reading beside a file; raises SourceError or ReadingError. Entries whose evidence is not in the text are left out, and said."""
    beside = Path(place.path).with_suffix(".json")
    try:
        reading, dropped = grounded(item, Reading.from_json(beside.read_bytes()))
    except FileNotFoundError:
        raise SourceError(f"no reading beside it ({beside.name})") from None
    except OSError as error:
        raise SourceError(f"{beside.name}: {error.strerror}") from None
    except ReadingError as error:
        raise ReadingError(f"{beside.name}: {error}") from None
    if dropped:
        complain(f"{beside}: {dropped} entries left out, whose evidence is not in the text")
    return reading


def readable(paths: Sequence[Path]) -> list[Place]:
    """The files that paths name."""
    return places([path if str(path) != "-" else "-" for path in paths])
