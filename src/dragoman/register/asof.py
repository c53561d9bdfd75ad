"""What the register said on a day: the same function of the documents and decisions that were there then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import ColumnElement, select

from dragoman.register.backup import fill
from dragoman.register.database import Database
from dragoman.register.schema import decisions, documents, readings


@contextmanager
def as_of(source: Database, day: date) -> Iterator[Path]:
    """A register of its own with what was known at the end of a day (in UTC); it is gone when the block ends.

    Documents are read as they are read now: the register keeps the readings of its present reader only.
    """
    end = datetime.combine(day + timedelta(days=1), time(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    known: dict[str, ColumnElement[bool]] = {
        documents.name: documents.c.added < end,
        readings.name: readings.c.document.in_(select(documents.c.id).where(documents.c.added < end)),
        decisions.name: decisions.c.time < end,
    }
    with TemporaryDirectory(prefix="dragoman-") as folder:
        path = Path(folder) / "register.db"
        fill(source, Database(path), known)
        yield path
