"""Documents and their readings in the database: what is kept for good, and who read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.edtf import parse_date
from dragoman.model import Document, Reading
from dragoman.register.batches import batched
from dragoman.register.errors import RegisterError
from dragoman.register.schema import documents, former_readings, readings, storable


def now() -> str:
    """The time for the record: ISO 8601, UTC, to the millisecond, so that times sort as texts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def put_document(connection: Connection, document: Document, added: str) -> int | None:
    """Keep a document; returns its ``seq``, or None if the register has it already (and then nothing changes)."""
    if connection.execute(select(documents.c.seq).where(documents.c.id == document.id)).first():
        return None
    row = {
        "id": document.id,
        "data": document.data,
        "text": None if document.data == _encode(document.text) else _encode(document.text),
        "media_type": document.media_type,
        "name": document.name,
        "language": document.language,
        "published": None if document.published is None else str(document.published),
        "publisher": document.publisher,
        "source_url": document.source_url,
        "title": document.title,
        "notes": list(document.notes),
        "added": added,
    }
    key = connection.execute(insert(documents).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def get_document(connection: Connection, identifier: str) -> Document:
    """One document, by its whole id; raises RegisterError if it is not there or its bytes are damaged."""
    row = connection.execute(select(documents).where(documents.c.id == identifier)).first()
    if row is None:
        raise RegisterError(f"no document {identifier[:12]}")
    return _document(row)


def all_documents(connection: Connection) -> Iterator[tuple[int, Document]]:
    """Every document with its ``seq``, in the order in which they came; held in memory only a few at a time."""
    last = 0
    while rows := connection.execute(select(documents).where(documents.c.seq > last).order_by(documents.c.seq).limit(200)).all():
        for row in rows:
            yield row.seq, _document(row)
        last = rows[-1].seq


def in_batches(connection: Connection, size: int) -> Iterator[list[tuple[int, Document, Reading | None]]]:
    """The same with their readings, so many at a time. Those that tell of the same parties come together: what is kept of the
    persons and channels that they name is in memory then, however large the register."""
    joined = documents.outerjoin(readings, readings.c.document == documents.c.id)
    told = connection.execute(select(readings.c.json, documents.c.seq).select_from(joined), execution_options={"yield_per": size})
    order = [seq for _, seq in sorted((_told_first(reading), seq) for reading, seq in told)]
    query = select(documents, readings.c.json).select_from(joined).order_by(documents.c.seq)
    for some in batched(order, size):
        rows = connection.execute(query.where(documents.c.seq.in_(some)))
        yield [(row.seq, _document(row), None if row.json is None else Reading.from_json(row.json)) for row in rows]


def _told_first(reading: bytes | None) -> str:
    """The parties and the date of the first engagement of a reading."""
    first = next(iter(json.loads(reading)["engagements"]), None) if reading else None
    return f"{'-'.join(first['parties'])} {first['date']}" if first else ""


def put_reading(connection: Connection, identifier: str, reading: Reading, made: str) -> bool:
    """Keep a document's reading in place of the one before, which is set aside; returns whether anything changed."""
    row = {"reader": reading.reader or "unknown", "json": storable(reading.to_json()).encode()}
    before = connection.execute(select(readings).where(readings.c.document == identifier)).first()
    if before is None:
        connection.execute(insert(readings).values(document=identifier, made=made, **row))
    elif (before.reader, before.json) != (row["reader"], row["json"]):
        connection.execute(insert(former_readings).values(dict(before._mapping)))
        connection.execute(update(readings).where(readings.c.document == identifier).values(made=made, **row))
    else:
        return False
    return True


def get_reading(connection: Connection, identifier: str) -> Reading | None:
    """A document's reading, None if it has none."""
    data = connection.execute(select(readings.c.json).where(readings.c.document == identifier)).scalar()
    return None if data is None else Reading.from_json(data)


def _encode(text: str) -> bytes:
    # a text read from broken bytes may hold lone surrogates; they come back as they went in
    return text.encode("utf-8", "surrogatepass")


def _document(row: Row[Any]) -> Document:
    data: bytes = row.data
    return Document(
        id=row.id,
        data=data,
        text=(data if row.text is None else row.text).decode("utf-8", "surrogatepass"),
        media_type=row.media_type,
        name=row.name,
        language=row.language,
        published=None if row.published is None else parse_date(row.published),
        publisher=row.publisher,
        source_url=row.source_url,
        title=row.title,
        notes=tuple(row.notes),
    )


def reader_of(connection: Connection, identifier: str) -> str | None:
    """Who read a document last: "" if nobody did, None if the register has no such document."""
    row = connection.execute(
        select(documents.c.id, readings.c.reader)
        .select_from(documents.outerjoin(readings, readings.c.document == documents.c.id))
        .where(documents.c.id == identifier)
    ).first()
    return None if row is None else row.reader or ""


def is_intact(document: Document) -> bool:
    """Whether a document's bytes are those that its id was made from."""
    return hashlib.sha256(document.data).hexdigest() == document.id
