"""Text to search terms, in every script, the same for both databases.

A term is a word without case, accents and presentation forms. Scripts that write no spaces, or that write particles, articles and
prepositions onto the word (Chinese, Japanese, Korean, Thai, Arabic, Hebrew …) are cut into overlapping pairs of characters instead, so
that a word is found wherever it stands inside a longer run; a run's last character is a term of its own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

# First code point of ranges, in turn outside and inside the scripts that are searched by parts of words.
_PARTS = (
    0x0590, 0x0700,    # Hebrew, Arabic
    0x0750, 0x0780,    # Arabic Supplement
    0x0870, 0x0900,    # Arabic Extended
    0x0E00, 0x10A0,    # Thai, Lao, Tibetan, Myanmar
    0x1100, 0x1200,    # Hangul Jamo
    0x1780, 0x1800,    # Khmer
    0x2E80, 0xA000,    # the radicals, kana, bopomofo and ideographs
    0xAC00, 0xD7B0,    # Hangul
    0xF900, 0xFB00,    # ideographs for compatibility
    0xFB1D, 0xFE00,    # presentation forms of Hebrew and Arabic
    0x20000, 0x40000,  # the further ideographs
)  # fmt: skip
# Letters that the same word is written with in one place or another.
_ALIKE = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"}
# Marks that change a letter into another (nukta, voicing, virama); all other combining marks are accents.
_KEPT_MARKS = frozenset((0, 7, 8, 9))
LONGEST = 60
"""Longer runs of letters are no words; their first characters stand for them."""


class Term(NamedTuple):
    """A term, and where it stands in the text (normalised to NFC)."""

    text: str
    start: int
    end: int


class _Folds(dict[str, str]):
    """Character → what it counts as: letters, nothing (an accent), or a space (no letter)."""

    def __missing__(self, char: str) -> str:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
        kept = "".join(c for c in decomposed if unicodedata.combining(c) in _KEPT_MARKS)
        kept = "".join(_ALIKE.get(c, c) for c in unicodedata.normalize("NFKC", kept))
        counts = all(c.isalnum() or unicodedata.category(c)[0] == "M" for c in kept)
        self[char] = kept if counts else " "
        return self[char]


_folds = _Folds()


def fold(text: str) -> str:
    """The text for comparing names: no case, no accents, one space between words, the same for every way of writing a character."""
    return " ".join("".join(map(_folds.__getitem__, unicodedata.normalize("NFC", text))).split())


def terms(text: str) -> Iterator[Term]:
    """All terms of a text in NFC, in order."""
    start, parts = 0, False
    run: list[str] = []
    for at, char in enumerate(text):
        folded = _folds[char]
        if folded == " " or (folded and run and by_parts(folded) != parts):
            yield from _run(run, start, parts)
            run = []
        if folded != " ":
            if not run:
                start, parts = at, by_parts(folded)
            run.append(folded)
    yield from _run(run, start, parts)


def _run(run: list[str], start: int, parts: bool) -> Iterator[Term]:
    if not any(run):
        return
    if not parts:
        yield Term("".join(run)[:LONGEST], start, start + len(run))
        return
    places = [at for at, folded in enumerate(run) if folded]
    for at, after in zip(places, [*places[1:], None], strict=True):
        if after is None:
            yield Term(run[at], start + at, start + len(run))
        else:
            yield Term(run[at] + run[after], start + at, start + after + 1)


def by_parts(text: str) -> bool:
    """Whether the text's first character is of a script that is searched by parts of words."""
    return bool(text) and bisect(_PARTS, ord(text[0])) % 2 == 1


class Unit(NamedTuple):
    """What must stand, or must not stand, in a text that is searched for: terms one after the other, the last perhaps only begun."""

    terms: tuple[str, ...]
    begun: bool
    wanted: bool


_QUERY = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


def parse_query(query: str) -> list[Unit]:
    """Words that must all occur, "phrases", begun words with a star (negotiat*), and -words that must not occur."""
    units = []
    for match in _QUERY.finditer(unicodedata.normalize("NFC", query)):
        minus, phrase, word = match.groups()
        found = list(terms(phrase if word is None else word))
        begun = bool(word) and word.endswith("*")
        if found and by_parts(found[-1].text):
            if len(found) > 1 and found[-2].end == found[-1].end:
                found.pop()  # where a run ends in the query, it may go on in the text
            else:
                begun = True
        if found:
            units.append(Unit(tuple(term.text for term in found), begun, not minus))
    return units
