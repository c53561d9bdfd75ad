"""When an engagement was: the dates that it may have."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.edtf import Date
from dragoman.language.analysis import DateMention
from dragoman.reading.attachments.scene import Candidates, Scene, Verdict, again, grouped
from dragoman.reading.occasion import Occasion


def dates(scene: Scene, occasion: Occasion) -> Candidates[Date]:
    """The dates of its neighbourhood, of the occasions told with it, and of the document itself."""
    near = grouped(scene.positions.around(occasion, scene.a.dates), lambda m: m.date)
    rule = scene.rule(occasion).date
    began = _beginning(rule, near)
    if rule and began:
        near[rule] = near.pop(began)
    values = dict.fromkeys([*near, *(v for v in (rule, scene.a.published) if v), *(r.date for _, r in scene.kin(occasion) if r.date)])
    found = []
    for value in values:
        if value == began:
            continue
        mentions = near.get(value, [])
        features = scene.positions.seen(occasion, mentions) | scene.shared(occasion, value, _date) | scene.about(occasion)
        features |= _features(scene, occasion, value, mentions, rule)
        found.append((value, again(features, "bare", rule is None)))
    return found


def _beginning(rule: Date | None, near: Mapping[Date, list[DateMention]]) -> Date | None:
    """The day named of a stay that the rules have reckoned from it and the number of days: the whole stay stands where that day does."""
    bounds = rule.bounds() if rule and rule not in near and rule.precision == 3 and not rule.is_point else None
    first = Date.of_day(bounds[0]) if bounds else None
    return first if first in near else None


def _features(scene: Scene, occasion: Occasion, value: Date, mentions: list[DateMention], rule: Date | None) -> dict[str, float]:
    today, bounds = scene.a.today, value.bounds()
    published = value == scene.a.published
    future, past = bool(today and bounds and bounds[0] > today), bool(today and bounds and bounds[1] < today)
    held = occasion.status == "held"
    return {
        "rule": float(value == rule),
        "within rule": float(rule is not None and value != rule and rule.contains(value)),
        "around rule": float(rule is not None and value != rule and value.contains(rule)),
        "against rule": float(rule is not None and not value.overlaps(rule)),
        "published": float(published),
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
        "long past": float(bool(past and today and bounds and (today - bounds[1]).days > 365)),
    }


def _date(rule: Verdict) -> Date | None:
    return rule.date
