"""How words of dates stand together: from tokens to expressions that are not yet resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.language.date_expression import Expression
from dragoman.language.date_figures import Figures
from dragoman.language.date_numbers import plain_number
from dragoman.language.date_words import Atom, Name, Shift

_PAUSES = frozenset(",،、(")
_SKIPPED = 2
"""So many fillers may stand between two parts of a date."""
_PREFIXES = frozenset({"by", "within", "between", "parts", "ends", "day_before"})
_SUFFIXES = frozenset({"by_after", "within_after", "parts", "ends"})


class Shapes(Figures):
    """Reads the expressions of one text."""

    def expressions(self) -> Iterator[Expression]:
        """All expressions in order, none overlapping."""
        since = 0
        for i in self.words.firsts(self.tokens):
            if i < since:
                continue
            other = self.has(i, "others")
            if other:
                since = other.last
                continue
            found = self._counted(i, since) or self._at(i)
            if found and found.last > i:
                yield found
                since = found.last

    def _counted(self, i: int, since: int) -> Expression | None:
        """A phrase around a number: "two days later", "a three-day (visit)"."""
        token = self.tokens[i]
        number = plain_number(token) if token.form.isdecimal() else self.words.numbers.get(token.form)
        if number is None or not 0 < number <= 999:
            return None
        found = self.words.counted(self.tokens, i)
        if not found or found[0] < since:
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
        at, skipped, pause = i, 0, ""
        while at < self.limits[i]:
            step = self._part(found, at, skipped) if not pause or self._goes_on(found, at, pause) else None
            if step is not None:
                at, skipped, pause = step, 0, ""
                if self._complete(found):
                    best = replace(found, last=at, days=list(found.days), weekdays=list(found.weekdays))
                if found.duration or (found.shift and found.shift.unit == "day"):
                    break
                continue
            opened = found.deadline or found.between or found.end or found.half
            filler = self._filler(at) or (self.has(at, "year_before", "month_before") if opened and not found.core else None)
            if not filler or not (found.timed or opened) or skipped >= _SKIPPED or filler.last > self.limits[i]:
                break
            pause = self.form(at) if self.form(at) in _PAUSES else pause
            at, skipped = filler.last, skipped + 1
        if best and best.span and best.deadline == "by":
            best.deadline = ""  # "from the 6th until the 8th"
        return best

    def _filler(self, at: int) -> Atom | None:
        """A word or sign that may stand inside a date; an opening bracket may in every language."""
        return Atom(at, at + 1, "fillers", None) if self.form(at) == "(" else self.has(at, "fillers")

    def _goes_on(self, found: Expression, at: int, pause: str) -> bool:
        """Whether a date goes on after a comma or bracket: with its year, after a day of the week, or in brackets with that."""
        if found.core:
            year = self.form(at).isdecimal() and len(self.form(at)) == 4
            return year or (pause == "(" and bool(self.has(at, "weekday")))
        return bool(found.weekdays) and (self.form(at).isdecimal() or bool(found.direction is None and self.has(at, "month")))

    def _part(self, found: Expression, at: int, skipped: int) -> int | None:
        """Add the part of a date at a token; the token after it, or None where nothing fits."""
        if self.tokens[at].form.isdecimal():
            return self._number(found, at, skipped)
        for atom in self.at(at):
            if atom.last <= self.limits[found.first]:
                last = self._word(found, atom, skipped)
                if last is not None:
                    return last
        return self._written(found, at) if self.words.dates.day_signs and self.tokens[at].unspaced else None

    def _word(self, found: Expression, atom: Atom, skipped: int) -> int | None:
        kind, value = atom.kind, atom.value
        if isinstance(value, Name):
            return self._month(found, atom, value) if kind == "month" else self._weekday(found, atom, value)
        if isinstance(value, Shift):
            return self._shift(found, atom, value)
        if kind == "hijri" and isinstance(value, int) and self.fits(found, "m"):
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
        if not self.fits(found, "m") or found.shift_month or (found.shift and found.shift.unit == "week"):
            return None
        token = self.tokens[atom.first]
        if name.capital and not token.capital and not found.core:
            return None
        found.weak, found.short = (name.weak or name.short) and not found.core, name.short and not found.core
        found.month, found.core = name.number, found.core + "m"
        again = self.has(atom.last + 1, "month") if self.form(atom.last) == "/" else None
        if again and isinstance(again.value, Name) and again.value.number == name.number:
            return again.last  # the same month by two names
        return atom.last + (name.short and self.form(atom.last) == ".")

    def _weekday(self, found: Expression, atom: Atom, name: Name) -> int | None:
        if found.shift_year and not found.core:
            return None
        if name.weak and name.capital and not self.tokens[atom.first].capital:
            return None
        bracketed = self.form(atom.first - 1) in "(（" and self.form(atom.last) in ")）"
        if found.weekdays or (name.short and not bracketed and self.form(atom.last) not in (",", ".")):
            return None
        found.weekdays.append(name.number)
        found.weak = not found.core and (name.short or (name.weak and self.opens(atom.first)))
        last = atom.last + (name.short and self.form(atom.last) == ".")
        return self._more_weekdays(found, last) if not found.core else last

    def _more_weekdays(self, found: Expression, at: int) -> int:
        """A second day of the week after "and" or "to"."""
        joint = self.has(at, "to", "both")
        if joint:
            after = joint.last
            name = self.has(after, "weekday")
            if not name or not isinstance(name.value, Name) or name.last > self.limits[found.first]:
                return at
            if not name.value.short and not self._numbered(name.last):
                found.weekdays.append(name.value.number)
                found.span = joint.kind == "to" or found.between or name.value.number == found.weekdays[0] % 7 + 1
                return name.last
        return at

    def _numbered(self, at: int) -> bool:
        """Whether a day's number follows, at once or after a filler."""
        filler = self.has(at, "fillers")
        return self.form(at).isdecimal() or bool(filler and self.form(filler.last).isdecimal())

    def _shift(self, found: Expression, atom: Atom, shift: Shift) -> int | None:
        if shift.weekday and found.weekdays:
            return None
        ends = shift.end and not found.timed
        if shift.unit == "year" and self.fits(found, "y") and not found.shift:
            found.shift_year, found.core = shift, found.core + "y"
        elif shift.unit == "month" and self.fits(found, "m") and not found.shift:
            found.shift_month, found.core = shift, found.core + "m"
        elif (shift.unit in ("week", "weekend") and found.shift is None and not found.core) or (shift.unit == "day" and not found.timed):
            found.shift = shift
            found.weekdays += [shift.weekday] if shift.weekday else []
        else:
            return None
        found.end = found.end or ends
        found.deadline = "within" if shift.within else found.deadline
        return atom.last

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
        marked = found.deadline or found.half or found.end or found.between or found.signed
        if found.core == "y" and found.year is not None and not marked:
            return self._year_stands(found)
        if found.core == "m" and (found.hijri or (found.short and found.direction is None)):
            return False  # names of months are names of people too
        if found.core == "m" and found.weak:
            told = found.direction is not None or found.deadline or found.end or found.half or found.between
            return bool(told) or self.ends_with(found.first, "month_before") or self.form(found.first + 1) == "'"
        return True
