"""What parties said they will do: agreements, pledges and demands, their parties, and the date by which they fall due."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, DateMention
from dragoman.model import Commitment, Engagement, Statement
from dragoman.reading.confidence import LEAST, LONG, confidence
from dragoman.reading.cues import find_cues, words
from dragoman.reading.evidence import evidence_span
from dragoman.reading.logistic import Features
from dragoman.reading.promises import Promise, hedges, promises
from dragoman.reading.sides import Bound, Sides
from dragoman.reading.spans import quoted, within
from dragoman.reading.told import told
from dragoman.reading.topics import topics

_TRAVEL = frozenset(("visit", "meeting", "summit", "call"))
_NEAR = 3
"""Sentences: how far behind an agreement a plain future may still tell what was agreed."""
_EDGES = " \n\t,;:.-–—、，。；\"'“”„«»「」"


def commitments(analysis: Analysis, engagements: Sequence[Engagement] = (), spoken: Sequence[Statement] = ()) -> list[Commitment]:
    """All commitments of a document, in its order. Whom "the two sides" and "we" mean follows from its engagements and statements."""
    return [one for one, _ in found(analysis, engagements, spoken) if one.confidence >= LEAST]


def found(
    analysis: Analysis, engagements: Sequence[Engagement] = (), spoken: Sequence[Statement] = ()
) -> list[tuple[Commitment, Features]]:
    """Everything in a document that may be a commitment, with the features by which its confidence is judged."""
    sides = Sides(analysis, engagements, spoken)
    listed: list[tuple[Commitment, Features]] = []
    agreed = -_NEAR - 1
    for index in range(len(analysis.sentences)):
        if index == analysis.title:
            continue
        for promise in promises(analysis, index):
            bound = sides.bound(promise.kind, promise.cue, promise.first, promise.last, promise.sentence)
            commitment = _commitment(analysis, promise, bound)
            if commitment is None:
                continue
            features = _features(analysis, promise, bound, commitment, index - agreed, sides)
            sure = confidence("commitments", features)
            listed.append((commitment.model_copy(update={"confidence": sure}), features))
            if promise.kind == "agreed" and sure >= LEAST:
                agreed = index
    return listed


def _commitment(analysis: Analysis, promise: Promise, bound: Bound) -> Commitment | None:
    """The commitment of a promise; None where nobody is bound or nothing is said of what is to be done."""
    action = _action(analysis, promise)
    if not bound.parties or len(action) < 4:
        return None
    start, end = _evidence(analysis, promise)
    return Commitment(
        parties=tuple(bound.parties),
        action=action,
        due=_due(analysis, promise),
        status=bound.status,
        topics=topics(analysis, promise.first, promise.last),
        evidence=analysis.text[start:end],
        span=(start, end),
    )


def _features(analysis: Analysis, promise: Promise, bound: Bound, commitment: Commitment, since: int, sides: Sides) -> Features:
    """What was seen of a promise, each feature between 0 and 1 or a small count; ``since``: sentences since an agreement."""
    sentence = analysis.sentences[promise.sentence]
    cues = find_cues(analysis, promise.sentence)
    inside = [cue for cue in cues if promise.first <= cue.first < promise.last]
    said = quoted(analysis, promise.cue[0])
    kind, after = promise.kind, 0 < since <= _NEAR
    told = words(analysis.lexicon).status.find(analysis.tokens, promise.first, promise.last)
    seen = {
        "both": sides.both(promise.cue, promise.first),
        "named": bound.named,
        "two named": bound.named and len(bound.parties) > 1,
        "many": len(bound.parties) > 3,
        "dealing": sides.dealing,
        "due": commitment.due is not None,
        "about": bool(commitment.topics),
        "said": said,
        "own": said and (kind == "first_person" or sides.own(promise.cue, promise.first)),
        "meets": any(cue.type in _TRAVEL for cue in cues),
        "meets inside": any(cue.type in _TRAVEL for cue in inside),
        "after": after,
        "part": promise.part > 0,
        "hedged": hedges(analysis, sentence.first, sentence.last) > 0,
        "long cue": promise.cue[1] - promise.cue[0] > 1,
        "lead": promise.sentence <= 2 and len(analysis.sentences) > LONG,
        "late": promise.sentence > 15,
        "any cue inside": bool(inside),
        "person": bound.person,
        "past": any(match.value == "held" for match in told),
        "called off": any(match.value in ("cancelled", "denied") for match in told),
    }
    features = {**{name: float(value) for name, value in seen.items() if value}, **_heard(analysis, promise)}
    features |= {kind: 1.0, "length": math.log(1 + promise.last - promise.first) / 3}
    for name in ("named", "both", "after", "about", "due", "meets", "said"):
        if name in features:
            features[f"{kind} {name}"] = 1.0
    return features


def _heard(analysis: Analysis, promise: Promise) -> Features:
    """What the trained model makes of a promise's words, and of its cue."""
    heard = [one for one in told(analysis, promise.sentence) if promise.first <= one.first < promise.last]
    beside = [one for one in heard if one.first < promise.cue[1] and promise.cue[0] < one.last]
    chance = max((one.telling.kinds["commitment"] for one in heard), default=0.0)
    return {
        "heard": chance,
        "heard at the cue": max((one.telling.kinds["commitment"] for one in beside), default=0.0),
        "unknown heard": chance * (not promise.known),
        "unheard": float(bool(analysis.parses) and not heard),
        "engagement heard": max((one.telling.engagement for one in beside), default=0.0),
        "lexicons alone": float(not analysis.parses),
    }


def _action(analysis: Analysis, promise: Promise) -> str:
    """What is to be done, in the text's own words: what the cue governs, or the whole clause where that is too little."""
    if analysis.lexicon.commitments.clause_first:
        governed = (promise.first, min(promise.cue[0], promise.last))
    else:
        governed = (max(promise.first, promise.cue[1]), promise.last)
    enough = governed[1] - governed[0] >= 3
    first, last = governed if enough else (promise.first, promise.last)
    return analysis.string(first, last).strip(_EDGES) if last > first else ""


def _evidence(analysis: Analysis, promise: Promise) -> tuple[int, int]:
    sentence = analysis.sentences[promise.sentence]
    if (promise.first, promise.last) == (sentence.first, sentence.last):
        return evidence_span(analysis, promise.sentence, promise.first, promise.last)
    start, end = analysis.tokens[promise.first].start, analysis.tokens[promise.last - 1].end
    while start < end - 1 and analysis.text[start] in _EDGES:
        start += 1
    return start, end


def _due(analysis: Analysis, promise: Promise) -> Date | None:
    """The deadline among the promise's words, or a date that lies ahead of the day of writing."""
    dates = within(analysis.dates, promise.first, promise.last)
    deadlines = [mention.date for mention in dates if mention.deadline]
    if deadlines:
        return deadlines[0]
    return next((mention.date for mention in dates if _ahead(analysis, mention)), None)


def _ahead(analysis: Analysis, mention: DateMention) -> bool:
    """Whether a date lies wholly or partly behind the day of writing."""
    bounds, today = mention.date.bounds(), analysis.today
    return bool(bounds and today and bounds[1] > today and mention.duration_days is None)
