"""Logistic models over named features, whose weights bench/ fits on the gold corpus and stores in JSON files beside the modules."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import repeat
from operator import mul

Features = Mapping[str, float]
"""Each between 0 and 1 or a small count; one that is left out is 0."""
Weights = Mapping[str, float]


@lru_cache(maxsize=8)
def weights(file: str) -> dict[str, dict[str, float]]:
    """The models of a file of this package, by name."""
    loaded: dict[str, dict[str, float]] = json.loads(resources.files("dragoman.reading").joinpath(file).read_text("utf-8"))
    return loaded


def score(model: Weights, features: Features) -> float:
    """The logarithm of the odds that a model gives to a case with some features, within ±30."""
    total: float = model.get("bias", 0.0) + sum(map(mul, map(model.get, features, repeat(0.0)), features.values()))
    return max(-30.0, min(30.0, total))


def probability(model: Weights, features: Features) -> float:
    """What a model says of a case with some features: between 0 and 1."""
    return 1 / (1 + math.exp(-score(model, features)))


def shares(model: Weights, cases: Sequence[Features], *, none: bool) -> list[float]:
    """The probabilities of cases of which one is right, or with ``none`` at most one: none's score is 0."""
    scores = [score(model, features) for features in cases]
    highest = max(scores, default=0.0)
    odds = [math.exp(one - highest) for one in scores]
    total = sum(odds) + (math.exp(-highest) if none else 0.0)
    return [one / total for one in odds]
