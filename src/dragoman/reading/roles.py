"""Who takes part in what a frame tells, and where: the words around its cue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.language.analysis import Analysis, M, Mention, PolityMention, within
from dragoman.language.territories import is_territory
from dragoman.reading.cues import words
from dragoman.reading.told import owns

if TYPE_CHECKING:
    from dragoman.reading.frames import Frame

_TIGHT_BEFORE = 7
_TIGHT_AFTER = 14
_NEAR = 8
_OWNED, _DOUBTED = 0.6, 0.1
"""Probabilities: what belongs to an engagement by the model does from the first on, and does not up to the second."""
_NAME = 14
"""Characters: where capitals tell no names, up to so many in quotation marks are a name and no speech."""


class Roles:
    """Parties, persons and place of frames, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.words = words(analysis.lexicon)

    def fill(self, frame: Frame) -> None:
        """Set the frame's place, country, persons and parties."""
        start, end = self._topic_end(frame), self._topic_start(frame)
        self._where(frame, end)
        self._persons(frame, start, end)
        tight = self._tight(frame)
        if len(tight) >= 2 and frame.type not in ("visit",):
            frame.parties, frame.tight = tight, True
            frame.persons = [i for i in frame.persons if self.a.persons[i].party in tight or self.a.persons[i].party is None]
        elif frame.type == "visit":
            self._visit(frame, end)
        else:
            self._parties(frame, start, end)

    def _topic_start(self, frame: Frame) -> int:
        """Where in the frame the talk turns to what was talked about: parties and places behind it take no part."""
        for match in self.words.about.find(self.a.tokens, frame.cue.last, frame.last):
            return match.first
        return frame.last

    def _topic_end(self, frame: Frame) -> int:
        """Where in front of the cue the talk of others about it ends ("told him the outcome of the …"): who stands before takes no part."""
        told = self.words.outcome.find(self.a.tokens, frame.first, frame.cue.first)
        return told[-1].last if told and frame.cue.first - told[-1].last <= _NEAR else frame.first

    def _in_quotes(self, token: int) -> int | None:
        start = self.a.tokens[token].start
        least = 0 if self.a.lexicon.writing.capitals else _NAME
        return next((i for i, q in enumerate(self.a.quotations) if q.start <= start < q.end and q.end - q.start > least), None)

    def _beside(self, frame: Frame, token: int) -> bool:
        """Whether a token and the cue stand in the same quotation, or both in none."""
        return self._in_quotes(token) == self._in_quotes(frame.cue.first)

    def _owned(self, frame: Frame, mention: Mention) -> bool | None:
        """Whether the model takes what is mentioned to belong to what the cue tells; None where it leaves that open."""
        if frame.cue.telling is None:
            return None
        chance = owns(self.a, frame.cue.telling, mention)
        return None if _DOUBTED < chance < _OWNED else chance >= _OWNED

    def _belonging(self, frame: Frame, mentions: Sequence[M], first: int, last: int) -> list[M]:
        """The mentions in a range of the frame's words, without those that do not belong to it, and with those that do beyond it."""
        sentence = self.a.sentences[frame.sentence]
        found = []
        for mention in within(mentions, sentence.first, sentence.last):
            owned = self._owned(frame, mention)
            if owned or (owned is None and first <= mention.first < last):
                found.append(mention)
        return found

    def _persons(self, frame: Frame, start: int, end: int) -> None:
        for mention in self._belonging(frame, self.a.mentions, start, end):
            if mention.person not in frame.persons and self._beside(frame, mention.first):
                frame.persons.append(mention.person)

    def _where(self, frame: Frame, end: int) -> None:
        """Place and country: behind a preposition of place, nearest to the cue; for a visit whatever stands behind the cue."""
        visit = frame.type == "visit"
        hosts = bool(self.words.host.find(self.a.tokens, frame.first, frame.last))
        places = [p for p in within(self.a.places, frame.first, end) if self._beside(frame, p.first)]
        polities = [p for p in within(self.a.polities, frame.first, end) if p.form != "adjective" and self._beside(frame, p.first)]
        for place in sorted(places, key=lambda p: abs(p.first - frame.cue.first)):
            towards = visit and (place.first >= frame.cue.first or self._owned(frame, place))
            if hosts or towards or self._located(place.first, place.last, frame):
                frame.place, frame.country = place.name, place.country
                break
        for polity in sorted((p for p in polities if is_territory(p.code)), key=lambda p: abs(p.first - frame.cue.first)):
            behind = polity.first >= frame.cue.first
            inside = (visit and (behind or self._aimed_at(frame, polity))) or (
                behind and frame.type == "exercise" and polity.first < frame.cue.last
            )
            if frame.country is None and (inside or self._located(polity.first, polity.last, frame)):
                frame.country = polity.code

    def _aimed_at(self, frame: Frame, polity: PolityMention) -> bool:
        """Whether a country in front of a visit's cue is the one visited: it belongs to the visit, and no visitor acts for it."""
        theirs = {self.a.persons[m.person].party for m in within(self.a.mentions, frame.first, frame.last)}
        return bool(self._owned(frame, polity)) and polity.code not in theirs and not self._of_office(polity)

    def _located(self, first: int, last: int, frame: Frame) -> bool:
        """Whether a word of place stands in front (over an article), or is glued behind."""
        country = next((p.first for p in within(self.a.polities, first - _NEAR, first) if p.last == first), first)
        before = self.words.place.find_all(self.a.tokens, max(frame.first, country - 4), first)
        same = self.a.lexicon.relations.same
        if any(m.last in (first, country) or (m.last == first - 1 and self.a.tokens[first - 1].form in same) for m in before):
            return True
        return self.words.place_after.at(self.a.tokens, last, frame.last) is not None

    def _tight(self, frame: Frame) -> set[str]:
        """The polities that stand at the cue itself: right before it ("the Korea-Turkey summit"), inside its channel, or joined by
        "between"."""
        if frame.channel and len(frame.channel.parties) >= 2:
            return set(frame.channel.parties)
        width = 2 if self.a.tokens[frame.cue.first].unspaced else 1
        first = max(frame.first, frame.cue.first - _TIGHT_BEFORE * width)
        run: list[PolityMention] = []
        for mention in reversed(list(within(self.a.polities, first, frame.cue.last))):
            edge = run[-1].first if run else frame.cue.first
            if edge - mention.last > (2 if run else 4 * width) or self._located(mention.first, mention.last, frame):
                break
            run.append(mention)
        before = {m.code for m in run}
        if len(before) >= 2:
            return before
        for match in self.words.between.find(self.a.tokens, frame.first, frame.last):
            if -1 <= match.first - frame.cue.last <= 8:
                return self._listed(match.last, min(frame.last, match.last + _TIGHT_AFTER * 2))
        return set()

    def _topical(self, mention: PolityMention) -> bool:
        """Whether a word behind a name makes a topic of it ("北朝鮮問題")."""
        end = min(mention.last + 4, len(self.a.tokens))
        return any(self.words.about_after.at(self.a.tokens, k, end) for k in (mention.last, mention.last + 1) if k < end)

    def _listed(self, first: int, last: int) -> set[str]:
        """The polities of a list, and those of the persons in it."""
        found = {m.code for m in within(self.a.polities, first, last) if not self._topic_between(first, m.first)}
        mine = [m for m in within(self.a.mentions, first, last) if not self._topic_between(first, m.first)]
        return found | {party for m in mine if (party := self.a.persons[m.person].party)}

    def _topic_between(self, first: int, last: int) -> bool:
        return bool(self.words.about.find(self.a.tokens, first, last))

    def _visit(self, frame: Frame, end: int) -> None:
        """A visit has the visitor's party and the country visited."""
        cue = frame.cue
        visitors = [i for i in frame.persons if self.a.persons[i].party != frame.country or self.a.persons[i].party is None]
        before = [m.person for m in within(self.a.mentions, frame.first, cue.first) if m.person in visitors]
        behind = [i for i in visitors if i not in before]
        own = any(self.words.own.at(self.a.tokens, k, cue.first) for k in range(max(frame.first, cue.first - 3), cue.first))
        frame.persons = behind[:1] if own and behind else before[-1:] or visitors[:1]
        home = next((p for i in frame.persons if (p := self.a.persons[i].party)), None)
        if home is None:
            known = [m for m in within(self.a.polities, frame.first, end) if m.code != frame.country and self._beside(frame, m.first)]
            home = min(known, key=lambda m: (not self._of_office(m), m.form == "seat", m.first)).code if known else None
        frame.parties = {code for code in (home, frame.country) if code}

    def _of_office(self, mention: PolityMention) -> bool:
        """Whether a polity stands at a title ("the Belgian prime minister")."""
        return any(office.first - 1 <= mention.last and mention.first <= office.last + 1 for office in self.a.offices)

    def _before_place(self, mention: PolityMention, frame: Frame) -> bool:
        """Whether a country stands right before the frame's place, as scripts without spaces write it ("ドイツ・ボン")."""
        near = any(0 <= place.first - mention.last <= 1 and place.name == frame.place for place in self.a.places)
        return near and self.a.tokens[mention.first].unspaced

    def _parties(self, frame: Frame, start: int, end: int) -> None:
        for mention in self._belonging(frame, self.a.polities, start, end):
            if not self._beside(frame, mention.first) or self._topical(mention):
                continue
            if any(low <= mention.first < high for low, high in frame.aside):
                continue
            if mention.code == frame.country and self._before_place(mention, frame):
                continue
            if not self._located(mention.first, mention.last, frame):
                frame.parties.add(mention.code)
        frame.parties |= {party for index in frame.persons if (party := self.a.persons[index].party)}
        if frame.channel:
            frame.parties |= set(frame.channel.parties)
