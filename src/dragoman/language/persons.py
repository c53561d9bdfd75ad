"""Persons of a document with office and polity, and every later place where one of them is meant."""

from __future__ import annotations

from dragoman.language.analysis import OfficeMention, Person, PersonMention, PolityMention
from dragoman.language.dossiers import Dossier, described, give_counterparts_offices, known_person
from dragoman.language.later_mentions import LaterMentions
from dragoman.language.lexicon import Lexicon
from dragoman.language.person_context import PersonContext
from dragoman.language.person_names import PersonNames
from dragoman.language.sightings import SightingFinder
from dragoman.language.tokens import Sentence, Tokens


def find_persons(
    text: str,
    tokens: Tokens,
    sentences: tuple[Sentence, ...],
    lexicon: Lexicon,
    polities: tuple[PolityMention, ...],
    offices: tuple[OfficeMention, ...],
    names: PersonNames,
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """All persons of the text in order of appearance, and their mentions (names, short forms, bare titles) in order of place."""
    context = PersonContext(text, tokens, lexicon, polities, offices, names)
    finder, later = SightingFinder(context), LaterMentions(context)
    sightings = [sighting for sentence in sentences for sighting in finder.sightings(sentence)]
    dossiers: list[Dossier] = []
    mentions: list[PersonMention] = []
    for sighting in sightings:
        form = context.form(sighting.first, sighting.last)
        index = known_person(form, sighting, dossiers)
        if index is None:
            index = len(dossiers)
            dossiers.append(Dossier())
        dossiers[index].enter(form, context.name(sighting.first, sighting.last), sighting)
        mentions.append(PersonMention(sighting.first, sighting.last, index))
    mentions += later.short_forms(sentences, dossiers, mentions)
    give_counterparts_offices(sightings, sentences, dossiers, mentions)
    mentions += later.named_later(sentences, dossiers, mentions)
    persons = tuple(described(dossier, lexicon) for dossier in dossiers)
    mentions += later.bare_titles(sentences, persons, mentions)
    return persons, tuple(sorted(mentions, key=lambda mention: (mention.first, mention.last)))
