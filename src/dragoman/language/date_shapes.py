"""How words of dates stand together: from tokens to expressions that are not yet resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.language.date_numbers import Numeric, leading_day, numeric, plain_number
from dragoman.language.date_words import Atom, DateWords, Name, Shift
from dragoman.language.tokens import Token

_SKIPPED = 2
"""So many fillers may stand between two parts of a date."""
_PREFIXES = frozenset({"by", "within", "between", "parts", "ends", "day_before"})
_SUFFIXES = frozenset({"by_after", "within_after", "parts", "ends"})


@dataclass(slots=True)
class Expression:
    """What a stretch of tokens says of a time, before anything is filled in from elsewhere."""

    first: int
    last: int
    year: int | None = None
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


class Shapes:
    """Reads the expressions of one text."""

    def __init__(self, text: str, tokens: tuple[Token, ...], words: DateWords, limits: list[int]) -> None:
        """``limits``: for every token the end of its line."""
        self.text = text
        self.tokens = tokens
        self.words = words
        self.atoms = words.atoms(tokens)
        self.limits = limits
        self.orders = frozenset(words.dates.orders)
        self._beginnings = frozenset(order[:k] for order in (*self.orders, "y", "m", "d") for k in range(1, len(order) + 1))

    def expressions(self) -> Iterator[Expression]:
        """All expressions in order, none overlapping."""
        i = 0
        while i < len(self.tokens):
            found = self._counted(i) or self._at(i) if i in self.atoms or self.tokens[i].form.isdecimal() or self.tokens[i].form in self.words.numbers else None
            if found and found.last > i:
                yield found
                i = found.last
            else:
                i += 1

    def has(self, i: int, *kinds: str) -> Atom | None:
        """The word of one of the kinds at token i."""
        for atom in self.atoms.get(i, ()):
            if atom.kind in kinds:
                return atom
        return None

    def ends_with(self, i: int, *kinds: str) -> bool:
        """Whether a word of one of the kinds ends before token i."""
        return any(atom.last == i for k in range(max(0, i - 4), i) for atom in self.atoms.get(k, ()) if atom.kind in kinds)

    def _counted(self, i: int) -> Expression | None:
        """A phrase around a number: "two days later", "a three-day (visit)"."""
        token = self.tokens[i]
        number = plain_number(token) if token.form.isdecimal() else self.words.numbers.get(token.form)
        if number is None or not 0 < number <= 999:
            return None
        found = self.words.counted(self.tokens, i)
        if not found:
            return None
        first, last, phrase = found
        if phrase.unit == "days":
            return Expression(first, last, duration=number)
        shift = Shift(phrase.unit, phrase.sign * number, within="within" in phrase.flags, previous="prev" in phrase.flags)
        return Expression(first, last, shift=shift, deadline="by" if shift.within else "")

    def _at(self, i: int) -> Expression | None:
        """The longest expression that begins at token i."""
        found = Expression(i, i)
        best: Expression | None = None
        at = i
        skipped = 0
        while at < self.limits[i]:
            step = self._part(found, at, skipped)
            if step is not None:
                at, skipped = step, 0
                if self._complete(found):
                    best = replace(found, last=at, days=list(found.days), weekdays=list(found.weekdays))
                if found.duration or (found.shift and found.shift.unit == "day"):
                    break
                continue
            filler = self.has(at, "fillers")
            if not filler or not found.timed or skipped >= _SKIPPED or filler.last > self.limits[i]:
                break
            at, skipped = filler.last, skipped + 1
        return best

    def _part(self, found: Expression, at: int, skipped: int) -> int | None:
        """Add the part of a date at a token; the token after it, or None where nothing fits."""
        if self.tokens[at].form.isdecimal():
            return self._number(found, at, skipped)
        for atom in self.atoms.get(at, ()):
            if atom.last <= self.limits[found.first]:
                last = self._word(found, atom, skipped)
                if last is not None:
                    return last
        return None

    def _fits(self, found: Expression, letter: str) -> bool:
        return found.core + letter in self._beginnings

    def _word(self, found: Expression, atom: Atom, skipped: int) -> int | None:
        kind, value = atom.kind, atom.value
        if isinstance(value, Name):
            return self._month(found, atom, value) if kind == "month" else self._weekday(found, atom, value, skipped)
        if isinstance(value, Shift):
            return self._shift(found, atom, value)
        if kind == "hijri" and isinstance(value, int) and self._fits(found, "m"):
            found.month, found.hijri, found.core = value, True, found.core + "m"
            return atom.last
        if kind == "half" and isinstance(value, int) and found.half is None and not found.days:
            found.half = value
            return atom.last
        if kind == "era" and isinstance(value, int):
            return self._era(found, atom, value)
        if kind in ("before", "after") and isinstance(value, int) and found.direction is None and (not skipped or kind == "before"):
            if (kind == "before") == found.timed:
                return None
            found.direction = value
            return atom.last
        if kind == "duration" and isinstance(value, int) and not found.timed:
            found.duration = value
            return atom.last
        return self._small(found, atom, skipped)

    def _small(self, found: Expression, atom: Atom, skipped: int) -> int | None:
        """Words without a time of their own: deadlines and parts of a month or year."""
        kind = atom.kind
        if kind not in (_SUFFIXES if found.timed else _PREFIXES) or (found.timed and skipped):
            return None
        if kind in ("by", "by_after", "within", "within_after"):
            found.deadline = "within" if kind.startswith("within") else found.deadline or "by"
        elif kind == "between":
            found.between = True
        elif kind == "ends":
            found.end = True
        elif kind == "day_before":
            found.signed = True
        return atom.last

    def _month(self, found: Expression, atom: Atom, name: Name) -> int | None:
        if found.shift_month and found.shift_month.count == 0 and found.month is None:
            found.month, found.shift_month, found.direction = name.number, None, 0  # "this month of February"
            return atom.last
        if not self._fits(found, "m") or found.shift_month or (found.shift and found.shift.unit == "week"):
            return None
        token = self.tokens[atom.first]
        if name.weak and name.capital and not token.capital and not found.core:
            return None
        found.weak, found.short = (name.weak or name.short) and not found.core, name.short and not found.core
        found.month, found.core = name.number, found.core + "m"
        return atom.last + (name.short and self._form(atom.last) == ".")

    def _weekday(self, found: Expression, atom: Atom, name: Name, skipped: int) -> int | None:
        if found.shift_year and not found.core:
            return None
        if name.weak and name.capital and not self.tokens[atom.first].capital:
            return None
        if name.short and not (self._form(atom.first - 1) in "(（" and self._form(atom.last) in ")）") and self._form(atom.last) not in (",", "."):
            return None
        if found.weekdays:
            if not found.span and not (found.core == "" and len(found.weekdays) == 1 and skipped == 0):
                return None
            return None
        found.weekdays.append(name.number)
        found.weak = not found.core and (name.short or (name.weak and self._opens(atom.first)))
        last = atom.last + (name.short and self._form(atom.last) == ".")
        return self._more_weekdays(found, last) if not found.core else last

    def _more_weekdays(self, found: Expression, at: int) -> int:
        """A second day of the week after "and" or "to"."""
        joint = self.has(at, "to", "both")
        if joint:
            after = joint.last
            name = self.has(after, "weekday")
            if name and isinstance(name.value, Name) and not name.value.short and name.last <= self.limits[found.first] and not self._numbered(name.last):
                found.weekdays.append(name.value.number)
                found.span = joint.kind == "to" or found.between or name.value.number == found.weekdays[0] % 7 + 1
                return name.last
        return at

    def _numbered(self, at: int) -> bool:
        """Whether a day's number follows, at once or after a filler."""
        filler = self.has(at, "fillers")
        return self._form(at).isdecimal() or bool(filler and self._form(filler.last).isdecimal())

    def _shift(self, found: Expression, atom: Atom, shift: Shift) -> int | None:
        if shift.end and not found.timed:
            found.end = True
        if shift.within:
            found.deadline = "within"
        if shift.unit == "year" and self._fits(found, "y") and not found.shift:
            found.shift_year, found.core = shift, found.core + "y"
        elif shift.unit == "month" and self._fits(found, "m") and not found.shift:
            found.shift_month, found.core = shift, found.core + "m"
        elif (shift.unit in ("week", "weekend") and found.shift is None and not found.core) or (shift.unit == "day" and not found.timed):
            found.shift = shift
        else:
            return None
        return atom.last

    def _era(self, found: Expression, atom: Atom, before: int) -> int | None:
        at = atom.last
        first = self._form(at) == "元"
        number = 1 if first else plain_number(self.tokens[at]) if self._form(at).isdecimal() else None
        if number is None or not 0 < number < 200 or not self._fits(found, "y"):
            return None
        at += 1
        if self._form(at) in "(（" and self._form(at + 1).isdecimal() and self._form(at + 2) in ")）":
            at += 3  # "주체107(2018)년"
        sign = self.has(at, "year_signs")
        found.year, found.core, found.signed = before + number, found.core + "y", True
        return sign.last if sign else at

    def _form(self, i: int) -> str:
        return self.tokens[i].form or " " if 0 <= i < len(self.tokens) else " "

    def _opens(self, i: int) -> bool:
        """Whether a token begins its line or follows a closing sign."""
        return i == 0 or "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start] or self._form(i - 1) in ".!?:\"“„«"

    def _number(self, found: Expression, at: int, skipped: int) -> int | None:
        """A number as a year, a month or days, or a whole numeric date."""
        inside = at > 1 and not self.tokens[at].spaced and self._form(at - 1) in "-/." and self._form(at - 2).isdecimal()
        whole = None
        if not found.core and not inside:
            whole = numeric(self.tokens, at, self.limits[found.first], self.words.dates, self._may_be_short(at))
        if whole:
            return self._numeric(found, whole)
        number = plain_number(self.tokens[at])
        if number is None or not self._free(at):
            return None
        year = self.has(at + 1, "year_signs")
        if 1000 <= number <= 2150:
            return self._year(found, at, number, year)
        if year and number < 100 and len(self._form(at)) == 2 and self._dated(year.last):
            return self._year(found, at, number, year)
        month = self.has(at + 1, "month_signs")
        if month and 1 <= number <= 12 and self._fits(found, "m"):
            found.month, found.core = number, found.core + "m"
            return month.last
        if not year and not month and 1 <= number <= 31 and self._fits(found, "d") and not found.shift:
            if found.core.endswith("m") and skipped and self._form(at - 1) in ",،、":
                return None  # "in May, 3 ministers"
            return self._days(found, at)
        return None

    def _year(self, found: Expression, at: int, number: int, sign: Atom | None) -> int | None:
        if not self._fits(found, "y") or found.shift or self._form(at + 1) in ("%", "$"):
            return None
        if self._form(at + 1) in (",", ".") and self._form(at + 2).isdecimal() and not self.tokens[at + 1].spaced and not self.tokens[at + 2].spaced:
            return None
        found.year, found.core, found.signed = number, found.core + "y", bool(sign)
        return sign.last if sign else at + 1

    def _dated(self, at: int) -> bool:
        """Whether a month or the end of a year follows: what makes two digits a year."""
        return bool(self.has(at, "ends", "within_after", "by_after", "parts")) or (self._form(at).isdecimal() and bool(self.has(at + 1, "month_signs")))

    def _free(self, at: int) -> bool:
        """Whether the number is no part of a longer one, a time or a compound ("16+1")."""
        sign = self._form(at - 1) if at and not self.tokens[at].spaced else " "
        if sign in "+#$€£" or (sign in ".,:/٫" and self._form(at - 2).isdecimal()):
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if not after or after.spaced:
            return True
        figures = self._form(at + 2).isdecimal() and not self.tokens[at + 2].spaced
        return not (after.form in "%+" or (after.form == ":" and figures) or (after.form == "," and figures and len(self._form(at + 2)) == 3))

    def _may_be_short(self, at: int) -> bool:
        return self._form(at - 1) in "(（" or self.ends_with(at, "weekday", "to", "both", "by", "month_before", "fillers", "day_before") or self._opens(at)

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
        dates = self.words.dates
        if (dates.day_signs and not (found.signed or (found.core.endswith("m") and not dates.month_signs))) or ("m" not in found.core and self.has(last, "not_after_day")):
            found.days, found.signed, found.span = before, signed, False
            return None
        found.core = core
        return last

    def _day(self, found: Expression, at: int) -> int:
        found.days.append((int(self._form(at)), at))
        at += 1
        if at < len(self.tokens) and not self.tokens[at].spaced and self._form(at) in self.words.ordinal_signs:
            at += 1
        sign = self.has(at, "day_signs")
        if sign:
            found.signed = True
            return sign.last
        return at

    def _another_day(self, found: Expression, at: int) -> int | None:
        """A further day after a joint; also the last day as a numeric date ("24. und 25.08.")."""
        joint = self.has(at, "to", "both") if len(found.days) < 6 else None
        if not joint:
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
        before = found.days[-1][0]
        last = self._day(found, at)
        if whole and whole.day:
            found.year, found.month, found.core, last = whole.year, whole.month, found.core + "m" + "y" * (whole.year is not None), whole.last
            found.signed = True
        found.span = len(found.days) == 2 and (joint.kind == "to" or found.between or found.days[-1][0] == before + 1)
        return last

    def _settled(self, at: int) -> bool:
        """Whether no noun follows the number at a token that it could count ("May 3 and 20 ministers")."""
        at += 1
        if self._form(at) in self.words.ordinal_signs or self.has(at, "day_signs"):
            return True
        return at >= len(self.tokens) or not self.tokens[at].is_word or self._form(at).isdecimal() or at in self.atoms

    def _complete(self, found: Expression) -> bool:
        """Whether what was read so far is an expression of its own."""
        if found.duration or found.shift or found.half:
            return True
        if not found.core:
            return bool(found.weekdays) and not (found.weak and found.direction is None and len(found.weekdays) == 1)
        if found.core == "d":
            return bool(found.weekdays or found.signed or self.ends_with(found.first, "day_before"))
        if "".join(sorted(found.core)) == "dy" or (found.core not in self.orders and len(found.core) > 1 and not found.signed):
            return False
        if found.core == "y" and found.year is not None and not (found.deadline or found.half or found.end or found.between or found.signed):
            return self._year_stands(found)
        if found.core == "m" and (found.hijri or (found.short and found.direction is None)):
            return False  # names of months are names of people too
        if found.core == "m" and found.weak:
            told = found.direction is not None or found.deadline or found.end or found.half
            return bool(told) or self.ends_with(found.first, "month_before") or self._form(found.last) in "'’"
        return True

    def _year_stands(self, found: Expression) -> bool:
        """Whether a lone number is a year: after a word that dates, in brackets, or with no noun that it could count."""
        found.named = False
        if not found.year or not 1900 <= found.year <= 2100:
            return False
        i = found.first
        if self._opens(i) or self._form(i - 1) in "(（/" or self.ends_with(i, "year_before", "month_before", "to", "both", "between"):
            return True
        before = self.tokens[i - 1]
        if before.is_word and before.capital:
            found.named = True
            return True
        after = i + 1
        return after >= self.limits[i] or not self.tokens[after].is_word or bool(self.atoms.get(after))
