"""Identity kept up to date: documents come and go, decisions are made, and only what they touch is grouped again.

`resolve` is the whole in one call. An `Index` gives the same after any sequence of additions and removals that ends with the same documents
and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.register.identity import channels, engagements, persons, promises
from dragoman.register.identity.accounts import Account, ChannelMention, Document, Mention, Promise
from dragoman.register.identity.bindings import Bindings, bind, referred
from dragoman.register.identity.channels import ChannelNode
from dragoman.register.identity.copies import Families
from dragoman.register.identity.decisions import Decision, ItemKind
from dragoman.register.identity.grouping import Grouping
from dragoman.register.identity.persons import PersonNode
from dragoman.register.identity.space import Space


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
    """Documents and decisions with their groups, one grouping for each kind of node."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self.documents: dict[str, Document] = {}
        self.decisions: tuple[Decision, ...] = tuple(decisions)
        self.bindings = Bindings()
        self.families = Families()
        self.accounts: Grouping[Account] = Grouping(Space(engagements.KIND))
        self.persons: Grouping[PersonNode] = Grouping(Space(persons.KIND))
        self.channels: Grouping[ChannelNode] = Grouping(Space(channels.KIND))
        self.promises: Grouping[Promise] = Grouping(Space(promises.KIND))
        self._mentions: dict[str, dict[str, list[Mention]]] = {}
        self._names: dict[str, dict[str, list[ChannelMention]]] = {}

    def update(self, add: Iterable[Document] = (), remove: Iterable[str] = (), decisions: Sequence[Decision] | None = None) -> Touched:
        """Add, replace and remove documents, and replace the decisions by others; returns what was grouped anew."""
        fresh = {document.source.id: document for document in add}
        going = {id for id in (*remove, *fresh) if id in self.documents}
        seeds, before = Touched(), self.bindings
        for id in sorted(going):
            self._take(self.documents.pop(id), seeds)
        self.documents.update(fresh)
        if decisions is not None:
            self.decisions = tuple(decisions)
        if self.decisions and (decisions is not None or (going | fresh.keys()) & referred(self.decisions)):
            self.bindings = bind(self.decisions, self.documents)
        elif not self.decisions:
            self.bindings = Bindings()
        rejections = before.rejected ^ self.bindings.rejected
        for id in {entry.partition(":")[2].partition("#")[0] for entry in rejections} & self.documents.keys() - fresh.keys():
            self._take(self.documents[id], seeds)
            fresh[id] = self.documents[id]
        for _, document in sorted(fresh.items()):
            self._give(document, seeds)
        return self._regroup(seeds, before)

    def _rejected(self, kind: ItemKind, id: str) -> bool:
        return f"{kind}:{id}" in self.bindings.rejected

    def _give(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        if document.signature is not None:
            seeds.documents |= self.families.add(id, document.signature)
        for account in document.accounts:
            if not self._rejected("engagement", account.id):
                seeds.accounts |= self.accounts.put(account)
        for promise in document.promises:
            if not self._rejected("commitment", promise.id):
                seeds.promises |= self.promises.put(promise)
        for mention in document.mentions():
            if not self._rejected("engagement", mention.account.id):
                self._mentions.setdefault(persons.node_id(mention), {}).setdefault(id, []).append(mention)
                seeds.persons.add(persons.node_id(mention))
        for told in document.channels():
            if not self._rejected("engagement", told.account.id):
                self._names.setdefault(channels.node_id(told), {}).setdefault(id, []).append(told)
                seeds.channels.add(channels.node_id(told))

    def _take(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        seeds.documents |= self.families.remove(id)
        for account in document.accounts:
            seeds.accounts |= self.accounts.drop(account.id)
        for promise in document.promises:
            seeds.promises |= self.promises.drop(promise.id)
        for mention in document.mentions():
            self._mentions.get(persons.node_id(mention), {}).pop(id, None)
            seeds.persons.add(persons.node_id(mention))
        for told in document.channels():
            self._names.get(channels.node_id(told), {}).pop(id, None)
            seeds.channels.add(channels.node_id(told))

    def _regroup(self, seeds: Touched, before: Bindings) -> Touched:
        """Group again what may have changed; engagements before channels, which are also known by the engagements that bear their names."""
        after = Touched(documents=seeds.documents)
        for id in sorted(seeds.persons):
            seeds.persons |= self._renew_person(id)
        after.accounts = self._regroup_kind(self.accounts, "engagement", seeds.accounts, before)
        after.persons = self._regroup_kind(self.persons, "person", seeds.persons, before)
        after.promises = self._regroup_kind(self.promises, "commitment", seeds.promises, before)
        moved = (self.accounts.space.nodes.get(id) for id in after.accounts)
        named = {channels.node_id(told) for account in moved if account for told in self.told(account)}
        for id in sorted(seeds.channels | named):
            seeds.channels |= self._renew_channel(id)
        after.channels = self._regroup_kind(self.channels, "channel", seeds.channels, before)
        return after

    def _regroup_kind(self, grouping: Grouping[N], kind: ItemKind, seeds: set[str], before: Bindings) -> set[str]:
        now = self.bindings
        pairs = before.together.get(kind, set()) ^ now.together.get(kind, set()) | before.apart.get(kind, set()) ^ now.apart.get(
            kind, set()
        )
        return grouping.regroup(seeds | {id for pair in pairs for id in pair}, now.together.get(kind, ()), now.apart.get(kind, ()))

    def told(self, account: Account) -> list[ChannelMention]:
        """The account's mention of its channel, with what the document tells of it."""
        return [told for told in self.documents[account.source.id].channels() if told.account.id == account.id]

    def _renew_person(self, id: str) -> set[str]:
        """Make a name's node of all its mentions, or remove it with the last of them."""
        mentions = tuple(mention for _, found in sorted(self._mentions.get(id, {}).items()) for mention in found)
        if not mentions:
            self._mentions.pop(id, None)
            return self.persons.drop(id)
        return self.persons.put(PersonNode(mentions[0].name, mentions[0].party, mentions))

    def _renew_channel(self, id: str) -> set[str]:
        mentions = tuple(told for _, found in sorted(self._names.get(id, {}).items()) for told in found)
        if not mentions:
            self._names.pop(id, None)
            return self.channels.drop(id)
        groups = frozenset(self.accounts.home[told.account.id] for told in mentions)
        name = min(told.name for told in mentions)
        return self.channels.put(ChannelNode(name, channels.parties_of(mentions[0]), mentions, groups))
