"""Where a document's words tell of a topic, seen from one of its engagements: the features by which `topics.of_occasion` decides."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.analysis import Analysis, covered
from dragoman.language.phrases import Match, Phrases
from dragoman.model import Topic
from dragoman.reading.cues import words
from dragoman.reading.occasion import Occasion
from dragoman.reading.spans import quoted, within

_GOES_ON = 3
"""Sentences behind a telling that may still speak of it."""
_ABOUT = 24
"""Tokens behind "about" (in front of "について") that tell what it was about."""
ZONES = ("frame", "sentence", "next", "after", "told", "before", "far")
"""Where a telling word stands, from the nearest: in the words of a telling, in its sentence, in those right behind it, in those further
behind with no other engagement told between, right behind but where another is told of, in front, elsewhere."""
NEAR = ("frame", "sentence", "next")


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: its first token, sentence and folded form, and how it stands there."""

    first: int
    sentence: int
    form: str
    topic: Topic
    about: bool
    quoted: bool
    office: bool
    """It is part of a title: it tells who meets, and only by that of what."""
    hint: bool
    """It is a general word."""


class Scenes:
    """The telling words of a document and the engagements among which they stand."""

    def __init__(self, analysis: Analysis, occasions: Sequence[Occasion], phrases: Phrases[Topic], hints: Phrases[Topic]) -> None:
        self.a, self.occasions = analysis, occasions
        self.known = words(analysis.lexicon)
        self.words = [word for index in range(len(analysis.sentences)) for word in self._in_sentence(index, phrases, hints)]
        self.told = Counter(sentence for occasion in occasions for sentence in {f.sentence for f in occasion.frames})
        self.telling = sorted(self.told)
        self.counts = Counter(word.topic for word in self.words if not word.office and not word.hint)

    def _in_sentence(self, index: int, phrases: Phrases[Topic], hints: Phrases[Topic]) -> list[Word]:
        sentence, tokens = self.a.sentences[index], self.a.tokens
        strong = phrases.find(tokens, sentence.first, sentence.last)
        taken = {(i, match.value) for match in strong for i in range(match.first, match.last)}
        weak = [match for match in hints.find(tokens, sentence.first, sentence.last) if (match.first, match.value) not in taken]
        if not strong and not weak:
            return []
        about = self._about(sentence.first, sentence.last)
        titles = covered(within(self.a.offices, sentence.first, sentence.last))

        def word(match: Match[Topic], hint: bool) -> Word:
            first = match.first
            return Word(first, index, tokens[first].form, match.value, first in about, quoted(self.a, first), first in titles, hint)

        return [*(word(match, False) for match in strong), *(word(match, True) for match in weak)]

    def _about(self, first: int, last: int) -> set[int]:
        found: set[int] = set()
        for match in self.known.about.find(self.a.tokens, first, last):
            found.update(range(match.first, min(last, match.last + _ABOUT)))
        for match in self.known.about_after.find(self.a.tokens, first, last):
            found.update(range(max(first, match.first - _ABOUT), match.last))
        return found

    def features(self, occasion: Occasion) -> dict[Topic, dict[str, float]]:
        """By topic that the document has words for, what was seen of it from an engagement."""
        zones = {f.sentence: self._zone_of_sentence(occasion, f.sentence) for f in occasion.frames}
        seen: dict[Topic, list[tuple[str, Word]]] = {}
        for word in self.words:
            seen.setdefault(word.topic, []).append((self._zone(occasion, word, zones), word))
        return {topic: self._of_topic(occasion, topic, told) for topic, told in seen.items()}

    def _zone_of_sentence(self, occasion: Occasion, sentence: int) -> int:
        """The last sentence that goes on after one that tells of an engagement, before another is told of."""
        last = sentence
        while last + 1 < len(self.a.sentences) and last - sentence < _GOES_ON and not self.told[last + 1]:
            last += 1
        return last

    def _told_last(self, sentence: int) -> int | None:
        """The last sentence in front of one that tells of any engagement."""
        i = bisect_left(self.telling, sentence)
        return self.telling[i - 1] if i else None

    def _zone(self, occasion: Occasion, word: Word, going_on: dict[int, int]) -> str:
        if any(f.first <= word.first < f.last for f in occasion.frames):
            return "frame"
        if word.sentence in going_on:
            return "sentence"
        if any(start < word.sentence <= end for start, end in going_on.items()):
            return "next"
        if self._told_last(word.sentence) in going_on and not self.told[word.sentence]:
            return "after"
        if word.sentence - 1 in going_on:
            return "told"
        return "before" if word.sentence + 1 in going_on else "far"

    def _of_topic(self, occasion: Occasion, topic: Topic, told: list[tuple[str, Word]]) -> dict[str, float]:
        plain = [(zone, word) for zone, word in told if not word.office and not word.hint]
        hints = Counter(zone for zone, word in told if word.hint and not word.office)
        main = "main " if occasion.main else "other "
        count = Counter(zone for zone, _ in plain)
        features = {zone: math.log1p(count[zone]) for zone in ZONES if count[zone]}
        features |= {main + zone + " count": math.log1p(count[zone]) for zone in ZONES if count[zone]}
        spread = len({word.sentence for _, word in plain})
        best = next((zone for zone in ZONES if count[zone]), None)
        if best:
            features["spread"] = math.log(spread)
            features[main + "spread"] = math.log(spread)
            features["about"] = float(any(word.about for zone, word in plain if zone in NEAR))
            features[main + "about"] = features["about"]
            features["early"] = float(min(word.sentence for _, word in plain) <= 2)
            features[main + best] = 1.0
            features["about " + best] = float(any(word.about for zone, word in plain if zone == best))
            features["quoted " + best] = float(all(word.quoted for zone, word in plain if zone == best))
            features["forms"] = math.log(len({word.form for _, word in plain}))
            features["share"] = self.counts[topic] / sum(self.counts.values())
            features[main + "share"] = features["share"]
            features["title"] = float(any(word.sentence == self.a.title for _, word in plain))
            features[main + "title"] = features["title"]
            features["alone " + best] = float(len(self.occasions) == 1)
            features["many " + best] = float(len(self.occasions) > 4)
        features |= {"hint " + zone: math.log1p(hints[zone]) for zone in ZONES if hints[zone]}
        nearest = next((zone for zone in ZONES if hints[zone]), None)
        if nearest:
            features[main + "hint " + nearest] = 1.0
            features["about hint"] = float(any(word.about for zone, word in told if word.hint and zone in NEAR))
        offices = {zone for zone, word in told if word.office}
        features["office"] = float(bool(offices & {"frame", "sentence"}))
        return {name: value for name, value in features.items() if value}
