"""Where what a document names stands against the tellings of an engagement, as numbers that mean the same in every language."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from dragoman.language.analysis import Analysis, Mention, within
from dragoman.language.phrases import Match
from dragoman.reading.attachments.tree import Tree
from dragoman.reading.cues import words
from dragoman.reading.frames import Frame
from dragoman.reading.occasion import Occasion
from dragoman.reading.told import owns

BEFORE, AFTER = 2, 4
"""Sentences before and behind a telling in which what belongs to it may be named."""
LEAD = 4
"""Sentences in which a document says what it is about."""
_TELLINGS = 8
"""So many tellings of an occasion are looked at: a long text must not cost the square of its length."""
_BESIDE = 6
"""Tokens between a day and the word that says what began or ended on it; twice as many in a script without spaces."""

M = TypeVar("M", bound=Mention)


class Positions:
    """The places of a document's tokens, seen from its occasions."""

    def __init__(self, analysis: Analysis, occasions: Sequence[Occasion]) -> None:
        self.a = analysis
        self._starts = [sentence.first for sentence in analysis.sentences]
        self._cues = sorted((frame.cue.first, number) for number, o in enumerate(occasions) for frame in o.frames)
        self._number = {id(o): number for number, o in enumerate(occasions)}
        self._trees: dict[int, Tree] = {}
        self._places: dict[int, bool] = {}
        self._edges: dict[tuple[int, int], str] = {}
        self._states: dict[int, list[Match[str]]] = {}
        self._quoted = [quotation.start for quotation in analysis.quotations]
        self._seen: dict[tuple[int, int, int], dict[str, float]] = {}

    def sentence(self, token: int) -> int:
        """The index of the sentence that holds a token, or that stands before it where it lies outside all."""
        return max(0, bisect_right(self._starts, token) - 1)

    def around(self, occasion: Occasion, mentions: Sequence[M]) -> list[M]:
        """The mentions near a telling of an occasion, and those of the document's lead."""
        sentences = {i for frame in tellings(occasion) for i in range(frame.sentence - BEFORE, frame.sentence + AFTER + 1)}
        found: list[M] = []
        for index in sorted(sentences | set(range(LEAD)) | ({self.a.title} if self.a.title is not None else set())):
            if 0 <= index < len(self.a.sentences):
                found += within(mentions, self.a.sentences[index].first, self.a.sentences[index].last)
        return found

    def seen(self, occasion: Occasion, mentions: Iterable[Mention]) -> dict[str, float]:
        """How near some mentions of one thing come to an occasion: each feature the greatest over mentions and tellings."""
        best: dict[str, float] = {}
        for mention in mentions:
            place = (self._number[id(occasion)], mention.first, mention.last)
            if place not in self._seen:
                self._seen[place] = self._one(occasion, mention)
            for name, value in self._seen[place].items():
                if value > best.get(name, 0.0):
                    best[name] = value
        return best

    def _one(self, occasion: Occasion, mention: Mention) -> dict[str, float]:
        """How near one mention comes to an occasion."""
        index = self.sentence(mention.first)
        best = {"lead": float(index < LEAD), "title": float(index == self.a.title), "located": float(self.located(mention))}
        for frame in tellings(occasion):
            if -BEFORE <= index - frame.sentence <= AFTER:
                for name, value in self._against(frame, occasion, mention, index).items():
                    best[name] = max(value, best.get(name, 0.0))
        return best

    def _against(self, frame: Frame, occasion: Occasion, mention: Mention, index: int) -> dict[str, float]:
        here, apart = index == frame.sentence, index - frame.sentence
        clear = not self._others_between(frame.cue.first, mention.first, occasion)
        found = {
            "paragraph": float(self.a.sentences[index].paragraph == self.a.sentences[frame.sentence].paragraph),
            "just before": float(apart == -1),
            "next": float(apart == 1),
            "goes on": float(apart > 0 and clear),
            "same voice": float(self._quotation(mention.first) == self._quotation(frame.cue.first)),
        }
        if not here:
            return found
        scale = 8.0 if self.a.tokens[mention.first].unspaced else 4.0
        gap = max(0, mention.first - frame.cue.last, frame.cue.first - mention.last)
        found |= {
            "sentence": 1.0,
            "frame": float(frame.first <= mention.first < frame.last),
            "clear": float(clear),
            "behind": float(mention.first >= frame.cue.first),
            "near": 1 / (1 + gap / scale),
            "located here": float(self.located(mention)),
        }
        if frame.cue.telling:
            owned = owns(self.a, frame.cue.telling, mention)
            found |= {"owned": owned, "not owned": 1 - owned}
        return found | self._tree(index).path(frame.cue, mention)

    def _others_between(self, left: int, right: int, occasion: Occasion) -> bool:
        """Whether a cue of another occasion stands between two tokens."""
        low, high = min(left, right), max(left, right)
        first = bisect_left(self._cues, (low, -1))
        own = self._number[id(occasion)]
        return any(number != own for _, number in self._cues[first : bisect_left(self._cues, (high, -1))][:20])

    def _quotation(self, token: int) -> int:
        start = self.a.tokens[token].start
        at = bisect_right(self._quoted, start) - 1
        return at if at >= 0 and start < self.a.quotations[at].end else -1

    def located(self, mention: Mention) -> bool:
        """Whether a word of place stands in front of a mention (over an article), or is glued behind."""
        if mention.first not in self._places:
            self._places[mention.first] = self._at_place(mention)
        return self._places[mention.first]

    def _at_place(self, mention: Mention) -> bool:
        sentence, known, tokens = self.a.sentences[self.sentence(mention.first)], words(self.a.lexicon), self.a.tokens
        if known.place_after.at(tokens, mention.last, sentence.last) is not None:
            return True
        before = known.place.find_all(tokens, max(sentence.first, mention.first - 4), mention.first)
        same = self.a.lexicon.relations.same
        return any(m.last == mention.first or (m.last == mention.first - 1 and tokens[m.last].form in same) for m in before)

    def edge(self, mention: Mention) -> str:
        """Whether the nearest word beside a date says that something began on it (``opening``) or ended (``closing``); else nothing."""
        place = (mention.first, mention.last)
        if place not in self._edges:
            self._edges[place] = self._beside(mention)
        return self._edges[place]

    def _beside(self, mention: Mention) -> str:
        sentence, tokens = self.a.sentences[self.sentence(mention.first)], self.a.tokens
        reach = 2 * _BESIDE if tokens[mention.first].unspaced else _BESIDE
        others = within(self.a.dates, sentence.first, sentence.last)
        low = max([sentence.first, mention.first - reach, *(d.last for d in others if d.last <= mention.first)])
        high = min([sentence.last, mention.last + reach, *(d.first for d in others if d.first >= mention.last)])
        found = words(self.a.lexicon).edges.find_all(tokens, low, high)
        beside = [m for m in found if m.last <= mention.first or m.first >= mention.last]
        return min(beside, key=lambda m: max(m.first - mention.last, mention.first - m.last), default=Match(0, 0, "")).value

    def inside(self, frame: Frame, mentions: Sequence[M]) -> Sequence[M]:
        """The mentions in a telling's own words."""
        return within(mentions, frame.first, frame.last)

    def states(self, index: int) -> list[Match[str]]:
        """The words of status in a sentence."""
        if index not in self._states:
            sentence = self.a.sentences[index]
            found = words(self.a.lexicon).status.find(self.a.tokens, sentence.first, sentence.last)
            self._states[index] = [m for m in found if m.value]
        return self._states[index]

    def _tree(self, index: int) -> Tree:
        if index not in self._trees:
            found = self.a.parses[index].words if index < len(self.a.parses) else ()
            self._trees[index] = Tree(found, self.a)
        return self._trees[index]


def tellings(occasion: Occasion) -> list[Frame]:
    """The tellings of an occasion that are looked at."""
    return occasion.frames[:_TELLINGS]
