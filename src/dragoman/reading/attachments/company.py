"""Who took part in an engagement: the persons and parties that it may have."""

from __future__ import annotations

import math
from collections import Counter

from dragoman.language.analysis import PolityMention
from dragoman.language.territories import is_territory
from dragoman.reading.attachments.positions import tellings
from dragoman.reading.attachments.scene import Candidates, Scene, again, grouped
from dragoman.reading.cues import words
from dragoman.reading.occasion import Occasion

_WITH_RULE = frozenset(
    (
        "frame", "sentence", "near", "title", "located", "located here", "same voice", "tree below", "tree clause", "inherited", "tight",
        "persons", "two others", "two sides", "country", "only country", "seat", "visit", "conference", "channel", "against channel",
        "organisation", "party", "party unknown", "party elsewhere", "side full", "by name", "signing", "letter", "alone", "main",
        "topical", "adjective",
    )
)  # fmt: skip
"""Features that mean something else of what the rules chose than of what they did not."""


def persons(scene: Scene, occasion: Occasion) -> Candidates[int]:
    """The persons of its neighbourhood."""
    near = grouped(scene.positions.around(occasion, scene.a.mentions), lambda m: m.person)
    rule = scene.rule(occasion)
    sides = Counter(scene.a.persons[i].party for i in rule.persons)
    found = []
    for value in dict.fromkeys([*rule.persons, *near]):
        person = scene.a.persons[value]
        features = scene.positions.seen(occasion, near.get(value, [])) | scene.about(occasion)
        elsewhere = [o for o, rules in scene.others(occasion) if value in rules.persons]
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


def parties(scene: Scene, occasion: Occasion) -> Candidates[str]:
    """The polities of its neighbourhood, of its persons and its channel, and those that the document is about."""
    near = grouped(scene.positions.around(occasion, scene.a.polities), lambda m: m.code)
    rule = scene.rule(occasion)
    sides = Counter(scene.a.persons[i].party for i in occasion.persons)
    channel = occasion.channel.parties if occasion.channel else ()
    own = Counter(code for frame in tellings(occasion) for code in frame.parties)
    found = []
    for value in dict.fromkeys([*sorted(rule.parties), *near, *(p for p in sides if p), *channel, *scene.dyad]):
        mentions = near.get(value, [])
        features = scene.positions.seen(occasion, mentions) | scene.about(occasion)
        features |= {
            "rule": float(value in rule.parties),
            "told": own[value] / max(1, len(tellings(occasion))),
            "tight": float(any(frame.tight and value in frame.parties for frame in tellings(occasion))),
            "inherited": float(value in rule.parties and all(f.inherited for f in tellings(occasion) if value in f.parties)),
            "persons": float(sides[value] > 0),
            "most persons": float(bool(sides) and sides[value] == max(sides.values()) > 0),
            "channel": float(value in channel),
            "against channel": float(bool(channel) and value not in channel),
            "weight": scene.polities[value] / max(1, max(scene.polities.values(), default=1)),
            "dyad": float(value in scene.dyad),
            "publisher's": float(value == scene.publisher),
            "country": float(value == occasion.country),
            "visited": float(value == rule.country and occasion.type == "visit"),
            "only country": float(value == rule.country and not sides[value]),
            "organisation": float(not is_territory(value)),
            "name": float(any(m.form == "name" for m in mentions)),
            "adjective": float(any(m.form == "adjective" for m in mentions)),
            "seat": float(bool(mentions) and all(m.form == "seat" for m in mentions)),
            "of office": float(any(scene.positions.beside_office(m) for m in mentions)),
            "two others": float(len(rule.parties - {value}) >= 2),
            "one other": float(len(rule.parties - {value}) == 1),
            "two sides": float(len({p for p in sides if p} - {value}) >= 2),
            "visit": float(occasion.type == "visit"),
            "conference": float(occasion.type == "conference"),
            "topical": float(bool(mentions) and all(_topical(scene, m) for m in mentions)),
        }
        found.append((value, again(features, "rule", value in rule.parties, _WITH_RULE)))
    return found


def _topical(scene: Scene, mention: PolityMention) -> bool:
    """Whether a word of topic stands right before a name ("on Ruritania")."""
    about = words(scene.a.lexicon).about
    return bool(about.find(scene.a.tokens, max(0, mention.first - 3), mention.first))
