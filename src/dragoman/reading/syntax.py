"""Who does what, by the grammatical trees of a trained model: the subject of the words at a place. Without a model nothing is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dragoman.language.analysis import Analysis
from dragoman.reading.spans import sentence_of, token_at

_SUBJECT = frozenset(("nsubj", "csubj"))
_SHARED = frozenset(("conj", "xcomp", "aux", "cop", "obj", "obl", "advcl", "fixed", "mark", "compound", "amod", "nmod", "case", "advmod"))
"""Relations over which a word has the subject of its head: "agreed and *decided*", "took a *decision*"."""
_CLAUSES = frozenset(("acl", "advcl", "parataxis", "ccomp", "xcomp", "csubj"))
"""Clauses inside a subject: whom they name is not the subject."""
_UP = 5
"""Steps from a word to the head whose subject it shares."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its head word's first token, and the tokens that belong to it, clauses inside left out."""

    head: int
    tokens: frozenset[int]


class Syntax:
    """The trees of a document's sentences."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self._children: dict[int, dict[int, list[int]]] = {}

    def subject(self, first: int, last: int) -> Subject | None:
        """The subject of the verb, or of the noun that a verb governs, in a range of tokens; None where the tree shows none."""
        index = sentence_of(self.a, first)
        if index is None or index >= len(self.a.parses) or not self.a.parses[index].words:
            return None
        found, top = self.a.parses[index].words, self._top(index, first, last)
        for _ in range(_UP):
            if top is None or top < 0:
                return None
            for child in self._below(index).get(top, []):
                if found[child].relation in _SUBJECT:
                    relative = found[child].pos == "PRON" and found[top].relation == "acl"
                    return self._of(index, found[top].head if relative else child)
            if found[top].relation == "acl":
                return self._of(index, found[top].head)
            if found[top].relation not in _SHARED:
                return None
            top = found[top].head
        return None

    def _of(self, index: int, head: int) -> Subject | None:
        if head < 0:
            return None
        found, below = self.a.parses[index].words, self._below(index)
        inside, waiting = [head], [head]
        while waiting:
            for child in below.get(waiting.pop(), []):
                if found[child].relation not in _CLAUSES:
                    inside.append(child)
                    waiting.append(child)
        tokens: set[int] = set()
        for word in (found[i] for i in inside):
            first = token_at(self.a, word.start)
            tokens.update(range(first, max(token_at(self.a, word.end), first + 1)))
        return Subject(token_at(self.a, found[head].start), frozenset(tokens))

    def _top(self, index: int, first: int, last: int) -> int | None:
        """The word of a range of tokens whose head lies outside it, a verb rather than another."""
        found = self.a.parses[index].words
        starts = [word.start for word in found]
        low = max(0, bisect_right(starts, self.a.tokens[first].start) - 1)
        inside = range(low, bisect_left(starts, self.a.tokens[last - 1].end))
        tops = [i for i in inside if found[i].head not in inside]
        return next((i for i in tops if found[i].pos == "VERB"), tops[0] if tops else None)

    def _below(self, index: int) -> dict[int, list[int]]:
        if index not in self._children:
            below: dict[int, list[int]] = {}
            for i, word in enumerate(self.a.parses[index].words):
                below.setdefault(word.head, []).append(i)
            self._children[index] = below
        return self._children[index]
