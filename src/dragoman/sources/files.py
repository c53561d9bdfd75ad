"""Paths as a user names them → bytes: files, folders with all that is in them, ``-`` for standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.sources.extract import FILE_LIMIT, SourceError, size
from dragoman.sources.kinds import NOT_READ, SUFFIXES

STANDARD_INPUT = "-"
DEPTH_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One file that was named or found: its bytes, or why there are none. ``name`` is its path as text, ``-`` for standard input."""

    name: str
    data: bytes | None = None
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A file before it is read, or what is wrong with a path that leads to none."""

    path: Path | Literal["-"]
    error: SourceError | None = None

    def read(self) -> Item:
        if self.error is not None:
            return Item(str(self.path), error=self.error)
        try:
            return Item(str(self.path), _bytes(self.path))
        except SourceError as error:
            return Item(str(self.path), error=error)


def walk(paths: Iterable[Path | Literal["-"]]) -> Iterator[Item]:
    """Each file with its bytes or its error, in order, read only when its turn comes."""
    for place in places(paths):
        yield place.read()


def places(paths: Iterable[Path | Literal["-"]]) -> list[Place]:
    """All files that the paths name: a folder's in sorted order, with all folders below it.

    In folders, hidden files and those whose suffix is not a document's are passed over; a file that is named itself is always tried.
    """
    found: list[Place] = []
    for path in paths:
        if path == STANDARD_INPUT:
            found.append(Place("-"))
        elif isinstance(path, Path) and path.is_dir():
            found.extend(_folder(path, frozenset(), 0))
        else:
            found.append(Place(path))
    return found


def _folder(folder: Path, above: frozenset[tuple[int, int]], depth: int) -> Iterator[Place]:
    """The files of a folder; links are followed, but never back into a folder that they lead out of."""
    try:
        status = folder.stat()
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Place(folder, SourceError(f"this folder cannot be read: {_reason(error)}"))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    if depth > DEPTH_LIMIT:
        yield Place(folder, SourceError(f"this folder lies more than {DEPTH_LIMIT} folders deep and was passed over"))
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _folder(path, above | {here}, depth + 1)
        elif path.suffix.lower() in SUFFIXES or path.suffix.lower() in NOT_READ:
            yield Place(path)


def _bytes(path: Path | Literal["-"]) -> bytes:
    """A file's bytes; raises SourceError for one that is missing, closed to us, no file, or longer than FILE_LIMIT."""
    try:
        data = sys.stdin.buffer.read(FILE_LIMIT + 1) if path == STANDARD_INPUT else _regular(Path(path))
    except OSError as error:
        raise SourceError(_reason(error)) from None
    if len(data) > FILE_LIMIT:
        raise SourceError(f"longer than {size(FILE_LIMIT)}, the most that is read")
    return data


def _regular(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
        raise SourceError("not a file")
    if status.st_size > FILE_LIMIT:
        raise SourceError(f"a file of {size(status.st_size)}; at most {size(FILE_LIMIT)} are read")
    with path.open("rb") as file:
        return file.read(FILE_LIMIT + 1)


def _reason(error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "no such file or folder",
        PermissionError: "permission denied",
        IsADirectoryError: "a folder, not a file",
    }
    return reasons.get(type(error)) or (os.strerror(error.errno).lower() if error.errno else "it cannot be read")
