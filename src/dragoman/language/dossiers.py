"""Dossiers: what a document says of each person, gathered from every sighting of a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.language import nominative
from dragoman.language.analysis import OfficeMention, Person, PersonMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.sightings import Sighting
from dragoman.language.tokens import Sentence
from dragoman.model import Level


@dataclass(slots=True)
class Dossier:
    """A person while the document is being gone through."""

    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    offices: list[OfficeMention] = field(default_factory=list)
    parties: Counter[str] = field(default_factory=Counter)

    def enter(self, form: tuple[str, ...], name: str, sighting: Sighting) -> None:
        """Add a sighting of the person: the name's words as they are compared, and the name as the text has it."""
        self.forms[form] += 1
        self.names[name] += 1
        if sighting.office:
            self.offices.append(sighting.office)
        if sighting.party:
            self.parties[sighting.party] += 1


def same_word(left: str, right: str) -> bool:
    """Whether two folded words can be one word in two cases: equal, or the same but for a short ending."""
    if left == right:
        return True
    shared = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and max(len(left), len(right)) - shared <= 3


def _family_name(left: str, right: str) -> bool:
    """Whether of two names in characters one is the other's family name alone ("岸田", "岸田文雄")."""
    short, long = sorted((left, right), key=len)
    return short[0] > "\u2e7f" and len(short) <= 2 and len(short) < len(long) and long.startswith(short)


def _same_rank(sighting: Sighting, dossier: Dossier) -> bool:
    rank = _rank(dossier.offices)
    return sighting.office is None or rank is None or sighting.office.level in (rank, None)


def known_person(form: tuple[str, ...], sighting: Sighting, dossiers: list[Dossier]) -> int | None:
    """The person whom a name means: the latest with whom it shares all words of the shorter form."""
    for index in range(len(dossiers) - 1, -1, -1):
        dossier = dossiers[index]
        if sighting.party and dossier.parties and sighting.party not in dossier.parties:
            continue
        for other in dossier.forms:
            short, long = sorted((form, other), key=len)
            if all(any(same_word(word, theirs) for theirs in long) for word in short):
                return index
            if len(form) == len(other) == 1 and _family_name(form[0], other[0]) and _same_rank(sighting, dossier):
                return index
    return None


def described(dossier: Dossier, lexicon: Lexicon) -> Person:
    """What the document says of one person: the fullest name (the nominative, or the commonest, then the shortest of its forms), the
    fullest office."""
    plain = {form: nominative.person(form, lexicon) for form in dossier.names}
    name = max(plain, key=lambda n: (_full_words(n), len(n) if n[0] > "\u2e7f" else 0, n == plain[n], dossier.names[n], -len(n)))
    office = max(dossier.offices, key=lambda o: (o.level is not None, len(o.text)), default=None)
    party = max(dossier.parties, key=lambda p: (dossier.parties[p], p), default=None)
    title = nominative.phrase(office.text, lexicon) if office else None
    return Person(plain[name], title, party, _rank(dossier.offices))


def give_counterparts_offices(
    sightings: list[Sighting], sentences: tuple[Sentence, ...], dossiers: list[Dossier], mentions: list[PersonMention]
) -> None:
    """Give opposite numbers without an office that of whoever was named last before them in the sentence ("Titov met his counterpart
    Lim")."""
    owner = {(mention.first, mention.last): mention.person for mention in mentions}
    for sighting in sightings:
        mine = dossiers[owner[sighting.first, sighting.last]]
        if not sighting.counterpart or mine.offices:
            continue
        floor = next(s.first for s in sentences if s.first <= sighting.first < s.last)
        before = [
            m for m in mentions if floor <= m.first < sighting.first and dossiers[m.person] is not mine and dossiers[m.person].offices
        ]
        if before:
            theirs = dossiers[max(before, key=lambda m: m.first).person].offices
            mine.offices.append(max(theirs, key=lambda office: (office.level is not None, len(office.text))))


def _full_words(name: str) -> int:
    """How many words of a name are written in full, and are no initials."""
    return sum(len(word.rstrip(".")) > 1 or word[0] > "\u2e7f" for word in name.split())


def _rank(offices: list[OfficeMention]) -> Level | None:
    return next((office.level for office in offices if office.level), None)
