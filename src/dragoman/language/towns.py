"""Towns that no lexicon is searched for: words that the trained model takes for a place are looked up in a list of all towns.

The list (``data/towns.tsv``, derived by ``tools/derive_towns.py`` from GeoNames) is far too long to be searched for in a text: every other
word is a town somewhere. It is read by bisection, and only for a name of a place.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.language.analysis import PlaceMention, PolityMention, covered
from dragoman.language.encoder.types import Parse
from dragoman.language.lexicon import Lexicon
from dragoman.language.names import Inflection
from dragoman.language.tokens import Sentence, Tokens

SURE = 0.5
"""A place named by the model counts from this confidence on."""
_FAR_LARGER = 4
"""So many times the people of the next a town has that is meant wherever its name stands alone."""
_DATELINE, _PARTING = 3, frozenset("-–—,(/")
"""Words of the place in a dateline, and the signs behind it."""
_MOST = 64
"""So many dictionary forms of a name are looked up."""


@dataclass(frozen=True, slots=True)
class Town:
    """One town of a name: usual English name, the polity that it lies in, thousands of people."""

    name: str
    country: str
    thousands: int


def with_towns(
    places: Sequence[PlaceMention],
    text: str,
    tokens: Tokens,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    lexicon: Lexicon,
    polities: Sequence[PolityMention],
) -> tuple[PlaceMention, ...]:
    """The places with the towns among the model's names of places, in the order of the text. A town stands where its name is longer than
    that of a place within it; a country stays one."""
    named = frozenset(polity.code for polity in polities)
    countries, known = covered(polities), covered(places)
    inflection = Inflection(lexicon.polities.endings, lexicon.polities.beginnings)
    towns = []
    for first, last in dict.fromkeys((*_names(tokens, parses), *_datelines(text, tokens, sentences))):
        while first < last and first in countries:  # "the Hungarian town", where the model takes both for the name
            first += 1
        inside = [place for place in places if first <= place.first and place.last <= last and place.last - place.first < last - first]
        parts = covered(inside)
        free = not any(i in countries or (i in known and i not in parts) for i in range(first, last))
        town = _meant([token.form for token in tokens[first:last]], inflection, named) if free and first < last else None
        if town:
            towns.append(PlaceMention(first, last, *town))
    taken = covered(towns)
    return tuple(sorted([*(place for place in places if place.first not in taken), *towns], key=lambda place: place.first))


def _names(tokens: Tokens, parses: Sequence[Parse]) -> Iterator[tuple[int, int]]:
    """The token ranges of the model's names of places."""
    starts = [token.start for token in tokens]
    for name in (name for parse in parses for name in parse.names if name.kind == "LOC" and name.confidence >= SURE):
        first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
        if last > first:
            yield first, last


def _datelines(text: str, tokens: Tokens, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The token ranges of names in capitals that stand alone at the head of a sentence ("SWAKOPMUND - The minister …")."""
    for sentence in sentences:
        last = sentence.first
        while last < sentence.last and tokens[last].is_word and text[tokens[last].start : tokens[last].end].isupper():
            last += 1
        if 0 < last - sentence.first <= _DATELINE and last < sentence.last and tokens[last].form in _PARTING:
            yield sentence.first, last


def _meant(words: Sequence[str], inflection: Inflection, polities: Collection[str]) -> tuple[str, str | None] | None:
    """The town that a name means: one in a polity that the text names, the only one, or by far the largest; the polity is left open
    where several might be meant."""
    forms = itertools.islice(itertools.product(*(tuple(inflection.lemmas(word)) for word in words)), _MOST)
    named = next((towns for form in forms if (towns := lookup(" ".join(form)))), ())
    if not named:
        return None
    here = [town for town in named if town.country in polities]
    best = (here or named)[0]
    sure = len(here) == 1 or len(named) == 1 or best.thousands >= _FAR_LARGER * max(1, (here or named)[1].thousands)
    return best.name, best.country if sure or here else None


def lookup(key: str) -> tuple[Town, ...]:
    """The towns of a name by its key, the largest first."""
    table, wanted = _table(), key.encode() + b"\t"
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start, end = table.rfind(b"\n", 0, middle) + 1, table.find(b"\n", middle) + 1
        if table[start : start + len(wanted)] < wanted:
            low = end
        else:
            high = start
    found = []
    while table.startswith(wanted, low):
        end = table.index(b"\n", low)
        _, name, country, thousands = table[low:end].decode().split("\t")
        found.append(Town(name, country, int(thousands)))
        low = end + 1
    return tuple(found)


@lru_cache(maxsize=1)
def _table() -> bytes:
    return resources.files("dragoman.language").joinpath("data", "towns.tsv").read_bytes()
