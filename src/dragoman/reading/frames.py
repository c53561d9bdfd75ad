"""Frames: what one cue in one sentence says of an engagement, before the document is seen as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, DateMention, PersonMention, PolityMention
from dragoman.language.tokens import Sentence
from dragoman.model import EngagementType, Status
from dragoman.reading.channels import ChannelMention
from dragoman.reading.cues import Cue, Words, find_cues, status_of, words

_STRONG_BREAKS = frozenset(";；。:")


@dataclass(slots=True)
class Frame:
    """One telling of an occasion. Token ranges as everywhere; ``persons`` are indices of `Analysis.persons`."""

    cue: Cue
    sentence: int
    first: int
    last: int
    type: EngagementType
    status: Status = "held"
    told_status: bool = False
    date: Date | None = None
    exact_date: bool = False
    place: str | None = None
    country: str | None = None
    parties: set[str] = field(default_factory=set)
    persons: list[int] = field(default_factory=list)
    channel: ChannelMention | None = None
    margins: str | None = None
    definite: bool = False
    both: bool = False
    inherited: bool = False
    """The parties were taken from the document and not from the sentence."""
    quoted: bool = False


def find_frames(analysis: Analysis, channels: list[ChannelMention]) -> list[Frame]:
    """The frames of all sentences, in order."""
    builder = _Builder(analysis, channels)
    return [frame for index, sentence in enumerate(analysis.sentences) for frame in builder.in_sentence(index, sentence)]


class _Builder:
    def __init__(self, analysis: Analysis, channels: list[ChannelMention]) -> None:
        self.a = analysis
        self.words: Words = words(analysis.lexicon)
        self.channels = channels

    def in_sentence(self, index: int, sentence: Sentence) -> list[Frame]:
        cues = find_cues(self.a, sentence)
        cues = self._with_channels(cues, index)
        if not cues:
            return []
        bounds = [sentence.first, *(self._boundary(left, right) for left, right in zip(cues, cues[1:], strict=False)), sentence.last]
        found: list[Frame] = []
        for i, cue in enumerate(cues):
            frame = Frame(cue, index, bounds[i], bounds[i + 1], cue.type)
            self._fill(frame, sentence, alone=len(cues) == 1)
            found.append(frame)
        return found

    def _with_channels(self, cues: list[Cue], index: int) -> list[Cue]:
        """A channel that is named with its round, or beside no other cue, is a cue of a meeting itself; one that holds a cue widens it."""
        cues = list(cues)
        for channel in (c for c in self.channels if c.sentence == index):
            inside = [c for c in cues if c.first < channel.last and channel.first < c.last]
            if not inside and channel.round:
                cues.append(Cue(channel.first, channel.last, "meeting", "weak"))
        return sorted(cues, key=lambda cue: cue.first)

    def _boundary(self, left: Cue, right: Cue) -> int:
        """Where the words of one cue end and those of the next begin: at the strongest break between them, the latest of equals."""
        tokens = self.a.tokens
        best, strength = right.first, 0
        clauses = {match.first for match in self.words.clause.find_all(tokens, left.last, right.first)}
        for k in range(left.last, right.first):
            here = 3 if tokens[k].form in _STRONG_BREAKS else 2 if k in clauses and tokens[k].is_word else 1 if k in clauses or tokens[k].form in ",，、" else 0
            if here and here >= strength:
                best, strength = k, here
        return best

    def _fill(self, frame: Frame, sentence: Sentence, alone: bool) -> None:
        frame.channel = next((c for c in self.channels if c.sentence == frame.sentence and c.first < frame.cue.last + 1 and frame.cue.first < c.last + 1), None)
        frame.quoted = any(q.start <= self.a.tokens[frame.cue.first].start < q.end for q in self.a.quotations)
        frame.definite = self._is_definite(frame)
        self._status(frame)
        self._persons(frame)
        self._where(frame)
        self._parties(frame)
        self._date(frame, sentence, alone)
        self._margins(frame)

    def _is_definite(self, frame: Frame) -> bool:
        before = range(max(frame.first, frame.cue.first - 3), frame.cue.first)
        return frame.cue.form != "verb" and any(self.words.same.at(self.a.tokens, k, frame.cue.first) for k in before)

    def _status(self, frame: Frame) -> None:
        """The status word nearest to the cue decides; cancelling and denying win over planning, planning over a plain past."""
        order = {"denied": 0, "cancelled": 1, "proposed": 2, "planned": 3, "held": 4}
        matches = self.words.status.find(self.a.tokens, frame.first, frame.last)
        if not matches:
            return

        def distance(first: int, last: int) -> int:
            return max(0, frame.cue.first - last, first - frame.cue.last)

        near = [m for m in matches if distance(m.first, m.last) <= 12]
        if near:
            best = min(near, key=lambda m: (order[m.value] > 3, distance(m.first, m.last) > 6, order[m.value], distance(m.first, m.last)))
            frame.status, frame.told_status = status_of(best.value), True

    def _topic_start(self, frame: Frame) -> int:
        """Where in the frame the talk turns to what was talked about: parties and places behind it take no part."""
        for match in self.words.about.find(self.a.tokens, frame.first, frame.last):
            if match.first >= frame.cue.last or frame.cue.first > match.last:
                if match.first > frame.cue.first:
                    return match.first
        return frame.last

    def _persons(self, frame: Frame) -> None:
        end = self._topic_start(frame)
        for mention in self._mentions(frame.first, end):
            if mention.person not in frame.persons and self._outside_quotes(frame, mention.first):
                frame.persons.append(mention.person)

    def _mentions(self, first: int, last: int) -> list[PersonMention]:
        return [m for m in self.a.mentions if first <= m.first < last]

    def _outside_quotes(self, frame: Frame, token: int) -> bool:
        """What stands inside a quotation belongs to a cue inside the same one, and the other way round."""
        def quote(k: int) -> int | None:
            start = self.a.tokens[k].start
            return next((i for i, q in enumerate(self.a.quotations) if q.start <= start < q.end), None)

        return quote(token) == quote(frame.cue.first)

    def _where(self, frame: Frame) -> None:
        """Place and country: behind a preposition of place, nearest to the cue; for a visit whatever stands behind the cue."""
        end = self._topic_start(frame)
        starts = {m.last: m for m in self.words.place.find_all(self.a.tokens, frame.first, frame.last)}
        places = [p for p in self.a.places if frame.first <= p.first < end]
        polities = [p for p in self.a.polities if frame.first <= p.first < end and p.form in ("name", "abbreviation", "seat")]
        for place in sorted(places, key=lambda p: abs(p.first - frame.cue.first)):
            if self._located(place.first, starts) or (frame.type == "visit" and place.first >= frame.cue.last):
                frame.place, frame.country = place.name, place.country
                break
        for polity in sorted(polities, key=lambda p: abs(p.first - frame.cue.first)):
            if frame.country is None and (self._located(polity.first, starts) or (frame.type == "visit" and polity.first >= frame.cue.last)):
                frame.country = polity.code

    def _located(self, k: int, starts: dict[int, object]) -> bool:
        """Whether a preposition of place stands in front, over an article."""
        return k in starts or (k - 1 in starts and self.a.tokens[k - 1].form in self.a.lexicon.relations.same)

    def _parties(self, frame: Frame) -> None:
        end = self._topic_start(frame)
        persons = {i for m in self.a.mentions for i in range(m.first - 3, m.last + 3)}
        for mention in self.a.polities:
            if frame.first <= mention.first < end and self._is_party(mention, frame, persons):
                frame.parties.add(mention.code)
        frame.parties |= {party for index in frame.persons if (party := self.a.persons[index].party)}
        if frame.channel:
            frame.parties |= set(frame.channel.parties)
        if frame.type == "visit" and frame.country:
            frame.parties.add(frame.country)
        frame.both = bool(self.words.sides.find(self.a.tokens, frame.first, frame.last))

    def _is_party(self, mention: PolityMention, frame: Frame, persons: set[int]) -> bool:
        if not self._outside_quotes(frame, mention.first):
            return False
        located = any(m.last in (mention.first, mention.first - 1) for m in self.words.place.find_all(self.a.tokens, max(frame.first, mention.first - 3), mention.first))
        return not located

    def _date(self, frame: Frame, sentence: Sentence, alone: bool) -> None:
        """The date nearest to the cue in its own words; a cue that is alone takes any date of its sentence."""
        first, last = (sentence.first, sentence.last) if alone else (frame.first, frame.last)
        dates: list[DateMention] = [d for d in self.a.dates if first <= d.first < last and not d.deadline]
        if dates:
            best = min(dates, key=lambda d: (-d.date.precision, min(abs(d.first - frame.cue.last), abs(frame.cue.first - d.last))))
            frame.date, frame.exact_date = best.date, best.date.precision == 3

    def _margins(self, frame: Frame) -> None:
        """The larger event named behind "on the sidelines of"."""
        for match in self.words.margins.find(self.a.tokens, frame.first, frame.last):
            inside = [c for c in self.channels if match.last <= c.first <= match.last + 3]
            if inside and inside[0] is not frame.channel:
                frame.margins = inside[0].name
                return
