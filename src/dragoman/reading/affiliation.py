"""For whom the persons of a document act: one scored decision.

A ministry's release leaves its own country out ("Vice Foreign Minister Lim"), a report from a visit leaves out the host's, and a country
beside a name need not be the person's own. What is so is told by many small things together: what the sentence says, the record of
officials, the letters of the name, which country stands nearest, who is the person's counterpart, who publishes. The weights stand in
``affiliation.json``, fitted on the gold corpus by bench/fit_affiliation.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from dragoman.language.analysis import Analysis, Person, PersonMention, within
from dragoman.language.lexicon import Lexicon
from dragoman.language.name_origins import origin, tongue
from dragoman.language.officials import heads, polity_of
from dragoman.language.polities import find_polities
from dragoman.language.territories import languages
from dragoman.language.tokens import tokenise
from dragoman.reading.cues import words
from dragoman.reading.logistic import Features, Weights, shares, weights
from dragoman.reading.spans import sentence_of, token_at

FILE = "affiliation.json"
LEAST = 0.35
"""The probability from which on a party is a person's."""
_SURE = 0.75
"""The same while others are still undecided: who is sure tells of the rest."""
_MOST = 10
"""So many polities of a document come into question, those named oftenest."""
_MENTIONS = 12
"""So many mentions of a person are looked at."""
_LEAST_WEIGHT = 2
"""The weight from which on a polity is one of those that a document is about: it stands in the lead, or is named twice."""


def with_affiliations(analysis: Analysis) -> Analysis:
    """The analysis with a party for every person of whom it is likely enough: the surest first, who then tell of the others. At last those
    whom a sentence gives a party are looked at again."""
    model, told = weights(FILE)["party"], told_parties(analysis)
    for least in (_SURE, _SURE, LEAST):
        allegiances = Allegiances(analysis, told)
        open_ = [i for i, person in enumerate(analysis.persons) if person.party is None or (least == LEAST and i in told)]
        parties = {i: allegiances.likeliest(i, model, least) for i in open_}
        if not any(parties.values()):
            continue
        persons = tuple(replace(p, party=parties[i]) if parties.get(i) else p for i, p in enumerate(analysis.persons))
        analysis = replace(analysis, persons=persons)
    home = analysis.lexicon.offices.home or None
    if analysis.lexicon.writing.capitals and home:
        # an official of whom nothing tells is the readers' own: news leaves that out
        persons = tuple(replace(p, party=home) if p.office and not p.party else p for p in analysis.persons)
        analysis = replace(analysis, persons=persons)
    return replace(analysis, persons=tuple(_ranked(person, analysis) for person in analysis.persons))


def _ranked(person: Person, analysis: Analysis) -> Person:
    """A person of whom the text tells no rank, but the record that of a head of state or government."""
    bounds = analysis.published.bounds() if analysis.published else None
    known = person.level is None and person.party and heads(person.name, person.party, bounds[0].year if bounds else None)
    return replace(person, level="head") if known else person


def told_parties(analysis: Analysis) -> dict[int, str]:
    """The parties that sentences give persons, by the person's index."""
    return {i: person.party for i, person in enumerate(analysis.persons) if person.party}


class Allegiances:
    """For whom the persons of a document may act, as far as their parties are known now; `told` are those that sentences gave."""

    def __init__(self, analysis: Analysis, told: Mapping[int, str]) -> None:
        self.a = analysis
        self.told = told
        self.words = words(analysis.lexicon)
        self.dyad = main_parties(analysis)
        self.publisher = publisher_polity(analysis)
        self.home = analysis.lexicon.offices.home or None
        bounds = analysis.published.bounds() if analysis.published else None
        self.year = bounds[0].year if bounds else None
        self.polities = Counter(mention.code for mention in analysis.polities)
        self._journeys: dict[int, int | None] = {}
        self.mentions: dict[int, list[PersonMention]] = defaultdict(list)
        for mention in analysis.mentions:
            self.mentions[mention.person].append(mention)

    def candidates(self, index: int) -> list[tuple[str, Features]]:
        """The polities that a person may belong to, each with the features by which it is judged."""
        recorded = polity_of(self.a.persons[index].name, self.year)
        named = [code for code, _ in self.polities.most_common(_MOST)]
        mentions = self.mentions[index][:_MENTIONS]
        near = self._near(mentions)
        codes = dict.fromkeys(code for code in (*named, self.told.get(index), recorded, self.publisher, self.home) if code)
        company, taken = self._company(index, mentions)
        name, told = self.a.persons[index].name, self.told.get(index)
        origins, tongues = _likest(name, codes, origin), _likest(name, codes, tongue)
        native = _native(self.a.persons[index].name, self.a.lexicon)
        foreign = not self.a.lexicon.writing.capitals and not native
        found: list[tuple[str, Features]] = []
        for code in codes:
            weight = self.polities[code] / max(1, self.polities.total())
            rest = len(self.dyad) == 2 and code in self.dyad and any(other in company for other in self.dyad if other != code)
            features = near[code] | {
                "record": float(recorded == code),
                "record other": float(recorded not in (None, code)),
                "told": float(code == told),
                "told other": float(told not in (None, code)),
                "record told": float(recorded == code == told),
                "origin": origins[code],
                "tongue": tongues[code],
                "speaks": float(self.a.language in languages(code)),
                "native home": float(native and code == self.home),
                "foreign home": float(foreign and code == self.home),
                "native other": float(native and code != self.home),
                "home": float(code == self.home),
                "publisher": float(code == self.publisher),
                "publisher other": float(self.publisher not in (None, code)),
                "weight": weight,
                "first": float(bool(named) and named[0] == code),
                "second": float(len(named) > 1 and named[1] == code),
                "dyad": float(code in self.dyad),
                "unnamed": float(not self.polities[code]),
                "state": float(len(code) == 3),
                "company": min(1.0, company[code]),
                "company other": float(bool(company) and code not in company),
                "rest of two": float(rest),
                "office taken": float(code in taken),
                "alone": float(len(codes) == 1),
            }
            found.append((code, features))
        return found

    def likeliest(self, index: int, model: Weights, least: float) -> str | None:
        """The likeliest party of a person, if it is likely enough."""
        found = self.candidates(index)
        judged = zip(shares(model, [features for _, features in found], none=True), found, strict=True)
        sure, (code, _) = max(judged, key=lambda one: one[0], default=(0.0, ("", {})))
        return code if sure >= least else None

    def _near(self, mentions: list[PersonMention]) -> dict[str, dict[str, float]]:
        """Where each polity stands seen from the mentions of a person: shares of these."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for number, mention in enumerate(mentions):
            sentence = self._sentence(mention)
            if sentence is None:
                continue
            here = self.a.sentences[sentence]
            located = {m.last for m in self.words.place.find_all(self.a.tokens, here.first, here.last)}
            inside = list(within(self.a.polities, here.first, here.last))
            journey = self._journey(sentence)
            for polity in inside:
                found[polity.code]["visited"] += journey is not None and max(journey, mention.first) < polity.first
                found[polity.code]["sentence"] += 1
                found[polity.code]["located"] += polity.first in located
                found[polity.code]["in first"] += number == 0
                found[polity.code]["adjacent"] += 0 <= mention.first - polity.last <= 3 or 0 <= polity.first - mention.last <= 2
            before = [p for p in inside if p.last <= mention.first]
            behind = [p for p in inside if p.first >= mention.last]
            if before:
                found[before[-1].code]["nearest before"] += 1
                found[before[-1].code]["named before"] += before[-1].first not in located
            if behind:
                found[behind[0].code]["nearest behind"] += 1
            for polity in within(self.a.polities, self.a.sentences[max(0, sentence - 1)].first, here.first):
                found[polity.code]["sentence before"] += 1
            if not before and sentence:
                earlier = within(self.a.polities, self.a.sentences[sentence - 1].first, here.first)
                found[earlier[-1].code if earlier else ""]["last before"] += 1
        return defaultdict(
            dict, {code: {name: min(1.0, count / len(mentions)) for name, count in counts.items()} for code, counts in found.items()}
        )

    def _journey(self, sentence: int) -> int | None:
        """Where a sentence begins to tell of a visit: who is named there, and in front of a country, hardly acts for it."""
        if sentence not in self._journeys:
            here = self.a.sentences[sentence]
            cues = self.words.engagements.find(self.a.tokens, here.first, here.last)
            self._journeys[sentence] = next((cue.first for cue in cues if cue.value and cue.value[0] == "visit"), None)
        return self._journeys[sentence]

    def _sentence(self, mention: PersonMention) -> int | None:
        return sentence_of(self.a, mention.first)

    def _company(self, index: int, mentions: list[PersonMention]) -> tuple[Counter[str], set[str]]:
        """The parties of those named in the same sentences (by their share of them), and the parties that have another with this office."""
        company: Counter[str] = Counter()
        for mention in mentions:
            sentence = self._sentence(mention)
            if sentence is not None:
                here = self.a.sentences[sentence]
                others = {self.a.persons[m.person].party for m in within(self.a.mentions, here.first, here.last) if m.person != index}
                company.update({party: 1 / len(mentions) for party in others if party})
        office = self.a.persons[index].office
        taken = {p.party for i, p in enumerate(self.a.persons) if i != index and office and p.office == office and p.party}
        return company, taken


def _likest(name: str, codes: Iterable[str], how: Callable[[str, str], float | None]) -> dict[str, float]:
    """How much a name is for each state among them: shares of 1, less what an even share would be; 0 where nothing is known."""
    odds = {code: math.exp(told) for code in codes if (told := how(name, code)) is not None}
    total = sum(odds.values())
    return {code: odds[code] / total - 1 / len(odds) if code in odds else 0.0 for code in codes}


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


def main_parties(analysis: Analysis) -> tuple[str, ...]:
    """The polities that the document is chiefly about: those of the lead first, then by number of mentions. At most two."""
    weighed: Counter[str] = Counter()
    order: dict[str, int] = {}
    lead = analysis.sentences[:4][-1].last if analysis.sentences else 0
    aside = {i for start, end in analysis.furniture for i in range(token_at(analysis, start), token_at(analysis, end))}
    for mention in analysis.polities:
        if mention.first not in aside:
            weighed[mention.code] += 3 if mention.first < lead else 1
            order.setdefault(mention.code, mention.first)
    for person_mention in analysis.mentions:
        party = analysis.persons[person_mention.person].party
        if party:
            weighed[party] += 1
            order.setdefault(party, person_mention.first)
    best = sorted(weighed, key=lambda code: (-weighed[code], order[code]))[:2]
    return tuple(sorted(code for code in best if weighed[code] >= _LEAST_WEIGHT))
