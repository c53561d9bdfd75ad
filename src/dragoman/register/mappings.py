"""Mappings in the register's tables: they read when they are asked, many keys at once if they are told, and write when they are flushed.

What was read stays in memory until there is too much of it, or another program changes the register.
"""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from dragoman.edtf import parse_date
from dragoman.model import Commitment, Engagement
from dragoman.register import identity
from dragoman.register.identity.accounts import Account, Promise, Source
from dragoman.register.identity.state import Fetching
from dragoman.register.session import Session

V = TypeVar("V")
I = TypeVar("I", bound=Account | Promise)  # noqa: E741
_SUFFIX = re.compile(r"\.(?:txt|text|md|x?html?|pdf|docx|eml)$", re.IGNORECASE)
MOST_KEPT = 40_000
"""Small values that a mapping keeps in memory before it lets go of the older half."""
MOST_ENTRIES = 20_000
MOST_DOCUMENTS = 1_000


class Stored(MutableMapping[str, V], Fetching, Generic[V]):
    """A mapping in a table. Values are immutable: whoever changes one sets it anew."""

    def __init__(self, session: Session, most: int | None = None) -> None:
        self._session, self._most = session, MOST_KEPT if most is None else most
        self._kept: dict[str, V | None] = {}
        self._changed: set[str] = set()
        self._complete = session.fresh
        """Whether all that there is is in memory."""

    @abstractmethod
    def _read(self, keys: Sequence[str]) -> Mapping[str, V]:
        """Those of the keys that are in the table."""

    @abstractmethod
    def _write(self, changed: Mapping[str, V | None]) -> None:
        """Set these; None takes away."""

    @abstractmethod
    def _keys(self) -> Iterable[str]:
        """All keys in the table."""

    def fetch(self, keys: Iterable[str]) -> None:
        if not self._complete and (missing := [key for key in dict.fromkeys(keys) if key not in self._kept]):
            found = self._read(missing)
            self._kept.update((key, found.get(key)) for key in missing)

    def __getitem__(self, key: str) -> V:
        if key not in self._kept:
            self.fetch((key,))
        found = self._kept.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self._kept:
            self.fetch((key,))
        found = self._kept.get(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __setitem__(self, key: str, value: V) -> None:
        self._kept[key] = value
        self._changed.add(key)

    def __delitem__(self, key: str) -> None:
        self[key]
        self._kept[key] = None
        self._changed.add(key)

    def flush(self) -> None:
        """Write what changed, and let go of the older half of what is in memory if that is too much."""
        if self._changed:
            self._write({key: self._kept[key] for key in sorted(self._changed)})
            self._changed.clear()
        if len(self._kept) > self._most:
            self._complete = False
            for key in list(islice(self._kept, len(self._kept) - self._most // 2)):
                self._forget(key)

    def _forget(self, key: str) -> None:
        del self._kept[key]

    def __iter__(self) -> Iterator[str]:
        self.flush()
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class StoredValues(Stored[str]):
    """A mapping to texts."""

    def __init__(self, session: Session, space: str) -> None:
        super().__init__(session)
        self._space = space

    def _read(self, keys: Sequence[str]) -> Mapping[str, str]:
        return dict(self._session.among("SELECT key, value FROM state_values WHERE space = ? AND key IN", (self._space,), keys))

    def _write(self, changed: Mapping[str, str | None]) -> None:
        self._session.write("DELETE FROM state_values WHERE space = ? AND key = ?", [(self._space, key) for key in changed])
        rows = [(self._space, key, value) for key, value in changed.items() if value is not None]
        self._session.write("INSERT INTO state_values (space, key, value) VALUES (?, ?, ?)", rows)

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT key FROM state_values WHERE space = ?", (self._space,))]


class StoredSets(Stored[frozenset[str]]):
    """A mapping to sets, a row for each member: large ones change by a member at a time."""

    def __init__(self, session: Session, space: str) -> None:
        super().__init__(session)
        self._space = space
        self._stored: dict[str, frozenset[str]] = {}

    def _read(self, keys: Sequence[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for key, member in self._session.among("SELECT key, member FROM state_members WHERE space = ? AND key IN", (self._space,), keys):
            found.setdefault(key, set()).add(member)
        read = {key: frozenset(members) for key, members in found.items()}
        self._stored.update(read)
        return read

    def __setitem__(self, key: str, value: frozenset[str]) -> None:
        self.fetch((key,))  # so that it is known what to take away
        super().__setitem__(key, value)

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

    def _forget(self, key: str) -> None:
        super()._forget(key)
        self._stored.pop(key, None)

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT DISTINCT key FROM state_members WHERE space = ?", (self._space,))]


class StoredDocuments(Stored[identity.Document]):
    """Documents with their readings, read from where the register keeps them; what is set here is there already."""

    def __init__(self, session: Session, load: Callable[[Session, Sequence[str]], Iterable[identity.Document]]) -> None:
        super().__init__(session, MOST_DOCUMENTS)
        self._load = load
        self._complete = False

    def hide(self, keys: Iterable[str]) -> None:
        """These are in the tables already, but the index has not seen them."""
        self._kept.update(dict.fromkeys(keys))

    def _read(self, keys: Sequence[str]) -> Mapping[str, identity.Document]:
        return {document.source.id: document for document in self._load(self._session, keys)}

    def _write(self, changed: Mapping[str, identity.Document | None]) -> None:
        """Documents are written where they come into the register."""

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT document FROM provenance", ())]

    def __bool__(self) -> bool:
        return bool(self._session.run("SELECT 1 FROM provenance LIMIT 1", ()))


class StoredEntries(Stored[I]):
    """The entries of readings of one kind, each by itself, so that no reading is taken apart to compare one of its entries."""

    def __init__(self, session: Session, kind: str, make: Callable[[Source, int, str, str], I]) -> None:
        super().__init__(session, MOST_ENTRIES)
        self._kind, self._make = kind, make
        self._sources: dict[str, Source] = {}

    def _read(self, keys: Sequence[str]) -> Mapping[str, I]:
        rows = list(self._session.among("SELECT id, anchor, entry FROM items WHERE kind = ? AND id IN", (self._kind,), keys))
        self._fetch_sources({row[0].partition("#")[0] for row in rows})
        return {id: self._read_one(id, anchor, entry) for id, anchor, entry in rows}

    def _read_one(self, id: str, anchor: str, entry: str) -> I:
        document, _, index = id.partition("#")
        return self._make(self._sources[document], int(index), entry, anchor)

    def _fetch_sources(self, documents: Iterable[str]) -> None:
        missing = sorted(id for id in documents if id not in self._sources)
        self._sources.update((source.id, source) for source in sources(self._session, missing))

    def __setitem__(self, key: str, value: I) -> None:
        self._sources[value.source.id] = value.source
        super().__setitem__(key, value)

    def flush(self) -> None:
        super().flush()
        if len(self._sources) > self._most:
            used = {id.partition("#")[0] for id in self._kept}
            self._sources = {id: source for id, source in self._sources.items() if id in used}

    def _write(self, changed: Mapping[str, I | None]) -> None:
        self._session.write("DELETE FROM items WHERE kind = ? AND id = ?", [(self._kind, id) for id in changed])
        rows = [(self._kind, id, item.anchor, item.entry.model_dump_json()) for id, item in changed.items() if item is not None]
        self._session.write("INSERT INTO items (kind, id, anchor, entry) VALUES (?, ?, ?, ?)", rows)

    def _keys(self) -> Iterable[str]:
        return [id for (id,) in self._session.run("SELECT id FROM items WHERE kind = ?", (self._kind,))]


def account_of(source: Source, index: int, entry: str, anchor: str) -> Account:
    """An account, with its entry from JSON."""
    return Account(source, index, Engagement.model_validate_json(entry), anchor)


def promise_of(source: Source, index: int, entry: str, anchor: str) -> Promise:
    """A promise, with its entry from JSON."""
    return Promise(source, index, Commitment.model_validate_json(entry), anchor)


SOURCE = "p.document, p.name, p.published, p.publisher, p.language, p.kind, p.reprinted_by"
"""The columns of which `source_of` makes a source."""


def sources(session: Session, documents: Sequence[str]) -> Iterator[Source]:
    """The standing of some documents."""
    return (source_of(*row) for row in session.among(f"SELECT {SOURCE} FROM provenance p WHERE p.document IN", (), documents))


def source_of(id: str, name: str | None, published: str | None, *standing: str | None) -> Source:
    """A document's standing, from the columns of its row."""
    return Source(id, called(name) or id[:12], parse_date(published) if published else None, *standing)


def called(name: str | None) -> str:
    """What people call a document: its file's name without what says of which sort it is."""
    return _SUFFIX.sub("", name or "")


def as_json(value: object) -> str:
    """A value as JSON, always written the same way."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
