"""Mappings in the register's tables: they read when they are asked, many keys at once if they are told, and write when they are flushed.

What was read stays in memory until there is too much of it, or another program changes the register.
"""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from dragoman.register.identity.accounts import Account, Promise
from dragoman.register.identity.state import Fetching
from dragoman.register.session import Session

V = TypeVar("V")
I = TypeVar("I", bound=Account | Promise)  # noqa: E741
_SUFFIX = re.compile(r"\.(?:txt|text|md|x?html?|pdf|docx|eml)$", re.IGNORECASE)
MOST_KEPT = 60_000
"""Small values that a mapping keeps in memory before it lets go of the older half."""
MOST_ENTRIES = 10_000
MOST_DOCUMENTS = 100


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


def as_json(value: object) -> str:
    """A value as JSON, always written the same way."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
