"""Speech between dashes, as some languages set it off: "– We shall meet again – said the minister"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.analysis import Analysis
from dragoman.language.tokens import Sentence
from dragoman.reading.speakers import Speaker, antecedent, candidates, signs, subject
from dragoman.reading.transcripts import Turn, paragraphs

_DASHES = frozenset("-–—")
_COMMAS = frozenset(",!?")
_NEAR = 6


def dashed(analysis: Analysis) -> Iterator[Turn]:
    """Speech that begins with a dash, up to the words that say whose it is; or a whole paragraph behind a colon, or behind such speech."""
    tokens = analysis.tokens
    speaker: Speaker | None = None
    last: Speaker | None = None
    previous: list[Sentence] = []
    for paragraph in paragraphs(analysis):
        speaker = speaker if previous and _opens(analysis, previous[0].first) else _announced(analysis, previous)
        for sentence in paragraph:
            if not _opens(analysis, sentence.first):
                continue
            turn = _closed(analysis, sentence, paragraph, last)
            if turn:
                speaker = last = turn.speaker
                yield turn
            elif speaker and sentence is paragraph[0]:
                yield Turn(((tokens[sentence.first + 1].start, tokens[paragraph[-1].last - 1].end),), speaker, 0.8)
        previous = paragraph


def _opens(analysis: Analysis, first: int) -> bool:
    tokens = analysis.tokens
    return first + 3 < len(tokens) and tokens[first].form in _DASHES and tokens[first + 1].spaced


def _announced(analysis: Analysis, paragraph: list[Sentence]) -> Speaker | None:
    """Who is about to speak, where the sentence before ends with a colon ("And he adds:")."""
    if not paragraph or analysis.tokens[paragraph[-1].last - 1].form not in (":", "："):
        return None
    first, last = paragraph[-1].first, paragraph[-1].last
    verb = next(iter(signs(analysis.lexicon).verbs.find(analysis.tokens, first, last)), None)
    chosen = subject(analysis, candidates(analysis, first, last), (verb.first, verb.last)) if verb else None
    return (chosen[0].speaker if chosen else None) or (antecedent(analysis, first) if verb else None)


def _closed(analysis: Analysis, sentence: Sentence, paragraph: list[Sentence], before: Speaker | None) -> Turn | None:
    """Speech and the words behind it that say whose it is: between two dashes, or behind a comma, and then the speech may go on."""
    tokens, last = analysis.tokens, paragraph[-1].last
    close = _closing(analysis, sentence.first + 1, last)
    if close is None:
        return None
    verb = next(iter(signs(analysis.lexicon).verbs.find(tokens, close + 1, min(last, close + _NEAR))))
    end = next(s.last for s in paragraph if s.last > close)
    chosen = subject(analysis, candidates(analysis, close, end), (verb.first, verb.last))
    speaker = (chosen[0].speaker if chosen else before) or antecedent(analysis, sentence.first)
    if speaker is None:
        return None
    spans = [(tokens[sentence.first + 1].start, tokens[close - 1].end)]
    if tokens[close].form not in _DASHES and end < last and not _opens(analysis, end):
        spans.append((tokens[end].start, tokens[last - 1].end))
    return Turn(tuple(spans), speaker, 0.9 if chosen else 0.65)


def _closing(analysis: Analysis, first: int, last: int) -> int | None:
    """The sign that ends speech, a verb of saying right behind it: a dash with spaces on both sides, or a comma."""
    tokens, verbs = analysis.tokens, signs(analysis.lexicon).verbs
    for i in range(first + 1, last - 1):
        dash = tokens[i].form in _DASHES and tokens[i].spaced and tokens[i + 1].spaced
        if dash and verbs.find(tokens, i + 1, min(last, i + 4)):
            return i
        if tokens[i].form in _COMMAS and verbs.at(tokens, i + 1, last):
            return i
    return None
