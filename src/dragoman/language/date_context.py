"""What an expression of time is resolved against, and which of several possible dates is meant."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta

from dragoman.edtf import Date
from dragoman.language.date_expression import Expression

_PAST_COST = {False: 1.0, True: 3.0}
_AHEAD_COST = {False: 2.5, True: 0.8}
"""How far away a date in the past or ahead counts, by whether a cue of the future stands in the sentence."""

_CLOSE = 45
"""Days."""


@dataclass(slots=True)
class Context:
    """What an expression is resolved against."""

    published: Date | None
    ahead: bool = False
    """A cue in the sentence says that its dates lie ahead."""
    previous: Date | None = None
    """The date told before."""
    previous_day: Date | None = None
    """The last single day told before."""
    inherited: int | None = None
    """The year of a date told before in the same passage, for months that bear none."""
    near: Date | None = None
    """The date told before in the same sentence, for days that bear no month."""
    beside: Date | None = None
    """The date told right before, which a day of the week may explain ("tomorrow, Wednesday")."""
    named_days: dict[int, Date] = field(default_factory=dict)
    """Days of the week that the text itself gives a date."""

    @property
    def year(self) -> int | None:
        point = self.published.end if self.published else None
        return point.year if point else None

    @property
    def month(self) -> int | None:
        point = self.published.end if self.published else None
        return point.month if point else None

    @property
    def today(self) -> Day | None:
        """The day of writing; the middle of a month or year of writing."""
        point = self.published.end if self.published else None
        return Day(point.year, point.month or 7, point.day or 15) if point and point.year else None

    @property
    def exact(self) -> bool:
        return bool(self.published and self.published.precision == 3 and self.published.year_known)


def near_year(month: int, day: int | None, found: Expression, context: Context) -> int | None:
    """The year that puts a month or day nearest to the day of writing, on the side that the words say; None without a day of writing."""
    today = context.today
    if today is None or not context.published:
        return None
    if context.month is None and found.direction is None and not found.weekdays:
        return today.year
    best: tuple[float, int] | None = None
    for year in (today.year, today.year - 1, today.year + 1):
        away = 30 * ((year - today.year) * 12 + month - today.month)
        if day is not None:
            if day > calendar.monthrange(year, month)[1]:
                continue
            there = Day(year, month, day)
            away = (there - today).days
            if len(found.weekdays) == 1 and there.isoweekday() != found.weekdays[0]:
                away += 2000 if away >= 0 else -2000
        cost = farness(away, found.direction, context.ahead, whole_month=day is None)
        if best is None or cost < best[0]:
            best = (cost, year)
    return best[1] if best else None


def farness(away: int, direction: int | None, ahead: bool, whole_month: bool = False) -> float:
    """How unlikely a date is that lies so many days ahead (negative: past)."""
    if direction == 0:
        return abs(away)
    if direction is not None:
        wrong = away * direction < 0 or (whole_month and away == 0)
        return abs(away) + (10_000 if wrong else 0)
    return away * _AHEAD_COST[ahead] if away > 0 else -away * _PAST_COST[ahead]


def near_weekday(weekday: int, direction: int | None, today: Day, ahead: bool) -> Day:
    back = (today.isoweekday() - weekday) % 7
    before, after = today - timedelta(days=back), today + timedelta(days=(7 - back) % 7)
    if direction == -1:
        return before if back else today - timedelta(days=7)
    if direction == 1:
        return after if back else today + timedelta(days=7)
    if direction == 0:
        return before if back < 4 and not ahead else after
    return after if ahead else before


def close(year: int, month: int, days: list[int], context: Context) -> bool:
    """Whether a day lies so near to the day of writing that its year goes without saying."""
    if not days or context.today is None or not context.exact:
        return False
    return abs((Day(year, month, days[-1]) - context.today).days) <= _CLOSE
