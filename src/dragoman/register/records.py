"""What the register holds of each kind of entry, as it is stored, listed and exported."""

from __future__ import annotations

from typing import ClassVar

from dragoman.edtf import Date
from dragoman.model import (
    ChannelStatus,
    CommitmentStatus,
    DocumentKind,
    EngagementType,
    Level,
    Parties,
    Polity,
    Status,
    Topic,
    Value,
)  # fmt: skip
from dragoman.register.accounts import Kind


class Source(Value):
    """Where an entry stands: an account of it in a document."""

    id: str
    """The account's own id."""
    document: str
    position: int
    evidence: str
    published: Date | None = None
    publisher: str | None = None


class Record(Value):
    """What every entry of the register has."""

    kind: ClassVar[Kind]
    id: str
    confidence: float = 1.0
    accounts: tuple[Source, ...] = ()


class PersonAt(Value):
    """A person where they take part: the name and office that the register holds for this occasion."""

    person: str
    """The person's id."""
    name: str
    office: str | None = None
    party: Polity | None = None


class EngagementRecord(Record):
    """One engagement, resolved from its accounts."""

    kind = "engagement"
    type: EngagementType
    status: Status
    date: Date | None = None
    place: str | None = None
    country: Polity | None = None
    parties: Parties = ()
    participants: tuple[PersonAt, ...] = ()
    channel: str | None = None
    channel_id: str | None = None
    round: int | None = None
    on_margins_of: str | None = None
    topics: tuple[Topic, ...] = ()
    main: bool = False


class ChannelRecord(Record):
    """One channel."""

    kind = "channel"
    name: str
    names: tuple[str, ...] = ()
    parties: Parties = ()
    level: Level | None = None
    established: Date | None = None
    rounds_held: int | None = None
    hosts: tuple[str, ...] = ()
    status: ChannelStatus | None = None


class CommitmentRecord(Record):
    """One commitment: what was said, when it was said, and by when it is due."""

    kind = "commitment"
    parties: Parties = ()
    action: str
    date: Date | None = None
    due: Date | None = None
    status: CommitmentStatus
    topics: tuple[Topic, ...] = ()


class StatementRecord(Record):
    """Quoted words, with their speaker and the day of the document."""

    kind = "statement"
    speaker: str
    person: str | None = None
    party: Polity | None = None
    quote: str
    date: Date | None = None
    topics: tuple[Topic, ...] = ()


class PersonRecord(Record):
    """One person, under every name and office that the documents give."""

    kind = "person"
    name: str
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    parties: Parties = ()


class DocumentRecord(Value):
    """What the register lists of a document."""

    id: str
    name: str | None = None
    language: str | None = None
    published: Date | None = None
    publisher: str | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    source_url: str | None = None
    added: str
    reader: str | None = None


RECORDS: dict[Kind, type[Record]] = {
    "engagement": EngagementRecord,
    "channel": ChannelRecord,
    "commitment": CommitmentRecord,
    "statement": StatementRecord,
    "person": PersonRecord,
}
