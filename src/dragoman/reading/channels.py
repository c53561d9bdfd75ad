"""Recurring mechanisms named in a text, with the round that is told of: "the sixth Republic of Korea-Russia strategic dialogue"."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.language import nominative
from dragoman.language.analysis import Analysis, within
from dragoman.language.phrases import Match
from dragoman.language.tokens import Sentence
from dragoman.reading.channel_names import ChannelNames
from dragoman.reading.round_numbers import RoundNumbers

_QUOTES = frozenset('"«“„')
FORMATS = frozenset({"G7", "G8", "G20", "NB8", "NORDEFCO", "BRICS", "QUAD", "V4", "ASEM", "AUKUS"})
"""Groups of states without seat or staff: they are the meetings that they hold."""


@dataclass(frozen=True, slots=True)
class ChannelMention:
    """A channel named once: token range of the name, its words as the text has them, the polities in it, the round if one is told."""

    first: int
    last: int
    name: str
    parties: tuple[str, ...]
    round: int | None
    sentence: int
    strong: bool
    """Its head is a word for a standing mechanism, and no meeting of any kind."""


def find_channels(analysis: Analysis) -> list[ChannelMention]:
    """All channels named in the text, in order. A general word ("talks") is none: a name needs a country, a modifier or capitals."""
    finder = _Finder(analysis)
    found: list[ChannelMention] = []
    for index, sentence in enumerate(analysis.sentences):
        finder.names.capitals = finder.names.cased and index != analysis.title
        named = [*finder.in_sentence(index, sentence), *finder.named(index, sentence)]
        found += sorted((*named, *finder.formats(index, sentence, named)), key=lambda mention: mention.first)
    return found


def rounds(analysis: Analysis) -> Callable[[int, int], tuple[int, int] | None]:
    """What finds a round's number that ends in front of a token, not before a floor: the number and its first token."""
    return RoundNumbers(analysis).ending


class _Finder:
    """The rules by which a head with its words is taken for a mechanism, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a, self.names = analysis, ChannelNames(analysis)
        self.words, self.polity_at = self.names.words, self.names.polity_at

    def in_sentence(self, index: int, sentence: Sentence) -> list[ChannelMention]:
        modifiers = self.words.modifiers.find_all(self.a.tokens, sentence.first, sentence.last)
        ending = {m.last: m.first for m in reversed(modifiers)}
        found: list[ChannelMention] = []
        floor = sentence.first
        heads = self.words.heads.find(self.a.tokens, sentence.first, sentence.last)
        for head, following in itertools.zip_longest(heads, heads[1:]):
            if head.first < floor or head.first in self.polity_at or head.first in self.names.titles:
                continue
            if following and not self.a.lexicon.writing.capitals and self.names.walk(following.first, floor, ending)[0] <= head.first:
                continue  # the name goes on to the next head ("边境事务磋商和协调工作机制")
            if following and (begin := self.names.spelt(following, floor)) is not None and begin <= head.first:
                continue
            first, told, front = self.names.leftward(head.first, floor, ending)
            if (begin := self.names.spelt(head, floor)) is not None and begin < first:
                first, front = begin, (begin, begin)
            last = self.names.rightward(head.last, sentence.last)
            mention = self._mention(first, last, head, told, front, index, sentence)
            floor = mention.last if mention else head.last
            if mention:
                found.append(mention)
        return found

    def named(self, index: int, sentence: Sentence) -> list[ChannelMention]:
        """Names of their own behind the word for what they name ("навчання «Rapid Trident»"), without a year at their end."""
        found = []
        for match in self.words.named.find(self.a.tokens, sentence.first, sentence.last):
            quoted = match.last < sentence.last and self.a.tokens[match.last].form in _QUOTES
            first = end = match.last + quoted
            while end < sentence.last and self.a.tokens[end].capital and self.a.tokens[end].is_word and end not in self.polity_at:
                end += 1
            year = end + 1 < sentence.last and any(
                self.a.tokens[k].form.isdigit() and not self.a.tokens[end].spaced for k in (end, end + 1)
            )
            foreign = end > first and self.a.tokens[first].form.isascii() != self.a.tokens[match.first].form.isascii()
            if end > first and (quoted or year or foreign):
                found.append(ChannelMention(first, end, self.a.string(first, end), (), None, index, True))
        return found

    def formats(self, index: int, sentence: Sentence, named: list[ChannelMention]) -> list[ChannelMention]:
        """Groups of states that are a channel themselves ("the G7"), outside the names already found."""
        here = [m for m in within(self.a.polities, sentence.first, sentence.last) if m.code in FORMATS]
        free = [m for m in here if not any(name.first < m.last and m.first < name.last for name in named)]
        return [ChannelMention(m.first, m.last, self.a.string(m.first, m.last), (m.code,), None, index, False) for m in free]

    def _mention(
        self, first: int, last: int, head: Match[str], told: int | None, front: tuple[int, int], index: int, sentence: Sentence
    ) -> ChannelMention | None:
        """The mention, unless its words are too general to name a mechanism. ``front`` is a part of the name in front of the round's
        number."""
        inside = (*range(*front), *range(first, last))
        parties = {polity.code for polity in self.a.polities if polity.first in inside}
        number = told or self.names.rounds.behind(last, sentence) or self.names.rounds.apart(first, sentence.first)
        before = (k for k in inside if k < head.first)
        described = any(
            k not in self.polity_at and self.a.tokens[k].is_word and self.a.tokens[k].form not in self.words.joints for k in before
        )
        described = described or bool(self.words.after_head.find(self.a.tokens, head.last, last))
        if not self._is_name(first, last, head, described, number, parties):
            return None
        name = self.a.string(first, last)
        if front[0] < front[1]:
            name = self.a.string(*front) + " " * self.a.tokens[first].spaced + name
        name = nominative.phrase(name, self.a.lexicon)
        strong = head.value == "strong" or self.names.spelt(head, sentence.first) is not None
        return ChannelMention(min(first, front[0]), last, name, tuple(sorted(parties)), number, index, strong)

    def _is_name(self, first: int, last: int, head: Match[str], described: bool, number: int | None, parties: set[str]) -> bool:
        """Whether a head with its words is the name of a mechanism; the weaker the head, the more must tell it."""
        tokens = self.a.tokens
        capitals = (
            tokens[k].capital or k in self.polity_at or not tokens[k].is_word or tokens[k].form in self.words.joints
            for k in range(first, head.last)
        )
        named = self.names.capitals and all(capitals) and (first < head.first or last > head.last)
        named = named or self._begins_as_name(first, head)
        if head.value == "strong":
            return described or len(parties) > 1 or bool(number) or last > head.last
        if number and (described or len(parties) > 1):
            return True
        if head.value == "round":
            return False
        if not self.a.lexicon.writing.capitals:
            return described and bool(parties)
        return named and (described or last > head.last)

    def _begins_as_name(self, first: int, head: Match[str]) -> bool:
        """Whether the first word alone shows a name: a capital that no common word bears there ("Norra gruppen", "Trilaterale
        Kontaktgruppe")."""
        token = self.a.tokens[first]
        if first >= head.first or not token.capital or not token.is_word or first in self.names.sentence_starts or first in self.polity_at:
            return False
        if self.a.lexicon.writing.nouns_capital:
            return self.words.modifiers.at(self.a.tokens, first, head.first) is not None
        return self.a.lexicon.channels.first_capital and self.names.capitals
