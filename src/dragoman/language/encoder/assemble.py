"""Scores of a window → words and names with their places in the text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language.encoder import labels
from dragoman.language.encoder.names import Found
from dragoman.language.encoder.pieces import Window
from dragoman.language.encoder.tree import heads
from dragoman.language.encoder.types import Name, Parse, Word

Array = NDArray[np.float32]
ROOT = labels.RELATIONS.index("root")
TAGS_FROM, DEPENDENT_FROM = 1, 1 + len(labels.PARTS_OF_SPEECH)
HEAD_FROM = DEPENDENT_FROM + len(labels.RELATIONS)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability under the chain → confidence: a line through the log-odds, fitted on sentences not trained on."""

    slope: float
    offset: float

    def __call__(self, probability: float) -> float:
        bounded = min(max(probability, 1e-6), 1 - 1e-6)
        return round(1 / (1 + math.exp(-self.slope * math.log(bounded / (1 - bounded)) - self.offset)), 4)


def words(window: Window, flat: Array, arcs: Array) -> list[Word]:
    """The words of a window as a tree. Flat: [pieces, columns]; arcs: [pieces, pieces], dependents by heads."""
    starts, ends = _starts(window, flat[:, 0])
    if not starts:
        return []
    at = np.array(starts)
    found = heads(arcs[np.ix_(at, np.concatenate([[0], at]))])
    head_rows = np.array([0 if head < 0 else starts[head] for head in found])
    scores = flat[at, DEPENDENT_FROM:HEAD_FROM] + flat[head_rows, HEAD_FROM:]
    scores[:, ROOT] = -np.inf
    relations = scores.argmax(axis=1).tolist()
    tags = flat[at, TAGS_FROM:DEPENDENT_FROM].argmax(axis=1).tolist()
    return [
        Word(window.spans[start][0], end, labels.PARTS_OF_SPEECH[tag], head, labels.RELATIONS[ROOT if head < 0 else relation])
        for start, end, tag, head, relation in zip(starts, ends, tags, found, relations, strict=True)
    ]


def _starts(window: Window, scores: Array) -> tuple[list[int], list[int]]:
    """Pieces at which words start, and the places where they end. A character split over pieces stays in one word."""
    starts: list[int] = []
    ends: list[int] = []
    for piece, ((start, end), score) in enumerate(zip(window.spans, scores.tolist(), strict=True)):
        if start == end:
            continue
        if not starts or (score > 0 and start >= ends[-1]):
            starts.append(piece)
            ends.append(end)
        else:
            ends[-1] = max(ends[-1], end)
    return starts, ends


def names(window: Window, found: list[Found], calibration: Calibration) -> list[Name]:
    """The names of a window."""
    out: list[Name] = []
    for name in found:
        start, end = window.spans[name.first][0], window.spans[name.last][1]
        if start < end and (not out or start >= out[-1].end):
            out.append(Name(start, end, labels.KINDS[name.kind], calibration(name.probability)))
    return out


def join(parts: Sequence[Parse]) -> Parse:
    """Windows of one sentence as one tree: roots of the later ones hang on the first one's as parataxis."""
    if len(parts) == 1:
        return parts[0]
    all_words: list[Word] = []
    root = -1
    for part in parts:
        before = len(all_words)
        for word in part.words:
            head = word.head + before if word.head >= 0 else root
            relation = word.relation if word.head >= 0 or root < 0 else "parataxis"
            all_words.append(Word(word.start, word.end, word.pos, head, relation))
        if root < 0:
            root = next((i for i, word in enumerate(all_words) if word.head < 0), -1)
    return Parse(
        tuple(all_words),
        tuple(name for part in parts for name in part.names),
        tuple(telling for part in parts for telling in part.tellings),
        tuple(occasion for part in parts for occasion in part.occasions),
    )
