"""What an engagement was and whether it came about: its type and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from dragoman.language.encoder.types import Telling
from dragoman.language.territories import is_territory
from dragoman.model import ENGAGEMENT_TYPES, STATUSES, EngagementType, Status
from dragoman.reading.attachments.positions import tellings
from dragoman.reading.attachments.scene import NEAR, Candidates, Scene
from dragoman.reading.cues import family
from dragoman.reading.occasion import Occasion

V = TypeVar("V", bound=str)
_LIKELY = 0.4
"""From which share on a type that only the model names is weighed."""
_CLOSE = 4
"""Tokens between a telling and a word of status that is close to it ("prior to a three-day visit")."""
_TALKS: tuple[EngagementType, ...] = ("summit", "meeting", "conference")


def _heard(occasion: Occasion, of: Callable[[Telling], Mapping[V, float]]) -> dict[V, float]:
    """What the model says of an occasion, over its tellings."""
    heard = [of(frame.cue.telling) for frame in tellings(occasion) if frame.cue.telling]
    return {value: sum(one[value] for one in heard) / len(heard) for value in heard[0]} if heard else {}


def types(scene: Scene, occasion: Occasion) -> Candidates[EngagementType]:
    """The types that its tellings have, and those that are told in each other's words."""
    rule = scene.rule(occasion).type
    told = Counter(frame.type for frame in occasion.frames)
    levels = [scene.a.persons[i].level for i in occasion.persons]
    sides = {party for i in occasion.persons if (party := scene.a.persons[i].party)}
    heads = {scene.a.persons[i].party for i in occasion.persons if scene.a.persons[i].level == "head"}
    known = scene.about(occasion) | {
        "two parties": float(len(occasion.parties) == 2),
        "several parties": float(len(occasion.parties) >= 3),
        "many parties": float(len(occasion.parties) >= 5),
        "organisation": float(any(not is_territory(p) for p in occasion.parties)),
        "two organisations": float(sum(not is_territory(p) for p in occasion.parties) > 1),
        "one party": float(len(occasion.parties) == 1),
        "two persons": float(len(occasion.persons) == 2),
        "several persons": float(len(occasion.persons) >= 3),
        "nobody": float(not occasion.persons),
        "two sides": float(len(sides) == 2),
        "several sides": float(len(sides) >= 3),
        "heads": float(bool(levels) and all(level == "head" for level in levels)),
        "heads of two": float(len(heads) >= 2),
        "one head": float(len(heads) == 1),
        "others": float(any(level not in (None, "head") for level in levels)),
        "channel": float(occasion.channel is not None),
        "channel of two": float(occasion.channel is not None and len(occasion.channel.parties) == 2),
        "channel of others": float(occasion.channel is not None and len(occasion.channel.parties) != 2),
        "round": float(occasion.round is not None),
        "margins": float(occasion.margins is not None),
        "country": float(occasion.country is not None),
        "abroad": float(occasion.country is not None and occasion.country not in occasion.parties),
        "verb": float(any(f.cue.form == "verb" for f in occasion.frames)),
    }
    offices = [office.level for frame in tellings(occasion) for office in scene.positions.inside(frame, scene.a.offices)]
    known["office of head"] = float("head" in offices)
    known["other office"] = float(any(level not in (None, "head") for level in offices))
    found: Candidates[EngagementType] = []
    heard = _heard(occasion, lambda telling: {kind: telling.kinds[kind] / telling.engagement for kind in ENGAGEMENT_TYPES})
    sure = (kind for kind, chance in heard.items() if chance > _LIKELY)
    for value in dict.fromkeys([rule, *told, *sure, *(_TALKS if family(rule) == "talks" else ())]):
        share = told[value] / len(occasion.frames)
        features = {f"{value} from {rule}": 1.0, "told": share, "rule": float(value == rule), f"{value} told": share}
        features |= {"heard": heard.get(value, 0.0), "heard from rule": heard.get(value, 0.0) * (value == rule)}
        found.append((value, features | {f"{value} {name}": x for name, x in known.items() if x}))
    return found


def statuses(scene: Scene, occasion: Occasion) -> Candidates[Status]:
    """All four."""
    rule = scene.rule(occasion).status
    told = Counter(frame.status for frame in occasion.frames if frame.told_status)
    today, bounds = scene.written, occasion.date.bounds() if occasion.date else None
    known = scene.about(occasion) | {
        "future": float(bool(today and bounds and bounds[0] > today[1])),
        "past": float(bool(today and bounds and bounds[1] < today[0])),
        "long past": float(bool(today and bounds and (today[0] - bounds[1]).days > 60)),
        "today": float(bool(today and bounds and bounds[0] <= today[0] and today[1] <= bounds[1])),
        "undated": float(occasion.date is None),
        "open": float(occasion.date is not None and occasion.date.precision == 0),
        "exact": float(occasion.date is not None and occasion.date.precision == 3),
        "untold": float(not told),
        "verb": float(any(f.cue.form == "verb" for f in occasion.frames)),
        "weak": float(all(f.cue.form == "weak" for f in occasion.frames)),
        occasion.type: 1.0,
        "nobody": float(not occasion.persons),
        "round": float(occasion.round is not None),
    }
    near: Counter[str] = Counter()
    close: set[str] = set()
    for frame in tellings(occasion):
        states = scene.positions.states(frame.sentence)
        near.update({m.value for m in states})
        reach = _CLOSE * (2 if scene.a.tokens[frame.cue.first].unspaced else 1)
        close |= {f"{m.value} before it" for m in states if 0 <= frame.cue.first - m.last <= reach}
        close |= {f"{m.value} behind it" for m in states if 0 <= m.first - frame.cue.last <= reach}
    kin = Counter(r.status for o, r in scene.kin(occasion) if abs(o.told - occasion.told) <= NEAR)
    title = {m.value for m in scene.positions.states(scene.a.title)} if scene.a.title is not None else set()
    known |= {f"near {name}": min(1.0, near[name] / 2) for name in near} | {f"title {name}": 1.0 for name in title}
    known |= dict.fromkeys(close, 1.0)
    heard = _heard(occasion, lambda telling: {status: telling.statuses[status] for status in STATUSES})
    found: Candidates[Status] = []
    for value in STATUSES:
        features = {f"{value} from {rule}": 1.0, "rule": float(value == rule), f"{value} told": told[value] / len(occasion.frames)}
        features |= {
            "heard": heard.get(value, 0.0),
            f"{value} heard": heard.get(value, 0.0),
            "kin": float(bool(kin[value])),
            "kin share": kin[value] / max(1, sum(kin.values())),
            f"{value} kin": float(bool(kin[value])),
        }
        found.append((value, features | {f"{value} {name}": x for name, x in known.items() if x}))
    return found
