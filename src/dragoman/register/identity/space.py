"""A space of nodes of one kind (accounts, names of persons, names of channels, commitments) that is grouped bit by bit.

Grouping is a pure function of the set of nodes and the decisions. Adding a node touches only the components of the graph of likely
pairs that it enters, so the rest need not be looked at again; the result is that of grouping everything anew. What the space keeps (places under keys,
nodes, edges) may lie in memory or in a database: it asks only for the few operations of `Blocks` and of a mapping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from dragoman.register.identity.blocks import Blocks, MemoryBlocks, Place, neighbours, pushed_apart
from dragoman.register.identity.cluster import DENSE, Rules, cluster
from dragoman.register.identity.scoring import Match


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
    """The nodes of one kind, their places and the edges between likely pairs."""

    def __init__(
        self,
        kind: Kind[N],
        blocks: Blocks | None = None,
        nodes: MutableMapping[str, N] | None = None,
        edges: MutableMapping[str, dict[str, float]] | None = None,
    ) -> None:
        self.kind = kind
        self.blocks: Blocks = MemoryBlocks() if blocks is None else blocks
        self.nodes: MutableMapping[str, N] = {} if nodes is None else nodes
        self.edges: MutableMapping[str, dict[str, float]] = {} if edges is None else edges

    def _place(self, node: N) -> Place:
        return (self.kind.sort(node), node.id)

    def put(self, node: N) -> set[str]:
        """Add a node, or replace the one of its id. Returns the nodes whose groups may change."""
        touched = self.drop(node.id) if node.id in self.nodes else set()
        keys, place = sorted(set(self.kind.keys(node))), self._place(node)
        self.nodes[node.id] = node
        self.blocks.insert(place, keys)
        mine: dict[str, float] = {}
        for other in sorted(neighbours(self.blocks, place, keys)):
            match = self.kind.compare(node, self.nodes[other])
            if match and match.score >= self.kind.threshold:
                mine[other] = match.score
                self._set_edge(other, node.id, match.score)
        self.edges[node.id] = mine
        for a, b in sorted(pushed_apart(self.blocks, place, keys)):
            if b in self.edges.get(a, {}) and b not in self.near(a):
                self._set_edge(a, b, None)
                self._set_edge(b, a, None)
                touched |= {a, b}
        return touched | {node.id}

    def drop(self, id: str) -> set[str]:
        """Remove a node. Returns the nodes whose groups may change."""
        node = self.nodes[id]
        keys, place = sorted(set(self.kind.keys(node))), self._place(node)
        brought = pushed_apart(self.blocks, place, keys)
        self.blocks.remove(place, keys)
        touched = set(self.edges.pop(id, {}))
        for other in touched:
            self._set_edge(other, id, None)
        del self.nodes[id]
        for a, b in sorted(brought):
            match = self.kind.compare(self.nodes[a], self.nodes[b])
            if match and match.score >= self.kind.threshold:
                self._set_edge(a, b, match.score)
                self._set_edge(b, a, match.score)
                touched |= {a, b}
        return touched

    def _set_edge(self, a: str, b: str, score: float | None) -> None:
        edges = dict(self.edges.get(a, {}))
        if score is None:
            edges.pop(b, None)
        else:
            edges[b] = score
        self.edges[a] = edges

    def near(self, id: str) -> set[str]:
        """The nodes that this one is compared with."""
        node = self.nodes[id]
        return neighbours(self.blocks, self._place(node), set(self.kind.keys(node)))

    def component(self, id: str, bonds: Mapping[str, Iterable[str]]) -> list[str]:
        """The nodes connected with this one by edges or by bonds (human merges), sorted."""
        found, open_ = {id}, [id]
        while open_:
            at = open_.pop()
            for other in (*self.edges.get(at, ()), *bonds.get(at, ())):
                if other not in found and other in self.nodes:
                    found.add(other)
                    open_.append(other)
        return sorted(found)

    def regroup(
        self, seeds: Iterable[str], together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
    ) -> list[list[str]]:
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

    def _group(self, ids: list[str], together: tuple[tuple[str, str], ...], apart: tuple[tuple[str, str], ...]) -> list[list[str]]:
        if len(ids) == 1:
            return [ids]
        ids = sorted(ids, key=lambda id: (self.nodes[id].order, id))
        inside = set(ids)
        if len(ids) <= DENSE:
            pairs = list(combinations(ids, 2))
        else:
            pairs = sorted({(min(a, b), max(a, b)) for a in ids for b in self.near(a) & inside})
        rules = Rules(self.kind.threshold, {id: self.kind.marks(self.nodes[id]) for id in ids}, together, apart)
        return cluster(ids, lambda a, b: self.kind.compare(self.nodes[a], self.nodes[b]), pairs, rules)
