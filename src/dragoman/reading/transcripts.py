"""Speech set off without quotation marks: the turns of a transcript, and sentences between dashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.language.analysis import Analysis
from dragoman.language.tokens import Sentence
from dragoman.reading.speakers import Candidate, Speaker, antecedent, candidates, signs, subject

_LABEL = 8
"""Tokens: the longest label of a turn ("DEPUTY MINISTER ANNA OF RURITANIA:")."""
_DASHES = frozenset("-–—")
_COMMAS = frozenset(",!?")
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, set off as speech: its parts as offsets in the text."""

    spans: tuple[tuple[int, int], ...]
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
    asked, before, answers = False, len(tokens), []
    answering: Speaker | None = None
    for paragraph in _paragraphs(analysis):
        first, last = paragraph[0].first, paragraph[-1].last
        colon = next((i for i in range(first + 1, min(first + _LABEL + 1, last)) if tokens[i].form in (":", "：", ".")), None)
        if colon is None or colon + 2 >= last:
            continue
        if _is(marks.questioner.at(tokens, first, colon), colon):
            asked, before = True, before if asked else first
            continue
        speaker = _label(analysis, first, colon)
        if speaker is None and _is(marks.answerer.at(tokens, first, colon), colon):
            speaker = answering or antecedent(analysis, before) or _main_person(analysis)
        if speaker is None or tokens[colon].form == "." or tokens[colon + 1].form in "\"“«„「'":
            continue
        answering = speaker
        answers.append(Turn(((tokens[colon + 1].start, tokens[last - 1].end),), speaker, 0.85))
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
    """Speech that begins with a dash, up to the words that say whose it is; or a whole paragraph behind a colon, or behind such speech."""
    tokens = analysis.tokens
    speaker: Speaker | None = None
    last: Speaker | None = None
    previous: list[Sentence] = []
    for paragraph in _paragraphs(analysis):
        speaker = speaker if previous and _opens(analysis, previous[0].first) else _announced(analysis, previous)
        for sentence in paragraph:
            if not _opens(analysis, sentence.first):
                continue
            turn = _closed(analysis, sentence, paragraph, last)
            if turn:
                speaker = last = turn.speaker
                yield turn
            elif speaker and sentence is paragraph[0]:
                yield Turn(((tokens[sentence.first + 1].start, tokens[paragraph[-1].last - 1].end),), speaker, 0.8)
        previous = paragraph


def _opens(analysis: Analysis, first: int) -> bool:
    tokens = analysis.tokens
    return first + 3 < len(tokens) and tokens[first].form in _DASHES and tokens[first + 1].spaced


def _announced(analysis: Analysis, paragraph: list[Sentence]) -> Speaker | None:
    """Who is about to speak, where the sentence before ends with a colon ("And he adds:")."""
    if not paragraph or analysis.tokens[paragraph[-1].last - 1].form not in (":", "："):
        return None
    first, last = paragraph[-1].first, paragraph[-1].last
    verb = next(iter(signs(analysis.lexicon).verbs.find(analysis.tokens, first, last)), None)
    chosen = subject(analysis, candidates(analysis, first, last), (verb.first, verb.last)) if verb else None
    return (chosen[0].speaker if chosen else None) or (antecedent(analysis, first) if verb else None)


def _closed(analysis: Analysis, sentence: Sentence, paragraph: list[Sentence], before: Speaker | None) -> Turn | None:
    """Speech and the words behind it that say whose it is: between two dashes, or behind a comma, and then the speech may go on."""
    tokens, last = analysis.tokens, paragraph[-1].last
    close = _closing(analysis, sentence.first + 1, last)
    if close is None:
        return None
    verb = next(iter(signs(analysis.lexicon).verbs.find(tokens, close + 1, min(last, close + _NEAR))))
    end = next(s.last for s in paragraph if s.last > close)
    chosen = subject(analysis, candidates(analysis, close, end), (verb.first, verb.last))
    speaker = (chosen[0].speaker if chosen else before) or antecedent(analysis, sentence.first)
    if speaker is None:
        return None
    spans = [(tokens[sentence.first + 1].start, tokens[close - 1].end)]
    if tokens[close].form not in _DASHES and end < last and not _opens(analysis, end):
        spans.append((tokens[end].start, tokens[last - 1].end))
    return Turn(tuple(spans), speaker, 0.9 if chosen else 0.65)


def _closing(analysis: Analysis, first: int, last: int) -> int | None:
    """The sign that ends speech, a verb of saying right behind it: a dash with spaces on both sides, or a comma."""
    tokens, verbs = analysis.tokens, signs(analysis.lexicon).verbs
    for i in range(first + 1, last - 1):
        dash = tokens[i].form in _DASHES and tokens[i].spaced and tokens[i + 1].spaced
        if dash and verbs.find(tokens, i + 1, min(last, i + 4)):
            return i
        if tokens[i].form in _COMMAS and verbs.at(tokens, i + 1, last):
            return i
    return None
