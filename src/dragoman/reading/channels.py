"""Recurring mechanisms named in a text, with the round that is told of: "the sixth Republic of Korea-Russia strategic dialogue"."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from dragoman.language import nominative
from dragoman.language.analysis import Analysis
from dragoman.language.phrases import Match
from dragoman.language.territories import is_territory
from dragoman.language.tokens import Sentence
from dragoman.reading.channel_mention import ChannelMention as ChannelMention
from dragoman.reading.channel_names import ChannelNames
from dragoman.reading.channel_proper import ProperNames
from dragoman.reading.channel_references import with_references
from dragoman.reading.round_numbers import RoundNumbers
from dragoman.reading.told import tokens_of

_SURE = 0.85
"""The probability from which on words that no rule takes for a channel's name are one by the model."""


def find_channels(analysis: Analysis) -> list[ChannelMention]:
    """All channels named in the text, in order. A general word ("talks") is none: a name needs a country, a modifier or capitals."""
    finder = _Finder(analysis)
    proper = ProperNames(analysis, finder.words)
    found: list[ChannelMention] = []
    for index, sentence in enumerate(analysis.sentences):
        finder.names.capitals = finder.names.cased and index != analysis.title
        named = [*finder.in_sentence(index, sentence), *proper.exercises(index, sentence)]
        named += [*proper.figures(index, sentence, named), *proper.groups(index, sentence, named)]
        found += sorted((*named, *finder.heard(index, sentence, named)), key=lambda mention: mention.first)
    return with_references(found, finder.bare, analysis)


def rounds(analysis: Analysis) -> Callable[[int, int], tuple[int, int] | None]:
    """What finds a round's number that ends in front of a token, not before a floor: the number and its first token."""
    return RoundNumbers(analysis).ending


class _Finder:
    """The rules by which a head with its words is taken for a mechanism, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a, self.names = analysis, ChannelNames(analysis)
        self.words, self.polity_at = self.names.words, self.names.polity_at
        self.bare: list[ChannelMention] = []
        """Heads whose own words are too general: they may point back to a name."""

    def in_sentence(self, index: int, sentence: Sentence) -> list[ChannelMention]:
        modifiers = self.words.modifiers.find_all(self.a.tokens, sentence.first, sentence.last)
        ending = {m.last: m.first for m in reversed(modifiers)}
        found: list[ChannelMention] = []
        floor = sentence.first
        heads = self.words.heads.find(self.a.tokens, sentence.first, sentence.last)
        for head, following in itertools.zip_longest(heads, heads[1:]):
            if head.first < floor or head.first in self.polity_at or head.first in self.names.titles:
                continue
            if following and self._goes_on(head, following, floor, ending):
                continue
            if following and (begin := self.names.spelt(following, floor)) is not None and begin <= head.first:
                continue
            first, told, front = self.names.leftward(head.first, floor, ending)
            if (begin := self.names.spelt(head, floor)) is not None and begin < first:
                first, front = begin, (begin, begin)
            last = self.names.rightward(head.last, sentence.last)
            number = told or self._round(first, last, sentence, following)
            mention = self._mention(first, last, head, number, front, index, sentence)
            floor = mention.last if mention else head.last
            if mention:
                found.append(mention)
        return found

    def heard(self, index: int, sentence: Sentence, named: Sequence[ChannelMention]) -> Iterator[ChannelMention]:
        """Names that the trained model takes for a channel's, outside those already found."""
        for one in self.a.parses[index].occasions if index < len(self.a.parses) else ():
            first, last = tokens_of(self.a, one.start, one.end)
            if one.kind != "channel" or one.confidence < _SURE or any(name.first < last and first < name.last for name in named):
                continue
            if not self._can_be_name(first, last, index):
                continue
            parties = {polity.code for polity in self.a.polities if first <= polity.first < last}
            name = nominative.phrase(self.a.string(first, last), self.a.lexicon)
            number = self.names.rounds.ending(first, sentence.first)
            round_ = number[0] if number else self.names.rounds.behind(last, sentence)
            yield ChannelMention(first, last, name, tuple(sorted(parties)), round_, index, True, known=False)

    def _can_be_name(self, first: int, last: int, index: int) -> bool:
        """Whether words that the model hears can be a name: no figures alone, no part of a word that a hyphen joins, a capital where the
        script has them, and no single common noun ("cooperation")."""
        tokens = self.a.tokens
        before = bool(first) and tokens[first - 1].form == "-" and not tokens[first].spaced
        cut = before or (last < len(tokens) and tokens[last].form == "-" and not tokens[last].spaced)
        words = [token for token in tokens[first:last] if token.is_word]
        kinds = [word.pos for word in self.a.parses[index].words if tokens[first].start <= word.start < tokens[last - 1].end]
        capital = any(token.capital or token.unspaced or not self.a.lexicon.writing.capitals for token in words)
        return capital and not cut and (len(kinds) > 1 or "PROPN" in kinds)

    def _goes_on(self, head: Match[str], following: Match[str], floor: int, ending: dict[int, int]) -> bool:
        """Whether a name goes on to the next head ("边境事务磋商和协调工作机制", "2+2 Ministerial Dialogue", "session of the Dialogue")."""
        if not self.a.lexicon.writing.capitals or self.a.tokens[head.first].form.isdigit():
            return self.names.walk(following.first, floor, ending)[0] <= head.first
        sitting = head.value != "strong" and following.value == "strong" and self.words.counters.at(self.a.tokens, head.first, head.last)
        return bool(sitting) and self.names.rightward(head.last, following.last) >= following.first

    def _mention(
        self, first: int, last: int, head: Match[str], number: int | None, front: tuple[int, int], index: int, sentence: Sentence
    ) -> ChannelMention | None:
        """The mention, unless its words are too general to name a mechanism. ``front`` is a part of the name in front of the round's
        number."""
        inside = (*range(*front), *range(first, last))
        parties = {polity.code for polity in self.a.polities if polity.first in inside}
        before = (k for k in inside if k < head.first)
        described = any(
            k not in self.polity_at and self.a.tokens[k].is_word and self.a.tokens[k].form not in self.words.joints for k in before
        )
        described = described or bool(self.words.after_head.find(self.a.tokens, head.last, last))
        strong = head.value == "strong" or self.names.spelt(head, sentence.first) is not None
        if not self._is_name(first, last, head, described, number, parties):
            words = self.a.string(first, last)
            self.bare.append(ChannelMention(first, last, words, tuple(sorted(parties)), number, index, strong))
            return None
        name = self.a.string(first, last)
        if front[0] < front[1]:
            name = self.a.string(*front) + " " * self.a.tokens[first].spaced + name
        name = nominative.phrase(name, self.a.lexicon)
        return ChannelMention(min(first, front[0]), last, name, tuple(sorted(parties)), number, index, strong)

    def _round(self, first: int, last: int, sentence: Sentence, following: Match[str] | None) -> int | None:
        """The round's number told behind a name, or in front of it with a link between."""
        rounds = self.names.rounds
        number = rounds.behind(last, sentence) or rounds.apart(first, sentence.first)
        sitting = following and self.words.counters.at(self.a.tokens, following.first, sentence.last)
        return number or rounds.later(last, sentence.last if not following else following.last if sitting else following.first)

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
        if len(parties) == 1 and not is_territory(*parties) and self._gathers(head):
            return True
        if not self.a.lexicon.writing.capitals:
            return described and bool(parties)
        return named and (described or last > head.last)

    def _gathers(self, head: Match[str]) -> bool:
        """Whether a head is the word for a summit or conference: with the name of an organisation it names its regular gathering."""
        match = self.words.gatherings.at(self.a.tokens, head.first, head.last)
        return match is not None and match.last == head.last

    def _begins_as_name(self, first: int, head: Match[str]) -> bool:
        """Whether the first word alone shows a name: a capital that no common word bears there ("Norra gruppen", "Trilaterale
        Kontaktgruppe")."""
        token = self.a.tokens[first]
        if first >= head.first or not token.capital or not token.is_word or first in self.names.sentence_starts or first in self.polity_at:
            return False
        if self.a.lexicon.writing.nouns_capital:
            return self.words.modifiers.at(self.a.tokens, first, head.first) is not None
        return self.a.lexicon.channels.first_capital and self.names.capitals
