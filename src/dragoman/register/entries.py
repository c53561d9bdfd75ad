"""Documents and the entries of their readings, read from the register's tables as identity asks for them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any, Generic, TypeVar

from dragoman.edtf import parse_date
from dragoman.model import Channel, Commitment, Engagement
from dragoman.register import identity
from dragoman.register.identity.accounts import Account, Promise, Source, Telling
from dragoman.register.identity.gist import Content, Gist
from dragoman.register.identity.state import Fetching
from dragoman.register.mappings import MOST_DOCUMENTS, MOST_ENTRIES, Stored, as_json
from dragoman.register.session import Session

I = TypeVar("I", bound=Account | Promise | Telling)  # noqa: E741
MOST_MADE = 4000
_SUFFIX = re.compile(r"\.(?:txt|text|md|x?html?|pdf|docx|eml)$", re.IGNORECASE)


class StoredDocuments(Stored[identity.Document]):
    """Documents with their readings, read from where the register keeps them; what is set here is there already."""

    def __init__(self, session: Session, load: Callable[[Session, Sequence[str]], Iterable[identity.Document]]) -> None:
        super().__init__(session, MOST_DOCUMENTS)
        self._load = load
        self._complete = False

    def hide(self, keys: Iterable[str]) -> None:
        """These are in the tables already, but the index has not seen them."""
        self._kept.update(dict.fromkeys(keys))

    def _read(self, keys: Sequence[str]) -> Mapping[str, identity.Document]:
        return {document.source.id: document for document in self._load(self._session, keys)}

    def _write(self, changed: Mapping[str, identity.Document | None]) -> None:
        """Documents are written where they come into the register."""

    def _keys(self) -> Iterable[str]:
        return [key for (key,) in self._session.run("SELECT document FROM provenance", ())]

    def __bool__(self) -> bool:
        return bool(self._session.run("SELECT 1 FROM provenance LIMIT 1", ()))


class StoredEntries(MutableMapping[str, I], Fetching, Generic[I]):
    """The entries of readings of one kind, each by itself, so that no reading is taken apart to compare one of its entries. What stays in
    memory are texts, which the collector of garbage need not go through; of the entries made of them only the last stay."""

    def __init__(self, session: Session, kind: str, make: Callable[[Source, int, str, str, str | None], I]) -> None:
        self._rows, self._sources = EntryRows(session, kind), SourceRows(session)
        self._make = make
        self._made: dict[str, I] = {}

    def fetch(self, keys: Iterable[str]) -> None:
        keys = list(keys)
        self._rows.fetch(keys)
        self._sources.fetch({id.partition("#")[0] for id in keys})

    def __getitem__(self, key: str) -> I:
        if (made := self._made.get(key)) is None:
            anchor, entry, more = self._rows[key]
            document, _, index = key.partition("#")
            if len(self._made) >= MOST_MADE:
                for old in list(islice(self._made, MOST_MADE // 2)):
                    del self._made[old]
            made = self._made[key] = self._make(self._sources.source(document), int(index), entry, anchor, more)
        return made

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self._rows else default

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __setitem__(self, key: str, value: I) -> None:
        self._rows[key] = (value.anchor, value.entry.model_dump_json(), _more(value))
        self._sources.put(value.source)
        self._made.pop(key, None)

    def __delitem__(self, key: str) -> None:
        del self._rows[key]
        self._made.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def flush(self) -> None:
        """Write what changed, and let go of some of the rest if that is too much."""
        self._rows.flush()
        self._sources.flush()


class EntryRows(Stored[tuple[str, str, str | None]]):
    """Anchors, entries and what is kept beside these, as texts."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__(session, MOST_ENTRIES)
        self._kind = kind

    def _read(self, keys: Sequence[str]) -> Mapping[str, tuple[str, str, str | None]]:
        rows = self._session.among("SELECT id, anchor, entry, more FROM items WHERE kind = ? AND id IN", (self._kind,), keys)
        return {id: (anchor, entry, more) for id, anchor, entry, more in rows}

    def _write(self, changed: Mapping[str, tuple[str, str, str | None] | None]) -> None:
        self._session.write("DELETE FROM items WHERE kind = ? AND id = ?", [(self._kind, id) for id in changed])
        rows = [(self._kind, id, *row) for id, row in changed.items() if row is not None]
        self._session.write("INSERT INTO items (kind, id, anchor, entry, more) VALUES (?, ?, ?, ?, ?)", rows)

    def _keys(self) -> Iterable[str]:
        return [id for (id,) in self._session.run("SELECT id FROM items WHERE kind = ?", (self._kind,))]


class SourceRows(Stored[tuple[str | None, ...]]):
    """The standing of documents, as texts; it is written where documents come into the register."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, MOST_ENTRIES)
        self._complete = False

    def source(self, document: str) -> Source:
        """The standing of a document."""
        name, published, *standing = self[document]
        assert name is not None
        return Source(document, name, parse_date(published) if published else None, *standing)

    def put(self, source: Source) -> None:
        """This is the standing of a document now."""
        published = str(source.published) if source.published else None
        self._kept[source.id] = (source.name, published, source.publisher, source.language, source.kind, source.reprinted_by)

    def _read(self, keys: Sequence[str]) -> Mapping[str, tuple[str | None, ...]]:
        rows = self._session.among(f"SELECT {SOURCE} FROM provenance p WHERE p.document IN", (), keys)
        return {id: (called(name) or id[:12], *standing) for id, name, *standing in rows}

    def _write(self, changed: Mapping[str, tuple[str | None, ...] | None]) -> None:
        """Documents are written where they come into the register."""

    def _keys(self) -> Iterable[str]:
        return [id for (id,) in self._session.run("SELECT document FROM provenance", ())]


def account_of(source: Source, index: int, entry: str, anchor: str, more: str | None) -> Account:
    """An account, with its entry and what is told of its channel from JSON."""
    return Account(source, index, Engagement.model_validate_json(entry), anchor, Channel.model_validate_json(more) if more else None)


def promise_of(source: Source, index: int, entry: str, anchor: str, more: str | None) -> Promise:
    """A promise, with its entry and its gist from JSON."""
    return Promise(source, index, Commitment.model_validate_json(entry), anchor, _gist_of(more) if more else None)


def telling_of(source: Source, index: int, entry: str, anchor: str, more: str | None) -> Telling:
    """What a document tells of a channel, with its entry from JSON."""
    return Telling(source, index, Channel.model_validate_json(entry), anchor)


def _more(item: Account | Promise | Telling) -> str | None:
    """What an entry is kept with, as JSON."""
    match item:
        case Account(told=told):
            return told.model_dump_json() if told else None
        case Promise(gist=gist):
            language, *sets = (getattr(gist.content, field.name) for field in fields(Content))
            return as_json((gist.words, language, *map(sorted, sets)))
        case _:
            return None


def _gist_of(text: str) -> Gist:
    words, language, *sets = json.loads(text)
    return Gist(tuple((word, weight) for word, weight in words), Content(language, *map(frozenset, sets)))


SOURCE = "p.document, p.name, p.published, p.publisher, p.language, p.kind, p.reprinted_by"
"""The columns of which `source_of` makes a source."""


def source_of(id: str, name: str | None, published: str | None, *standing: str | None) -> Source:
    """A document's standing, from the columns of its row."""
    return Source(id, called(name) or id[:12], parse_date(published) if published else None, *standing)


def called(name: str | None) -> str:
    """What people call a document: its file's name without what says of which sort it is."""
    return _SUFFIX.sub("", name or "")
