"""The groups of one kind of node, kept up to date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.register.identity.space import Node, Pair, Space

N = TypeVar("N", bound=Node)


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

    def regroup(self, seeds: set[str], together: Iterable[Pair], apart: Iterable[Pair]) -> set[str]:
        """Group the components of these nodes again; returns the nodes whose group has changed its members (gone nodes among them)."""
        former = {self.home[seed] for seed in seeds if seed in self.home}
        # what was grouped with a seed before must be looked at again, it may have lost its link
        old = {id for group in former for id in self.groups[group]}
        found = self.space.regroup(seeds | old, together, apart)
        inside = {id for group in found for id in group}
        former |= {self.home[id] for id in inside if id in self.home}
        dissolved = {group: self.groups.pop(group) for group in sorted(former)}
        changed = {id for members in dissolved.values() for id in members if id not in inside}
        for id in changed:
            del self.home[id]
        for group in found:
            self.groups[group[0]] = tuple(group)
            if dissolved.get(group[0]) != tuple(group):
                changed.update(group)
                self.home.update(dict.fromkeys(group, group[0]))
        return changed

    def nodes(self, group: str) -> list[N]:
        """The nodes of a group in canonical order."""
        return [self.space.nodes[id] for id in self.groups[group]]
