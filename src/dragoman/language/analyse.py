"""Text → `Analysis`: the one path through the language layer."""

from __future__ import annotations

import re

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, covered
from dragoman.language.date_intervals import Times
from dragoman.language.dateline import document_date
from dragoman.language.dates import find_dates
from dragoman.language.detect import detect
from dragoman.language.encoder import Encoder
from dragoman.language.furniture import layout
from dragoman.language.lexicon import Lexicon, load
from dragoman.language.offices import find_offices, honorifics
from dragoman.language.person_names import PersonNames, clitic_lengths, model_spans, possible_tokens
from dragoman.language.persons import find_persons
from dragoman.language.places import find_places
from dragoman.language.polities import find_polities
from dragoman.language.quotations import find_quotations
from dragoman.language.tokens import Sentence, fold, sentences, tokenise
from dragoman.language.towns import with_towns

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters that a broken decoding left behind: replaced one for one, so that offsets stay."""
MOST_CHARACTERS = 300_000
"""About a hundred pages. Longer texts are read up to here, and the analysis notes it."""
SURE_NAME = 0.65
"""A model's name counts from this confidence on."""


def analyse(
    text: str, language: str | None = None, published: Date | None = None, encoder: Encoder | None = None, site: str | None = None
) -> Analysis:
    """Analyse a text. ``language`` is detected where it is not given; ``published`` and ``site``, the name of the page that the text is
    from, are what the source's metadata say, if anything.

    With an ``encoder`` names and structure come from a trained model as well, without one from lexicons alone.
    A language without a lexicon is analysed with what is common to all (polities, places, dates in figures), and the analysis says so.
    """
    notes = []
    text = _SURROGATES.sub("\ufffd", text)
    if len(text) > MOST_CHARACTERS:
        notes.append(f"only the first {MOST_CHARACTERS:,} of {len(text):,} characters were read")
        text = text[:MOST_CHARACTERS]
    language = language or detect(text)
    lexicon = load(language)
    if lexicon is None:
        notes.append(f"no lexicon for language {language or 'unknown'}: read for what is common to all languages")
        lexicon = Lexicon(language=language or "und", name=language or "unknown")
    tokens = tokenise(text)
    abbreviations = frozenset(fold(word) for word in lexicon.writing.abbreviations)
    every = sentences(text, tokens, abbreviations, lexicon.writing.ordinal_dot)
    page = layout(text, site=site)
    body = tuple(sentence for sentence in every if not any(start <= sentence.start < end for start, end in page.furniture))
    times = Times(text, tokens, lexicon)
    published = document_date(times, every, lexicon, published)
    dates = find_dates(times, body, lexicon, published)
    polities = find_polities(text, tokens, lexicon)
    places = find_places(tokens, lexicon)
    offices = find_offices(text, tokens, body, lexicon, polities)
    taken = covered(polities, offices, dates) | honorifics(tokens, lexicon)
    parses = tuple(encoder.parse(text, [(s.start, s.end) for s in body])) if encoder else ()
    places = with_towns(places, text, tokens, body, parses, lexicon, polities)
    countries = frozenset(covered(polities))
    spans = model_spans(tokens, parses, frozenset(taken), lexicon.relations.and_, SURE_NAME)
    spans = tuple(span for span in spans if span not in {(place.first, place.last) for place in places})
    likely, clitics = possible_tokens(tokens, parses), clitic_lengths(tokens, parses, lexicon)
    person_names = PersonNames(tokens, lexicon, frozenset(taken), spans, countries, likely, clitics)
    persons, mentions = find_persons(text, tokens, body, lexicon, polities, offices, person_names)
    return Analysis(
        text=text, language=language, lexicon=lexicon, tokens=tokens, sentences=body, title=_title_index(body, page.title),
        published=published, publisher=page.issued.publisher, reprinted_by=page.issued.reprinted_by, furniture=page.furniture,
        dates=dates, polities=polities, places=places,
        offices=offices, persons=persons, mentions=mentions, quotations=find_quotations(text, body), parses=parses, notes=tuple(notes),
    )  # fmt: skip


def _title_index(body: tuple[Sentence, ...], title: tuple[int, int] | None) -> int | None:
    return next((i for i, sentence in enumerate(body) if title and title[0] <= sentence.start < title[1]), None)
