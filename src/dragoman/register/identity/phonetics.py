"""How alike two words sound when they were spelled by different hands: the distance between romanisations.

Spellings are cut into sounds; changing one sound into a kindred one (t and d, l and r, any two vowels) costs little, an unrelated
consonant costs 1 and counts as a hard edit, which short names do not forgive: Jong-un is not Jong-il.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.register.identity.romanise import FILLER

_DIGRAPHS = [
    ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("shch", "S"), ("sh", "S"), ("sz", "S"), ("zh", "Z"), ("rz", "Z"),
    ("ch", "C"), ("cz", "C"), ("ts", "C"), ("tz", "C"), ("dj", "J"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "D"),
    ("ng", "n"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("c", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"),
]  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_FAMILIES = ["pbfv", "td", "Ddz", "szSZCJ", "kgh", "lr", "mn"]
_VOWELS = "aeiouw" + FILLER
_SEMI = {
    ("v", "w"),
    ("f", "w"),
    ("p", "w"),
    ("v", "u"),
    ("j", "i"),
    ("j", "J"),
    ("j", "Z"),
    ("j", "h"),
    ("J", "g"),
    ("Z", "g"),
    ("C", "k"),
    ("h", "k"),
    ("b", "w"),
    ("g", "w"),
}
_CLASSES = {c: k for k, group in {"P": "pbfv", "T": "td", "S": "szSZCJDj", "K": "kg", "L": "lr", "M": "mn"}.items() for c in group}
HARD = 0.8


@lru_cache(maxsize=131072)
def sounds(word: str) -> str:
    """A romanised word as one character a sound, doubled sounds once."""
    word = _SOFT_C.sub("s", word)
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=131072)
def skeleton(word: str) -> str:
    """The word's consonants by family ("titov" and "titop~" are both TTP): equal for most spellings of one name, a key and no proof."""
    out = "".join(_CLASSES.get(c, "") for c in sounds(word).replace("w", ""))
    return re.sub(r"(.)\1+", r"\1", out)


def _substitution(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.25
    if (a, b) in _SEMI or (b, a) in _SEMI:
        return 0.35
    if any(a in family and b in family for family in _FAMILIES):
        return 0.25 if {a, b} != {"m", "n"} else 0.6
    return 1.0


def _gap(sound: str, first: bool) -> float:
    if sound == FILLER:
        return 0.1
    if sound in _VOWELS or sound in "hj":
        return 0.3
    # Lim and Im, Ryu and Yu: an initial liquid comes and goes with the spelling
    return 0.45 if first and sound in "lrn" else HARD


@lru_cache(maxsize=262144)
def likeness(a: str, b: str, abjad: bool = False) -> float:
    """From 0 to 1 how alike two romanised words sound; ``abjad`` says that one was spelled without its short vowels."""
    a, b = sounds(a), sounds(b)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    rows = [(0.0, 0)]
    for j, sound in enumerate(b):
        cost = _gap(sound, j == 0) * (0.4 if abjad and sound in _VOWELS else 1)
        rows.append((rows[-1][0] + cost, rows[-1][1] + (cost >= HARD)))
    for i, mine in enumerate(a):
        drop = _gap(mine, i == 0) * (0.4 if abjad and mine in _VOWELS else 1)
        row = [(rows[0][0] + drop, rows[0][1] + (drop >= HARD))]
        for j, theirs in enumerate(b):
            swap = _substitution(mine, theirs)
            insert = _gap(theirs, j == 0) * (0.4 if abjad and theirs in _VOWELS else 1)
            row.append(min(
                (rows[j][0] + swap, rows[j][1] + (swap >= HARD)),
                (rows[j + 1][0] + drop, rows[j + 1][1] + (drop >= HARD)),
                (row[j][0] + insert, row[j][1] + (insert >= HARD)),
            ))  # fmt: skip
        rows = row
    cost, hard = rows[-1]
    alike = max(0.0, 1 - 2 * cost / (len(a) + len(b)))
    allowed = 0 if min(len(a), len(b)) <= 7 else 1
    return alike if hard <= allowed else min(alike, 0.5)
