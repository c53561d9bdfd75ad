"""Direct speech: words in quotation marks, or set off as speech, with whoever said them.

The words around a quotation, in its sentence and in a sentence before it that ends with a colon, are searched for a verb of saying and for
its subject. Quoted words without either are the names of things, or somebody's irony, and no statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.language.analysis import Analysis, Quotation
from dragoman.model import Statement
from dragoman.reading.dashes import dashed
from dragoman.reading.governors import governing_subject, governor
from dragoman.reading.spans import sentence_of, token_at
from dragoman.reading.speakers import Candidate, Speaker, antecedent, candidates, signs, subject, title
from dragoman.reading.syntax import Syntax
from dragoman.reading.told import owns, told
from dragoman.reading.topics import topics
from dragoman.reading.transcripts import Turn, labelled

LEAST = 0.4
_NEAR, _REACH = 18, 30
"""Tokens: how far behind a quotation its verb may stand, and how far before it."""
_BESIDE = 6
"""Tokens: the same behind few words in a script without capitals, where names are quoted to set them off."""
_CLAUSE = 4
"""Words: so many may be a part of another's clause and still be speech; fewer are the name of something."""
_COST = {"person": 0.0, "office": 0.1, "source": 0.1, "pronoun": 0.2, "polity": 0.3, "name": 0.4}
"""How much more surely a candidate must belong to the word of saying than a person would."""
_HEARD = 0.7
"""The probability from which on the trained model's word for an act of speech, and for whose it is, counts."""
_BETWEEN = 2
"""Sentences: how many may part a quotation that stands alone from the one that it goes on with."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A quotation with the token ranges around it that may name its speaker."""

    quotation: Quotation
    first: int
    last: int
    """The quotation's own tokens."""
    lead: tuple[int, int]
    tail: tuple[int, int]
    sentence: int
    """The first of the sentences that it touches."""
    end_sentence: int
    colon: bool
    """The lead ends with a colon."""


@dataclass(frozen=True, slots=True)
class _Attribution:
    """A speaker for a quotation, how sure that is, and whether the speaker is named beside this very quotation."""

    speaker: Speaker
    confidence: float
    own: bool


@dataclass(slots=True)
class _Statement:
    frames: list[_Frame]
    attribution: _Attribution


def statements(analysis: Analysis) -> list[Statement]:
    """All direct speech of a document that has a speaker, in the document's order."""
    found: list[_Statement] = []
    last: Speaker | None = None
    for frame in _frames(analysis):
        attribution = _attribute(analysis, frame, last, found[-1] if found else None)
        if attribution is None or attribution.confidence < LEAST:
            continue
        if found and _continues(analysis, found[-1], frame, attribution):
            found[-1].frames.append(frame)
        else:
            found.append(_Statement([frame], attribution))
        last = attribution.speaker
    turns = [*labelled(analysis), *(dashed(analysis) if analysis.lexicon.speech.dash else ())]
    spoken = [_turn(analysis, turn) for turn in turns]
    return sorted([_statement(analysis, one) for one in found] + spoken, key=lambda one: one.span or (0, 0))


def _turn(analysis: Analysis, turn: Turn) -> Statement:
    return _built(analysis, list(turn.spans), turn.speaker, turn.confidence)


def _statement(analysis: Analysis, found: _Statement) -> Statement:
    spans = [(frame.quotation.start, frame.quotation.end) for frame in found.frames]
    return _built(analysis, spans, found.attribution.speaker, found.attribution.confidence)


def _built(analysis: Analysis, spans: list[tuple[int, int]], speaker: Speaker, confidence: float) -> Statement:
    """The statement of spans of text; its evidence is the longest of them."""
    start, end = max(spans, key=lambda span: span[1] - span[0])
    about: dict[str, None] = {}
    for span in spans:
        about |= dict.fromkeys(topics(analysis, token_at(analysis, span[0]), token_at(analysis, span[1])))
    return Statement(
        speaker=speaker.name,
        party=speaker.party,
        quote=" … ".join(" ".join(analysis.text[a:b].split()) for a, b in spans),
        topics=tuple(about),
        evidence=analysis.text[start:end],
        span=(start, end),
        confidence=round(min(confidence, 1.0), 3),
    )


def _frames(analysis: Analysis) -> list[_Frame]:
    """The outermost quotations, each with the words around it."""
    outer: list[Quotation] = []
    for quotation in analysis.quotations:
        if not outer or quotation.start >= outer[-1].end:
            outer.append(quotation)
    ranges = [(token_at(analysis, q.start), token_at(analysis, q.end)) for q in outer]
    frames: list[_Frame] = []
    for i, (quotation, (first, last)) in enumerate(zip(outer, ranges, strict=True)):
        k, end_sentence = sentence_of(analysis, first), sentence_of(analysis, last - 1)
        if k is None or end_sentence is None:
            continue
        begin, end = analysis.sentences[k].first, analysis.sentences[end_sentence].last
        bare = not any(token.is_word for token in analysis.tokens[begin:first])
        if bare and k > 0 and _ends_with_colon(analysis, k - 1):
            begin = analysis.sentences[k - 1].first
        before = ranges[i - 1][1] if i else 0
        after = ranges[i + 1][0] if i + 1 < len(ranges) else len(analysis.tokens)
        tail = _tail(analysis, end_sentence, last, max(last, min(end, after)))
        lead = (max(begin, before), first)
        colon = any(token.form in (":", "：") for token in analysis.tokens[max(lead[0], first - 3) : first])
        frames.append(_Frame(quotation, first, last, lead, tail, k, end_sentence, colon))
    for i in range(len(frames) - 2, -1, -1):
        if frames[i + 1].sentence == frames[i].end_sentence and _listed(analysis, frames[i]):
            frames[i] = replace(frames[i], tail=frames[i + 1].tail)
    return frames


def _listed(analysis: Analysis, frame: _Frame) -> bool:
    """Whether a quotation is joined to the next one as in a list: by a comma, a conjunction."""
    between = analysis.tokens[frame.tail[0] : frame.tail[1]]
    return sum(token.is_word for token in between) <= 1 and not signs(analysis.lexicon).verbs.find(analysis.tokens, *frame.tail)


def _tail(analysis: Analysis, sentence: int, first: int, last: int) -> tuple[int, int]:
    """The words behind a quotation: to a full stop among them, and through a sentence that only says whose words these were."""
    tokens = analysis.tokens
    stop = next((i for i in range(first + 1, last - 1) if tokens[i].form == "." and tokens[i + 1].capital and i - first <= 1), last)
    if not any(token.is_word for token in tokens[first:last]) and sentence + 1 < len(analysis.sentences):
        following = analysis.sentences[sentence + 1]
        closing = signs(analysis.lexicon).closing.at(tokens, following.first, following.last)
        if closing and following.paragraph == analysis.sentences[sentence].paragraph:
            return first, following.last
    return first, stop


def _ends_with_colon(analysis: Analysis, sentence: int) -> bool:
    return analysis.tokens[analysis.sentences[sentence].last - 1].form == ":"


def _attribute(analysis: Analysis, frame: _Frame, last: Speaker | None, before: _Statement | None) -> _Attribution | None:
    """The likeliest speaker of a quotation, or None where nothing makes it speech."""
    near = before is not None and frame.sentence - before.frames[-1].end_sentence <= 1
    ways = (_by_lead(analysis, frame, last, near), _by_tail(analysis, frame, last, near), _by_telling(analysis, frame, last, near))
    options = [option for option in ways if option]
    if not options:
        options += _by_tree(analysis, frame, last, near)
    if not options and before is not None:
        options += _by_neighbour(analysis, frame, before)
    if not options:
        options += _by_length(analysis, frame, last)
    if not options:
        return None
    best = max(options, key=lambda option: option.confidence)
    return _Attribution(best.speaker, best.confidence * _like_speech(analysis, frame), best.own)


def _by_lead(analysis: Analysis, frame: _Frame, last: Speaker | None, near: bool) -> _Attribution | None:
    """A verb of saying before the quotation, and its subject."""
    first, end = frame.lead
    verbs = [match for match in signs(analysis.lexicon).verbs.find(analysis.tokens, first, end) if end - match.last <= _REACH]
    found = candidates(analysis, first, end)
    if not verbs or (analysis.lexicon.speech.subject_before and not frame.colon):
        return _by_name(frame, found)
    verb = verbs[-1]
    chosen = subject(analysis, found, (verb.first, verb.last))
    confidence = 0.95 if frame.colon or end - verb.last <= 4 else 0.83
    return _chosen(analysis, chosen, verb.first, last, near, confidence)


def _by_name(frame: _Frame, found: list[Candidate]) -> _Attribution | None:
    """A name right before the quotation, as in headlines, or before its colon."""
    last = found[-1] if found else None
    if last is None or last.speaker is None or last.kind not in ("person", "source", "office"):
        return None
    if frame.lead[1] - last.last > 1 + frame.colon:
        return None
    return _Attribution(last.speaker, 0.85 if frame.colon else 0.6 if last.kind == "person" else 0.3, True)


def _by_tail(analysis: Analysis, frame: _Frame, last: Speaker | None, near: bool) -> _Attribution | None:
    """A verb of saying behind the quotation; its subject stands beside it or, as in head-final languages, before the quotation."""
    first, end = frame.tail
    reach = _NEAR if analysis.lexicon.writing.capitals or _words(analysis, frame) >= 5 else _BESIDE
    verbs = [match for match in signs(analysis.lexicon).verbs.find(analysis.tokens, first, end) if match.first - first <= reach]
    if not verbs:
        return None
    verb = verbs[0]
    chosen = subject(analysis, candidates(analysis, first, end), (verb.first, verb.last))
    confidence = 0.95 - 0.02 * (verb.first - first)
    if chosen is None or analysis.lexicon.speech.subject_before:
        before = subject(analysis, candidates(analysis, *frame.lead), (frame.first, frame.first))
        if before and (chosen is None or before[1] <= chosen[1]):
            chosen = before
            confidence -= 0.05
    return _chosen(analysis, chosen, verb.first, last, near, confidence)


def _chosen(
    analysis: Analysis, chosen: tuple[Candidate, float] | None, verb: int, last: Speaker | None, near: bool, confidence: float
) -> _Attribution | None:
    """The attribution to a subject found.

    A pronoun, and a verb without a subject, stand for the speaker of a quotation right before (``near``), or whom the text is about.
    """
    if chosen is None:
        speaker = (last if near else None) or antecedent(analysis, verb) or last or antecedent(analysis, verb, known=False)
        return _Attribution(speaker, confidence * 0.7, False) if speaker else None
    candidate, cost = chosen
    meant = candidate.speaker or (last if near else None) or antecedent(analysis, candidate.first) or last
    meant = meant or antecedent(analysis, candidate.first, known=False) or title(analysis, candidate)
    return _Attribution(meant, confidence - 0.01 * max(cost, 0), True) if meant else None


def _by_telling(analysis: Analysis, frame: _Frame, last: Speaker | None, near: bool) -> _Attribution | None:
    """The word beside the quotation that the trained model takes for one of saying, and who belongs to it."""
    beside = [
        one
        for index in range(frame.sentence, frame.end_sentence + 1)
        for one in told(analysis, index)
        if one.telling.kinds["statement"] >= _HEARD and any(low <= one.first < high for low, high in (frame.lead, frame.tail))
    ]
    if not beside:
        return None
    verb = max(beside, key=lambda one: one.telling.kinds["statement"])
    found = [*candidates(analysis, *frame.lead), *candidates(analysis, *frame.tail)]
    chosen = max(found, key=lambda c: owns(analysis, verb.telling, c) - _COST[c.kind], default=None)
    sure = owns(analysis, verb.telling, chosen) if chosen else 0.0
    said = 0.7 + 0.25 * verb.telling.kinds["statement"]
    if chosen is None or sure < _HEARD:
        return None
    return _chosen(analysis, (chosen, 0.0), verb.first, last, near, said)


def _by_neighbour(analysis: Analysis, frame: _Frame, before: _Statement) -> list[_Attribution]:
    """A quotation in the same sentence as another, or in a sentence or paragraph of its own behind it, goes on with it."""
    previous = before.frames[-1]
    if previous.end_sentence >= frame.sentence:
        return [_Attribution(before.attribution.speaker, 0.6, False)]
    alone = not any(token.is_word for token in (*analysis.tokens[slice(*frame.lead)], *analysis.tokens[slice(*frame.tail)]))
    between = range(previous.end_sentence + 1, frame.sentence)
    if not alone or len(between) > _BETWEEN or any(_names_another(analysis, k, before.attribution.speaker) for k in between):
        return []
    if between:
        return [_Attribution(before.attribution.speaker, 0.55, True)]
    same = analysis.sentences[frame.sentence].paragraph == analysis.sentences[previous.end_sentence].paragraph
    return [_Attribution(before.attribution.speaker, 0.85 if same or not previous.quotation.closed else 0.6, False)]


def _names_another(analysis: Analysis, sentence: int, speaker: Speaker) -> bool:
    within = analysis.sentences[sentence]
    return any(c.kind == "person" and c.speaker != speaker for c in candidates(analysis, within.first, within.last))


def _by_tree(analysis: Analysis, frame: _Frame, last: Speaker | None, near: bool) -> list[_Attribution]:
    """The subject of whatever verb governs the quotation."""
    verb = governor(analysis, frame.quotation, parts=_words(analysis, frame) >= _CLAUSE)
    if verb is None:
        return []
    found = [*candidates(analysis, *frame.lead), *candidates(analysis, *frame.tail)]
    chosen = governing_subject(analysis, Syntax(analysis), verb, found)
    if chosen is None or chosen.kind not in ("person", "source", "pronoun", "office"):
        return []
    option = _chosen(analysis, (chosen, 0.0), verb[0], last, near, 0.7)
    return [option] if option else []


def _by_length(analysis: Analysis, frame: _Frame, last: Speaker | None) -> list[_Attribution]:
    """Words too long for a name, beside somebody who may have said them."""
    if _words(analysis, frame) < 7:
        return []
    for zone, at in ((frame.tail, frame.last), (frame.lead, frame.first)):
        chosen = subject(analysis, candidates(analysis, *zone), (at, at))
        option = _chosen(analysis, chosen, at, last, False, 0.6) if chosen else None
        if option:
            return [option]
    return []


def _words(analysis: Analysis, frame: _Frame) -> float:
    """The length of a quotation in words; two characters of a script without spaces count as one."""
    tokens = [token for token in analysis.tokens[frame.first : frame.last] if token.is_word]
    return sum(0.5 if token.unspaced else 1.0 for token in tokens)


def _like_speech(analysis: Analysis, frame: _Frame) -> float:
    """How much quoted words are like speech and not like the name of something: a factor."""
    words = [token for token in analysis.tokens[frame.first : frame.last] if token.is_word]
    count = _words(analysis, frame)
    if count < 2:
        return 0.0
    factor = 1.0 if count >= 4 else 0.85
    if _single(analysis, frame.quotation) and any(not _single(analysis, other) for other in analysis.quotations):
        factor *= 0.7
    writing, marks = analysis.lexicon.writing, signs(analysis.lexicon)
    telling = [word for word in words if len(word.form) > 3]
    if writing.capitals and telling and count <= 8 and all(word.capital or word.form.isdigit() for word in telling):
        factor *= 0.7 if len(words) == 1 or writing.nouns_capital else 0.35
    mark = frame.first - 1
    final = analysis.text[frame.quotation.end - 1]
    if analysis.lexicon.speech.endings and final.isalnum() and final not in analysis.lexicon.speech.endings:
        factor *= 0.6
    named = any(match.last == mark for match in marks.naming.find_all(analysis.tokens, max(frame.lead[0], mark - 4), mark))
    if named or marks.naming.at(analysis.tokens, frame.last + 1, frame.tail[1]):
        factor *= 0.35
    return factor


def _single(analysis: Analysis, quotation: Quotation) -> bool:
    """Whether single marks are used; where others are too, single ones set off names and irony."""
    before = analysis.text[max(0, quotation.start - 2) : quotation.start]
    return before[-1:] in ("'", "‘", "‚") and before != "''"


def _continues(analysis: Analysis, before: _Statement, frame: _Frame, attribution: _Attribution) -> bool:
    """Whether a quotation is a further part of the statement before it: broken by its attribution, or going on behind it."""
    if before.attribution.speaker != attribution.speaker:
        return False
    previous = before.frames[-1]
    if previous.end_sentence >= frame.sentence or frame.lead[0] == previous.last:
        return True
    if not previous.quotation.closed:
        return True
    lead_first = analysis.sentences[frame.sentence].first
    bare = not any(token.is_word for token in analysis.tokens[lead_first : frame.first])
    same = analysis.sentences[frame.sentence].paragraph == analysis.sentences[previous.end_sentence].paragraph
    return bare and same and not attribution.own and frame.sentence - previous.end_sentence == 1
