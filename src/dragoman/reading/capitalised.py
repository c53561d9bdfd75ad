"""Runs of capitalised words that no list knows as a person or a place, but that may speak: papers, agencies, firms, people met once."""

from __future__ import annotations

from dragoman.language.analysis import Analysis
from dragoman.language.phrases import Phrases
from dragoman.reading.spans import within

_STEM, _NEAR = 4, 400
"""Letters that two cases of a name must share, and tokens between them."""
_MARKS = frozenset("\"“«„'.!?…:")


def capitalised(analysis: Analysis, verbs: Phrases[str], first: int, last: int) -> list[tuple[int, int]]:
    """Runs of capitalised words, where capitals tell names.

    A word alone counts where its capital tells something; in a language that writes all nouns so, only runs of several do.
    """
    writing = analysis.lexicon.writing
    if not writing.capitals:
        return []
    starts = {sentence.first for sentence in within(analysis.sentences, first, last)}
    runs: list[tuple[int, int]] = []
    i = first
    while i < last:
        k = i
        while k < last and (_proper(analysis, k) or (k > i and k + 1 < last and _joins(analysis, k))):
            k += 1
        alone = k - i == 1 and not writing.nouns_capital
        if k - i > 1 or (alone and (_inside(analysis, i, starts) or _speaks(analysis, verbs, i, last) or _recurs(analysis, i))):
            runs.append((i, k))
        i = max(k, i + 1)
    return runs


def _inside(analysis: Analysis, i: int, starts: set[int]) -> bool:
    """Whether a word stands inside its sentence, so that its capital tells something."""
    return i not in starts and not (i > 0 and analysis.tokens[i - 1].form in _MARKS)


def _speaks(analysis: Analysis, verbs: Phrases[str], i: int, last: int) -> bool:
    """Whether a word that is no common one is followed by a verb of saying."""
    common = analysis.tokens[i].form in analysis.lexicon.writing.not_names
    return not common and verbs.at(analysis.tokens, i + 1, last) is not None


def _recurs(analysis: Analysis, i: int) -> bool:
    """Whether a word that opens its sentence stands, in whatever case, with a capital inside another one near by."""
    form = analysis.tokens[i].form
    if len(form) < _STEM:
        return False
    stem = form[: max(_STEM, len(form) - 2)]
    tokens = analysis.tokens
    near = range(max(1, i - _NEAR), min(len(tokens), i + _NEAR))
    return any(tokens[k].capital and tokens[k].form.startswith(stem) and tokens[k - 1].form.isalpha() for k in near if k != i)


def _proper(analysis: Analysis, i: int) -> bool:
    return analysis.tokens[i].capital and analysis.tokens[i].is_word


def _joins(analysis: Analysis, i: int) -> bool:
    """Whether a sign joins two capitalised words: a hyphen, an apostrophe, or the stop of a short title ("Lt. Gen.")."""
    token, before = analysis.tokens[i], analysis.tokens[i - 1]
    title = token.form == "." and before.capital and len(before.form) <= 4
    return not token.spaced and _proper(analysis, i + 1) and (title or (token.form in "-'" and not analysis.tokens[i + 1].spaced))
