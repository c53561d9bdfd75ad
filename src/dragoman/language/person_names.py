"""Where a person's name may stand: spans of tokens that look like one, by the script's own habits.

Scripts with capitals: a run of capitalised words. Katakana: a run of it. Han: a family name of the lexicon and one or two characters more, or a run
of characters that write foreign sounds. Hangul: the spaced word. Other scripts without capitals: the next one to three plain words.
Where a trained model has found a name that touches the place, that is taken instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.encoder.types import Parse
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Token, fold

MAX_TOKENS = 9
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_DOTS = frozenset("・·＝=")
_HYPHENS = frozenset("-'`")


@lru_cache(maxsize=64)
def _not_names(lexicon: Lexicon) -> frozenset[str]:
    """Words that are no name: those that the lexicon lists, and the single words of bodies and channels."""
    channels, offices = lexicon.channels, lexicon.offices
    listed = (*lexicon.writing.not_names, *channels.heads, *channels.weak_heads, *channels.modifiers, *offices.bodies, *offices.modifiers)
    return frozenset(fold(word) for word in listed if " " not in word and "*" not in word and len(word) > 2)


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The places for names in one text: what stands in the way of one, and what a model found."""

    tokens: tuple[Token, ...]
    lexicon: Lexicon
    taken: frozenset[int]
    """Tokens that belong to a polity, a title or a date."""
    model: tuple[tuple[int, int], ...] = ()
    """Token ranges of persons' names that a model found, in order."""

    def after(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A name that begins at token i."""
        known = self._model_at(i, ceiling)
        if known:
            return known
        if i >= ceiling or i in self.taken:
            return None
        form = self.tokens[i].form
        if _KATAKANA.match(form):
            return self._run(i, ceiling, lambda k: bool(_KATAKANA.match(self.tokens[k].form)) or self.tokens[k].form in _DOTS, least=2)
        if _HAN.match(form):
            return self._han(i, ceiling)
        if _HANGUL.match(form):
            return self._run(i, ceiling, lambda k: bool(_HANGUL.match(self.tokens[k].form)) and (k == i or not self.tokens[k].spaced), least=2, most=5)
        if self.lexicon.writing.capitals:
            return self._capitals(i, ceiling)
        return self._run(i, min(i + 3, ceiling), self._plain_word, least=2)

    def before(self, i: int, floor: int) -> tuple[int, int] | None:
        """A name that ends in front of token i (the range's end is i)."""
        k = bisect_left(self.model, (i, 0)) - 1
        if k >= 0 and self.model[k][1] == i and self.model[k][0] >= floor:
            return self.model[k]
        for first in range(max(floor, i - MAX_TOKENS), i):
            if first in self.taken or (first > floor and self._glued(first)):
                continue
            span = self.after(first, i)
            if span and span[1] == i:
                return span
        return None

    def _glued(self, i: int) -> bool:
        """Whether token i goes on a word of Hangul or katakana that began earlier."""
        token, previous = self.tokens[i], self.tokens[i - 1]
        if token.spaced or i - 1 in self.taken or not (_HANGUL.match(token.form) or _KATAKANA.match(token.form)):
            return False
        return bool(_HANGUL.match(previous.form) or _KATAKANA.match(previous.form) or previous.form in _DOTS)

    def _model_at(self, i: int, ceiling: int) -> tuple[int, int] | None:
        k = bisect_left(self.model, (i, 0))
        return self.model[k] if k < len(self.model) and self.model[k][0] == i and self.model[k][1] <= ceiling else None

    def _plain_word(self, i: int) -> bool:
        token = self.tokens[i]
        return token.is_word and not token.form[0].isdigit() and token.form not in _not_names(self.lexicon)

    def _run(self, i: int, ceiling: int, inside: Callable[[int], bool], least: int, most: int = 20) -> tuple[int, int] | None:
        """The tokens from i on that are all inside, if they are `least` characters or more and `most` tokens or fewer."""
        end = i
        while end < ceiling and end not in self.taken and inside(end):
            end += 1
        while end > i and self.tokens[end - 1].form in _DOTS:
            end -= 1
        length = sum(len(self.tokens[k].form) for k in range(i, end))
        return (i, end) if length >= least and end - i <= most else None

    def _han(self, i: int, ceiling: int) -> tuple[int, int] | None:
        writing = self.lexicon.writing
        foreign = self._run(i, ceiling, lambda k: self.tokens[k].form in writing.transliteration or self.tokens[k].form in _DOTS, least=3)
        if foreign:
            return foreign
        if self.tokens[i].form not in writing.surnames:
            return None
        stops = _not_names(self.lexicon)
        return self._run(i, min(i + 3, ceiling), lambda k: bool(_HAN.match(self.tokens[k].form)) and (k == i or self.tokens[k].form not in stops), least=2)

    def _capitals(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A run of capitalised words, with particles and hyphens inside and initials' stops."""
        particles, stops = self.lexicon.writing.particles, _not_names(self.lexicon)
        end = k = i
        while k < min(ceiling, i + MAX_TOKENS) and k not in self.taken:
            token = self.tokens[k]
            inside_word = k > i and not token.spaced and self.tokens[k - 1].form in _HYPHENS
            if token.form in stops and not inside_word and not (k > i and token.form in particles):
                break
            if token.capital and token.is_word:
                end = k + 1
            elif not self._joins(k, i, particles):
                break
            elif k > i and self.tokens[k - 1].form in _HYPHENS:
                end = k + 1
            k += 1
        return (i, end) if any(len(self.tokens[k].form) > 1 and self.tokens[k].capital for k in range(i, end)) else None

    def _joins(self, k: int, i: int, particles: tuple[str, ...]) -> bool:
        """Whether a token that has no capital goes on a name."""
        token = self.tokens[k]
        if k == i:
            return token.form in particles
        previous = self.tokens[k - 1]
        if token.form in _HYPHENS:
            return not token.spaced and self._continues(k)
        if token.form == ".":
            return len(previous.form) <= 2 and previous.capital and not token.spaced
        return token.form in particles or (previous.form in _HYPHENS and not token.spaced and token.is_word and len(token.form) > 1)

    def _continues(self, k: int) -> bool:
        """Whether a hyphen or apostrophe at token k stands inside a word and is no genitive."""
        following = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        return following is not None and not following.spaced and len(following.form) > 1 and following.is_word


def model_spans(tokens: tuple[Token, ...], parses: tuple[Parse, ...], taken: frozenset[int], least: float) -> tuple[tuple[int, int], ...]:
    """The token ranges of the persons' names that a model is at least so sure of.

    The lexicons win where both speak: a name that holds a token of a polity, a title or a date is none, whatever the model says.
    """
    starts = [token.start for token in tokens]
    spans = []
    for parse in parses:
        for name in parse.names:
            first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
            if name.kind == "PER" and name.confidence >= least and last > first and not taken.intersection(range(first, last)):
                spans.append((first, last))
    return tuple(sorted(spans))
