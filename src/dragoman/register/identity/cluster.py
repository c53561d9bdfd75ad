"""Grouping the nodes of one component under constraints, the same whatever the order in which they came.

Average linkage: the two groups that belong together most are joined first, by the mean score of all pairs between them, until no mean
reaches the threshold. A pair that can never be one (a `None` score, a common document, a human's split) keeps its groups apart; a human's
merge comes before everything. Where no single pair reaches the threshold no mean does, so only groups that a likely pair connects are
looked at, and what lies between the others is never compared, however large the component.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from dragoman.register.identity.scoring import Scorer


@dataclass(frozen=True)
class Rules:
    """What constrains the grouping beside the scores. ``marks`` are a node's exclusive marks (its document): two groups that share one stay
    apart. ``together`` and ``apart`` are human decisions."""

    threshold: float
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass
class _Group:
    """``parts`` are the nodes that were one from the start: each by itself, but for those that a human merged."""

    parts: list[list[str]]
    marks: set[str]
    apart: set[str]

    @property
    def members(self) -> list[str]:
        return [id for part in self.parts for id in part]


_Link = tuple[float, int] | None
"""The sum of the scores between two groups and how many they are; None where the groups stay apart."""


def cluster(ids: Sequence[str], likely: Iterable[tuple[str, str]], score: Scorer, rules: Rules) -> list[list[str]]:
    """Group nodes; ``ids`` in canonical order, ``likely`` the pairs whose scores reach the threshold. Groups keep that order, first members
    first."""
    rank = {id: place for place, id in enumerate(ids)}
    groups, home = _start(ids, rules)
    _Joining(groups, score, rules.threshold).join({(home[a], home[b]) for a, b in likely if home[a] != home[b]})
    return sorted((sorted(group.members, key=rank.__getitem__) for group in groups.values()), key=lambda members: rank[members[0]])


def _start(ids: Sequence[str], rules: Rules) -> tuple[dict[int, _Group], dict[str, int]]:
    """A group for each node, those joined that a human merged. A later merge overrides an earlier split of the same nodes."""
    home = {id: i for i, id in enumerate(ids)}
    for a, b in rules.together:
        if a in home and b in home and home[a] != home[b]:
            keep, drop = sorted((home[a], home[b]))
            home = {id: keep if place == drop else place for id, place in home.items()}
    groups: dict[int, _Group] = {}
    for id in ids:
        group = groups.setdefault(home[id], _Group([[]], set(), set()))
        group.parts[0].append(id)
        group.marks |= rules.marks.get(id, frozenset())
    for a, b in rules.apart:
        if a in home and b in home and home[a] != home[b]:
            groups[home[a]].apart.add(b)
            groups[home[b]].apart.add(a)
    return groups, home


class _Joining:
    """Joins groups, each named by the place of its first node. ``near`` are those that a likely pair connects, ``links`` what lies between
    them."""

    def __init__(self, groups: dict[int, _Group], score: Scorer, threshold: float) -> None:
        self._groups, self._score, self._threshold = groups, score, threshold
        self._size = {name: len(group.members) for name, group in groups.items()}
        self._near: dict[int, set[int]] = {name: set() for name in groups}
        self._links: dict[tuple[int, int], _Link] = {}
        self._heap: list[tuple[float, tuple[int, int]]] = []

    def join(self, near: Iterable[tuple[int, int]]) -> None:
        """Join what belongs together among groups that these pairs connect."""
        for x, y in sorted({(min(pair), max(pair)) for pair in near}):
            self._near[x].add(y)
            self._near[y].add(x)
            self._connect(x, y, self._between(x, y))
        while self._heap:
            strength, pair = heapq.heappop(self._heap)
            # what has changed since stands in the heap anew
            link = self._links.get(pair)
            if link and self._strength(link, pair) == -strength:
                self._merge(*pair)

    def _connect(self, x: int, y: int, link: _Link) -> None:
        pair = (min(x, y), max(x, y))
        self._links[pair] = link
        if link and link[0] / link[1] >= self._threshold:
            heapq.heappush(self._heap, (-self._strength(link, pair), pair))

    def _strength(self, link: tuple[float, int], pair: tuple[int, int]) -> float:
        """The mean score, with a little for the larger groups: what many tell of is likelier meant."""
        return link[0] / link[1] + 0.1 * math.log(self._size[pair[0]] + self._size[pair[1]])

    def _merge(self, x: int, y: int) -> None:
        """Group y into group x, and its links with it."""
        around = (self._near.pop(y) | self._near[x]) - {x, y}
        links = {other: self._both(x, y, other) for other in sorted(around)}
        gone = self._groups.pop(y)
        self._groups[x].parts += gone.parts
        self._groups[x].marks |= gone.marks
        self._groups[x].apart |= gone.apart
        self._size[x] += self._size.pop(y)
        self._near[x] = around
        del self._links[x, y]
        for other, link in links.items():
            self._links.pop((min(y, other), max(y, other)), None)
            self._near[other] = (self._near[other] - {y}) | {x}
            self._connect(x, other, link)

    def _both(self, x: int, y: int, other: int) -> _Link:
        """What lies between two groups, as they become one, and a third."""
        one = self._link(x, other)
        two = one and self._link(y, other)
        return (one[0] + two[0], one[1] + two[1]) if one and two else None

    def _link(self, x: int, y: int) -> _Link:
        pair = (min(x, y), max(x, y))
        return self._links[pair] if pair in self._links else self._between(x, y)

    def _between(self, x: int, y: int) -> _Link:
        """What lies between two groups that nobody has looked at yet."""
        one, two, total, count = self._groups[x], self._groups[y], 0.0, 0
        if one.marks & two.marks or one.apart.intersection(two.members):
            return None
        for mine, theirs in product(one.parts, two.parts):
            scores = [self._score(a, b) for a in mine for b in theirs]
            told = [score for score in scores if score is not None]
            # what a human joined may hold a node that never fits its group's company; one member that fits is enough then
            if len(told) < len(scores) and (len(scores) == 1 or max(told, default=-math.inf) < self._threshold):
                return None
            total, count = total + sum(told), count + len(told)
        return total, count
