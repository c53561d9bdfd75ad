"""Grouping the nodes of one component under constraints, the same whatever the order in which they came.

Average linkage over the scored pairs: the two groups that belong together most are joined first, until no pair reaches the
threshold. A pair that can never be one (a `None` score, a common document, a human's split) keeps its groups apart; a human's
merge comes before everything.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.register.identity.scoring import Scorer

DENSE = 40
"""Components up to this size have all their pairs scored; larger ones only their neighbours."""


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
    members: list[str]
    marks: set[str]
    apart: set[str]


def cluster(ids: Sequence[str], score: Scorer, pairs: Iterable[tuple[str, str]], rules: Rules) -> list[list[str]]:
    """Group nodes; ``ids`` in canonical order, ``pairs`` those worth scoring. Groups keep that order, first members first."""
    rank = {id: i for i, id in enumerate(ids)}
    groups, home = _start(ids, rules)
    links: dict[tuple[int, int], tuple[float, int]] = {}
    barred: set[tuple[int, int]] = set()
    agreed: set[tuple[int, int]] = set()
    for a, b in sorted(pairs, key=lambda pair: sorted((rank[pair[0]], rank[pair[1]]))):
        x, y = sorted((home[a], home[b]))
        if x == y:
            continue
        match = score(a, b)
        if match is None:
            barred.add((x, y))
            continue
        total, count = links.get((x, y), (0.0, 0))
        links[x, y] = (total + match.score, count + 1)
        if len(groups[x].members) + len(groups[y].members) > 2 and match.score >= rules.threshold:
            agreed.add((x, y))
    # what a human joined may hold a node that never fits its group's company; one member that fits is enough then
    _join(groups, links, barred - agreed, rules.threshold)
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
        group = groups.setdefault(home[id], _Group([], set(), set()))
        group.members.append(id)
        group.marks |= rules.marks.get(id, frozenset())
    for a, b in rules.apart:
        if a in home and b in home and home[a] != home[b]:
            groups[home[a]].apart.add(b)
            groups[home[b]].apart.add(a)
    return groups, home


def _strength(groups: dict[int, _Group], link: tuple[float, int], pair: tuple[int, int]) -> float:
    """The mean score, with a little for the larger groups: what many tell of is likelier meant."""
    return link[0] / link[1] + 0.1 * math.log(len(groups[pair[0]].members) + len(groups[pair[1]].members))


def _join(
    groups: dict[int, _Group], links: dict[tuple[int, int], tuple[float, int]], barred: set[tuple[int, int]], threshold: float
) -> None:
    near: dict[int, set[int]] = {}
    for x, y in [*links, *barred]:
        near.setdefault(x, set()).add(y)
        near.setdefault(y, set()).add(x)
    heap = [(-_strength(groups, link, pair), pair, link) for pair, link in links.items()]
    heapq.heapify(heap)
    while heap:
        strength, pair, link = heapq.heappop(heap)
        if link[0] / link[1] < threshold:
            continue
        x, y = pair
        if x not in groups or y not in groups or links.get(pair) != link or pair in barred or _clash(groups[x], groups[y]):
            continue
        if _strength(groups, link, pair) != -strength:
            heapq.heappush(heap, (-_strength(groups, link, pair), pair, link))
            continue
        _merge(groups, links, barred, near, x, y)
        for other in near[x]:
            key = (min(x, other), max(x, other))
            if key in links and key not in barred:
                heapq.heappush(heap, (-_strength(groups, links[key], key), key, links[key]))


def _clash(a: _Group, b: _Group) -> bool:
    return bool(a.marks & b.marks) or bool(a.apart.intersection(b.members))


def _merge(
    groups: dict[int, _Group],
    links: dict[tuple[int, int], tuple[float, int]],
    barred: set[tuple[int, int]],
    near: dict[int, set[int]],
    x: int,
    y: int,
) -> None:
    """Group y into group x, and its links with it."""
    gone = groups.pop(y)
    groups[x].members += gone.members
    groups[x].marks |= gone.marks
    groups[x].apart |= gone.apart
    for other in near.pop(y):
        near[other].discard(y)
        old, new = (min(y, other), max(y, other)), (min(x, other), max(x, other))
        link = links.pop(old, None)
        if other == x:
            continue
        near[x].add(other)
        near[other].add(x)
        if old in barred:
            barred.add(new)
        if link:
            total, count = links.get(new, (0.0, 0))
            links[new] = (total + link[0], count + link[1])
