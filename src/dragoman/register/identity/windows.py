"""When the engagement of an account can have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from dragoman.edtf import Date
from dragoman.model import Engagement

_AHEAD = timedelta(days=548)
_YEAR = timedelta(days=365)


def shifted(day: Day, by: timedelta) -> Day:
    """A day so much later, or earlier, that the calendar still has: texts name the year 9999, too."""
    return Day.fromordinal(min(Day.max.toordinal(), max(Day.min.toordinal(), day.toordinal() + by.days)))


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which an account lets its engagement be. ``precision`` as in `Date`; 0 where the window is only inferred."""

    first: Day
    last: Day
    precision: int


def window(entry: Engagement, published: Date | None) -> Window | None:
    """When the engagement of an entry can have been, in a document of that date; None where nothing bounds it."""
    date, said = entry.date, published.bounds() if published else None
    ahead = entry.status in ("planned", "proposed")
    if date is not None and (bounds := date.bounds()):
        low, high = bounds
        if date.start is None:
            low = min(high, said[0]) if ahead and said else shifted(high, -_YEAR)
        if date.end is None:
            high = max(low, said[1]) if said and not ahead else shifted(low, _AHEAD)
        return Window(low, high, date.precision)
    if date is not None or said is None:
        return None
    if ahead:
        return Window(said[0], shifted(said[1], _AHEAD), 0)
    return Window(shifted(said[0], -2 * _AHEAD), shifted(said[1], timedelta(days=200 if entry.status == "cancelled" else 1)), 0)
