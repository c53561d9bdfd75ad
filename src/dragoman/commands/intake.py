"""Files → documents → readings. The commands import this when they run: the readers behind it are what takes long to load."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.commands.common import author, complain
from dragoman.engines import Lost, cores, in_order
from dragoman.model import Document, Reading, ReadingError
from dragoman.reading import read_document
from dragoman.register import Register
from dragoman.register.evidence import grounded
from dragoman.register.imports import structured
from dragoman.sources import Item, Place, SourceError, document, places

__all__ = ["Read", "add_all", "files", "give", "read_all", "reader", "reread_all", "workers"]

Outcome = Literal["added", "known", "failed"]
_WORTH = 16
"""Files for each process: for fewer, starting it takes longer than it saves."""


@dataclass(frozen=True)
class Read:
    """A file with what it says, or why it could not be read."""

    path: str
    document: Document | None = None
    reading: Reading | None = None
    error: str | None = None


def files(paths: Sequence[Path]) -> list[Place]:
    """The files that paths name; - is standard input."""
    return places([path if str(path) != "-" else "-" for path in paths])


def workers(jobs: int, count: int) -> int:
    """How many processes are worth their start for so many files: at most ``jobs``, or the cores there are if that is 0."""
    return max(1, min(jobs or cores(), count // _WORTH))


def reader(document: Document) -> Reading:
    """The reading of a document: by the rules of its form if it is a record, else by the reader of texts."""
    return structured(document) or read_document(document)


def read_item(item: Item) -> Read:
    """Read one file; never raises: one file, or a fault of ours with it, must not keep the others from being read."""
    try:
        found = _document(item)
        return Read(item.name, found, read_document(found))
    except (SourceError, ReadingError) as error:
        return Read(item.name, error=str(error))
    except Exception as error:
        return Read(item.name, error=f"a fault of this program, please report it: {type(error).__name__}: {error}")


def _document(item: Item) -> Document:
    if item.data is None:
        raise item.error or SourceError("it cannot be read")
    return document(item.data, name=Path(item.name).name)


def read_all(found: Sequence[Place], jobs: int) -> Generator[Read]:
    """Each file with what it says, in order, read by so many processes."""
    yield from _all_read((place.read() for place in found), jobs)


def _all_read(items: Iterable[Item], jobs: int) -> Generator[Read]:
    names: deque[str] = deque()

    def noted() -> Iterator[Item]:
        for item in items:
            names.append(item.name)
            yield item

    for read in in_order(read_item, noted(), jobs):
        name = names.popleft()
        yield Read(name, error="the process that read it broke off") if isinstance(read, Lost) else read


def add_all(register: Register, found: Sequence[Place], jobs: int) -> Generator[Outcome]:
    """Add files, read by so many processes and written here in their order; gives what became of each, and says in a line what failed."""
    known: deque[Outcome] = deque()

    def unknown() -> Iterator[Item]:
        for place in found:
            item = place.read()
            if item.data is not None and register.reader_of(hashlib.sha256(item.data).hexdigest()):
                known.append("known")
            else:
                yield item

    for read in _all_read(unknown(), jobs):
        while known:
            yield known.popleft()
        if read.document is None or read.reading is None:
            complain(f"{read.path}: {read.error}")
            yield "failed"
        elif register.reader_of(read.document.id):  # the same bytes twice among the files
            yield "known"
        else:
            yield "added" if register.add(read.document, read.reading) else "known"
    yield from known


def give(register: Register, place: Place) -> Outcome:
    """Add a file with the reading beside it; returns what became of it, and says in a line why if it failed."""
    try:
        item = _document(place.read())
        return "added" if register.give(item, _given(item, place), author=author()) else "known"
    except (SourceError, ReadingError) as error:
        complain(f"{place.path}: {error}")
        return "failed"


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


def reread_all(register: Register, identifiers: Sequence[str], jobs: int, step: Callable[[], None]) -> int:
    """Read documents again, in so many processes; returns how many readings changed. Those that were given stay."""
    given = {one.target for one in register.decisions() if one.kind == "reading" and not one.revoked_by}
    asked = [id for id in identifiers if id not in given]
    changed = 0
    for id, reading in zip(asked, in_order(reader, map(register.document, asked), jobs), strict=True):
        if isinstance(reading, Lost):
            complain(f"document {id[:12]}: the process that read it broke off; its reading stays")
        else:
            changed += register.reread(id, _saying(reading))
        step()
    for id in identifiers:
        if id in given:
            changed += register.reread(id, reader)
            step()
    return changed


def _saying(reading: Reading) -> Callable[[Document], Reading]:
    """A reader that gives a reading which was made before."""
    return lambda document: reading
