"""Occasions that no word for an occasion names: who stands together on a day has met, and "the previous one" was another round."""

from __future__ import annotations

from dragoman.language.analysis import Analysis, PersonMention, within
from dragoman.language.tokens import Sentence
from dragoman.model import EngagementType
from dragoman.reading.cues import Cue, words
from dragoman.reading.spans import quoted


def encounter(analysis: Analysis, sentence: Sentence) -> Cue | None:
    """A meeting told without a word for it: officials of two polities in one sentence that tells a day, outside quoted words."""
    mentions = [m for m in within(analysis.mentions, sentence.first, sentence.last) if m.named and not quoted(analysis, m.first)]
    first = next((m for m in mentions if _party(m, analysis)), None)
    other = next((m for m in mentions if first and _party(m, analysis) not in (None, _party(first, analysis))), None)
    return Cue(other.first, other.last, "meeting", "unnamed") if other and _dated(analysis, sentence) else None


def another(analysis: Analysis, sentence: Sentence, kind: EngagementType) -> Cue | None:
    """Another occasion of the kind that was told of before, with a day of its own and no noun ("the previous one was in May")."""
    found = words(analysis.lexicon).another.find(analysis.tokens, sentence.first, sentence.last)
    outside = (m for m in found if not quoted(analysis, m.first))
    match = next(outside, None) if _dated(analysis, sentence) else None
    return Cue(match.first, match.last, kind, "unnamed") if match else None


def _dated(analysis: Analysis, sentence: Sentence) -> bool:
    return any(not d.deadline and not d.duration_days for d in within(analysis.dates, sentence.first, sentence.last))


def _party(mention: PersonMention, analysis: Analysis) -> str | None:
    return analysis.persons[mention.person].party
