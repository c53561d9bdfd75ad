"""Nodes found by their ids: accounts and promises as they were told, names with the accounts that use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from dragoman.register.identity.accounts import Account, ChannelMention, Document, Mention, Promise
from dragoman.register.identity.bindings import Bindings
from dragoman.register.identity.channels import ChannelNode
from dragoman.register.identity.persons import PersonNode
from dragoman.register.identity.sightings import Sightings, sightings
from dragoman.register.identity.state import State, fetch
from dragoman.register.identity.usages import Usages, usages

N = TypeVar("N")
MOST_KEPT = 1000


class Nodes(Generic[N]):
    """A mapping from node ids to nodes, made when they are asked for; ``source`` is what ``find`` makes them from, of those that stand."""

    def __init__(
        self, find: Callable[[str], N | None], source: Mapping[str, object], keep: bool, stands: Callable[[str], bool] = lambda id: True
    ) -> None:
        self._find = find
        self._source = source
        self._stands = stands
        self._kept: dict[str, N] | None = {} if keep else None

    def get(self, id: str) -> N | None:
        """The node, None if there is none."""
        if self._kept is None:
            return self._find(id)
        found = self._kept.get(id)
        if found is None and (found := self._find(id)) is not None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[id] = found
        return found

    def __getitem__(self, id: str) -> N:
        found = self.get(id)
        if found is None:
            raise KeyError(id)
        return found

    def __contains__(self, id: str) -> bool:
        return id in self._source and self._stands(id)

    def fetch(self, ids: Iterable[str]) -> None:
        """These will be asked for."""
        fetch(self._source, ids)

    def forget(self, ids: Iterable[str]) -> None:
        """Make these anew when they are next asked for."""
        for id in ids if self._kept else ():
            self._kept.pop(id, None)  # type: ignore[union-attr]


class Finder:
    """Finds nodes of each kind in a state, leaving out what humans rejected."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.bindings = Bindings()

    def account_stands(self, id: str) -> bool:
        """Whether nobody rejected the account."""
        return not self.bindings.rejected or f"engagement:{id}" not in self.bindings.rejected

    def promise_stands(self, id: str) -> bool:
        """Whether nobody rejected the promise."""
        return not self.bindings.rejected or f"commitment:{id}" not in self.bindings.rejected

    def account(self, id: str) -> Account | None:
        return self.state.told.get(id) if self.account_stands(id) else None

    def promise(self, id: str) -> Promise | None:
        return self.state.promised.get(id) if self.promise_stands(id) else None

    def mentions(self, document: Document) -> list[Mention]:
        """The document's mentions of persons that stand."""
        return [mention for mention in document.mentions() if self.account_stands(mention.account.id)]

    def titles(self, document: Document) -> list[ChannelMention]:
        """The document's mentions of channels that stand."""
        return [told for told in document.channels() if self.account_stands(told.account.id)]

    def person(self, id: str) -> PersonNode | None:
        label = self.state.persons.labels.get(id)
        if label is None:
            return None
        return PersonNode(id, label[0], label[1] or None, lambda: self.state.names[id], self._mentions, self._sightings)

    def channel(self, id: str) -> ChannelNode | None:
        label = self.state.channels.labels.get(id)
        if label is None:
            return None
        return ChannelNode(id, label[0], label[1:], lambda: self.state.shared.get(id, frozenset()), self._tellings, self._usages)

    def _accounts(self, ids: Iterable[str]) -> list[Account]:
        ids = sorted(ids)
        fetch(self.state.told, ids)
        return [self.state.told[id] for id in ids]

    def _mentions(self, node: PersonNode) -> tuple[Mention, ...]:
        return tuple(
            Mention(account, one.name, one.office, one.party)
            for account in self._accounts(node.accounts)
            for one in account.entry.participants
            if one.name == node.name and (one.party or None) == node.party
        )

    def _sightings(self, node: PersonNode) -> Sightings:
        found = self.state.sightings.get(node.id)
        if found is None:  # a document is gone from among them
            found = sightings(node.mentions)
            assert found is not None
            self.state.sightings[node.id] = found
        return found

    def _usages(self, node: ChannelNode) -> Usages:
        found = self.state.usages.get(node.id)
        if found is None:
            found = usages(node.mentions)
            assert found is not None
            self.state.usages[node.id] = found
        return found

    def _tellings(self, node: ChannelNode) -> tuple[ChannelMention, ...]:
        accounts = self._accounts(self.state.titles[node.id])
        return tuple(told for account in accounts if (told := self.told(account)) is not None)

    def told(self, account: Account) -> ChannelMention | None:
        """The account's mention of its channel, with what its document tells of it."""
        name = account.entry.channel
        if name is None:
            return None
        return ChannelMention(account, name, account.told)
