"""The tables. Only `truth` is stored for good and migrated; `derived` follows from it and is made anew when its form changes.

Texts that hold what PostgreSQL cannot (NUL, lone surrogates) are kept as bytes or cleaned, so that both databases hold the same.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)  # fmt: skip
from sqlalchemy.types import TypeDecorator, TypeEngine

SCHEMA = "0002"
"""The newest migration: the form of `truth` that this program reads and writes."""
DERIVED = "17"
"""The form of `derived`; a register whose derived tables have another form makes them anew."""

_UNSTORABLE = {0: "\ufffd"} | dict.fromkeys(range(55296, 57344), "�")


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, which not every database can hold."""
    return text if text.isascii() and "\0" not in text else text.translate(_UNSTORABLE)


class PlainText(TypeDecorator[str]):
    """Text that both databases can hold."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        # sorted by code points on both, not by the language of the server
        return dialect.type_descriptor(Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value, 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.decompress(value)


class Json(TypeDecorator[Any]):
    """A JSON value as text, always written the same way."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


truth = MetaData()
derived = MetaData()

documents = Table(
    "documents",
    truth,
    Column("seq", Integer, primary_key=True, comment="order of arrival, and the key of the search index"),
    Column("id", String(64), nullable=False, unique=True, comment="SHA-256 of the bytes, in hexadecimal"),
    Column("data", Packed, nullable=False, comment="the bytes as they came"),
    Column("text", Packed, comment="UTF-8; null where it is the bytes themselves"),
    Column("media_type", PlainText, nullable=False),
    Column("name", PlainText),
    Column("language", PlainText),
    Column("published", PlainText, comment="EDTF"),
    Column("publisher", PlainText),
    Column("source_url", PlainText),
    Column("title", PlainText),
    Column("notes", Json, nullable=False),
    Column("added", String(32), nullable=False, comment="ISO 8601, UTC"),
)

readings = Table(
    "readings",
    truth,
    Column("document", String(64), ForeignKey("documents.id"), primary_key=True),
    Column("reader", PlainText, nullable=False, comment="name and version"),
    Column("made", String(32), nullable=False, comment="ISO 8601, UTC"),
    Column("json", Packed, nullable=False),
)

former_readings = Table(
    "former_readings",
    truth,
    Column("seq", Integer, primary_key=True),
    Column("document", String(64), ForeignKey("documents.id"), nullable=False, index=True),
    Column("reader", PlainText, nullable=False),
    Column("made", String(32), nullable=False, comment="it held from then until the next reading of the document was made"),
    Column("json", Packed, nullable=False),
)

decisions = Table(
    "decisions",
    truth,
    Column("seq", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("target", PlainText, nullable=False),
    Column("payload", Json, nullable=False),
    Column("author", PlainText, nullable=False),
    Column("time", String(32), nullable=False, comment="ISO 8601, UTC"),
    Column("reason", PlainText),
)

settings = Table(
    "settings",
    truth,
    Column("key", String(64), primary_key=True),
    Column("value", PlainText, nullable=False),
)

entries = Table(
    "entries",
    derived,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False, comment="engagement, channel, commitment, statement or person"),
    Column("type", String(32)),
    Column("status", String(32)),
    Column("state", String(16), comment="of a commitment; nothing is overdue here, whoever asks compares with their day"),
    Column("date", PlainText, comment="EDTF"),
    Column("first_day", String(10), comment="first and last possible day; null where the year is unknown"),
    Column("last_day", String(10)),
    Column("due_first", String(10), comment="the same of the day by which a commitment is due"),
    Column("due_last", String(10)),
    Column("deadline", String(10), comment="after which an open commitment is overdue"),
    Column("name", PlainText, comment="of a person or channel"),
    Column("key", PlainText, nullable=False, comment="name, action or words, folded for comparing"),
    Column("round", Integer),
    Column("differs", Boolean, nullable=False, comment="whether accounts of it contradict each other"),
    Column("main", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Json, nullable=False),
    Index("entries_by_day", "kind", "first_day"),
)


def _links(name: str, *columns: Column[Any]) -> Table:
    """A table that says which entries have a party, topic, channel or person."""
    entry = Column("entry", String(32), nullable=False)
    return Table(name, derived, entry, *columns, Index(f"{name}_by_entry", "entry"), Index(f"{name}_by_value", columns[0].name))


entry_parties = _links("entry_parties", Column("party", String(16), nullable=False))
entry_topics = _links("entry_topics", Column("topic", String(32), nullable=False))
entry_channels = _links("entry_channels", Column("channel", String(32), nullable=False))
entry_people = _links(
    "entry_people",
    Column("person", String(32), nullable=False),
    Column("key", PlainText, nullable=False, comment="the name as the documents write it, folded for comparing"),
)

aliases = Table(
    "aliases",
    derived,
    Column("id", String(32), primary_key=True, comment="an entry's id, or that of one of its accounts or names"),
    Column("entry", String(32), nullable=False, index=True),
)

accounts = Table(
    "accounts",
    derived,
    Column("id", String(32), primary_key=True),
    Column("entry", String(32), nullable=False, index=True, comment="the entry that this is an account of"),
    Column("document", String(64), nullable=False, index=True),
)

provenance = Table(
    "provenance",
    derived,
    Column("document", String(64), primary_key=True),
    Column("name", PlainText),
    Column("language", PlainText),
    Column("published", PlainText, comment="EDTF"),
    Column("first_day", String(10), index=True),
    Column("last_day", String(10)),
    Column("publisher", PlainText),
    Column("reprinted_by", PlainText),
    Column("kind", String(32)),
    Column("title", PlainText),
    Column("source_url", PlainText),
    Column("key", PlainText, nullable=False, comment="name, title and publisher, folded for comparing"),
    Column("signature", Json, nullable=False, comment="by which near-copies are known"),
)

# What identity keeps between one document and the next (`stored.py`).
items = Table(
    "items",
    derived,
    Column("kind", String(16), primary_key=True, comment="account, promise or channel"),
    Column("id", PlainText, primary_key=True, comment="the document's id and the entry's index in its reading"),
    Column("anchor", String(32), nullable=False),
    Column("entry", Text, nullable=False, comment="the entry of the reading, as JSON"),
    Column("more", Text, comment="what is told of an account's channel, or the gist of a promise, as JSON"),
    sqlite_with_rowid=False,
)
nodes = Table(
    "nodes",
    derived,
    Column("kind", String(16), primary_key=True),
    Column("id", PlainText, primary_key=True),
    Column("sort", PlainText, comment="where it stands under its keys"),
    Column("keys", Text, comment="hashes of its keys, 16 hexadecimal digits each"),
    Column("home", PlainText, comment="its group, named by the group's first node"),
    Column("edges", Text, comment="the nodes that are likely one with it, with their scores"),
    Column("members", Text, comment="of a group's first node, all nodes of the group"),
    Column("label", Text, comment="a name, with its party or parties"),
    sqlite_with_rowid=False,
)
places = Table(
    "places",
    derived,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="hash of a kind of node and a key"),
    Column("sort", PlainText, primary_key=True),
    Column("node", PlainText, primary_key=True),
    sqlite_with_rowid=False,
)
state_values = Table(
    "state_values",
    derived,
    Column("space", String(24), primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
state_members = Table(
    "state_members",
    derived,
    Column("space", String(24), primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("member", PlainText, primary_key=True),
    sqlite_with_rowid=False,
)

# The search index is the one thing that the two databases do not say in the same words.
_INDEX = {
    "sqlite": ["CREATE VIRTUAL TABLE words USING fts5(terms, content='', tokenize='ascii')"],
    "postgresql": [
        "CREATE TABLE words (document INTEGER NOT NULL, part INTEGER NOT NULL, terms TSVECTOR, PRIMARY KEY (document, part))",
        "CREATE INDEX words_by_term ON words USING gin (terms)",
    ],
}


def make_derived(connection: Connection) -> None:
    """Make the derived tables, empty, in place of those that are there."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")
    derived.drop_all(connection)
    derived.create_all(connection)
    for statement in _INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def setting(connection: Connection, key: str) -> str | None:
    """A register's note to itself, None if there is none."""
    return connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Note a value in place of the one before."""
    connection.execute(delete(settings).where(settings.c.key == key))
    connection.execute(insert(settings).values(key=key, value=value))
