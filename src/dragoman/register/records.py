"""What the register holds of each kind of entry, as it is stored, listed and exported."""

from __future__ import annotations

from datetime import date as Day
from typing import ClassVar

from pydantic import Field

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
from dragoman.register.identity.commitments import State
from dragoman.register.kinds import Kind


class Source(Value):
    """An account: where a document tells of an entry."""

    id: str
    """The account's own id, which is also an id of its entry."""
    document: str
    position: int
    """Index in the list of the document's reading."""
    evidence: str
    published: Date | None = None
    publisher: str | None = None
    """Who issued the document first."""
    reprinted_by: str | None = None
    """Whose page it was taken from, where that is another."""


class Said(Value):
    """Why a field has its value: the accounts that say so, and what others say."""

    accounts: tuple[str, ...] = ()
    why: str
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Other values with the accounts that give them."""


class Discrepancy(Value):
    """A field on which accounts contradict each other: account and what it says."""

    field: str
    values: tuple[tuple[str, str], ...]


class Record(Value):
    """What every entry of the register has."""

    kind: ClassVar[Kind]
    id: str
    confidence: float = 1.0
    accounts: tuple[Source, ...] = ()
    confirmed: str | None = None
    """The decision by which a human confirmed the entry."""


class PersonAt(Value):
    """A person where they take part, with the office that the accounts of this occasion give."""

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
    said: dict[str, Said] = Field(default_factory=dict)
    """By field, why it has its value."""
    discrepancies: tuple[Discrepancy, ...] = ()


class ChannelRecord(Record):
    """One channel, under every name that the documents give."""

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
    """One commitment: what was said, when it was said, by when it is due, and what became of it."""

    kind = "commitment"
    parties: Parties = ()
    action: str
    date: Date | None = None
    due: Date | None = None
    status: CommitmentStatus
    deadline: Date | None = None
    """The last day of the latest due date that an account gives."""
    state: State = "open"
    """As stored, nothing is overdue: whoever asks compares the deadline with their own day (`on`)."""
    why: str = ""
    """Why it has its state."""
    kept: tuple[str, ...] = ()
    """The engagements that kept it."""
    topics: tuple[Topic, ...] = ()

    def on(self, today: Day) -> CommitmentRecord:
        """The commitment as it stands on a day."""
        bounds = self.deadline.bounds() if self.deadline else None
        late = self.state == "open" and bounds is not None and bounds[1] < today
        return self.model_copy(update={"state": "overdue"}) if late else self


class StatementRecord(Record):
    """Quoted words, with their speaker and the day of the document."""

    kind = "statement"
    speaker: str
    person: str | None = None
    party: Polity | None = None
    quote: str
    date: Date | None = None
    topics: tuple[Topic, ...] = ()


class Office(Value):
    """An office that a person held, from the first to the last day on which an account says so."""

    office: str
    party: Polity | None = None
    first: Date | None = None
    last: Date | None = None


class PersonRecord(Record):
    """One person, under every name and office that the documents give."""

    kind = "person"
    name: str
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    parties: Parties = ()


class DocumentRecord(Value):
    """What the register lists of a document."""

    id: str
    name: str | None = None
    language: str | None = None
    published: Date | None = None
    publisher: str | None = None
    reprinted_by: str | None = None
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
