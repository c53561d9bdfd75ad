"""Decoding: the best sequence of name tags and the best tree, against trying everything. Needs no model."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.encoder import labels, names
from dragoman.language.encoder.tree import heads

LOW = -1e4
ALLOWED = np.array([[0.0 if labels.may_follow(a, b) else LOW for b in range(labels.NAME_TAGS)] for a in range(labels.NAME_TAGS)])
CHAIN = names.Chain(ALLOWED, ALLOWED[labels.OUTSIDE], ALLOWED[:, labels.OUTSIDE])


def value(scores: np.ndarray, tags: tuple[int, ...]) -> float:
    """Score of a whole sequence."""
    steps = sum(CHAIN.step[a, b] for a, b in pairwise(tags))
    return float(CHAIN.start[tags[0]] + sum(scores[i, t] for i, t in enumerate(tags)) + steps + CHAIN.stop[tags[-1]])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 3))
def test_names_are_those_of_the_best_sequence(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (length, labels.NAME_TAGS))
    padded = np.concatenate([scores, np.full((2, labels.NAME_TAGS), 50.0)])
    (found,) = names.find(padded[None], np.array([length]), CHAIN)
    ways = {tags: value(scores, tags) for tags in product(range(labels.NAME_TAGS), repeat=length)}
    ways = {tags: v for tags, v in ways.items() if v > LOW / 2}
    best = max(ways, key=lambda tags: ways[tags])
    assert [(n.first, n.last, n.kind) for n in found] == names.places(np.array(best))
    total = np.logaddexp.reduce(list(ways.values()))
    for name in found:
        place = (name.first, name.last, name.kind)
        sure = np.logaddexp.reduce([v for tags, v in ways.items() if place in names.places(np.array(tags))])
        assert name.probability == pytest.approx(np.exp(sure - total), rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 4))
def test_heads_are_those_of_the_best_tree(seed: int, count: int) -> None:
    arcs = np.random.default_rng(seed).normal(0, 1, (count, count + 1))
    best = max((c for c in product(range(-1, count), repeat=count) if is_tree(c)), key=lambda c: worth(arcs, c))
    found = heads(arcs)
    assert is_tree(tuple(found))
    root = found.index(-1)
    same_root = [c for c in product(range(-1, count), repeat=count) if is_tree(c) and c[root] == -1]
    assert worth(arcs, tuple(found)) == pytest.approx(max(worth(arcs, c) for c in same_root))
    assert worth(arcs, tuple(found)) <= worth(arcs, best) + 1e-9


def worth(arcs: np.ndarray, tree: tuple[int, ...]) -> float:
    return float(sum(arcs[word, head + 1] for word, head in enumerate(tree)))


def is_tree(found: tuple[int, ...]) -> bool:
    """One root, and every word hangs on it."""
    if sum(head == -1 for head in found) != 1:
        return False
    for word in range(len(found)):
        at, steps = word, 0
        while at != -1 and steps <= len(found):
            at, steps = found[at], steps + 1
        if at != -1:
            return False
    return True


def test_no_words_no_tree() -> None:
    assert heads(np.zeros((0, 1), np.float32)) == []
