"""Scores of a window → the words that tell of something, what belongs to them, and names of channels and events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.language.encoder import labels
from dragoman.language.encoder.pieces import Window
from dragoman.language.encoder.types import OccasionName, Telling, Word

Array = NDArray[np.float32]
LEAST = 0.1
"""The least probability with which a word is passed on, and a stretch as belonging to it: the reading decides by what else it sees."""
STATUS_FROM = 1 + len(labels.TELLINGS)
OCCASION_FROM = STATUS_FROM + len(labels.TELLING_STATUSES)


def tellings(window: Window, words: Sequence[Word], told: Array, belonging: Array) -> list[Telling]:
    """The words of a window that tell of something. Told: [pieces, columns]; belonging: [pieces that belong, pieces that tell]."""
    kinds = _shares(told[:, :STATUS_FROM])
    chances = 1 - kinds[:, 0]
    out: list[Telling] = []
    for word, pieces in _by_word(window, words, np.flatnonzero(chances >= LEAST).tolist()):
        piece = max(pieces, key=lambda i: float(chances[i]))
        statuses = _shares(told[piece, STATUS_FROM:OCCASION_FROM])
        owned = 1 / (1 + np.exp(-belonging[:, piece]))
        out.append(
            Telling(
                window.spans[piece][0],
                word.end,
                {kind: round(float(kinds[piece, i]), 4) for i, kind in enumerate(labels.TELLINGS, 1)},
                {status: round(float(statuses[i]), 4) for i, status in enumerate(labels.TELLING_STATUSES)},
                tuple(
                    (start, end, round(float(owned[i]), 4))
                    for i in np.flatnonzero(owned >= LEAST).tolist()
                    if (start := window.spans[i][0]) < (end := window.spans[i][1])
                ),
            )
        )
    return out


def occasions(window: Window, words: Sequence[Word], told: Array) -> list[OccasionName]:
    """Names of channels and events: each begun by its first piece's best tag, with the word that holds it, and continued as long as the
    tags go on."""
    begins = [word.start for word in words]
    shares = _shares(told[:, OCCASION_FROM:])
    best = shares.argmax(axis=1).tolist()
    out: list[OccasionName] = []
    i = 0
    while i < len(best):
        tag, first = best[i], i
        i += 1
        if tag == 0 or window.spans[first][0] == window.spans[first][1]:
            continue
        kind = (tag - 1) // 2
        while i < len(best) and best[i] == 2 + 2 * kind:
            i += 1
        sure = float(shares[first:i, 1 + 2 * kind : 3 + 2 * kind].sum(axis=1).mean())
        at = max(0, bisect_right(begins, window.spans[first][0]) - 1)
        start = begins[at] if begins and begins[at] <= window.spans[first][0] else window.spans[first][0]
        if not out or out[-1].end <= start:
            out.append(OccasionName(start, window.spans[i - 1][1], labels.OCCASIONS[kind], round(sure, 4)))
    return out


def _by_word(window: Window, words: Sequence[Word], pieces: list[int]) -> list[tuple[Word, list[int]]]:
    """The pieces that lie in each word, for words that hold any."""
    out: list[tuple[Word, list[int]]] = []
    rest = iter(words)
    word = next(rest, None)
    for piece in pieces:
        start, end = window.spans[piece]
        while word is not None and word.end <= start:
            word = next(rest, None)
        if word is None or start == end:
            continue
        if out and out[-1][0] is word:
            out[-1][1].append(piece)
        else:
            out.append((word, [piece]))
    return out


def _shares(scores: Array) -> NDArray[np.float64]:
    """Softmax over the last axis."""
    raised = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return shares
