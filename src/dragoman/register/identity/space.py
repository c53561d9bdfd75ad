"""A space of nodes of one kind (accounts, names of persons, names of channels, commitments) that is grouped bit by bit.

Grouping is a pure function of the set of nodes and the decisions. Adding a node touches only the components of the graph of likely
pairs that it enters, so the rest need not be looked at again; the result is that of grouping everything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from dragoman.register.identity.blocks import neighbours, pushed_apart, windows
from dragoman.register.identity.cluster import DENSE, Rules, cluster
from dragoman.register.identity.scoring import Match
from dragoman.register.identity.state import KindState

Pair = tuple[str, str]
C = TypeVar("C", covariant=True)


class Nodes(Protocol[C]):
    """Finds nodes by their ids."""

    def __getitem__(self, id: str, /) -> C: ...

    def __contains__(self, id: str, /) -> bool: ...


class Node(Protocol):
    """Anything with a content-derived id and a canonical order."""

    @property
    def id(self) -> str: ...

    @property
    def order(self) -> tuple[object, ...]: ...


N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Kind(Generic[N]):
    """How nodes of one kind are blocked and compared. ``marks`` are exclusive: two groups that share one are never joined."""

    keys: Callable[[N], Iterable[str]]
    sort: Callable[[N], str]
    compare: Callable[[N, N], Match | None]
    marks: Callable[[N], frozenset[str]]
    threshold: float


class Space(Generic[N]):
    """Nodes of one kind and the edges between likely pairs. ``nodes`` finds a node by its id; ``state`` is where places, edges and groups
    are kept."""

    def __init__(self, kind: Kind[N], nodes: Nodes[N], state: KindState) -> None:
        self.kind = kind
        self.nodes = nodes
        self.state = state

    def put(self, node: N) -> set[str]:
        """Add a node, or replace the one of its id; `nodes` must know it. Returns the nodes whose groups may change."""
        blocks, id = self.state.blocks, node.id
        place, keys = (self.kind.sort(node), id), sorted(set(self.kind.keys(node)))
        if blocks.places(id) == [(key, place) for key in keys]:
            touched = self._unlink(id)
            for other in sorted(neighbours(windows(blocks, id))):
                self._link(id, other)
            return touched | {id}
        touched = self.drop(id)
        blocks.insert(place, keys)
        around = windows(blocks, id)
        for other in sorted(neighbours(around)):
            self._link(id, other)
        for a, b in sorted(pushed_apart(around)):
            if b in self._edges(a) and b not in neighbours(windows(blocks, a)):
                self._set_edge(a, b, None)
                touched |= {a, b}
        return touched | {id}

    def drop(self, id: str) -> set[str]:
        """Remove a node, if it is there. Returns the nodes whose groups may change."""
        blocks = self.state.blocks
        brought = pushed_apart(windows(blocks, id))
        blocks.remove(id)
        touched = self._unlink(id)
        for a, b in sorted(brought):
            if self._link(a, b):
                touched |= {a, b}
        return touched

    def _unlink(self, id: str) -> set[str]:
        """Remove a node's edges; returns where they led."""
        others = set(self._edges(id))
        for other in others:
            self._set_edge(id, other, None)
        return others

    def _edges(self, id: str) -> Mapping[str, float]:
        return self.state.edges.get(id, {})

    def _link(self, a: str, b: str) -> bool:
        """Compare two nodes and keep an edge if they are likely one. A node that is about to be dropped may be gone already."""
        if a not in self.nodes or b not in self.nodes:
            return False
        match = self.kind.compare(self.nodes[a], self.nodes[b])
        if match is None or match.score < self.kind.threshold:
            return False
        self._set_edge(a, b, match.score)
        return True

    def _set_edge(self, a: str, b: str, score: float | None) -> None:
        for one, other in ((a, b), (b, a)):
            edges = {id: value for id, value in self._edges(one).items() if id != other} | ({} if score is None else {other: score})
            if edges:
                self.state.edges[one] = edges
            else:
                self.state.edges.pop(one, None)

    def component(self, id: str, bonds: Mapping[str, Iterable[str]]) -> list[str]:
        """The nodes connected with this one by edges or by bonds (human merges), sorted."""
        found, open_ = {id}, [id]
        while open_:
            at = open_.pop()
            for other in (*self._edges(at), *bonds.get(at, ())):
                if other not in found and other in self.nodes:
                    found.add(other)
                    open_.append(other)
        return sorted(found)

    def regroup(self, seeds: Iterable[str], together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> list[list[str]]:
        """The groups of all components that hold a seed, each group in canonical order."""
        together, apart = tuple(sorted(together)), tuple(sorted(apart))
        bonds: dict[str, list[str]] = {}
        for a, b in together:
            bonds.setdefault(a, []).append(b)
            bonds.setdefault(b, []).append(a)
        done: set[str] = set()
        groups: list[list[str]] = []
        for seed in sorted(set(seeds)):
            if seed in done or seed not in self.nodes:
                continue
            ids = self.component(seed, bonds)
            done.update(ids)
            groups += self._group(ids, together, apart)
        return groups

    def _group(self, ids: list[str], together: tuple[Pair, ...], apart: tuple[Pair, ...]) -> list[list[str]]:
        if len(ids) == 1:
            return [ids]
        ids = sorted(ids, key=lambda id: (self.nodes[id].order, id))
        inside = set(ids)
        if len(ids) <= DENSE:
            pairs = list(combinations(ids, 2))
        else:
            pairs = sorted({(min(a, b), max(a, b)) for a in ids for b in neighbours(windows(self.state.blocks, a)) & inside})
        rules = Rules(self.kind.threshold, {id: self.kind.marks(self.nodes[id]) for id in ids}, together, apart)
        return cluster(ids, lambda a, b: self.kind.compare(self.nodes[a], self.nodes[b]), pairs, rules)
