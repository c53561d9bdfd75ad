"""Which nodes are compared at all: sorted neighbourhoods.

Every node has keys, and within a key a sort value; two nodes are compared if under some key they stand at most so many places apart as is
the *width* of their kind. So no block is ever too large, and the pairs to compare are a function of the set of nodes, whatever the order in
which they came.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

Place = tuple[str, str]
"""Sort value and node id."""


Window = tuple[list[str], list[str]]
"""The nodes before and after a node under one key, the nearest first."""


class Blocks(Protocol):
    """The places of nodes under keys."""

    def insert(self, place: Place, keys: Iterable[str]) -> None:
        """Put a node under keys, beside those under which it stands at this place already."""

    def remove(self, id: str) -> None:
        """Take a node from under all its keys; nothing happens if it has none."""

    def lacking(self, place: Place, keys: Iterable[str]) -> frozenset[str] | None:
        """Those of the keys under which a node does not stand yet; None if it stands at another place, under others too, or nowhere."""

    def around(self, id: str, width: int, keys: Iterable[str] | None = None) -> list[Window]:
        """What stands within a width of a node under each of its keys, or of some of them."""

    def note(self, place: Place, keys: Iterable[str]) -> None:
        """Put a node under keys, of those that stand nowhere yet; nothing may be asked until `lay_out` was."""

    def lay_out(self, width: int) -> Iterator[tuple[str, Sequence[str]]]:
        """Put all that was noted in its places, where nothing was; gives each node, by its place, with the nodes within a width behind it
        under any of its keys: each pair of neighbours once, for a node has the same place under all its keys."""


class MemoryBlocks:
    """Blocks as sorted lists; the many keys that only one node has keep its place alone."""

    def __init__(self) -> None:
        self._places: dict[str, Place | list[Place]] = {}
        self._keys: dict[str, tuple[Place, tuple[str, ...]]] = {}

    def insert(self, place: Place, keys: Iterable[str]) -> None:
        new = tuple(sys.intern(key) for key in sorted(set(keys)))
        self._keys[place[1]] = (place, (*self._keys.get(place[1], (place, ()))[1], *new))
        for key in new:
            there = self._places.get(key)
            if there is None:
                self._places[key] = place
            elif isinstance(there, list):
                insort(there, place)
            else:
                self._places[key] = sorted((there, place))

    def remove(self, id: str) -> None:
        place, keys = self._keys.pop(id, (("", id), ()))
        for key in keys:
            there = self._places[key]
            if isinstance(there, list) and len(there) > 1:
                del there[bisect_left(there, place)]
            else:
                del self._places[key]

    def lacking(self, place: Place, keys: Iterable[str]) -> frozenset[str] | None:
        there, known = self._keys.get(place[1], (None, ()))
        return frozenset(keys).difference(known) if there == place and set(known) <= set(keys) else None

    def _at(self, key: str) -> list[Place]:
        there = self._places.get(key, [])
        return there if isinstance(there, list) else [there]

    def around(self, id: str, width: int, keys: Iterable[str] | None = None) -> list[Window]:
        place, known = self._keys.get(id, (("", id), ()))
        return [_window(self._at(key), place, width) for key in (known if keys is None else keys)]

    def note(self, place: Place, keys: Iterable[str]) -> None:
        self.insert(place, keys)

    def lay_out(self, width: int) -> Iterator[tuple[str, Sequence[str]]]:
        for _, id in sorted(place for place, _ in self._keys.values()):
            yield id, sorted({other for _, behind in self.around(id, width) for other in behind})


def _window(places: list[Place], place: Place, width: int) -> Window:
    at = bisect_left(places, place)
    return [id for _, id in reversed(places[max(0, at - width) : at])], [id for _, id in places[at + 1 : at + 1 + width]]


def neighbours(around: list[Window]) -> set[str]:
    """The nodes that the node amid these windows is compared with."""
    return {id for before, after in around for id in (*before, *after)}


def pushed_apart(around: list[Window], width: int) -> set[tuple[str, str]]:
    """The pairs that the node amid these windows of a width keeps further apart than that under some key."""
    return {(before[i], after[width - 1 - i]) for before, after in around for i in range(len(before)) if width - 1 - i < len(after)}
