"""Commitments told in two languages: what two promises have in common that is the same in both, whatever the words.

That is: by when, numbers, the matters and mechanisms that the tables of concepts know in eighteen languages, states that are named, names
in Latin letters, the sort of occasion, topics, and the time at which they were told. One of these alone joins nothing.
"""

from __future__ import annotations

from dragoman.register.identity.accounts import Promise
from dragoman.register.identity.gist import Content
from dragoman.register.identity.scoring import Weighing

_MANY = 5
_WEEK = 7
_YEAR = 366


def content(promise: Promise) -> Content:
    """What of a promise is the same in every language."""
    return promise.gist.content


def in_two_languages(a: Promise, b: Promise) -> bool:
    """Whether the actions of two promises are in different languages, so that their words cannot meet."""
    return content(a).language != content(b).language


def keys(promise: Promise) -> frozenset[str]:
    """Under which it can meet what tells the same in another language: by its parties with its due date, a number, a name or a matter."""
    found, entry = content(promise), promise.entry
    if len(entry.parties) < 2 or len(entry.parties) > _MANY:
        return frozenset()
    owner = "-".join(entry.parties)
    marks = {f"d{entry.due}"} if entry.due else set()
    marks |= {f"n{number}" for number in found.numbers} | {f"a{name}" for name in found.names} | {f"s{one}" for one in found.subjects}
    return frozenset(f"t|{owner}|{mark}" for mark in sorted(marks)[: 2 * _MANY])


def weigh(w: Weighing, a: Promise, b: Promise) -> None:
    """What speaks for and against two promises of the same parties, in two languages, being one."""
    one, two = content(a), content(b)
    w.add("told in two languages", -1.5)
    _weigh_due(w, a, b)
    for what, mine, theirs, weight in (
        ("numbers", one.numbers, two.numbers, 1.5),
        ("names", one.names, two.names, 1.5),
        ("matters", one.subjects, two.subjects, 1.5),
        ("mechanisms", one.kinds, two.kinds, 0.5),
        ("states", one.polities, two.polities, 1.0),
    ):
        if mine & theirs:
            w.add(f"same {what}: " + ", ".join(sorted(mine & theirs)), weight)
        elif mine and theirs:
            w.add(f"other {what}", -weight)
    topics, others = set(a.entry.topics), set(b.entry.topics)
    if topics and others:
        w.add(*(("same topics", 1.0) if topics == others else ("topics in common", 0.5) if topics & others else ("other topics", -1.0)))
    _weigh_time(w, a, b)


def _weigh_due(w: Weighing, a: Promise, b: Promise) -> None:
    x, y = a.entry.due, b.entry.due
    if x and y:
        if x == y:
            w.add("same due date", 2.0)
        elif x.overlaps(y):
            w.add("due dates overlap", 0.5)
        else:
            w.add("other due date", -2.0)
    elif x or y:
        w.add("due date on one side", -0.5)


def _weigh_time(w: Weighing, a: Promise, b: Promise) -> None:
    """Accounts of the occasion on which a promise was made come within days of each other."""
    x, y = (promise.source.published.bounds() if promise.source.published else None for promise in (a, b))
    if x and y:
        apart = max((y[0] - x[1]).days, (x[0] - y[1]).days, 0)
        if apart <= _WEEK:
            w.add("told within a week", 1.0)
        elif apart > _YEAR:
            w.add("told years apart", -0.5)
