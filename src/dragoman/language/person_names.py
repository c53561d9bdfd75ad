"""Where a person's name may stand: spans of tokens that look like one, by the script's own habits.

Scripts with capitals: a run of capitalised words. Katakana: a run of it. Han: a family name of the lexicon and one or two characters more,
or a run of characters that write foreign sounds; without family names in the lexicon (Japanese) the kanji in front of the title. Hangul:
the spaced word in front of the title, and for a foreign name those before it. Other scripts without capitals: the next one to three plain
words. Where a trained model has found a name that touches the place, that is taken instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.language.encoder.types import Parse
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Tokens, fold

MAX_TOKENS = 9
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_LONGEST_KANJI = 5
_LONGEST_WORD = 8
_FOREIGN_WORDS = 3
_PLAIN_WORDS = 3
_DOTS = frozenset("・·＝=")
_HYPHENS = frozenset("-'`")


@lru_cache(maxsize=64)
def not_names(lexicon: Lexicon) -> frozenset[str]:
    """Words that are no name: those that the lexicon lists, and the single words of bodies and channels."""
    channels, offices, own = lexicon.channels, lexicon.offices, frozenset(lexicon.writing.not_names)
    others = (*channels.heads, *channels.weak_heads, *channels.modifiers, *offices.bodies, *offices.modifiers)
    return frozenset(
        fold(word)
        for word in (*lexicon.writing.not_names, *others)
        if " " not in word and "*" not in word and (word in own or len(word) > 2)
    )


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The places for names in one text: what stands in the way of one, and what a model found."""

    tokens: Tokens
    lexicon: Lexicon
    taken: frozenset[int]
    """Tokens that belong to a polity, a title or a date."""
    model: tuple[tuple[int, int], ...] = ()
    """Token ranges of persons' names that a model found, in order."""
    countries: frozenset[int] = frozenset()
    """Tokens of polities: where one stands between a name and its title, the name is a foreigner's."""
    possible: frozenset[int] | None = None
    """The tokens that a model holds for part of a person's name, be it with little confidence; None without a model."""
    clitics: Mapping[int, int] = field(default_factory=dict)
    """Tokens that begin with another word glued on (Arabic "and", "with"), with its length."""

    def after(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A name that begins at token i; where a model has read the text, one that it does not rule out."""
        known = self._model_at(i, ceiling)
        if known and known[1] < ceiling and self.tokens[known[1]].unspaced and self.tokens[known[1]].form in self.lexicon.relations.with_:
            span = self._by_script(i, ceiling)
            return span if span and span[1] == known[1] + 1 else known  # a name's last character that is also the word "and"
        if known:
            longer = known[1] < ceiling and self.tokens[known[1]].form in self.lexicon.writing.particles and self._by_script(i, ceiling)
            return longer if longer and longer[1] > known[1] else known
        return self._likely(self._by_script(i, ceiling))

    def _likely(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """A span that a model does not rule out. In scripts without spaces the signs of a name beside a title are surer than the model, but
        for several words ("한 말은 대변인")."""
        if span is None or self.possible is None:
            return span
        if self.tokens[span[0]].unspaced and not any(self.tokens[k].spaced for k in range(span[0] + 1, span[1])):
            return span
        return span if self.possible.intersection(range(*span)) else None

    def _by_script(self, i: int, ceiling: int) -> tuple[int, int] | None:
        if i >= ceiling or i in self.taken:
            return None
        form = self.tokens[i].form
        if _KATAKANA.match(form):
            return self._run(i, ceiling, lambda k: bool(_KATAKANA.match(self.tokens[k].form)) or self.tokens[k].form in _DOTS, least=2)
        if _HAN.match(form):
            return self._han(i, ceiling)
        if self.tokens[i].unspaced:
            return None
        if self.lexicon.writing.capitals:
            return self._capitals(i, ceiling)
        return self._plain_words(i, ceiling)

    def before(self, i: int, floor: int) -> tuple[int, int] | None:
        """A name that ends in front of token i (the range's end is i)."""
        k = bisect_left(self.model, (i, 0)) - 1
        if k >= 0 and self.model[k][1] == i and self.model[k][0] >= floor:
            return self.model[k]
        if i <= floor or i - 1 in self.taken:
            return None
        if _HANGUL.match(self.tokens[i - 1].form):
            return self._likely(self._hangul_before(i, floor))
        if not self.lexicon.writing.surnames and (_HAN.match(self.tokens[i - 1].form) or _HIRAGANA.match(self.tokens[i - 1].form)):
            return self._kanji_before(i, floor)
        for first in range(max(floor, i - MAX_TOKENS), i):
            if first in self.taken or (first > floor and self.glued(first)):
                continue
            span = self.after(first, i)
            if span and span[1] == i:
                return span
        return None

    def _hangul_before(self, i: int, floor: int) -> tuple[int, int] | None:
        """The word of Hangul in front of token i, and the words before it that belong to a foreign name."""
        first = self._word_before(i, floor)
        if first is None:
            return None
        if i - first == 1:
            glued = i < len(self.tokens) and not self.tokens[i].spaced
            return (first, i) if glued or self.tokens[first].form in self.lexicon.writing.surnames else None
        start, words = first, 1
        while words < _FOREIGN_WORDS and start > floor and self.tokens[start].spaced:
            before = self._word_before(start, floor)
            foreign = i in self.countries
            if before is None or (not foreign and (self._native(before, start) or (self._native(first, i) and start - before < 3))):
                break
            start, words = before, words + 1
        return start, i

    def _word_before(self, i: int, floor: int) -> int | None:
        """Where the word of Hangul in front of token i begins, if it can be part of a name."""
        first = i
        while first > floor and first - 1 not in self.taken and _HANGUL.match(self.tokens[first - 1].form):
            first -= 1
            if self.tokens[first].spaced:
                break
        if not 0 < i - first <= _LONGEST_WORD or (first > floor and not self.tokens[first].spaced and self.tokens[first - 1].is_word):
            return None
        word = "".join(token.form for token in self.tokens[first:i])
        return None if word in not_names(self.lexicon) or word.endswith(self.lexicon.writing.word_endings) else first

    def _native(self, first: int, last: int) -> bool:
        """Whether a word has the shape of a name with one of the lexicon's family names."""
        return self.tokens[first].form in self.lexicon.writing.surnames and 2 <= last - first <= 3

    def _kanji_before(self, i: int, floor: int) -> tuple[int, int] | None:
        """The kanji in front of token i, or kanji with a given name in kana, less the words in front that belong to no name."""
        kana = i
        while kana > floor and kana - 1 not in self.taken and _HIRAGANA.match(self.tokens[kana - 1].form):
            kana -= 1
        word = "".join(token.form for token in self.tokens[kana:i])
        if self.tokens[i - 1].form in self.lexicon.offices.former or (
            word and (not 2 <= len(word) <= 4 or word.endswith(self.lexicon.writing.word_endings))
        ):
            return None
        first = kana
        while first > floor and first - 1 not in self.taken and _HAN.match(self.tokens[first - 1].form):
            first -= 1
        name = "".join(token.form for token in self.tokens[first:kana])
        stops = not_names(self.lexicon)
        while prefix := next((stop for stop in stops if len(stop) > 1 and name.startswith(stop)), ""):
            first, name = first + len(prefix), name[len(prefix) :]
        if not 0 < len(name) <= _LONGEST_KANJI or name in stops or any(len(stop) > 1 and name.endswith(stop) for stop in stops):
            return None
        return first, i

    def glued(self, i: int) -> bool:
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
        return token.is_word and not token.form[0].isdigit() and token.form not in not_names(self.lexicon)

    def _plain_words(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """Up to three plain words, particles not counted, the first without an article unless it is alone."""
        particles, articles = self.lexicon.writing.particles, self.lexicon.writing.articles
        end, words = i, 0
        while (
            end < min(ceiling, i + MAX_TOKENS)
            and end not in self.taken
            and (words < _PLAIN_WORDS or self.tokens[end - 1].form in particles)
        ):
            particle = self.tokens[end].form in particles
            if not (particle or self._plain_word(end)) or (end > i and end in self.clitics) or (words >= _PLAIN_WORDS and particle):
                break
            words += not particle and (end == i or self.tokens[end - 1].form not in particles)
            end += 1
        while end > i and self.tokens[end - 1].form in particles:
            end -= 1
        if end == i or (self.tokens[i].form.startswith(articles) and end - i > 1):
            return None
        return i, end

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
        foreign = self._run(i, ceiling, lambda k: self.tokens[k].form in writing.transliteration or self.tokens[k].form in _DOTS, least=2)
        if foreign and foreign[1] - i > 2:
            return foreign
        family = 2 if "".join(token.form for token in self.tokens[i : i + 2]) in writing.family_names else 1
        if family == 1 and (self.tokens[i].form not in writing.surnames or self.tokens[i].form in not_names(self.lexicon)):
            return foreign
        return (
            self._run(i, min(i + family + 2, ceiling), lambda k: k < i + family or self._given(k, k == i + family + 1), least=2) or foreign
        )

    def _given(self, k: int, last: bool) -> bool:
        """Whether a character can be part of a given name. A joining word ("和") is one only at its end, before what cannot follow a
        joint."""
        form = self.tokens[k].form
        joint = form in self.lexicon.relations.with_
        if not _HAN.match(form) or (form in not_names(self.lexicon) and not joint):
            return False
        if not joint:
            return True
        following = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if following is None or k + 1 in self.taken or not _HAN.match(following.form):
            return last and (following is None or k + 1 not in self.countries)
        return last and following.form in not_names(self.lexicon)

    def _capitals(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A run of capitalised words, with particles and hyphens inside and initials' stops."""
        particles, stops = self.lexicon.writing.particles, not_names(self.lexicon)
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
            if self.lexicon.writing.apostrophe_suffix and token.form != "-":
                return False
            return not token.spaced and self._continues(k)
        if token.form == ".":
            return len(previous.form) <= 2 and previous.capital and not token.spaced
        if token.form in particles:
            return not self._parts_names(k)
        return previous.form in _HYPHENS and not token.spaced and token.is_word and len(token.form) > 1

    def _parts_names(self, k: int) -> bool:
        """Whether a word that may stand inside a name joins two: it is "and", and several words with capitals follow it."""
        following = self.tokens[k + 1 : k + 3]
        return self.tokens[k].form in self.lexicon.relations.and_ and len(following) == 2 and all(one.capital for one in following)

    def _continues(self, k: int) -> bool:
        """Whether a hyphen or apostrophe at token k stands inside a word and is no genitive."""
        following = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        return following is not None and not following.spaced and len(following.form) > 1 and following.is_word


def possible_tokens(tokens: Tokens, parses: tuple[Parse, ...]) -> frozenset[int] | None:
    """The tokens of all persons' names of a model, however unsure; None where there is no model."""
    if not parses:
        return None
    starts = [token.start for token in tokens]
    spans = ((name.start, name.end) for parse in parses for name in parse.names if name.kind == "PER")
    return frozenset(i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end)))


def model_spans(
    tokens: Tokens, parses: tuple[Parse, ...], taken: frozenset[int], joints: tuple[str, ...], least: float
) -> tuple[tuple[int, int], ...]:
    """The token ranges of the persons' names that a model is at least so sure of; ``joints`` are the language's words for "and".

    The lexicons win where both speak: a name that holds a token of a polity, a title or a date is none, whatever the model says.
    """
    starts = [token.start for token in tokens]
    spans = []
    for parse in parses:
        telling = {word.start for word in parse.words if word.pos in _TELLING}
        for name in parse.names:
            first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
            if name.kind == "PER" and name.confidence >= least and last > first and not taken.intersection(range(first, last)):
                spans += _parted(first, _hyphened(last, tokens, telling), tokens, joints)
    return tuple(sorted(spans))


_TELLING = frozenset(("VERB", "ADJ", "NOUN", "AUX"))


def _hyphened(last: int, tokens: Tokens, telling: set[int]) -> int:
    """The end of a name with what hyphens join to it, unless it says something of the named ("Jae-in", but not "-led")."""
    while last + 1 < len(tokens) and tokens[last].form == "-" and tokens[last + 1].start == tokens[last].end == tokens[last - 1].end + 1:
        if tokens[last + 1].start in telling:
            break
        last += 2
    return last


def _parted(first: int, last: int, tokens: Tokens, joints: tuple[str, ...]) -> list[tuple[int, int]]:
    """A span as two names where "and" stands in it between several words on both sides: with one word it may be a double family name."""
    at = next((i for i in range(first + 2, last - 2) if tokens[i].form in joints), None)
    return [(first, last)] if at is None else [(first, at), (at + 1, last)]


def clitic_lengths(tokens: Tokens, parses: tuple[Parse, ...], lexicon: Lexicon) -> dict[int, int]:
    """The tokens of which a model holds the first letter for a word of its own, one of the language's proclitics, with its length."""
    if not lexicon.writing.proclitics:
        return {}
    starts = [token.start for token in tokens]
    found = {}
    for word in (word for parse in parses for word in parse.words):
        i = bisect_left(starts, word.start) - 1
        length = word.start - tokens[i].start if i >= 0 else 0
        if length == 1 and word.start < tokens[i].end and tokens[i].form[:1] in lexicon.writing.proclitics:
            found[i] = length
    return found
