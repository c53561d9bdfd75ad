"""Identity kept in step with the register's tables: what is one engagement, person, channel, commitment across all documents."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dragoman.model import Channel, Reading, Statement
from dragoman.register import identity
from dragoman.register.batches import batched
from dragoman.register.decisions import for_identity
from dragoman.register.entries import SOURCE, source_of
from dragoman.register.identity import channels, keeping, persons
from dragoman.register.identity.accounts import Account, content_id
from dragoman.register.identity.bindings import referred
from dragoman.register.identity.decisions import Undo
from dragoman.register.identity.describe import commitment_id, engagement_id
from dragoman.register.identity.state import fetch, note
from dragoman.register.session import Session
from dragoman.register.stored import StoredState

_AT_ONCE = 500


@dataclass
class Affected:
    """What must be described anew, and the ids under which it stood."""

    accounts: set[str] = field(default_factory=set)
    promises: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    """Names of persons (the ids of their nodes)."""
    channels: set[str] = field(default_factory=set)
    """Names of channels."""
    statements: set[str] = field(default_factory=set)
    """Documents whose statements are affected."""
    aliases: set[str] = field(default_factory=set)


def speaker_node(statement: Statement) -> str:
    """The name that a statement's speaker has among persons."""
    return content_id("pn", statement.speaker, statement.party or "")


def spoken(document: str, at: int, statement: Statement) -> str:
    """Where a statement stands, and how sure it is: ``<document>#<index>/<confidence>``."""
    return f"{document}#{at}/{statement.confidence}"


def told_node(channel: Channel) -> str:
    """The name that a channel's own entry has among channels."""
    return content_id("cn", channel.name.casefold(), *channel.parties)


class Resolver:
    """An identity index on the register's tables, brought up to date under the register's write lock."""

    def __init__(self, connection: Connection, *, fresh: bool = False) -> None:
        self._stored = StoredState(connection, loaded, fresh=fresh)
        self.speakers, self.told, self.tellings = self._stored.speakers, self._stored.told, self._stored.tellings
        self.index = identity.Index(for_identity(connection), self._stored.state)

    def bind(self, connection: Connection) -> None:
        """Go on in a new transaction, if nobody else has changed the register since the last."""
        self._stored.session.bind(connection)

    def update(self, connection: Connection, before: Sequence[identity.Document], after: Sequence[identity.Document]) -> Affected:
        """Documents as they were before and are now; returns what that affects."""
        known = {document.source.id for document in before}
        out, held = Affected(statements=known | {document.source.id for document in after}), list[Account]()
        for document in before:
            self.index.documents[document.source.id] = document
            self._note(document, there=False)
            self._mark(document, out, held)
        self._stored.documents.hide(document.source.id for document in after if document.source.id not in known)
        touched = self.index.update(add=after)
        for document in after:
            self._note(document, there=True)
        self._finish(touched, out, held, out.statements)
        return out

    def fill(self, documents: Sequence[identity.Document]) -> None:
        """Documents where none of them was before, when everything is made anew; `group` must follow the last of them."""
        self._stored.documents.hide(document.source.id for document in documents)
        self.index.fill(documents)
        for document in documents:
            self._note(document, there=True)
        self._stored.flush()

    def group(self) -> None:
        """Make the groups of all that was filled in."""
        self.index.group(self.relieve)

    def relieve(self) -> None:
        """Let go of what is in memory, if that is too much."""
        self._stored.flush()

    def everything(self) -> Affected:
        """All that there is to describe, each group by its name."""
        index = self.index
        return Affected(
            accounts=set(index.accounts.groups),
            promises=set(index.promises.groups),
            persons={*index.persons.groups, *self._outside(index.persons.home, self.speakers)},
            channels={*index.channels.groups, *self._outside(index.channels.home, self.told)},
            statements=set(index.documents),
        )

    def _outside(self, home: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
        """Those of the names that are in no group."""
        for some in batched(sorted(names), _AT_ONCE):
            fetch(home, some)
            yield from (name for name in some if name not in home)
            self.relieve()

    def decide(self, connection: Connection) -> Affected:
        """Heed the decisions that were made since the last time; returns what they affect."""
        decisions = for_identity(connection)
        concerned = _concerned(self.index.decisions, decisions)
        out, held = Affected(), list[Account]()
        self._finish(self.index.update(decisions=decisions), out, held, concerned)
        return out

    def person_nodes(self, names: Iterable[str], parties: Iterable[str]) -> list[str]:
        """The nodes of names that are used, with one of these parties or none."""
        found = (content_id("pn", name, party) for name in names for party in (*parties, ""))
        return [node for node in found if node in self.index.persons.home]

    def channel_nodes(self, identifier: str) -> tuple[str, ...]:
        """The nodes of the names of the channel with an id."""
        groups = self.index.channels.groups
        return next((groups[group] for group in groups if channel_id(group) == identifier), ())

    def _finish(self, touched: identity.Touched, out: Affected, held: list[Account], concerned: set[str]) -> None:
        for id in sorted(touched.documents | concerned):
            if id in self.index.documents:
                self._mark(self.index.documents[id], out, held)
        self._spread(touched, out, held)
        self._stored.flush()

    def _note(self, document: identity.Document, there: bool) -> None:
        """Remember, or forget, where a document's speakers and channels stand, and what could keep its promises."""
        id, reading = document.source.id, document.reading
        for table, places in (
            (self.told, [(told_node(channel), f"{id}#{at}") for at, channel in enumerate(reading.channels)]),
            (self.speakers, [(speaker_node(statement), spoken(id, at, statement)) for at, statement in enumerate(reading.statements)]),
            (self._stored.promised, [(key, promise.id) for promise in document.promises for key in keeping.waits_under(promise)]),
        ):
            table.fetch(key for key, _ in places)
            for key, place in places:
                note(table, key, place, there)
        for telling in document.tellings:
            if there:
                self.tellings[telling.id] = telling
            else:
                self.tellings.pop(telling.id, None)

    def _mark(self, document: identity.Document, out: Affected, held: list[Account]) -> None:
        """All that a document tells is affected."""
        out.accounts.update(account.id for account in document.accounts)
        out.promises.update(promise.id for promise in document.promises)
        out.aliases.update(engagement_id(account) for account in document.accounts)
        out.aliases.update(commitment_id(promise) for promise in document.promises)
        out.persons.update(persons.node_id(mention) for mention in document.mentions())
        out.persons.update(map(speaker_node, document.reading.statements))
        out.channels.update(channels.node_id(mention) for mention in document.channels())
        out.channels.update(map(told_node, document.reading.channels))
        held += document.accounts

    def _spread(self, touched: identity.Touched, out: Affected, held: list[Account]) -> None:
        """From what was grouped anew to what speaks of it."""
        index = self.index
        out.accounts |= touched.accounts
        out.promises |= touched.promises
        out.persons |= touched.persons
        out.channels |= touched.channels
        for node in touched.moved:
            # accounts and statements name the person or channel, not its spellings
            out.accounts |= index.state.names.get(node, frozenset()) | index.state.titles.get(node, frozenset())
            out.statements.update(place.partition("#")[0] for place in self.speakers.get(node, ()))
        nodes, promised = index.accounts.space.nodes, index.promises.space.nodes
        nodes.fetch(out.accounts)
        out.promises |= self._kept_by([*held, *(nodes[id] for id in sorted(touched.accounts) if id in nodes)])
        promised.fetch(out.promises)
        out.aliases.update(engagement_id(nodes[id]) for id in out.accounts if id in nodes)
        out.aliases.update(commitment_id(promised[id]) for id in out.promises if id in promised)
        out.aliases.update(person_id(node) for node in out.persons)
        out.aliases.update(channel_id(node) for node in out.channels)

    def _kept_by(self, held: Sequence[Account]) -> set[str]:
        """The promises that the engagements of these accounts keep."""
        promised, waiting = self.index.promises.space.nodes, self._stored.promised
        years = {account.id: {keeping.year_of(key) for key in keeping.stands_under(account)} for account in held}
        waiting.fetch(key for keys in years.values() for key in keys)
        met = {account.id: {id for key in years[account.id] for id in waiting.get(key, ())} for account in held}
        promised.fetch(id for ids in met.values() for id in ids)
        return {id for account in held for id in met[account.id] if id in promised and keeping.keeps(promised[id], account)}


def _concerned(old: Sequence[identity.Decision], new: Sequence[identity.Decision]) -> set[str]:
    """The documents of entries that newly made decisions, and those that they take back, speak of."""
    known = {decision.id for decision in old}
    by_id = {decision.id: decision for decision in new}
    fresh = [decision for decision in new if decision.id not in known]
    for decision in fresh:  # grows while it is gone through: an undoing concerns what it undoes
        if isinstance(decision, Undo) and decision.decision in by_id:
            fresh.append(by_id[decision.decision])
    return referred(fresh)


def load(connection: Connection, identifiers: Sequence[str]) -> Iterator[identity.Document]:
    """Documents as identity sees them."""
    return loaded(Session(connection), identifiers)


def known(connection: Connection, readings: Mapping[str, Reading | None]) -> Iterator[identity.Document]:
    """The same for documents whose readings are at hand."""
    statement = f"SELECT {SOURCE}, p.signature FROM provenance p WHERE p.document IN"
    for *standing, signature in Session(connection).among(statement, (), list(readings)):
        source = source_of(*standing)
        yield identity.Document(source, readings[source.id] or Reading(), tuple(json.loads(signature)))


def loaded(session: Session, identifiers: Sequence[str]) -> Iterator[identity.Document]:
    """The same, in the session of a transaction."""
    statement = (
        f"SELECT {SOURCE}, p.signature, r.json FROM provenance p LEFT JOIN readings r ON r.document = p.document WHERE p.document IN"
    )
    for *known, signature, reading in session.among(statement, (), identifiers):
        told = Reading.from_json(zlib.decompress(reading)) if reading else Reading()
        yield identity.Document(source_of(*known), told, tuple(json.loads(signature)))


def person_id(node: str) -> str:
    """The id that a name's person has, or had while the name was the first."""
    return content_id("p", node)


def channel_id(node: str) -> str:
    """The id that a name's channel has, or had while the name was the first."""
    return content_id("c", node)
