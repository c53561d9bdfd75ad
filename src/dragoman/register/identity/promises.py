"""Commitments in documents compared: which restate one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from dragoman.register.identity import channels, mechanisms, restated, terms
from dragoman.register.identity.accounts import Promise
from dragoman.register.identity.gist import Words, starts, tables, weighed
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.space import Kind

THRESHOLD = 2.0
_STEM = 4
_TELLING = 6


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


def may_meet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether promises of these parties can be one."""
    return channels.compare_parties(a, b) not in ("apart", "overlap")


def compare(a: Promise, b: Promise) -> Match | None:
    """Two promises of two documents; None for one document, or other parties."""
    x, y = a.entry, b.entry
    relation = channels.compare_parties(x.parties, y.parties)
    if a.source.id == b.source.id or not may_meet(x.parties, y.parties):
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
    """Two restatements share the stems of two words, under a party they share; in two languages, what `restated` knows them by. One word is
    enough only for a promise that has no other: else every promise would meet all in which somebody is to "continue"."""
    telling = sorted((word for word, weight in promise.gist.words if weight == 1.0 and not word.isdigit()), key=lambda w: (-len(w), w))
    stems = sorted({word[:_STEM] for word in telling[:_TELLING]})
    marks = [f"{a}+{b}" for a, b in combinations(stems, 2)] or stems
    return frozenset(f"k|{party}|{mark}" for party in promise.entry.parties[:4] for mark in marks) | restated.keys(promise)


def sort(promise: Promise) -> str:
    """Within a key promises stand by their documents' dates."""
    return promise.source.order[0]


KIND: Kind[Promise] = Kind(
    keys=keys,
    sort=sort,
    compare=compare,
    marks=lambda promise: frozenset({promise.source.id}),
    threshold=THRESHOLD,
    width=2,
    label=lambda promise: tuple(promise.entry.parties),
    may_meet=may_meet,
)
