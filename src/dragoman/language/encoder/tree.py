"""Dependency heads from scores: each word's best head, made into a tree with one root where they are not one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
FORBIDDEN = -1e9


def heads(arcs: Array) -> list[int]:
    """The head of each word (index of a word, -1 for the root): the root is the word that gains most by being it, the rest the best tree.

    Arcs: [words, 1 + words], the score of each word's head being the root (column 0) or a word (its index + 1).
    """
    count = len(arcs)
    if count == 0:
        return []
    scores = np.full((count + 1, count + 1), FORBIDDEN, np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, FORBIDDEN)
    lead = scores[1:, 0] - scores[1:, 1:].max(axis=1) if count > 1 else scores[1:, 0]
    root = 1 + int(lead.argmax())
    scores[1:, 0] = FORBIDDEN
    scores[root] = FORBIDDEN
    scores[root, 0] = 0.0
    return [head - 1 for head in _spanning(scores)[1:]]


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu and Edmonds: the best tree from node 0. Scores: [dependents, heads]; returns the head of every node (0's own is 0)."""
    best = scores.argmax(axis=1)
    best[0] = 0
    cycle = _cycle(best)
    if not cycle:
        return [int(h) for h in best]
    inside = np.array(cycle)
    outside = np.array([n for n in range(len(best)) if n not in set(cycle)])
    size = len(outside)
    smaller = np.full((size + 1, size + 1), FORBIDDEN)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    # Into the cycle: what breaking it at this node gains. Out of it: its best member.
    into = scores[np.ix_(inside, outside)] - scores[inside, best[inside]][:, None]
    smaller[size, :size] = into.max(axis=0)
    out_of = scores[np.ix_(outside, inside)]
    smaller[:size, size] = out_of.max(axis=1)
    np.fill_diagonal(smaller, FORBIDDEN)
    solved = _spanning(smaller)
    result = best.copy()
    for place, node in enumerate(outside[1:], 1):
        head = solved[place]
        result[node] = outside[head] if head < size else inside[out_of[place].argmax()]
    entry = solved[size]
    result[inside[into[:, entry].argmax()]] = outside[entry]
    return [int(h) for h in result]


def _cycle(best: NDArray[np.int64]) -> list[int]:
    """Nodes of one cycle in the heads, or none."""
    state = [0] * len(best)
    state[0] = 2
    for start in range(1, len(best)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(best[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return []
