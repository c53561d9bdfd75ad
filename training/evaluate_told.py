"""Figures of what the files that ship find told, on sentences never trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.language.encoder import Parse
from dragoman.language.encoder.types import Telling
from training.corpora import Sentence, Span
from training.told import Told, Trigger

EVEN = 0.5
"""The probability from which on a word counts as telling, and a stretch as belonging."""
CLASSES = ("engagement", "commitment", "statement")


def told_figures(tests: Iterable[Sentence], parses: Iterable[Parse]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the words that tell, by class, of what belongs to those rightly found (in characters), and of the names
    of channels and events (any overlap); the shares of right types and statuses among engagements rightly found."""
    count: Counter[str] = Counter()
    for sentence, parse in zip(tests, parses, strict=True):
        if sentence.told is not None:
            _judge(sentence.told, parse, count)
    figures = {of: _f1(count, of) for of in (*CLASSES, "belonging", "channel", "event")}
    shares = {of: {"of": count[f"{of} of"], "right": round(count[of] / max(1, count[f"{of} of"]), 3)} for of in ("type", "status")}
    return figures | shares


def _judge(gold: Told, parse: Parse, count: Counter[str]) -> None:
    for of in CLASSES:
        wanted = [t for t in gold.triggers if _class(t.kind) == of]
        found = [t for t in parse.tellings if _chance(t, of) >= EVEN]
        pairs = [(t, f) for t in wanted for f in found if _touch(t.span, (f.start, f.end))]
        count.update({f"{of} gold": len(wanted), f"{of} said": len(found), f"{of} hit": len({t.span for t, _ in pairs})})
        for trigger, telling in pairs:
            _judge_pair(trigger, telling, count)
    for of in ("channel", "event"):
        names = [(a, b) for a, b, kind in gold.occasions if kind == of]
        said = [(o.start, o.end) for o in parse.occasions if o.kind == of]
        hit = sum(any(_touch(name, other) for other in said) for name in names)
        count.update({f"{of} gold": len(names), f"{of} said": len(said), f"{of} hit": hit})


def _judge_pair(trigger: Trigger, telling: Telling, count: Counter[str]) -> None:
    wanted = {i for a, b in trigger.arguments for i in range(a, b)}
    said = {i for a, b, chance in telling.belonging if chance >= EVEN for i in range(a, b)}
    count.update({"belonging gold": len(wanted), "belonging said": len(said), "belonging hit": len(wanted & said)})
    if _class(trigger.kind) == "engagement":
        best = max(telling.kinds, key=lambda kind: telling.kinds[kind])
        status = max(telling.statuses, key=lambda one: telling.statuses[one])
        count.update({"type of": 1, "type": best == trigger.kind, "status of": 1, "status": status == trigger.status})


def _class(kind: str) -> str:
    return kind if kind in CLASSES else "engagement"


def _chance(telling: Telling, of: str) -> float:
    if of == "engagement":
        return telling.engagement
    return next(chance for kind, chance in telling.kinds.items() if kind == of)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _f1(count: Counter[str], of: str) -> dict[str, float]:
    hit, gold, said = (count[f"{of} {what}"] for what in ("hit", "gold", "said"))
    return {
        "gold": gold,
        "precision": round(hit / max(1, said), 3),
        "recall": round(hit / max(1, gold), 3),
        "f1": round(2 * hit / max(1, gold + said), 3),
    }
