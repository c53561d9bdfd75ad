"""Whether what a frame tells was held, planned, proposed or called off: the status words around its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.analysis import Analysis
from dragoman.language.phrases import Match
from dragoman.reading.cues import status_of, words

if TYPE_CHECKING:
    from dragoman.reading.frames import Frame

_NEAR = 14
"""Tokens from its cue within which a word of planning or holding counts; words of cancelling and denying count anywhere in the frame."""
_ORDER = {"denied": 0, "cancelled": 1, "proposed": 2, "planned": 3, "held": 4}


class Statuses:
    """The statuses of frames, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.words = words(analysis.lexicon)

    def decide(self, frame: Frame) -> None:
        """Set a frame's status by the status word nearest to the cue; cancelling and denying win over planning, planning over a plain past.

        Where the verb ends the clause, the nearest alone decides, or for a clause that has none the sentence's last.
        """

        wide = 3 if self.a.tokens[frame.cue.first].unspaced else 1
        told = [m for m in self.words.status.find_all(self.a.tokens, frame.first, frame.last) if m.value]
        near = [m for m in told if self._distance(frame, m) <= _NEAR * wide or _ORDER[m.value] < 2]
        if self.a.lexicon.writing.verb_final:
            near = self._by_last_verb(frame)
        if near:
            far = {m: self._distance(frame, m) for m in near}
            best = min(near, key=lambda m: (_ORDER[m.value] > 3, far[m] > 6 * wide, _ORDER[m.value], far[m]))
            frame.status, frame.told_status = status_of(best.value), True

    def _distance(self, frame: Frame, match: Match[str]) -> int:
        return max(0, frame.cue.first - match.last, match.first - frame.cue.last)

    def _by_last_verb(self, frame: Frame) -> list[Match[str]]:
        """The status words that decide where the verb ends the clause."""
        told = [m for m in self.words.status.find_all(self.a.tokens, frame.first, max(frame.last, frame.until)) if m.value]
        final = [m for m in self.words.status.find(self.a.tokens, frame.last, self.a.sentences[frame.sentence].last) if m.value]
        nearest = min(told, key=lambda m: (self._distance(frame, m), _ORDER[m.value]), default=None)
        called_off = [m for m in told if _ORDER[m.value] < 2 and m.first >= frame.cue.last]
        if nearest and nearest.value != "held" and called_off:
            return called_off
        if nearest is None or self.words.place_after.at(self.a.tokens, frame.cue.last, frame.last):
            return final[-1:] or ([nearest] if nearest else [])
        return [nearest]
