"""How far the name of a mechanism goes, to the left and to the right of its head."""

from __future__ import annotations

import re

from dragoman.language.analysis import Analysis
from dragoman.language.names import hangul
from dragoman.language.phrases import Match
from dragoman.reading.channel_words import channel_words
from dragoman.reading.round_numbers import RoundNumbers

_COMPOUND = re.compile("[\u30a1-\u30fa\u30fc\u3005\u3400-\u4dbf\u4e00-\u9fff]")
_HYPHENS = frozenset("-–—−·・/–")
_LONGEST = 16


class ChannelNames:
    """The rules for a name's two ends, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.words = channel_words(analysis.lexicon)
        self.rounds = RoundNumbers(analysis)
        self.polity_at = {i: mention for mention in analysis.polities for i in range(mention.first, mention.last)}
        self.place_ending = {place.last: place.first for place in analysis.places}
        self.dated = self.rounds.dated
        self.persons = {i for mention in analysis.mentions if mention.named for i in range(mention.first, mention.last)}
        self.cased = analysis.lexicon.writing.capitals and not analysis.lexicon.writing.nouns_capital
        self.capitals = self.cased
        """Whether capitals tell a name here: they do not in a headline."""
        self.sentence_starts = {sentence.first for sentence in analysis.sentences}
        self.genitives = frozenset(() if analysis.lexicon.writing.capitals else analysis.lexicon.offices.links)
        self.titles = {i for office in analysis.offices for i in range(office.first, office.last)}

    def leftward(self, first: int, floor: int, ending: dict[int, int]) -> tuple[int, int | None, tuple[int, int]]:
        """Where a name begins: over modifiers, polities, hyphens and capitalised words; the ordinal in front, if any.

        Where no capitals and articles part the words, a name may go on in front of its ordinal ("边界问题第24次会晤"): that range.
        """
        start, number, at = self.walk(first, floor, ending)
        begin = self._trim(start, first)
        if number is None or self.a.lexicon.writing.capitals:
            return begin, number, (begin, begin)
        further, _, _ = self.walk(at, floor, ending)
        return begin, number, (self._trim(further, at), at)

    def walk(self, first: int, floor: int, ending: dict[int, int]) -> tuple[int, int | None, int]:
        """How far a name goes on to the left: its first token; the number that ends in front of it and where that begins."""
        start = first
        longest = _LONGEST * (2 if self.a.tokens[first - 1].unspaced else 1)
        while start > floor and first - start < longest:
            k = start - 1
            number = self.rounds.ending(start, floor)
            if number:
                return start, number[0], number[1]
            if self.a.lexicon.channels.heads_first or self._dateline(k):
                break
            if start in ending and ending[start] >= floor:
                start = ending[start]
            elif k in self.polity_at and k not in self.dated:
                start = max(floor, self.polity_at[k].first)
            elif (
                self.a.tokens[k].form in _HYPHENS
                or (self.a.tokens[k].form in ("'", "s") and not self.a.tokens[k].spaced and k > floor)
                or (self.capitals and self._capital(k))
                or self._compound(k, start)
                or self._foreign(k, first)
            ):
                start = k
            elif (joined := self._glued(k, start, floor)) is not None:
                start = joined
            elif (
                (place := self.place_ending.get(start)) is not None and place - 1 in self.polity_at and not self.a.lexicon.writing.capitals
            ):
                start = place
            elif self.a.tokens[k].form in self.genitives and k - 1 in self.polity_at and k - 1 not in self.dated:
                start = max(floor, self.polity_at[k - 1].first)
            elif not self.a.lexicon.writing.capitals and (opened := self._quoted(k, floor)) is not None:
                start = opened
            else:
                break
        return start, None, start

    def _dateline(self, k: int) -> bool:
        """Whether a dash at token k parts a dateline of one word from its sentence."""
        dash = self.a.tokens[k].form in _HYPHENS and self.a.tokens[k].spaced and k + 1 < len(self.a.tokens) and self.a.tokens[k + 1].spaced
        return dash and k - 1 in self.sentence_starts

    def _foreign(self, k: int, head: int) -> bool:
        """Whether token k is a word of a foreign name, where the language's own nouns bear capitals too ("Nuclear Security Summit")."""
        if self.cased or self.a.tokens[head].form not in self.a.lexicon.channels.foreign_heads:
            return False
        return self.a.tokens[k].capital and self.a.tokens[k].is_word and k not in self.dated and k not in self.persons

    def _glued(self, k: int, start: int, floor: int) -> int | None:
        """Where what is joined to the name at `start` by a sign begins: figures ("2+2"), quoted words, a noun ("Normandie-Format")."""
        tokens = self.a.tokens
        if tokens[k].form.isdigit() and k - 2 >= floor and tokens[k - 1].form == "+" and tokens[k - 2].form.isdigit():
            return k - 2
        if tokens[start].form not in _HYPHENS or tokens[start].spaced or not self.a.lexicon.writing.capitals:
            return None
        if (opened := self._quoted(k, floor)) is not None:
            return opened
        noun = self.a.lexicon.writing.nouns_capital and tokens[k].capital and tokens[k].is_word
        return k if noun and k not in self.dated and k not in self.persons else None

    def _quoted(self, k: int, floor: int) -> int | None:
        """Where a short name in quotation marks begins that token k closes ("「中央アジア+日本」対話")."""
        end = self.a.tokens[k].start
        found = next((q for q in self.a.quotations if q.end == end and q.end - q.start <= _LONGEST), None)
        return next((i - 1 for i in range(k, floor, -1) if found and self.a.tokens[i].start == found.start), None)

    def spelt(self, head: Match[str], floor: int) -> int | None:
        """Where a name begins by the acronym in brackets behind it: its letters are the first of the name's words with a capital."""
        length = self._acronym(head.last, len(self.a.tokens)) if self.capitals else 0
        letters = [c for c in self.a.string(head.last, head.last + length) if c.isupper()] if length else []
        k = head.last
        while letters and k > max(floor, head.last - _LONGEST):
            k -= 1
            token = self.a.tokens[k]
            if token.capital and token.is_word:
                if self.a.text[token.start] != letters.pop():
                    return None
            elif not token.is_word:
                return None
        return k if length and not letters else None

    def _compound(self, k: int, start: int) -> bool:
        """Whether token k belongs to the word that goes on at `start`: within a word of Hangul, or kanji and katakana where they make
        compounds."""
        here, following = self.a.tokens[k], self.a.tokens[start]
        if following.spaced or k in self.polity_at or k in self.dated or k in self.persons or k in self.titles:
            return False
        if hangul(here) and hangul(following):
            return True
        return self.a.lexicon.writing.compounds and bool(_COMPOUND.match(here.form) and _COMPOUND.match(following.form))

    def _capital(self, k: int) -> bool:
        return self._proper(k) and k not in self.sentence_starts

    def _trim(self, start: int, first: int) -> int:
        openers = "" if self.a.lexicon.writing.capitals and not self._quoted_inside(start, first) else '「『“‘„«"'
        while start < first and self.a.tokens[start].form not in openers:
            if self.a.tokens[start].is_word and self.a.tokens[start].form not in self.words.joints:
                break
            start += 1
        return start

    def _quoted_inside(self, start: int, first: int) -> bool:
        """Whether a quotation opens at token `start` and closes before token `first`."""
        end = self.a.tokens[first].start
        return any(q.start == self.a.tokens[start].end and q.end < end for q in self.a.quotations)

    def rightward(self, last: int, ceiling: int) -> int:
        """Where a name ends: over a country behind it, and over what it is about ("for Cooperation in the Defense Industry")."""
        end = last
        while end < ceiling and end not in self.dated:
            if behind := self.words.after_head.at(self.a.tokens, end, ceiling):
                end = behind.last
            elif end in self.polity_at:
                end = self.polity_at[end].last
            elif acronym := self._acronym(end, ceiling):
                end += acronym
            elif (self._proper(last - 1) and self._proper(end)) or (self.a.tokens[end].form in _HYPHENS and end + 1 in self.polity_at):
                end += 1
            else:
                break
        link = self.words.links.at(self.a.tokens, end, ceiling)
        k = link.last if link else ceiling
        while k < min(ceiling, last + _LONGEST):
            modifier = self.words.modifiers.at(self.a.tokens, k, ceiling)
            if self._another(k, ceiling):
                break
            if k in self.polity_at:
                end = k = self.polity_at[k].last
            elif behind := self.words.after_head.at(self.a.tokens, k, ceiling):
                end = k = behind.last
            elif subject := self.words.subjects.at(self.a.tokens, k, ceiling):
                end = k = subject.last
            elif self._proper(k) or (not self.capitals and modifier):
                end = k = modifier.last if modifier else k + 1
            elif self.a.tokens[k].form in self.words.between or modifier:
                k = modifier.last if modifier else k + 1
            else:
                break
        return end

    def _another(self, k: int, ceiling: int) -> bool:
        """Whether token k joins on another mechanism ("and the Subcommittee")."""
        relations = self.a.lexicon.relations
        if self.a.tokens[k].form not in relations.and_ or k + 2 >= ceiling:
            return False
        return self.words.heads.at(self.a.tokens, k + 1 + (self.a.tokens[k + 1].form in relations.same), ceiling) is not None

    def _acronym(self, k: int, ceiling: int) -> int:
        """The number of tokens of an acronym in brackets that stands at token k ("(SOM)", "(ADMM-Plus)"); 0 if none does."""
        if k >= ceiling or self.a.tokens[k].form not in "(（":
            return 0
        end = next((i for i in range(k + 1, min(k + 6, ceiling)) if self.a.tokens[i].form in ")）"), k)
        inside = self.a.text[self.a.tokens[k].end : self.a.tokens[end].start]
        return end + 1 - k if end > k + 1 and " " not in inside and inside[0].isupper() and sum(map(str.isupper, inside)) > 1 else 0

    def _proper(self, k: int) -> bool:
        token = self.a.tokens[k]
        return self.capitals and token.capital and token.is_word and k not in self.dated and k not in self.persons
