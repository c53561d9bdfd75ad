"""Who may have spoken: the persons, bodies and unnamed officials named near quoted words, and what tells the subject from other names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.language.analysis import Analysis, Person
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.language.tokens import fold
from dragoman.reading.bodies import noun_phrase, polity_near, polity_of
from dragoman.reading.capitalised import capitalised
from dragoman.reading.spans import quotations_in, quoted, sentence_of, token_at, within

Kind = Literal["person", "source", "pronoun", "office", "polity", "name"]
_COST: dict[Kind, int] = {"person": 0, "source": 2, "pronoun": 0, "office": 1, "polity": 4, "name": 6}
FAR = 24
"""Tokens: how far from its verb a subject may stand in a language with spaces; characters count for a third."""
_NEAR = 16
"""The same for bodies, papers and countries."""
_OPENING = 3
"""Tokens: a candidate so near to the beginning of its sentence is likely the subject of all of it."""
_WIDEST = 12
"""Tokens: more than any date, place or polity has."""
_MEMORY = 1500
"""Tokens: how far back a title is looked for with a name."""
_RUN = 6
"""Tokens: the longest name looked for behind a title."""
_BACK = 4
"""Sentences: how far back a pronoun may point."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text has them, and the polity they speak for."""

    name: str
    party: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text where a speaker may be named: token range, and the speaker, or None for a pronoun."""

    first: int
    last: int
    kind: Kind
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Signs:
    """The speech section of a lexicon, ready to be looked for."""

    verbs: Phrases[str]
    sources: Phrases[str]
    pronouns: Phrases[str]
    oblique: Phrases[str]
    oblique_after: Phrases[str]
    subject_marks: Phrases[str]
    naming: Phrases[str]
    closing: Phrases[str]
    company: Phrases[str]
    """Guests and hosts."""
    questioner: Phrases[str]
    answerer: Phrases[str]
    joints: Phrases[str]
    domains: Phrases[str]


@lru_cache(maxsize=64)
def signs(lexicon: Lexicon) -> Signs:
    """The phrases of a lexicon's speech section, compiled once."""
    speech, clitics = lexicon.speech, lexicon.writing.proclitics
    return Signs(
        verbs=compiled({"verb": speech.verbs, "cue": speech.cues}, clitics),
        joints=compiled({"": speech.genitive}, clitics),
        domains=compiled({"": lexicon.offices.domains}, clitics),
        company=compiled({"guest": speech.guests, "host": speech.hosts}, clitics),
        **{
            name: compiled({"": getattr(speech, name)}, clitics)
            for name in ("sources", "pronouns", "oblique", "oblique_after", "subject_marks", "naming", "closing", "questioner", "answerer")
        },
    )


def candidates(analysis: Analysis, first: int, last: int) -> list[Candidate]:
    """All that may be a speaker in a range of tokens, in order; of two that overlap, persons go before bodies, and these before offices."""
    found: list[Candidate] = []

    def add(start: int, end: int, kind: Kind, speaker: Speaker | None) -> None:
        if start >= first and end <= last and all(end <= other.first or start >= other.last for other in found):
            found.append(Candidate(start, end, kind, speaker))

    for mention in within(analysis.mentions, first, last):
        person = analysis.persons[mention.person]
        add(mention.first, mention.last, "person", Speaker(person.name, person.party, "person"))
    marks = signs(analysis.lexicon)
    for match in marks.sources.find(analysis.tokens, first, last):
        start, end = noun_phrase(analysis, (match.first, match.last), (first, last), marks.joints, marks.domains)
        add(start, end, "source", Speaker(analysis.string(start, end), polity_of(analysis, start, end), "source"))
    for match in marks.company.find(analysis.tokens, first, last):
        meant = _in_company(analysis, match.value, match.first)
        if meant:
            add(match.first, match.last, "person", meant)
    for match in marks.pronouns.find(analysis.tokens, first, last):
        add(match.first, match.last, "pronoun", None)
    for office in within(analysis.offices, first, last):
        add(office.first, office.last, "office", Speaker(office.text, polity_near(analysis, office.first, office.last), "office"))
    for named in within(analysis.polities, first, last):
        if named.form != "adjective" and analysis.tokens[named.last - 1].end - analysis.tokens[named.first].start > 1:
            add(named.first, named.last, "polity", Speaker(analysis.string(named.first, named.last), named.code, "polity"))
    for start, end in capitalised(analysis, marks.verbs, first, last):
        if any(date.last > start for date in within(analysis.dates, start - _WIDEST, end)):
            continue
        if any(place.last > start for place in within(analysis.places, start - _WIDEST, end)):
            continue
        add(start, end, "name", _known(analysis, start, end))
    return [_resolved(analysis, c) for c in _without_titles(analysis, _joined(analysis, sorted(found, key=lambda c: c.first)))]


def _in_company(analysis: Analysis, role: str, token: int) -> Speaker | None:
    """Who is the guest or the host: of the country of the town named last, or not; the one named last."""
    home = next((place.country for place in reversed(within(analysis.places, 0, token)) if place.country), None)
    for mention in reversed(within(analysis.mentions, 0, token)):
        person = analysis.persons[mention.person]
        if home and person.party and (person.party == home) == (role == "host"):
            return Speaker(person.name, person.party, "person")
    return None


def _known(analysis: Analysis, first: int, last: int) -> Speaker:
    """The person who has a name's last word, if the document knows one; else the name itself."""
    name = analysis.string(first, last)
    known = [person for person in analysis.persons if fold(person.name).split()[-1:] == [analysis.tokens[last - 1].form]]
    return Speaker(known[0].name, known[0].party, "person") if known else Speaker(name, None, "name")


def _joined(analysis: Analysis, found: list[Candidate]) -> list[Candidate]:
    """A person and the title right before or behind the name are one candidate, and so are two nouns of one body ("embassy spokesman")."""
    joined: list[Candidate] = []
    for candidate in found:
        before = joined[-1] if joined and joined[-1].last == candidate.first else None
        kinds = {before.kind, candidate.kind} if before else set()
        if before and kinds == {"source"}:
            party = (before.speaker and before.speaker.party) or (candidate.speaker and candidate.speaker.party)
            body = Speaker(analysis.string(before.first, candidate.last), party or None, "source")
            joined[-1] = Candidate(before.first, candidate.last, "source", body)
        elif before and kinds in ({"person", "source"}, {"person", "office"}):
            person = before if before.kind == "person" else candidate
            joined[-1] = Candidate(before.first, candidate.last, "person", person.speaker)
        else:
            joined.append(candidate)
    return joined


def _without_titles(analysis: Analysis, found: list[Candidate]) -> list[Candidate]:
    """Without bodies and offices that only tell who the person named right behind them, or right before a comma, is."""
    kept: list[Candidate] = []
    for candidate in reversed(found):
        behind = kept[-1] if kept else None
        named = candidate.kind in ("source", "office", "name")
        if not (named and behind and _is_name(behind) and _close(analysis, candidate.last, behind.first, 4, comma=False)):
            kept.append(candidate)
    kept.reverse()
    return [
        candidate
        for before, candidate in zip([None, *kept], kept, strict=False)
        if not (
            candidate.kind in ("source", "office")
            and before
            and before.kind == "person"
            and _close(analysis, before.last, candidate.first, 3, comma=True)
        )
    ]


def _is_name(candidate: Candidate) -> bool:
    return candidate.kind == "person" or (candidate.kind == "name" and candidate.last - candidate.first > 1)


def _close(analysis: Analysis, first: int, last: int, most: int, comma: bool) -> bool:
    """Whether few tokens lie between, no verb of saying and nothing oblique; with ``comma``, a comma first, else only words."""
    between = analysis.tokens[first:last]
    marks = signs(analysis.lexicon)
    if len(between) > most or (comma and (not between or between[0].form not in (",", "،"))):
        return False
    words = between[1:] if comma else between
    plain = all(token.is_word for token in words)
    return plain and not marks.verbs.find(analysis.tokens, first, last) and (comma or not marks.oblique.find(analysis.tokens, first, last))


def _resolved(analysis: Analysis, candidate: Candidate) -> Candidate:
    """A title alone stands for the person named last before it who bears it; one of a single word that nobody bears is like a pronoun."""
    if candidate.kind not in ("source", "office") or candidate.speaker is None:
        return candidate
    head = fold(candidate.speaker.name).split()
    titles = within(analysis.offices, candidate.first, candidate.last)
    level = titles[0].level if titles and candidate.kind == "office" else None
    told = _told_of(analysis, candidate.first)
    mentions = [m for m in reversed(within(analysis.mentions, 0, candidate.first)) if m.person not in told]
    named = [person for person in (analysis.persons[m.person] for m in mentions) if _of(person, candidate.speaker.party)]
    offices = [(person, fold(person.office or "").split()) for person in named]
    heads = {head[0], head[-1]} if candidate.kind == "office" else _nouns(analysis, candidate)
    fitting = [(person, office) for person, office in offices if level is None or person.level in (None, level)]
    bearer = next((person for person, office in fitting if heads & {*office[:1], *office[-1:]}), None)
    bearer = bearer or next((person for person in named if level and person.level == level), None)
    if bearer:
        return Candidate(candidate.first, candidate.last, "person", Speaker(bearer.name, bearer.party, "person"))
    meant = _named_elsewhere(analysis, candidate) or (_without_title(analysis, candidate.first) if candidate.kind == "office" else None)
    if meant:
        return Candidate(candidate.first, candidate.last, "person", meant)
    return Candidate(candidate.first, candidate.last, "office", None) if candidate.kind == "office" and len(head) == 1 else candidate


def _told_of(analysis: Analysis, token: int) -> set[int]:
    """The persons named in the quotations of a token's sentence: whoever speaks there speaks of others."""
    index = sentence_of(analysis, token)
    if index is None:
        return set()
    sentence = analysis.sentences[index]
    beside = quotations_in(analysis, analysis.tokens[sentence.first].start, analysis.tokens[sentence.last - 1].start)
    spans = [(token_at(analysis, quotation.start), token_at(analysis, quotation.end)) for quotation in beside]
    return {mention.person for first, last in spans for mention in within(analysis.mentions, first, last)}


def _of(person: Person, party: str | None) -> bool:
    """Whether a person may be of a polity, as far as both are known."""
    return person.party is None or party is None or person.party == party


def _without_title(analysis: Analysis, token: int) -> Speaker | None:
    """The person without a title so far who stands first in the nearest sentence that names any: "D. came to R. Later the minister …"."""
    last = sentence_of(analysis, max(0, token - 1))
    for k in range(last, max(-1, last - _BACK), -1) if last is not None else ():
        sentence = analysis.sentences[k]
        persons = [analysis.persons[m.person] for m in within(analysis.mentions, sentence.first, min(sentence.last, token))]
        if persons:
            return next((Speaker(person.name, person.party, "person") for person in persons if person.office is None), None)
    return None


def _nouns(analysis: Analysis, candidate: Candidate) -> set[str]:
    """The words of a body's name that make it one, without what it is for."""
    found = signs(analysis.lexicon).sources.find(analysis.tokens, candidate.first, candidate.last)
    return {analysis.tokens[i].form for match in found for i in range(match.first, match.last)}


def _named_elsewhere(analysis: Analysis, candidate: Candidate) -> Speaker | None:
    """The name of several words that the same title bears at another place, right behind it or after a comma."""
    tokens = analysis.tokens
    title = [token.form for token in tokens[candidate.first : candidate.last]]
    size = len(title)
    for i in range(max(0, candidate.first - _MEMORY), candidate.first):
        if tokens[i].form != title[0] or [token.form for token in tokens[i : i + size]] != title:
            continue
        start = i + size + (tokens[i + size].form == ",")
        runs = capitalised(analysis, signs(analysis.lexicon).verbs, start, min(len(tokens), start + _RUN))
        if runs and runs[0][0] == start and runs[0][1] - start > 1:
            return _known(analysis, *runs[0])
    return None


def subject(analysis: Analysis, found: list[Candidate], verb: tuple[int, int]) -> tuple[Candidate, float] | None:
    """The candidate that is likest the subject of a verb (a token range), and how far off it is: 0 and less is next to it."""
    best: tuple[float, Candidate] | None = None
    for candidate in found:
        between = verb[0] - candidate.last if candidate.last <= verb[0] else candidate.first - verb[1]
        cost = _length(analysis, between, candidate) + _cost(candidate) + _case(analysis, candidate)
        if best is None or cost < best[0]:
            best = cost, candidate
    return (best[1], best[0]) if best and best[0] <= (FAR if best[1].kind in ("person", "pronoun", "office") else _NEAR) else None


def title(analysis: Analysis, candidate: Candidate) -> Speaker | None:
    """The title itself as a speaker, where nobody in the text can be meant by it; None for a pronoun."""
    return Speaker(analysis.string(candidate.first, candidate.last), None, "office") if candidate.kind == "office" else None


def antecedent(analysis: Analysis, token: int, known: bool = True) -> Speaker | None:
    """Whom a pronoun at a token, or a verb without a subject, may mean: who stands first in the nearest sentence with any person.

    Only persons whom the analysis found, or, with ``known`` false, any name of several words.
    """
    last = sentence_of(analysis, max(0, token - 1))
    for k in range(last, max(-1, last - _BACK), -1) if last is not None else ():
        sentence = analysis.sentences[k]
        found = candidates(analysis, sentence.first, min(sentence.last, token))
        persons = [c for c in found if (c.kind == "person" if known else _is_name(c)) and not quoted(analysis, c.first)]
        if persons:
            return min(persons, key=lambda c: (_case(analysis, c) > 0, c.first)).speaker
    return None


def _cost(candidate: Candidate) -> int:
    """What the kind of a candidate says against it; a name of several words is likelier a person's or a paper's."""
    return 2 if candidate.kind == "name" and candidate.last - candidate.first > 1 else _COST[candidate.kind]


def _length(analysis: Analysis, between: int, candidate: Candidate) -> float:
    return between / 3 if analysis.tokens[candidate.last - 1].unspaced else between


def _case(analysis: Analysis, candidate: Candidate) -> float:
    """What its place and the small words around a candidate say against its being the subject, or, below 0, for it."""
    tokens, marks = analysis.tokens, signs(analysis.lexicon)
    sentence = sentence_of(analysis, candidate.first)
    begins = sentence is not None and candidate.first <= analysis.sentences[sentence].first + _OPENING
    opening = begins and candidate.kind in ("person", "pronoun")
    cost = -5.0 if opening else 0.0
    for start in range(max(0, candidate.first - 3), candidate.first):
        match = marks.oblique.at(tokens, start, candidate.first)
        if match and match.last == candidate.first:
            cost += 12
            break
    if marks.oblique_after.at(tokens, candidate.last, min(len(tokens), candidate.last + 4)):
        cost += 9
    elif marks.subject_marks.at(tokens, candidate.last, min(len(tokens), candidate.last + 4)):
        cost -= 8
    return cost
