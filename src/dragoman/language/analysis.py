"""What the language layer gives to the reading: one `Analysis` for each text, whoever filled it (lexicons, a trained model, or both)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from operator import attrgetter
from typing import Literal, Protocol, TypeVar

from dragoman.edtf import Date
from dragoman.language.encoder.types import Parse
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Sentence, Tokens
from dragoman.model import Level

PolityForm = Literal["name", "adjective", "seat", "abbreviation"]


class Mention(Protocol):
    """Anything found in a text that covers a range of tokens, the last excluded."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def covered(*groups: Iterable[Mention]) -> set[int]:
    """The tokens that some groups of mentions cover."""
    return {i for group in groups for mention in group for i in range(mention.first, mention.last)}


M = TypeVar("M", bound=Mention)
_FIRST = attrgetter("first")


def within(mentions: Sequence[M], first: int, last: int) -> Sequence[M]:
    """Those of some mentions, in the order of the text, that begin in a range of tokens: found by halving, since long texts have very
    many."""
    return mentions[bisect_left(mentions, first, key=_FIRST) : bisect_left(mentions, last, key=_FIRST)]


@dataclass(frozen=True, slots=True)
class PolityMention:
    """A polity named in the text: token range, code, and by what form ("seat": its capital or seat of government)."""

    first: int
    last: int
    code: str
    form: PolityForm


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A town or region named in the text: its usual English form and the polity that it lies in."""

    first: int
    last: int
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, resolved against the document's own date; the year stays unknown where nothing gives it."""

    first: int
    last: int
    date: Date
    relative: bool = False
    """Told from the day of writing ("Monday", "last May")."""
    deadline: bool = False
    """A time by which something is to be done ("by 2025", "within this year")."""
    duration_days: int | None = None
    """The length of a stay that has no date of its own ("a three-day visit"); ``date`` is then the document's date."""


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A title: token range, its words as the text has them, its rank."""

    first: int
    last: int
    text: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the document: the fullest name, office and polity that the text gives."""

    name: str
    office: str | None
    party: str | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is meant, by name, short form or title: token range and the index of the person."""

    first: int
    last: int
    person: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks: offsets in the text of what stands between the marks."""

    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the reading sees it. Token ranges index ``tokens``; furniture lies outside every sentence of ``sentences``."""

    text: str
    language: str | None
    lexicon: Lexicon
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    title: int | None = None
    """The index of the sentence that is the document's title."""
    published: Date | None = None
    publisher: str | None = None
    reprinted_by: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    dates: tuple[DateMention, ...] = ()
    polities: tuple[PolityMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    offices: tuple[OfficeMention, ...] = ()
    persons: tuple[Person, ...] = ()
    mentions: tuple[PersonMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    parses: tuple[Parse, ...] = ()
    """What a trained model found, one parse for each sentence; empty without a model."""
    notes: tuple[str, ...] = field(default=())

    @property
    def today(self) -> Day | None:
        """The day of writing, where it is known to the day."""
        bounds = self.published.bounds() if self.published and self.published.precision == 3 else None
        return bounds[0] if bounds else None

    def string(self, first: int, last: int) -> str:
        """The text of a range of tokens, line breaks as spaces."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())
