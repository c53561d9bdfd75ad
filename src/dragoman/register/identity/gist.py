"""What of a promise is compared with others: its words, and what is the same in every language.

It takes far longer to find than to compare, so that a register keeps it beside the promise.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.model import Commitment
from dragoman.register.identity import mechanisms, terms
from dragoman.register.identity.romanise import latin

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,\s]\d{3})+(?!\w)|(?<!\w)\d+(?![\w.,]*\d)")
_NAME = re.compile(r"(?<!\w)[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?!\w)|(?<!\w)[A-Z]+-?\d+(?!\w)")
Words = tuple[tuple[str, float], ...]
"""The words of an action in Latin letters, sorted, each with its weight."""


@dataclass(frozen=True, slots=True)
class Content:
    """What of a promise is the same in every language."""

    language: str
    """That of its action: the document's, or English where the action is no part of the evidence."""
    numbers: frozenset[str]
    names: frozenset[str]
    """Names and acronyms in Latin letters."""
    subjects: frozenset[str]
    kinds: frozenset[str]
    polities: frozenset[str]
    """States that are named and are no party."""


def _content(action: str, evidence: str, language: str, parties: tuple[str, ...], due: str) -> Content:
    text, plain = action[:500], terms.plain(action[:500])
    mechanism = mechanisms.read(text, parties)
    digits = "".join(str(unicodedata.digit(char)) if char.isdigit() and unicodedata.digit(char, -1) >= 0 else char for char in text)
    known = set(re.findall(r"\d+", due)) | {number.lstrip("0") for number in re.findall(r"\d+", due)}
    numbers = {re.sub(r"\D", "", number) for number in _NUMBER.findall(digits)}
    return Content(
        language=language if _within(plain, terms.plain(evidence)) else "en",
        numbers=frozenset(number for number in numbers if number not in known and not re.fullmatch(r"(?:19|20)\d\d", number)),
        names=frozenset(name.casefold() for name in _NAME.findall(text)),
        subjects=mechanism.subjects,
        kinds=mechanism.kinds,
        polities=frozenset(mechanism.polities) - set(parties),
    )


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a promise is compared."""

    words: Words
    content: Content


def gist(entry: Commitment, language: str | None) -> Gist:
    """The gist of a commitment in a document of that language."""
    return Gist(weighed(entry.action), _content(entry.action, entry.evidence, language or "und", entry.parties, str(entry.due or "")))


def weighed(action: str) -> Words:
    """The words of an action that tell something."""
    known = tables()
    found: dict[str, float] = {}
    for word in _WORD.findall(terms.plain(action[:500])):
        word = latin(word).replace(" ", "")
        if len(word) < 2 or word in known["common"]["words"] or (len(word) < 3 and not word.isdigit()):
            continue
        found[word] = 0.35 if starts(word, known["weak"]["words"]) else 0.5 if word.isdigit() and len(word) == 4 else 1.0
    return tuple(sorted(found.items()))


def _within(action: str, evidence: str) -> bool:
    """Whether an action is in the words of its evidence, and so in its language."""
    words = _LETTERS.findall(action)
    there = set(_LETTERS.findall(evidence))
    return action in evidence or (bool(words) and 2 * sum(word in there for word in words) >= len(words))


@cache
def tables() -> dict[str, dict[str, list[str]]]:
    """The words of actions, by what they tell."""
    return tomllib.loads((files(__package__) / "actions.toml").read_text("utf-8"))


def starts(word: str, stems: list[str]) -> bool:
    """Whether a word begins with one of the stems."""
    return any(word.startswith(stem) for stem in stems)
