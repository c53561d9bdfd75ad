"""Identity kept up to date: documents come and go, decisions are made, and only what they touch is grouped again.

The groups are the same after any sequence of updates that ends with the same documents and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.register.identity import channels, engagements, persons, promises
from dragoman.register.identity.accounts import Account, ChannelMention, Document, Promise
from dragoman.register.identity.bindings import Bindings, bind, referred
from dragoman.register.identity.channels import ChannelNode
from dragoman.register.identity.copies import Families
from dragoman.register.identity.decisions import Decision, ItemKind
from dragoman.register.identity.grouping import Grouping
from dragoman.register.identity.nodes import Finder, Nodes
from dragoman.register.identity.persons import PersonNode
from dragoman.register.identity.space import Space
from dragoman.register.identity.state import State


@dataclass
class Touched:
    """Node ids by kind whose groups have changed their members, and documents whose family of near-copies has; gone ones among them."""

    accounts: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)
    promises: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


N = TypeVar("N", Account, PersonNode, ChannelNode, Promise)


class Index:
    """Documents and decisions with their groups, one grouping for each kind of node. ``state`` is where everything is kept; an index on a
    state that an earlier index filled with the same decisions goes on where that one ended."""

    def __init__(self, decisions: Sequence[Decision] = (), state: State | None = None) -> None:
        self.state = state or State()
        self.documents = self.state.documents
        self.decisions: tuple[Decision, ...] = tuple(decisions)
        self.families = Families(self.state.copies)
        self._finder = find = Finder(self.state)
        self._person_nodes, self._channel_nodes = Nodes(find.person, keep=True), Nodes(find.channel, keep=True)
        self.accounts = Grouping(Space(engagements.KIND, Nodes(find.account, keep=False), self.state.accounts))
        self.persons = Grouping(Space(persons.KIND, self._person_nodes, self.state.persons))
        self.channels = Grouping(Space(channels.KIND, self._channel_nodes, self.state.channels))
        self.promises = Grouping(Space(promises.KIND, Nodes(find.promise, keep=False), self.state.promises))
        if self.decisions and self.documents:
            self._finder.bindings = bind(self.decisions, self.documents)

    @property
    def bindings(self) -> Bindings:
        """What the decisions mean for the present readings."""
        return self._finder.bindings

    def update(self, add: Iterable[Document] = (), remove: Iterable[str] = (), decisions: Sequence[Decision] | None = None) -> Touched:
        """Add, replace and remove documents, and replace the decisions by others; returns what was grouped anew."""
        fresh = {document.source.id: document for document in add}
        going = {id for id in (*remove, *fresh) if id in self.documents}
        seeds, before = Touched(), self.bindings
        for id in sorted(going):
            self._take(self.documents[id], seeds)
            del self.documents[id]
        self.documents.update(fresh)
        if decisions is not None:
            self.decisions = tuple(decisions)
        if decisions is not None or (going | fresh.keys()) & referred(self.decisions):
            after = bind(self.decisions, self.documents)
            # documents of which an entry was rejected, or is no longer, are given anew
            for id in {entry.partition(":")[2].partition("#")[0] for entry in before.rejected ^ after.rejected}:
                if id in self.documents and id not in fresh:
                    self._take(self.documents[id], seeds)
                    fresh[id] = self.documents[id]
            self._finder.bindings = after
        for _, document in sorted(fresh.items()):
            self._give(document, seeds)
        return self._regroup(seeds, before)

    def _give(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        if document.signature is not None:
            seeds.documents |= self.families.add(id, document.signature, lambda other: self.documents[other].signature)
        for account in document.accounts:
            if account.id in self.accounts.space.nodes:
                seeds.accounts |= self.accounts.put(account)
        for promise in document.promises:
            if promise.id in self.promises.space.nodes:
                seeds.promises |= self.promises.put(promise)
        for node in {persons.node_id(mention) for mention in self._finder.mentions(document)}:
            self.state.names[node] = self.state.names.get(node, frozenset()) | {id}
            seeds.persons.add(node)
        for node in {channels.node_id(told) for told in self._finder.titles(document)}:
            self.state.titles[node] = self.state.titles.get(node, frozenset()) | {id}
            seeds.channels.add(node)

    def _take(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        if document.signature is not None:
            seeds.documents |= self.families.remove(id, document.signature)
        for account in document.accounts:
            seeds.accounts |= self.accounts.drop(account.id)
        for promise in document.promises:
            seeds.promises |= self.promises.drop(promise.id)
        for where, into, nodes in (
            (self.state.names, seeds.persons, {persons.node_id(mention) for mention in document.mentions()}),
            (self.state.titles, seeds.channels, {channels.node_id(told) for told in document.channels()}),
        ):
            into |= nodes
            for node in nodes:
                left = where.get(node, frozenset()) - {id}
                if left:
                    where[node] = left
                else:
                    where.pop(node, None)

    def _regroup(self, seeds: Touched, before: Bindings) -> Touched:
        """Group again what may have changed; engagements before channels, which are also known by the engagements that bear their names."""
        after = Touched(documents=seeds.documents)
        after.accounts = self._regroup_kind(self.accounts, "engagement", seeds.accounts, before)
        after.promises = self._regroup_kind(self.promises, "commitment", seeds.promises, before)
        seeds.persons |= self._renew(self.persons, self._person_nodes, seeds.persons)
        after.persons = self._regroup_kind(self.persons, "person", seeds.persons, before)
        here = [self.accounts.space.nodes[id] for id in after.accounts if id in self.accounts.space.nodes]
        named = {channels.node_id(told) for account in here for told in self.told(account)}
        seeds.channels |= self._renew(self.channels, self._channel_nodes, seeds.channels | named)
        after.channels = self._regroup_kind(self.channels, "channel", seeds.channels, before)
        return after

    def _renew(self, grouping: Grouping[N], nodes: Nodes[N], ids: set[str]) -> set[str]:
        """Make the nodes of names again from all their mentions, or remove them with the last of these."""
        nodes.forget(ids)
        touched: set[str] = set()
        for id in sorted(ids):
            touched |= grouping.put(nodes[id]) if id in nodes else grouping.drop(id)
        return touched

    def _regroup_kind(self, grouping: Grouping[N], kind: ItemKind, seeds: set[str], before: Bindings) -> set[str]:
        now = self.bindings
        changed = (before.together.get(kind, set()) ^ now.together.get(kind, set())) | (
            before.apart.get(kind, set()) ^ now.apart.get(kind, set())
        )
        return grouping.regroup(seeds | {id for pair in changed for id in pair}, now.together.get(kind, ()), now.apart.get(kind, ()))

    def told(self, account: Account) -> list[ChannelMention]:
        """The account's mention of its channel, with what the document tells of it."""
        return [told for told in self.documents[account.source.id].channels() if told.account.id == account.id]
