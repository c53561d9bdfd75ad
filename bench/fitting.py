"""Ridge logistic regression: of single cases, and of choices between several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

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
    """The weights of a model of whether a case is right, by Newton's method; ``ridge`` draws all but the bias to zero."""
    names, x, y = _matrix(cases)
    w = np.zeros(x.shape[1])
    penalty = np.diag([0.01] + [ridge] * len(names))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < _NEAR:
            break
    return _named(names, w)


def fit_choice(cases: Sequence[Case], ridge: float, *, none: bool) -> dict[str, float]:
    """The weights of a model of which case of a choice is right; with ``none`` there may be none (whose score is 0), else choices without a
    right one are left out."""
    names, x, y = _matrix(cases)
    _, choice = np.unique([case.choice for case in cases], return_inverse=True)
    right = np.bincount(choice, y)[choice]
    told = np.ones(len(y)) if none else (right > 0).astype(float)
    target = y / np.maximum(1, right)
    w = np.zeros(x.shape[1])
    penalty = np.diag([0.01 if none else ridge] + [ridge] * len(names))
    for _ in range(_STEPS):
        odds = np.exp(np.clip(x @ w, -30, 30))
        p = odds / (np.bincount(choice, odds) + float(none))[choice] * told
        mean = np.zeros((choice.max() + 1, x.shape[1]))
        np.add.at(mean, choice, x * p[:, None])
        step = np.linalg.solve(x.T @ (x * p[:, None]) - mean.T @ mean + penalty, x.T @ (target * told - p) - penalty @ w)
        w += step
        if np.abs(step).max() < _NEAR:
            break
    return _named(names, w)


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
