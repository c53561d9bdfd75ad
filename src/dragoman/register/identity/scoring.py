"""What speaks for and against two entries being one, kept with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """The sum of what speaks for (positive) and against (negative) two nodes being one, and each reason with its weight.

    The weights are natural log-odds by judgement: +1 makes a join nearly three times as likely."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        return f"{self.score:+.1f} = " + ", ".join(f"{reason} {weight:+.1f}" for reason, weight in self.reasons)


class Weighing:
    """Collects reasons; `match` sums them."""

    def __init__(self) -> None:
        self.reasons: list[tuple[str, float]] = []

    def add(self, reason: str, weight: float) -> None:
        self.reasons.append((reason, weight))

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.reasons)

    def match(self) -> Match:
        return Match(round(self.score, 3), tuple(self.reasons))


Scorer = Callable[[str, str], float | None]
"""Two node ids to the score of their match; None where they can never be one."""
