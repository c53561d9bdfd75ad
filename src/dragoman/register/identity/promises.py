"""Commitments in documents compared: which restate one another, and which engagement keeps one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache

from dragoman.edtf import Date
from dragoman.register.identity import channels, mechanisms, names, occasions, restated, terms
from dragoman.register.identity.accounts import Account, Promise
from dragoman.register.identity.gist import Words, starts, tables, weighed
from dragoman.register.identity.romanise import latin
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.space import Kind

THRESHOLD = 2.0
MOST = 400
"""How many engagements are looked at, at most, for each year and sort of occasion, to find the one that kept a promise."""
KEPT_UNDER = "v|"
"""How the keys of engagements begin under which one that keeps a promise is looked for."""
_STEM = 4
_TELLING = 7
_PATIENCE = timedelta(days=730)
"""How long after an undated promise an engagement may still be its keeping."""


@dataclass(frozen=True, slots=True)
class Action:
    """What was promised, as weighted word stems, and the occasion that it speaks of."""

    words: Words
    occasions: frozenset[str]
    continuing: bool
    ordinal: int | None
    polities: frozenset[str]
    offices: frozenset[str]


@lru_cache(maxsize=16384)
def read(action: str) -> Action:
    """Understand an action."""
    known, text = tables(), terms.plain(action[:500])
    mechanism = mechanisms.read(action)
    words = text.split()
    return Action(
        words=weighed(action),
        occasions=frozenset(kind for kind, stems in known["occasions"].items() if any(stem in text for stem in stems)),
        continuing=any(starts(word, known["continuing"]["words"]) for word in words),
        ordinal=next((int(number) for number, forms in known["ordinals"].items() if any(form in words for form in forms)), None),
        polities=mechanism.polities,
        offices=terms.office(action) & {"defence", "foreign", "president", "prime", "finance", "trade"},
    )


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    if a.isdigit() or b.isdigit():
        return False
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= _STEM and common >= 0.6 * max(len(a), len(b))


def shared(a: Words, b: Words) -> tuple[float, float, list[str]]:
    """The weight of the words that two actions share, that weight as a share of the shorter, and the words."""
    left = dict(b)
    beginning: dict[str, list[str]] = {}
    for word in left:
        beginning.setdefault(word[:_STEM], []).append(word)
    total, words = 0.0, []
    for word, weight in a:
        other = word if word in left else next((w for w in beginning.get(word[:_STEM], ()) if w in left and _alike(word, w)), None)
        if other is not None:
            total += min(weight, left.pop(other))
            words.append(word)
    least = min(sum(w for _, w in a), sum(w for _, w in b))
    return total, total / least if least else 0.0, words


def compare(a: Promise, b: Promise) -> Match | None:
    """Two promises of two documents; None for one document, or other parties."""
    x, y = a.entry, b.entry
    relation = channels.compare_parties(x.parties, y.parties)
    if a.source.id == b.source.id or relation in ("apart", "overlap"):
        return None
    found = [match for match in (_in_its_words(a, b, relation), _in_other_words(a, b, relation)) if match]
    return max(found, key=lambda match: match.score, default=None)


def _in_its_words(a: Promise, b: Promise, relation: str) -> Match | None:
    """Two promises that share words."""
    x, y, w = a.entry, b.entry, Weighing()
    weight, share, words = shared(a.gist.words, b.gist.words)
    if weight < 0.9:
        return None
    w.add("shared words: " + ", ".join(words), 4.0 * share - 2.0 + min(1.5, 0.5 * weight))
    w.add(f"parties {relation}", 0.5 if relation == "equal" else -0.5)
    if x.due and y.due:
        if x.due == y.due:
            w.add("same due date", 1.0)
        elif not x.due.overlaps(y.due):
            w.add("other due date", -1.5)
    if x.topics and y.topics and not set(x.topics) & set(y.topics):
        w.add("other topics", -0.5)
    return w.match()


def _in_other_words(a: Promise, b: Promise, relation: str) -> Match | None:
    """Two promises that are told in two languages, by what is the same in both."""
    if relation != "equal" or not restated.in_two_languages(a, b):
        return None
    w = Weighing()
    w.add("parties equal", 0.5)
    restated.weigh(w, a, b)
    mine, theirs = read(a.entry.action).occasions, read(b.entry.action).occasions
    if mine and theirs:
        w.add(*(("same sort of occasion", 0.5) if mine & theirs else ("other sort of occasion", -1.5)))
    return w.match()


def keys(promise: Promise) -> frozenset[str]:
    """Two restatements share the stem of a word, under a party they share; in two languages, what `restated` knows them by."""
    telling = sorted((word for word, weight in promise.gist.words if weight == 1.0 and not word.isdigit()), key=lambda w: (-len(w), w))
    stems = {word[:_STEM] for word in telling[:_TELLING]}
    return frozenset(f"k|{party}|{stem}" for party in promise.entry.parties[:4] for stem in stems) | restated.keys(promise)


def sort(promise: Promise) -> str:
    """Within a key promises stand by their documents' dates."""
    return promise.source.order[0]


KIND: Kind[Promise] = Kind(keys=keys, sort=sort, compare=compare, marks=lambda promise: frozenset({promise.source.id}), threshold=THRESHOLD)


def period(promise: Promise) -> tuple[Day, Day] | None:
    """When the promise can be kept: from its making to half a year after its due date, or for two years. None if its making is undated."""
    made = promise.source.published.bounds() if promise.source.published else None
    if made is None:
        return None
    due = deadline(promise.entry.due)
    return made[0], (due + timedelta(days=180) if due else made[0] + _PATIENCE)


def deadline(due: Date | None) -> Day | None:
    """The last day to keep a promise; None for an open one."""
    bounds = due.bounds() if due and due.end else None
    return bounds[1] if bounds else None


def keeping_keys(promise: Promise) -> frozenset[str]:
    """The keys (`engagements.keys`) under which an engagement that keeps the promise stands; empty for promises that none could keep."""
    action, span = read(promise.entry.action), period(promise)
    if span is None or not action.occasions or (action.continuing and not promise.entry.due):
        return frozenset()
    years = range(span[0].year, min(span[1].year, span[0].year + 3) + 1)
    owner = "-".join(promise.entry.parties)
    return frozenset(f"{KEPT_UNDER}{owner}|{kind}|{year}" for kind in action.occasions for year in years)


def keeps(promise: Promise, account: Account) -> str | None:
    """Why the engagement of an account keeps a promise; None if it does not, or if it cannot be told."""
    entry, action, span = account.entry, read(promise.entry.action), period(promise)
    window = account.window
    kind = occasions.family(entry)
    if entry.status != "held" or span is None or window is None or window.precision < 1 or kind not in action.occasions:
        return None
    if not span[0] <= window.last or not window.first <= span[1] or window.first < span[0] - timedelta(days=31 * (window.precision == 1)):
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
