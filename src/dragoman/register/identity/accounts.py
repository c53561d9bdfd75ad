"""What identity is resolved from: the entries of readings, each with its document's standing. All values here are plain and immutable."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from dragoman.edtf import Date
from dragoman.model import Channel, Commitment, Engagement, Reading
from dragoman.register.identity.gist import Gist, gist
from dragoman.register.identity.windows import Window, window

E = TypeVar("E", Engagement, Commitment, Channel)


@dataclass(frozen=True)
class Source:
    """A document as identity sees it. ``id`` is the document's content hash and ``name`` what people call it."""

    id: str
    name: str
    published: Date | None = None
    publisher: str | None = None
    language: str | None = None
    kind: str | None = None
    reprinted_by: str | None = None

    @cached_property
    def order(self) -> tuple[str, str]:
        """Documents in the order of their publication, undated ones last; the same in every run."""
        return (str(self.published.start) if self.published and self.published.start else "9999", self.id)


@dataclass(frozen=True)
class Item(Generic[E]):
    """One entry of one reading."""

    source: Source
    index: int
    entry: E
    anchor: str
    """A hash of document, kind and evidence: stays the same when another reader gives the same entry at another index."""

    @cached_property
    def id(self) -> str:
        """Names the entry within this reading of the document: ``<document id>#<index>``."""
        return f"{self.source.id}#{self.index}"

    @cached_property
    def label(self) -> str:
        """The same for people: ``<document name>#<index>``."""
        return f"{self.source.name}#{self.index}"

    @cached_property
    def order(self) -> tuple[str, str, int]:
        """The canonical order of entries: by publication, document and place in it."""
        return (*self.source.order, self.index)


@dataclass(frozen=True)
class Account(Item[Engagement]):
    """What one document says of one engagement, and ``told`` what it tells of the channel that this is a session of, if anything."""

    told: Channel | None = None

    @cached_property
    def window(self) -> Window | None:
        """When the engagement can have been; None where nothing bounds it."""
        return window(self.entry, self.source.published)


@dataclass(frozen=True)
class Promise(Item[Commitment]):
    """What one document says of one commitment; ``known`` is its gist, where that was found before."""

    known: Gist | None = field(default=None, compare=False, repr=False)

    @cached_property
    def gist(self) -> Gist:
        """What of it is compared."""
        return self.known or gist(self.entry, self.source.language)


class Telling(Item[Channel]):
    """What one document says of a channel as such."""


@dataclass(frozen=True)
class Document:
    """A document's standing and its reading. ``signature`` is that of its text (`copies.signature`), if near-copies are to be known."""

    source: Source
    reading: Reading
    signature: tuple[int, ...] | None = field(default=None, repr=False)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        told = {entry.name: entry for entry in self.reading.channels}
        entries = _told(self.source, self.reading.engagements)
        return tuple(Account(self.source, at, entry, anchor, told.get(entry.channel or "")) for at, entry, anchor in entries)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        return tuple(Promise(self.source, *told) for told in _told(self.source, self.reading.commitments))

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        id, told = self.source.id, self.reading.channels
        return tuple(Telling(self.source, at, one, content_id("c", id, one.name, one.evidence)) for at, one in enumerate(told))

    def mentions(self) -> Iterator[Mention]:
        """The persons named as taking part, once an engagement."""
        for account in self.accounts:
            for person in account.entry.participants:
                yield Mention(account, person.name, person.office, person.party)

    def channels(self) -> Iterator[ChannelMention]:
        """The channels that the accounts name, with what the document says of the channel itself."""
        for account in self.accounts:
            if account.entry.channel:
                yield ChannelMention(account, account.entry.channel, account.told)


@dataclass(frozen=True)
class Mention:
    """A person's name in an account."""

    account: Account = field(repr=False)
    name: str
    office: str | None
    party: str | None


@dataclass(frozen=True)
class ChannelMention:
    """A channel's name in an account; ``told`` is the document's own entry about the channel, if it has one."""

    account: Account = field(repr=False)
    name: str
    told: Channel | None


def _told(source: Source, entries: Sequence[E]) -> Iterator[tuple[int, E, str]]:
    """Entries with their indexes and anchors."""
    seen: Counter[tuple[str, str]] = Counter()
    for index, entry in enumerate(entries):
        what = (getattr(entry, "type", "commitment"), " ".join(entry.evidence.split()))
        yield index, entry, content_id("a", source.id, *what, str(seen[what]))
        seen[what] += 1


def content_id(prefix: str, *parts: str) -> str:
    """A short ID from content alone: the same parts give the same ID in every run. 60 bits suffice for millions of IDs."""
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:15]}"
