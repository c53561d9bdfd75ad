"""The turns of a transcript: paragraphs that begin with a label and a colon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from dragoman.language.analysis import Analysis
from dragoman.language.tokens import Sentence, fold
from dragoman.reading.speakers import Speaker, antecedent, candidates, signs

_LABEL = 14
"""Tokens: the longest label of a turn ("DEPUTY MINISTER ANNA OF RURITANIA:")."""
_TITLE = 3
"""Tokens: the longest title in front of a name in a label."""
_REMARK = 40
"""Tokens of a remark in brackets."""
_INITIALS = 4
_COLONS = frozenset(":：")
_OPENING, _CLOSING = frozenset("([（["), frozenset(")]）]")
_NO_LABEL = frozenset('"“«„「『»”!?。')
Kind = Literal["asks", "answers", "names"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, set off as speech: its parts as offsets in the text."""

    spans: tuple[tuple[int, int], ...]
    speaker: Speaker
    confidence: float


@dataclass(frozen=True, slots=True)
class _Label:
    """The label of a paragraph: its first token, where the speech behind it begins and ends, and whom it names."""

    first: int
    begin: int
    end: int
    written: str
    kind: Kind
    speaker: Speaker | None
    capitals: bool


def paragraphs(analysis: Analysis) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph."""
    for _, group in groupby(analysis.sentences, key=lambda sentence: sentence.paragraph):
        yield list(group)


def labelled(analysis: Analysis) -> list[Turn]:
    """What the labels of a transcript let somebody say who answers: a document has them if it has a questioner, labels in capitals, or one
    that comes again."""
    labels = [label for paragraph in paragraphs(analysis) if (label := _label(analysis, paragraph))]
    times = Counter(label.written for label in labels)
    asked = any(label.kind == "asks" for label in labels)
    sure = [one for one in labels if one.kind != "names" or asked or one.capitals or times[one.written] > 1]
    if not asked and len(sure) < 2:
        return []
    answering = antecedent(analysis, labels[0].first) or _main_person(analysis)
    meant: dict[str, Speaker | None] = {}
    found = []
    for label in sure:
        answering = meant.setdefault(label.written, label.speaker) or answering
        if label.kind != "asks" and answering:
            found.append(Turn(((analysis.tokens[label.begin].start, analysis.tokens[label.end - 1].end),), answering, 0.85))
    return found


def _label(analysis: Analysis, paragraph: list[Sentence]) -> _Label | None:
    first, end = paragraph[0].first, paragraph[-1].last
    tokens, marks = analysis.tokens, signs(analysis.lexicon)
    last, begin = _ends(analysis, first, end)
    if last is None or begin + 1 >= end or tokens[begin].form in _NO_LABEL:
        return None
    if any(token.form in _NO_LABEL or token.form.isdecimal() for token in tokens[first:last]):
        return None
    text = analysis.string(first, last)
    kind: Kind = "names"
    speaker = None
    if _covers(marks.questioner.at(tokens, first, last), last):
        kind = "asks"
    elif _covers(marks.answerer.at(tokens, first, last), last):
        kind = "answers"
    else:
        speaker = _named(analysis, first, last) or _initials(analysis, text)
    if kind == "names" and speaker is None:
        return None
    return _Label(first, begin, end, fold(text), kind, speaker, text.isupper())


def _ends(analysis: Analysis, first: int, end: int) -> tuple[int | None, int]:
    """Where a label ends, and where the speech behind it begins: behind a colon, which a remark in brackets may part from the label, or, in
    scripts that set no blanks between words, behind a blank."""
    tokens = analysis.tokens
    for i in range(first + 1, min(first + _LABEL + 1, end)):
        if tokens[i].form in _COLONS:
            return i, i + 1
        if tokens[i].form in _OPENING:
            close = next((k for k in range(i, min(i + _REMARK, end)) if tokens[k].form in _CLOSING), end)
            return (i, close + 2) if close + 1 < end and tokens[close + 1].form in _COLONS else (None, end)
        if tokens[first].unspaced and tokens[i].spaced:
            return (i, i) if i - first <= _TITLE else (None, end)
    return None, end


def _covers(match: object, last: int) -> bool:
    return match is not None and getattr(match, "last", None) == last


def _named(analysis: Analysis, first: int, last: int) -> Speaker | None:
    """The person whom a label names, and nothing else but a title in front, or one behind a comma."""
    found = [c for c in candidates(analysis, first, last) if c.kind in ("person", "office")]
    if not found or found[0].first - first > _TITLE:
        return None
    end = found[0].last
    for part in found[1:]:  # given name and family name, each found by itself
        end = part.last if part.first == end and part.speaker == found[0].speaker else end
    return found[0].speaker if end == last or analysis.tokens[end].form == "," else None


def _initials(analysis: Analysis, label: str) -> Speaker | None:
    """The person whose initials a label is."""
    if not (label.isupper() and 1 < len(label) <= _INITIALS):
        return None
    for person in analysis.persons:
        if "".join(word[0] for word in person.name.split()).upper() == label:
            return Speaker(person.name, person.party, "person")
    return None


def _main_person(analysis: Analysis) -> Speaker | None:
    """The person named oftenest."""
    named = Counter(mention.person for mention in analysis.mentions).most_common(1)
    person = analysis.persons[named[0][0]] if named else None
    return Speaker(person.name, person.party, "person") if person else None
