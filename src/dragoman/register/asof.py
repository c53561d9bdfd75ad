"""What the register said on a day: the same function of the documents, readings and decisions that were there then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Select, and_, case, func, select, union_all

from dragoman.register.backup import fill
from dragoman.register.database import Database
from dragoman.register.schema import decisions, documents, former_readings, readings


@contextmanager
def as_of(source: Database, day: date) -> Iterator[Path]:
    """A register of its own with what was known at the end of a day (in UTC); it is gone when the block ends.

    Each document has the reading that held then. What follows from readings and decisions follows by this program's rules.
    """
    end = datetime.combine(day + timedelta(days=1), time(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    known: dict[str, Select[Any]] = {
        documents.name: select(documents).where(documents.c.added < end),
        readings.name: _readings(end, last=True),
        former_readings.name: _readings(end, last=False),
        decisions.name: select(decisions).where(decisions.c.time < end),
    }
    with TemporaryDirectory(prefix="dragoman-") as folder:
        path = Path(folder) / "register.db"
        fill(source, Database(path), known)
        yield path


def _readings(end: str, *, last: bool) -> Select[Any]:
    """Of each document that was there before a time the reading that held at that time, or those that had held before.

    Of a document whose readings are all younger (set aside before registers kept them) the oldest stands for the one that is lost.
    """
    columns = ("document", "reader", "made", "json")
    every = union_all(*(select(*(table.c[name] for name in columns)) for table in (readings, former_readings))).subquery()
    held = every.c.made < end
    order = (case((held, 0), else_=1), case((held, every.c.made), else_=None).desc(), every.c.made)
    ranked = select(every, func.row_number().over(partition_by=every.c.document, order_by=order).label("rank")).subquery()
    there = select(documents.c.id).where(documents.c.added < end)
    return select(*(ranked.c[name] for name in columns)).where(
        ranked.c.document.in_(there), ranked.c.rank == 1 if last else and_(ranked.c.rank > 1, ranked.c.made < end)
    )
