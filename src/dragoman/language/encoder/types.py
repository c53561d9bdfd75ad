"""What the encoder says of a sentence. All places are characters of the text it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.model import EngagementType

Kind = Literal["PER", "ORG", "LOC"]
Told = EngagementType | Literal["commitment", "statement"]
Occasion = Literal["channel", "event"]


class ModelError(Exception):
    """The model cannot be used: its files are missing or damaged, or onnxruntime is not here. The message is one line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: part of speech and relation as in Universal Dependencies; head is the index of a word of the sentence, -1 at the root."""

    start: int
    end: int
    pos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person, an organisation or a place; of names given confidence 0.8, about eight in ten are right."""

    start: int
    end: int
    kind: Kind
    confidence: float


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells of an engagement, a commitment or an act of speech."""

    start: int
    end: int
    kinds: Mapping[Told, float]
    """The probability of each kind; together, that it tells of anything."""
    statuses: Mapping[str, float]
    """The probability of each status of an engagement or a commitment, should it be one."""
    belonging: tuple[tuple[int, int, float], ...]
    """Stretches that belong to it (who takes part, where, when), each with its probability; what is not there hardly does."""

    @property
    def engagement(self) -> float:
        """The probability that it tells of an engagement, of whatever type."""
        return sum(chance for kind, chance in self.kinds.items() if kind not in ("commitment", "statement"))

    def owns(self, start: int, end: int) -> float:
        """The probability that what stands between two places belongs to it: that of its likeliest part."""
        return max((chance for a, b, chance in self.belonging if a < end and b > start), default=0.0)


@dataclass(frozen=True, slots=True)
class OccasionName:
    """The name of a standing channel or of a larger event."""

    start: int
    end: int
    kind: Occasion
    confidence: float


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence: a tree of words, names, words that tell of something. All empty where the sentence holds nothing but blanks."""

    words: tuple[Word, ...]
    names: tuple[Name, ...]
    tellings: tuple[Telling, ...] = ()
    occasions: tuple[OccasionName, ...] = ()
