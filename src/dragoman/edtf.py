"""Dates as EDTF (ISO 8601-2), in the few forms that a register of engagements needs.

``2018`` · ``2018-06`` · ``2018-06-01`` · ``2018-12-22/2018-12-23`` · ``../2018-12`` ("by the end of 2018": an open start) ·
``2018-12/..`` (an open end) · ``XXXX-03-15`` (the year cannot be known). Nothing is ever filled in: an unknown year stays unknown.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache, total_ordering
from typing import Any

from babel.dates import format_date
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
UNKNOWN = "XXXX"


class DateError(ValueError):
    """A text that is none of the EDTF forms above, or that names a day which does not exist."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day; ``year`` is None where it cannot be known."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise DateError(f"no such month: {self.month}")
        if self.day is not None:
            if self.month is None:
                raise DateError("a day without its month")
            # 29 February exists in some years, so it does in an unknown one
            last = calendar.monthrange(self.year or 2000, self.month)[1] if self.year != 0 else 31
            if not 1 <= self.day <= last:
                raise DateError(f"no such day: {self.month:02}-{self.day:02}")
        if self.year is None and self.month is None:
            raise DateError("a date of which nothing is known is no date")

    def __str__(self) -> str:
        parts = [UNKNOWN if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def bounds(self) -> tuple[Day, Day] | None:
        """First and last day that the point covers; None without a year."""
        if self.year is None or self.year == 0:
            return None
        first = Day(self.year, self.month or 1, self.day or 1)
        month = self.month or 12
        last = Day(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
        return first, last

    def with_year(self, year: int) -> Point:
        """The same month and day in a known year (29 February falls back to the month)."""
        try:
            return Point(year, self.month, self.day)
        except DateError:
            return Point(year, self.month)

    def print(self, locale: str) -> str:
        """The point for people: "1 June 2018", "June 2018", "2018", "15 March (year unknown)"."""
        pattern = {(False, False): "y", (True, False): "LLLL y", (True, True): "d MMMM y"}[self.month is not None, self.day is not None]
        if self.year is None:
            return format_date(Day(2000, self.month or 1, self.day or 1), pattern.replace(" y", ""), locale) + " (year unknown)"
        return format_date(Day(self.year, self.month or 1, self.day or 1), pattern, locale)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"not an EDTF date: {text[:40]!r}")
    year, month, day = match.groups()
    return Point(None if year == UNKNOWN else int(year), int(month) if month else None, int(day) if day else None)


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Date:
    """A point or an interval. ``start`` and ``end`` are the same object's value for a point; None is an open side."""

    start: Point | None
    end: Point | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise DateError("an interval open on both sides is no date")
        mine = self.bounds()
        if mine and mine[0] > mine[1]:
            raise DateError(f"an interval that ends before it begins: {self}")

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read one EDTF text; raises DateError for anything outside the forms of this module."""
        if "/" not in text:
            point = _point(text)
            return cls(point, point)
        left, _, right = text.partition("/")
        return cls(None if left == ".." else _point(left), None if right == ".." else _point(right))

    @classmethod
    def of(cls, year: int | None, month: int | None = None, day: int | None = None) -> Date:
        point = Point(year, month, day)
        return cls(point, point)

    @classmethod
    def of_day(cls, day: Day) -> Date:
        return cls.of(day.year, day.month, day.day)

    @classmethod
    def between(cls, start: Date, end: Date) -> Date:
        """From the start of one date to the end of another; raises DateError if they are in the wrong order."""
        return start if start == end else cls(start.start, end.end)

    @classmethod
    def by(cls, end: Date) -> Date:
        """``../end``: at any time up to the end of a date."""
        return cls(None, end.end)

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"

    def __lt__(self, other: Date) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[str, str]:
        return (str(self.start or "0000"), str(self.end or "9999"))

    @property
    def is_point(self) -> bool:
        return self.start == self.end

    @property
    def points(self) -> Iterator[Point]:
        yield from (p for p in (self.start, self.end) if p)

    @property
    def year_known(self) -> bool:
        return all(p.year is not None for p in self.points)

    def bounds(self) -> tuple[Day, Day] | None:
        """First and last possible day; None where a year is unknown. An open side reaches to the calendar's end."""
        low = self.start.bounds() if self.start else (Day.min, Day.min)
        high = self.end.bounds() if self.end else (Day.max, Day.max)
        return (low[0], high[1]) if low and high else None

    @property
    def precision(self) -> int:
        """0 nothing but an open interval, 1 year, 2 month, 3 day: of the vaguer end."""
        if self.start is None or self.end is None:
            return 0
        return min(1 + (p.month is not None) + (p.day is not None) for p in self.points)

    def contains(self, other: Date) -> bool:
        """Whether every day of the other lies in this one. Unknown years match only where the rest agrees."""
        mine, theirs = self.bounds(), other.bounds()
        if mine and theirs:
            return mine[0] <= theirs[0] and theirs[1] <= mine[1]
        return all(any(a <= c and d <= b for a, b in self._seasons()) for c, d in other._seasons())

    def overlaps(self, other: Date) -> bool:
        """Whether the two can be the same occasion's date: a common day, or for unknown years the same month and day."""
        mine, theirs = self.bounds(), other.bounds()
        if mine and theirs:
            return mine[0] <= theirs[1] and theirs[0] <= mine[1]
        return any(a <= d and c <= b for a, b in self._seasons() for c, d in other._seasons())

    def _seasons(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The stretches of an unknown year (first and last month and day) that the date covers; two where it runs over the year's end."""
        low = (self.start.month or 1, self.start.day or 1) if self.start else (1, 1)
        high = (self.end.month or 12, self.end.day or 31) if self.end else (12, 31)
        first, last = self.start.year if self.start else None, self.end.year if self.end else None
        years = last - first if first is not None and last is not None else 0
        if years > 1 or (years == 1 and low <= high):
            return [((1, 1), (12, 31))]
        return [(low, high)] if low <= high else [(low, (12, 31)), ((1, 1), high)]

    def with_year(self, year: int) -> Date:
        """Unknown years replaced by a known one."""
        fill = {p: (p.with_year(year) if p and p.year is None else p) for p in (self.start, self.end)}
        return Date(fill[self.start], fill[self.end])

    def print(self, locale: str = "en") -> str:
        """The date for people: "by the end of 2018", "22 December 2018 – 23 December 2018", "from June 2018"."""
        if self.is_point and self.start:
            return self.start.print(locale)
        if self.start is None and self.end:
            whole = self.end.day is None
            year_end = self.end.month == 12 and whole and self.end.year is not None
            return ("by the end of " if whole else "by ") + (str(self.end.year) if year_end else self.end.print(locale))
        if self.end is None and self.start:
            return f"from {self.start.print(locale)}"
        return " – ".join(p.print(locale) for p in self.points)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Date:
            if isinstance(value, Date):
                return value
            if not isinstance(value, str):
                raise DateError("a date is an EDTF text")
            return parse_date(value)

        return core_schema.no_info_plain_validator_function(read, serialization=core_schema.plain_serializer_function_ser_schema(str))


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date:
    """`Date.parse`, remembered: registers hold the same dates many times."""
    return Date.parse(text)
