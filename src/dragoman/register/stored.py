"""What identity keeps, in the register's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from dragoman.register import identity
from dragoman.register.entries import StoredDocuments, StoredEntries, account_of, promise_of, telling_of
from dragoman.register.identity.state import CopyState, KindState, State
from dragoman.register.mappings import StoredSets, StoredValues
from dragoman.register.nodes import Rows, kind_state
from dragoman.register.session import Session
from dragoman.register.sums import StoredSightings, StoredUsages

S = TypeVar("S", bound="Kept")


class Kept(Protocol):
    """What is kept in tables, and in memory until it is flushed."""

    def flush(self) -> None: ...


class StoredState:
    """An identity state in the register's tables, and the register's own notes beside it. ``fresh`` if the tables are empty."""

    def __init__(
        self, connection: Connection, load: Callable[[Session, Sequence[str]], Iterable[identity.Document]], *, fresh: bool = False
    ) -> None:
        self.session = session = Session(connection, fresh=fresh)
        self._kept: list[Kept] = []
        self.documents = self._note(StoredDocuments(session, load))
        self.speakers, self.told, self.promised = (self._sets(name) for name in ("speakers", "told", "promised"))
        """By name of a person, where statements of that speaker stand; by name of a channel, where documents describe it; by key, the
        promises that an engagement under it may keep."""
        self.tellings = self._note(StoredEntries(session, "channel", telling_of))
        self.state = State(
            documents=self.documents,
            told=self._note(StoredEntries(session, "account", account_of)),
            promised=self._note(StoredEntries(session, "promise", promise_of)),
            accounts=self._kind("accounts"),
            persons=self._kind("persons"),
            channels=self._kind("channels"),
            promises=self._kind("promises"),
            names=self._sets("names"),
            titles=self._sets("titles"),
            sightings=self._note(StoredSightings(session, "sightings")),
            usages=self._note(StoredUsages(session, "usages")),
            beside=self._sets("beside"),
            shared=self._sets("shared"),
            keepers=self._sets("keepers"),
            copies=CopyState(self._sets("bands"), self._sets("copies"), self._note(StoredValues(session, "voices"))),
        )

    def _kind(self, name: str) -> KindState:
        return kind_state(self._note(Rows(self.session, name)))

    def _sets(self, name: str) -> StoredSets:
        return self._note(StoredSets(self.session, name))

    def _note(self, kept: S) -> S:
        self._kept.append(kept)
        return kept

    def flush(self) -> None:
        """Write all that changed."""
        for kept in self._kept:
            kept.flush()
