"""Why accounts, or names, are taken for one: each pair of them with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from dragoman.register.identity.describe import commitment_id, engagement_id
from dragoman.register.identity.scoring import Match
from dragoman.register.records import ChannelRecord, CommitmentRecord, EngagementRecord, PersonRecord, Record
from dragoman.register.resolver import Resolver, channel_id, person_id

MOST_PAIRS = 30


@dataclass(frozen=True)
class Member:
    """An account or a name of an entry: its own id, and what people know it by."""

    id: str
    name: str


@dataclass(frozen=True)
class Pair:
    """Two members and what was weighed; without a match they can be one only through others, or by a human's word."""

    first: Member
    second: Member
    match: Match | None


def members(resolver: Resolver, record: Record) -> list[Member]:
    """The accounts, or the names, that are taken for one entry."""
    return [member for member, _ in _members(resolver, record)]


def pairs(resolver: Resolver, record: Record) -> list[Pair]:
    """The pairs of an entry's members, at most MOST_PAIRS of them."""
    grouping = _grouping(resolver, record)
    if grouping is None:
        return []
    compare = grouping.space.compare
    found = (Pair(one, two, compare(a, b)) for (one, a), (two, b) in combinations(_members(resolver, record), 2))
    return list(islice(found, MOST_PAIRS))


def _grouping(resolver: Resolver, record: Record) -> Any:
    index = resolver.index
    match record:
        case EngagementRecord():
            return index.accounts
        case CommitmentRecord():
            return index.promises
        case PersonRecord():
            return index.persons
        case ChannelRecord():
            return index.channels
        case _:
            return None


def _members(resolver: Resolver, record: Record) -> list[tuple[Member, Any]]:
    grouping = _grouping(resolver, record)
    group = _group(resolver, record)
    if group is None:
        return []
    return [(_member(record, node), node) for node in grouping.nodes(group)]


def _member(record: Record, node: Any) -> Member:
    match record:
        case EngagementRecord():
            return Member(engagement_id(node), node.label)
        case CommitmentRecord():
            return Member(commitment_id(node), node.label)
        case PersonRecord():
            return Member(person_id(node.id), node.name + (f" ({node.party})" if node.party else ""))
        case _:
            return Member(channel_id(node.id), node.name)


def _group(resolver: Resolver, record: Record) -> str | None:
    """The group that an entry was described from; None for one that stands outside identity, such as a statement."""
    grouping = _grouping(resolver, record)
    if grouping is None:
        return None
    home = grouping.home
    return next((home[node] for node in _candidates(resolver, record) if node in home), None)


def _candidates(resolver: Resolver, record: Record) -> Iterable[str]:
    if isinstance(record, EngagementRecord | CommitmentRecord):
        return (f"{source.document}#{source.position}" for source in record.accounts)
    if isinstance(record, PersonRecord):
        return resolver.person_nodes(record.names, record.parties)
    if isinstance(record, ChannelRecord):
        return resolver.channel_nodes(record.id)
    return ()
