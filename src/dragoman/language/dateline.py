"""The document's own date: from a dateline, a header or a footer, or failing these from what the text implies. Never an invented year."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.edtf import Date
from dragoman.language.date_context import Context
from dragoman.language.date_expression import Expression
from dragoman.language.date_intervals import Times
from dragoman.language.date_resolution import resolve
from dragoman.language.date_words import Shift
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Sentence, Token

_HEAD, _FOOT = 40, 8
"""Lines at the beginning and at the end of a text that may hold its header and footer."""
_ENOUGH = 1.5
_LINE, _LABEL = 40, 8
"""Tokens at the beginning of a line where words of the reader's day, and labels, may stand."""
_PLACE, _PLACE_WORDS = 10, 4
"""So many tokens, and words, at most stand before the date of a dateline, unless it names several places."""
_WIDE = 3
"""Blanks that set the parts of a line off from each other."""
_TITLE = 2
"""Lines that may be a title."""
_YEARS_EARLIER = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: Expression
    date: Date
    score: float
    dateline: bool


def document_date(times: Times, sentences: tuple[Sentence, ...], lexicon: Lexicon, metadata: Date | None) -> Date | None:
    """The date that the document bears or implies, or None. ``metadata`` is what its file or page says; a date in the text goes first.

    ``sentences`` are those of the body; datelines and headers are looked for in all tokens.
    """
    return _Reader(times, sentences).date(metadata, lexicon.writing.capitals)


class _Reader:
    def __init__(self, times: Times, sentences: tuple[Sentence, ...]) -> None:
        self.shapes = times.shapes
        self.tokens = times.shapes.tokens
        self.body = sentences
        self.all = times.all
        self.found = [e for e in self.all if ("m" in e.core or e.shift_month) and not e.deadline and not e.hijri]
        self.ends = sorted(set(self.shapes.limits))
        self.lines = len(self.ends)

    def date(self, metadata: Date | None, capitals: bool) -> Date | None:
        candidates = [c for e in self.found if (c := self._candidate(e, capitals))]
        latest = max((c.date for c in map(self._told, self.found) if c), default=None)
        headers = [c for c in candidates if not c.dateline and c.date.year_known and c.score >= _ENOUGH]
        header = max(headers, key=lambda c: c.score).date if headers else None
        for line in (c for c in candidates if c.dateline):
            date = line.date if line.date.year_known else self._with_year(line.found, header or metadata or latest)
            if not (header is None and latest and _long_before(date, latest)):
                return date
        if header and header.precision == 3:
            return header
        return self._today(header or metadata) or header or metadata or self._implied(latest) or self._volume()

    def _with_year(self, found: Expression, near: Date | None) -> Date:
        """A month and day in the year that puts it nearest to another date."""
        dates = resolve(found, Context(near))
        return dates[0] if dates else Date.of(None, found.month, found.days[0][0] if found.days else None)

    def _told(self, found: Expression) -> _Candidate | None:
        """A day that bears its year, outside the lines that bear the reader's day."""
        if found.year is None or not found.days:
            return None
        first, last, _ = self._line(found.first)
        if any(self.shapes.has(k, "clock") for k in range(first, min(last, first + _LINE))):
            return None
        dates = resolve(found, Context(None))
        return _Candidate(found, dates[0], 0, False) if dates and dates[0].year_known else None

    def _line(self, i: int) -> tuple[int, int, int]:
        """First token, last (excluded) and number of the line of a token."""
        last = self.shapes.limits[i]
        number = bisect_left(self.ends, last)
        return (self.ends[number - 1] if number else 0), last, number

    def _column(self, found: Expression, first: int, last: int) -> tuple[int, int]:
        """The part of a line around a date that wide gaps set off: headers put several things on one line."""
        gaps = [k for k in range(max(first + 1, found.first - _LINE), min(last, found.last + _LINE)) if self._gap(k)]
        before, behind = [k for k in gaps if k <= found.first], [k for k in gaps if k >= found.last]
        return max(before, default=first), min(behind, default=last)

    def _gap(self, k: int) -> bool:
        between = self.shapes.text[self.tokens[k - 1].end : self.tokens[k].start]
        return len(between) >= _WIDE or "\t" in between

    def _candidate(self, found: Expression, capitals: bool) -> _Candidate | None:
        if found.shift_month or found.shift_year or found.direction is not None or len(found.days) > 1 or found.until:
            return None
        dates = resolve(replace(found, weekdays=[]), Context(None))
        if len(dates) != 1:
            return None
        first, last, number = self._line(found.first)
        first, last = self._column(found, first, last)
        if self._is_dateline(found, first, last, capitals):
            return _Candidate(found, dates[0], 0, True)
        if _HEAD < number < self.lines - _FOOT or not dates[0].year_known:
            return None
        return _Candidate(found, dates[0], self._score(found, first, last, number), False)

    def _is_dateline(self, found: Expression, first: int, last: int, capitals: bool) -> bool:
        """Whether a place stands before the date and a sign, an agency or nothing behind it."""
        before = self.tokens[max(first, found.first - _LINE) : found.first]
        if not found.days or not 0 < len(before) <= 2 * _PLACE or any(token.form.isdecimal() for token in before):
            return False
        if self.shapes.has(found.last, "dateline_after"):
            return True
        if self._after_capitals(found, before):
            return True
        if not capitals or len(before) > _PLACE or self.shapes.ends_with(found.first, "labels"):
            return False
        fillers = [token for token in before if token.is_word and not token.capital]
        marks = {token.form for token in before[-3:] if not token.is_word}
        words = sum(token.is_word for token in before)
        if len(fillers) > 1 or (words > _PLACE_WORDS and "/" not in {token.form for token in before}):
            return False
        if not before[0].capital or not marks & {",", "-", "("} or any(token.form in ":;|>»!?©" for token in before):
            return False
        behind = self.tokens[found.last] if found.last < last else None
        return behind is None or not behind.is_word or behind.capital or bool(self.shapes.has(found.last, "year_signs"))

    def _after_capitals(self, found: Expression, before: tuple[Token, ...]) -> bool:
        """Whether a place in capitals stands directly before the date and a dash behind it, wherever the line began."""
        behind = self.tokens[found.last].form if found.last < len(self.tokens) else ""
        if len(before) < 2 or before[-1].form != "," or behind not in "-(":
            return False
        place = self.shapes.text[before[-2].start : before[-2].end]
        return len(place) > 2 and place.isupper()

    def _label(self, k: int, first: int) -> bool:
        """Whether a label stands at token k, not a word of a sentence."""
        return bool(self.shapes.has(k, "labels")) and (k == first or not self.tokens[k - 1].is_word or self.tokens[k].capital)

    def _score(self, found: Expression, first: int, last: int, number: int) -> float:
        """How likely a date is the one that the document bears."""
        before = self.tokens[max(first, found.first - _LINE) : found.first]
        after = self.tokens[found.last : min(last, found.last + _LINE)]
        words = sum(0.4 if token.unspaced else 1 for token in (*before, *after) if token.is_word and not token.form.isdecimal())
        score = -0.02 * min(number, _HEAD) - (1 if number > _HEAD else 0)
        labelled = any(self._label(k, first) for k in range(first, min(found.first, first + _LABEL)))
        if any(self.shapes.ends_with(k, "labels") for k in range(max(first + 1, found.first - 2), found.first + 1)) and labelled:
            score += 4
        elif labelled:
            score += 2
        dated = not after or not after[0].is_word or after[0].form.isdecimal()
        if words <= 3:
            score += 3
        elif not before and (dated or words <= 6):
            score += 2
        elif (words <= 12 and dated and not before[-1].is_word) or (len(before) <= 2 and found.signed):
            score += 1.6
        elif before and before[-1].form == "/" and after and after[0].form == "/" and not found.days:
            score += 3.6  # a month in the address of a page
        if before and before[-1].form == "(" and after and after[0].form == ")" and (len(after) == 1 or len(before) == 1):
            score += 2
        if len(after) > 1 and after[0].form.isdecimal() and after[1].form == ":":
            score += 1
        score += 0.5 * (found.core.count("d") + bool(found.weekdays))
        if any(token.form == "©" for token in before):
            score -= 2
        return score - 5 * any(self.shapes.has(k, "clock") for k in range(first, min(last, first + _LINE)))

    def _today(self, near: Date | None) -> Date | None:
        """The day that the text itself calls today ("this Thursday, 20 July"); its year from the words, a header or the day of the week."""
        for found in self.found:
            now = found.direction == 0 or (found.shift_month and found.shift_month.count == 0) or self._after_today(found)
            if not now or found.until or found.month is None:
                continue
            anchor = near or (self._last_year() if len(found.weekdays) == 1 and len(found.days) == 1 else None)
            dates = resolve(replace(found, direction=None, shift_month=None), Context(anchor))
            if dates and dates[0].year_known and not found.span:
                return dates[0]
            if dates and dates[0].end:
                return near or Date.of(dates[0].end.year, dates[0].end.month)
        return None

    def _after_today(self, found: Expression) -> bool:
        for k in range(max(0, found.first - 3), found.first):
            for atom in self.shapes.at(k):
                value = atom.value
                if isinstance(value, Shift) and value.unit == "day" and value.count == 0 and atom.last >= found.first - 1:
                    return True
        return False

    def _last_year(self) -> Date | None:
        """The latest year that the text tells: what a day of the week can be checked against."""
        years = [found.year for found in self.all if found.year and found.year >= 1900]
        return Date.of(max(years)) if years else None

    def _volume(self) -> Date | None:
        """The year in the title of a yearbook, if the text tells of that year and of none after it."""
        told = {found.year for found in self.all if found.year and (found.core != "y" or self._line(found.first)[2] >= _TITLE)}
        for found in self.all:
            if found.core == "y" and found.year and self._line(found.first)[2] < _TITLE:
                return Date.of(found.year) if found.year == max(told, default=0) else None
        return None

    def _implied(self, latest: Date | None) -> Date | None:
        """The month of the latest day told with its year, or of the first day told without one that follows soon after it."""
        if latest is None or not self.body:
            return None
        start = self.body[0].first
        days = [found for found in self.found if found.first >= start and found.days]
        bare = [found for found in days if found.year is None and not found.shift_year and found.direction != 1]
        if not bare and not (days and latest in resolve(days[0], Context(None)) and any(map(_of_the_day, self.all))):
            return None
        for found in self.all:
            if found.direction == 0 and len(found.weekdays) == 1 and not found.core and not found.shift:
                day = latest.bounds()
                if day:  # "this Tuesday", on or after the latest day told
                    return Date.of_day(day[1] + timedelta(days=(found.weekdays[0] - day[1].isoweekday()) % 7))
        point = latest.end
        for found in bare:
            dates = resolve(found, Context(latest))
            bounds, last = (dates[0].bounds() if dates else None), latest.bounds()
            if bounds and last and timedelta(0) <= bounds[0] - last[0] <= timedelta(days=120):
                point = dates[0].start
                break
        return Date.of(point.year, point.month) if point else None


def _of_the_day(found: Expression) -> bool:
    """Whether an expression is told from the day of writing: "today", "this week", "on Monday"."""
    shift = found.shift
    return (shift is not None and shift.count is not None and not shift.previous) or bool(found.weekdays and not found.core)


def _long_before(date: Date, latest: Date) -> bool:
    """Whether a dateline's day lies so far before a day that the text tells that it must be a caption's."""
    mine, last = date.bounds(), latest.bounds()
    return bool(mine and last and last[0] - mine[0] > _YEARS_EARLIER)
