"""Commitments told in two languages: what two promises have in common that is the same in both, whatever the words.

That is: by when, numbers, the matters and mechanisms that the tables of concepts know in eighteen languages, states that are named, names
in Latin letters, the sort of occasion, topics, and the time at which they were told. One of these alone joins nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dragoman.register.identity import mechanisms, terms
from dragoman.register.identity.accounts import Promise
from dragoman.register.identity.scoring import Weighing

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,\s]\d{3})+(?!\w)|(?<!\w)\d+(?![\w.,]*\d)")
_NAME = re.compile(r"(?<!\w)[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?!\w)|(?<!\w)[A-Z]+-?\d+(?!\w)")
_MANY = 5
_WEEK = 7
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Content:
    """What of a promise is the same in every language."""

    language: str
    """That of its action: the document's, or English where the action is no part of the evidence."""
    numbers: frozenset[str]
    names: frozenset[str]
    """Names and acronyms in Latin letters."""
    subjects: frozenset[str]
    kinds: frozenset[str]
    polities: frozenset[str]
    """States that are named and are no party."""


@lru_cache(maxsize=65536)
def _content(action: str, evidence: str, language: str, parties: tuple[str, ...], due: str) -> Content:
    text, plain = action[:500], terms.plain(action[:500])
    mechanism = mechanisms.read(text, parties)
    digits = "".join(str(unicodedata.digit(char)) if char.isdigit() and unicodedata.digit(char, -1) >= 0 else char for char in text)
    known = set(re.findall(r"\d+", due)) | {number.lstrip("0") for number in re.findall(r"\d+", due)}
    numbers = {re.sub(r"\D", "", number) for number in _NUMBER.findall(digits)}
    return Content(
        language=language if _within(plain, terms.plain(evidence)) else "en",
        numbers=frozenset(number for number in numbers if number not in known and not re.fullmatch(r"(?:19|20)\d\d", number)),
        names=frozenset(name.casefold() for name in _NAME.findall(text)),
        subjects=mechanism.subjects,
        kinds=mechanism.kinds,
        polities=frozenset(mechanism.polities) - set(parties),
    )


def content(promise: Promise) -> Content:
    """What of a promise is the same in every language."""
    entry = promise.entry
    return _content(entry.action, entry.evidence, promise.source.language or "und", entry.parties, str(entry.due or ""))


def _within(action: str, evidence: str) -> bool:
    """Whether an action is in the words of its evidence, and so in its language."""
    words = _WORD.findall(action)
    there = set(_WORD.findall(evidence))
    return action in evidence or (bool(words) and 2 * sum(word in there for word in words) >= len(words))


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
