"""A space of nodes of one kind (accounts, names of persons, names of channels, commitments) that is grouped bit by bit.

Grouping is a pure function of the set of nodes and the decisions. Adding a node touches only the components of the graph of likely
pairs that it enters, so the rest need not be looked at again; the result is that of grouping everything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from dragoman.register.identity.blocks import Window, neighbours, pushed_apart
from dragoman.register.identity.cluster import Rules, cluster
from dragoman.register.identity.scoring import Match
from dragoman.register.identity.state import KindState, fetch

Pair = tuple[str, str]
NEVER = -100.0
"""Stands for the score of two nodes that cannot be one as things are, and may be when more is known of them."""
C = TypeVar("C", covariant=True)


class Nodes(Protocol[C]):
    """Finds nodes by their ids."""

    def __getitem__(self, id: str, /) -> C: ...

    def get(self, id: str, /) -> C | None: ...

    def __contains__(self, id: str, /) -> bool: ...

    def fetch(self, ids: Iterable[str], /) -> None: ...


class Node(Protocol):
    """Anything with a content-derived id and a canonical order."""

    @property
    def id(self) -> str: ...

    @property
    def order(self) -> tuple[object, ...]: ...


N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Kind(Generic[N]):
    """How nodes of one kind are blocked and compared. ``marks`` are exclusive: two groups that share one are never joined. ``width`` is how
    far apart two nodes that are compared may stand under a key (`blocks`): the more keys two likely ones share, the less of it they need.

    Where a node changes while its keys stay (a name that is mentioned again), ``may_be_one`` says by what never changes of two nodes
    whether they may ever be likely; those are remembered, and the rest need not be compared again. ``told_by_keys`` says that of what nodes
    are compared by nothing ever changes that their keys do not tell.

    ``label`` is kept beside a node's place, where many a node can be told apart from others (``may_meet``) without being looked up."""

    keys: Callable[[N], Iterable[str]]
    sort: Callable[[N], str]
    compare: Callable[[N, N], Match | None]
    marks: Callable[[N], frozenset[str]]
    threshold: float
    width: int = 4
    may_be_one: Callable[[N, N], bool] | None = None
    told_by_keys: bool = False
    label: Callable[[N], tuple[str, ...]] | None = None
    may_meet: Callable[[tuple[str, ...], tuple[str, ...]], bool] = lambda a, b: True


class Space(Generic[N]):
    """Nodes of one kind and the edges between likely pairs. ``nodes`` finds a node by its id; ``state`` is where places, edges and groups
    are kept."""

    def __init__(self, kind: Kind[N], nodes: Nodes[N], state: KindState) -> None:
        self.kind = kind
        self.nodes = nodes
        self.state = state

    def put(self, node: N) -> set[str]:
        """Add a node, or replace the one of its id; `nodes` must know it. Returns the nodes whose groups may change."""
        self._label(node)
        blocks, id = self.state.blocks, node.id
        place, keys = (self.kind.sort(node), id), frozenset(self.kind.keys(node))
        new = blocks.lacking(place, keys)
        if new is not None and not new:
            return self._compare_again(node)
        if new is not None and self.kind.told_by_keys:
            blocks.insert(place, new)
            around = self._around(id, new)
            if not any(len(side) == self.kind.width for window in around for side in window):
                self._link(node, neighbours(around))
                return self._part(around) | {id}
        touched = self._take(id)
        blocks.insert(place, keys)
        around = self._around(id)
        self._link(node, neighbours(around))
        return touched | self._part(around) | {id}

    def note(self, node: N) -> None:
        """Add a new node, of those that `link` compares when all are noted."""
        self._label(node)
        self.state.blocks.note((self.kind.sort(node), node.id), self.kind.keys(node))

    def _label(self, node: N) -> None:
        if self.kind.label is not None:
            self.state.labels[node.id] = self.kind.label(node)

    def link(self, followed: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Compare nodes with those that stand behind them (`Blocks.lay_out`)."""
        fetch(self.state.labels, {id for one, others in followed for id in (one, *others)})
        met = [(id, self._met(id, others)) for id, others in followed]
        self.nodes.fetch({id for one, others in met for id in (one, *others)})
        for id, others in met:
            self._join(self.nodes[id], others)

    def _around(self, id: str, keys: Iterable[str] | None = None) -> list[Window]:
        return self.state.blocks.around(id, self.kind.width, keys)

    def _compare_again(self, node: N) -> set[str]:
        """A node that has changed, while its keys are what they were."""
        if self.kind.told_by_keys:
            return {node.id}
        others = neighbours(self._around(node.id)) if self.kind.may_be_one is None else set(self._edges(node.id))
        touched = self._unlink(node.id)
        self._link(node, others)
        return touched | {node.id}

    def _part(self, around: list[Window]) -> set[str]:
        """Take away the edges of pairs that the node amid these windows keeps too far apart; returns the nodes whose groups may change."""
        touched: set[str] = set()
        pairs = pushed_apart(around, self.kind.width)
        fetch(self.state.edges, {a for a, _ in pairs})
        for a, b in sorted(pairs):
            if b in self._edges(a) and b not in neighbours(self._around(a)):
                touched |= {a, b} if self._edges(a)[b] >= self.kind.threshold else set()
                self._set_edge(a, b, None)
        return touched

    def drop(self, id: str) -> set[str]:
        """Remove a node, if it is there. Returns the nodes whose groups may change."""
        touched = self._take(id)
        if self.kind.label is not None:
            self.state.labels.pop(id, None)
        return touched

    def _take(self, id: str) -> set[str]:
        blocks = self.state.blocks
        brought = pushed_apart(self._around(id), self.kind.width)
        blocks.remove(id)
        touched = self._unlink(id)
        self.nodes.fetch({one for pair in brought for one in pair})
        for a, b in sorted(brought):
            node = self.nodes.get(a)
            if node is not None and self._link(node, (b,)):
                touched |= {a, b}
        return touched

    def _unlink(self, id: str) -> set[str]:
        """Remove a node's edges; returns where likely ones led."""
        likely = self._likely(id)
        for other in self._edges(id):
            self._set_edge(id, other, None)
        return likely

    def _edges(self, id: str) -> Mapping[str, float]:
        return self.state.edges.get(id, {})

    def _likely(self, id: str) -> set[str]:
        return {other for other, score in self._edges(id).items() if score >= self.kind.threshold}

    def _link(self, node: N, others: Iterable[str]) -> bool:
        """Compare a node with others and keep an edge to each that is, or may once be, likely one with it; returns whether any is. A node
        that is about to be dropped may be gone already."""
        met = self._met(node.id, others)
        self.nodes.fetch(met)
        return self._join(node, met)

    def _join(self, node: N, others: Iterable[str]) -> bool:
        found: dict[str, float] = {}
        for id in others:
            other = self.nodes.get(id)
            if other is None:
                continue
            match = self.compare(node, other)
            if match is not None and (self.kind.may_be_one or match.score >= self.kind.threshold):
                found[id] = match.score
            elif self.kind.may_be_one is not None and self.kind.may_be_one(node, other):
                found[id] = NEVER
        fetch(self.state.edges, found)
        for id, score in found.items():
            self._set_edge(node.id, id, score)
        return any(score >= self.kind.threshold for score in found.values())

    def _met(self, id: str, others: Iterable[str]) -> list[str]:
        """Those of the others that their labels do not tell apart from a node."""
        if self.kind.label is None:
            return sorted(others)
        fetch(self.state.labels, (id, *others))
        labels = self.state.labels
        return [other for other in sorted(others) if other in labels and self.kind.may_meet(labels[id], labels[other])]

    def compare(self, a: N, b: N) -> Match | None:
        """What speaks for two nodes being one; None where it is excluded. They are compared the same way round whichever came first."""
        return self.kind.compare(a, b) if a.id <= b.id else self.kind.compare(b, a)

    def _set_edge(self, a: str, b: str, score: float | None) -> None:
        for one, other in ((a, b), (b, a)):
            edges = {id: value for id, value in self._edges(one).items() if id != other} | ({} if score is None else {other: score})
            if edges:
                self.state.edges[one] = edges
            else:
                self.state.edges.pop(one, None)

    def component(self, id: str, bonds: Mapping[str, Iterable[str]]) -> list[str]:
        """The nodes connected with this one by edges or by bonds (human merges), sorted."""
        found, open_ = {id}, {id}
        while open_:
            fetch(self.state.edges, open_)
            met = {other for at in open_ for other in (*self._likely(at), *bonds.get(at, ()))} - found
            self.nodes.fetch(met)
            open_ = {other for other in met if other in self.nodes}
            found |= open_
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
        nodes = {id: self.nodes[id] for id in ids}
        ids = sorted(ids, key=lambda id: (nodes[id].order, id))
        likely = ((a, b) for a in ids for b in self._likely(a) if b in nodes)
        rules = Rules(self.kind.threshold, {id: self.kind.marks(nodes[id]) for id in ids}, together, apart)
        return cluster(ids, likely, lambda a, b: self._score(nodes[a], nodes[b]), rules)

    def _score(self, a: N, b: N) -> float | None:
        """The score of two nodes, remembered if there is an edge between them."""
        known = self._edges(a.id).get(b.id)
        if known is None:
            match = self.compare(a, b)
            return match.score if match else None
        return None if known == NEVER else known
