"""Identity kept up to date: documents come and go, decisions are made, and only what they touch is grouped again.

The groups are the same after any sequence of updates that ends with the same documents and decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol, Self, TypeVar

from dragoman.register.batches import batched
from dragoman.register.identity import channels, engagements, keeping, persons, promises
from dragoman.register.identity.accounts import Account, ChannelMention, Document, Mention, Promise
from dragoman.register.identity.bindings import Bindings, bind, referred
from dragoman.register.identity.channels import ChannelNode
from dragoman.register.identity.copies import Families
from dragoman.register.identity.decisions import Decision, ItemKind
from dragoman.register.identity.grouping import Grouping, Regrouped
from dragoman.register.identity.nodes import Finder, Nodes
from dragoman.register.identity.persons import PersonNode
from dragoman.register.identity.sightings import sightings
from dragoman.register.identity.space import Space
from dragoman.register.identity.state import State, fetch, note
from dragoman.register.identity.usages import usages

_AT_ONCE = 500


@dataclass
class Touched:
    """Node ids by kind whose groups have changed their members, and documents whose family of near-copies has; gone ones among them.
    ``moved`` are the names of persons and of channels that stand for another one than before, or for none."""

    accounts: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)
    promises: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


N = TypeVar("N", Account, PersonNode, ChannelNode, Promise)
M = TypeVar("M", Mention, ChannelMention)
S = TypeVar("S", bound="_Sum")
_Names = tuple[MutableMapping[str, frozenset[str]], MutableMapping[str, tuple[str, ...]], MutableMapping[str, Any], set[str], set[str]]


class _Sum(Protocol):
    def and_also(self, other: Self, /) -> Self: ...


class Index:
    """Documents and decisions with their groups, one grouping for each kind of node. ``state`` is where everything is kept; an index on a
    state that an earlier index filled with the same decisions goes on where that one ended."""

    def __init__(self, decisions: Sequence[Decision] = (), state: State | None = None) -> None:
        self.state = state or State()
        self.documents = self.state.documents
        self.decisions: tuple[Decision, ...] = tuple(decisions)
        self.families = Families(self.state.copies)
        self._finder = find = Finder(self.state)
        self._person_nodes = Nodes(find.person, self.state.persons.labels, keep=True)
        self._channel_nodes = Nodes(find.channel, self.state.channels.labels, keep=True)
        told = Nodes(find.account, self.state.told, keep=False, stands=find.account_stands)
        promised = Nodes(find.promise, self.state.promised, keep=False, stands=find.promise_stands)
        self.accounts = Grouping(Space(engagements.KIND, told, self.state.accounts))
        self.persons = Grouping(Space(persons.KIND, self._person_nodes, self.state.persons))
        self.channels = Grouping(Space(channels.KIND, self._channel_nodes, self.state.channels))
        self.promises = Grouping(Space(promises.KIND, promised, self.state.promises))
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

    def fill(self, documents: Iterable[Document]) -> None:
        """Documents where none of them was before. `group` must follow the last of them, before anything is asked."""
        fresh = {document.source.id: document for document in documents}
        self.documents.update(fresh)
        if fresh.keys() & referred(self.decisions):
            self._finder.bindings = bind(self.decisions, self.documents)
        for _, document in sorted(fresh.items()):
            self._keep(document, Touched())
            for account in document.accounts:
                if account.id in self.accounts.space.nodes:
                    self.accounts.space.note(account)
            for promise in document.promises:
                if promise.id in self.promises.space.nodes:
                    self.promises.space.note(promise)

    def group(self, relieve: Callable[[], None] = lambda: None) -> None:
        """Compare and group all that `fill` has kept; the groups are those of an update with all of it. ``relieve`` is called now and then:
        what is in memory may be let go of then."""
        for groups in self._grouped(self.accounts, "engagement", relieve):
            self._beside(groups)
        self._note_names(self._person_nodes, self.persons, relieve)
        self._note_names(self._channel_nodes, self.channels, relieve)
        for _ in chain(
            self._grouped(self.promises, "commitment", relieve),
            self._grouped(self.persons, "person", relieve),
            self._grouped(self.channels, "channel", relieve),
        ):
            pass

    def _grouped(self, grouping: Grouping[N], kind: ItemKind, relieve: Callable[[], None]) -> Iterator[set[str]]:
        return grouping.group(self.bindings.together.get(kind, ()), self.bindings.apart.get(kind, ()), relieve)

    @staticmethod
    def _note_names(nodes: Nodes[N], grouping: Grouping[N], relieve: Callable[[], None]) -> None:
        for some in batched(sorted(grouping.space.state.labels), _AT_ONCE):
            nodes.fetch(some)
            for id in some:
                grouping.space.note(nodes[id])
            relieve()

    def _give(self, document: Document, seeds: Touched) -> None:
        self._keep(document, seeds)
        for account in document.accounts:
            if account.id in self.accounts.space.nodes:
                seeds.accounts |= self.accounts.put(account)
        for promise in document.promises:
            if promise.id in self.promises.space.nodes:
                seeds.promises |= self.promises.put(promise)

    def _keep(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        if document.signature is not None:
            seeds.documents |= self.families.add(id, document.signature, lambda other: self.documents[other].signature)
        self.state.told.update((account.id, account) for account in document.accounts)
        self.state.promised.update((promise.id, promise) for promise in document.promises)
        for account in document.accounts:
            if account.id in self.accounts.space.nodes:
                self._stand(account, there=True)
        mentions, titles = self._finder.mentions(document), self._finder.titles(document)
        named = [(persons.node_id(one), (one.name, one.party or ""), one.account.id) for one in mentions]
        titled = [(channels.node_id(one), channels.label(one), one.account.id) for one in titles]
        _add(self.state.sightings, self.state.names, ((persons.node_id(one), one) for one in mentions), sightings)
        _add(self.state.usages, self.state.titles, ((channels.node_id(one), one) for one in titles), usages)
        seeds.persons |= _note(self.state.names, self.state.persons.labels, named)
        seeds.channels |= _note(self.state.titles, self.state.channels.labels, titled)

    def _take(self, document: Document, seeds: Touched) -> None:
        id = document.source.id
        if document.signature is not None:
            seeds.documents |= self.families.remove(id, document.signature)
        for account in document.accounts:
            seeds.accounts |= self.accounts.drop(account.id)
            self._stand(account, there=False)
            self.state.told.pop(account.id, None)
        for promise in document.promises:
            seeds.promises |= self.promises.drop(promise.id)
            self.state.promised.pop(promise.id, None)
        gone = frozenset(account.id for account in document.accounts)
        state = self.state
        of_persons, of_channels = map(persons.node_id, document.mentions()), map(channels.node_id, document.channels())
        kinds: tuple[_Names, ...] = (
            (state.names, state.persons.labels, state.sightings, seeds.persons, set(of_persons)),
            (state.titles, state.channels.labels, state.usages, seeds.channels, set(of_channels)),
        )
        for where, labels, kept, into, nodes in kinds:
            into |= nodes
            for node in nodes:
                kept.pop(node, None)
                left = where.get(node, frozenset()) - gone
                if left:
                    where[node] = left
                else:
                    where.pop(node, None)
                    labels.pop(node, None)

    def _stand(self, account: Account, there: bool) -> None:
        """Note, or forget, an account where promises are sought that its engagement may keep."""
        keys = keeping.stands_under(account)
        fetch(self.state.keepers, keys)
        for key in keys:
            note(self.state.keepers, key, account.id, there)

    def _regroup(self, seeds: Touched, before: Bindings) -> Touched:
        """Group again what may have changed; engagements before channels, which are also known by the engagements that bear their names."""
        after = Touched(documents=seeds.documents)
        accounts_ = self._regroup_kind(self.accounts, "engagement", seeds.accounts, before)
        after.promises = self._regroup_kind(self.promises, "commitment", seeds.promises, before).changed
        seeds.persons |= self._renew(self.persons, self._person_nodes, seeds.persons)
        persons_ = self._regroup_kind(self.persons, "person", seeds.persons, before)
        seeds.channels |= self._beside(accounts_.groups)
        seeds.channels |= self._renew(self.channels, self._channel_nodes, seeds.channels)
        channels_ = self._regroup_kind(self.channels, "channel", seeds.channels, before)
        after.accounts, after.persons, after.channels = accounts_.changed, persons_.changed, channels_.changed
        after.moved = persons_.moved | channels_.moved
        return after

    def _beside(self, groups: set[str]) -> set[str]:
        """Note anew which names of channels stand beside one another in these groups of accounts; returns those for which that changed."""
        fetch(self.accounts.groups, groups)
        fetch(self.state.beside, groups)
        self.accounts.space.nodes.fetch(id for group in groups for id in self.accounts.groups.get(group, ()))
        changed: set[str] = set()
        for group in sorted(groups):
            told = map(self._finder.told, self.accounts.nodes(group) if group in self.accounts.groups else ())
            names = frozenset(channels.node_id(one) for one in told if one is not None)
            before, now = self.state.beside.get(group, frozenset()), names if len(names) > 1 else frozenset()
            for name in before ^ now:
                note(self.state.beside, group, name, name in now)
                note(self.state.shared, name, group, name in now)
            changed |= before ^ now
        return changed

    def _renew(self, grouping: Grouping[N], nodes: Nodes[N], ids: set[str]) -> set[str]:
        """Make the nodes of names again from all their mentions, or remove them with the last of these."""
        nodes.forget(ids)
        nodes.fetch(ids)
        touched: set[str] = set()
        for id in sorted(ids):
            node = nodes.get(id)
            touched |= grouping.drop(id) if node is None else grouping.put(node)
        return touched

    def _regroup_kind(self, grouping: Grouping[N], kind: ItemKind, seeds: set[str], before: Bindings) -> Regrouped:
        now = self.bindings
        changed = (before.together.get(kind, set()) ^ now.together.get(kind, set())) | (
            before.apart.get(kind, set()) ^ now.apart.get(kind, set())
        )
        return grouping.regroup(seeds | {id for pair in changed for id in pair}, now.together.get(kind, ()), now.apart.get(kind, ()))

    def told(self, account: Account) -> ChannelMention | None:
        """The account's mention of its channel, with what the document tells of it; None if it names none."""
        return self._finder.told(account)


def _add(
    kept: MutableMapping[str, S], where: Mapping[str, object], named: Iterable[tuple[str, M]], sum_up: Callable[[Iterable[M]], S | None]
) -> None:
    """Add mentions to what is kept of those before; where that must be made anew, it is when it is asked for."""
    found: dict[str, list[M]] = {}
    for node, mention in named:
        found.setdefault(node, []).append(mention)
    fetch(kept, found)
    fetch(where, found)
    for node, fresh in found.items():
        before, more = kept.get(node), sum_up(fresh)
        if more and (before or node not in where):
            kept[node] = before.and_also(more) if before else more


def _note(
    where: MutableMapping[str, frozenset[str]],
    labels: MutableMapping[str, tuple[str, ...]],
    named: Iterable[tuple[str, tuple[str, ...], str]],
) -> set[str]:
    """Note which accounts use names, given as node id, label and account id; returns the nodes."""
    found: dict[str, tuple[tuple[str, ...], set[str]]] = {}
    for node, label, account in named:
        found.setdefault(node, (label, set()))[1].add(account)
    fetch(where, found)
    fetch(labels, found)
    for node, (label, accounts) in found.items():
        where[node] = where.get(node, frozenset()) | accounts
        if node not in labels:
            labels[node] = label
    return set(found)
