"""Finding things by their place: what begins in a range of tokens, the sentence of a token, the token at an offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from dragoman.language.analysis import Analysis, Quotation


class Ranged(Protocol):
    """Anything with a first token."""

    @property
    def first(self) -> int: ...


R = TypeVar("R", bound=Ranged)
_FIRST, _START = attrgetter("first"), attrgetter("start")
_NESTED = 4
"""So many quotations that begin before a place may still go on there."""


def within(items: Sequence[R], first: int, last: int) -> Sequence[R]:
    """The items that begin in a range of tokens; ``items`` must be in the order of the text."""
    return items[bisect_left(items, first, key=_FIRST) : bisect_left(items, last, key=_FIRST)]


def sentence_of(analysis: Analysis, token: int) -> int | None:
    """The index of the last sentence that begins at a token or before it; None before the first."""
    return bisect_right(analysis.sentences, token, key=_FIRST) - 1 if analysis.sentences and analysis.sentences[0].first <= token else None


def token_at(analysis: Analysis, offset: int) -> int:
    """The index of the first token that begins at an offset or behind it."""
    return bisect_left(analysis.tokens, offset, key=_START)


def quoted(analysis: Analysis, token: int) -> bool:
    """Whether a token stands inside a quotation."""
    start = analysis.tokens[token].start
    return bool(quotations_in(analysis, start, start))


def quotations_in(analysis: Analysis, start: int, end: int) -> list[Quotation]:
    """The quotations that reach into a stretch of the text, its last character included."""
    low, high = (bisect_right(analysis.quotations, at, key=_START) for at in (start, end))
    return [quotation for quotation in analysis.quotations[max(0, low - _NESTED) : high] if quotation.end > start]
