"""Tours: one visit for each country that a journey leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.language.analysis import Analysis, within
from dragoman.reading.cues import words
from dragoman.reading.frames import Frame
from dragoman.reading.told import owns

SURE = 0.6
"""The probability from which on the model's word for a visit, or for what belongs to it, is enough."""
_LISTED = 3
"""Tokens between two stops of one journey."""
_PAUSES = frozenset(",，、،-·・")


def stops(frame: Frame, analysis: Analysis, travellers: Sequence[str]) -> list[Frame]:
    """A tour is one visit for each country of a list, told by its name or by a town: the list behind the cue, or one in front of it that
    belongs to it by the model. ``travellers`` are the polities whose journey it may be if the sentence does not say whose, the likeliest
    first."""
    if frame.type != "visit" or not frame.country:
        return [frame]
    behind = _named(analysis, frame.cue.last, frame.last)
    telling = frame.cue.telling
    ahead = [stop for stop in _named(analysis, frame.first, frame.cue.first) if telling and owns(analysis, telling, stop) >= SURE]
    for run in (_run(behind, analysis), _run(ahead, analysis)):
        home = _home(frame, run, analysis, travellers)
        towns = {stop.country: stop.town for stop in reversed(run) if stop.country not in home}
        if len(towns) > 1 and frame.country in towns:
            return [
                replace(frame, country=code, place=town, parties=home | {code}, persons=list(frame.persons))
                for code, town in reversed(towns.items())
            ]
    return [frame]


def _home(frame: Frame, run: list[_Stop], analysis: Analysis, travellers: Sequence[str]) -> set[str]:
    """The parties that travel: whose official is named to travel, who else is no stop, or else the first of the travellers who is none."""
    listed = {stop.country for stop in run}
    named = {party for index in frame.persons if (party := analysis.persons[index].party)}
    others = [party for party in travellers if party not in listed]
    return named - listed or frame.parties - listed or set(others[:1]) or frame.parties - {frame.country}


@dataclass(frozen=True, slots=True)
class _Stop:
    """A country that a journey may lead to: token range, code, and the town if one tells it."""

    first: int
    last: int
    country: str
    town: str | None


def _named(analysis: Analysis, first: int, last: int) -> list[_Stop]:
    states = [_Stop(m.first, m.last, m.code, None) for m in within(analysis.polities, first, last) if m.form == "name"]
    towns = [_Stop(m.first, m.last, m.country, m.name) for m in within(analysis.places, first, last) if m.country]
    taken = {stop.first for stop in towns}
    return sorted([*towns, *(stop for stop in states if stop.first not in taken)], key=lambda stop: stop.first)


def _run(stops: list[_Stop], analysis: Analysis) -> list[_Stop]:
    """The first of some stops with those that are listed with it: joined closely by a pause or an "and", no date between."""
    run = stops[:1]
    for stop in stops[1:]:
        last = run[-1].last
        if (
            stop.first - last > _LISTED
            or any(last <= d.first < stop.first for d in analysis.dates)
            or not _joined(last, stop.first, analysis)
        ):
            break
        run.append(stop)
    return run


def _joined(first: int, last: int, analysis: Analysis) -> bool:
    """Whether the tokens between two names make a list of them; where words are glued together or not spaced, nothing else need stand
    there."""
    if first == last or analysis.tokens[first].unspaced:
        return True
    pause = any(token.form in _PAUSES for token in analysis.tokens[first:last])
    return pause or bool(words(analysis.lexicon).and_.find(analysis.tokens, first, last))
