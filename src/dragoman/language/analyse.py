"""Text → `Analysis`: the one path through the language layer."""

from __future__ import annotations

from functools import lru_cache

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis
from dragoman.language.dates import document_date, find_dates
from dragoman.language.detect import detect
from dragoman.language.furniture import furniture, title_line
from dragoman.language.lexicon import Lexicon, languages, load
from dragoman.language.names import Names, model_spans
from dragoman.language.offices import find_offices
from dragoman.language.persons import find_persons
from dragoman.language.places import find_places
from dragoman.language.polities import find_polities
from dragoman.language.quotations import find_quotations
from dragoman.language.tokens import Sentence, fold, sentences, tokenise
