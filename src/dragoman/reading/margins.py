"""Larger events at whose side something took place: "on the sidelines of the Munich Security Conference"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language import nominative
from dragoman.language.analysis import Analysis, within
from dragoman.language.territories import is_territory
from dragoman.language.tokens import Sentence
from dragoman.reading.channel_mention import ChannelMention
from dragoman.reading.channel_proper import FORMATS
from dragoman.reading.channel_words import channel_words
from dragoman.reading.cues import Words, family, words

FORUMS = FORMATS | {"WEF", "APEC", "ASEAN"}
"""Organisations whose name alone means their gathering."""
_EVENT = 8
"""Tokens behind words of margin within which the larger event is named."""
_NEAR = 4
_SIGNS = frozenset("-–«»\"“”’'")
"""What may stand inside the name of an event."""


class Margins:
    """The rules for such events, over one text."""

    def __init__(self, analysis: Analysis, channels: Sequence[ChannelMention]) -> None:
        self.a, self.channels = analysis, channels
        self.words: Words = words(analysis.lexicon)

    def find(self, index: int, sentence: Sentence) -> list[tuple[int, int, str]]:
        """The larger events at whose side something took place: token range with its preposition, and name."""
        found = []
        within = channel_words(self.a.lexicon).within
        matches = [(match, False) for match in self.words.margins.find(self.a.tokens, sentence.first, sentence.last)]
        matches += [(match, True) for match in within.find(self.a.tokens, sentence.first, sentence.last)]
        for match, inside in matches:
            event = next(
                (c for c in self.channels if c.sentence == index and match.last <= c.first <= match.last + _NEAR and self._proper(c)), None
            )
            if event and not (inside and self._between_few(event)):
                found.append((match.first, event.last + 1, event.name))
            elif event is None and (
                larger := self._larger_event(match.last, sentence.last) or (not inside and self._event(match.last, sentence))
            ):
                found.append((match.first, larger[1], nominative.phrase(self.a.string(*larger), self.a.lexicon)))
        for event in (c for c in self.channels if c.sentence == index):
            behind = self.words.margins_after.at(self.a.tokens, event.last, sentence.last)
            if behind:
                found.append((event.first, behind.last, event.name))
        return found

    def _between_few(self, channel: ChannelMention) -> bool:
        """Whether a channel is one of two or three states: what takes place within it is its round, and nothing at its side."""
        return 1 < len(channel.parties) < 4 and all(is_territory(party) for party in channel.parties)

    def _larger_event(self, first: int, ceiling: int) -> tuple[int, int] | None:
        """A larger event behind words of margin that is no channel: a noun of a summit or conference with an organisation's name, or a
        forum's name."""
        tokens, same = self.a.tokens, {*self.a.lexicon.relations.same, *self.a.lexicon.channels.links}
        while first < ceiling and tokens[first].form in same:
            first += 1
        bodies = [m for m in within(self.a.polities, first, min(ceiling, first + _EVENT)) if not is_territory(m.code)]
        nouns = self.words.engagements.find(tokens, first, min(ceiling, first + _EVENT))
        noun = next((m for m in nouns if m.value and m.value[1] != "verb" and family(m.value[0]) == "talks"), None)
        if noun is None:
            return (first, bodies[0].last) if bodies and bodies[0].first == first and bodies[0].code in FORUMS else None
        body = next((m for m in bodies if m.first < noun.last or all(t.form in same for t in tokens[noun.last : m.first])), None)
        near = body and (body.first == first or noun.first == first or body.last >= noun.first)
        return (first, max(noun.last, body.last)) if body and near else None

    def _event(self, first: int, sentence: Sentence) -> tuple[int, int] | None:
        """The words behind "on the sidelines of" up to the next sign, date, person, or word of place or clause: a name where they
        are several and, in a script with capitals, one of them bears one."""
        tokens, same = self.a.tokens, {*self.a.lexicon.relations.same, *self.a.lexicon.channels.links}
        while first < sentence.last and tokens[first].form in same:
            first += 1
        stops = {d.first for d in within(self.a.dates, first, sentence.last)} | {
            m.first for m in within(self.a.mentions, first, sentence.last)
        }
        last = first
        while last < min(sentence.last, first + _EVENT) and last not in stops and (tokens[last].is_word or tokens[last].form in _SIGNS):
            if self.words.clause.at(tokens, last, sentence.last) or (last > first and self.words.place.at(tokens, last, sentence.last)):
                break
            last += 1
        named = any(t.capital for t in tokens[first:last]) or not self.a.lexicon.writing.capitals
        return (first, last) if named and last - first > 1 else None

    def _proper(self, channel: ChannelMention) -> bool:
        """Whether the name is written as a name, or its script has no capitals to tell."""
        return not self.a.lexicon.writing.capitals or any(character.isupper() for character in channel.name)
