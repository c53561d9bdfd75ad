"""When an engagement was: the dates that it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import combinations

from dragoman.edtf import Date
from dragoman.language.analysis import DateMention
from dragoman.reading.attachments.scene import Candidates, Scene, Verdict, again, grouped
from dragoman.reading.logistic import Features
from dragoman.reading.occasion import Occasion

_LONGEST = 21
"""Days of the longest engagement that is put together from two days, or from a day and a number of days."""
_DAYS = 5
"""So many days of its neighbourhood are put together."""
_BESIDE = 6
"""Tokens between two days that are named side by side."""


def dates(scene: Scene, occasion: Occasion) -> Candidates[Date]:
    """The dates of its neighbourhood, of the occasions told with it, and of the document itself."""
    near = grouped(scene.positions.around(occasion, scene.a.dates), lambda m: m.date)
    rule = scene.rule(occasion).date
    began = _beginning(rule, near)
    if rule and began:
        near[rule] = near.pop(began)
    stretches = _stretches(scene, occasion, near)
    told = (rule, scene.a.published, *(r.date for _, r in scene.kin(occasion)))
    values = dict.fromkeys([*near, *stretches, *(value for value in told if value)])
    shared, about = scene.sharing(occasion, _date), scene.about(occasion)
    found = []
    for value in values:
        if value == began:
            continue
        mentions = near.get(value, [])
        features = scene.positions.seen(occasion, mentions) | shared(value) | about
        features |= _features(scene, occasion, value, mentions, rule)
        features |= stretches.get(value, {})
        found.append((value, again(features, "bare", rule is None)))
    return found


def _stretches(scene: Scene, occasion: Occasion, near: Mapping[Date, list[DateMention]]) -> dict[Date, Features]:
    """Several days that no expression names as a whole: from one day named to another, or so many days from or to a day named."""
    seen = {day: scene.positions.seen(occasion, mentions) for day, mentions in near.items() if day.precision == 3 and day.is_point}
    days = sorted(sorted(seen, key=lambda day: -seen[day].get("near", 0.0) - seen[day].get("goes on", 0.0))[:_DAYS])
    found: dict[Date, Features] = {}
    for till, last in ((date, last) for date in near if (last := _last_day(date))):
        for first in (day for day in days if 1 < _days(day, last) <= _LONGEST):
            features = {f"till {name}": x for name, x in scene.positions.seen(occasion, near[till]).items()}
            found[Date.between(first, last)] = features | {f"from {name}": x for name, x in seen[first].items()} | {"till": 1.0}
    for first, last in combinations(days, 2):
        length = _days(first, last)
        if 1 < length <= _LONGEST:
            beside = any(abs(a.first - b.first) <= _BESIDE for a in near[first] for b in near[last])
            both = {f"both {name}": min(x, seen[last][name]) for name, x in seen[first].items() if name in seen[last]}
            edges = {f"from {name}": x for name, x in _edges(scene, near[first]).items()}
            edges |= {f"to {name}": x for name, x in _edges(scene, near[last]).items()}
            found[Date.between(first, last)] = both | edges | {"pair": 1.0, "beside": float(beside), "two days": float(length == 2)}
    for mention in (m for mentions in near.values() for m in mentions if m.duration_days and m.duration_days <= _LONGEST):
        stay = {f"stay {name}": x for name, x in scene.positions.seen(occasion, [mention]).items()}
        for day in days:
            bounds, more = day.bounds(), timedelta((mention.duration_days or 1) - 1)
            if bounds:
                for way, start, end in (("from", bounds[0], bounds[0] + more), ("to", bounds[0] - more, bounds[0])):
                    ends = {f"{way} {name}": x for name, x in (seen[day] | _edges(scene, near[day])).items()}
                    found.setdefault(Date.between(Date.of_day(start), Date.of_day(end)), stay | ends | {f"stay {way}": 1.0})
    return found


def _edges(scene: Scene, mentions: Iterable[DateMention]) -> dict[str, float]:
    """Whether the words beside a day say that something began or ended on it."""
    return {edge: 1.0 for mention in mentions if (edge := scene.positions.edge(mention))}


def _last_day(date: Date) -> Date | None:
    """The day of "until the 14th"."""
    return Date(date.end, date.end) if date.start is None and date.end and date.end.day else None


def _days(first: Date, last: Date) -> int:
    """The days from one to another, both counted; 0 where a year is unknown."""
    start, end = first.bounds(), last.bounds()
    return (end[1] - start[0]).days + 1 if start and end else 0


def _beginning(rule: Date | None, near: Mapping[Date, list[DateMention]]) -> Date | None:
    """The day named of a stay that the rules have reckoned from it and the number of days: the whole stay stands where that day does."""
    bounds = rule.bounds() if rule and rule not in near and rule.precision == 3 and not rule.is_point else None
    first = Date.of_day(bounds[0]) if bounds else None
    return first if first in near else None


def _features(scene: Scene, occasion: Occasion, value: Date, mentions: list[DateMention], rule: Date | None) -> dict[str, float]:
    today, bounds = scene.written, value.bounds()
    published = value == scene.a.published
    future, past = bool(today and bounds and bounds[0] > today[1]), bool(today and bounds and bounds[1] < today[0])
    held = occasion.status == "held"
    return _edges(scene, mentions) | {
        "rule": float(value == rule),
        "within rule": float(rule is not None and value != rule and rule.contains(value)),
        "around rule": float(rule is not None and value != rule and value.contains(rule)),
        "against rule": float(rule is not None and not value.overlaps(rule)),
        "published": float(published),
        "published vague": float(published and value.precision < 3),
        "published held": float(published and held),
        "published main": float(published and occasion.main and held),
        "named": float(bool(mentions)),
        "relative": float(any(m.relative for m in mentions)),
        "deadline": float(bool(mentions) and all(m.deadline for m in mentions)),
        "day": float(value.precision == 3 and value.is_point),
        "stretch": float(value.precision == 3 and not value.is_point),
        "month": float(value.precision == 2),
        "year": float(value.precision == 1),
        "open": float(value.precision == 0),
        "future held": float(future and held),
        "future planned": float(future and not held),
        "past held": float(past and held),
        "past planned": float(past and not held),
        "long past": float(bool(past and today and bounds and (today[0] - bounds[1]).days > 365)),
    }


def _date(rule: Verdict) -> Date | None:
    return rule.date
