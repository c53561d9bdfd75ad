"""Names of months and days of the week from CLDR, and the Islamic calendar."""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

_HIJRI_EPOCH = Day(622, 7, 19)
"""1 Muharram 1 of the tabular calendar, civil epoch, as a day of the proleptic Gregorian calendar."""


@lru_cache(maxsize=64)
def month_names(locale: str) -> tuple[dict[str, int], dict[str, int]]:
    """Full and abbreviated names of the months in all forms that CLDR has, to 1–12; empty for an unknown locale."""
    return _names(locale, "months")


@lru_cache(maxsize=64)
def weekday_names(locale: str) -> tuple[dict[str, int], dict[str, int]]:
    """Full and abbreviated names of the days of the week, to 1 (Monday)–7; empty for an unknown locale."""
    full, short = _names(locale, "days")
    return {name: k + 1 for name, k in full.items()}, {name: k + 1 for name, k in short.items()}


def _names(locale: str, table: str) -> tuple[dict[str, int], dict[str, int]]:
    try:
        forms = getattr(Locale.parse(locale), table)
    except UnknownLocaleError:
        return {}, {}
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        for width, names in ((full, "wide"), (short, "abbreviated"), (short, "short")):
            for number, name in forms.get(use, {}).get(names, {}).items():
                if not any(sign.isdigit() for sign in name):  # "6月": a number with a sign is no name
                    width.setdefault(name, number)
    return full, {name: number for name, number in short.items() if name not in full}


def from_hijri(year: int, month: int, day: int = 1) -> Day | None:
    """The Gregorian day of a Hijri date by the tabular calendar; None if there is none.

    The month that is sighted may begin a day earlier or later.
    """
    if not (1 <= year <= 2000 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    elapsed = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return _HIJRI_EPOCH + timedelta(days=elapsed + day - 1)
