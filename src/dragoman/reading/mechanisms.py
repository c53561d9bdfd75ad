"""Channels of a document: all mentions of one mechanism as one entry, with level, hosts, rounds held and status."""

from __future__ import annotations

from collections import Counter

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, within
from dragoman.language.phrases import Match
from dragoman.language.territories import is_territory
from dragoman.model import Channel, ChannelStatus, Level
from dragoman.reading.affiliation import main_parties
from dragoman.reading.channel_mention import ChannelMention, fullest, grouped
from dragoman.reading.channel_words import state_words
from dragoman.reading.evidence import evidence_span
from dragoman.reading.occasion import Occasion


def mechanisms(mentions: list[ChannelMention], occasions: list[Occasion], analysis: Analysis) -> tuple[Channel, ...]:
    """The channels of a document: those that an engagement is a round of, and those told of in other words."""
    groups = grouped(mentions, analysis)
    found = (_channel(group, occasions, analysis) for group in groups if _tells(group, occasions))
    return tuple(
        channel for channel in found if len(channel.parties) != 1 or not is_territory(channel.parties[0]) or channel.confidence > _UNHELD
    )


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
        evidence=analysis.text[start:end], span=(start, end), confidence=_prior(group, rounds, len(parties)),
    )  # fmt: skip


_UNHELD = 0.65
"""A prior that only a channel with a round told in the document reaches."""


def _prior(group: list[ChannelMention], rounds: list[Occasion], parties: int) -> float:
    """How sure a channel is by what was seen of it, before calibration."""
    seen = (
        0.3 * bool(rounds)
        + 0.2 * any(m.round for m in group)
        + 0.1 * any(m.strong for m in group)
        + 0.1 * (len(group) > 1)
        + 0.1 * (parties > 1)
    )
    return round(0.15 + seen, 3)


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
