"""Frames: what one cue in one sentence says of an engagement, before the document is seen as a whole."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, DateMention, covered, within
from dragoman.language.offices import singular
from dragoman.language.tokens import Sentence
from dragoman.model import EngagementType, Status
from dragoman.reading.channel_mention import ChannelMention
from dragoman.reading.channel_proper import FORMATS
from dragoman.reading.channel_words import channel_words, state_words
from dragoman.reading.channels import rounds
from dragoman.reading.cues import Cue, Words, family, find_cues, words
from dragoman.reading.margins import Margins
from dragoman.reading.roles import Roles
from dragoman.reading.statuses import Statuses
from dragoman.reading.unnamed import another, encounter

_STRONG_BREAKS = frozenset(";；。:")
_PAUSES = frozenset(",，、،")
_LINKED = 4
_RECURRING = ("talks", "exercise")
_RECENT = 4
"""Sentences behind an occasion in which another of its kind may be told without a noun."""


@dataclass(slots=True)
class Frame:
    """One telling of an occasion. Token ranges as everywhere; ``persons`` are indices of `Analysis.persons`."""

    cue: Cue
    sentence: int
    first: int
    last: int
    until: int
    """Where the next cue begins: words up to there may still say something of this one's status."""
    type: EngagementType
    status: Status = "held"
    told_status: bool = False
    date: Date | None = None
    place: str | None = None
    country: str | None = None
    parties: set[str] = field(default_factory=set)
    persons: list[int] = field(default_factory=list)
    channel: ChannelMention | None = None
    round: int | None = None
    margins: str | None = None
    definite: bool = False
    both: bool = False
    tight: bool = False
    """The parties stand at the cue itself ("the US-North Korea summit")."""
    aside: tuple[tuple[int, int], ...] = ()
    """Token ranges of larger events at whose side it took place."""
    inherited: bool = False
    """The parties were taken from the document and not from the sentence."""


def find_frames(analysis: Analysis, channels: list[ChannelMention]) -> list[Frame]:
    """The frames of all sentences, in order."""
    builder = _Builder(analysis, channels)
    return [frame for index, sentence in enumerate(analysis.sentences) for frame in builder.in_sentence(index, sentence)]


def _stay(start: Date | None, days: int) -> Date | None:
    """A stay of so many days from a known day on."""
    bounds = start.bounds() if start and start.precision == 3 else None
    return Date.between(Date.of_day(bounds[0]), Date.of_day(bounds[0] + timedelta(days=days - 1))) if bounds else start


def _as_before(frame: Frame, known: Frame) -> None:
    """What another occasion of a kind has in common with the one told of before: its parties and its channel."""
    if len(known.parties) > 1:
        frame.parties, frame.inherited = set(known.parties), True
    frame.channel = frame.channel or known.channel


class _Builder:
    def __init__(self, analysis: Analysis, channels: list[ChannelMention]) -> None:
        self.a = analysis
        self.words: Words = words(analysis.lexicon)
        self.channels = channels
        self.roles = Roles(analysis)
        self.statuses = Statuses(analysis)
        self.rounds = rounds(analysis)
        self.margins = Margins(analysis, channels)
        self.members = covered(analysis.polities, analysis.mentions, analysis.offices)
        self.states = state_words(analysis.lexicon)
        self.last_channel: ChannelMention | None = None
        self.last: Frame | None = None
        """The last telling of an occasion of a kind that recurs."""

    def in_sentence(self, index: int, sentence: Sentence) -> list[Frame]:
        occasions = self.margins.find(index, sentence)
        cues = find_cues(self.a, index, [(first, last) for first, last, _ in occasions])
        if not cues and not any(first <= c.first < last for c in self.channels for first, last, _ in occasions):
            # nothing took place at the side of a larger event: it is told of itself
            occasions, cues = [], find_cues(self.a, index)
        cues = self._with_rounds(cues, index, sentence, occasions)
        known = None
        visits = all(cue.type == "visit" for cue in cues) and not within(self.a.mentions, sentence.first, sentence.last)
        if visits or not any(cue.known for cue in cues):
            # a visit that nobody makes: "the last one was in March"; or no word of the lexicon tells of anything
            unnamed, known = self._unnamed(index, sentence)
            cues = [replace(cue, telling=cues[0].telling if cues else None) for cue in unnamed] or cues
        bounds = [sentence.first, *(self._boundary(left, right) for left, right in itertools.pairwise(cues)), sentence.last]
        found: list[Frame] = []
        for i, cue in enumerate(cues):
            first, last = self._reach(cues, bounds, i)
            frame = Frame(cue, index, first, last, cues[i + 1].first if i + 1 < len(cues) else sentence.last, cue.type)
            frame.aside = tuple((low, high) for low, high, _ in occasions)
            self._fill(frame, sentence, occasions, alone=len(cues) == 1)
            if known:
                _as_before(frame, known)
            frame.margins = next((name for first, _, name in occasions if frame.first <= first < frame.last), None)
            found += [each for one in self._by_group(frame) for each in self._by_date(one)]
        self.last = next((f for f in reversed(found) if family(f.type) in _RECURRING), self.last)
        return found

    def _unnamed(self, index: int, sentence: Sentence) -> tuple[list[Cue], Frame | None]:
        """The cue of an occasion that no word names, and the telling that it is another of, if so it is told."""
        met = encounter(self.a, sentence)
        known = self.last if self.last and not met and index - self.last.sentence <= _RECENT else None
        cue = another(self.a, sentence, known.type) if known else met
        return ([cue], known) if cue else ([], None)

    def _reach(self, cues: list[Cue], bounds: list[int], i: int) -> tuple[int, int]:
        """Where the words of a cue begin and end. A verb that describes the noun behind it ("会见了来访的…") parts no other's words."""
        described = [bool(self.words.relative.at(self.a.tokens, cue.last, bounds[-1])) for cue in cues[max(0, i - 1) : i + 2]]
        before, here, after = (described if i else [False, *described]) + [False] * (2 - len(cues[i : i + 2]))
        first, last = bounds[i - 1] if before else bounds[i], bounds[i + 1]
        if here:
            last = max(last, cues[i + 1].first if i + 1 < len(cues) else last)
        elif after and not self.a.lexicon.writing.verb_final:
            last = bounds[i + 2]
        return first, last

    def _with_rounds(self, cues: list[Cue], index: int, sentence: Sentence, occasions: list[tuple[int, int, str]]) -> list[Cue]:
        """A channel that is named with its round is a cue of a meeting itself, and so is a numbered round without a name."""
        cues = list(cues)

        def free(first: int, last: int) -> bool:
            inside = any(c.first < last and first < c.last for c in cues)
            return not inside and not any(low <= first < high for low, high, _ in occasions)

        for channel in self.channels:
            led = any(self._leads(cue, channel) for cue in cues)
            if channel.sentence == index and channel.round and not led and free(channel.first, channel.last):
                cues.append(Cue(channel.first, channel.last, "meeting", "weak"))
        counters = channel_words(self.a.lexicon).counters.find(self.a.tokens, sentence.first, sentence.last)
        named = [channel.first for channel in self.channels if channel.sentence == index and channel.round]
        for match in counters:
            if any(0 <= first - match.last < 4 for first in named):
                continue  # "the sixth round of the strategic dialogue": the channel's own
            if free(match.first, match.last) and self._number_before(match.first, sentence.first):
                cues.append(Cue(match.first, match.last, "meeting", "weak"))
        return sorted(cues, key=lambda cue: cue.first)

    def _leads(self, cue: Cue, channel: ChannelMention) -> bool:
        """Whether a noun stands in front of the name of its channel with only a link between ("the third meeting of the Joint
        Commission")."""
        if cue.form == "verb" or family(cue.type) != "talks" or not 0 < channel.first - cue.last < _LINKED:
            return False
        lexicon = self.a.lexicon
        links = {*lexicon.channels.links, *lexicon.offices.links, *lexicon.relations.same, "'"}
        return all(token.form in links for token in self.a.tokens[cue.last : channel.first])

    def _antecedent(self, cue: Cue) -> ChannelMention | None:
        """The mechanism that a numbered round belongs to which does not name it: the one named last in front of it."""
        if family(cue.type) != "talks":
            return None
        before = [c for c in self.channels if c.last <= cue.first and c.strong]
        return before[-1] if before else self.last_channel

    def _meets(self, channel: ChannelMention, cue: Cue) -> bool:
        """Whether the noun of a meeting stands right behind the group that holds it ("G8-Gipfel", "the G7 foreign ministers' meeting")."""
        return self._group(channel) and family(cue.type) == "talks" and 0 <= cue.first - channel.last < _LINKED

    def _group(self, channel: ChannelMention) -> bool:
        """Whether a channel is a group of states under its own name."""
        return len(channel.parties) == 1 and channel.parties[0] in FORMATS and channel.last - channel.first < _LINKED

    def _number_before(self, i: int, floor: int) -> int | None:
        found = self.rounds(i, max(floor, i - 4))
        return found[0] if found else None

    def _boundary(self, left: Cue, right: Cue) -> int:
        """Where the words of one cue end and those of the next begin: at the strongest break between them, the latest of equals.

        Where the verb ends the clause, what follows it belongs to the next cue: the first of equals.
        """
        tokens = self.a.tokens
        if self.a.lexicon.writing.verb_final:
            breaks = [(1, match.last) for match in self.words.clause.find(tokens, left.last, right.first)]
            breaks += [(2, k + 1) for k in range(left.last, right.first) if tokens[k].form in _STRONG_BREAKS]
            return max(breaks, key=lambda one: (one[0], -one[1]), default=(0, left.last))[1]
        best, strength = right.first, 0
        clauses = {match.first for match in self.words.clause.find_all(tokens, left.last, right.first)}
        joints = {match.first for match in self.words.and_.find_all(tokens, left.last, right.first)}
        for k in range(left.last, right.first):
            here = (
                4
                if tokens[k].form in _STRONG_BREAKS
                else 3
                if k in clauses and tokens[k].is_word
                else 2
                if k in clauses or tokens[k].form in _PAUSES
                else 0
            )
            here = here or int(k in joints and not self._lists(k))
            if here and here >= strength:
                best, strength = k, here
        return best

    def _lists(self, k: int) -> bool:
        """Whether the joint at token k stands between two members of a list: countries or names on both sides."""
        return k - 1 in self.members and (k + 1 in self.members or k + 2 in self.members)

    def _fill(self, frame: Frame, sentence: Sentence, larger: list[tuple[int, int, str]], alone: bool) -> None:
        cue = frame.cue
        here = [c for c in self.channels if c.sentence == frame.sentence and not any(low <= c.first < high for low, high, _ in larger)]
        frame.channel = next(
            (c for c in here if (c.first <= cue.last and cue.first <= c.last) or self._leads(cue, c) or self._meets(c, cue)), None
        )
        if frame.channel is None and cue.form == "verb":
            frame.channel = next((c for c in here if frame.first <= c.first < frame.last), None)
        self.last_channel = frame.channel or self.last_channel
        if frame.channel and frame.type == "meeting" and self._group(frame.channel):
            frame.type = "conference"
        numbered = cue.type != "visit"
        frame.round = (frame.channel.round if frame.channel else None) or (
            self._number_before(cue.first, frame.first) if numbered else None
        )
        if frame.round and not frame.channel:
            frame.channel = self._antecedent(cue)
            frame.round = frame.round if frame.channel else None
        # a noun points back by the word before it, a verb by the noun that it governs ("attended the dialogue")
        pointing = range(max(frame.first, cue.first - 3), cue.first)
        if cue.form == "verb":
            pointing = range(cue.first + 1, cue.first if frame.round else cue.last)
        frame.definite = any(self.words.same.at(self.a.tokens, k, pointing.stop) for k in pointing)
        frame.both = bool(self.words.sides.find(self.a.tokens, frame.first, frame.last))
        self.statuses.decide(frame)
        self.roles.fill(frame)
        if frame.type in ("meeting", "conference") and not frame.persons and self._of_heads(frame):
            frame.type = "summit"
        if any(m.value == "rotation" for m in self.states.find(self.a.tokens, frame.first, frame.last)):
            frame.place = frame.country = None
        self._date(frame, sentence, alone)

    def _of_heads(self, frame: Frame) -> bool:
        """Whether nobody is told of but heads of state or government, several of them ("the presidents met")."""
        offices = [office for office in self.a.offices if frame.first <= office.first < frame.last]
        several = any(singular(office, self.a.lexicon) for office in offices)
        return several and all(office.level == "head" for office in offices)

    def _date(self, frame: Frame, sentence: Sentence, alone: bool) -> None:
        """The date nearest to the cue in its own words; a cue that is alone takes any date of its sentence."""
        first, last = (sentence.first, sentence.last) if alone else (frame.first, frame.last)
        founded = {k for m in self.states.find(self.a.tokens, first, last) if m.value == "established" for k in range(m.last, m.last + 3)}
        dates = [d for d in within(self.a.dates, first, last) if d.first not in founded and not self._header(d, sentence)]
        stay = next((d.duration_days for d in dates if d.duration_days), None)
        dates = [d for d in dates if not d.duration_days]
        if stay and frame.type == "visit":
            frame.date = _stay(dates[0].date if dates else self.a.published, stay)
            return
        if frame.status == "held":
            dates = [d for d in dates if not d.deadline]
        if dates:
            frame.date = min(dates, key=lambda d: (min(abs(d.first - frame.cue.last), abs(frame.cue.first - d.last)), d.first)).date

    def _header(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date is the document's own, in a header or dateline that runs into the first sentence: no word leads to it."""
        if mention.relative or mention.date != self.a.published or mention.first - sentence.first > 8:
            return False
        before = self.a.tokens[mention.first - 1] if mention.first > sentence.first else None
        return before is None or before.capital or not before.is_word or before.end == self.a.tokens[sentence.first].end

    def _by_group(self, frame: Frame) -> list[Frame]:
        """One frame for each of several channels that only a joint parts, one of them a group of states ("a meeting with the G7 and the
        G20")."""
        channel = frame.channel
        if channel is None or family(frame.type) != "talks":
            return [frame]
        joints = {*self.a.lexicon.relations.and_, *self.a.lexicon.relations.same, ","}
        run = [channel]
        for other in (c for c in self.channels if c.sentence == frame.sentence and c.first >= channel.last):
            if all(token.form in joints for token in self.a.tokens[run[-1].last : other.first]):
                run.append(other)
        if len(run) < 2 or not any(self._group(one) for one in run):
            return [frame]
        named = set[str]().union(*(one.parties for one in run))
        own = frame.parties - named
        return [replace(frame, channel=one, parties=own | set(one.parties), persons=list(frame.persons)) for one in run]

    def _by_date(self, frame: Frame) -> list[Frame]:
        """One frame for each of several dates that only a joint parts ("on April 27 and May 26")."""
        dates = [d for d in within(self.a.dates, frame.cue.last, frame.last) if not d.deadline]
        run = dates[:1]
        for date in dates[1:]:
            if date.first - run[-1].last > 2 or date.first == run[-1].last:
                break
            run.append(date)
        if len(run) < 2 or frame.date != run[0].date:
            return [frame]
        return [replace(frame, date=date.date, parties=set(frame.parties), persons=list(frame.persons)) for date in run]
