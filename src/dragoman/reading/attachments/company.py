"""Who took part in an engagement: the persons that it may have."""

from __future__ import annotations

import math
from collections import Counter

from dragoman.reading.attachments.scene import NEAR, Candidates, Scene, again, grouped
from dragoman.reading.occasion import Occasion

_WITH_RULE = frozenset(
    (
        "frame", "sentence", "near", "title", "located", "located here", "same voice", "tree below", "tree clause",
        "visit", "party", "party unknown", "party elsewhere", "side full", "by name", "signing", "letter", "alone", "main",
    )
)  # fmt: skip
"""Features that mean something else of what the rules chose than of what they did not."""


def persons(scene: Scene, occasion: Occasion) -> Candidates[int]:
    """The persons of its neighbourhood."""
    near = grouped(scene.positions.around(occasion, scene.a.mentions), lambda m: m.person)
    rule = scene.rule(occasion)
    sides = Counter(scene.a.persons[i].party for i in rule.persons)
    kin = [(o, rules) for o, rules in scene.kin(occasion) if rules.persons]
    both = any(frame.both for frame in occasion.frames)
    others, about = scene.others(occasion), scene.about(occasion)
    found = []
    for value in dict.fromkeys([*rule.persons, *near]):
        person = scene.a.persons[value]
        features = scene.positions.seen(occasion, near.get(value, [])) | about
        elsewhere = [o for o, rules in others if value in rules.persons]
        features |= {
            "rule": float(value in rule.persons),
            "first of rule": float(rule.persons[:1] == (value,)),
            "party": float(person.party in rule.parties),
            "party unknown": float(person.party is None),
            "party elsewhere": float(person.party is not None and person.party not in rule.parties),
            "side empty": float(person.party in rule.parties and not sides[person.party]),
            "side full": float(person.party is not None and sides[person.party] > 0 and value not in rule.persons),
            "same level": float(
                person.level is not None and any(scene.a.persons[i].level == person.level for i in rule.persons if i != value)
            ),
            "head": float(person.level == "head"),
            "elsewhere": float(bool(elsewhere)),
            "only elsewhere": float(bool(elsewhere) and value not in rule.persons),
            "kin": float(any(value in rules.persons for _, rules in kin)),
            "kin near": float(any(value in rules.persons and abs(o.told - occasion.told) <= NEAR for o, rules in kin)),
            "kin visit": float(any(value in rules.persons and o.type == "visit" for o, rules in kin)),
            "kin same parties": float(any(value in rules.persons and rules.parties == rule.parties for _, rules in kin)),
            "kin without": float(bool(kin) and all(value not in rules.persons for _, rules in kin)),
            "first of party": float(person.party is not None and scene.first_of(person.party) == value),
            "first of party, side empty": float(
                person.party in rule.parties and not sides[person.party] and scene.first_of(person.party) == value
            ),
            "both sides": float(both and person.party in rule.parties),
            "named": min(3.0, math.log(1 + scene.persons[value])),
            "by name": float(any(m.named for m in near.get(value, []))),
            "nobody": float(not rule.persons),
            "visit": float(occasion.type == "visit"),
            "visit second": float(occasion.type == "visit" and bool(rule.persons) and rule.persons[0] != value),
            "visit host": float(occasion.type == "visit" and person.party == rule.country is not None),
            "signing": float(occasion.type == "signing"),
            "letter": float(occasion.type == "letter"),
        }
        found.append((value, again(features, "rule", value in rule.persons, _WITH_RULE)))
    return found
