"""The groups of one kind of node, kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from dragoman.register.batches import batched
from dragoman.register.identity.space import Node, Pair, Space
from dragoman.register.identity.state import fetch

N = TypeVar("N", bound=Node)
_AT_ONCE = 500


@dataclass(frozen=True)
class Regrouped:
    """What a regrouping did: the nodes whose group has other members now, and those among them that are in another group; gone nodes are
    among both. ``groups`` are all that were looked at, as they were named before and are now."""

    changed: set[str]
    moved: set[str]
    groups: set[str]


class Grouping(Generic[N]):
    """Which nodes are one: ``home`` gives by node id its group, named by the group's first node, and ``groups`` the nodes of each."""

    def __init__(self, space: Space[N]) -> None:
        self.space = space
        self.home = space.state.home
        self.groups = space.state.groups

    def put(self, node: N) -> set[str]:
        """Add or replace a node; returns those to group again."""
        return self.space.put(node)

    def drop(self, id: str) -> set[str]:
        """Remove a node, if it is there; returns those to group again."""
        return self.space.drop(id) | {id}

    def regroup(self, seeds: set[str], together: Iterable[Pair], apart: Iterable[Pair]) -> Regrouped:
        """Group the components of these nodes again."""
        fetch(self.home, seeds)
        former = {self.home[seed] for seed in seeds if seed in self.home}
        fetch(self.groups, former)
        # what was grouped with a seed before must be looked at again, it may have lost its link
        old = {id for group in former for id in self.groups[group]}
        found = self.space.regroup(seeds | old, together, apart)
        inside = {id for group in found for id in group}
        fetch(self.home, inside)
        former |= {self.home[id] for id in inside if id in self.home}
        fetch(self.groups, former)
        dissolved = {group: self.groups.pop(group) for group in sorted(former)}
        changed = {id for members in dissolved.values() for id in members if id not in inside}
        moved = set(changed)
        for id in changed:
            del self.home[id]
        for group in found:
            self.groups[group[0]] = tuple(group)
            if dissolved.get(group[0]) != tuple(group):
                changed.update(group)
                moved.update(id for id in group if self.home.get(id) != group[0])
                self.home.update(dict.fromkeys(group, group[0]))
        return Regrouped(changed, moved, former | {group[0] for group in found})

    def group(self, together: Iterable[Pair], apart: Iterable[Pair], relieve: Callable[[], None]) -> Iterator[set[str]]:
        """Compare and group all nodes, none of which was grouped before; gives the groups as they are made."""
        ids, followed = list[str](), self.space.state.blocks.lay_out(self.space.kind.width)
        while lot := list(islice(followed, _AT_ONCE)):
            self.space.link(lot)
            ids += [id for id, _ in lot]
            relieve()
        for some in batched(ids, _AT_ONCE):
            fetch(self.home, some)
            yield self.regroup({id for id in some if id not in self.home}, together, apart).groups
            relieve()

    def nodes(self, group: str) -> list[N]:
        """The nodes of a group in canonical order."""
        ids = self.groups[group]
        self.space.nodes.fetch(ids)
        return [self.space.nodes[id] for id in ids]
