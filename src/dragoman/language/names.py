"""Finding names in tokens: one mechanism for polities and places in every language.

A name is kept as a *key*: the folded forms of its tokens, joined by single spaces. A word of a text meets a word of a key if it is the
same, or if the language's endings and beginnings lead from one to the other: with ``endings = {"ия": ["ии", "ию"]}`` the word "россии"
meets "россия".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Token, Tokens, tokenise

SHORTEST_STEM = 2
SHORTEST_BODY = 3
"""Letters that a word must keep behind a proclitic."""
T = TypeVar("T")


def key(name: str) -> str:
    """The key of a name as written."""
    return " ".join(token.form for token in tokenise(name))


class Inflection:
    """What may stand in the place of a word's dictionary beginning and ending.

    ``endings`` leads from an ending of the dictionary form to the endings of its other forms, ``beginnings`` does the same at the front
    (Arabic "ال" to "لل", "بال", and nothing to "و").
    """

    def __init__(self, endings: Mapping[str, tuple[str, ...]], beginnings: Mapping[str, tuple[str, ...]]) -> None:
        self._endings = _reversed(endings)
        self._beginnings = _reversed(beginnings)
        self._longest_ending = max(map(len, self._endings), default=-1)
        self._longest_beginning = max(map(len, self._beginnings), default=-1)

    def lemmas(self, form: str) -> Iterator[str]:
        """The form itself, then every word whose inflected form it could be."""
        for body in self._without_beginning(form):
            yield body
            for length in range(min(self._longest_ending, len(body) - SHORTEST_STEM) + 1):
                cut = len(body) - length
                for ending in self._endings.get(body[cut:], ()):
                    yield body[:cut] + ending

    def _without_beginning(self, form: str) -> Iterator[str]:
        yield form
        for length in range(min(self._longest_beginning, len(form) - SHORTEST_BODY) + 1):
            for beginning in self._beginnings.get(form[:length], ()):
                yield beginning + form[length:]


def _reversed(table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for plain, others in table.items():
        for other in others:
            found.setdefault(other, []).append(plain)
    return {other: tuple(plains) for other, plains in found.items()}


class Lemmas(dict[str, tuple[str, ...]]):
    """The words of a set that a form may stand for, itself first: found when first asked for, then kept."""

    def __init__(self, words: set[str], inflection: Inflection) -> None:
        super().__init__()
        self._words = words
        self._inflection = inflection

    def __missing__(self, form: str) -> tuple[str, ...]:
        known = tuple(dict.fromkeys(lemma for lemma in self._inflection.lemmas(form) if lemma in self._words))
        if len(self) < 100_000:
            self[form] = known
        return known


class Names(Generic[T]):
    """Names by key, each with what it stands for; a later entry takes the place of an earlier one with the same key."""

    def __init__(self, entries: Iterable[tuple[str, T]], inflection: Inflection) -> None:
        self._values = dict(entries)
        self._beginnings: set[str] = set()
        first_words: set[str] = set()
        words: set[str] = set()
        for name in self._values:
            space = name.find(" ")
            if space < 0:
                first_words.add(name)
                continue
            first_words.add(name[:space])
            words.update(name.split(" "))
            while space > 0:
                self._beginnings.add(name[:space])
                space = name.find(" ", space + 1)
        self.first = Lemmas(first_words, inflection)
        """The words that a form may stand for at the beginning of a name; nothing begins with a form that has none."""
        self._lemmas = Lemmas(words, inflection)

    def get(self, name: str) -> T | None:
        """What a key stands for, exactly as it is."""
        return self._values.get(name)

    def at(self, tokens: Tokens, first: int) -> list[tuple[int, T]]:
        """The names that begin at a token, longest first, uninflected ones before others: the token behind each, and what it stands for."""
        keys = self.first[tokens[first].form]
        if not keys:
            return []
        found: list[tuple[int, T]] = []
        last = first + 1
        while keys:
            found = [(last, self._values[whole]) for whole in keys if whole in self._values] + found
            begun = [part for part in keys if part in self._beginnings]
            if not begun or last == len(tokens):
                break
            lemmas = self._lemmas[tokens[last].form]
            keys = tuple(f"{part} {lemma}" for part in begun for lemma in lemmas)
            last += 1
        return found


class ByLexicon(Generic[T]):
    """What is made once for each lexicon and kept as long as the program runs."""

    def __init__(self, make: Callable[[Lexicon], T]) -> None:
        self._make = make
        self._made: dict[int, tuple[Lexicon, T]] = {}

    def __call__(self, lexicon: Lexicon) -> T:
        known = self._made.get(id(lexicon))
        if known is None or known[0] is not lexicon:
            known = self._made[id(lexicon)] = (lexicon, self._make(lexicon))
        return known[1]


def cuts_word(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a range of tokens that are single characters begins or ends inside a word that the script itself shows.

    A word in katakana is a whole run of katakana. Hangul glues particles behind a word, so only a short name that begins inside one is cut.
    """
    before = tokens[first - 1] if first and not tokens[first].spaced else None
    after = tokens[last] if last < len(tokens) and not tokens[last].spaced else None
    if before and katakana(before) and katakana(tokens[first]):
        return True
    if after and katakana(after) and katakana(tokens[last - 1]):
        return True
    return bool(before and last - first <= 2 and hangul(before) and hangul(tokens[first]))


def katakana(token: Token) -> bool:
    """Whether a token is a letter of katakana (its lengthening mark too, its middle dot not)."""
    return token.unspaced and "\u30a1" <= token.form[0] <= "\u30fe" and token.form != "・"


def hangul(token: Token) -> bool:
    """Whether a token is a syllable of Hangul."""
    return token.unspaced and "\uac00" <= token.form[0] <= "\ud7a3"


def han(token: Token) -> bool:
    """Whether a token is a Chinese character."""
    return token.unspaced and "\u3400" <= token.form[0] <= "\u9fff"


def goes_on(tokens: Tokens, last: int, letters: frozenset[str]) -> bool:
    """Whether a name in Han goes on behind a range: the next character is one that only transliterations of foreign names use there."""
    return last < len(tokens) and tokens[last].unspaced and not tokens[last].spaced and tokens[last].form in letters


def cased(token: Token) -> bool:
    """Whether a token's script has capital letters."""
    return unicodedata.category(token.form[0]) == "Ll"
