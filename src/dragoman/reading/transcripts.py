"""Speech set off without quotation marks: the turns of a transcript, and sentences between dashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.language.analysis import Analysis
from dragoman.language.tokens import Sentence
from dragoman.reading.speakers import Candidate, Speaker, candidates, signs, subject

_LABEL = 8
"""Tokens: the longest label of a turn ("DEPUTY MINISTER ANNA OF RURITANIA:")."""
_DASHES = frozenset("-–—")
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, set off as speech: offsets in the text."""

    start: int
    end: int
    speaker: Speaker
    confidence: float


def turns(analysis: Analysis) -> list[Turn]:
    """The turns of a transcript that answer, and speech between dashes where the language sets it so."""
    found = list(_labelled(analysis))
    if analysis.lexicon.speech.dash:
        found += _dashed(analysis)
    return found


def _paragraphs(analysis: Analysis) -> Iterator[list[Sentence]]:
    for _, group in groupby(analysis.sentences, key=lambda sentence: sentence.paragraph):
        yield list(group)


def _labelled(analysis: Analysis) -> Iterator[Turn]:
    """Paragraphs that begin with a label and a colon, in a document that has a questioner or two such labels of persons."""
    tokens, marks = analysis.tokens, signs(analysis.lexicon)
    asked, answers = False, []
    answering: Speaker | None = None
    for paragraph in _paragraphs(analysis):
        first, last = paragraph[0].first, paragraph[-1].last
        colon = next((i for i in range(first + 1, min(first + _LABEL + 1, last)) if tokens[i].form in (":", "：", ".")), None)
        if colon is None or colon + 2 >= last:
            continue
        if _is(marks.questioner.at(tokens, first, colon), colon):
            asked = True
            continue
        speaker = _label(analysis, first, colon)
        if speaker is None and _is(marks.answerer.at(tokens, first, colon), colon):
            speaker = answering or _main_person(analysis)
        if speaker is None or tokens[colon].form == "." or tokens[colon + 1].form in "\"“«„「'":
            continue
        answering = speaker
        answers.append(Turn(tokens[colon + 1].start, tokens[last - 1].end, speaker, 0.85))
    if asked or len(answers) > 2:
        yield from answers


def _is(match: object, colon: int) -> bool:
    return match is not None and getattr(match, "last", None) == colon


def _label(analysis: Analysis, first: int, colon: int) -> Speaker | None:
    """The person whom a label names, and nothing else."""
    found = [c for c in candidates(analysis, first, colon) if c.kind in ("person", "office") and c.last == colon]
    if not found or found[0].first - first > 3 or (found[0].kind == "person" and not _met(analysis, found[0])):
        return None
    return found[0].speaker


def _met(analysis: Analysis, label: Candidate) -> bool:
    """Whether a label of a single word names a person whom the text names elsewhere too ("MORE:" names none)."""
    if label.last - label.first > 1 or label.speaker is None:
        return True
    return sum(analysis.persons[mention.person].name == label.speaker.name for mention in analysis.mentions) > 1


def _main_person(analysis: Analysis) -> Speaker | None:
    if not analysis.mentions:
        return None
    counts: dict[int, int] = {}
    for mention in analysis.mentions:
        counts[mention.person] = counts.get(mention.person, 0) + 1
    person = analysis.persons[max(counts, key=lambda k: (counts[k], -k))]
    return Speaker(person.name, person.party, "person")


def _dashed(analysis: Analysis) -> Iterator[Turn]:
    """Sentences that begin with a dash, up to the dash before the verb of saying."""
    tokens, verbs = analysis.tokens, signs(analysis.lexicon).verbs
    for paragraph in _paragraphs(analysis):
        last = paragraph[-1].last
        for sentence in paragraph:
            if tokens[sentence.first].form not in _DASHES or sentence.first + 3 >= last or not tokens[sentence.first + 1].spaced:
                continue
            close = _closing_dash(analysis, sentence.first + 1, last)
            verb = close and next(iter(verbs.find(tokens, close + 1, min(last, close + _NEAR))), None)
            if not close or not verb:
                continue
            end = next(s.last for s in paragraph if s.last > close)
            chosen = subject(analysis, candidates(analysis, close, end), (verb.first, verb.last))
            speaker = chosen[0].speaker if chosen else _before(analysis, sentence.first)
            if speaker:
                yield Turn(tokens[sentence.first + 1].start, tokens[close - 1].end, speaker, 0.9 if chosen else 0.65)


def _closing_dash(analysis: Analysis, first: int, last: int) -> int | None:
    """The dash that ends speech: spaces on both sides, a verb of saying right behind it."""
    tokens, verbs = analysis.tokens, signs(analysis.lexicon).verbs
    for i in range(first + 1, last - 1):
        if tokens[i].form in _DASHES and tokens[i].spaced and tokens[i + 1].spaced and verbs.find(tokens, i + 1, min(last, i + 4)):
            return i
    return None


def _before(analysis: Analysis, token: int) -> Speaker | None:
    """The person named last before a token."""
    mentions = [mention for mention in analysis.mentions if mention.last <= token]
    if not mentions:
        return None
    person = analysis.persons[mentions[-1].person]
    return Speaker(person.name, person.party, "person")
