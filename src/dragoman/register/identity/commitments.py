"""What became of a commitment: open, fulfilled, overdue on a given day, or superseded, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from dragoman.register.identity import keeping, promises
from dragoman.register.identity.accounts import Account, Promise

State = Literal["open", "fulfilled", "overdue", "superseded"]


@dataclass(frozen=True)
class Outcome:
    """The state, why, and the ids of accounts of the engagement that kept the commitment."""

    state: State
    why: str
    kept: tuple[str, ...] = ()


def outcome(
    group: Sequence[Promise],
    candidates: Callable[[Promise], Iterable[Account]],
    others: Iterable[Promise],
    fulfilled: str | None,
    kept: Sequence[str],
    today: Day,
) -> Outcome:
    """The state of a commitment on a day.

    ``group`` are its accounts in canonical order, ``candidates`` gives to each of them accounts of engagements that may have kept it, the
    earlier first, ``others`` are promises of other commitments of the same documents, ``fulfilled`` is the human decision that says it was
    kept and ``kept`` the engagement's accounts that it names."""
    if fulfilled:
        return Outcome("fulfilled", f"decision {fulfilled}", tuple(kept))
    keeper = min((found for promise in group if (found := _first(promise, candidates(promise)))), default=None)
    by = (keeper[1],) if keeper else ()
    told = next((promise for promise in group if promise.entry.status == "fulfilled"), None)
    if told:
        return Outcome("fulfilled", f"reported as fulfilled in {told.label}", by)
    if keeper:
        return Outcome("fulfilled", keeper[2], by)
    broken = next((promise for promise in group if promise.entry.status == "broken"), None)
    if broken and (instead := _instead(group, others)):
        return Outcome("superseded", f"not kept ({broken.label}); taken up again in {instead.label}")
    due = [day for promise in group if (day := keeping.deadline(promise.entry.due))]
    if broken or (due and max(due) < today):
        return Outcome("overdue", f"reported as not kept in {broken.label}" if broken else f"due {max(due)}")
    return Outcome("open", f"due {max(due)}" if due else "no due date")


def _first(promise: Promise, candidates: Iterable[Account]) -> tuple[Day, str, str] | None:
    """The first account of an engagement that keeps a promise: the day on which that begins, the account's id, and why."""
    for account in candidates:
        if account.window and (reason := keeping.keeps(promise, account)):
            return account.window.first, account.id, reason
    return None


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
