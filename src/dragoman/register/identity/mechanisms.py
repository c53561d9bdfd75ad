"""Names of channels in any language, as concepts: what sort of mechanism, about what, of which polities, and what else the name says.

"한·러 전략대화" and "ROK-Russia Strategic Dialogue" are both a dialogue, strategic, of KOR and RUS.
The words are data (mechanisms.toml, polities.toml), names of states and territories come from CLDR.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.language.territories import territories
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.terms import plain

_WORD = re.compile(r"\d\+\d|[^\W_]+", re.UNICODE)
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+|[가-힣]+")
_LOCALES = ["en", "de", "fr", "es", "pt", "it", "ru", "uk", "ko", "ja", "zh", "ar", "tr", "pl", "cs", "sv", "nl", "id"]
_COMPOUND = 5
_PROPER = 3


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A channel's name, understood. ``rest`` are its proper words in Latin letters ("normandie"), ``light`` what may be left out."""

    text: str
    kinds: frozenset[str]
    subjects: frozenset[str]
    light: frozenset[str]
    polities: frozenset[str]
    rest: tuple[str, ...]


@cache
def _tables() -> tuple[dict[str, list[tuple[str, str]]], frozenset[str], frozenset[str]]:
    """Stems by their first letter as (stem, "group:concept"), longest first; words to ignore; generic kinds."""
    stems: dict[str, list[tuple[str, str]]] = {}
    data = tomllib.loads((files(__package__) / "mechanisms.toml").read_text("utf-8"))
    places = tomllib.loads((files(__package__) / "polities.toml").read_text("utf-8"))
    for group, table in (("kinds", data["kinds"]), ("subjects", data["subjects"]), ("light", data["light"]), ("polities", places)):
        for concept, words in table.items():
            for word in words:
                stems.setdefault(plain(word)[:1], []).append((plain(word), f"{group}:{concept}"))
    for found in stems.values():
        found.sort(key=lambda pair: (-len(pair[0]), pair))
    return stems, frozenset(map(plain, data["ignored"]["words"])), frozenset(data["generic"]["kinds"])


def generic_kinds() -> frozenset[str]:
    """Kinds for which another kind may stand."""
    return _tables()[2]


def _stem(word: str) -> str | None:
    """The concept of a word that begins with a known stem; short Latin and Cyrillic stems must be the whole word."""
    for stem, concept in _tables()[0].get(word[:1], ()):
        if word == stem or (len(stem) > _PROPER and word.startswith(stem)):
            return concept
    return None


def _concepts(word: str) -> list[str]:
    """All concepts in a word of an alphabet: its own, or those of the parts of a compound."""
    for prefix in ("", "وال", "بال", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and (found := _stem(word.removeprefix(prefix))):
            first = [found]
            break
    else:
        first = []
    if len(word) > 2 * _COMPOUND and word.isascii():
        for start in range(3, len(word) - 3):
            for stem, concept in _tables()[0].get(word[start], ()):
                if len(stem) >= _COMPOUND and word.startswith(stem, start) and concept not in first and not concept.startswith("polities"):
                    first.append(concept)
    return first


def _eastern(run: str) -> tuple[list[str], str]:
    """Concepts in a run of Han, kana or Hangul without word division, and what is left over."""
    found, left, at = [], "", 0
    while at < len(run):
        for stem, concept in _tables()[0].get(run[at], ()):
            if (len(stem) > 1 or not concept.startswith("polities")) and run.startswith(stem, at):
                found.append(concept)
                at += len(stem)
                break
        else:
            left += run[at]
            at += 1
    single = {stem: concept for c in left for stem, concept in _tables()[0].get(c, ()) if stem == c}
    if left and all(c in single for c in left):
        return found + [single[c] for c in left], ""
    return found, left


@cache
def _territory(code: str) -> frozenset[str]:
    """The first letters, in Latin, of a state's names in all languages."""
    names = [name for locale in _LOCALES for name, known in territories(locale).items() if known == code]
    return frozenset(word[:4] for name in names for word in latin(name).split() if len(word) >= 4) | {code.lower()}


@lru_cache(maxsize=16384)
def read(text: str, parties: tuple[str, ...] = ()) -> Mechanism:
    """Understand a channel's name; ``parties`` are those whose names in it say nothing new."""
    found: set[str] = set()
    rest: list[str] = []
    ignored = _tables()[1]
    for word in _WORD.findall(plain(text)[:300]):
        if word in ignored:
            continue
        if runs := _EAST.findall(word):
            for run in runs:
                concepts, left = _eastern(run)
                found.update(concepts)
                rest += [left] if left and left not in ignored else []
            continue
        concepts = _concepts(word)
        found.update(concepts)
        if not concepts:
            rest.append(word)
    known = frozenset(start for party in parties for start in _territory(party))
    proper = tuple(sorted({bare for word in rest if len(bare := latin(word).replace(" ", "")) > 1 and bare[:4] not in known}))

    def of(group: str) -> frozenset[str]:
        return frozenset(concept.partition(":")[2] for concept in found if concept.startswith(group))

    return Mechanism(text=text, kinds=of("kinds"), subjects=of("subjects"), light=of("light"), polities=of("polities"), rest=proper)
