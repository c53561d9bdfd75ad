"""What parties said they will do: agreements, pledges and demands, their parties, and the date by which they fall due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, cast

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, DateMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.model import Commitment, Engagement, Statement
from dragoman.reading.cues import find_cues
from dragoman.reading.evidence import evidence_span
from dragoman.reading.sides import Sides
from dragoman.reading.spans import quoted, within
from dragoman.reading.topics import topics

LEAST = 0.5
Kind = Literal["agreed", "pledged", "proposed", "fulfilled", "broken", "future", "first_person"]
_KINDS: tuple[Kind, ...] = ("agreed", "pledged", "proposed", "fulfilled", "broken", "future", "first_person")
_TRAVEL = frozenset(("visit", "meeting", "summit", "call"))
_WEAK = frozenset(("future", "first_person"))
_PRIOR: dict[Kind, float] = {
    "agreed": 0.65, "pledged": 0.52, "proposed": 0.38, "fulfilled": 0.6, "broken": 0.5, "future": 0.25, "first_person": 0.5,
}  # fmt: skip
_NEAR = 3
"""Sentences: how far behind an agreement a plain future may still tell what was agreed."""
_EDGES = " \n\t,;:.-–—、，。；\"'“”„«»「」"
_SEMICOLONS = frozenset((";", "；"))


@dataclass(frozen=True, slots=True)
class Promise:
    """One cue with the words that it governs: token ranges; ``sentence`` is the sentence's index."""

    kind: Kind
    cue: tuple[int, int]
    first: int
    last: int
    sentence: int
    part: int = 0
    """Its place among the promises that one verb governs."""


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Phrases[str]
    hedges: Phrases[str]
    joints: Phrases[str]


@lru_cache(maxsize=64)
def _words(lexicon: Lexicon) -> _Words:
    section, clitics = lexicon.commitments, lexicon.writing.proclitics
    return _Words(
        kinds=compiled({kind: getattr(section, kind) for kind in _KINDS}, clitics),
        hedges=compiled({"": section.hedges}, clitics),
        joints=compiled({"": section.joints}, clitics),
    )


def commitments(analysis: Analysis, engagements: Sequence[Engagement] = (), spoken: Sequence[Statement] = ()) -> list[Commitment]:
    """All commitments of a document, in its order. Whom "the two sides" and "we" mean follows from its engagements and statements."""
    sides = Sides(analysis, engagements, spoken)
    found = []
    agreed = -_NEAR - 1
    for index in range(len(analysis.sentences)):
        if index == analysis.title:
            continue
        for promise in promises(analysis, index):
            commitment = _commitment(analysis, promise, index - agreed <= _NEAR, sides)
            if commitment and commitment.confidence >= LEAST:
                found.append(commitment)
                agreed = index if commitment.status == "agreed" else agreed
    return found


def promises(analysis: Analysis, index: int) -> list[Promise]:
    """The promises of one sentence: its cues, the weaker ones only where no stronger one governs the same words, and their clauses."""
    sentence, words = analysis.sentences[index], _words(analysis.lexicon)
    hedged = words.hedges.find(analysis.tokens, sentence.first, sentence.last)
    cues = [
        (cast(Kind, match.value), match.first, match.last)
        for match in words.kinds.find(analysis.tokens, sentence.first, sentence.last)
        if not any(
            hedge.first <= match.last and match.first <= hedge.last and not (match.first <= hedge.first and hedge.last <= match.last)
            for hedge in hedged
        )
    ]
    chosen: list[tuple[Kind, int, int]] = []
    for kind, first, last in cues:
        rivals = [c for c in cues if c[0] not in _WEAK and not _parted(analysis, min(c[1], first), max(c[2], last))]
        if kind in _WEAK and (rivals or (chosen and not _parted(analysis, chosen[-1][2], first))):
            continue
        if chosen and first - chosen[-1][2] <= 8 and chosen[-1][0] == kind:
            continue
        chosen.append((kind, first, last))
    bounds = [sentence.first]
    for left, right in pairwise(chosen):
        bounds.append(_boundary(analysis, left[2], right[1]))
    bounds.append(sentence.last)
    return [
        promise
        for (kind, first, last), low, high in zip(chosen, bounds, bounds[1:], strict=False)
        for promise in _parts(analysis, Promise(kind, (first, last), low, high, index))
    ]


def _parted(analysis: Analysis, first: int, last: int) -> bool:
    return any(token.form in _SEMICOLONS for token in analysis.tokens[first:last])


def _boundary(analysis: Analysis, left: int, right: int) -> int:
    """Where the words of one cue end and those of the next begin: at a semicolon, else a comma, else where the clause's first cue ends."""
    if analysis.lexicon.commitments.clause_first:
        return left
    forms = [token.form for token in analysis.tokens[left:right]]
    for marks in (_SEMICOLONS, (",", "，", "、", "،")):
        places = [i for i, form in enumerate(forms) if form in marks]
        if places:
            return left + places[-1] + 1
    return (left + right) // 2 if right - left > 1 else right


def _parts(analysis: Analysis, promise: Promise) -> list[Promise]:
    """A promise cut at the joints that begin another under the same cue."""
    begin = promise.first if analysis.lexicon.commitments.clause_first else promise.cue[1] + 2
    joints = [m.first for m in _words(analysis.lexicon).joints.find(analysis.tokens, begin, promise.last)]
    if promise.kind in _WEAK or not joints:
        return [promise]
    edges = [promise.first, *[joint for joint in joints if promise.last - joint > 3], promise.last]
    return [Promise(promise.kind, promise.cue, low, high, promise.sentence, part) for part, (low, high) in enumerate(pairwise(edges))]


def _commitment(analysis: Analysis, promise: Promise, after: bool, sides: Sides) -> Commitment | None:
    """The commitment of a promise (``after`` an agreement or not); None where nobody is bound or nothing is said of what is to be done."""
    status, parties = sides.bound(promise.kind, promise.cue, promise.first, promise.last, promise.sentence)
    if not parties:
        return None
    action = _action(analysis, promise)
    if len(action) < 4:
        return None
    start, end = _evidence(analysis, promise)
    due = _due(analysis, promise)
    return Commitment(
        parties=tuple(parties),
        action=action,
        due=due,
        status=status,
        topics=topics(analysis, promise.first, promise.last),
        evidence=" ".join(analysis.text[start:end].split()),
        span=(start, end),
        confidence=round(_confidence(analysis, promise, due is not None, after, sides), 3),
    )


def _confidence(analysis: Analysis, promise: Promise, dated: bool, after: bool, sides: Sides) -> float:
    """A prior from the kind of cue, moved by whether a topic is named, who acts, and, for plain futures, what stands before."""
    confidence = _PRIOR[promise.kind] - (0.05 if promise.part else 0.0) - (0.0 if sides.dealing else 0.2)
    about = bool(topics(analysis, promise.first, promise.last))
    acts = sides.acts(promise.cue, promise.first)
    meets = any(cue.type in _TRAVEL for cue in find_cues(analysis, analysis.sentences[promise.sentence]))
    if promise.kind == "future":
        said = quoted(analysis, promise.cue[0])
        own = said and sides.own(promise.cue, promise.first)
        confidence += 0.3 * (after or own) + 0.2 * dated + 0.08 * about - (0.1 if after else 0.2) * meets - 0.15 * (said and not own)
    elif promise.kind == "proposed":
        confidence += 0.17 * acts + 0.22 * about
    elif promise.kind == "pledged":
        confidence += 0.05 * acts + 0.13 * about - 0.2 * meets
    else:
        confidence += 0.1 * acts + 0.1 * about
    return max(0.0, min(0.95, confidence))


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
