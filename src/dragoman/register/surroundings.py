"""Which documents an entry depends on: those whose accounts or names were weighed together with its own, now or in a former reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.model import Reading
from dragoman.register import identity
from dragoman.register.identity import channels, engagements, keeping, persons, promises
from dragoman.register.identity.accounts import content_id
from dragoman.register.identity.bindings import referred
from dragoman.register.records import ChannelRecord, CommitmentRecord, EngagementRecord, PersonRecord, Record
from dragoman.register.resolver import Resolver, speaker_node, told_node
from dragoman.register.schema import former_readings


def nodes_of(resolver: Resolver, record: Record) -> tuple[str, ...]:
    """The accounts or names that are one entry, by the ids of their nodes."""
    if isinstance(record, PersonRecord):
        spoken = (content_id("pn", name, party) for name in record.names for party in (*record.parties, ""))
        return (*resolver.person_nodes(record.names, record.parties), *(node for node in spoken if node in resolver.speakers))
    if isinstance(record, ChannelRecord):
        return tuple(resolver.channel_nodes(record.id)) or tuple(
            told_node(channel)
            for source in record.accounts
            for channel in resolver.index.documents[source.document].reading.channels
            if channel.name in record.names
        )
    return tuple(f"{source.document}#{source.position}" for source in record.accounts)


def surroundings(connection: Connection, resolver: Resolver, record: Record) -> set[str]:
    """The ids of all documents that may have had a part in what the register says of an entry."""
    index, nodes = resolver.index, nodes_of(resolver, record)
    found = {source.document for source in record.accounts}
    if isinstance(record, EngagementRecord):
        found |= _told_of(_component(index.accounts, nodes, index.bindings.together.get("engagement", ())))
    elif isinstance(record, CommitmentRecord):
        found |= _told_of(_component(index.promises, nodes, index.bindings.together.get("commitment", ())))
        found |= _told_of(_keeping(index, nodes))
    elif isinstance(record, PersonRecord):
        for node in _component(index.persons, nodes, index.bindings.together.get("person", ())):
            found |= _told_of(index.state.names.get(node, ()))
        found |= _told_of(place for node in nodes for place in resolver.speakers.get(node, ()))
    elif isinstance(record, ChannelRecord):
        for node in _component(index.channels, nodes, index.bindings.together.get("channel", ())):
            found |= _told_of((*index.state.titles.get(node, ()), *resolver.told.get(node, ())))
    found |= set(_formerly(connection, record, _keys(index, record, nodes), found))
    return _with_decisions(index, found | {copy for id in found for copy in index.state.copies.copies.get(id, ())})


def _told_of(places: Iterable[str]) -> set[str]:
    """The documents of places: ``<document>#<index>``."""
    return {place.partition("#")[0] for place in places}


def _component(grouping: Any, nodes: Iterable[str], together: Iterable[tuple[str, str]]) -> set[str]:
    """All nodes that are connected with these by likeness or by a human's word."""
    bonds: dict[str, list[str]] = {}
    for a, b in together:
        bonds.setdefault(a, []).append(b)
        bonds.setdefault(b, []).append(a)
    return {one for node in nodes if node in grouping.space.nodes for one in grouping.space.component(node, bonds)}


def _keeping(index: identity.Index, nodes: Sequence[str]) -> set[str]:
    """The accounts of engagements that keep a commitment, with those that are weighed together with them."""
    told, accounts = index.promises.space.nodes, index.accounts.space.nodes
    kept = {
        id
        for node in nodes
        if node in told
        for keys in keeping.sought_under(told[node])
        for key in keys
        for id in index.state.keepers.get(key, ())
        if keeping.keeps(told[node], accounts[id])
    }
    return _component(index.accounts, kept, index.bindings.together.get("engagement", ()))


def _keys(index: identity.Index, record: Record, nodes: Sequence[str]) -> frozenset[str]:
    """By what a former reading would have met the entry: keys of accounts, ids of names."""
    if isinstance(record, EngagementRecord):
        return frozenset(key for node in nodes for key in engagements.keys(index.accounts.space.nodes[node]))
    if isinstance(record, CommitmentRecord):
        return frozenset(key for node in nodes for key in promises.keys(index.promises.space.nodes[node]))
    return frozenset(nodes)


def _formerly(connection: Connection, record: Record, keys: frozenset[str], known: set[str]) -> Iterator[str]:
    """Documents of which a former reading, but not the present one, may have told of the entry."""
    hints = [f'"{party}"'.encode() for party in getattr(record, "parties", ())] or [b""]
    rows = connection.execution_options(yield_per=200).execute(select(former_readings.c.document, former_readings.c.json))
    for row in rows:
        if row.document not in known and any(hint in row.json for hint in hints):
            former = identity.Document(identity.Source(row.document, row.document), Reading.from_json(row.json))
            if not keys.isdisjoint(_known_by(former, record)):
                yield row.document


def _known_by(document: identity.Document, record: Record) -> Iterator[str]:
    if isinstance(record, EngagementRecord):
        for account in document.accounts:
            yield from engagements.keys(account)
    elif isinstance(record, CommitmentRecord):
        for promise in document.promises:
            yield from promises.keys(promise)
    elif isinstance(record, PersonRecord):
        yield from map(persons.node_id, document.mentions())
        yield from map(speaker_node, document.reading.statements)
    elif isinstance(record, ChannelRecord):
        yield from map(channels.node_id, document.channels())
        yield from map(told_node, document.reading.channels)


def _with_decisions(index: identity.Index, found: set[str]) -> set[str]:
    """The documents with all others that a decision on one of them speaks of: it cannot be heeded without them."""
    growing = True
    while growing:
        more = {id for decision in index.decisions if (named := referred([decision])) & found for id in named}
        growing = not more <= found
        found = found | more
    return found
