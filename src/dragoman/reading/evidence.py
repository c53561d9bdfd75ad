"""Which words of the text an entry stands on."""

from __future__ import annotations

from dragoman.language.analysis import Analysis

LONGEST = 420
"""Characters; a longer sentence is cut to the part that tells the entry."""
_EDGES = " \n\t,;:.-–—、，。；"


def evidence_span(analysis: Analysis, sentence: int, first: int, last: int) -> tuple[int, int]:
    """The sentence that holds a range of tokens, or where that is very long only the range; without punctuation at its beginning."""
    whole = analysis.sentences[sentence]
    if whole.end - whole.start <= LONGEST:
        first, last = whole.first, whole.last
    start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
    while start < end - 1 and analysis.text[start] in _EDGES:
        start += 1
    return start, end
