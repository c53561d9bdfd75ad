"""Names of persons, compared across scripts and spellings.

A name is read as one or more cuts into words (Han and Hangul names have no word division, and the parts of a given name are joined or not
as the spelling likes). Two words meet if they are the same, if the name table has them as forms of one (Mike, Michael), or if they sound
alike. Two names meet if the words of one find theirs in the other; each side keeping an unmatched word speaks against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise, permutations

from dragoman.register.identity import phonetics, syllables
from dragoman.register.identity.nametable import names_of, short_forms
from dragoman.register.identity.romanise import ABJAD, fold_han, is_han, is_hangul, latin, script_of, tables
from dragoman.register.identity.syllables import Syllables

_DIVISION = re.compile(r"[\s.,·・、]+")
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|es|esh|eş|ar|er|an|en|at|et|ad|ed)[-‐’'](?=\w)|^ال(?=\w{3})", re.IGNORECASE)
_MAX_LENGTH = 120
_SHORT_SYLLABLES = 6
_MOST_WORDS = 5
_NICKNAME = 3
"""Shorter words of one script are too often forms of several names: Liu and Yu."""
MET = 0.72
"""From this on two words sound like one name."""
SAME_NAME = 0.95
"""A word that the name table lists as a form of the other."""
WHOLE = 0.8
"""From this on two names are the same by themselves; below, office and time must speak for it."""
TURNED = 0.9
"""Words in another order must be this much alike."""
UNREAD = 0.6
"""A name of which a word agrees and another cannot be compared."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name."""

    text: str
    latin: str = field(compare=False)
    forms: frozenset[int] = field(default=frozenset(), compare=False)
    """The names of which the word is a form (`nametable`)."""
    script: str = field(default="latin", compare=False)

    initial: bool = field(default=False, compare=False)
    """Whether only the first letter is given."""
    compact: bool = field(default=False, compare=False)
    """Whether it was cut out of a run of Han characters, which may be read in any language."""


@dataclass(frozen=True)
class PersonName:
    """A name, understood."""

    text: str
    han: str | None = field(default=None, compare=False)
    syllables: Syllables | None = field(default=None, compare=False)

    @cached_property
    def cuts(self) -> tuple[tuple[Word, ...], ...]:
        """The ways in which it may be cut into words, the likeliest first. They take long to find, and are not needed where syllables or
        characters decide."""
        words = _divided(self.text)
        compact = len(words) == 1 and is_han(words[0])
        cuts = []
        for way in _cuts(words):
            cut = tuple(word for word in (_word(part, "." in self.text, compact and len(way) > 1) for part in way) if word.latin)
            if cut and cut not in cuts:
                cuts.append(cut)
        return tuple(cuts) or ((Word(self.text, self.text.casefold()),),)

    @property
    def full(self) -> bool:
        """Whether more than one whole word is given."""
        return sum(not word.initial for word in self.cuts[0]) > 1


def _divided(text: str) -> list[str]:
    return [word for word in _DIVISION.split(text) if word] or [text]


def _word(text: str, abbreviated: bool, compact: bool) -> Word:
    bare = _ARTICLE.sub("", text) or text
    plain = latin(fold_han(bare) if is_han(bare) else bare).replace(" ", "")
    script = script_of(text)
    initial = len(plain) == 1 and script not in ("han", "hangul", "kana") and (abbreviated or plain not in "aeiouy")
    return Word(text, plain, names_of(text) or names_of(bare), script, initial, compact)


def _cuts(words: list[str]) -> list[list[str]]:
    """The ways in which the name may be cut into words."""
    if len(words) == 1 and (is_han(words[0]) or is_hangul(words[0])) and 2 <= len(words[0]) <= 5:
        whole = words[0]
        ways = [[whole[:1], whole[1:]]]
        if len(whole) >= 3 and (is_han(whole) or len(whole) >= 4):
            ways.insert(0 if len(whole) >= 4 else 1, [whole[:2], whole[2:]])
        if len(whole) == 5:
            ways.append([whole[:3], whole[3:]])
        # a foreigner's family name alone, spelled by sound
        return [*ways, [whole]] if is_han(whole) and len(whole) > 2 else ways
    ways = [words]
    joined: list[str] = []
    for word in words:
        if joined and latin(joined[-1]) in tables()["particles"]["words"]:
            joined[-1] += word
        else:
            joined.append(word)
    if 1 < len(joined) < len(words):
        ways.append(joined)
    if len(words) == 3 and all(1 < len(latin(word)) <= _SHORT_SYLLABLES for word in words):
        ways += [[words[0], words[1] + words[2]], [words[0] + words[1], words[2]]]
    return ways


@lru_cache(maxsize=65536)
def parse(text: str) -> PersonName:
    """Read a name; never fails, an odd text gives one odd word."""
    text = text[:_MAX_LENGTH].strip()
    whole = "".join(_divided(text))
    return PersonName(text, fold_han(whole) if is_han(whole) else None, syllables.read(text))


def meet(a: Word, b: Word) -> float:
    """From 0 to 1 how surely two words are one name; initials count half where the letter agrees."""
    if a.initial or b.initial:
        first, second = phonetics.sounds(a.latin)[:1], phonetics.sounds(b.latin)[:1]
        return 0.5 if first == second or a.latin[0] == b.latin[0] or phonetics.likeness(first, second) >= 0.5 else 0.0
    if a.latin == b.latin:
        return 1.0
    if a.compact != b.compact:
        return SAME_NAME if a.forms & b.forms else 0.0
    alike = phonetics.likeness(a.latin, b.latin, ABJAD in (a.script, b.script), MET)
    if (
        a.script != b.script
        and alike < SAME_NAME
        and any(phonetics.likeness(x, y.latin) >= 0.85 for w, y in ((a, b), (b, a)) for x in short_forms(w.latin))
    ):
        alike = 0.9
    if a.forms & b.forms and (a.script != b.script or min(len(a.latin), len(b.latin)) >= _NICKNAME):
        return max(SAME_NAME, alike)
    return alike


def _compare(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    """Two cuts: the best way to give the words of the shorter their counterparts."""
    if len(a) > len(b):
        a, b = b, a
    a, b = a[:_MOST_WORDS], b[:_MOST_WORDS]
    # where each word has its place, and none can have failed in another script or be short for one, a single stranger decides
    strict = len(a) == len(b) and len({word.script for word in (*a, *b)}) == 1 and not any(word.initial for word in (*a, *b))
    best = 0.0
    for places in permutations(range(len(b)), len(a)):
        best = max(best, _score(a, b, places, strict))
    return best


def _score(a: tuple[Word, ...], b: tuple[Word, ...], places: tuple[int, ...], strict: bool) -> float:
    lone_a: list[Word] = []
    matched: list[tuple[Word, Word, float]] = []
    taken: set[int] = set()
    for word, place in zip(a, places, strict=True):
        value = meet(word, b[place])
        if value < 0.5:
            if strict:
                return 0.0
            lone_a += [] if word.initial else [word]
            continue
        taken.add(place)
        matched.append((word, b[place], value))
    lone_b = [word for place, word in enumerate(b) if place not in taken and not word.initial]
    sure = [(one, two) for one, two, value in matched if value > 0.5]
    if not sure:
        return 0.0
    whole = sum(1.0 if value > 0.5 else 0.5 for _, _, value in matched)
    score = sum(value if value > 0.5 else 0.45 for _, _, value in matched) / whole
    # an initial stands for a first name only if no other first name stands beside it
    spelled = any((one.initial and lone_a) or (two.initial and lone_b) for one, two, value in matched if value == 0.5)
    if lone_a and lone_b:
        return score * _doubt(lone_a[0], lone_b[0], sure)
    if spelled:
        return 0.0
    if len(sure) == 1 and whole < 1.5 and (len(a) > 1 or len(b) > 1):
        return score * (0.65 if len(a) == 1 or len(b) == 1 else 0.5)
    turned = any(x > y for x, y in pairwise(place for place in places if place in taken))
    doubtful = turned and (len(lone_b) > 1 or min(value for _, _, value in matched) < TURNED)
    return score * 0.96 ** min(3, len(lone_a) + len(lone_b)) * (0.7 if doubtful else 1)


def _doubt(one: Word, two: Word, sure: list[tuple[Word, Word]]) -> float:
    """Each side has a word that the other lacks: in one script that is another person of the family, or another Michael. Across scripts the
    spelling may have failed, and characters may be read otherwise than in Chinese."""
    if one.script == two.script:
        return 0.0
    if "han" in (one.script, two.script):
        return 0.0 if any(x.latin == y.latin for x, y in sure) else UNREAD
    if phonetics.likeness(one.latin, two.latin, ABJAD in (one.script, two.script)) < 0.45:
        return 0.0
    letters = sum(min(len(x.latin), len(y.latin)) for x, y in sure)
    return min(UNREAD, letters / (letters + min(len(one.latin), len(two.latin))))


@lru_cache(maxsize=131072)
def same(a: str, b: str) -> float:
    """From 0 to 1 how surely two texts name one person, by the names alone."""
    if a == b:
        return 1.0
    one, two = parse(a), parse(b)
    if one.han and two.han:
        # characters decide between names in Han; one differing variant in a long name is forgiven
        if len(one.han) != len(two.han):
            return 0.0
        differ = sum(x != y for x, y in zip(one.han, two.han, strict=True))
        return 1.0 if not differ else 0.85 if differ == 1 and len(one.han) >= 4 else 0.0
    if one.syllables and two.syllables and (one.syllables.sure or two.syllables.sure):
        few = syllables.compare(one.syllables, two.syllables)
        if (one.syllables.sure and two.syllables.sure) or not (one.han or two.han):
            return few
        # what the name table knows of characters stands beside their readings
        general = _whole(one, two)
        return max(few, general) if general > UNREAD else few
    return _whole(one, two) * (0.85 if one.syllables and two.syllables and one.syllables.count != two.syllables.count else 1)


def _whole(a: PersonName, b: PersonName) -> float:
    return max(_compare(x, y) for x in a.cuts for y in b.cuts)


@lru_cache(maxsize=65536)
def keys(text: str) -> frozenset[str]:
    """Keys such that two spellings of a name share at least one: consonant skeletons, names of the table, folded characters."""
    name = parse(text)
    out = {f"h{name.han}"} if name.han else set()
    for cut in name.cuts:
        out.add("j" + "".join(sorted(phonetics.skeleton(word.latin) for word in cut if not word.initial)))
        for place, word in enumerate(cut):
            if not word.initial:
                beside = {first for other in cut[:place] + cut[place + 1 :] for first in _firsts(other)}
                # a family name alone may stand beside any given name
                out |= {f"{bone}:{first}" for bone in _bones(word) for first in beside or _FIRSTS}
    if name.syllables:
        out |= {syllables.key(way) for way in name.syllables.ways[:_MOST_WAYS]}
    return frozenset(out)


_FIRSTS = ("", "P", "T", "S", "K", "L", "M")
_MOST_WAYS = 12


def _firsts(word: Word) -> set[str]:
    """The families of the consonants with which the word may begin in another spelling; all of them where that cannot be told."""
    if word.compact or (word.initial and word.latin in "aeiouyjwvhc"):
        return set(_FIRSTS)
    firsts = {phonetics.skeleton(word.latin)[:1]}
    if word.latin[:1] in "jvw":
        firsts |= {phonetics.skeleton(word.latin[1:])[:1], "P" if word.latin[0] != "j" else "S"}
    return firsts | ({"K", "S"} if word.latin[:1] == "c" else set())


def _bones(word: Word) -> set[str]:
    """A word's skeleton (w is a vowel in one spelling and v in another), and the names of the table that it is a form of."""
    bones = {phonetics.skeleton(word.latin), phonetics.skeleton(word.latin.replace("w", "v"))}
    return {f"s{bone}" for bone in bones if len(bone) > 1} | {f"q{number}" for number in sorted(word.forms)[:8]}
