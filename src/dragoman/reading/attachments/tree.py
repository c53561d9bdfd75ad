"""How two stretches of a sentence hang together in its grammatical tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dragoman.language.analysis import Analysis, Mention
from dragoman.language.encoder.types import Word

_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("obj", "iobj")
_CLAUSES = ("advcl", "ccomp", "xcomp", "acl", "parataxis", "csubj")
_DEEPEST = 40


class Tree:
    """The grammatical tree of a sentence, if a model has made one."""

    def __init__(self, found: tuple[Word, ...], analysis: Analysis) -> None:
        self._words = found
        self._starts = [word.start for word in found]
        self._tokens = analysis.tokens

    def path(self, cue: Mention, mention: Mention) -> dict[str, float]:
        """How a mention hangs on a cue: the length of the way, what it is to the cue, and whether the way leaves a clause."""
        above, below = self._ancestors(cue), self._ancestors(mention)
        if not above or not below:
            return {}
        common = next((word for word in below if word in above), None)
        if common is None:
            return {"parsed": 1.0}
        up, down = above.index(common), below.index(common)
        relations = [self._words[i].relation.split(":")[0] for i in below[:down]]
        found = {
            "parsed": 1.0,
            "tree near": 1 / (1 + up + down),
            "tree below": float(up == 0),
            "tree clause": float(any(r in _CLAUSES for r in relations)),
        }
        if down and up <= 1:
            top = relations[-1]
            found |= {
                "tree subject": float(top in _SUBJECTS),
                "tree object": float(top in _OBJECTS),
                "tree oblique": float(top == "obl"),
                "tree modifier": float(top in ("nmod", "compound", "amod")),
            }
        return found

    def _ancestors(self, mention: Mention) -> list[int]:
        """The highest word of a range of tokens, its head, the head's head …"""
        start, end = self._tokens[mention.first].start, self._tokens[mention.last - 1].end
        inside = range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end))
        top = next((i for i in inside if self._words[i].head not in inside), None)
        way: list[int] = []
        while top is not None and top >= 0 and len(way) < _DEEPEST and top not in way:
            way.append(top)
            top = self._words[top].head
        return way
