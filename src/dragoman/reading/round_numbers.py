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
                if (after and after.last == end) or (before and first + 1 == end) or dot:
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

    def apart(self, first: int, floor: int) -> int | None:
        """A round's number told in front of the name with a link between: "the sixth session of the", "10e session de la"."""
        k = first
        while (
            k > floor
            and first - k < _JOINED
            and (self.a.tokens[k - 1].form in self.words.between or self.words.links.at(self.a.tokens, k - 1, first))
        ):
            k -= 1
        for i in range(max(floor, k - 3), k):
            counter = self.words.counters.at(self.a.tokens, i, k)
            number = self.ending(i, floor) if counter and counter.last == k and k < first else None
            if number:
                return number[0]
        return None


def _number(form: str) -> int | None:
    value = int(form) if len(form) < 4 else 0
    return value if 0 < value <= _MAX_ROUND else None


def _roman(form: str) -> int | None:
    match = _ROMAN.match(form)
    return (_TENS[match[1]] + _UNITS[match[2]]) or None if match else None
