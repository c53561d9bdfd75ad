"""What the encoder says of a sentence. All places are characters of the text it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["PER", "ORG", "LOC"]


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
class Parse:
    """One sentence: a tree of words, and names. Both empty where the sentence holds nothing but blanks."""

    words: tuple[Word, ...]
    names: tuple[Name, ...]
