"""Tokens and sentences with exact offsets, the same way for every script.

Han, kana, Hangul and Thai are cut into single characters (words there are not spaced, or carry glued particles, so that phrases are found
as runs of characters); every other run of letters is one token, a run of digits is one, and any other sign stands alone. Braces about a
word, in which translators put what they add ("{North} Korea"), belong to its token and not to its form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u0e00-\u0e7f"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]|\d+|\{{?[^\W\d_{_UNSPACED}][^\W\d_{_UNSPACED}\u0300-\u036f\u064b-\u0652]*[\u0300-\u036f\u064b-\u0652]*\}}?|[^\s]"
)
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD_START = re.compile(r"\w")
_FOLD = str.maketrans(
    {
        "\u0307": None,
        "ı": "i",
        "ё": "е",
        "ș": "ş",
        "ț": "ţ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ـ": None,
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "–": "-",
        "‑": "-",
        "—": "-",
    }
)
_MARKS = re.compile("[\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """The form by which words are compared: caseless, compatibility forms and Arabic vowel signs folded, accents kept."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", form)).casefold().translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: offsets in the text, its folded form, whether a space stands before it, whether it begins with a capital."""

    start: int
    end: int
    form: str
    spaced: bool
    capital: bool
    unspaced: bool
    """True for a character of a script that is cut into characters."""

    @property
    def is_word(self) -> bool:
        return bool(_WORD_START.match(self.form))


class Tokens(tuple[Token, ...]):
    """All tokens of a text, in order, and where each form stands: what looks for words need not go through all others."""

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """By form the tokens that have it, in order."""
        found: dict[str, list[int]] = {}
        for i, token in enumerate(self):
            found.setdefault(token.form, []).append(i)
        return found

    @cached_property
    def beginnings(self) -> dict[object, list[int]]:
        """What was asked of this text before: by set of phrases the tokens with which one may begin."""
        return {}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets in the text, and the range of its tokens (last excluded). ``paragraph`` counts the text's paragraphs."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


def tokenise(text: str) -> Tokens:
    """All tokens of a text, in order; every character that is not a space lies in exactly one."""
    tokens = []
    before = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match.group()
        unspaced = len(raw) == 1 and raw > "\u2e7f" and bool(_UNSPACED_SIGN.match(raw))
        word = raw.strip("{}") or raw
        tokens.append(Token(start, end, fold(word), start > before or start == 0, word[0].isupper() or word[0].istitle(), unspaced))
        before = end
    return Tokens(tokens)


_END = frozenset(".!?。！？؟।…")
_CLOSERS = frozenset("\"'”’»›)]」』）】《》“″")
_GOES_ON = frozenset(",،;:-")
"""Signs behind a closed quotation with which its sentence goes on ("…." – said the minister)."""
_PARTICLE = re.compile("[\u3041-\u309f\uac00-\ud7a3]")
"""Kana and Hangul, which glued to a closing mark are particles of the same sentence."""
_OPENERS = frozenset("\"'“‘„«‹(（[「『【▲○°•–—-")


def sentences(
    text: str, tokens: tuple[Token, ...], abbreviations: frozenset[str] = frozenset(), ordinal_dot: bool = False
) -> tuple[Sentence, ...]:
    """Cut the tokens into sentences: at line breaks and after closing punctuation.

    ``abbreviations`` are folded words after which a full stop ends nothing; with ``ordinal_dot`` neither does one after a number.
    """
    found: list[Sentence] = []
    first = 0
    paragraph = 0
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        breaks = "\n" in text[token.end : following.start] if following else True
        if breaks or (following and _ends(tokens, i, abbreviations, ordinal_dot)):
            found.append(Sentence(tokens[first].start, token.end, first, i + 1, paragraph))
            first = i + 1
        if breaks:
            paragraph += 1
    return tuple(found)


def _ends(tokens: tuple[Token, ...], i: int, abbreviations: frozenset[str], ordinal_dot: bool) -> bool:
    """Whether a sentence ends after token i, which is not the last of its line."""
    after = tokens[i + 1]
    k = i
    while k > 0 and tokens[k].form in _CLOSERS and (not tokens[k].spaced or tokens[k].form == "»"):
        k -= 1
    mark = tokens[k].form
    if mark not in _END or after.form in _END or (after.form in _CLOSERS and (not after.spaced or _set_apart(tokens, i + 1))):
        return False
    if k < i and (after.form in _GOES_ON or (not after.spaced and _PARTICLE.match(after.form))):
        return False
    if mark in "。！？":
        return after.form not in _CLOSERS or after.spaced
    if not after.spaced and not after.unspaced:
        return False
    if not (after.capital or after.form in _OPENERS or after.form.isdigit() or not after.form.islower() or _caseless(after.form)):
        return False
    if mark in ".…" and k > 0:
        word = tokens[k - 1]
        if word.form in abbreviations or (len(word.form) == 1 and word.form.isalpha() and not word.unspaced and k == i):
            return False
        if ordinal_dot and word.form.isdigit() and len(word.form) <= 2 and k == i:
            return False
    return True


def _set_apart(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a guillemet closes although a space stands before it, as in French."""
    return tokens[i].form == "»" and (i + 1 >= len(tokens) or tokens[i + 1].spaced or not tokens[i + 1].is_word)


def _caseless(form: str) -> bool:
    return bool(form) and form[0].isalpha() and form[0].upper() == form[0].lower()
