"""The figures of dates: years, months and days in numbers, and lists of days."""

from __future__ import annotations

from itertools import pairwise

from dragoman.language.date_expression import Expression
from dragoman.language.date_numbers import Numeric, leading_day, numeric, plain_number, written_number
from dragoman.language.date_scan import Scan
from dragoman.language.date_words import Atom


class Figures(Scan):
    """Reads the numbers of dates."""

    def _number(self, found: Expression, at: int, skipped: int) -> int | None:
        """A number as a year, a month or days, or a whole numeric date."""
        inside = at > 1 and not self.tokens[at].spaced and self.form(at - 1) in "-/." and self.form(at - 2).isdecimal()
        whole = None
        if not found.core and not inside:
            whole = numeric(self.tokens, at, self.limits[found.first], self.words.dates, self._may_be_short(at))
        if whole:
            return self._numeric(found, whole)
        number = plain_number(self.tokens[at])
        if number is None or not self.free(at):
            return None
        year = self.has(at + 1, "year_signs")
        if 1000 <= number <= 2150:
            return self._year(found, at, number, year)
        if year and number < 100 and len(self.form(at)) == 2 and self._dated(year.last):
            return self._year(found, at, number, year)
        month = self.has(at + 1, "month_signs")
        if month and 1 <= number <= 12 and self.fits(found, "m"):
            found.month, found.core = number, found.core + "m"
            return month.last
        if not year and not month and 1 <= number <= 31 and self.fits(found, "d") and not found.shift:
            if found.core.endswith("m") and skipped and self.form(at - 1) in ",،、":
                return None  # "in May, 3 ministers"
            return self._days(found, at)
        return None

    def _written(self, found: Expression, at: int) -> int | None:
        """A number in signs of its own, before the sign of a year, month or day ("二〇一八年五月二十九日")."""
        number = written_number(self.tokens, at, self.limits[found.first])
        if not number:
            return None
        value, after = number
        year, month, day = (self.has(after, kind) for kind in ("year_signs", "month_signs", "day_signs"))
        if year and 1900 <= value <= 2100:
            last = self._year(found, at, value, year)
            return last and year.last
        if month and 1 <= value <= 12 and self.fits(found, "m"):
            found.month, found.core = value, found.core + "m"
            return month.last
        told = "m" in found.core or after > at + 1  # a single sign may be a length: "one day"
        if day and told and 1 <= value <= 31 and self.fits(found, "d") and not self._is_length(day.last):
            found.days.append((value, at))
            found.core, found.signed = found.core + "d", True
            return day.last
        return None

    def _year(self, found: Expression, at: int, number: int, sign: Atom | None) -> int | None:
        if not self.fits(found, "y") or found.shift or self.form(at + 1) in ("%", "$"):
            return None
        glued = not any(token.spaced for token in self.tokens[at + 1 : at + 3])
        if glued and self.form(at + 1) in (",", ".") and self.form(at + 2).isdecimal():
            return None  # "2000,5"
        found.year, found.core, found.year_at, found.signed = number, found.core + "y", at, bool(sign)
        return sign.last if sign else at + 1

    def _dated(self, at: int) -> bool:
        """Whether a month or the end of a year follows: what makes two digits a year."""
        if self.form(at).isdecimal():
            return bool(self.has(at + 1, "month_signs"))
        return bool(self.has(at, "ends", "within_after", "by_after", "parts"))

    def _may_be_short(self, at: int) -> bool:
        """Whether a date in figures without a year may begin here: after a bracket or a word of dates, or at the beginning of a line."""
        told = self.ends_with(at, "weekday", "to", "both", "by", "month_before", "fillers", "day_before")
        return told or self.form(at - 1) in "(（" or self.opens(at)

    def _numeric(self, found: Expression, whole: Numeric) -> int | None:
        if found.days and (found.year, found.month) != (None, None):
            return None
        found.year, found.month, found.core = whole.year, whole.month, "y" * (whole.year is not None) + "m" + "d" * bool(whole.day)
        if whole.day:
            found.days.append((whole.day, whole.first))
        found.signed = True
        return whole.last

    def _days(self, found: Expression, at: int) -> int | None:
        """One or more days: "14–16", "8th to 17th", "20、21の両日"."""
        before = list(found.days)
        signed = found.signed
        last = self._day(found, at)
        while last < self.limits[found.first]:
            after = self._another_day(found, last)
            if after is None:
                break
            last = after
        core = found.core + "d" if "d" not in found.core else found.core
        unsigned = bool(self.words.dates.day_signs) and not found.signed
        if unsigned or ("m" not in found.core and self._is_length(last)):
            found.days, found.signed, found.span = before, signed, False
            return None
        found.core = core
        return last

    def _is_length(self, at: int) -> bool:
        """Whether the word behind a day's sign makes it a length of time ("24 days long")."""
        word = self.has(at, "not_after_day")
        return word is not None and (word.last > word.first + 1 or not self.tokens[at].spaced)

    def _day(self, found: Expression, at: int) -> int:
        found.days.append((int(self.form(at)), at))
        at += 1
        ordinal = self.has(at, "ordinal_signs")
        if ordinal and not self.tokens[at].spaced:
            at = ordinal.last
        sign = self.has(at, "day_signs")
        if sign:
            found.signed = True
            return sign.last
        return at

    def _another_day(self, found: Expression, at: int) -> int | None:
        """A further day after a joint; also the last day as a numeric date ("24. und 25.08.")."""
        joint = self.has(at, "to", "both") or self._listed(at) if len(found.days) < 6 else None
        if not joint:
            return None
        if self.form(joint.first) in ",、" and self.ends_with(joint.first, "day_signs"):
            return None
        at = joint.last
        for kinds in (("fillers", "day_before"), ("weekday",), ("fillers",)):
            word = self.has(at, *kinds)
            at = word.last if word else at
        if at >= self.limits[found.first] or not leading_day(self.tokens, at) or self.has(at + 1, "month_signs", "year_signs"):
            return None
        whole = numeric(self.tokens, at, self.limits[found.first], self.words.dates, True) if not found.month else None
        if found.core.endswith("m") and joint.kind == "both" and not self._settled(at) and not found.signed:
            return None
        if whole and not whole.day:
            return None
        last = self._day(found, at)
        if whole and whole.day:
            found.year, found.month, last = whole.year, whole.month, whole.last
            found.core += "m" + "y" * (whole.year is not None)
            found.signed = True
        days = [day for day, _ in found.days]
        running = all(b == a + 1 for a, b in pairwise(days))
        found.span = running or (len(days) == 2 and (joint.kind == "to" or found.between))
        return last

    def _listed(self, at: int) -> Atom | None:
        """A comma in a list of days, which a joint closes ("6, 7 and 8 June")."""
        if self.form(at) == "," and at + 2 < len(self.tokens) and leading_day(self.tokens, at + 1):
            ordinal = self.has(at + 2, "ordinal_signs")
            closing = self.has(ordinal.last if ordinal else at + 2, "both")
            if closing and closing.last < len(self.tokens) and leading_day(self.tokens, closing.last):
                return Atom(at, at + 1, "both", None)
        return None

    def _settled(self, at: int) -> bool:
        """Whether no noun follows the number at a token that it could count ("May 3 and 20 ministers")."""
        at += 1
        if self.has(at, "ordinal_signs", "day_signs"):
            return True
        return at >= len(self.tokens) or not self.tokens[at].is_word or self.form(at).isdecimal() or bool(self.at(at))

    def _era(self, found: Expression, atom: Atom, before: int) -> int | None:
        at = atom.last
        written = written_number(self.tokens, at, self.limits[found.first])
        number, after = (1, at + 1) if self.form(at) == "元" else written or (None, at + 1)
        if number is None and self.form(at).isdecimal():
            number = plain_number(self.tokens[at])
        if number is None or not 0 < number < 200 or not self.fits(found, "y"):
            return None
        at = after
        if self.form(at) in "(（" and self.form(at + 1).isdecimal() and self.form(at + 2) in ")）":
            at += 3  # "주체107(2018)년"
        sign = self.has(at, "year_signs")
        found.year, found.core, found.signed = before + number, found.core + "y", True
        return sign.last if sign else at

    def _year_stands(self, found: Expression) -> bool:
        """Whether a lone number is a year: after a word that dates, in brackets, or with no noun that it could count."""
        found.named = False
        if not found.year or not 1900 <= found.year <= 2100:
            return False
        i = found.year_at
        if self.opens(found.first) or self.form(i - 1) in "(（/":
            return True
        if self.ends_with(i, "year_before", "month_before", "to", "both", "between", "parts"):
            return True
        before = self.tokens[i - 1]
        if before.is_word and before.capital:
            found.named = True
            return True
        after = i + 1
        return after >= self.limits[i] or not self.tokens[after].is_word or bool(self.at(after))
