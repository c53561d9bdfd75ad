"""What a passage is about: the topics whose telling words it holds; and which of a document's topics belong to one of its engagements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dragoman.language.analysis import Analysis
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases
from dragoman.model import TOPICS, Topic
from dragoman.reading.logistic import probability, weights
from dragoman.reading.occasion import Occasion
from dragoman.reading.topic_scenes import NEAR, Scenes

WEIGHTS = "topics.json"
_HINTED = [f"hint {zone}" for zone in NEAR]


@lru_cache(maxsize=64)
def _phrases(lexicon: Lexicon) -> Phrases[Topic]:
    entries = [(phrase, topic) for topic in TOPICS for phrase in lexicon.topics.get(topic, ())]
    return Phrases(entries, lexicon.writing.proclitics)


@lru_cache(maxsize=64)
def _hints(lexicon: Lexicon) -> Phrases[Topic]:
    return Phrases(((phrase, topic) for topic in TOPICS for phrase in lexicon.hints.get(topic, ())), lexicon.writing.proclitics)


def topics(analysis: Analysis, first: int, last: int) -> tuple[Topic, ...]:
    """The topics of a range of tokens, those with more telling words first, then in the order of the text."""
    matches = _phrases(analysis.lexicon).find(analysis.tokens, first, last)
    return tuple(topic for topic, _ in Counter(match.value for match in matches).most_common())


class OccasionTopics:
    """Decides what was discussed on the engagements of a document, by a logistic model that bench/fit_topics.py fitted."""

    def __init__(self, analysis: Analysis, occasions: Sequence[Occasion]) -> None:
        self.scenes = Scenes(analysis, occasions, _phrases(analysis.lexicon), _hints(analysis.lexicon))

    def features(self, occasion: Occasion) -> dict[Topic, dict[str, float]]:
        """The features of every topic for an engagement."""
        seen = self.scenes.features(occasion)
        return {topic: {**(told := seen.get(topic, {})), **_standing(occasion, topic, told)} for topic in TOPICS}

    def of(self, occasion: Occasion) -> tuple[Topic, ...]:
        """The topics of an engagement, the surest first."""
        models = weights(WEIGHTS)
        least = models["least"]["probability"]
        judged = {topic: probability(models["topic"], features) for topic, features in self.features(occasion).items()}
        return tuple(sorted((topic for topic, sure in judged.items() if sure >= least), key=lambda topic: -judged[topic]))


def _standing(occasion: Occasion, topic: Topic, seen: dict[str, float]) -> dict[str, float]:
    """Features of the topic itself: how often such engagements have it, with telling words near and without."""
    near = not seen.keys().isdisjoint(NEAR)
    features = {topic: 1.0, f"{topic} {occasion.type}": 1.0, f"{topic} {'near' if near else 'seen' if seen else 'unseen'}": 1.0}
    if not seen.keys().isdisjoint(_HINTED):
        features[f"{topic} hint"] = 1.0
    if occasion.main:
        features[f"{topic} main"] = 1.0
    if "office" in seen:
        features[f"{topic} office"] = 1.0
    return features
