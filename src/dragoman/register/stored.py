"""What identity keeps, in the register's tables: mappings that read when they are asked and write when they are told to.

A `Session` is bound to the connection of one transaction at a time. What was read stays in memory until another program changes the
register; a fresh session, for making everything anew, knows that there is nothing to read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dragoman.register import identity
from dragoman.register.identity.blocks import MemoryBlocks, Place
from dragoman.register.identity.state import CopyState, KindState, State

V = TypeVar("V")
S = TypeVar("S", bound="Stored[Any]")
_INSERT_PLACE = "INSERT INTO places (kind, key, sort, node) VALUES (?, ?, ?, ?)"
_MOST_KEPT = 300_000
"""Values that a mapping keeps in memory before it lets go of those that are written."""


class Session:
    """The connection that the mappings use at the moment."""

    def __init__(self, *, fresh: bool) -> None:
        self.fresh = fresh
        self._connection: Connection | None = None

    def bind(self, connection: Connection) -> None:
        """Use the connection of a new transaction."""
        self._connection = connection
        self._on_sqlite = connection.dialect.name == "sqlite"
        self._error: type[Exception] = connection.dialect.loaded_dbapi.Error

    def run(self, statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
        """Rows of a statement with ? for its parameters."""
        cursor = self._cursor()
        try:
            cursor.execute(self._said(statement), parameters)
            return list(cursor.fetchall())
        except self._error as error:
            raise DBAPIError(statement, None, error) from error
        finally:
            cursor.close()

    def write(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """A statement for each of some rows of parameters."""
        if not rows:
            return
        cursor = self._cursor()
        try:
            cursor.executemany(self._said(statement), rows)
        except self._error as error:
            raise DBAPIError(statement, None, error) from error
        finally:
            cursor.close()

    @property
    def connection(self) -> Connection:
        """The connection of the transaction at hand."""
        assert self._connection is not None, "no transaction"
        return self._connection

    def _cursor(self) -> Any:
        # the driver's own: this is asked some hundred times for a document, and SQLAlchemy would take most of the time
        return self.connection.connection.cursor()

    def _said(self, statement: str) -> str:
        return statement if self._on_sqlite else statement.replace("?", "%s")


class Stored(MutableMapping[str, V], Generic[V]):
    """A mapping in a table. Values are immutable: whoever changes one sets it anew."""

    def __init__(self, session: Session, space: str) -> None:
        self._session, self._space = session, space
        self._kept: dict[str, V | None] = {}
        self._changed: set[str] = set()

    def _read(self, key: str) -> V | None:
        raise NotImplementedError

    def _write(self, changed: Mapping[str, V | None]) -> None:
        raise NotImplementedError

    def __getitem__(self, key: str) -> V:
        if key not in self._kept:
            if self._session.fresh:
                raise KeyError(key)
            self._kept[key] = self._read(key)
        found = self._kept[key]
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, value: V) -> None:
        if key not in self._kept:
            self.get(key)  # so that it is known what to take away
        self._kept[key] = value
        self._changed.add(key)

    def __delitem__(self, key: str) -> None:
        self[key]
        self._kept[key] = None
        self._changed.add(key)

    def flush(self) -> None:
        """Write what changed."""
        self._write({key: self._kept[key] for key in sorted(self._changed)})
        self._changed.clear()
        if len(self._kept) > _MOST_KEPT and not self._session.fresh:
            self._kept.clear()

    def _keys(self) -> Iterable[str]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        if not self._session.fresh:
            self.flush()
            return iter(self._keys())
        return (key for key, value in self._kept.items() if value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class StoredValues(Stored[V]):
    """A mapping to values that have a JSON form."""

    def __init__(self, session: Session, space: str, decode: Callable[[Any], V]) -> None:
        super().__init__(session, space)
        self._decode = decode

    def _read(self, key: str) -> V | None:
        rows = self._session.run("SELECT value FROM state_values WHERE space = ? AND key = ?", (self._space, key))
        return self._decode(json.loads(rows[0][0])) if rows else None

    def _write(self, changed: Mapping[str, V | None]) -> None:
        if not self._session.fresh:
            self._session.write("DELETE FROM state_values WHERE space = ? AND key = ?", [(self._space, key) for key in changed])
        rows = [(self._space, key, json.dumps(value)) for key, value in changed.items() if value is not None]
        self._session.write("INSERT INTO state_values (space, key, value) VALUES (?, ?, ?)", rows)

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT key FROM state_values WHERE space = ?", (self._space,))]


class StoredSets(Stored[frozenset[str]]):
    """A mapping to sets, a row for each member: large ones change by a member at a time."""

    def __init__(self, session: Session, space: str) -> None:
        super().__init__(session, space)
        self._stored: dict[str, frozenset[str]] = {}

    def _read(self, key: str) -> frozenset[str] | None:
        rows = self._session.run("SELECT member FROM state_members WHERE space = ? AND key = ?", (self._space, key))
        self._stored[key] = frozenset(member for (member,) in rows)
        return self._stored[key] or None

    def _write(self, changed: Mapping[str, frozenset[str] | None]) -> None:
        gone: list[tuple[str, ...]] = []
        new: list[tuple[str, ...]] = []
        for key, value in changed.items():
            now, before = value or frozenset(), self._stored.get(key, frozenset())
            gone += [(self._space, key, member) for member in sorted(before - now)]
            new += [(self._space, key, member) for member in sorted(now - before)]
            self._stored[key] = now
        self._session.write("DELETE FROM state_members WHERE space = ? AND key = ? AND member = ?", gone)
        self._session.write("INSERT INTO state_members (space, key, member) VALUES (?, ?, ?)", new)

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT DISTINCT key FROM state_members WHERE space = ?", (self._space,))]

    def flush(self) -> None:
        super().flush()
        if not self._kept:
            self._stored.clear()


class StoredDocuments(Stored[identity.Document]):
    """Documents with their readings, read from where the register keeps them; what is set here is there already."""

    def __init__(self, session: Session, load: Callable[[Connection, Sequence[str]], Iterable[identity.Document]]) -> None:
        super().__init__(session, "documents")
        self._load = load

    def _read(self, key: str) -> identity.Document | None:
        return next(iter(self._load(self._session.connection, (key,))), None)

    def __setitem__(self, key: str, value: identity.Document) -> None:
        self._kept[key] = value

    def _write(self, changed: Mapping[str, identity.Document | None]) -> None:
        if len(self._kept) > _MOST_KEPT // 50 and not self._session.fresh:
            self._kept.clear()

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT document FROM provenance", ())]


class FreshBlocks(MemoryBlocks):
    """The places of nodes where there were none before: in memory until they are written, all at once."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self._session, self._kind = session, kind

    def flush(self) -> None:
        """Write them. This is done once."""
        rows = [(self._kind, key, *place) for place, keys in self._keys.values() for key in keys]
        self._session.write(_INSERT_PLACE, rows)


class StoredBlocks:
    """The places of nodes of one kind, in a table; see `identity.blocks.Blocks`."""

    def __init__(self, session: Session, kind: str) -> None:
        self._session, self._kind = session, kind
        self._places: dict[str, list[tuple[str, Place]]] = {}
        self._near: dict[str, dict[tuple[str, Place, int], list[str]]] = {}
        """By key what was asked for under it, until something changes there."""

    def insert(self, place: Place, keys: Iterable[str]) -> None:
        found = [(key, place) for key in sorted(set(keys))]
        self._places[place[1]] = found
        self._changed(found)
        self._session.write(_INSERT_PLACE, [(self._kind, key, *place) for key, _ in found])

    def remove(self, id: str) -> None:
        self._changed(self.places(id))
        self._places[id] = []
        self._session.write("DELETE FROM places WHERE kind = ? AND node = ?", [(self._kind, id)])

    def _changed(self, places: Iterable[tuple[str, Place]]) -> None:
        for key, _ in places:
            self._near.pop(key, None)

    def places(self, id: str) -> list[tuple[str, Place]]:
        if id not in self._places:
            rows = self._session.run("SELECT key, sort FROM places WHERE kind = ? AND node = ?", (self._kind, id))
            self._places[id] = [(key, (sort, id)) for key, sort in sorted(map(tuple, rows))]
        return self._places[id]

    def before(self, key: str, place: Place, count: int) -> list[str]:
        return self._beside(key, place, count, "<", "DESC")

    def after(self, key: str, place: Place, count: int) -> list[str]:
        return self._beside(key, place, count, ">", "ASC")

    def _beside(self, key: str, place: Place, count: int, side: str, order: str) -> list[str]:
        asked = self._near.setdefault(key, {})
        if (side, place, count) not in asked:
            statement = (
                f"SELECT node FROM places WHERE kind = ? AND key = ? AND (sort, node) {side} (?, ?)"
                f" ORDER BY sort {order}, node {order} LIMIT ?"
            )
            rows = self._session.run(statement, (self._kind, key, *place, count))
            asked[side, place, count] = [node for (node,) in rows]
        return asked[side, place, count]

    def flush(self) -> None:
        """Let go of what is in memory, if that is much."""
        if len(self._places) > _MOST_KEPT or len(self._near) > _MOST_KEPT:
            self._places.clear()
            self._near.clear()


class StoredState:
    """An identity state in the register's tables, and the register's own notes beside it."""

    def __init__(self, load: Callable[[Connection, Sequence[str]], Iterable[identity.Document]], *, fresh: bool = False) -> None:
        self.session = session = Session(fresh=fresh)
        self._mappings: list[Stored[Any]] = []
        self._blocks: list[StoredBlocks | FreshBlocks] = []
        documents = self._note(StoredDocuments(session, load))
        self.speakers, self.told, self.promised = (self._sets(name) for name in ("speakers", "told", "promised"))
        """By name of a person, where statements of that speaker stand; by name of a channel, where documents describe it; by key of
        engagements, the promises that an engagement under it may keep."""
        self.state = State(
            documents=documents,
            accounts=self._kind("accounts"),
            persons=self._kind("persons"),
            channels=self._kind("channels"),
            promises=self._kind("promises"),
            names=self._sets("names"),
            titles=self._sets("titles"),
            copies=CopyState(self._sets("bands"), self._sets("copies"), self._note(StoredValues(session, "voices", str))),
        )

    def _kind(self, name: str) -> KindState:
        blocks = FreshBlocks(self.session, name) if self.session.fresh else StoredBlocks(self.session, name)
        self._blocks.append(blocks)
        edges: StoredValues[Mapping[str, float]] = StoredValues(self.session, f"{name} edges", dict)
        groups: StoredValues[tuple[str, ...]] = StoredValues(self.session, f"{name} groups", tuple)
        home: StoredValues[str] = StoredValues(self.session, f"{name} home", str)
        return KindState(blocks, self._note(edges), self._note(home), self._note(groups))

    def _sets(self, name: str) -> StoredSets:
        return self._note(StoredSets(self.session, name))

    def _note(self, mapping: S) -> S:
        self._mappings.append(mapping)
        return mapping

    def flush(self) -> None:
        """Write all that changed."""
        for mapping in self._mappings:
            mapping.flush()
        for blocks in self._blocks:
            blocks.flush()
