"""What an index keeps, behind mappings: in memory here, or in a database that gives mappings of its own.

Nothing in it is truth: all of it follows from documents and decisions and can be made anew.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field

from dragoman.register.identity.accounts import Account, Document, Promise
from dragoman.register.identity.blocks import Blocks, MemoryBlocks
from dragoman.register.identity.sightings import Sightings
from dragoman.register.identity.usages import Usages


class Fetching(ABC):
    """A mapping whose reading costs something, less so for many keys at once."""

    @abstractmethod
    def fetch(self, keys: Iterable[str]) -> None:
        """Read these keys, since they will be asked for."""


def fetch(mapping: object, keys: Iterable[str]) -> None:
    """Tell a mapping which keys it will be asked for; this changes nothing but the time that it takes."""
    if isinstance(mapping, Fetching):
        mapping.fetch(keys)


def note(table: MutableMapping[str, frozenset[str]], key: str, member: str, there: bool) -> None:
    """Put a member into the set of a key, or take it out."""
    members = table.get(key, frozenset())
    members = members | {member} if there else members - {member}
    if members:
        table[key] = members
    else:
        table.pop(key, None)


@dataclass
class KindState:
    """For one kind of node: its places under keys, its edges (node id to the ids of likely partners with their scores), and its groups
    (``home`` from node id to group, ``groups`` from group to the ids of its nodes; a group is named by its first node). ``labels`` give
    what a name is compared by: the name and its party or parties."""

    blocks: Blocks = field(default_factory=MemoryBlocks)
    edges: MutableMapping[str, Mapping[str, float]] = field(default_factory=dict)
    home: MutableMapping[str, str] = field(default_factory=dict)
    groups: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class CopyState:
    """Near-copies: the documents under each band of their signatures, each document's near-copies, and the voice of those that have any."""

    bands: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    copies: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    voices: MutableMapping[str, str] = field(default_factory=dict)


@dataclass
class State:
    """All that an index keeps. ``told`` and ``promised`` are the entries of all documents by their ids; ``names`` and ``titles`` give by
    node id the accounts that use a person's or a channel's name, ``sightings`` and ``usages`` what is kept of the mentions there. Where
    the accounts of one engagement use several names of channels, ``beside`` gives these names by the group of the accounts, ``shared`` the
    groups by each name. ``keepers`` gives by key the accounts of engagements that may keep a promise (`keeping`)."""

    documents: MutableMapping[str, Document] = field(default_factory=dict)
    told: MutableMapping[str, Account] = field(default_factory=dict)
    promised: MutableMapping[str, Promise] = field(default_factory=dict)
    accounts: KindState = field(default_factory=KindState)
    persons: KindState = field(default_factory=KindState)
    channels: KindState = field(default_factory=KindState)
    promises: KindState = field(default_factory=KindState)
    names: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    titles: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    sightings: MutableMapping[str, Sightings] = field(default_factory=dict)
    usages: MutableMapping[str, Usages] = field(default_factory=dict)
    beside: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    shared: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    keepers: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    copies: CopyState = field(default_factory=CopyState)
