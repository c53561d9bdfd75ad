"""Where a name is from, by its letters: "Szijjártó" is Hungarian before anything is known of the man.

Runs of two to four letters, and whole words, are counted over the names of officials on record (data/officials.tsv) by polity. Names in
other scripts are romanised first. What is told is only which of some polities a name is likest for; that is a hint and no proof.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import icu

from dragoman.language.territories import is_territory, rows

_LENGTHS = (2, 3, 4)
_TRUST = 15.0
"""Runs of letters that a polity must have on record until its own count weighs as much as that of all."""
_WORD = re.compile(r"[a-z]+")


def origin(name: str, polity: str) -> float | None:
    """How much likelier the runs of letters of a name are for one state than for all: a logarithm by the square root of their number.

    None where no names of the polity are on record, or it is no state: any name may be an organisation's.
    """
    runs, counts = _runs(_latin(name)), _counts()
    own, every = counts.get(polity), counts[""]
    if own is None or not runs or not is_territory(polity):
        return None
    value = 0.0
    for run in runs:
        common = (every.of[run] + 0.5) / (every.total + 0.5 * len(every.of))
        value += math.log((own.of[run] + _TRUST * common) / (own.total + _TRUST) / common)
    return value / math.sqrt(len(runs))


@lru_cache(maxsize=4096)
def _latin(name: str) -> str:
    """A name in small Latin letters without marks."""
    romanised = _transliterator().transliterate(name) if not name.isascii() else name
    plain = unicodedata.normalize("NFKD", romanised)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


@lru_cache(maxsize=1)
def _transliterator() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")


def _runs(name: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(name):
        edged = f"^{word}$"
        found += [edged[i : i + length] for length in _LENGTHS for i in range(len(edged) - length + 1)]
        found.append(edged)
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    """Runs of letters with their numbers, and how many there are in all."""

    of: Counter[str]
    total: int


@lru_cache(maxsize=1)
def _counts() -> dict[str, _Counted]:
    """Runs of letters by polity, and under "" of all together."""
    counts: dict[str, Counter[str]] = {"": Counter()}
    for words, polity, _, _ in rows("officials.tsv"):
        runs = _runs(_latin(words))
        counts.setdefault(polity, Counter()).update(runs)
        counts[""].update(runs)
    return {polity: _Counted(of, of.total()) for polity, of in counts.items()}
