"""Bodies that speak or act without a person's name: how far their names reach in the text, and for which polity they stand."""

from __future__ import annotations

from dragoman.language.analysis import Analysis
from dragoman.language.phrases import Phrases
from dragoman.reading.spans import within

Range = tuple[int, int]
_WIDEST = 12
"""Tokens: more than any polity's name has."""


def noun_phrase(analysis: Analysis, found: Range, bounds: Range, joints: Phrases[str], domains: Phrases[str]) -> tuple[int, int]:
    """The noun phrase around a noun: names and polities before it, and what its joints ("of", "of the") add behind it."""
    tokens, (first, last), (low, high) = analysis.tokens, found, bounds
    named = {i for p in within(analysis.polities, low - _WIDEST, high) for i in range(p.first, p.last)}
    proper = analysis.lexicon.writing.capitals and not analysis.lexicon.writing.nouns_capital

    def belongs(i: int) -> bool:
        return i in named or (proper and tokens[i].capital and tokens[i].is_word)

    starts = {sentence.first for sentence in within(analysis.sentences, low, high)}
    while first > low and belongs(first - 1) and (first - 1 in named or first - 1 not in starts):
        first -= 1
    ended = False
    while last < high:
        if belongs(last) and (last in named or not ended):
            last += 1
            continue
        domain = domains.at(tokens, last, high)
        if domain:
            # A word in small letters ends the name: a capital behind it begins a person's.
            last, ended = domain.last, not tokens[domain.last - 1].capital
            continue
        match = joints.at(tokens, last, high)
        if match is None or match.last >= high or not belongs(match.last):
            break
        last = match.last + 1
    return first, last


def polity_of(analysis: Analysis, first: int, last: int) -> str | None:
    """The polity that a body's name holds, or that stands beside it here or elsewhere; None where none does."""
    inside = next((polity.code for polity in within(analysis.polities, first, last)), None)
    return inside or polity_near(analysis, first, last) or _polity_elsewhere(analysis, first, last)


def _polity_elsewhere(analysis: Analysis, first: int, last: int) -> str | None:
    """The polity that stands before the same noun elsewhere in the text ("the ministry", once "the Ruritanian foreign ministry")."""
    tokens = analysis.tokens
    heads = {token.form for token in tokens[first:last] if len(token.form) > 4}
    return next((p.code for p in analysis.polities if heads & {token.form for token in tokens[p.last : p.last + 4]}), None)


def polity_near(analysis: Analysis, first: int, last: int) -> str | None:
    """The polity that stands right before or right behind a range of tokens (one word between at most)."""
    for polity in within(analysis.polities, first - _WIDEST, last + 3):
        if 0 <= first - polity.last <= 1 or 0 <= polity.first - last <= 2:
            return polity.code
    return None
