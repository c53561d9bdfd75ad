"""What the register says of an engagement, from its accounts, by one policy.

A human's correction stands over everything. Otherwise every account speaks with a weight: official texts more than reports, accounts soon
after the event more than late ones, foresight little once the event was held; near-copies together once. The value with the most weight
behind it stands; a vaguer value lends half its weight to the more exact ones within it, and exact values stand over vague ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.edtf import Date, parse_date
from dragoman.model import Engagement
from dragoman.register.identity import occasions
from dragoman.register.identity.accounts import Account

_KINDS = {"press_release": 2.0, "readout": 2.0, "statement": 2.0, "interview": 1.1, "news": 1.0, "analysis": 0.9, "other": 0.8}
_FORESEEN = 0.35
_COPY = 0.0
Plain = str | int | tuple[str, ...] | None


@dataclass(frozen=True)
class Resolved:
    """A value, the ids of the accounts that say so, why it stands, and what else was said with the accounts that say it."""

    value: Plain
    accounts: tuple[str, ...]
    why: str
    others: tuple[tuple[Plain, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Correction:
    """A human's value for a field, with the decision's id."""

    value: Plain
    decision: str


def weights(accounts: Sequence[Account], voices: Mapping[str, str]) -> dict[str, float]:
    """By account id how much it counts in this engagement. ``voices`` gives by document id the family of near-copies that speaks as one."""
    held = any(account.entry.status == "held" for account in accounts)
    day = next(
        (window.first for account in accounts if account.entry.date and (window := account.window) and window.precision == 3),
        None,
    )
    out: dict[str, float] = {}
    heard: set[str] = set()
    for account in sorted(accounts, key=lambda account: account.order):
        weight = _KINDS.get(account.source.kind or "other", 0.8)
        said = account.source.published.bounds() if account.source.published else None
        weight /= 1 + 0.15 * math.log1p(abs((said[0] - day).days) if said and day else 400)
        if held and account.entry.status != "held":
            weight *= _FORESEEN
        voice = voices.get(account.source.id, account.source.id)
        out[account.id] = _COPY if voice in heard else weight
        heard.add(voice)
    return out


def resolve(accounts: Sequence[Account], corrections: Mapping[str, Correction], voices: Mapping[str, str]) -> dict[str, Resolved]:
    """All fields of an engagement; ``accounts`` in canonical order. A field that no account and no human fills is absent."""
    weight = weights(accounts, voices)
    out: dict[str, Resolved] = {}
    for field, read in _FIELDS.items():
        said = {account.id: value for account in accounts if (value := read(account.entry)) not in (None, ())}
        if field in corrections:
            others = tuple((value, ids) for value, ids in _ranked(said, weight))
            out[field] = Resolved(corrections[field].value, (), f"decision {corrections[field].decision}", others)
        elif said:
            out[field] = _RULES.get(field, _majority)(said, weight, accounts)
    return {field: value for field, value in out.items() if value.value is not None}


def _ranked(said: Mapping[str, Plain], weight: Mapping[str, float]) -> list[tuple[Plain, tuple[str, ...]]]:
    """The values with the accounts that give them, the weightiest first."""
    by_value: dict[Plain, list[str]] = {}
    for id, value in said.items():
        by_value.setdefault(value, []).append(id)
    return sorted(
        ((value, tuple(ids)) for value, ids in by_value.items()), key=lambda pair: (-sum(weight[id] for id in pair[1]), str(pair[0]))
    )


def _pick(ranked: list[tuple[Plain, tuple[str, ...]]], why: str) -> Resolved:
    (value, ids), *others = ranked
    return Resolved(value, ids, "all agree" if not others else why, tuple(others))


def _majority(said: Mapping[str, Plain], weight: Mapping[str, float], accounts: Sequence[Account]) -> Resolved:
    return _pick(_ranked(said, weight), "most weight")


def _status(said: Mapping[str, Plain], weight: Mapping[str, float], accounts: Sequence[Account]) -> Resolved:
    """What was held was held; before that the latest word counts: called off, or reinstated."""
    ranked = dict(_ranked(said, weight))
    if "held" in ranked:
        value: Plain = "held"
    else:
        value = said[max((account for account in accounts if account.id in said), key=lambda account: account.order).id]
    return Resolved(
        value, ranked[value], "held once reported so, else the latest word", tuple((v, ids) for v, ids in ranked.items() if v != value)
    )


def _date(said: Mapping[str, Plain], weight: Mapping[str, float], accounts: Sequence[Account]) -> Resolved:
    dates = {id: parse_date(str(value)) for id, value in said.items()}
    best = max(_exactness(date) for date in dates.values())
    candidates = sorted({date for date in dates.values() if _exactness(date) == best}, key=str)
    lasting = any(account.entry.type in ("visit", "exercise", "conference") for account in accounts)

    def support(date: Date) -> float:
        total = 0.0
        for id, other in dates.items():
            if other == date:
                total += weight[id]
            elif other.contains(date) and not (lasting and best == _exactness(other)):
                total += weight[id] / 2
        return total

    chosen = max(candidates, key=lambda date: (round(support(date), 6), str(date)))
    ids = tuple(id for id, date in dates.items() if date == chosen)
    ranked = [(value, others) for value, others in _ranked(said, weight) if value != str(chosen)]
    return Resolved(str(chosen), ids, "all agree" if not ranked else "exact before vague, then most weight", tuple(ranked))


def _exactness(date: Date) -> int:
    return 0 if not date.year_known else 1 + date.precision


def _place(said: Mapping[str, Plain], weight: Mapping[str, float], accounts: Sequence[Account]) -> Resolved:
    """Spellings of one place speak together."""
    groups: list[list[str]] = []
    for id in said:
        home = next((group for group in groups if occasions.same_place(str(said[group[0]]), str(said[id]))), None)
        if home is None:
            groups.append([id])
        else:
            home.append(id)
    merged = {id: said[max(group, key=lambda g: (weight[g], str(said[g])))] for group in groups for id in group}
    return _pick(_ranked(merged, weight), "most weight")


def _topics(said: Mapping[str, Plain], weight: Mapping[str, float], accounts: Sequence[Account]) -> Resolved:
    """All topics that anyone names, by weight."""
    total: dict[str, float] = {}
    for id, topics in said.items():
        for topic in topics if isinstance(topics, tuple) else ():
            total[topic] = total.get(topic, 0.0) + weight[id]
    value = tuple(sorted(total, key=lambda topic: (-round(total[topic], 6), topic)))
    return Resolved(value, tuple(said), "all that are named", tuple(_ranked(said, weight)) if len(set(said.values())) > 1 else ())


_FIELDS: dict[str, Callable[[Engagement], Plain]] = {
    "type": lambda entry: entry.type,
    "status": lambda entry: entry.status,
    "date": lambda entry: str(entry.date) if entry.date else None,
    "place": lambda entry: entry.place,
    "country": lambda entry: entry.country,
    "parties": lambda entry: entry.parties,
    "channel": lambda entry: entry.channel,
    "round": lambda entry: entry.round,
    "on_margins_of": lambda entry: entry.on_margins_of,
    "topics": lambda entry: entry.topics,
}
_RULES: dict[str, Callable[[Mapping[str, Plain], Mapping[str, float], Sequence[Account]], Resolved]] = {
    "status": _status, "date": _date, "place": _place, "topics": _topics,
}  # fmt: skip
