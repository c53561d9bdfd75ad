"""The dates of a text, absolute and relative, resolved against the document's own date; a year that nothing gives stays unknown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.edtf import Date
from dragoman.language.analysis import DateMention
from dragoman.language.date_context import Context
from dragoman.language.date_expression import Expression
from dragoman.language.date_intervals import Times
from dragoman.language.date_resolution import resolve
from dragoman.language.dateline import document_date
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases
from dragoman.language.tokens import Sentence, Token, Tokens, fold

__all__ = ["document_date", "find_dates"]

_CUTS = frozenset(',;:、،؛()"“”„«»「」')
_ALONE = 4
"""An expression with fewer tokens around it than this stands nearly alone in its clause."""

_BESIDE = 3
_CLAUSE = 60
"""Tokens."""
_HEADLINES, _FEW = 6, 200
"""Sentences at the beginning that may be a headline; dates at the beginning that are compared with it."""
_WEEK = 8
"""Days."""


def find_dates(times: Times, sentences: tuple[Sentence, ...], lexicon: Lexicon, published: Date | None) -> tuple[DateMention, ...]:
    """All dates that the sentences tell, in order, none overlapping. ``published`` is the document's own date, as far as it is known."""
    return tuple(_Resolution(times, sentences, lexicon, published).mentions())


def _sentence_of(tokens: Tokens, sentences: tuple[Sentence, ...]) -> list[int]:
    """For every token the index of its sentence, or -1."""
    where = [-1] * len(tokens)
    for number, sentence in enumerate(sentences):
        where[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
    return where


def _cuts(token: Token, words: frozenset[str]) -> bool:
    """Whether a token divides clauses."""
    return token.form in _CUTS or token.form in words or (token.form == "-" and token.spaced)


@lru_cache(maxsize=64)
def _clauses(lexicon: Lexicon) -> frozenset[str]:
    """Single words that begin a clause, but for those that also join dates."""
    return frozenset(map(fold, lexicon.relations.clause)) - set(map(fold, lexicon.dates.both))


@lru_cache(maxsize=64)
def _ahead(lexicon: Lexicon) -> Phrases[bool]:
    """Cues by which a sentence tells of what is to come."""
    return Phrases(((phrase, True) for phrase in (*lexicon.status.planned, *lexicon.dates.future_cues)), lexicon.writing.proclitics)


@dataclass(slots=True)
class _Told:
    """A date told before: where, and what year it bore in so many words."""

    date: Date
    last: int
    sentence: int
    year: int | None


class _Resolution:
    """One pass over the expressions of a text, which remembers the dates told before."""

    def __init__(self, times: Times, sentences: tuple[Sentence, ...], lexicon: Lexicon, published: Date | None) -> None:
        self.shapes = times.shapes
        self.sentences = sentences
        self.where = _sentence_of(times.shapes.tokens, sentences)
        self.ahead = _ahead(lexicon)
        self.clauses = _clauses(lexicon)
        self.published = published
        self.told: _Told | None = None
        self.section: _Told | None = None
        self.day: Date | None = None
        self.all = times.all
        self.starts = [found.first for found in times.all]
        self._cues: dict[int, list[int]] = {}

    def mentions(self) -> Iterator[DateMention]:
        named_days = self._named_days()
        for found in self.all:
            number = self.where[found.first]
            if number < 0 or self._in_two_calendars(found):
                continue
            if found.duration:
                if self.published and 1 < found.duration <= 60:
                    yield DateMention(found.first, found.last, self.published, relative=True, duration_days=found.duration)
                continue
            context = self._context(found, number, named_days)
            dates = resolve(found, context)
            if found.named and not (self.published and dates and dates[0].contains(self.published)):
                continue
            yield from self._told(found, dates)
            if dates:
                self._remember(found, dates[-1], number, context)

    def _named_days(self) -> dict[int, Date]:
        """Days of the week that the text gives with their date, within a week or so of the day of writing."""
        named: dict[int, Date] = {}
        today = Context(self.published).today
        for found in self.all:
            if len(found.weekdays) == 1 and found.days and not found.until and today:
                dates = resolve(found, Context(self.published))
                bounds = dates[0].bounds() if dates else None
                if bounds and abs((bounds[0] - today).days) <= _WEEK and bounds[0].isoweekday() == found.weekdays[0]:
                    named.setdefault(found.weekdays[0], Date.of_day(bounds[0]))
        return named

    def _in_two_calendars(self, found: Expression) -> bool:
        """Whether the same date follows in another calendar, which is then the one taken."""
        return found.hijri and bool(self.shapes.has(found.last, "equivalent"))

    def _context(self, found: Expression, number: int, named_days: dict[int, Date]) -> Context:
        told, section = self.told, self.section
        inherited = None
        if section and section.sentence == number:
            inherited = section.year
        near = told.date if told and told.sentence == number else None
        ahead = found.direction is None and (bool(found.deadline) or self._clause_ahead(found, number) or self._heads(found, number))
        beside = told.date if told and 0 <= found.first - told.last <= _BESIDE else None
        return Context(self.published, ahead, told.date if told else None, self.day, inherited, near, beside, named_days)

    def _heads(self, found: Expression, number: int) -> bool:
        """Whether a headline names a day of the week of which the text below says that it lies ahead."""
        if found.core or len(found.weekdays) != 1 or not self._is_headline(number):
            return False
        return any(
            other.weekdays == found.weekdays and not other.core and self._clause_ahead(other, self.where[other.first])
            for other in self.all[:_FEW]
            if self.where[other.first] > number
        )

    def _is_headline(self, number: int) -> bool:
        last = self.shapes.tokens[self.sentences[number].last - 1].form
        return number < _HEADLINES and last not in ".!?。…:"

    def _clause_ahead(self, found: Expression, number: int) -> bool:
        """Whether a cue of what is to come stands in the clause of an expression, or in the next one if there it stands nearly alone."""
        sentence = self.sentences[number]
        cues = self._cues.get(number)
        if cues is None:
            cues = self._cues[number] = [match.first for match in self.ahead.find(self.shapes.tokens, sentence.first, sentence.last)]
        if not cues:
            return False
        tokens = self.shapes.tokens
        first, last = found.first, min(found.last, sentence.last)
        while first > max(sentence.first, found.first - _CLAUSE) and not _cuts(tokens[first - 1], self.clauses):
            first -= 1
        alone = found.first - first
        following = bisect_right(self.starts, found.first)
        after = self.starts[following] if following < len(self.starts) else len(tokens)
        limit = min(sentence.last, found.last + _CLAUSE)
        while last < limit and (not _cuts(tokens[last], self.clauses) or last - found.last + alone < _ALONE):
            last += 1
        near = cues[bisect_left(cues, first) : bisect_left(cues, last)]
        return any(cue < found.first or not cue < after < last for cue in near)

    def _told(self, found: Expression, dates: list[Date]) -> Iterator[DateMention]:
        relative = found.year is None or found.direction is not None
        if len(dates) < 2 or len(dates) != len(found.days):
            for date in dates[:1] if len(dates) < 2 or len(found.weekdays) != len(dates) else dates:
                yield DateMention(found.first, found.last, date, relative, bool(found.deadline))
            return
        for k, date in enumerate(dates):
            first = found.first if k == 0 else found.days[k][1]
            last = found.last if k == len(dates) - 1 else found.days[k][1] + 1
            yield DateMention(first, last, date, relative, bool(found.deadline))

    def _remember(self, found: Expression, date: Date, number: int, context: Context) -> None:
        year = date.end.year if date.end else None
        shift = found.shift_year
        explicit = found.year is not None or (shift is not None and (found.core == "y" or shift.count is None))
        self.told = _Told(date, found.last, number, year if explicit else None)
        if date.precision == 3 and date.is_point and not (context.ahead or found.direction == 1 or found.deadline):
            self.day = date
        if explicit and year is not None and not found.deadline:
            self.section = self.told
