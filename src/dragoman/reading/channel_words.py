"""The words by which mechanisms and their rounds are known, compiled from a lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.language.tokens import fold


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """The sections of a lexicon on channels and ordinals, compiled."""

    heads: Phrases[str]
    modifiers: Phrases[str]
    after_head: Phrases[str]
    links: Phrases[str]
    numbers: Phrases[int]
    before: Phrases[str]
    after: Phrases[str]
    counters: Phrases[str]
    times: Phrases[str]
    named: Phrases[str]
    called: Phrases[str]
    groups: Phrases[str]
    within: Phrases[str]
    subjects: Phrases[str]
    gatherings: Phrases[str]
    """Words for a summit or conference."""
    joints: frozenset[str]
    """Small words inside a name."""
    between: frozenset[str]
    """Small words between a name and what it is about, or a round's number that stands apart."""


@lru_cache(maxsize=64)
def channel_words(lexicon: Lexicon) -> ChannelWords:
    """The compiled sections of a lexicon."""
    channels, ordinals, clitics = lexicon.channels, lexicon.ordinals, lexicon.writing.proclitics
    weak = {fold(word) for word in (*channels.weak_heads, *channels.round_heads)}
    strong = tuple(word for word in channels.heads if fold(word) not in weak)
    numbers = [(word, i + 1) for i, words in enumerate(ordinals.words) for word in words]
    numbers += [(word, 1) for word in ordinals.first]
    relations = lexicon.relations
    joints = frozenset(fold(word) for word in (*channels.links, *relations.and_, "-", "'", "s"))
    return ChannelWords(
        heads=compiled({"strong": strong, "weak": channels.weak_heads, "round": channels.round_heads}, clitics),
        modifiers=compiled({"": channels.modifiers}, clitics),
        after_head=compiled({"": channels.after}, clitics),
        links=compiled({"": channels.links}, clitics),
        numbers=Phrases(numbers, clitics),
        before=compiled({"": ordinals.before}, clitics),
        after=compiled({"": ordinals.after}, clitics),
        counters=compiled({"": ordinals.counters}, clitics),
        times=compiled({"": ordinals.times}, clitics),
        named=compiled({"": channels.named}, clitics),
        called=compiled({"": channels.called}, clitics),
        groups=compiled(channels.groups, clitics),
        within=compiled({"": relations.within}, clitics),
        subjects=compiled({"": channels.subjects}, clitics),
        gatherings=compiled({"": lexicon.engagements["summit"].nouns if "summit" in lexicon.engagements else ()}, clitics),
        joints=joints,
        between=joints | frozenset(fold(word) for word in (*relations.place, *relations.same)),
    )


@lru_cache(maxsize=64)
def state_words(lexicon: Lexicon) -> Phrases[str]:
    """The words that tell when a channel was set up, whether it rests, and whether its hosts take turns."""
    channels = lexicon.channels
    groups = {
        "established": channels.established,
        "suspended": channels.suspended,
        "resumed": channels.resumed,
        "rotation": channels.rotation,
    }
    return compiled(groups, lexicon.writing.proclitics)
