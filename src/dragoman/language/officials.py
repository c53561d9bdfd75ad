"""The polities of officials known from the record of travels and visits (data/officials.tsv): "President Putin" needs no country beside
it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.territories import rows
from dragoman.language.tokens import tokenise

YEARS = 8
"""So many years before and after the years on record a name still means the same official."""


@dataclass(frozen=True, slots=True)
class _Record:
    words: tuple[str, ...]
    polity: str
    first: int
    last: int


def polity_of(name: str, year: int | None) -> str | None:
    """The polity of the official who bears a name, in Latin script, in a year; None where there is none, or several.

    Two names are one if they share two words, or if the name in question is a single word, the last of the other.
    """
    words = tuple(token.form for token in tokenise(name) if token.is_word and len(token.form) > 1)
    found = {
        record.polity
        for word in words
        for record in _by_word().get(word, ())
        if _same(words, record.words) and (year is None or record.first - YEARS <= year <= record.last + YEARS)
    }
    return next(iter(found)) if len(found) == 1 else None


def _same(words: tuple[str, ...], record: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return words[-1] == record[-1]
    return len(set(words) & set(record)) >= 2


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[_Record]]:
    records: dict[str, list[_Record]] = {}
    for words, polity, first, last in rows("officials.tsv"):
        record = _Record(tuple(words.split()), polity, int(first), int(last))
        for word in record.words:
            records.setdefault(word, []).append(record)
    return records
