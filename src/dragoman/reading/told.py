"""The words of a sentence that the trained model takes to tell of something, as ranges of tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dragoman.language.analysis import Analysis, Mention
from dragoman.language.encoder.types import Telling
from dragoman.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells of something: token range and what the model says of it."""

    first: int
    last: int
    telling: Telling


def told(analysis: Analysis, sentence: int) -> list[Told]:
    """The words of one sentence that tell of something, from left to right; none without a model."""
    if sentence >= len(analysis.parses):
        return []
    return [Told(*tokens_of(analysis, one.start, one.end), one) for one in analysis.parses[sentence].tellings]


def tokens_of(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    """The tokens that a stretch of the text touches: at least one."""
    first = max(0, bisect_right(analysis.tokens, start, key=_start) - 1)
    return first, max(first + 1, bisect_left(analysis.tokens, end, key=_start))


def owns(analysis: Analysis, telling: Telling, mention: Mention) -> float:
    """The probability that what is mentioned belongs to what is told."""
    return telling.owns(analysis.tokens[mention.first].start, analysis.tokens[mention.last - 1].end)


def _start(token: Token) -> int:
    return token.start
