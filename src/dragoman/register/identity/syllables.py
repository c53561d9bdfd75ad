"""Names made of a few syllables (Korean, Chinese, Vietnamese), compared syllable by syllable.

Such names are short and their syllables few, so that the distance of whole words forgives too much: Kim Yo-jong is not Kim Jong-un. Every
syllable must find its counterpart in order, onset, vowel and coda; the family name may stand before or after. Han characters have readings
in several languages, any of which may be the one that was spelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product

from dragoman.register.identity.phonetics import skeleton, sounds
from dragoman.register.identity.romanise import ABJAD, FILLER, fold_han, hangul, is_han, is_hangul, latin, script_of

_PARTS = re.compile(r"[\s\-·・‐]+")
_SHAPE = re.compile(rf"([^aeiouw{FILLER}]*)([aeiouw{FILLER}]+)([^aeiouw{FILLER}]*)")
_LEAST = 0.7
"""What each syllable must reach."""
_MOST = 48
_ONSETS = {
    **{a + b: 0.9 for a in "jJCZzD" for b in "jJCZzD"},
    **{pair[::step]: value for pair, value in {
        "gk": 0.9, "bp": 0.95, "dt": 0.95, "sS": 0.85, "lr": 0.9, "nr": 0.7, "nl": 0.7, "hk": 0.6, "SJ": 0.5, "SC": 0.5, "Sj": 0.5,
        "sC": 0.6, "fp": 0.6, "fv": 0.6, "tC": 0.4, "sJ": 0.4, "sj": 0.4, "Sh": 0.6, "kC": 0.3,
    }.items() for step in (1, -1)},
}  # fmt: skip
_CODAS = {
    pair[::step]: value
    for pair, value in {"gk": 0.95, "bp": 0.95, "lr": 0.95, "tl": 0.5, "nm": 0.5, "dt": 0.95}.items()
    for step in (1, -1)
}
_BACK, _FRONT = set("ouaw" + FILLER), set("ie" + FILLER)


@dataclass(frozen=True, slots=True)
class Syllables:
    """A name as syllables, one tuple for each way of reading it. ``sure`` says that it is such a name and not only shaped like one."""

    ways: tuple[tuple[str, ...], ...]
    sure: bool
    abjad: bool = False
    signs: bool = False
    """Whether there is a sign for each, Han or Hangul, so that little depends on how it is spelled."""

    @property
    def count(self) -> int:
        """How many syllables there are."""
        return len(self.ways[0])


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Korean and Vietnamese readings of folded characters, in Latin letters."""
    out = {}
    for line in (files(__package__) / "readings.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            char, *read = line.split("\t")
            out[char] = (*(hangul(c) for c in read[0]), *(latin(c) for c in (read[1].split() if len(read) > 1 else ())))
    return out


def _han(text: str) -> Iterator[tuple[str, ...]]:
    folded = fold_han(text)
    yield tuple(latin(char).replace(" ", "") for char in folded)
    yield from islice(product(*(_readings().get(char, ()) for char in folded)), _MOST)


def _nuclei(word: str) -> int:
    return len(re.findall(rf"[aeiouw{FILLER}]+", sounds(word)))


def _split(word: str) -> tuple[str, ...] | None:
    """A word of one or two syllables; None for longer ones."""
    heard = sounds(word)
    found = list(re.finditer(rf"[aeiouw{FILLER}]+", heard))
    if len(found) == 1:
        return (heard,)
    if len(found) != 2:
        return None
    between = heard[found[0].end() : found[1].start()]
    cut = found[1].start() - (1 if between else 0)
    return heard[:cut], heard[cut:]


@lru_cache(maxsize=16384)
def read(text: str) -> Syllables | None:
    """A name's syllables; None if it has not the shape of such a name, or has an abbreviation."""
    words = [word for word in _PARTS.split(text.strip()) if word]
    whole = "".join(words)
    if is_han(whole) and 2 <= len(whole) <= 4:
        return Syllables(tuple(dict.fromkeys(tuple(map(sounds, way)) for way in _han(whole) if all(way))), sure=True, signs=True)
    if is_hangul(whole) and 2 <= len(whole) <= 4 and len(words) <= 2:
        sure = len(words) == 1 and len(whole) < 4
        return Syllables((tuple(sounds(hangul(char)) for char in whole),), sure=sure, signs=sure)
    if not 2 <= len(words) <= 4 or "." in text or script_of(whole) in ("han", "kana"):
        return None
    abjad = script_of(whole) == ABJAD
    parts: list[str] = []
    for word in words:
        plain = latin(word).replace(" ", "")
        if abjad:
            cut: tuple[str, ...] | None = (sounds(plain),) if len(plain) <= 5 else None
        else:
            cut = _split(plain)
        if cut is None or (len(words) > 2 and len(cut) > 1):
            return None
        parts += cut
    short = len(words) == 3 and not abjad and all(_nuclei(latin(word)) == 1 for word in words)
    return Syllables((tuple(parts),), sure=short, abjad=abjad) if 2 <= len(parts) <= 4 else None


@lru_cache(maxsize=65536)
def _shape(syllable: str) -> tuple[str, str, str, bool]:
    """Onset, vowels, coda, and whether a glide stands before the vowel."""
    match = _SHAPE.search(syllable)
    if not match:
        return syllable[:1], "", syllable[1:], False
    onset, vowel, coda = match.groups()
    glide = False
    if len(vowel) > 1 and vowel[0] in "iuw":
        vowel, glide = vowel[1:], vowel[0] == "i"
    return onset[:1], vowel, coda.replace("h", "")[:1] if not coda.startswith("r") or len(coda) < 2 else coda[1], glide


@lru_cache(maxsize=65536)
def _alike(a: str, b: str, abjad: bool) -> float:
    """From 0 to 1 how alike two syllables sound."""
    if a == b:
        return 1.0
    (onset, vowel, coda, glide), (other, sung, end, slides) = _shape(a), _shape(b)
    if onset == other:
        start = 1.0
    elif not onset or not other:
        # an initial liquid or nasal comes and goes before i and its kin: Lee and Yi
        lone, high = onset or other, (sung if onset else vowel)[:1] == "i" or (slides if onset else glide)
        start = 0.85 if lone in "lrn" and high else 0.9 if lone in "hvw" and abjad else 0.5 if lone in "jJv" else 0.0
    else:
        start = _ONSETS.get(onset + other, 0.0)
    finish = 1.0 if coda == end else _CODAS.get(coda + end, 0.0) if coda and end else 0.2
    return 0.4 * start + 0.25 * (0.8 if abjad else _vowels(vowel, sung)) + 0.35 * finish


def _vowels(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if not a or not b:
        return 0.5
    if set(a) & set(b):
        return 0.85
    if (set(a) <= _BACK and set(b) <= _BACK) or (set(a) <= _FRONT and set(b) <= _FRONT):
        return 0.6
    return 0.6 if {a[0], b[0]} <= set("eoa") or {a[0], b[0]} <= set("iu" + FILLER) else 0.2


def key(way: tuple[str, ...]) -> str:
    """A key that spellings of one name share: how many syllables, and the families of those onsets that no spelling drops."""
    onsets = (_shape(syllable)[0] for syllable in way)
    return f"y{len(way)}:" + "".join(sorted(skeleton(onset) for onset in onsets if onset not in "lrnvw"))


def compare(a: Syllables, b: Syllables) -> float:
    """From 0 to 1; 0 if some syllable has no counterpart."""
    abjad = a.abjad or b.abjad
    best = 0.0
    for one in a.ways:
        for two in b.ways:
            if len(one) != len(two):
                continue
            for turned in {two, two[1:] + two[:1], two[-1:] + two[:-1]}:
                best = max(best, _in_order(one, turned, abjad) - (0.02 if turned != two else 0))
    return best


def _in_order(a: tuple[str, ...], b: tuple[str, ...], abjad: bool) -> float:
    """How alike as many syllables are, each with its counterpart; 0 if some are not."""
    values = []
    for one, two in zip(a, b, strict=True):
        value = _alike(one, two, abjad)
        if value < _LEAST:
            return 0.0
        values.append(value)
    return sum(values) / len(values)
