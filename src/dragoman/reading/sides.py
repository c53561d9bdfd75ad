"""Whom a promise binds: the parties that its subject, "the two sides", "we" and the like mean at a place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.analysis import Analysis
from dragoman.model import CommitmentStatus, Engagement, Statement
from dragoman.reading.cues import words
from dragoman.reading.spans import within
from dragoman.reading.speakers import antecedent, candidates, signs
from dragoman.reading.syntax import Subject, Syntax

_MOST = 5
"""Parties: how many "the sides" may be at most where no engagement tells."""
_AFTER = 6
"""Tokens: how far behind its verb a subject may stand."""
_TITLE = 8
"""Characters of a title that may stand between a name and the particle that marks it."""
_BESIDE = 3
"""Tokens: how far before a verb a pronoun that is its subject may stand."""
_PAIR = 6
"""Tokens: how far before it two parties are still sure to be its subject."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a promise binds, and how: an empty set where nobody can be told."""

    status: CommitmentStatus
    parties: frozenset[str]
    named: bool = False
    """They are named, or pointed to, as the subject."""
    person: bool = False
    """The subject is a person."""


_OWN = frozenset(("agreed", "pledged", "future"))
"""Kinds whose subject binds nobody but itself: where it names no party, nobody named beside it is bound."""
_POINTING = ("pronoun", "person", "office", "source")
"""Kinds of subjects that stand for somebody named elsewhere."""


class Sides:
    """The parties of a document as its sentences refer to them."""

    def __init__(self, analysis: Analysis, engagements: Sequence[Engagement], spoken: Sequence[Statement]) -> None:
        self.a = analysis
        self._spoken = [one for one in spoken if one.span and one.party]
        self._joint = [one for one in engagements if one.span and len(one.parties) > 1]
        self._words = words(analysis.lexicon)
        self.syntax = Syntax(analysis)
        self._usual = self._most_named()

    def bound(self, kind: str, cue: tuple[int, int], first: int, last: int, sentence: int) -> Bound:
        """The status that a cue gives, and the parties bound."""
        if self.a.lexicon.commitments.clause_first:
            first = self.a.sentences[sentence].first
        subject, tree = self._subject(kind, cue, first, alone=kind != "agreed" and not self._paired(cue, first))
        both = self.both(cue, first)
        status, parties = self._bound(kind, cue, first, last, subject, both)
        person = bool(within(self.a.mentions, *self._zone(cue, first))) if not tree else self._person(cue)
        return Bound(status, frozenset(parties), bool(subject), person)

    def _person(self, cue: tuple[int, int]) -> bool:
        tree = self.syntax.subject(*cue)
        return bool(tree and any(m.first <= tree.head < m.last for m in within(self.a.mentions, tree.head - _PAIR, tree.head + 1)))

    def _bound(
        self, kind: str, cue: tuple[int, int], first: int, last: int, subject: set[str], both: bool
    ) -> tuple[CommitmentStatus, set[str]]:
        joint = self.joint(cue[0], subject if len(subject) == 1 else set())
        if kind == "agreed":
            return "agreed", joint if both or len(subject) < 2 or (subject & joint and not self._paired(cue, first)) else subject
        if kind in ("fulfilled", "broken"):
            return ("fulfilled" if kind == "fulfilled" else "broken"), subject if subject and not both else joint
        if kind == "proposed":
            if not subject and self._unknown(cue, first):
                return "proposed", set()
            whole = len(subject) == 1 and subject <= joint
            return "proposed", joint if whole else subject | set(self._polities(cue[1], last)[:1]) or joint
        speaker = self._speaker(cue[0])
        if kind == "first_person":
            return "pledged", {speaker} if speaker else set()
        if both or (kind == "future" and len(subject) > 1):
            return "agreed", joint if both else subject
        if subject:
            return "pledged", subject
        if kind == "future":
            return "agreed", joint
        return "pledged", {speaker} if speaker else joint

    def both(self, cue: tuple[int, int], first: int) -> bool:
        """Whether "the two sides" or the like stands before a verb, or right behind it."""
        return bool(self._words.sides.find(self.a.tokens, first, min(len(self.a.tokens), cue[1] + _AFTER)))

    def acts(self, cue: tuple[int, int], first: int) -> bool:
        """Whether a party, or both, are the subject of a verb."""
        return self.both(cue, first) or bool(self._named(cue, first))

    def own(self, cue: tuple[int, int], first: int) -> bool:
        """Whether a speaker, in their quoted words, says what their own party will do."""
        speaker = self._speaker(cue[0])
        return bool(speaker and speaker in self._named(cue, first))

    @property
    def dealing(self) -> bool:
        """Whether the document tells of any dealing between parties at all."""
        return bool(self._joint)

    def joint(self, token: int, subject: frozenset[str] | set[str] = frozenset()) -> set[str]:
        """The parties of the engagement that is spoken of at a token: the main one told last before it, if the subject is among them."""
        start = self.a.tokens[token].start
        fitting = [e for e in self._joint if subject <= set(e.parties)] or self._joint
        main = [e for e in fitting if e.main] or fitting
        before = [e for e in main if e.span and e.span[0] <= start]
        best = before[-1:] or main[:1]
        return set(best[0].parties) if best else set(self._usual)

    def _paired(self, cue: tuple[int, int], first: int) -> bool:
        """Whether two parties stand right before a verb, as its subject."""
        near = within(self.a.polities, max(first, cue[0] - _PAIR), cue[0])
        return len({polity.code for polity in near if not self._oblique(polity.first)}) == 2

    def _most_named(self) -> tuple[str, ...]:
        counts = Counter(polity.code for polity in self.a.polities)
        counts.update(party for m in self.a.mentions if (party := self.a.persons[m.person].party))
        common = counts.most_common(_MOST)
        return tuple(code for i, (code, count) in enumerate(common) if i < 2 or count * 2 >= common[0][1])

    def _subject(self, kind: str, cue: tuple[int, int], first: int, alone: bool) -> tuple[set[str], bool]:
        """The parties named as subject, and whether a tree shows them; else the nearest one if ``alone``.

        A pronoun right before the verb means whom the text is about.
        """
        tree = self.syntax.subject(*cue)
        told = self._told(tree) if tree else set()
        if told or (tree and kind in _OWN):
            return told, True
        if signs(self.a.lexicon).pronouns.find(self.a.tokens, max(first, cue[0] - _BESIDE), cue[0] + 1):
            speaker = antecedent(self.a, cue[0])
            if speaker:
                return ({speaker.party} if speaker.party else set()), False
        return self._named(cue, first, alone), False

    def _told(self, subject: Subject) -> set[str]:
        """The parties that a grammatical subject names or points to; an empty set where it names nobody that could act."""
        tokens = sorted(subject.tokens)
        low, high = tokens[0], tokens[-1] + 1
        mentions = [m for m in within(self.a.mentions, low, high) if subject.tokens.intersection(range(m.first, m.last))]
        parties = [party for m in mentions if (party := self.a.persons[m.person].party)]
        parties = parties or [p.code for p in within(self.a.polities, low, high) if p.first in subject.tokens]
        if parties:
            return set(parties)
        pointing = [c for c in candidates(self.a, low, high) if c.kind in _POINTING and c.first <= subject.head < c.last]
        for candidate in pointing:
            meant = candidate.speaker or antecedent(self.a, candidate.first)
            if meant and meant.party:
                return {meant.party}
        return set()

    def _unknown(self, cue: tuple[int, int], first: int) -> bool:
        """Whether a person is the subject whose party the text does not tell."""
        return any(not self.a.persons[m.person].party for m in within(self.a.mentions, *self._zone(cue, first)))

    def _named(self, cue: tuple[int, int], first: int, alone: bool = False) -> set[str]:
        zone = self._zone(cue, first)
        persons = [self.a.persons[m.person].party for m in within(self.a.mentions, *zone) if self._acting(m.first, m.last)]
        parties = [party for party in persons if party] or [p.code for p in within(self.a.polities, *zone) if self._acting(p.first, p.last)]
        if alone:
            parties = parties[-1:] if zone[1] == cue[0] else parties[:1]
        return set(parties)

    def _acting(self, first: int, last: int) -> bool:
        """Whether a name may be a subject; where particles mark subjects, whether one stands behind it."""
        marks = signs(self.a.lexicon)
        if not self.a.lexicon.speech.subject_before or not self.a.lexicon.speech.subject_marks:
            return not self._oblique(first) and not marks.oblique_after.at(self.a.tokens, last, min(len(self.a.tokens), last + 4))
        return any(marks.subject_marks.at(self.a.tokens, k, min(len(self.a.tokens), k + 4)) for k in range(last, last + _TITLE))

    def _zone(self, cue: tuple[int, int], first: int) -> tuple[int, int]:
        """Where a verb's subject may stand: before it in its clause, and where none stands there, right behind it."""
        before = first, cue[0]
        named = len(within(self.a.polities, *before)) + len(within(self.a.mentions, *before))
        return before if named else (cue[1], cue[1] + _AFTER)

    def _oblique(self, token: int) -> bool:
        """Whether a small word before a name keeps it from being the subject."""
        oblique = signs(self.a.lexicon).oblique
        return any((match := oblique.at(self.a.tokens, k, token)) and match.last == token for k in range(max(0, token - 2), token))

    def _polities(self, first: int, last: int) -> list[str]:
        return [polity.code for polity in within(self.a.polities, first, last)]

    def _speaker(self, token: int) -> str | None:
        start = self.a.tokens[token].start
        around = [q for q in self.a.quotations if q.start <= start < q.end]
        return next((s.party for q in around for s in self._spoken if self._holds(s, q.start, q.end)), None)

    def _holds(self, statement: Statement, start: int, end: int) -> bool:
        words = " ".join(self.a.text[start:end].split())
        return words in statement.quote
