"""Officials known from the record of travels and visits (data/officials.tsv): "President Putin" needs no country beside it, and "Putin" no
title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.name_origins import latin_words
from dragoman.language.territories import rows

YEARS = 8
"""So many years before and after the years on record a name still means the same official."""
_IN_OFFICE = 3
"""The same for a head of state or government still to be one."""


@dataclass(frozen=True, slots=True)
class _Record:
    words: tuple[str, ...]
    polity: str
    first: int
    last: int
    headed: tuple[int, int] | None
    """The years of being called the head of a state or government."""


def polity_of(name: str, year: int | None) -> str | None:
    """The polity of the official who bears a name in a year; None where there is none, or several.

    Two names are one if they share two words, or if the name in question is a single word, the last of the other.
    """
    found = {record.polity for record in _records(name, year)}
    return next(iter(found)) if len(found) == 1 else None


def heads(name: str, polity: str, year: int | None) -> bool:
    """Whether whoever bears a name in a year is known as the head of a state, or of its government."""
    headed = [record.headed for record in _records(name, year) if record.polity == polity and record.headed]
    return any(year is None or first - _IN_OFFICE <= year <= last + _IN_OFFICE for first, last in headed)


def _records(name: str, year: int | None) -> Iterator[_Record]:
    words = tuple(word for word in latin_words(name) if len(word) > 1)
    for word in words:
        for record in _by_word().get(word, ()):
            if _same(words, record.words) and (year is None or record.first - YEARS <= year <= record.last + YEARS):
                yield record


def _same(words: tuple[str, ...], record: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return words[-1] == record[-1]
    return len(set(words) & set(record)) >= 2


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[_Record]]:
    records: dict[str, list[_Record]] = {}
    for words, polity, first, last, begun, ended in rows("officials.tsv"):
        record = _Record(tuple(words.split()), polity, int(first), int(last), (int(begun), int(ended)) if begun else None)
        for word in record.words:
            records.setdefault(word, []).append(record)
    return records
