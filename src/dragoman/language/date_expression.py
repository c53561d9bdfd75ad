"""An expression of time as a text has it, before anything is filled in."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.date_words import Shift


@dataclass(slots=True)
class Expression:
    """What a stretch of tokens says of a time, before anything is filled in from elsewhere."""

    first: int
    last: int
    year: int | None = None
    year_at: int = 0
    """The token of the year."""
    month: int | None = None
    days: list[tuple[int, int]] = field(default_factory=list)
    """Days of the month, each with its token."""
    weekdays: list[int] = field(default_factory=list)
    span: bool = False
    """The days (or days of the week) are the ends of one stretch."""
    shift_year: Shift | None = None
    shift_month: Shift | None = None
    shift: Shift | None = None
    """A day or week told from the day of writing; any unit if counted."""
    direction: int | None = None
    half: int | None = None
    end: bool = False
    deadline: str = ""
    """``by`` or ``within``."""
    between: bool = False
    hijri: bool = False
    duration: int | None = None
    weak: bool = False
    """Only a name that may mean something else."""
    short: bool = False
    """Only an abbreviation of a month's name."""
    signed: bool = False
    """The year bears a sign, or the day does."""
    named: bool = False
    """A year that seems part of a name ("Exercise 2017")."""
    until: Expression | None = None
    """The other end of an interval told in two dates."""
    core: str = ""

    @property
    def timed(self) -> bool:
        return bool(self.core or self.weekdays or self.shift or self.half)
