"""Channels of a document: all mentions of one mechanism as one entry, with level, hosts, rounds held and status."""

from __future__ import annotations

import math
from collections import Counter

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, within
from dragoman.language.phrases import Match
from dragoman.language.territories import is_territory
from dragoman.model import Channel, ChannelStatus, Level
from dragoman.reading.affiliation import main_parties
from dragoman.reading.channel_mention import ChannelMention, content, fullest, grouped
from dragoman.reading.channel_words import state_words
from dragoman.reading.evidence import evidence_span
from dragoman.reading.logistic import Features
from dragoman.reading.occasion import Occasion

_LEAD = 3
"""The last sentence of a document's lead."""


def mechanisms(mentions: list[ChannelMention], occasions: list[Occasion], analysis: Analysis) -> list[tuple[Channel, Features]]:
    """The channels of a document: those that an engagement is a round of, and those told of in other words, each with the features by
    which its confidence is judged."""
    found = []
    for group in grouped(mentions, analysis):
        if _tells(group, occasions):
            channel = _channel(group, occasions, analysis)
            found.append((channel, _features(group, occasions, channel, analysis)))
    return found


def _tells(group: list[ChannelMention], occasions: list[Occasion]) -> bool:
    """Whether a channel counts: it is held, or numbered, or named with its parties; not where it is only the frame of something else."""
    if all(any(mention.name == occasion.margins for occasion in occasions) for mention in group):
        return False
    return any(occasion.channel in group for occasion in occasions) or any(mention.round or mention.strong for mention in group)


def _channel(group: list[ChannelMention], occasions: list[Occasion], analysis: Analysis) -> Channel:
    rounds = [occasion for occasion in occasions if occasion.channel in group]
    best = fullest(group, analysis)
    named = set[str]().union(*(mention.parties for mention in group))
    parties = named
    if not named or (len(named) == 1 and is_territory(*named)):
        parties = named | set[str]().union(*(occasion.parties for occasion in rounds[:1])) or set(main_parties(analysis))
    start, end = evidence_span(analysis, best.sentence, best.first, best.last)
    told = {match.value for mention in group for match in _near(mention, analysis)}
    numbered = max((mention.round for mention in group if mention.round), default=1)
    status: ChannelStatus = "agreed" if "resumed" in told else "suspended" if "suspended" in told else "active"
    return Channel(
        name=best.name, parties=tuple(parties), level=_level(rounds, analysis), established=_established(group, analysis),
        rounds_held=numbered - 1 or None, hosts=_hosts(rounds, group, analysis, "rotation" in told), status=status,
        evidence=analysis.text[start:end], span=(start, end),
    )  # fmt: skip


def _features(group: list[ChannelMention], occasions: list[Occasion], channel: Channel, analysis: Analysis) -> Features:
    """What was seen of a channel, each feature between 0 and 1 or a small count."""
    rounds = [occasion for occasion in occasions if occasion.channel in group]
    heard = {kind: [_heard(mention, kind, analysis) for mention in group] for kind in ("channel", "event")}
    states = [party for party in channel.parties if is_territory(party)]
    seen = {
        "round told": bool(rounds),
        "main": any(occasion.main for occasion in rounds),
        "numbered": any(mention.round for mention in group),
        "strong": any(mention.strong for mention in group),
        "again": min(2.0, math.log(len(group))),
        "several parties": len(channel.parties) > 1,
        "parties in its name": any(len(mention.parties) > 1 for mention in group),
        "one state": len(channel.parties) == 1 == len(states),
        "organisation": len(channel.parties) == 1 and not states,
        "exercise": any(mention.exercise for mention in group),
        "margin": any(mention.name == occasion.margins for mention in group for occasion in occasions),
        "words": min(2.0, math.log(max(len(content(mention, analysis)) for mention in group) or 1)),
        "lead": group[0].sentence <= _LEAD,
    }
    if not analysis.parses:
        seen["lexicons alone"] = True
    else:
        seen |= {
            "unknown": not any(mention.known for mention in group),
            "heard": max(heard["channel"]),
            "unheard": not any(heard["channel"]) and not any(heard["event"]),
            "heard as event": max(heard["event"]),
        }
    return {name: float(value) for name, value in seen.items() if value}


def _heard(mention: ChannelMention, kind: str, analysis: Analysis) -> float:
    """How sure the trained model is that a name, or a part of it, is a channel's or a larger event's."""
    start, end = analysis.tokens[mention.first].start, analysis.tokens[mention.last - 1].end
    names = analysis.parses[mention.sentence].occasions if mention.sentence < len(analysis.parses) else ()
    return max((name.confidence for name in names if name.kind == kind and name.start < end and name.end > start), default=0.0)


def _near(mention: ChannelMention, analysis: Analysis) -> list[Match[str]]:
    sentence = analysis.sentences[mention.sentence]
    return state_words(analysis.lexicon).find(analysis.tokens, sentence.first, sentence.last)


def _level(rounds: list[Occasion], analysis: Analysis) -> Level | None:
    levels = Counter(level for occasion in rounds for i in occasion.persons if (level := analysis.persons[i].level))
    return levels.most_common(1)[0][0] if levels else None


def _established(group: list[ChannelMention], analysis: Analysis) -> Date | None:
    """The date that stands behind "set up in" in a sentence about the channel."""
    for mention in group:
        sentence = analysis.sentences[mention.sentence]
        for match in _near(mention, analysis):
            if match.value == "established":
                dates = [d.date for d in within(analysis.dates, match.last, min(match.last + 5, sentence.last))]
                if dates:
                    return dates[0]
    return None


def _hosts(rounds: list[Occasion], group: list[ChannelMention], analysis: Analysis, rotates: bool) -> tuple[str, ...]:
    places = [occasion.place for occasion in rounds if occasion.place]
    if rotates:
        for mention in group:
            sentence = analysis.sentences[mention.sentence]
            places += [place.name for place in within(analysis.places, sentence.first, sentence.last)]
    return tuple(dict.fromkeys(places))
