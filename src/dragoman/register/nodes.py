"""The nodes of identity in the register's tables: a row for each with its places, edges and group, and a row for each place under a key."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.register.batches import batched
from dragoman.register.identity.blocks import Place, Window
from dragoman.register.identity.state import Fetching, KindState
from dragoman.register.mappings import MOST_KEPT, as_json
from dragoman.register.session import Session

V = TypeVar("V")
_COLUMNS = ("sort", "keys", "home", "edges", "members", "label")
_WRITE = (
    f"INSERT INTO nodes (kind, id, {', '.join(_COLUMNS)}) VALUES (?, ?, {', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (kind, id) DO UPDATE SET {', '.join(f'{column} = excluded.{column}' for column in _COLUMNS)}"
)
_NOTHING = (None,) * len(_COLUMNS)
_AT_ONCE = 100
"""Keys that one statement asks for; databases bound how many a statement may combine."""
_ROWS_AT_ONCE = 10_000


@dataclass(slots=True)
class Row:
    """What is kept of a node, and how it was written last."""

    sort: str | None = None
    keys: str | None = None
    """The numbers of its keys, in order, 16 hexadecimal digits each."""
    home: str | None = None
    edges: Mapping[str, float] | None = None
    members: tuple[str, ...] | None = None
    label: tuple[str, ...] | None = None
    written: int = hash(_NOTHING)

    def columns(self) -> tuple[str | None, ...]:
        """The row as it is written."""
        texts = (None if value is None else as_json(value) for value in (self.edges, self.members, self.label))
        return self.sort, self.keys, self.home, *texts

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the keys."""
        return struct.unpack(f">{len(self.keys) // 16}q", bytes.fromhex(self.keys)) if self.keys else ()


def _read(sort: str | None, keys: str | None, home: str | None, edges: str | None, members: str | None, label: str | None) -> Row:
    def listed(text: str | None) -> Any:
        return None if text is None else tuple(json.loads(text))

    row = Row(sort, keys, home, None if edges is None else json.loads(edges), listed(members), listed(label))
    row.written = hash((sort, keys, home, edges, members, label))
    return row


class Rows(Fetching):
    """The rows of one kind of node, read when they are asked for and written when they are flushed."""

    def __init__(self, session: Session, kind: str) -> None:
        self.session, self.kind = session, kind
        self._kept: dict[str, Row] = {}
        self._changed: set[str] = set()
        self._complete = session.fresh

    def fetch(self, keys: Iterable[str]) -> None:
        missing = [id for id in dict.fromkeys(keys) if id not in self._kept]
        if missing and not self._complete:
            statement = f"SELECT id, {', '.join(_COLUMNS)} FROM nodes WHERE kind = ? AND id IN"
            self._kept.update((id, _read(*row)) for id, *row in self.session.among(statement, (self.kind,), missing))
        for id in missing:
            self._kept.setdefault(id, Row())

    def row(self, id: str) -> Row:
        """The row of a node, an empty one if there is none."""
        if id not in self._kept:
            self.fetch((id,))
        return self._kept[id]

    def change(self, id: str) -> Row:
        """The row of a node, to be changed and then written."""
        self._changed.add(id)
        return self.row(id)

    def having(self, column: str) -> list[str]:
        """The ids of the nodes that have something in a column."""
        self.flush()
        rows = self.session.run(f"SELECT id FROM nodes WHERE kind = ? AND {column} IS NOT NULL", (self.kind,))
        return [id for (id,) in rows]

    def flush(self) -> None:
        """Write what changed, and let go of the older half of what is in memory if that is too much."""
        now = [(id, self._kept[id], self._kept[id].columns()) for id in sorted(self._changed)]
        now = [(id, row, columns) for id, row, columns in now if hash(columns) != row.written]
        gone = [(self.kind, id) for id, _, columns in now if columns == _NOTHING]
        self.session.write("DELETE FROM nodes WHERE kind = ? AND id = ?", gone)
        self.session.write(_WRITE, [(self.kind, id, *columns) for id, _, columns in now if columns != _NOTHING])
        for _, row, columns in now:
            row.written = hash(columns)
        self._changed.clear()
        if len(self._kept) > MOST_KEPT:
            self._complete = False
            for id in list(islice(self._kept, len(self._kept) - MOST_KEPT // 2)):
                del self._kept[id]


class Column(MutableMapping[str, V], Fetching, Generic[V]):
    """One column of the rows, as a mapping from node ids."""

    def __init__(self, rows: Rows, name: Literal["home", "edges", "members", "label"]) -> None:
        self._rows, self._name = rows, name

    def fetch(self, keys: Iterable[str]) -> None:
        self._rows.fetch(keys)

    def __getitem__(self, key: str) -> V:
        found: V | None = getattr(self._rows.row(key), self._name)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        found = getattr(self._rows.row(key), self._name)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and getattr(self._rows.row(key), self._name) is not None

    def __setitem__(self, key: str, value: V) -> None:
        setattr(self._rows.change(key), self._name, value)

    def __delitem__(self, key: str) -> None:
        self[key]
        setattr(self._rows.change(key), self._name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.having(self._name))

    def __len__(self) -> int:
        return len(self._rows.having(self._name))


class StoredBlocks:
    """The places of nodes of one kind, in a table; see `identity.blocks.Blocks`. Keys are hashed: two that meet would only be compared in
    vain."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._session = rows, rows.session

    def _number(self, key: str) -> int:
        return int.from_bytes(blake2b(f"{self._rows.kind}|{key}".encode(), digest_size=8).digest(), "big", signed=True)

    def _numbers(self, keys: Iterable[str]) -> set[int]:
        return set(map(self._number, keys))

    def insert(self, place: Place, keys: Iterable[str]) -> None:
        row = self._rows.change(place[1])
        new = self._numbers(keys).difference(row.numbers())
        row.sort, row.keys = place[0], _packed(new.union(row.numbers()))
        self._session.write("INSERT INTO places (key, sort, node) VALUES (?, ?, ?)", [(key, *place) for key in sorted(new)])

    def remove(self, id: str) -> None:
        row = self._rows.row(id)
        if row.keys is not None:
            rows = [(key, row.sort, id) for key in row.numbers()]
            self._session.write("DELETE FROM places WHERE key = ? AND sort = ? AND node = ?", rows)
            row = self._rows.change(id)
            row.sort = row.keys = None

    def lacking(self, place: Place, keys: Iterable[str]) -> frozenset[str] | None:
        row, numbers = self._rows.row(place[1]), {key: self._number(key) for key in keys}
        known = set(row.numbers())
        if row.keys is None or row.sort != place[0] or not known <= set(numbers.values()):
            return None
        return frozenset(key for key, number in numbers.items() if number not in known)

    def around(self, id: str, width: int, keys: Iterable[str] | None = None) -> list[Window]:
        row = self._rows.row(id)
        found: list[Window] = []
        for some in batched(row.numbers() if keys is None else sorted(self._numbers(keys)), _AT_ONCE):
            parts, parameters = [], list[Any]()
            for number, key in enumerate(some):
                parts += [_beside(2 * number, "<", "DESC", width), _beside(2 * number + 1, ">", "ASC", width)]
                parameters += [key, row.sort, id] * 2
            sides: list[list[Place]] = [[] for _ in parts]
            for side, sort, node in self._session.run(" UNION ALL ".join(parts), parameters):
                sides[side].append((sort, node))
            found += zip(map(_backwards, sides[::2]), map(_forwards, sides[1::2]), strict=True)
        return found

    def note(self, place: Place, keys: Iterable[str]) -> None:
        row = self._rows.change(place[1])
        row.sort, row.keys = place[0], _packed(self._numbers(keys))

    def lay_out(self, width: int) -> Iterator[tuple[str, Sequence[str]]]:
        self._rows.flush()
        statement = "SELECT sort, id, keys FROM nodes WHERE kind = ? AND sort IS NOT NULL ORDER BY sort, id"
        places, keys, holders = list[Place](), list[NDArray[np.int64]](), list[int]()
        for sort, id, packed in self._session.run(statement, (self._rows.kind,)):
            places.append((sort, id))
            keys.append(np.frombuffer(bytes.fromhex(packed), ">i8").astype(np.int64))
            holders.append(len(keys[-1]))
        key, holder = np.concatenate([np.zeros(0, np.int64), *keys]), np.repeat(np.arange(len(places)), holders)
        in_order = np.argsort(key, kind="stable")  # under each key the holders stay in order
        key, holder = key[in_order], holder[in_order]
        for start in range(0, len(key), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            rows = [(number, *places[at]) for number, at in zip(key[part].tolist(), holder[part].tolist(), strict=True)]
            self._session.write("INSERT INTO places (key, sort, node) VALUES (?, ?, ?)", rows)
        yield from _followed([id for _, id in places], key, holder, width)


def _followed(ids: list[str], key: NDArray[np.int64], holder: NDArray[np.int64], width: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Each node with those within a width behind it; ``key`` gives for each place its key, in order, ``holder`` the number of its node."""
    size = len(ids)
    pairs = [holder[:-by][same] * size + holder[by:][same] for by in range(1, width + 1) if (same := key[:-by] == key[by:]).any()]
    first, behind = np.divmod(np.unique(np.concatenate([np.zeros(0, np.int64), *pairs])), max(1, size))
    ends = np.searchsorted(first, np.arange(size + 1))
    for at, id in enumerate(ids):
        yield id, [ids[other] for other in behind[ends[at] : ends[at + 1]].tolist()]


def _packed(numbers: Iterable[int]) -> str:
    in_order = sorted(numbers)
    return struct.pack(f">{len(in_order)}q", *in_order).hex()


def _beside(number: int, side: str, order: str, width: int) -> str:
    return (
        f"SELECT * FROM (SELECT {number}, sort, node FROM places WHERE key = ? AND (sort, node) {side} (?, ?)"
        f" ORDER BY sort {order}, node {order} LIMIT {width}) AS q{number}"
    )


def _forwards(places: Sequence[Place]) -> list[str]:
    return [node for _, node in sorted(places)]


def _backwards(places: Sequence[Place]) -> list[str]:
    return [node for _, node in sorted(places, reverse=True)]


def kind_state(rows: Rows) -> KindState:
    """The state of one kind of node, kept in its rows."""
    return KindState(StoredBlocks(rows), Column(rows, "edges"), Column(rows, "home"), Column(rows, "members"), Column(rows, "label"))
