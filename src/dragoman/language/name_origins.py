"""Where a name is from, by its letters: "Szijjártó" is Hungarian before anything is known of the man.

Runs of two to four letters, and whole words, are counted over the names of officials on record (data/officials.tsv) by polity, and over
common names (data/name_words.tsv) by language. Names in other scripts are romanised first. What is told is only which of some polities a
name is likest for; that is a hint and no proof.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import icu

from dragoman.language.territories import is_territory, languages, rows

_LENGTHS = (2, 3, 4)
_TRUST = 1000.0
"""Runs of letters that a polity or language must have until its own count weighs as much as that of all."""
_WORD = re.compile(r"[a-z]+")
_KIN = {
    "sr": "hr",
    "bs": "hr",
    "cnr": "hr",
    "ms": "id",
    "be": "ru",
    "gsw": "de",
    "ca": "es",
    "gl": "es",
    "nn": "no",
    "nb": "no",
    "ps": "fa",
}
"""Languages without names of their own in the table, and one whose names are much like theirs."""


@lru_cache(maxsize=4096)
def origin(name: str, polity: str) -> float | None:
    """How much likelier the runs of letters of a name are for one state than for all: a logarithm by the square root of their number.

    None where no names of the polity are on record, or it is no state: any name may be an organisation's.
    """
    return _likelihood(name, polity, _officials()) if is_territory(polity) else None


@lru_cache(maxsize=4096)
def tongue(name: str, polity: str) -> float | None:
    """The same for the language of the state for which the name is likest; None where no names of its languages are known."""
    told = (_likelihood(name, _KIN.get(code, code), _common()) for code in languages(polity))
    return max((value for value in told if value is not None), default=None)


def _likelihood(name: str, of: str, counts: dict[str, _Counted]) -> float | None:
    runs, own, every = _runs(name), counts.get(of), counts[""]
    if own is None or not runs:
        return None
    value = 0.0
    for run in runs:
        common = (every.of[run] + 0.5) / (every.total + 0.5 * len(every.of))
        value += math.log((own.of[run] + _TRUST * common) / (own.total + _TRUST) / common)
    return value / math.sqrt(len(runs))


def latin_words(name: str) -> list[str]:
    """The words of a name in small Latin letters without marks."""
    romanised = _transliterator().transliterate(name) if not name.isascii() else name
    plain = unicodedata.normalize("NFKD", romanised)
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).lower())


@lru_cache(maxsize=1)
def _transliterator() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")


@lru_cache(maxsize=4096)
def _runs(name: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in latin_words(name):
        edged = f"^{word}$"
        found += [edged[i : i + length] for length in _LENGTHS for i in range(len(edged) - length + 1)]
        found.append(edged)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Runs of letters with their numbers, and how many there are in all."""

    of: Counter[str]
    total: int


@lru_cache(maxsize=1)
def _officials() -> dict[str, _Counted]:
    return _counts((polity, words) for words, polity, *_ in rows("officials.tsv"))


@lru_cache(maxsize=1)
def _common() -> dict[str, _Counted]:
    return _counts((language, words) for language, words in rows("name_words.tsv"))


def _counts(names: Iterable[tuple[str, str]]) -> dict[str, _Counted]:
    """Runs of letters by polity or language, and under "" of all together."""
    counts: dict[str, Counter[str]] = {"": Counter()}
    for of, words in names:
        runs = _runs.__wrapped__(words)
        counts.setdefault(of, Counter()).update(runs)
        counts[""].update(runs)
    return {of: _Counted(own, own.total()) for of, own in counts.items()}
