"""How alike two words sound when they were spelled by different hands: the distance between romanisations.

Spellings are cut into sounds; changing one sound into a kindred one (t and d, l and r, any two vowels) costs little, an unrelated
consonant costs most and counts as a hard edit, which short names do not forgive: Jong-un is not Jong-il.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate

from dragoman.register.identity.romanise import FILLER

_DIGRAPHS = [
    ("tsch", "C"), ("chzh", "J"), ("chkh", "C"), ("tsz", "J"), ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("dz", "J"), ("shch", "S"),
    ("sh", "S"), ("sz", "S"), ("zh", "Z"), ("rz", "Z"), ("ch", "C"), ("cz", "C"), ("ts", "C"), ("tz", "C"), ("dj", "J"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "D"), ("ng", "n"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("c", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"),
]  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_CHINESE = re.compile(r"^x|^q(?=i)")
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
    ("j", "z"),
    ("j", "C"),
    ("j", "d"),
    ("C", "t"),
}
_CLASSES = {c: k for k, group in {"P": "pbfv", "T": "td", "S": "szSZCJDj", "K": "kg", "L": "lr", "M": "mn"}.items() for c in group}
HARD = 80
"""Costs are in hundredths of the cost of an unrelated sound; from this on an edit is hard."""
_UNIT = 1000
_INFINITE = 10**9
_HARDLY = 0.5
"""As alike as words can be that take a hard edit too many."""
HALF = 0.4
"""What sounds less alike than about half is not told apart further."""


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A romanised word as one character a sound, doubled sounds once."""
    word = _CHINESE.sub(lambda match: "sh" if match[0] == "x" else "ch", _SOFT_C.sub("s", word))
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The word's consonants by family ("titov" and "titop~" are both TTP): equal for most spellings of one name, a key and no proof."""
    out = "".join(_CLASSES.get(c, "") for c in sounds(word).replace("w", ""))
    return re.sub(r"(.)\1+", r"\1", out)


def _substitution(a: str, b: str) -> int:
    if a == b:
        return 0
    if a in _VOWELS and b in _VOWELS:
        return 25
    if (a, b) in _SEMI or (b, a) in _SEMI:
        return 35
    if any(a in family and b in family for family in _FAMILIES):
        return 25 if {a, b} != {"m", "n"} else 60
    return 100


def _gap(sound: str, first: bool) -> int:
    if sound == FILLER:
        return 10
    if sound in _VOWELS or sound in "hj":
        return 30
    # Lim and Im, Ryu and Yu: an initial liquid comes and goes with the spelling
    return 45 if first and sound in "lrn" else HARD


def _packed(cost: int) -> int:
    """A cost with the count of hard edits below it, so that one addition sums both."""
    return cost * _UNIT + (cost >= HARD)


class _Swaps(dict[str, int]):
    """What it costs to hear other sounds for one."""

    def __init__(self, sound: str) -> None:
        super().__init__()
        self._sound = sound

    def __missing__(self, other: str) -> int:
        cost = self[other] = _packed(_substitution(self._sound, other))
        return cost


@cache
def _swaps(sound: str) -> _Swaps:
    return _Swaps(sound)


@lru_cache(maxsize=65536)
def _gaps(word: str, abjad: bool) -> tuple[int, ...]:
    costs = ((sound, _gap(sound, i == 0)) for i, sound in enumerate(word))
    return tuple(_packed(cost * 2 // 5 if abjad and sound in _VOWELS else cost) for sound, cost in costs)


def _shares_bones(a: str, b: str) -> bool:
    """Whether at least half of the consonants of the longer have their kindred in the other; cheap, and true of all that sound alike."""
    for one, two in ((skeleton(a), skeleton(b)), (skeleton(a.replace("w", "v")), skeleton(b.replace("w", "v")))):
        if not one or not two or 2 * sum(min(one.count(c), two.count(c)) for c in set(one)) >= max(len(one), len(two)) - 1:
            return True
    return False


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, abjad: bool = False, least: float = HALF) -> float:
    """From 0 to 1 how alike two romanised words sound; ``abjad`` says that one was spelled without its short vowels. What is found to be
    less alike than ``least`` is not looked at to the end, and is 0."""
    mine, theirs = sounds(a), sounds(b)
    if mine == theirs:
        return 1.0
    if not mine or not theirs:
        return 0.0
    most, allowed = round(50 * (1 - least) * (len(mine) + len(theirs))), 0 if min(len(mine), len(theirs)) <= 7 else 1
    cost, hard = divmod(_distance(mine, theirs, abjad, most, _UNIT if least <= _HARDLY else allowed), _UNIT)
    alike = max(0.0, 1 - cost / 50 / (len(mine) + len(theirs)))
    alike = alike if hard <= allowed else min(alike, _HARDLY)
    return alike if alike >= least and _shares_bones(mine, theirs) else 0.0


def _distance(a: str, b: str, abjad: bool, budget: int, allowed: int) -> int:
    """The packed cost of hearing one for the other; infinite, if that is more than the budget or takes more hard edits than are allowed."""
    budget = (budget + 1) * _UNIT
    drops, inserts = _gaps(a, abjad), _gaps(b, abjad)
    row = [0, *accumulate(inserts)]
    for mine, drop in zip(a, drops, strict=True):
        swaps, last, cost = _swaps(mine), row, row[0] + drop
        row = [cost]
        # spelled out, for this runs more often than anything else of a rebuild
        for theirs, insert, before, above in zip(b, inserts, last, last[1:], strict=False):
            cost += insert
            if (swapped := before + swaps[theirs]) < cost:
                cost = swapped
            if (dropped := above + drop) < cost:
                cost = dropped
            row.append(cost)
        # every way goes through each row, and grows no cheaper
        if not any(cost < budget and cost % _UNIT <= allowed for cost in row):
            return _INFINITE
    return row[-1]
