"""What a passage is about: the topics whose telling words it holds."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from dragoman.language.analysis import Analysis
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases
from dragoman.model import TOPICS, Topic


@lru_cache(maxsize=64)
def _phrases(lexicon: Lexicon) -> Phrases[Topic]:
    entries = [(phrase, topic) for topic in TOPICS for phrase in lexicon.topics.get(topic, ())]
    return Phrases(entries, lexicon.writing.proclitics)


def topics(analysis: Analysis, first: int, last: int) -> tuple[Topic, ...]:
    """The topics of a range of tokens, those with more telling words first, then in the order of the text."""
    matches = _phrases(analysis.lexicon).find(analysis.tokens, first, last)
    return tuple(topic for topic, _ in Counter(match.value for match in matches).most_common())
