"""Grouping by average linkage, which looks only at what a likely pair connects."""

from __future__ import annotations

import math
import random
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.register.identity.cluster import Rules, cluster

LIKELY = 2


def scored(number: int, dice: random.Random) -> dict[tuple[int, int], int | None]:
    """Scores of all pairs of so many nodes, None for those that can never be one."""
    return {pair: dice.choice((None, -6, -1, 0, 1, 2, 3, 4, 6, 8)) for pair in combinations(range(number), 2)}


def naively(number: int, scores: dict[tuple[int, int], int | None]) -> list[list[int]]:
    """Average linkage as it is told: of all groups the two that belong together most, again and again."""
    groups = [[node] for node in range(number)]
    while True:
        found = []
        for one, two in combinations(groups, 2):
            between = [scores[min(pair), max(pair)] for pair in product(one, two)]
            told = [score for score in between if score is not None]
            if len(told) == len(between) and sum(told) / len(told) >= LIKELY:
                found.append((-sum(told) / len(told) - 0.1 * math.log(len(one) + len(two)), min(one), min(two)))
        if not found:
            return sorted(map(sorted, groups))
        _, x, y = min(found)
        one, two = (next(group for group in groups if node in group) for node in (x, y))
        groups = [group for group in groups if group not in (one, two)] + [one + two]


@settings(max_examples=150, deadline=None)
@given(number=st.integers(1, 12), seed=st.integers(0, 10**6))
def test_it_is_average_linkage_over_all_pairs(number: int, seed: int) -> None:
    scores = scored(number, random.Random(seed))
    names = [f"{node:02}" for node in range(number)]
    likely = [(names[a], names[b]) for (a, b), score in scores.items() if score is not None and score >= LIKELY]

    def score(a: str, b: str) -> float | None:
        return scores[min(int(a), int(b)), max(int(a), int(b))]

    found = cluster(names, likely, score, Rules(LIKELY))
    assert [[int(name) for name in group] for group in found] == naively(number, scores)


def test_of_a_large_component_little_is_compared() -> None:
    names = [f"{node:04}" for node in range(1000)]
    asked = []

    def score(a: str, b: str) -> float:
        asked.append((a, b))
        return 3.0 if abs(int(a) - int(b)) == 1 else -3.0

    groups = cluster(names, list(pairwise(names)), score, Rules(LIKELY))
    assert [len(group) for group in groups] == [2] * 500
    assert len(asked) == pytest.approx(2 * 1000, rel=0.5)
