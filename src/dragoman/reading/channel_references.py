"""Short names of a mechanism that a text names in full elsewhere: "the dialogue", "the Commission's third session", "the JCBC"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.analysis import Analysis
from dragoman.language.dossiers import same_word
from dragoman.language.tokens import fold
from dragoman.reading.channel_mention import ChannelMention, content, fullest, grouped
from dragoman.reading.channel_words import channel_words
from dragoman.reading.cues import words
from dragoman.reading.spans import sentence_of

_NEAR = 2
"""Sentences within which a numbered meeting is of the mechanism named before."""
_POINTING = 3
"""Tokens in front of a short name within which a word points back."""


def with_references(named: Sequence[ChannelMention], bare: Sequence[ChannelMention], analysis: Analysis) -> list[ChannelMention]:
    """The mentions of a text, each under the fullest name of its mechanism, with those that name it by an acronym or by its head alone.

    ``bare`` are heads whose own words are too general to name anything.
    """
    full = _full_names(named, analysis)
    taken = {i for mention in full for i in range(mention.first, mention.last)}
    short = [m for m in _acronyms(full, analysis) if m.first not in taken]
    known = sorted((*full, *short), key=lambda mention: mention.first)
    heads = _Heads(analysis)
    known = _exercises(known, analysis)
    found = [m if m.strong or m.parties or not m.round else _standing(m, known) for m in known]
    for mention in bare:
        before = [m for m in known if m.last <= mention.first]
        antecedent = next((m for m in reversed(before) if heads.agree(mention, m)), None)
        if antecedent and (mention.strong or mention.round or _points(mention, analysis)):
            found.append(replace(mention, name=antecedent.name, parties=antecedent.parties, strong=antecedent.strong))
    return sorted(found, key=lambda mention: mention.first)


def _exercises(known: list[ChannelMention], analysis: Analysis) -> list[ChannelMention]:
    """The mentions, with the words for an exercise that stand near the name of the only one that a text names."""
    named = [m for m in known if m.exercise]
    if len({m.name for m in named}) != 1:
        return known
    nouns = channel_words(analysis.lexicon).named
    found = list(named)
    for mention in (m for m in known if not m.exercise):
        general = not mention.strong and not mention.parties and nouns.find(analysis.tokens, mention.first, mention.last)
        found.append(replace(mention, name=named[0].name, strong=True, exercise=True) if general else mention)
    taken = {i for mention in found for i in range(mention.first, mention.last)}
    for index, sentence in enumerate(analysis.sentences):
        if any(abs(m.sentence - index) <= _NEAR for m in named):
            for match in nouns.find(analysis.tokens, sentence.first, sentence.last):
                if match.first not in taken:
                    found.append(replace(named[0], first=match.first, last=match.last, round=None, sentence=index))
    return sorted(found, key=lambda mention: mention.first)


def _standing(mention: ChannelMention, known: Sequence[ChannelMention]) -> ChannelMention:
    """A numbered meeting under the name of the mechanism named shortly before it ("the first annual meeting")."""
    before = [m for m in known if m.strong and m.last <= mention.first and mention.sentence - m.sentence <= _NEAR]
    return replace(mention, name=before[-1].name, parties=before[-1].parties, strong=True) if before else mention


def _full_names(named: Sequence[ChannelMention], analysis: Analysis) -> list[ChannelMention]:
    found: list[ChannelMention] = []
    for group in grouped(named, analysis):
        best = fullest(group, analysis)
        parties = max((mention.parties for mention in group), key=len)
        found += [replace(mention, name=best.name, parties=mention.parties or parties) for mention in group]
    return sorted(found, key=lambda mention: mention.first)


def _acronyms(named: Sequence[ChannelMention], analysis: Analysis) -> list[ChannelMention]:
    """Where a mechanism is named by the acronym that stands in brackets behind its full name."""
    known: dict[tuple[str, ...], ChannelMention] = {}
    tokens = analysis.tokens
    for mention in named:
        opened = next((k for k in range(mention.first + 1, mention.last - 1) if tokens[k].form in "(（"), None)
        if opened is not None and tokens[mention.last - 1].form in ")）":
            known.setdefault(tuple(token.form for token in tokens[opened + 1 : mention.last - 1]), mention)
    found = []
    for forms, mention in known.items():
        for k in range(len(tokens) - len(forms) + 1):
            if tokens[k].form != forms[0] or not tokens[k].capital or tuple(t.form for t in tokens[k : k + len(forms)]) != forms:
                continue
            sentence = sentence_of(analysis, k)
            if sentence is not None and k < analysis.sentences[sentence].last:
                found.append(replace(mention, first=k, last=k + len(forms), round=None, sentence=sentence))
    return found


class _Heads:
    """The heads of names, over one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.phrases = channel_words(analysis.lexicon).heads
        self.known: dict[tuple[int, int], frozenset[str]] = {}

    def agree(self, bare: ChannelMention, full: ChannelMention) -> bool:
        """Whether a short name has the head of a full one, and no word that the full one lacks."""
        mine, theirs = content(bare, self.a), self._of(full)
        if bare.parties and full.parties and not set(bare.parties) <= set(full.parties):
            return False
        return bool(mine) and all(any(same_word(word, other) for other in theirs) for word in mine)

    def _of(self, full: ChannelMention) -> frozenset[str]:
        place = (full.first, full.last)
        if place not in self.known:
            self.known[place] = content(full, self.a) | frozenset(fold(word) for word in full.name.split())
        return self.known[place]


def _points(mention: ChannelMention, analysis: Analysis) -> bool:
    """Whether a word in front points back ("the", "this")."""
    floor, pointing = analysis.sentences[mention.sentence].first, words(analysis.lexicon).same
    return any(pointing.at(analysis.tokens, k, mention.first) for k in range(max(floor, mention.first - _POINTING), mention.first))
