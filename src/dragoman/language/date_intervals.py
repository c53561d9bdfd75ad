"""Intervals and lists of dates: two expressions that a joint binds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.language.date_expression import Expression
from dragoman.language.date_shapes import Shapes
from dragoman.language.date_words import date_words
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import Tokens


class Times:
    """The expressions of time of one text, found once for all that ask for them."""

    def __init__(self, text: str, tokens: Tokens, lexicon: Lexicon) -> None:
        self.shapes = Shapes(text, tokens, date_words(lexicon), line_ends(text, tokens))
        self.all = list(joined(self.shapes))


def line_ends(text: str, tokens: Tokens) -> list[int]:
    """For every token the token after the last of its line."""
    ends = [0] * len(tokens)
    end = len(tokens)
    for i in range(len(tokens) - 1, -1, -1):
        if i + 1 < len(tokens) and tokens[i + 1].spaced and "\n" in text[tokens[i].end : tokens[i + 1].start]:
            end = i + 1
        ends[i] = end
    return ends


def joined(shapes: Shapes) -> Iterator[Expression]:
    """The expressions of a text, with intervals of two dates made one and years shared between dates that "and" joins."""
    held: Expression | None = None
    for found in shapes.expressions():
        joint = _joint(shapes, held, found) if held else ""
        if held and joint:
            if held.year is None and not held.shift_year and "m" in held.core:
                held.year, held.shift_year = found.year, found.shift_year
                held.core += "y" * (found.year is not None or found.shift_year is not None)
            if joint == "to" or _neighbours(held, found):
                held = replace(held, last=found.last, until=replace(found, deadline=""))
                continue
        if held:
            yield held
        held = found
    if held:
        yield held


def _neighbours(left: Expression, right: Expression) -> bool:
    """Whether "and" joins two months that follow one another ("July and August")."""
    plain = not (left.days or right.days) and left.month is not None and right.month is not None
    return plain and left.month is not None and right.month == left.month % 12 + 1


def _joint(shapes: Shapes, left: Expression, right: Expression) -> str:
    """``to`` or ``both`` if nothing but such a word (and fillers) stands between two dates of the same kind, else nothing."""
    day_after = right.core == "d" and "d" in left.core and "m" in left.core
    if (
        left.until
        or left.deadline
        or left.hijri != right.hijri
        or not (left.core and right.core)
        or (("m" in left.core) != ("m" in right.core) and not day_after)
    ):
        return ""
    if len(left.days) > 1 or (right.shift_month and not left.shift_month) or right.first - left.last > 4:
        return ""
    if right.deadline and right.first == left.last:
        return "to" if right.deadline == "by" and shapes.has(right.first, "to") else ""
    at, kind = left.last, ""
    while at < right.first:
        atom = shapes.has(at, "to", "both") if not kind else None
        atom = atom or shapes.has(at, "fillers")
        if not atom:
            return ""
        kind = atom.kind if atom.kind in ("to", "both") else kind
        at = atom.last
    if kind == "both" and (right.deadline or day_after):
        return ""
    return "to" if kind == "to" or (kind == "both" and left.between) else kind
