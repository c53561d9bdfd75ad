"""Accounts: the entries of readings, each with an id of its own that stays the same when the document is read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Channel, Commitment, Engagement, Entry, Provenance, Reading, Statement

Kind = Literal["engagement", "channel", "commitment", "statement", "person"]
LISTS: dict[str, Kind] = {"engagements": "engagement", "channels": "channel", "commitments": "commitment", "statements": "statement"}
"""The lists of a reading, and what each entry of them is."""
ENTRIES: dict[Kind, type[Entry]] = {"engagement": Engagement, "channel": Channel, "commitment": Commitment, "statement": Statement}
PREFIXES: dict[Kind, str] = {"engagement": "e", "channel": "c", "commitment": "k", "statement": "s", "person": "p"}
ID_DIGITS = 15
SHOWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says in one entry of its reading."""

    id: str
    kind: Kind
    document: str
    """The document's id."""
    position: int
    """Index in its list of the reading."""
    entry: Entry
    provenance: Provenance
    """Language, date, publisher … of the document."""


def identify(kind: Kind, *content: object) -> str:
    """An id made from content: the same content gives the same id, today and after any rebuild."""
    text = json.dumps(content, ensure_ascii=False, default=str, separators=(",", ":"))
    return f"{PREFIXES[kind]}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:ID_DIGITS]}"


def shown(identifier: str) -> str:
    """An id, or a document's hash, as short as people need it."""
    if len(identifier) == 64:
        return f"d-{identifier[:SHOWN_DIGITS]}"
    return identifier[: 2 + SHOWN_DIGITS]


def accounts_of(document: str, reading: Reading, provenance: Provenance) -> Iterator[Account]:
    """The accounts that a document's reading holds, list by list."""
    taken: set[str] = set()
    for name, kind in LISTS.items():
        for position, entry in enumerate(getattr(reading, name)):
            content = _identity(entry)
            again = 0
            while (identifier := identify(kind, document, *content, again)) in taken:
                again += 1
            taken.add(identifier)
            yield Account(identifier, kind, document, position, entry, provenance)


def _identity(entry: Entry) -> tuple[object, ...]:
    """What an entry keeps when a better reader changes its lesser fields, confidence and topics for example."""
    evidence = " ".join(entry.evidence.split())
    match entry:
        case Engagement():
            return evidence, entry.type, entry.date, entry.parties
        case Channel():
            return evidence, entry.name
        case Commitment():
            return evidence, entry.action
        case Statement():
            return evidence, entry.speaker, entry.quote
        case _:
            raise TypeError(f"not an entry of a reading: {type(entry).__name__}")
