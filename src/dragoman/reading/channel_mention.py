"""A mechanism named once in a text, and when two such names are of one mechanism."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.analysis import Analysis
from dragoman.language.dossiers import same_word
from dragoman.language.lexicon import Lexicon
from dragoman.language.tokens import fold

_LONG = 4
"""Letters from which on a word of a name bears a capital where names do."""


@dataclass(frozen=True, slots=True)
class ChannelMention:
    """A channel named once: token range of the name, its words as the text has them, the polities in it, the round if one is told."""

    first: int
    last: int
    name: str
    parties: tuple[str, ...]
    round: int | None
    sentence: int
    strong: bool
    """Its head is a word for a standing mechanism, and no meeting of any kind."""
    exercise: bool = False
    known: bool = True
    """Whether a rule takes it for a name; if not, the trained model alone does."""


@lru_cache(maxsize=64)
def _empty(lexicon: Lexicon) -> frozenset[str]:
    """Words that tell nothing of which mechanism it is."""
    words = (*lexicon.channels.links, *lexicon.relations.same, *lexicon.relations.and_, "s")
    return frozenset(fold(word) for word in words)


def content(mention: ChannelMention, analysis: Analysis) -> frozenset[str]:
    """The words of a name, folded, without those of countries and small words."""
    covered = {i for polity in analysis.polities if polity.first < mention.last for i in range(polity.first, polity.last)}
    tokens, empty = analysis.tokens, _empty(analysis.lexicon)
    inside = range(mention.first, mention.last)
    return frozenset(
        tokens[i].form
        for i in inside
        if i not in covered and (tokens[i].is_word or tokens[i].form.isdigit()) and tokens[i].form not in empty
    )


def same_channel(left: ChannelMention, right: ChannelMention, analysis: Analysis) -> bool:
    """Whether two mentions name one mechanism: the words of the shorter name, without those of countries, are in the longer one."""
    if left.parties and right.parties and not (set(left.parties) & set(right.parties)):
        return False
    if left.name == right.name:
        return True
    short, long = sorted((content(left, analysis), content(right, analysis)), key=len)
    return bool(short) and all(any(same_word(word, other) for other in long) for word in short)


def grouped(mentions: Sequence[ChannelMention], analysis: Analysis) -> list[list[ChannelMention]]:
    """The mentions of a text, those of one mechanism together, in the order in which each is first named."""
    groups: list[list[ChannelMention]] = []
    for mention in mentions:
        group = next((group for group in groups if same_channel(group[0], mention, analysis)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return groups


def fullest(group: Sequence[ChannelMention], analysis: Analysis) -> ChannelMention:
    """The mention that names a mechanism with its parties, then with most words, then as a name is written."""

    def key(mention: ChannelMention) -> tuple[int, int, bool, bool]:
        return min(len(mention.parties), 2), len(content(mention, analysis)), _as_name(mention.name), mention.round is not None

    return max(group, key=key)


def _as_name(name: str) -> bool:
    """Whether every longer word bears a capital, and the whole is not in capitals."""
    return not name.isupper() and all(word[0].isupper() for word in name.split() if len(word) >= _LONG)
