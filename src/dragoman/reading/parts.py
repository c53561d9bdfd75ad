"""Documents in several languages: each part is read in its own, and what a later part tells again is kept once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dragoman.language.detect import passages
from dragoman.language.lexicon import load
from dragoman.model import Engagement, Entry, Reading
from dragoman.reading.cues import family

E = TypeVar("E", bound=Entry)
_FILLED = ("date", "place", "country", "participants", "channel", "round", "on_margins_of", "topics", "main")
MOST = 100_000
"""Characters within which a text's parts are looked for; behind them it stays in the last one's language."""


def parts(text: str) -> dict[str, str]:
    """The languages of a text, in the order in which they begin, each with the text in which all else is blank lines, so that offsets stay.

    Empty for a text in one language, and where but one of several has a lexicon.
    """
    found = passages(text[:MOST])
    spoken = list(dict.fromkeys(language for _, _, language in found if language and load(language)))
    if len(spoken) < 2:
        return {}
    ends = [*(end for _, end, _ in found[:-1]), len(text)]
    pieces = [(text[start:end], language) for (start, _, language), end in zip(found, ends, strict=True)]
    first = spoken[0]
    return {
        language: "".join(piece if (own if own in spoken else first) == language else "\n" * len(piece) for piece, own in pieces)
        for language in spoken
    }


def joined(readings: Sequence[Reading]) -> Reading:
    """One reading of several parts, in their order: what a later one tells again stands once, with the evidence of the first."""
    whole, *others = readings
    for other in others:
        whole = _with(whole, other)
    return whole


def _with(whole: Reading, other: Reading) -> Reading:
    again, fresh = _pairs(whole.engagements, other.engagements, _same_engagement)
    engagements = [_filled(entry, again[i]) if i in again else entry for i, entry in enumerate(whole.engagements)]
    names = {told.channel: name for i, told in again.items() if told.channel and (name := engagements[i].channel)}
    engagements += [entry.model_copy(update={"channel": names.get(entry.channel or "", entry.channel)}) for entry in fresh]
    channels = [channel for channel in other.channels if names.get(channel.name) not in {known.name for known in whole.channels}]
    promised = list(other.commitments)
    if again:  # one text told twice
        _, channels = _pairs(whole.channels, channels, lambda a, b: a.parties == b.parties and a.level == b.level)
        _, promised = _pairs(whole.commitments, promised, lambda a, b: (a.parties, a.status, a.due) == (b.parties, b.status, b.due))
    update = {
        "engagements": engagements,
        "channels": (*whole.channels, *channels),
        "commitments": (*whole.commitments, *promised),
        "statements": (*whole.statements, *other.statements),
        "notes": tuple(dict.fromkeys((*whole.notes, *other.notes))),
    }
    return Reading.model_validate({name: update.get(name, getattr(whole, name)) for name in Reading.model_fields})


def _pairs(known: Sequence[E], told: Sequence[E], same: Callable[[E, E], bool]) -> tuple[dict[int, E], list[E]]:
    """Each known entry's number with the one that tells of it again, one to one in order; and those that nothing known is told of by."""
    again: dict[int, E] = {}
    fresh: list[E] = []
    for entry in told:
        number = next((i for i, one in enumerate(known) if i not in again and same(one, entry)), None)
        if number is None:
            fresh.append(entry)
        else:
            again[number] = entry
    return again, fresh


def _same_engagement(known: Engagement, told: Engagement) -> bool:
    """Whether two parts tell of one engagement: parties, kind, day and round are the same, where both tell them."""
    if family(known.type) != family(told.type) or known.parties != told.parties:
        return False
    same_round = known.round is None or told.round is None or known.round == told.round
    return same_round and (known.date is None or told.date is None or known.date == told.date)


def _filled(known: Engagement, told: Engagement) -> Engagement:
    """An engagement with what only the later telling says."""
    update = {name: value for name in _FILLED if not getattr(known, name) and (value := getattr(told, name))}
    return known.model_copy(update=update | {"confidence": max(known.confidence, told.confidence)})
