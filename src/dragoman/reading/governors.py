"""Who says what, by the grammatical trees of a trained model: the verb that governs a quotation, and the candidate that is its subject.

No list of verbs is asked: whoever is the subject of the clause that a quotation completes has said it, whatever the verb. Without a model
nothing is known.
"""

from __future__ import annotations

from dragoman.language.analysis import Analysis, Quotation
from dragoman.language.encoder.types import Word
from dragoman.reading.spans import sentence_of, token_at
from dragoman.reading.speakers import Candidate
from dragoman.reading.syntax import Syntax

_CLAUSE = frozenset(("ccomp", "parataxis", "xcomp", "advcl"))
"""Relations of a quoted clause to the verb that it completes."""
_PART = frozenset(("obj", "obl", "nsubj", "root", "conj", "acl"))
"""Relations of quoted words that are part of another's clause."""
_UP = 3


def governor(analysis: Analysis, quotation: Quotation, parts: bool) -> tuple[int, int] | None:
    """The token range of the verb over a quotation; with ``parts`` also of a verb in whose clause the quoted words are a part."""
    for sentence in dict.fromkeys(sentence_of(analysis, token_at(analysis, place)) for place in (quotation.start, quotation.end - 1)):
        if sentence is None or sentence >= len(analysis.parses):
            continue
        words = analysis.parses[sentence].words
        verb = _over(words, quotation, parts) or _beside(words, quotation)
        if verb:
            return token_at(analysis, verb.start), max(token_at(analysis, verb.end), token_at(analysis, verb.start) + 1)
    return None


def governing_subject(analysis: Analysis, syntax: Syntax, verb: tuple[int, int], found: list[Candidate]) -> Candidate | None:
    """The candidate that is the subject of a verb."""
    subject = syntax.subject(*verb)
    if subject is None:
        return None
    inside = [c for c in found if subject.tokens.intersection(range(c.first, c.last))]
    heads = [c for c in inside if c.first <= subject.head < c.last]
    return next(iter(heads or inside), None)


def _inside(word: Word, quotation: Quotation) -> bool:
    return quotation.start <= word.start < quotation.end


def _over(words: tuple[Word, ...], quotation: Quotation, parts: bool) -> Word | None:
    """The verb outside of which a quoted word hangs, over words that are no verbs."""
    wanted = _CLAUSE | _PART if parts else _CLAUSE
    for word in words:
        if not _inside(word, quotation) or word.head < 0 or word.relation not in wanted or _inside(words[word.head], quotation):
            continue
        over = words[word.head]
        for _ in range(_UP):
            if over.pos == "VERB" and not _inside(over, quotation):
                return over
            if over.head < 0:
                break
            over = words[over.head]
    return None


def _beside(words: tuple[Word, ...], quotation: Quotation) -> Word | None:
    """The verb outside that hangs on a quoted word as an aside (`"…", said the minister`)."""
    for word in words:
        if word.pos == "VERB" and word.relation == "parataxis" and not _inside(word, quotation) and _inside(words[word.head], quotation):
            return word
    return None
