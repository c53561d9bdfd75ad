"""How sure an entry is: a logistic model over what was seen of it, fitted on the gold corpus by bench/calibrate.py.

The weights stand in ``confidence.json``. Engagements and commitments are judged by their features; entries of the other lists by the
confidence that their own finder gave them, stretched so that of the entries given 0.8 eight in ten are right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.language.analysis import Analysis
from dragoman.reading.cues import family
from dragoman.reading.logistic import Features, probability, weights
from dragoman.reading.occasion import Occasion
from dragoman.reading.spans import quoted

LEAST = 0.2
"""Entries less sure than this are not given."""
LONG = 8
"""Sentences of a text that has a lead: a few sentences have none that tell less than the others."""
_NAMED = 0.35
"""The same for channels: what names no mechanism is taken for one oftener than what is no engagement for one."""
_SILENT = 0.4
"""The probability below which a document is taken to tell of no engagement at all; there an entry must be so sure by itself."""


def confidence(kind: str, features: Features) -> float:
    """The probability that an entry of a list ("engagements", "channels" …) with these features is right, between 0.01 and 0.99."""
    return round(min(0.99, max(0.01, probability(weights("confidence.json").get(kind, {}), features))), 3)


def least_confidence(engagements: Sequence[float]) -> dict[str, float]:
    """From which confidence on the entries of each list are given, by the confidences of a document's engagements.

    A speech on the economy and the report of a football match have a few unlikely ones, and promises that are none between states.
    """
    tells = 1 - math.prod(1 - sure for sure in engagements if sure >= LEAST)
    doubted = LEAST if tells >= _SILENT else _SILENT
    return {"engagements": doubted, "commitments": doubted, "channels": max(doubted, _NAMED), "statements": LEAST}


def prior_features(prior: float) -> Features:
    """The features of an entry of which only its finder's own confidence is known."""
    clipped = min(0.98, max(0.02, prior))
    return {"prior": math.log(clipped / (1 - clipped))}


def occasion_features(occasion: Occasion, analysis: Analysis) -> Features:
    """What was seen of an engagement, each feature between 0 and 1 or a small count."""
    frames = occasion.frames
    parties = {analysis.persons[i].party for i in occasion.persons}
    heard = [f.cue.telling.engagement if f.cue.telling else 0.0 for f in frames] if analysis.parses else []
    return {
        "verb": float(any(f.cue.form == "verb" for f in frames)),
        "weak": float(all(f.cue.form == "weak" for f in frames)),
        "unnamed": float(all(f.cue.form == "unnamed" for f in frames)),
        "heard": max(heard, default=0.0),
        "heard throughout": min(heard, default=0.0),
        "unknown": float(not any(f.cue.known for f in frames)),
        "unknown heard": max(heard, default=0.0) * (not any(f.cue.known for f in frames)),
        "unheard": float(bool(heard) and not any(heard)),
        "lexicons alone": float(not analysis.parses),
        "bare": float(not any(f.date or f.place or f.persons or f.round for f in frames)),
        "points back": float(frames[0].definite),
        "quoted": float(all(quoted(analysis, f.cue.first) for f in frames)),
        "frames": math.log(len(frames)),
        "date": float(occasion.date is not None),
        "exact": float(occasion.date is not None and occasion.date.precision == 3),
        "persons": float(bool(occasion.persons)),
        "counterparts": float(len(parties - {None}) > 1),
        "own parties": float(any(len(f.parties) > 1 and not f.inherited for f in frames)),
        "tight": float(any(f.tight for f in frames)),
        "inherited": float(all(f.inherited for f in frames)),
        "many parties": float(len(occasion.parties) > 3),
        "told status": float(any(f.told_status for f in frames)),
        "held": float(occasion.status == "held"),
        "channel": float(occasion.channel is not None),
        "round": float(occasion.round is not None),
        "place": float(occasion.place is not None),
        "country": float(occasion.country is not None),
        "lead": float(occasion.told <= 2 and len(analysis.sentences) > LONG),
        "late": float(occasion.told > 15),
        "talks": float(family(occasion.type) == "talks"),
        "visit": float(occasion.type == "visit"),
        "signing": float(occasion.type == "signing"),
        "letter": float(occasion.type == "letter"),
        "exercise": float(occasion.type == "exercise"),
        "ceremony": float(occasion.type == "ceremony"),
        "main": float(occasion.main),
    }
