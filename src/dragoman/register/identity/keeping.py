"""Which engagements keep a promise.

Both stand under keys, such that a promise and an engagement that keeps it share one; what either meets there is looked at, nothing else.
A key tells a month, so that what keeps a promise first is found without looking at what came later.
"""

from __future__ import annotations

from datetime import date as Day
from datetime import timedelta

from dragoman.edtf import Date
from dragoman.register.identity import channels, engagements, mechanisms, names, occasions, terms
from dragoman.register.identity.accounts import Account, Promise
from dragoman.register.identity.promises import Action, read
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.windows import shifted

_GRACE = timedelta(days=180)
"""How long after its due date a promise can still be kept."""
_PATIENCE = timedelta(days=730)
"""How long after an undated promise an engagement may still be its keeping."""
_MONTHS = 48
"""How many months of that time are looked at."""
_SLACK = timedelta(days=31)
"""How long before the promise the year may begin that is all that is known of an engagement's day."""


def period(promise: Promise) -> tuple[Day, Day] | None:
    """When the promise can be kept: from its making to a while after its due date, or for two years. None if its making is undated."""
    made = promise.source.published.bounds() if promise.source.published else None
    if made is None:
        return None
    due = deadline(promise.entry.due)
    return made[0], (shifted(due, _GRACE) if due else shifted(made[0], _PATIENCE))


def deadline(due: Date | None) -> Day | None:
    """The last day to keep a promise; None for an open one."""
    bounds = due.bounds() if due and due.end else None
    return bounds[1] if bounds else None


def sought_under(promise: Promise) -> list[frozenset[str]]:
    """Month by month the keys under which engagements stand that may keep the promise; none for promises that none could keep."""
    action, span = read(promise.entry.action), period(promise)
    if span is None or not action.occasions or (action.continuing and not promise.entry.due):
        return []
    owner = "-".join(promise.entry.parties)
    marks = {kind: _marks_sought(kind, promise, action) for kind in action.occasions & _TOLD.keys()}
    first, last = (_month(day) for day in (shifted(span[0], -_SLACK), span[1]))
    months = range(first, min(last, first + _MONTHS) + 1)
    return [frozenset(_key(owner, kind, mark, month) for kind, found in marks.items() for mark in found) for month in months]


def waits_under(promise: Promise) -> frozenset[str]:
    """The keys of the years in which the promise can be kept."""
    return frozenset(year_of(key) for keys in sought_under(promise) for key in keys)


def year_of(key: str) -> str:
    """The key of the year of a key."""
    return key[:-3]


def _month(day: Day) -> int:
    return 12 * day.year + day.month - 1


def _key(owner: str, kind: str, mark: str, month: int) -> str:
    return f"{owner}|{kind}|{mark}|{month // 12:04}-{month % 12 + 1:02}"


def _marks_sought(kind: str, promise: Promise, action: Action) -> frozenset[str]:
    if kind == "talks":
        return mechanisms.read(promise.entry.action, promise.entry.parties).subjects | {""}
    if kind == "visit":
        return action.polities or frozenset(promise.entry.parties)
    return frozenset({""})


def stands_under(account: Account) -> frozenset[str]:
    """The keys under which the engagement of an account stands, by the month in which it begins; empty for one that keeps no promise."""
    entry, window, kind = account.entry, account.window, occasions.family(account.entry)
    if entry.status != "held" or window is None or window.precision < 1 or kind not in _TOLD:
        return frozenset()
    mark = _mark(kind, account)
    return frozenset(_key(owner, kind, mark, _month(window.first)) for owner in engagements.pairs(entry.parties) if mark is not None)


def _mark(kind: str, account: Account) -> str | None:
    """By what a promise of such an occasion tells this one from others; None where it could not."""
    entry = account.entry
    if kind == "talks":
        return min(mechanisms.read(entry.channel, entry.parties).subjects, default="") if entry.channel else None
    return entry.country if kind == "visit" else ""


def keeps(promise: Promise, account: Account) -> str | None:
    """Why the engagement of an account keeps a promise; None if it does not, or if it cannot be told. What begins on the day on which the
    promise was told is what it was made at."""
    entry, action, span = account.entry, read(promise.entry.action), period(promise)
    window = account.window
    kind = occasions.family(entry)
    if entry.status != "held" or span is None or window is None or window.precision < 1 or kind not in action.occasions:
        return None
    if not (shifted(span[0], -_SLACK) if window.precision == 1 else span[0]) < window.first <= span[1]:
        return None
    if channels.compare_parties(promise.entry.parties, entry.parties) not in ("equal", "within"):
        return None
    if action.ordinal is not None and action.ordinal != entry.round and (entry.round is not None or kind == "talks"):
        return None
    told = _TOLD[kind](promise, action, account) if kind in _TOLD else None
    return f"{told}, {entry.date}" if told else None


def _talks(promise: Promise, action: Action, account: Account) -> str | None:
    """Talks keep a promise of talks in the same channel."""
    channel = account.entry.channel
    if channel is None:
        return None
    said, meant = mechanisms.read(promise.entry.action, promise.entry.parties), mechanisms.read(channel, account.entry.parties)
    same = meant.subjects <= said.subjects if meant.subjects else bool(set(meant.rest) & set(said.rest))
    kinds = not meant.kinds or bool(meant.kinds & said.kinds) or bool(said.kinds & mechanisms.generic_kinds())
    return f"a round of {channel}" if same and kinds else None


def _visit(promise: Promise, action: Action, account: Account) -> str | None:
    """A visit keeps a promise to visit its country, by the person or the holder of the office that was named."""
    entry = account.entry
    if entry.country is None or entry.country not in action.polities | _lone_host(promise, account):
        return None
    if action.offices and not any(action.offices & terms.office(person.office) for person in entry.participants):
        return None
    words = [word for word, _ in action.words]
    named = [person for person in entry.participants if any(bare in words for bare in latin(names.parse(person.name).text).split())]
    return f"a visit to {entry.country}" if named or action.offices else None


def _lone_host(promise: Promise, account: Account) -> set[str]:
    """The host, where the promise names no country at all and two parties leave no choice."""
    return {account.entry.country} if account.entry.country in promise.entry.parties and not read(promise.entry.action).polities else set()


def _exercise(promise: Promise, action: Action, account: Account) -> str | None:
    country = account.entry.country
    return "an exercise" if country is None or not action.polities or country in action.polities else None


_TOLD = {"talks": _talks, "visit": _visit, "exercise": _exercise}
