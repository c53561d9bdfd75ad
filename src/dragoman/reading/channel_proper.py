"""Mechanisms that bear names of their own: exercises ("Sea Breeze"), formats told in figures ("16+1"), groups of states ("the G7")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.language.analysis import Analysis, covered, within
from dragoman.language.tokens import Sentence
from dragoman.reading.channel_mention import ChannelMention
from dragoman.reading.channel_words import ChannelWords

FORMATS = frozenset({"G7", "G8", "G20", "NB8", "NORDEFCO", "BRICS", "QUAD", "ASEM", "AUKUS"})
"""Groups of states without seat or staff: they are the meetings that they hold."""
_OPENING, _CLOSING = frozenset('"«“„「『‘'), frozenset('"»”“」』’')
_LONGEST = 6
"""Tokens of a name in quotation marks."""
_APPOSED = 7
_YEAR = 4
_BETWEEN = 3
"""Tokens that may stand between a name and the word for what it names."""


class ProperNames:
    """The rules for such names, over one text."""

    def __init__(self, analysis: Analysis, words: ChannelWords) -> None:
        self.a, self.words = analysis, words
        self.not_names = covered(analysis.polities, analysis.dates, (m for m in analysis.mentions if m.named))
        self.starts = {sentence.first for sentence in analysis.sentences}

    def exercises(self, index: int, sentence: Sentence) -> list[ChannelMention]:
        """Names behind the word for what they name ("навчання «Rapid Trident»"), or in front of it, without a year at their end."""
        tokens, found = self.a.tokens, dict[int, ChannelMention]()
        nouns = self.words.named.find(tokens, sentence.first, sentence.last)
        called = self.words.called.find(tokens, sentence.first, sentence.last) if nouns or self._named_before(index) else []
        ranges = [self._behind(match.last, sentence, match.first) for match in nouns]
        ranges += [self._in_front(match.first, sentence) for match in nouns]
        ranges += [self._apposed(match.first, sentence) for match in nouns]
        ranges += [self._behind(match.last, sentence, None) for match in called]
        for first, last in filter(None, ranges):
            found.setdefault(first, ChannelMention(first, last, self.a.string(first, last), (), None, index, True, True))
        return list(found.values())

    def _named_before(self, index: int) -> bool:
        before = self.a.sentences[index - 1] if index else None
        return bool(before and self.words.named.find(self.a.tokens, before.first, before.last))

    def _behind(self, begin: int, sentence: Sentence, noun: int | None) -> tuple[int, int] | None:
        """The name that begins at a token: in quotation marks, with a year, in other letters, or in capitals behind a noun with one."""
        tokens = self.a.tokens
        quoted = begin < sentence.last and tokens[begin].form in _OPENING
        first = begin + quoted
        if quoted:
            end = next((k for k in range(first, min(first + _LONGEST, sentence.last)) if tokens[k].form in _CLOSING), first)
            return (first, self._without_year(first, end)) if self._speaks_of_name(first, end) else None
        end = self._run(first, sentence.last)
        if end == first:
            return None
        year = any(k < sentence.last and tokens[k].form.isdigit() and not tokens[end].spaced for k in (end, end + 1))
        year = year or (end < sentence.last and tokens[end].form.isdigit() and len(tokens[end].form) == _YEAR)
        foreign = noun is not None and tokens[first].form.isascii() != tokens[noun].form.isascii()
        capitals = not self.a.lexicon.writing.nouns_capital and end - first > 1
        noun_too = noun is None or (tokens[noun].capital and noun not in self.starts)
        return (first, end) if year or foreign or (capitals and noun_too) else None

    def _in_front(self, noun: int, sentence: Sentence) -> tuple[int, int] | None:
        """The name in quotation marks, or in capitals with a year, that stands in front of a noun with only modifiers between."""
        tokens = self.a.tokens
        k = noun
        while k > sentence.first and noun - k < _BETWEEN and self.words.modifiers.at(tokens, k - 1, noun):
            k -= 1
        if k > sentence.first and tokens[k - 1].form in _CLOSING:
            first = next((i for i in range(k - 2, max(sentence.first, k - 2 - _LONGEST) - 1, -1) if tokens[i].form in _OPENING), None)
            if first is not None and self._speaks_of_name(first + 1, k - 1):
                return first + 1, self._without_year(first + 1, k - 1)
        return None

    def _apposed(self, noun: int, sentence: Sentence) -> tuple[int, int] | None:
        """The name in quotation marks that a comma parts from its noun ("„Tiger Triumph“, die erste gemeinsame Übung")."""
        tokens = self.a.tokens
        for k in range(noun - 1, max(sentence.first + 1, noun - _APPOSED), -1):
            if not tokens[k].is_word:
                told = tokens[k + 1].form in self.a.lexicon.relations.same or self.words.numbers.at(tokens, k + 1, noun)
                return self._in_front(k, sentence) if tokens[k].form in ",，、" and told else None
        return None

    def _run(self, first: int, ceiling: int) -> int:
        end = first
        while end < ceiling and self.a.tokens[end].capital and self.a.tokens[end].is_word and end not in self.not_names:
            end += 1
        return end

    def _speaks_of_name(self, first: int, end: int) -> bool:
        """Whether quoted words can be a name: few, and with a capital where the script has capitals."""
        tokens = self.a.tokens[first:end]
        return bool(tokens) and len(tokens) <= _LONGEST and (tokens[0].capital or tokens[0].unspaced or not self.a.lexicon.writing.capitals)

    def _without_year(self, first: int, end: int) -> int:
        while end - 1 > first and (self.a.tokens[end - 1].form.isdigit() or self.a.tokens[end - 1].form in "-–—"):
            end -= 1
        return end

    def figures(self, index: int, sentence: Sentence, named: Sequence[ChannelMention]) -> Iterator[ChannelMention]:
        """Formats told in figures ("16+1"), outside the names already found."""
        tokens = self.a.tokens
        for k in range(sentence.first, sentence.last - 2):
            figures = tokens[k].form.isdigit() and tokens[k + 1].form == "+" and tokens[k + 2].form.isdigit()
            if figures and not tokens[k + 1].spaced and not tokens[k + 2].spaced and not _inside(k, k + 3, named):
                yield ChannelMention(k, k + 3, self.a.string(k, k + 3), (), None, index, True)

    def groups(self, index: int, sentence: Sentence, named: Sequence[ChannelMention]) -> Iterator[ChannelMention]:
        """Groups of states that are a channel themselves ("the G7", "the Visegrad Group"), outside the names already found."""
        polities = list(within(self.a.polities, sentence.first, sentence.last))
        for m in polities:
            if m.code in FORMATS and not _inside(m.first, m.last, named):
                yield ChannelMention(m.first, m.last, self.a.string(m.first, m.last), (m.code,), None, index, False)
        for match in self.words.groups.find(self.a.tokens, sentence.first, sentence.last):
            joined = tuple(sorted({m.code for m in polities if match.first <= m.first < match.last}))
            if len(joined) > 1 and not _inside(match.first, match.last, named):
                yield ChannelMention(match.first, match.last, match.value, joined, None, index, True)


def _inside(first: int, last: int, named: Sequence[ChannelMention]) -> bool:
    return any(name.first < last and first < name.last for name in named)
