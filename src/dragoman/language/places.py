"""Towns, regions and venues named in a text, with their usual English name and the polity that they lie in.

The names come from GeoNames and from a list kept by hand, one file for each script under ``data/`` (see the README there; maintainers
derive them with ``tools/derive_places.py``). Case endings are those of the lexicon's section ``polities``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.language.analysis import PlaceMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.names import ByLexicon, Inflection, Names, cased, cuts_word, goes_on, hangul, key
from dragoman.language.territories import territories
from dragoman.language.tokens import Tokens

SCRIPTS = ("latin", "cyrillic", "arabic", "han", "hangul")
"""The scripts in which there are names; "han" has kana too."""


@dataclass(frozen=True, slots=True)
class _Index:
    names: Names[int]
    """By key the number of the place in the list of records, -1 for what is no place."""
    particles: frozenset[str]
    transliteration: frozenset[str]


def find_places(tokens: Tokens, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Every place named in the tokens, in order, the longest name at each point. In scripts with capitals a place begins with one."""
    index = _index_of(lexicon)
    records = _records()
    found: list[PlaceMention] = []
    i = 0
    while i < len(tokens):
        if not index.names.first[tokens[i].form] or (cased(tokens[i]) and not tokens[i].capital):
            i += 1
            continue
        for last, number in index.names.at(tokens, i):
            if not cuts_word(tokens, i, last) and _whole(tokens, i, last, index):
                if number >= 0:
                    name, country, _ = records[number]
                    found.append(PlaceMention(i, last, name, country or None))
                i = last - 1
                break
        i += 1
    return tuple(found)


def _whole(tokens: Tokens, first: int, last: int, index: _Index) -> bool:
    """Whether a name ends where it seems to: in Han no longer name goes on, in Hangul only what may be glued to a place follows."""
    if goes_on(tokens, last, index.transliteration):
        return False
    if not index.particles or last - first > 2 or not hangul(tokens[last - 1]) or last == len(tokens):
        return True
    after = tokens[last]
    if after.spaced or not hangul(after):
        return True
    return any("".join(token.form for token in tokens[last : last + length]) in index.particles for length in (1, 2, 3))


def seats(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Keys of the names of capitals and seats of government in the scripts of a language, with the polity governed from each."""
    records = _records()
    for script in lexicon.polities.scripts or SCRIPTS:
        yield from ((name, records[number][2]) for name, number in _names(script) if records[number][2])
    governed = {name: seat for name, _, seat in records if seat}
    for place, names in lexicon.polities.places.items():
        yield from ((key(name), governed[place]) for name in names if place in governed)


def _make(lexicon: Lexicon) -> _Index:
    section = lexicon.polities
    entries = {name: number for script in section.scripts or SCRIPTS for name, number in _names(script)}
    numbers = {record[0]: number for number, record in reversed(list(enumerate(_records())))}
    entries |= {key(name): numbers[place] for place, names in section.places.items() for name in names if place in numbers}
    names_of_polities = (name for locale in section.locales or (lexicon.language,) for name in map(key, territories(locale)))
    entries |= {name: -1 for name in names_of_polities if name not in entries}
    entries |= {key(name): -1 for name in section.not_places}
    names = Names(entries.items(), Inflection(section.endings, section.beginnings))
    return _Index(names, frozenset(section.particles), frozenset(section.transliteration))


@lru_cache(maxsize=1)
def _records() -> tuple[tuple[str, str, str], ...]:
    """Each place: usual English name, polity it lies in, polity that is governed from there (or nothing)."""
    rows = (line.split("\t") for line in _lines("places.tsv"))
    return tuple((name, country, seat) for name, country, seat in rows)


@lru_cache(maxsize=len(SCRIPTS))
def _names(script: str) -> tuple[tuple[str, int], ...]:
    """The names of places in a script, as keys, with the number of the place in the list of records."""
    found = []
    for line in _lines(f"names.{script}.tsv"):
        name, _, number = line.partition("\t")
        found.append((name, int(number)))
    return tuple(found)


def _lines(name: str) -> list[str]:
    path = resources.files("dragoman.language").joinpath("data", name)
    return path.read_text("utf-8").splitlines() if path.is_file() else []


_index_of: ByLexicon[_Index] = ByLexicon(_make)
