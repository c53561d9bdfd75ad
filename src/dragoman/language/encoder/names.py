"""Names from scores: the best allowed sequence of tags of each sentence, and how likely each name in it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.language.encoder import labels

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of one tag after another [tags, tags], of starting and of stopping with a tag [tags]; very low where forbidden."""

    step: Array
    start: Array
    stop: Array


@dataclass(frozen=True, slots=True)
class Found:
    """A name over pieces first..last (both in it); probability under the chain, not calibrated."""

    first: int
    last: int
    kind: int
    probability: float


def find(scores: Array, lengths: NDArray[np.int64], chain: Chain) -> list[list[Found]]:
    """Names of each sentence. Scores: [sentences, pieces, tags], padded at the end; what pads is never looked at."""
    tags = _best(scores, lengths, chain)
    ahead, total = _ahead(scores, lengths, chain)
    behind = _behind(scores, lengths, chain)
    out: list[list[Found]] = []
    for row, length in enumerate(lengths):
        one = (scores[row], ahead[row], behind[row], float(total[row]))
        out.append([_measured(place, one, chain) for place in places(tags[row, :length])])
    return out


def places(tags: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """First piece, last piece and kind of each name in an allowed sequence."""
    out: list[tuple[int, int, int]] = []
    first = 0
    for i in np.flatnonzero(tags).tolist():
        kind, place = divmod(int(tags[i]) - 1, 4)
        if place in (labels.BEGIN, labels.SINGLE):
            first = i
        if place in (labels.END, labels.SINGLE):
            out.append((first, i, kind))
    return out


def _measured(place: tuple[int, int, int], sentence: tuple[Array, Array, Array, float], chain: Chain) -> Found:
    """The probability of exactly this name, summed over all that the rest of the sentence may be."""
    first, last, kind = place
    scores, ahead, behind, total = sentence
    names = (
        [labels.tag(kind, labels.SINGLE)]
        if first == last
        else [labels.tag(kind, labels.BEGIN), *[labels.tag(kind, labels.INSIDE)] * (last - first - 1), labels.tag(kind, labels.END)]
    )
    value = float(ahead[first, names[0]]) + float(behind[last, names[-1]])
    for i, (before, after) in enumerate(pairwise(names), first + 1):
        value += float(chain.step[before, after]) + float(scores[i, after])
    return Found(first, last, kind, float(np.exp(min(value - total, 0.0))))


def _best(scores: Array, lengths: NDArray[np.int64], chain: Chain) -> NDArray[np.int64]:
    """Viterbi: tags [sentences, pieces]."""
    size, longest, tags = scores.shape
    back = np.empty((size, longest, tags), np.int64)
    value = scores[:, 0] + chain.start
    finals = np.where((lengths == 1)[:, None], value, 0.0)
    for i in range(1, longest):
        ways = value[:, :, None] + chain.step
        back[:, i] = ways.argmax(axis=1)
        value = ways.max(axis=1) + scores[:, i]
        finals = np.where((lengths == i + 1)[:, None], value, finals)
    out = np.zeros((size, longest), np.int64)
    tag = (finals + chain.stop).argmax(axis=1)
    rows = np.arange(size)
    for i in range(longest - 1, -1, -1):
        inside = i < lengths
        out[:, i] = np.where(inside, tag, labels.OUTSIDE)
        if i:
            tag = np.where(inside, back[rows, i, tag], tag)
    return out


def _sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis, keepdims=True)
    total: Array = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def _ahead(scores: Array, lengths: NDArray[np.int64], chain: Chain) -> tuple[Array, Array]:
    """Forward sums [sentences, pieces, tags], and of whole sentences [sentences]."""
    out = np.empty_like(scores)
    out[:, 0] = scores[:, 0] + chain.start
    for i in range(1, scores.shape[1]):
        out[:, i] = _sum(out[:, i - 1, :, None] + chain.step, 1) + scores[:, i]
    return out, _sum(out[np.arange(len(out)), lengths - 1] + chain.stop, 1)


def _behind(scores: Array, lengths: NDArray[np.int64], chain: Chain) -> Array:
    """Backward sums [sentences, pieces, tags], each without its own piece's score."""
    out = np.empty_like(scores)
    value = np.broadcast_to(chain.stop, scores[:, 0].shape)
    for i in range(scores.shape[1] - 1, -1, -1):
        if i + 1 < scores.shape[1]:
            value = _sum(chain.step + (scores[:, i + 1] + value)[:, None, :], 2)
        value = np.where((i >= lengths - 1)[:, None], chain.stop, value)
        out[:, i] = value
    return out
