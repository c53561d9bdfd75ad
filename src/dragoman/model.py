"""The vocabulary of diplomacy and defence dialogue, as immutable values validated on the way in.

The JSON form is that of a reading (docs/reading-format.md): `Reading.from_json` and `Reading.to_json` are each other's inverse, and the
same reading always gives the same bytes. Every entry carries its evidence (verbatim from the text), where that stands, and a confidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from dragoman.edtf import Date

EngagementType = Literal["summit", "meeting", "visit", "call", "letter", "conference", "signing", "exercise", "ceremony"]
Status = Literal["held", "planned", "proposed", "cancelled"]
Level = Literal["head", "minister", "vice_minister", "senior_official", "working"]
ChannelStatus = Literal["active", "suspended", "agreed", "proposed", "ended"]
CommitmentStatus = Literal["agreed", "pledged", "proposed", "fulfilled", "broken"]
DocumentKind = Literal["press_release", "readout", "news", "interview", "statement", "analysis", "other"]
Topic = Literal[
    "bilateral_relations", "regional_security", "peace_process", "nuclear_nonproliferation", "arms_control", "missile_defence",
    "defence_cooperation", "military_exercises", "defence_industry", "terrorism", "crime_law", "cyber_digital", "maritime", "space",
    "territory_border", "sanctions", "trade_investment", "finance_development", "energy", "infrastructure_transport",
    "science_technology", "climate_environment", "health", "food_agriculture", "migration_consular", "human_rights", "humanitarian",
    "culture_education", "multilateral_cooperation", "domestic_politics", "history_memory",
]  # fmt: skip

ENGAGEMENT_TYPES: tuple[EngagementType, ...] = get_args(EngagementType)
STATUSES: tuple[Status, ...] = get_args(Status)
COMMITMENT_STATUSES: tuple[CommitmentStatus, ...] = get_args(CommitmentStatus)
LEVELS: tuple[Level, ...] = get_args(Level)
TOPICS: tuple[Topic, ...] = get_args(Topic)

Polity = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,12}$")]
"""ISO 3166-1 alpha-3 for states and territories, an acronym for organisations (EU, UN, NATO …)."""
Parties = Annotated[tuple[Polity, ...], BeforeValidator(lambda value: tuple(sorted(set(value))))]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Span = tuple[int, int]
"""Offsets (start, end) into a document's text, end excluded."""


class Value(BaseModel):
    """An immutable value; unknown keys are ignored, so that newer readers' readings can be taken in."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Entry(Value):
    """What every entry of a reading has."""

    evidence: Text
    span: Span | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0


class Participant(Value):
    """A person taking part, as the document names them."""

    name: Text
    office: str | None = None
    party: Polity | None = None


class Engagement(Entry):
    """One occasion on which parties deal with each other, as one document tells it."""

    type: EngagementType
    status: Status
    date: Date | None = None
    place: str | None = None
    country: Polity | None = None
    parties: Parties = ()
    participants: tuple[Participant, ...] = ()
    channel: str | None = None
    round: int | None = None
    on_margins_of: str | None = None
    topics: tuple[Topic, ...] = ()
    main: bool = False


class Channel(Entry):
    """A recurring mechanism that the document names."""

    name: Text
    parties: Parties = ()
    level: Level | None = None
    established: Date | None = None
    rounds_held: int | None = None
    hosts: tuple[str, ...] = ()
    status: ChannelStatus = "active"


class Commitment(Entry):
    """What a party said it will do, that could later be checked."""

    parties: Parties = ()
    action: Text
    due: Date | None = None
    status: CommitmentStatus
    topics: tuple[Topic, ...] = ()


class Statement(Entry):
    """Words quoted directly, with their speaker; the parts of a broken quotation are joined by " … "."""

    speaker: Text
    party: Polity | None = None
    quote: Text
    topics: tuple[Topic, ...] = ()


class Provenance(Value):
    """What the reading says of the document itself."""

    language: str | None = None
    published: Date | None = None
    publisher: str | None = None
    """Who issued the document first."""
    reprinted_by: str | None = None
    """Whose page it stands on, where that is another."""
    kind: DocumentKind | None = None
    source_url: str | None = None
    title: str | None = None


class Reading(Value):
    """Everything that one document says, with the reader that read it."""

    document: Provenance = Provenance()
    reader: str | None = None
    notes: tuple[str, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    channels: tuple[Channel, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    statements: tuple[Statement, ...] = ()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a reading; raises ReadingError with one line that names the first fault."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            raise ReadingError(f"not a reading: {'.'.join(map(str, first['loc'])) or 'document'}: {first['msg']}") from None

    def to_json(self) -> str:
        """The JSON form: the same reading gives the same text, entries in the order of the document."""
        return json.dumps(self.plain(), ensure_ascii=False, indent=1) + "\n"

    def plain(self) -> dict[str, Any]:
        """The reading as plain JSON values."""
        return self.model_dump(mode="json")

    def entries(self) -> Iterator[Entry]:
        """All entries of all lists."""
        yield from self.engagements
        yield from self.channels
        yield from self.commitments
        yield from self.statements

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("engagements", "channels", "commitments", "statements"):
            entries = getattr(self, name)
            if all(entry.span for entry in entries):
                object.__setattr__(self, name, tuple(sorted(entries, key=lambda entry: (entry.span, entry.model_dump_json()))))
        return self


class ReadingError(ValueError):
    """A text that is not a reading."""


class Document(Value):
    """One text as published. ``id`` is the SHA-256 of ``data``, the bytes as they came."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    data: bytes
    text: str
    media_type: str = "text/plain"
    name: str | None = None
    language: str | None = None
    published: Date | None = None
    publisher: str | None = None
    source_url: str | None = None
    title: str | None = None
    notes: tuple[str, ...] = ()
