"""Ridge logistic regression: of single cases, and of choices between several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from numpy.linalg import solve

Array = npt.NDArray[np.float64]
T = TypeVar("T")
FOLDS = 10
_STEPS = 30
_NEAR = 1e-4
"""A step so small ends the search."""


@dataclass(frozen=True)
class Case:
    """Something to be judged: its features, whether it is right, and of what choice between several it is one."""

    features: Mapping[str, float]
    right: bool
    choice: int = 0


def folds(documents: Sequence[T]) -> Iterator[tuple[list[T], list[T]]]:
    """For cross-validation: ten times the documents to be taught with, and the tenth of them that is left out."""
    for fold in range(FOLDS):
        yield [document for i, document in enumerate(documents) if i % FOLDS != fold], list(documents[fold::FOLDS])


def fit(cases: Sequence[Case], ridge: float) -> dict[str, float]:
    """The weights of a model of whether a case is right; ``ridge`` draws all but the bias to zero."""
    names, x, y = _matrix(cases)
    penalty = np.array([0.01] + [ridge] * len(names))

    def loss(w: Array) -> float:
        scores = np.clip(x @ w, -30, 30)
        return float(np.logaddexp(0, scores).sum() - y @ scores + penalty @ w**2 / 2)

    def step(w: Array) -> Array:
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        return solve(x.T @ (x * (p * (1 - p))[:, None]) + np.diag(penalty), x.T @ (y - p) - penalty * w)

    return _named(names, _least(loss, step, np.zeros(x.shape[1])))


def fit_choice(cases: Sequence[Case], ridge: float, *, none: bool) -> dict[str, float]:
    """The weights of a model of which case of a choice is right; with ``none`` there may be none (whose score is 0), else choices without a
    right one are left out."""
    names, x, y = _matrix(cases)
    _, choice = np.unique([case.choice for case in cases], return_inverse=True)
    right = np.bincount(choice, y)[choice]
    told = np.ones(len(y)) if none else (right > 0).astype(float)
    target = told * y / np.maximum(1, right)
    each = np.bincount(choice, told) > 0
    penalty = np.array([0.01 if none else ridge] + [ridge] * len(names))

    def loss(w: Array) -> float:
        scores = np.clip(x @ w, -30, 30)
        odds = np.bincount(choice, np.exp(scores)) + float(none)
        return float(np.log(odds)[each].sum() - target @ scores + penalty @ w**2 / 2)

    def step(w: Array) -> Array:
        odds = np.exp(np.clip(x @ w, -30, 30))
        p = odds / (np.bincount(choice, odds) + float(none))[choice] * told
        mean = np.zeros((choice.max() + 1, x.shape[1]))
        np.add.at(mean, choice, x * p[:, None])
        return solve(x.T @ (x * p[:, None]) - mean.T @ mean + np.diag(penalty), x.T @ (target - p) - penalty * w)

    return _named(names, _least(loss, step, np.zeros(x.shape[1])))


def _least(loss: Callable[[Array], float], step: Callable[[Array], Array], w: Array) -> Array:
    """Where a convex loss is least, by Newton's steps, each halved until it leads down."""
    for _ in range(_STEPS):
        forward = step(w)
        while np.abs(forward).max() >= _NEAR and loss(w + forward) > loss(w):
            forward = forward / 2
        w = w + forward
        if np.abs(forward).max() < _NEAR:
            break
    return w


def _matrix(cases: Sequence[Case]) -> tuple[list[str], Array, Array]:
    """The names of the features; the cases [cases, 1 + features], with a column of ones in front; whether each is right [cases]."""
    names = sorted({name for case in cases for name in case.features})
    column = {name: number for number, name in enumerate(names, 1)}
    x = np.zeros((len(cases), len(names) + 1))
    x[:, 0] = 1.0
    for row, case in zip(x, cases, strict=True):
        for name, value in case.features.items():
            row[column[name]] = value
    return names, x, np.array([float(case.right) for case in cases])


def _named(names: list[str], w: Array) -> dict[str, float]:
    return {name: round(float(v), 4) for name, v in zip(["bias", *names], w, strict=True)}
