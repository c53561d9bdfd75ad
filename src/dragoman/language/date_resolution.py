"""From an expression of time to a date: what the words leave open comes from the document's own date or from the date told before."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from dragoman.edtf import Date, DateError, Point
from dragoman.language.calendars import from_hijri
from dragoman.language.date_context import Context, close, farness, near_weekday, near_year
from dragoman.language.date_expression import Expression
from dragoman.language.date_words import Shift

_OTHER_MONTH = 20
"""Days that a numbered day in the month before or after counts further away: it would usually be told with its month."""
_MONTHS = {1: (1, 6), 2: (7, 12), 3: (1, 3), 4: (4, 6), 5: (7, 9), 6: (10, 12)}
"""First and last month of the halves and quarters of a year, as the lexicons number them."""


def resolve(found: Expression, context: Context) -> list[Date]:
    """The dates that an expression means, in the order of its words; none where nothing can be said. Never raises."""
    try:
        dates = _plain(found, context)
        if found.until and dates:
            end = _plain(found.until, _from(context, dates[0], found.until))
            dates = [_between(dates[0], end[-1], found.until)] if end else dates
        return [_deadline(date, found) for date in dates]
    except (DateError, ValueError, OverflowError):
        return []


def _between(start: Date, end: Date, until: Expression) -> Date:
    """An interval; where it runs over the end of a year, the end that bears none lies in the next or the start in the one before."""
    a, b = start.bounds(), end.bounds()
    if a and b and b[0] < a[0] and start.start and end.end and start.start.year == end.end.year:
        if until.year is None:
            end = Date(end.end, end.end.with_year(b[0].year + 1))
        else:
            start = Date(start.start.with_year(a[0].year - 1), start.start)
    return Date(start.start, end.end)


def _from(context: Context, start: Date, until: Expression) -> Context:
    """The context of an interval's other end: it lies after the start."""
    year = start.start.year if start.start else None
    if until.direction is not None or not year:
        return Context(context.published, context.ahead, start, near=start)
    return Context(None, context.ahead, start, inherited=year, near=start)


def _deadline(date: Date, found: Expression) -> Date:
    if not found.deadline or found.span or found.until:
        return date
    if found.shift and found.shift.unit == "day" and (found.shift.count or 0) <= 0:
        return date  # "until today" binds nobody
    end = date.end
    if end and end.month is None and end.year is not None and (found.deadline == "within" or found.end):
        return Date(None, Point(end.year, 12))
    return Date.by(date) if date.end else date


def _plain(found: Expression, context: Context) -> list[Date]:
    if found.shift:
        return _shifted(found, found.shift, context)
    if found.weekdays and "m" not in found.core:
        return _by_weekday(found, context)
    if found.hijri:
        return _hijri(found, context)
    if "m" in found.core:
        return _by_month(found, context)
    if "d" in found.core:
        return _by_day(found, context)
    return _by_year(found, context)


def _year(found: Expression, context: Context) -> int | None:
    """The year that the expression itself gives."""
    if found.year is not None:
        if found.year < 100:
            return 2000 + found.year if found.year <= (context.year or 2025) % 100 + 10 else 1900 + found.year
        return found.year
    if found.shift_year:
        if found.shift_year.count is None:
            point = context.previous.end or context.previous.start if context.previous else None
            return point.year if point else None
        return context.year + found.shift_year.count if context.year is not None else None
    return None


def _by_year(found: Expression, context: Context) -> list[Date]:
    year = _year(found, context)
    if year is None and (found.half or found.deadline) and not found.shift_year:
        year = context.year
    if found.half:
        first, last = _MONTHS[found.half]
        return [Date(Point(year, first), Point(year, last))] if year is not None or context.published else []
    if year is None:
        return [Date.of(None, 12)] if found.shift_year and found.shift_year.count == 0 and (found.deadline or found.end) else []
    return [Date.of(year, 12)] if found.end else [Date.of(year)]


def _by_month(found: Expression, context: Context) -> list[Date]:
    year, month = _year(found, context), found.month
    if found.shift_month:
        base = _base_month(found.shift_month, context)
        if not base:
            return []
        year, month = base
    if month is None:
        return []
    days = [day for day, _ in found.days]
    if found.weekdays and not days:
        found = replace(found, direction=None)  # "the last Friday of November"
    if year is None and not found.shift_month and found.year is None:
        near = near_year(month, days[-1] if days else None, found, context)
        year = near if near is not None and close(near, month, days, context) else _inherited(found, context)
        year = near if year is None else year
    if found.half in (1, 2) and not days and year is not None:
        last = calendar.monthrange(year, month)[1]
        return [Date(Point(year, month, 1 if found.half == 1 else 16), Point(year, month, 15 if found.half == 1 else last))]
    return _with_days(year, month, days, found.span)


def _inherited(found: Expression, context: Context) -> int | None:
    """The year told before in the passage, unless the words point elsewhere or it lies ahead of the day of writing."""
    if found.direction is not None or found.deadline or context.inherited is None:
        return None
    return context.inherited if context.year is None or context.inherited <= context.year else None


def _with_days(year: int | None, month: int, days: list[int], span: bool) -> list[Date]:
    if not days:
        return [Date.of(year, month)]
    if span:
        first = Point(year, month, days[0]) if days[0] < days[-1] else Point(*_month_before(year, month), days[0])
        return [Date(first, Point(year, month, days[-1]))]
    return [Date.of(year, month, day) for day in days]


def _month_before(year: int | None, month: int) -> tuple[int | None, int]:
    return (year, month - 1) if month > 1 else (year - 1 if year is not None else None, 12)


def _base_month(shift: Shift, context: Context) -> tuple[int | None, int] | None:
    """Year and month of "this month", "last month", "the same month"."""
    if shift.count is None:
        point = context.previous.end or context.previous.start if context.previous else None
        return (point.year, point.month) if point and point.month else None
    if context.month is None:
        return None
    number = (context.year or 2000) * 12 + context.month - 1 + shift.count
    return (number // 12 if context.year is not None else None), number % 12 + 1


def _by_day(found: Expression, context: Context) -> list[Date]:
    """Days without a month: of the sentence's last month if they come later in it, else those nearest to the day of writing."""
    days = [day for day, _ in found.days]
    near = context.near.end if context.near else None
    told = near is not None and (not found.weekdays or not context.published)
    if near and near.month and told and found.direction is None and (near.day is None or days[0] > near.day):
        return _with_days(near.year, near.month, days, found.span)
    today = context.today
    if today is None or not context.exact:
        point = context.published.end if context.published else None
        return _with_days(point.year, point.month, days, found.span) if point and point.month else []
    best: tuple[float, int, int] | None = None
    for back in (0, -1, 1):
        number = today.year * 12 + today.month - 1 + back
        year, month = number // 12, number % 12 + 1
        if days[-1] > calendar.monthrange(year, month)[1]:
            continue
        there = Day(year, month, days[-1])
        cost = farness((there - today).days, found.direction, context.ahead) + (_OTHER_MONTH if back else 0)
        if len(found.weekdays) == 1 and there.isoweekday() != found.weekdays[0] and len(days) == 1:
            cost += 2000
        if best is None or cost < best[0]:
            best = (cost, year, month)
    if not best or best[0] >= 2000:
        return []
    return _with_days(best[1], best[2], days, found.span)


def _by_weekday(found: Expression, context: Context) -> list[Date]:
    if found.core == "d":
        return _by_day(found, context)
    if found.core:
        return []
    if not context.exact or context.today is None:
        return [context.published] if context.published else []
    beside = context.beside
    if beside and beside.is_point and beside.precision == 3 and beside.year_known and found.weekdays == [_day(beside).isoweekday()]:
        return [beside]
    if found.direction is None and all(weekday in context.named_days for weekday in found.weekdays):
        dates = [context.named_days[weekday] for weekday in found.weekdays]
    else:
        dates = [Date.of_day(near_weekday(weekday, found.direction, context.today, context.ahead)) for weekday in found.weekdays]
    if found.span and len(dates) == 2:
        first = dates[0] if dates[0] < dates[1] else Date.of_day(_day(dates[0]) - timedelta(days=7))
        return [Date.between(first, dates[1])]
    return dates


def _day(date: Date) -> Day:
    bounds = date.bounds()
    if not bounds:
        raise DateError("no day without a year")
    return bounds[0]


def _shifted(found: Expression, shift: Shift, context: Context) -> list[Date]:
    """Days, weeks, months and years told from the day of writing or from the date before."""
    base = context.previous
    if shift.unit == "day" and shift.count is None:
        base = context.previous_day or (context.published if context.exact else None)
    base = base if shift.previous or shift.count is None else context.published
    if not base or not base.end:
        return []
    if shift.count is None:
        return [base] if shift.unit == "day" and base.precision == 3 and base.is_point else []
    if base.precision < 3 or not base.year_known:
        return _roughly(base, shift, context)
    day = _day(base) if shift.count < 0 else _day(Date(base.end, base.end))
    if shift.unit == "day":
        return [Date.of_day(day + timedelta(days=shift.count))]
    if shift.unit in ("week", "weekend"):
        monday = day + timedelta(days=7 * shift.count + 1 - day.isoweekday())
        days = [monday + timedelta(days=k - 1) for k in found.weekdays]
        if days and found.span:
            return [Date.between(Date.of_day(days[0]), Date.of_day(days[-1]))]
        if days:
            return [Date.of_day(one) for one in days]
        first = monday + timedelta(days=5 if shift.unit == "weekend" else 4 if found.end else 0)
        return [Date.between(Date.of_day(first), Date.of_day(monday + timedelta(days=6)))]
    return _roughly(base, shift, context)


def _roughly(base: Date, shift: Shift, context: Context) -> list[Date]:
    """The month or year so far away; days and weeks are within the month of writing, where no day is known."""
    point = base.end
    if not point or shift.count is None:
        return []
    if shift.unit == "year":
        return [Date.of(point.year + shift.count)] if point.year is not None else []
    if shift.unit == "month" and point.month and point.year is not None:
        number = point.year * 12 + point.month - 1 + shift.count
        return [Date.of(number // 12, number % 12 + 1)]
    return [base] if not shift.previous and shift.unit in ("day", "week", "weekend") and abs(shift.count) <= 1 else []


def _hijri(found: Expression, context: Context) -> list[Date]:
    """Months of the Islamic calendar: by the tabular calendar, in the year given or else the one nearest to the day of writing."""
    month = found.month or 1
    years = [found.year] if found.year and found.year < 1600 else []
    if not years and context.today and found.year is None:
        about = round((context.today.year - 622) * 33 / 32)
        years = [about - 1, about, about + 1]
    dates = []
    for year in years:
        first = from_hijri(year, month, found.days[0][0] if found.days else 1)
        after = from_hijri(year, month + 1) if month < 12 else from_hijri(year + 1, 1)
        last = from_hijri(year, month, found.days[-1][0]) if found.days else after and after - timedelta(days=1)
        if first and last:
            dates.append(Date.between(Date.of_day(first), Date.of_day(last)))
    if len(dates) > 1 and context.today:
        today = context.today
        dates.sort(key=lambda date: farness((_day(date) - today).days, found.direction, context.ahead))
    return dates[:1]
