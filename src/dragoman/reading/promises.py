"""The words by which parties bind themselves, and the clauses that these words govern."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, cast

from dragoman.language.analysis import Analysis
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.model import COMMITMENT_STATUSES
from dragoman.reading.told import told

Kind = Literal["agreed", "pledged", "proposed", "fulfilled", "broken", "future", "first_person"]
KINDS: tuple[Kind, ...] = ("agreed", "pledged", "proposed", "fulfilled", "broken", "future", "first_person")
WEAK: frozenset[Kind] = frozenset(("future", "first_person"))
"""Kinds that only say what will be done."""
_CLOSE = 8
"""Tokens: of two words of promising so near to each other one governs the other, and both make one promise."""
_ALONE = 0.6
"""The probability from which on the trained model's word is enough for a promise."""
_SHORT = 3
"""Tokens: fewer are no promise of their own."""
_SEMICOLONS = frozenset((";", "；", "؛"))
_COMMAS = frozenset((",", "，", "、", "،"))


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
    known: bool = True
    """The lexicon has its cue; else the trained model alone takes it for one."""


_Cue = tuple[Kind, int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Phrases[str]
    hedges: Phrases[str]
    joints: Phrases[str]


@lru_cache(maxsize=64)
def _words(lexicon: Lexicon) -> _Words:
    section, clitics = lexicon.commitments, lexicon.writing.proclitics
    return _Words(
        kinds=compiled({kind: getattr(section, kind) for kind in KINDS}, clitics),
        hedges=compiled({"": section.hedges}, clitics),
        joints=compiled({"": section.joints}, clitics),
    )


def promises(analysis: Analysis, index: int) -> list[Promise]:
    """The promises of one sentence: its cues, the weaker ones only where no stronger one governs the same words, and their clauses."""
    sentence = analysis.sentences[index]
    cues = _cues(analysis, sentence.first, sentence.last)
    known = {cue[1] for cue in cues}
    cues = sorted([*cues, *_heard(analysis, index, cues)], key=lambda cue: cue[1])
    chosen: list[_Cue] = []
    for cue in cues:
        rivals = [c for c in cues if c[0] not in WEAK and not _parted(analysis, min(c[1], cue[1]), max(c[2], cue[2]))]
        if cue[0] in WEAK and (rivals or (chosen and not _parted(analysis, chosen[-1][2], cue[1]))):
            continue
        if (
            chosen
            and not _parted(analysis, chosen[-1][2], cue[1])
            and (cue[1] - chosen[-1][2] <= _CLOSE or not _separate(analysis, chosen[-1][2], cue[1]))
        ):
            chosen[-1] = _governing(analysis, chosen[-1], cue)
        else:
            chosen.append(cue)
    bounds = [sentence.first]
    for left, right in pairwise(chosen):
        bounds.append(_boundary(analysis, left[2], right[1]))
    bounds.append(sentence.last)
    return [
        part
        for (kind, first, last), low, high in zip(chosen, bounds, bounds[1:], strict=False)
        if len(chosen) == 1 or analysis.lexicon.commitments.clause_first or high - last >= _SHORT
        for part in _parts(analysis, Promise(kind, (first, last), low, high, index, known=first in known))
    ]


def _heard(analysis: Analysis, index: int, cues: list[_Cue]) -> list[_Cue]:
    """Words that the trained model surely takes for a promise's, far from those of the lexicon."""
    found: list[_Cue] = []
    for one in told(analysis, index):
        alone = all(one.first - last > _CLOSE or first - one.last > _CLOSE for _, first, last in cues)
        if alone and one.telling.kinds["commitment"] >= _ALONE:
            found.append((max(COMMITMENT_STATUSES, key=lambda status: one.telling.statuses[status]), one.first, one.last))
    return found


def hedges(analysis: Analysis, first: int, last: int) -> int:
    """How many words in a range of tokens make a wish, a view or an event of what is said."""
    return len(_words(analysis.lexicon).hedges.find(analysis.tokens, first, last))


def _cues(analysis: Analysis, first: int, last: int) -> list[_Cue]:
    """The words of promising in a range of tokens that no hedge covers."""
    words = _words(analysis.lexicon)
    hedged = words.hedges.find(analysis.tokens, first, last)
    return [
        (cast(Kind, match.value), match.first, match.last)
        for match in words.kinds.find(analysis.tokens, first, last)
        if not _name(analysis, match.first, match.last, first)
        and not any(
            hedge.first <= match.last and match.first <= hedge.last and not (match.first <= hedge.first and hedge.last <= match.last)
            for hedge in hedged
        )
    ]


def _name(analysis: Analysis, first: int, last: int, start: int) -> bool:
    """Whether a cue is one word inside its sentence with a capital: part of a name, where capitals tell names."""
    writing = analysis.lexicon.writing
    return (
        writing.capitals
        and not writing.nouns_capital
        and last - first == 1
        and first > start
        and analysis.tokens[first].capital
        and (analysis.tokens[first - 1].is_word)
    )


def _governing(analysis: Analysis, left: _Cue, right: _Cue) -> _Cue:
    """Of two cues beside each other the one that governs: the first, or the last where clauses stand before their verbs.

    What was agreed counts before what was announced of it.
    """
    if {left[0], right[0]} == {"agreed", "pledged"}:
        return left if left[0] == "agreed" else right
    return right if analysis.lexicon.commitments.clause_first else left


def _parted(analysis: Analysis, first: int, last: int) -> bool:
    return any(token.form in _SEMICOLONS for token in analysis.tokens[first:last])


def _separate(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a comma or a joint parts what stands before a range of tokens from what stands behind it."""
    return any(token.form in _COMMAS for token in analysis.tokens[first:last]) or bool(
        _words(analysis.lexicon).joints.find(analysis.tokens, first, last)
    )


def _boundary(analysis: Analysis, left: int, right: int) -> int:
    """Where the words of one cue end and those of the next begin: at a semicolon, else a comma, else where the clause's first cue ends."""
    if analysis.lexicon.commitments.clause_first:
        return left
    forms = [token.form for token in analysis.tokens[left:right]]
    for marks in (_SEMICOLONS, _COMMAS):
        places = [i for i, form in enumerate(forms) if form in marks]
        if places:
            return left + places[-1] + 1
    return (left + right) // 2 if right - left > 1 else right


def _parts(analysis: Analysis, promise: Promise) -> list[Promise]:
    """A promise cut at the joints that begin another under the same cue."""
    begin = promise.first if analysis.lexicon.commitments.clause_first else promise.cue[1] + 2
    joints = [m.first for m in _words(analysis.lexicon).joints.find(analysis.tokens, begin, promise.last)]
    if promise.kind in WEAK or not joints:
        return [promise]
    edges = [promise.first, *[joint for joint in joints if promise.last - joint > _SHORT and joint - begin >= _SHORT], promise.last]
    return [replace(promise, first=low, last=high, part=part) for part, (low, high) in enumerate(pairwise(edges))]
