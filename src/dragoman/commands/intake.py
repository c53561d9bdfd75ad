"""Files → documents → readings. The commands import this when they run: the readers behind it are what takes long to load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from dragoman.commands.common import author, complain
from dragoman.model import Document, Reading, ReadingError
from dragoman.reading import read_document
from dragoman.register import Register
from dragoman.register.evidence import grounded
from dragoman.register.imports import structured
from dragoman.sources import Place, SourceError, document, places

__all__ = ["SourceError", "add_one", "files", "load", "read_document", "reader"]


def files(paths: Sequence[Path]) -> list[Place]:
    """The files that paths name; - is standard input."""
    return places([path if str(path) != "-" else "-" for path in paths])


def load(place: Place) -> Document:
    """The document in a file; raises SourceError."""
    item = place.read()
    if item.data is None:
        raise item.error or SourceError("it cannot be read")
    return document(item.data, name=Path(item.name).name)


def reader(document: Document) -> Reading:
    """The reading of a document: by the rules of its form if it is a record, else by the reader of texts."""
    return structured(document) or read_document(document)


def add_one(register: Register, place: Place, *, readings: bool) -> Literal["added", "known", "failed"]:
    """Add one file; returns what became of it, and says in a line why if it failed."""
    try:
        item = load(place)
        if readings:
            new = register.give(item, _given(item, place), author=author())
        elif register.reader_of(item.id):
            new = False
        else:
            new = register.add(item, read_document(item))
    except (SourceError, ReadingError) as error:
        complain(f"{place.path}: {error}")
        return "failed"
    return "added" if new else "known"


def _given(item: Document, place: Place) -> Reading:
    """The reading beside a file. Entries whose evidence is not in the text are left out, and said."""
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
        complain(f"{beside}: {dropped} {'entry' if dropped == 1 else 'entries'} left out: the evidence is not in the text")
    return reading
