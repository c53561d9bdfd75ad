"""The parties of persons of whom no sentence says for whom they act.

A ministry's release leaves its own country out ("Vice Foreign Minister Lim"), a report from a visit leaves out the host's. What is left out
is told by the company: the person's counterpart is known, and so is the country where they meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from dragoman.language.analysis import Analysis, within
from dragoman.language.lexicon import Lexicon
from dragoman.language.officials import polity_of
from dragoman.language.polities import find_polities
from dragoman.language.tokens import Sentence, tokenise
from dragoman.reading.cues import words

_LEAST = 2
"""The weight from which on a polity is one of those that a document is about: it stands in the lead, or is named twice."""


def with_affiliations(analysis: Analysis) -> Analysis:
    """The analysis with a party for every person for whom the document leaves no doubt.

    Officials on record come first, then two rounds of company (what the first has told helps the second), then the publisher's country and
    the country named nearest.
    """
    bounds = analysis.published.bounds() if analysis.published else None
    year = bounds[0].year if bounds else None
    analysis = _filled(analysis, lambda index: polity_of(analysis.persons[index].name, year))
    dyad = main_parties(analysis)
    home = publisher_polity(analysis)
    for _ in range(2):
        analysis = _filled(analysis, partial(_by_company, analysis=analysis, dyad=dyad))
    analysis = _filled(analysis, lambda index: home or _nearest(index, analysis))
    if not analysis.lexicon.writing.capitals:
        return analysis
    return _filled(analysis, lambda index: analysis.lexicon.offices.home or None if analysis.persons[index].office else None)


def _filled(analysis: Analysis, party_of: Callable[[int], str | None]) -> Analysis:
    """The analysis with the parties that a rule finds for those who have none."""
    persons = tuple(person if person.party else replace(person, party=party_of(i)) for i, person in enumerate(analysis.persons))
    return replace(analysis, persons=persons)


def _by_company(index: int, analysis: Analysis, dyad: tuple[str, ...]) -> str | None:
    """The country of a person whose name is of the document's own language, or whose counterpart is known; which goes first is the
    language's."""
    domestic = analysis.lexicon.offices.home if _domestic(index, analysis, dyad) else None
    company = _from_company(index, analysis, dyad)
    return domestic or company if analysis.lexicon.writing.names_first else company or domestic


def publisher_polity(analysis: Analysis) -> str | None:
    """The polity whose institution published the document, if its publisher's name says so."""
    if not analysis.publisher:
        return None
    found = find_polities(analysis.publisher, tokenise(analysis.publisher), analysis.lexicon)
    return found[0].code if found else None


def _native(name: str, lexicon: Lexicon) -> bool:
    """Whether a name has the shape of the language's own names, in scripts that show it: a family name's sign in front, or (Japanese)
    kanji."""
    writing = lexicon.writing
    if writing.capitals or len(name) < 2 or " " in name or all(sign in writing.transliteration for sign in name):
        return False
    return name[0] in writing.surnames if writing.surnames else "\u3400" < name[0] < "\ua000"


def _domestic(index: int, analysis: Analysis, dyad: tuple[str, ...]) -> bool:
    """Whether a person bears a name of the language's own and no sentence sets them apart from its country as visitor or counterpart."""
    home, name = analysis.lexicon.offices.home, analysis.persons[index].name
    if not home or (len(dyad) == 2 and home not in dyad) or not _native(name, analysis.lexicon):
        return False
    after, visits = words(analysis.lexicon).place_after, words(analysis.lexicon).engagements
    for sentence in analysis.sentences:
        inside = [m.person for m in within(analysis.mentions, sentence.first, sentence.last)]
        if index in inside:
            named = [p for p in within(analysis.polities, sentence.first, sentence.last) if p.code == home and p.form == "name"]
            own = {i + 1 for i in range(sentence.first, sentence.last) if analysis.tokens[i].form in analysis.lexicon.offices.links}
            trips = [
                m
                for m in visits.find(analysis.tokens, sentence.first, sentence.last)
                if m.value and m.value[0] == "visit" and m.first in own
            ]
            visited = any(
                after.at(analysis.tokens, p.last, sentence.last) or any(m.first <= p.first < m.last for m in trips) for p in named
            )
            if visited or any(analysis.persons[i].party == home for i in inside):
                return False
    return True


def main_parties(analysis: Analysis) -> tuple[str, ...]:
    """The polities that the document is chiefly about: those of the lead first, then by number of mentions. At most two."""
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    lead = analysis.sentences[:4][-1].last if analysis.sentences else 0
    aside = {i for start, end in analysis.furniture for i, token in enumerate(analysis.tokens) if start <= token.start < end}
    for mention in analysis.polities:
        if mention.first not in aside:
            weights[mention.code] += 3 if mention.first < lead else 1
            order.setdefault(mention.code, mention.first)
    for person_mention in analysis.mentions:
        party = analysis.persons[person_mention.person].party
        if party:
            weights[party] += 1
            order.setdefault(party, person_mention.first)
    best = sorted(weights, key=lambda code: (-weights[code], order[code]))[:2]
    return tuple(sorted(code for code in best if weights[code] >= _LEAST))


def _from_company(index: int, analysis: Analysis, dyad: tuple[str, ...]) -> str | None:
    """The party that is left when a counterpart's is known: the host country of their sentence, else the other of the document's two."""
    votes: Counter[str] = Counter()
    for sentence in analysis.sentences:
        inside = list(within(analysis.mentions, sentence.first, sentence.last))
        if not any(m.person == index for m in inside):
            continue
        others = {analysis.persons[m.person].party for m in inside if m.person != index} - {None}
        if len(others) != 1:
            continue
        hosts = [code for code in _located(sentence, analysis) if code not in others]
        rest = [code for code in dyad if code not in others]
        if hosts:
            votes[hosts[0]] += 2
        elif len(rest) == 1:
            unknown = {m.person for m in inside if analysis.persons[m.person].party is None}
            if len(unknown) == 1:
                votes[rest[0]] += 1
    return votes.most_common(1)[0][0] if votes else None


def _located(sentence: Sentence, analysis: Analysis) -> list[str]:
    places = words(analysis.lexicon).place.find_all(analysis.tokens, sentence.first, sentence.last)
    ends = {match.last for match in places}
    return [m.code for m in within(analysis.polities, sentence.first, sentence.last) if m.first in ends]


def _nearest(index: int, analysis: Analysis) -> str | None:
    """The polity named last before the person's first mention, in the same sentence or the one before; else the document's foremost."""
    first = min((m.first for m in analysis.mentions if m.person == index), default=0)
    here = next((i for i, s in enumerate(analysis.sentences) if s.first <= first < s.last), None)
    if here is None:
        return None
    floor = analysis.sentences[max(0, here - 1)].first
    before = [m.code for m in within(analysis.polities, floor, first)]
    return before[-1] if before else None
