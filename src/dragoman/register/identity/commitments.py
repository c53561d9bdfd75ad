"""What became of a commitment: open, fulfilled, overdue on a given day, or superseded, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from dragoman.register.identity import keeping, promises
from dragoman.register.identity.accounts import Account, Promise

State = Literal["open", "fulfilled", "overdue", "superseded"]


@dataclass(frozen=True)
class Outcome:
    """The state, why, and the ids of the accounts of engagements that kept the commitment."""

    state: State
    why: str
    kept: tuple[str, ...] = ()


def outcome(
    group: Sequence[Promise],
    candidates: Iterable[Account],
    others: Iterable[Promise],
    fulfilled: str | None,
    kept: Sequence[str],
    today: Day,
) -> Outcome:
    """The state of a commitment on a day.

    ``group`` are its accounts in canonical order, ``candidates`` accounts of engagements that may have kept it, ``others`` promises of
    other commitments of the same documents, ``fulfilled`` the human decision that says it was kept and ``kept`` the engagement's
    accounts that it names."""
    if fulfilled:
        return Outcome("fulfilled", f"decision {fulfilled}", tuple(kept))
    reasons = {account.id: reason for account in candidates for promise in group if (reason := keeping.keeps(promise, account))}
    told = next((promise for promise in group if promise.entry.status == "fulfilled"), None)
    if told:
        return Outcome("fulfilled", f"reported as fulfilled in {told.label}", tuple(sorted(reasons)))
    if reasons:
        return Outcome("fulfilled", "; ".join(sorted(set(reasons.values()))), tuple(sorted(reasons)))
    broken = next((promise for promise in group if promise.entry.status == "broken"), None)
    if broken and (instead := _instead(group, others)):
        return Outcome("superseded", f"not kept ({broken.label}); taken up again in {instead.label}")
    due = [day for promise in group if (day := keeping.deadline(promise.entry.due))]
    if broken or (due and max(due) < today):
        return Outcome("overdue", f"reported as not kept in {broken.label}" if broken else f"due {max(due)}")
    return Outcome("open", f"due {max(due)}" if due else "no due date")


def _instead(group: Sequence[Promise], others: Iterable[Promise]) -> Promise | None:
    """A promise on the same matter in another commitment that stands."""
    for other in sorted(others, key=lambda promise: promise.order):
        if other.entry.status == "broken":
            continue
        for mine in group:
            weight, share, _ = promises.shared(mine.gist.words, other.gist.words)
            if weight >= 0.9 and share >= 0.4:
                return other
    return None
