"""The polities of officials known from the record of travels and visits (data/officials.tsv): "President Putin" needs no country beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.territories import rows
from dragoman.language.tokens import tokenise

YEARS = 8
"""So many years before and after the years on record a name still means the same official."""


@dataclass(frozen=True, slots=True)
class _Record:
    words: frozenset[str]
    polity: str
    first: int
    last: int


def polity_of(name: str, year: int | None) -> str | None:
    """The polity of the official who bears a name, in Latin script, in a year; None where there is none, or several.

    A name of one word meets names on record that have that word last known alone; a fuller one must share two words with its record, or all of it.
    """
    words = frozenset(token.form for token in tokenise(name) if token.is_word and len(token.form) > 1)
    found = {
        record.polity
        for word in words
        for record in _by_word().get(word, ())
        if _same(words, record.words) and (year is None or record.first - YEARS <= year <= record.last + YEARS)
    }
    return next(iter(found)) if len(found) == 1 else None


def _same(words: frozenset[str], record: frozenset[str]) -> bool:
    shared = len(words & record)
    return shared >= 2 or record <= words or words <= record


@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[_Record]]:
    records: dict[str, list[_Record]] = {}
    for words, polity, first, last in rows("officials.tsv"):
        record = _Record(frozenset(words.split()), polity, int(first), int(last))
        for word in record.words:
            records.setdefault(word, []).append(record)
    return records
