"""Copying a register: what is stored for good goes over, the rest is made anew when the copy is opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, insert, select

from dragoman.register.database import Database
from dragoman.register.errors import RegisterError
from dragoman.register.schema import documents, settings, truth

_ROWS = 200


def copy(source: Database, location: str) -> int:
    """Copy all documents, readings and decisions, as they are at one moment, into a new register; returns the number of documents.

    The copy may be on the other kind of database. A file appears only when it is whole. Raises RegisterError.
    """
    if "://" in location:
        return fill(source, Database(location))
    path = Path(location)
    if path.exists():
        raise RegisterError(f"{path}: is there already; name a new file")
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        count = fill(source, Database(part))
        part.rename(path)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return count


def fill(source: Database, target: Database, instead: Mapping[str, Select[Any]] | None = None) -> int:
    """Copy what is stored for good into an empty or new register; returns the number of documents.

    ``instead`` gives by table what goes into it, where that is not all that the table holds.
    """
    try:
        target.prepare(create=True)
        with source.reading() as old, target.writing() as new:
            if new.execute(select(documents.c.seq).limit(1)).first():
                raise RegisterError(f"{target.name}: has documents already; name a new register")
            for table in truth.sorted_tables:
                if table is settings:
                    continue
                wanted = (instead or {}).get(table.name, select(table))
                for rows in old.execution_options(yield_per=_ROWS).execute(wanted).mappings().partitions():
                    new.execute(insert(table), [dict(row) for row in rows])
            return new.execute(select(func.count()).select_from(documents)).scalar_one()
    finally:
        target.engine.dispose()
