"""Names and words of any script in plain Latin letters.

Hangul by arithmetic (Revised Romanisation, with the filling vowel ㅡ kept apart as ``~``, since foreign names are full of it), Arabic by a
table that keeps its consonants, everything else through ICU (pinyin for Han, Hepburn for kana), after the letters for which the press has
spellings of its own (Cyrillic, Greek, Georgian …).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import icu

_ONSETS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "~", "ui", "i"]
_CODAS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
FILLER = "~"
"""The vowel that Hangul writes between consonants that stand together in the original."""


@cache
def tables() -> dict[str, Any]:
    """The tables of scripts.toml."""
    data: dict[str, Any] = tomllib.loads((files(__package__) / "scripts.toml").read_text("utf-8"))
    return data


@cache
def _icu(rules: str) -> icu.Transliterator:
    return icu.Transliterator.createInstance(rules)


@lru_cache(maxsize=65536)
def fold_han(text: str) -> str:
    """Han characters in one form: simplified Chinese, with Japanese forms and rare variants led back to it."""
    variants = tables()["han_variants"]
    return "".join(variants.get(c, c) for c in _icu("Hant-Hans").transliterate("".join(variants.get(c, c) for c in text)))


def is_han(text: str) -> bool:
    """Whether every character is a Han character (々 included); False for an empty text."""
    return bool(text) and all("\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" or c in "々〇" or c >= "\U00020000" for c in text)


def is_hangul(text: str) -> bool:
    """Whether every character is a Hangul syllable; False for an empty text."""
    return bool(text) and all("가" <= c <= "힣" for c in text)


ABJAD = "arabic"
"""The script that leaves out short vowels."""


def script_of(text: str) -> str:
    """The script of a word by its first letter: "han", "hangul", "arabic", "kana", "latin", or the Unicode name of another."""
    first = next((c for c in text if c.isalpha()), "a")
    if is_han(first):
        return "han"
    if is_hangul(first):
        return "hangul"
    if "\u3040" <= first <= "\u30ff":
        return "kana"
    return ABJAD if "\u0600" <= first <= "\u06ff" else unicodedata.name(first, "LATIN").split()[0].lower()


def hangul(text: str) -> str:
    """Hangul syllables in Latin letters, other characters as they are."""
    return "".join(_syllable(c) if "가" <= c <= "힣" else c for c in text).replace("lr", "ll")


def _syllable(char: str) -> str:
    onset, rest = divmod(ord(char) - 0xAC00, 588)
    vowel, coda = divmod(rest, 28)
    return _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]


def _arabic(text: str) -> str:
    letters = tables()["arabic"]
    return "".join(letters.get(c, c) for c in text if not unicodedata.combining(c))


def _east_slavic(word: str) -> str:
    """A Cyrillic word with what its language spells otherwise in Latin letters already so; endings of adjectives end in y."""
    for letters, spellings in tables()["east_slavic"].items():
        if any(letter in word for letter in letters):
            return "".join(spellings.get(c, c) for c in word)
    return word[:-2] + "y" if word.endswith(("ий", "ый")) else word


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """The text in lower-case Latin letters, word divisions kept; what no table knows is left out."""
    text = unicodedata.normalize("NFC", text).casefold()
    if script_of(text) == ABJAD:
        text = _arabic(text)
    text = hangul(text)
    if not text.isascii():
        text = _CYRILLIC.sub(lambda match: _east_slavic(match[0]), text)
        known = "".join(tables()["latin"].get(c, c) for c in text)
        text = known if known.isascii() else _icu("Any-Latin; Latin-ASCII").transliterate(known)
    return "".join(c if c.isalnum() or c == FILLER else " " if c.isspace() or c in "-·・.,/" else "" for c in text.lower())
