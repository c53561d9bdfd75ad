"""Which frames of a document tell of one occasion: a logistic score for each pair, and average-link clustering over the scores.

What cannot be one occasion (other families, days, rounds, countries, towns; no party in common) is never joined. The weights stand in
``clusters.json``, fitted by bench/clusters.py.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis
from dragoman.language.tokens import fold
from dragoman.reading.cues import family
from dragoman.reading.frames import Frame
from dragoman.reading.logistic import Features, score, weights

REMEMBERED = 80
"""Only frames so near in the order of the text are compared: a long text must not cost the square of its length."""
_Links = dict[int, dict[int, tuple[float, int]]]
"""For each cluster those it may be joined with: the sum of the pairs' scores, and how many pairs."""


def clusters(frames: Sequence[Frame], analysis: Analysis) -> list[list[Frame]]:
    """The frames of each occasion in the order of the text, the occasions in the order in which they are first told."""
    model = weights("clusters.json")["same"]
    links: _Links = {i: {} for i in range(len(frames))}
    for i, j in pairs(frames):
        links[i][j] = links[j][i] = (score(model, features(frames[i], frames[j], analysis)), 1)
    return [[frames[i] for i in sorted(group)] for group in _joined(links)]


def pairs(frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """The pairs of frames that may tell of one occasion, the earlier first."""
    for i, frame in enumerate(frames):
        yield from ((i, j) for j in range(i + 1, min(len(frames), i + REMEMBERED)) if _may_be_one(frame, frames[j]))


def _may_be_one(frame: Frame, other: Frame) -> bool:
    same_time = frame.date is None or other.date is None or (frame.date.overlaps(other.date) and not _other_year(frame.date, other.date))
    fixed = ((frame.round, other.round), (frame.country, other.country), (frame.place, other.place))
    agree = all(not a or not b or a == b for a, b in fixed)
    return family(frame.type) == family(other.type) and agree and same_time and bool(frame.parties & other.parties)


def _other_year(one: Date, other: Date) -> bool:
    """Whether one is a year and the other a day or month without any: that is of the document's own year, which is not told as a figure."""
    return one.year_known != other.year_known and 1 in (one.precision, other.precision)


def _joined(links: _Links) -> list[list[int]]:
    """Join the two clusters of highest mean score until none is above zero; two whose members were not all compared stay apart."""
    members = {i: [i] for i in links}
    heap = [(-total, i, j) for i, others in links.items() for j, (total, _) in others.items() if i < j]
    heapq.heapify(heap)
    while heap and heap[0][0] < 0:
        mean, i, j = heapq.heappop(heap)
        if i not in links or j not in links[i] or -mean != links[i][j][0] / links[i][j][1]:
            continue  # one of the two has grown since
        members[i] += members.pop(j)
        mine, theirs = links[i], links.pop(j)
        links[i] = {}
        for k in mine.keys() | theirs.keys():
            for old in (i, j):
                links.get(k, {}).pop(old, None)
        for k in sorted(mine.keys() & theirs.keys()):
            total, count = mine[k][0] + theirs[k][0], mine[k][1] + theirs[k][1]
            links[i][k] = links[k][i] = (total, count)
            heapq.heappush(heap, (-(total / count), min(i, k), max(i, k)))
    return sorted(members.values(), key=min)


def features(frame: Frame, later: Frame, analysis: Analysis) -> Features:
    """What was seen of two tellings, the earlier first."""
    found = {
        "same sentence": frame.sentence == later.sentence,
        "distance": math.log1p(later.sentence - frame.sentence),
        "both in the lead": later.sentence <= _LEAD,
        "talks": family(frame.type) == "talks",
        "same type": frame.type == later.type,
        "summits": frame.type == "summit" == later.type,
        "visits": frame.type == "visit",
        "same status": frame.status == later.status,
        "same cue": _cue(frame, analysis) == _cue(later, analysis),
        "later definite": later.definite,
        "later weak": later.cue.form == "weak",
        "later inherited": later.inherited,
        "later both sides": later.both,
        "same parties": frame.parties == later.parties,
        "parties within": frame.parties <= later.parties or later.parties <= frame.parties,
    }
    parts = (_dates(frame, later), _persons(frame, later, analysis), _names(frame, later))
    return {name: float(value) for name, value in itertools.chain(found.items(), *(part.items() for part in parts)) if value}


_LEAD = 3
"""The last sentence of a document's lead."""


def _cue(frame: Frame, analysis: Analysis) -> tuple[str, ...]:
    return tuple(token.form for token in analysis.tokens[frame.cue.first : frame.cue.last])


def _dates(frame: Frame, later: Frame) -> Mapping[str, float]:
    both = frame.date is not None and later.date is not None
    same = both and frame.date == later.date
    return {
        "same date": same,
        "same day": same and frame.date is not None and frame.date.precision == 3,
        "dates overlap": both and not same,
        "one date": (frame.date is None) != (later.date is None),
        "date only later": frame.date is None and later.date is not None,
    }


def _names(frame: Frame, later: Frame) -> Mapping[str, float]:
    channels = frame.channel is not None and later.channel is not None
    same = frame.channel is not None and later.channel is not None and _same_name(frame.channel.name, later.channel.name)
    return {
        "same channel": same,
        "other channel": channels and not same,
        "same round": frame.round is not None and frame.round == later.round,
        "same country": frame.country is not None and frame.country == later.country,
        "same place": frame.place is not None and frame.place == later.place,
    }


def _same_name(one: str, other: str) -> bool:
    """Whether the words of one name are in the other."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return a <= b or b <= a


def _persons(frame: Frame, later: Frame, analysis: Analysis) -> Mapping[str, float]:
    mine, theirs = set(frame.persons), set(later.persons)
    sides, others = _sides(frame, analysis), _sides(later, analysis)
    other_side = any(not sides[party] & others[party] for party in sides.keys() & others.keys())
    return {
        "shared persons": min(2, len(mine & theirs)) / 2,
        "new persons later": bool(mine and theirs - mine),
        "no persons later": not theirs,
        "other persons of a party": other_side,
        "other persons of a party, both sides named": other_side and len(sides) > 1 and len(others) > 1,
    }


def _sides(frame: Frame, analysis: Analysis) -> dict[str, set[int]]:
    """The persons of each party."""
    sides: dict[str, set[int]] = {}
    for index in frame.persons:
        if party := analysis.persons[index].party:
            sides.setdefault(party, set()).add(index)
    return sides
