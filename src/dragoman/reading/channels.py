"""Recurring mechanisms named in a text, with the round that is told of: "the sixth Republic of Korea-Russia strategic dialogue"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language import nominative
from dragoman.language.analysis import Analysis, within
from dragoman.language.lexicon import Lexicon
from dragoman.language.names import hangul
from dragoman.language.phrases import Match, Phrases, compiled
from dragoman.language.tokens import Sentence, fold

_ROMAN = re.compile(r"^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$")
_TENS = {"": 0, "x": 10, "xx": 20, "xxx": 30}
_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
MAX_ROUND = 250
_COMPOUND = re.compile("[\u30a1-\u30fa\u30fc\u3005\u3400-\u4dbf\u4e00-\u9fff]")
_HYPHENS = frozenset("-–—−·・/–")
_LONGEST = 16
_QUOTES = frozenset('"«“„')
FORMATS = frozenset({"G7", "G8", "G20", "NB8", "NORDEFCO", "BRICS", "QUAD", "V4", "ASEM", "AUKUS"})
"""Groups of states without seat or staff: they are the meetings that they hold."""
_JOINED = 4


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


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """The sections of a lexicon on channels and ordinals, compiled."""

    heads: Phrases[str]
    modifiers: Phrases[str]
    after_head: Phrases[str]
    links: Phrases[str]
    numbers: Phrases[int]
    before: Phrases[str]
    after: Phrases[str]
    counters: Phrases[str]
    named: Phrases[str]
    subjects: Phrases[str]


@lru_cache(maxsize=64)
def channel_words(lexicon: Lexicon) -> ChannelWords:
    """The compiled sections of a lexicon."""
    channels, ordinals, clitics = lexicon.channels, lexicon.ordinals, lexicon.writing.proclitics
    weak = {fold(word) for word in (*channels.weak_heads, *channels.round_heads)}
    strong = tuple(word for word in channels.heads if fold(word) not in weak)
    numbers = [(word, i + 1) for i, words in enumerate(ordinals.words) for word in words]
    numbers += [(word, 1) for word in ordinals.first]
    return ChannelWords(
        heads=compiled({"strong": strong, "weak": channels.weak_heads, "round": channels.round_heads}, clitics),
        modifiers=compiled({"": channels.modifiers}, clitics),
        after_head=compiled({"": channels.after}, clitics),
        links=compiled({"": channels.links}, clitics),
        numbers=Phrases(numbers, clitics),
        before=compiled({"": ordinals.before}, clitics),
        after=compiled({"": ordinals.after}, clitics),
        counters=compiled({"": ordinals.counters}, clitics),
        named=compiled({"": channels.named}, clitics),
        subjects=compiled({"": channels.subjects}, clitics),
    )


@lru_cache(maxsize=64)
def state_words(lexicon: Lexicon) -> Phrases[str]:
    """The words that tell when a channel was set up, whether it rests, and whether its hosts take turns."""
    channels = lexicon.channels
    groups = {
        "established": channels.established,
        "suspended": channels.suspended,
        "resumed": channels.resumed,
        "rotation": channels.rotation,
    }
    return compiled(groups, lexicon.writing.proclitics)


def find_channels(analysis: Analysis) -> list[ChannelMention]:
    """All channels named in the text, in order. A general word ("talks") is none: a name needs a country, a modifier or capitals."""
    finder = _Finder(analysis)
    found: list[ChannelMention] = []
    for index, sentence in enumerate(analysis.sentences):
        finder.capitals = finder.cased and index != analysis.title
        named = [*finder.in_sentence(index, sentence), *finder.named(index, sentence)]
        found += sorted((*named, *finder.formats(index, sentence, named)), key=lambda mention: mention.first)
    return found


def rounds(analysis: Analysis) -> Callable[[int, int], tuple[int, int] | None]:
    """What finds a round's number that ends in front of a token, not before a floor: the number and its first token."""
    return _Finder(analysis).ordinal_ending


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.words = channel_words(analysis.lexicon)
        self.polity_at = {i: mention for mention in analysis.polities for i in range(mention.first, mention.last)}
        self.place_ending = {place.last: place.first for place in analysis.places}
        self.dated = {i for mention in analysis.dates for i in range(mention.first, mention.last)}
        self.persons = {i for mention in analysis.mentions if mention.named for i in range(mention.first, mention.last)}
        self.cased = analysis.lexicon.writing.capitals and not analysis.lexicon.writing.nouns_capital
        self.capitals = self.cased
        """Whether capitals tell a name here: they do not in a headline."""
        self.titles = {i for office in analysis.offices for i in range(office.first, office.last)}
        self.sentence_starts = {sentence.first for sentence in analysis.sentences}
        relations = analysis.lexicon.relations
        self.between = frozenset(
            fold(word) for word in (*analysis.lexicon.channels.links, *relations.place, *relations.same, *relations.and_, "-", "'", "s")
        )
        self.genitives = frozenset(() if analysis.lexicon.writing.capitals else analysis.lexicon.offices.links)
        self.joints = frozenset(fold(word) for word in (*analysis.lexicon.channels.links, *relations.and_, "-", "'", "s"))

    def in_sentence(self, index: int, sentence: Sentence) -> list[ChannelMention]:
        modifiers = self.words.modifiers.find_all(self.a.tokens, sentence.first, sentence.last)
        ending = {m.last: m.first for m in reversed(modifiers)}
        found: list[ChannelMention] = []
        floor = sentence.first
        heads = self.words.heads.find(self.a.tokens, sentence.first, sentence.last)
        for head, following in itertools.zip_longest(heads, heads[1:]):
            if head.first < floor or head.first in self.polity_at or head.first in self.titles:
                continue
            if following and not self.a.lexicon.writing.capitals and self._walk(following.first, floor, ending)[0] <= head.first:
                continue  # the name goes on to the next head ("边境事务磋商和协调工作机制")
            if following and (begin := self._spelt(following, floor)) is not None and begin <= head.first:
                continue
            first, told, front = self._leftward(head.first, floor, ending)
            if (begin := self._spelt(head, floor)) is not None and begin < first:
                first, front = begin, (begin, begin)
            last = self._rightward(head.last, sentence.last)
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

    def _leftward(self, first: int, floor: int, ending: dict[int, int]) -> tuple[int, int | None, tuple[int, int]]:
        """Where a name begins: over modifiers, polities, hyphens and capitalised words; the ordinal in front, if any.

        Where no capitals and articles part the words, a name may go on in front of its ordinal ("边界问题第24次会晤"): that range.
        """
        start, number, at = self._walk(first, floor, ending)
        begin = self._trim(start, first)
        if number is None or self.a.lexicon.writing.capitals:
            return begin, number, (begin, begin)
        further, _, _ = self._walk(at, floor, ending)
        return begin, number, (self._trim(further, at), at)

    def _walk(self, first: int, floor: int, ending: dict[int, int]) -> tuple[int, int | None, int]:
        """How far a name goes on to the left: its first token; the number that ends in front of it and where that begins."""
        start = first
        longest = _LONGEST * (2 if self.a.tokens[first - 1].unspaced else 1)
        while start > floor and first - start < longest:
            k = start - 1
            number = self.ordinal_ending(start, floor)
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
                or (self.a.tokens[k].form in ("'", "s") and k > floor)
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

    def _spelt(self, head: Match[str], floor: int) -> int | None:
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
            if self.a.tokens[start].is_word and self.a.tokens[start].form not in self.joints:
                break
            start += 1
        return start

    def _quoted_inside(self, start: int, first: int) -> bool:
        """Whether a quotation opens at token `start` and closes before token `first`."""
        end = self.a.tokens[first].start
        return any(q.start == self.a.tokens[start].end and q.end < end for q in self.a.quotations)

    def ordinal_ending(self, end: int, floor: int) -> tuple[int, int] | None:
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

    def _rightward(self, last: int, ceiling: int) -> int:
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
            elif self.a.tokens[k].form in self.between or modifier:
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

    def _mention(
        self, first: int, last: int, head: Match[str], told: int | None, front: tuple[int, int], index: int, sentence: Sentence
    ) -> ChannelMention | None:
        """The mention, unless its words are too general to name a mechanism. ``front`` is a part of the name in front of the round's
        number."""
        inside = (*range(*front), *range(first, last))
        parties = {polity.code for polity in self.a.polities if polity.first in inside}
        number = told or self._number_behind(last, sentence) or self._session_before(first, sentence.first)
        before = (k for k in inside if k < head.first)
        described = any(k not in self.polity_at and self.a.tokens[k].is_word and self.a.tokens[k].form not in self.joints for k in before)
        described = described or bool(self.words.after_head.find(self.a.tokens, head.last, last))
        if not self._names(first, last, head, described, number, parties):
            return None
        name = self.a.string(first, last)
        if front[0] < front[1]:
            name = self.a.string(*front) + " " * self.a.tokens[first].spaced + name
        name = nominative.phrase(name, self.a.lexicon)
        strong = head.value == "strong" or self._spelt(head, sentence.first) is not None
        return ChannelMention(min(first, front[0]), last, name, tuple(sorted(parties)), number, index, strong)

    def _names(self, first: int, last: int, head: Match[str], described: bool, number: int | None, parties: set[str]) -> bool:
        """Whether a head with its words is the name of a mechanism; the weaker the head, the more must tell it."""
        tokens = self.a.tokens
        capitals = (
            tokens[k].capital or k in self.polity_at or not tokens[k].is_word or tokens[k].form in self.joints
            for k in range(first, head.last)
        )
        named = self.capitals and all(capitals) and (first < head.first or last > head.last)
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
        if first >= head.first or not token.capital or not token.is_word or first in self.sentence_starts or first in self.polity_at:
            return False
        if self.a.lexicon.writing.nouns_capital:
            return self.words.modifiers.at(self.a.tokens, first, head.first) is not None
        return self.a.lexicon.channels.first_capital and self.capitals

    def _number_behind(self, last: int, sentence: Sentence) -> int | None:
        """A round's number told after the name: "(6th round)", "第17回", "round 6"."""
        tokens = self.a.tokens
        ends = range(last + 1, min(last + 4, sentence.last) + 1) if self.a.lexicon.ordinals.behind else ()
        if glued := next((number for end in ends if (number := self.ordinal_ending(end, last)) and number[1] == last), None):
            return glued[0]
        for k in range(last, min(last + 5, sentence.last)):
            counter = self.words.counters.at(tokens, k, sentence.last)
            if counter:
                number = self.ordinal_ending(k, last)
                if number:
                    return number[0]
                if counter.last < sentence.last and tokens[counter.last].form.isdigit() and counter.last not in self.dated:
                    return _number(tokens[counter.last].form)
            if tokens[k].form in ",;.，。":
                break
        return None

    def _session_before(self, first: int, floor: int) -> int | None:
        """A round's number told in front of the name with a link between: "the sixth session of the", "10e session de la"."""
        k = first
        while (
            k > floor
            and first - k < _JOINED
            and (self.a.tokens[k - 1].form in self.between or self.words.links.at(self.a.tokens, k - 1, first))
        ):
            k -= 1
        for i in range(max(floor, k - 3), k):
            counter = self.words.counters.at(self.a.tokens, i, k)
            number = self.ordinal_ending(i, floor) if counter and counter.last == k and k < first else None
            if number:
                return number[0]
        return None


def _number(form: str) -> int | None:
    value = int(form) if len(form) < 4 else 0
    return value if 0 < value <= MAX_ROUND else None


def _roman(form: str) -> int | None:
    match = _ROMAN.match(form)
    return (_TENS[match[1]] + _UNITS[match[2]]) or None if match else None
