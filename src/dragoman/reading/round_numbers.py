"""The number of a mechanism's round, in front of a name ("the 6th", "第17回"), behind it, or apart ("the sixth session of the")."""

from __future__ import annotations

import re

from dragoman.language.analysis import Analysis
from dragoman.language.tokens import Sentence
from dragoman.reading.channel_words import channel_words

_ROMAN = re.compile(r"^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$")
_TENS = {"": 0, "x": 10, "xx": 20, "xxx": 30}
_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_MAX_ROUND = 250
_JOINED = 4
_REACH = 16
"""Tokens behind a name within which its round may be told."""
_SIGNED = 3
"""Tokens of a number with a sign on either side ("第14次")."""


class RoundNumbers:
    """The rules for such numbers, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.words = channel_words(analysis.lexicon)
        self.dated = {i for mention in analysis.dates for i in range(mention.first, mention.last)}

    def ending(self, end: int, floor: int) -> tuple[int, int] | None:
        """A round's number that ends in front of token `end` ("6th", "sixth", "제6차", "VI"), and its first token."""
        tokens = self.a.tokens
        for first in range(end - 1, max(floor, end - 6) - 1, -1):
            match = self.words.numbers.at(tokens, first, end)
            if match and match.last == end:
                return match.value, first
            if first < end - 4:
                continue
            if tokens[first].form.isdigit() and first not in self.dated:
                after = self.words.after.at(tokens, first + 1, end)
                before = first > 0 and (self.words.before.at(tokens, first - 1, first))
                dot = self.a.lexicon.writing.ordinal_dot and end == first + 2 and tokens[first + 1].form == "."
                if (after and after.last == end) or (before and first + 1 == end and not self.a.lexicon.ordinals.after) or dot:
                    number = _number(tokens[first].form)
                    return (number, first - bool(before)) if number else None
            if self.a.lexicon.ordinals.roman and first + 1 == end and tokens[first].capital:
                roman = _roman(tokens[first].form)
                if roman:
                    return roman, first
        return None

    def behind(self, last: int, sentence: Sentence) -> int | None:
        """A round's number told after the name: "(6th round)", "第17回", "round 6"."""
        tokens = self.a.tokens
        ends = range(last + 1, min(last + 4, sentence.last) + 1) if self.a.lexicon.ordinals.behind else ()
        if glued := next((number for end in ends if (number := self.ending(end, last)) and number[1] == last), None):
            return glued[0]
        for k in range(last, min(last + 5, sentence.last)):
            counter = self.words.counters.at(tokens, k, sentence.last)
            if counter:
                number = self.ending(k, last)
                if number:
                    return number[0]
                if counter.last < sentence.last and tokens[counter.last].form.isdigit() and counter.last not in self.dated:
                    return _number(tokens[counter.last].form)
            if tokens[k].form in ",;.，。":
                break
        return None

    def later(self, last: int, ceiling: int) -> int | None:
        """A round's number that the clause tells behind a name: "met for the 29th time", "in its second session", "la settima della serie".

        In scripts without spaces the number with its own signs is enough ("今年是第14次").
        """
        tokens = self.a.tokens
        for end in range(last + 1, min(last + _REACH * (2 if tokens[last - 1].unspaced else 1), ceiling)):
            number = self.ending(end, last)
            if number is None:
                continue
            counter = self.words.counters.at(tokens, end, ceiling)
            if counter and self.words.links.at(tokens, counter.last, min(counter.last + 1, len(tokens))):
                return None  # "and the third session of" another one
            counted = counter or self.words.times.at(tokens, end, ceiling)
            apposed = tokens[end].form in ",.;)）。，" or self.words.links.at(tokens, end, ceiling)
            in_front = self.a.lexicon.ordinals.behind and self._counted(number[1], last)
            if (
                counted
                or in_front
                or (apposed and self._apposed(number[1], last))
                or (tokens[end - 1].unspaced and end - number[1] > _SIGNED - 1)
            ):
                return number[0]
        return None

    def _apposed(self, first: int, floor: int) -> bool:
        """Whether only a small word parts a number from the sign in front of it (", the sixth")."""
        tokens, same = self.a.tokens, self.a.lexicon.relations.same
        k = first - 1
        while k > floor and (tokens[k].form in same or tokens[k].form in self.words.between):
            k -= 1
        return k > floor and tokens[k].form in ",(（，"

    def apart(self, first: int, floor: int) -> int | None:
        """A round's number told in front of the name with a link between: "the sixth session of the", "10e session de la"."""
        k = first
        while (
            k > floor
            and first - k < _JOINED
            and (self.a.tokens[k - 1].form in self.words.between or self.words.links.at(self.a.tokens, k - 1, first))
        ):
            k -= 1
        behind = self.a.lexicon.ordinals.behind
        if behind and (number := self.ending(k, floor)) and self._counted(number[1], floor):
            return number[0]
        for i in range(max(floor, k - 3), k):
            counter = self.words.counters.at(self.a.tokens, i, k)
            number = self.ending(i, floor) if counter and counter.last == k and (k < first or behind) else None
            if number:
                return number[0]
        return None

    def _counted(self, first: int, floor: int) -> bool:
        """Whether a number that begins at a token stands behind what it counts ("الجولة الثانية")."""
        return first > floor and self.words.counters.at(self.a.tokens, first - 1, first) is not None


def _number(form: str) -> int | None:
    value = int(form) if len(form) < 4 else 0
    return value if 0 < value <= _MAX_ROUND else None


def _roman(form: str) -> int | None:
    match = _ROMAN.match(form)
    return (_TENS[match[1]] + _UNITS[match[2]]) or None if match else None
