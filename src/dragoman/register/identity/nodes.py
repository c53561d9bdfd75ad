"""Nodes found by their ids in the documents that are there: only documents have to be kept to have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from dragoman.register.identity import channels, persons
from dragoman.register.identity.accounts import Account, ChannelMention, Document, Mention, Promise
from dragoman.register.identity.bindings import Bindings
from dragoman.register.identity.channels import ChannelNode
from dragoman.register.identity.persons import PersonNode
from dragoman.register.identity.state import State

N = TypeVar("N")
_MOST_KEPT = 20_000


class Nodes(Generic[N]):
    """A mapping from node ids to nodes, made when they are asked for."""

    def __init__(self, find: Callable[[str], N | None], keep: bool) -> None:
        self._find = find
        self._kept: dict[str, N] | None = {} if keep else None

    def __getitem__(self, id: str) -> N:
        if self._kept is not None and id in self._kept:
            return self._kept[id]
        found = self._find(id)
        if found is None:
            raise KeyError(id)
        if self._kept is not None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[id] = found
        return found

    def __contains__(self, id: str) -> bool:
        try:
            self[id]
        except KeyError:
            return False
        return True

    def forget(self, ids: Iterable[str]) -> None:
        """Make these anew when they are next asked for."""
        for id in ids if self._kept else ():
            self._kept.pop(id, None)  # type: ignore[union-attr]


class Finder:
    """Finds nodes of each kind in the documents of a state, leaving out what humans rejected."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.bindings = Bindings()

    def _document(self, id: str) -> tuple[Document | None, int]:
        document, _, index = id.partition("#")
        return self.state.documents.get(document), int(index) if index.isdigit() else -1

    def account(self, id: str) -> Account | None:
        document, index = self._document(id)
        found = document is not None and 0 <= index < len(document.accounts) and f"engagement:{id}" not in self.bindings.rejected
        return document.accounts[index] if document is not None and found else None

    def promise(self, id: str) -> Promise | None:
        document, index = self._document(id)
        found = document is not None and 0 <= index < len(document.promises) and f"commitment:{id}" not in self.bindings.rejected
        return document.promises[index] if document is not None and found else None

    def mentions(self, document: Document) -> list[Mention]:
        """The document's mentions of persons that stand."""
        return [mention for mention in document.mentions() if f"engagement:{mention.account.id}" not in self.bindings.rejected]

    def titles(self, document: Document) -> list[ChannelMention]:
        """The document's mentions of channels that stand."""
        return [told for told in document.channels() if f"engagement:{told.account.id}" not in self.bindings.rejected]

    def person(self, id: str) -> PersonNode | None:
        documents = [self.state.documents[name] for name in sorted(self.state.names.get(id, ()))]
        found = tuple(mention for document in documents for mention in self.mentions(document) if persons.node_id(mention) == id)
        return PersonNode(found[0].name, found[0].party, found) if found else None

    def channel(self, id: str) -> ChannelNode | None:
        documents = [self.state.documents[name] for name in sorted(self.state.titles.get(id, ()))]
        found = tuple(told for document in documents for told in self.titles(document) if channels.node_id(told) == id)
        if not found:
            return None
        groups = frozenset(self.state.accounts.home[told.account.id] for told in found)
        return ChannelNode(min(told.name for told in found), channels.parties_of(found[0]), found, groups)
