"""Logistic models over named features, whose weights bench/ fits on the gold corpus and stores in JSON files beside the modules."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

Features = Mapping[str, float]
"""Each between 0 and 1 or a small count; one that is left out is 0."""
Weights = Mapping[str, float]


@lru_cache(maxsize=8)
def weights(file: str) -> dict[str, dict[str, float]]:
    """The models of a file of this package, by name."""
    loaded: dict[str, dict[str, float]] = json.loads(resources.files("dragoman.reading").joinpath(file).read_text("utf-8"))
    return loaded


def probability(model: Weights, features: Features) -> float:
    """What a model says of a case with some features: between 0 and 1."""
    score = model.get("bias", 0.0) + sum(model.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
