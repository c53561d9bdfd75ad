"""Dates in figures: 2018-06-01, 01.06.2018, 6/1/2018, (22/7)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from dragoman.language.lexicon import Dates
from dragoman.language.tokens import Token, Tokens


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures: token range and its parts."""

    first: int
    last: int
    year: int | None
    month: int
    day: int | None


def plain_number(token: Token) -> int | None:
    """The value of a token of up to four digits in any script; None for longer ones."""
    return int(token.form) if len(token.form) <= 4 and token.form.isdecimal() else None


def written_number(tokens: Tokens, at: int, limit: int) -> tuple[int, int] | None:
    """A number in signs of its own (二十九, 二〇一八) and the token after it; None where none begins."""
    values: list[int] = []
    i = at
    while i < limit and len(values) < 6 and (value := _sign_value(tokens[i])) is not None:
        values.append(value)
        i += 1
    if not values:
        return None
    if max(values) < 10:
        return int("".join(map(str, values))), i
    total, unit = 0, 0
    for value in values:
        if value in (10, 100):
            total, unit = total + max(unit, 1) * value, 0
        else:
            unit = value
    return total + unit, i


def _sign_value(token: Token) -> int | None:
    """The value of a single character that is a number and no digit: zero to ten, or a hundred."""
    if not token.unspaced or len(token.form) != 1:
        return None
    value = unicodedata.numeric(token.form, -1.0)
    return int(value) if 0 <= value <= 10 or value == 100 else None


def leading_day(tokens: Tokens, at: int) -> bool:
    """Whether the token can be a day of the month."""
    return len(tokens[at].form) <= 2 and tokens[at].form.isdecimal() and 1 <= int(tokens[at].form) <= 31


def numeric(tokens: Tokens, at: int, limit: int, dates: Dates, short: bool) -> Numeric | None:
    """The date in figures that begins at a token; one without a year only if ``short`` and if the language has such dates."""
    parts, sign, last = _figures(tokens, at, limit)
    if len(parts) == 3:
        order = "dmy" if sign == "." else dates.numeric  # with full stops the day comes first everywhere
        return _full([part[0] for part in parts], [part[1] for part in parts], at, last, order)
    if len(parts) != 2 or not sign:
        return None
    (a, wide), (b, digits) = parts
    if wide == 4 and digits == 2 and sign != "." and 1900 <= a <= 2150 and 1 <= b <= 12 and b <= max(9, a % 100):
        return Numeric(at, last, a, b, None)  # not "2010-12", which may be a range of years
    if digits == 4 and wide <= 2 and 1900 <= b <= 2150 and 1 <= a <= 12 and sign in "./":
        return Numeric(at, last, b, a, None)
    if short and sign == dates.short_numeric and wide <= 2 and digits <= 2:
        if sign == ".":
            if last >= len(tokens) or tokens[last].form != "." or tokens[last].spaced:
                return None
            last += 1
        day, month = (a, b) if dates.numeric != "mdy" else (b, a)
        return Numeric(at, last, None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None


def _figures(tokens: Tokens, at: int, limit: int) -> tuple[list[tuple[int, int]], str, int]:
    """Two or three numbers joined by the same sign: values with their digits, the sign, the token after them."""
    parts: list[tuple[int, int]] = []
    sign = ""
    last = at
    i = at
    while i < limit and len(parts) < 3:
        form = tokens[i].form
        if not form.isdecimal() or len(form) > 4:
            break
        parts.append((int(form), len(form)))
        last = i + 1
        if last >= limit or tokens[last].spaced or tokens[last].form not in ("-", "/", ".") or (sign and tokens[last].form != sign):
            break
        sign = tokens[last].form
        i = last + 1
        if i < limit and tokens[i].spaced and sign != ".":
            break
    tail = tokens[last : min(last + 2, limit)]
    if len(parts) == 3 and len(tail) == 2 and tail[0].form == sign and tail[1].form.isdecimal() and not any(token.spaced for token in tail):
        return [], "", at  # a longer row of numbers: an address or a telephone number
    return parts, sign, last


def _full(values: list[int], widths: list[int], at: int, last: int, order: str) -> Numeric | None:
    a, b, c = values
    if widths[0] == 4 and max(widths[1:]) <= 2:
        return _checked(at, last, a, b, c)
    if max(widths[:2]) > 2 or widths[2] not in (2, 4):
        return None
    if widths[2] == 2:
        if not order or min(widths) < 2:
            return None
        c += 2000 if c < 50 else 1900
    if a > 12 or order == "dmy":
        return _checked(at, last, c, b, a)
    if b > 12 or order == "mdy":
        return _checked(at, last, c, a, b)
    return _checked(at, last, c, a, b) if a == b else None


def _checked(at: int, last: int, year: int, month: int, day: int) -> Numeric | None:
    return Numeric(at, last, year, month, day) if 1900 <= year <= 2150 and 1 <= month <= 12 and 1 <= day <= 31 else None
