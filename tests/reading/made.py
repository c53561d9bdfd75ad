"""Analyses made by hand for tests: invented countries and persons, marked where their names stand."""

from __future__ import annotations

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis, DateMention, Person, PersonMention, PolityMention
from dragoman.language.lexicon import load
from dragoman.language.phrases import Phrases
from dragoman.language.quotations import find_quotations
from dragoman.language.tokens import sentences, tokenise

COUNTRIES = {"Ruritania": "RUR", "Graustark": "GRA", "Ruritanien": "RUR", "Руритания": "RUR", "루리타니아": "RUR", "ルリタニア": "RUR"}
PEOPLE = {
    "Anna Zenda": ("RUR", "Foreign Minister"),
    "Otto Hentzau": ("GRA", "Defence Minister"),
    "Анна Зенда": ("RUR", None),
    "안나 젠다": ("RUR", None),
    "アンナ・ゼンダ": ("RUR", None),
    "آنا زندا": ("RUR", None),
}


def made(text: str, language: str = "en", published: str | None = None, deadlines: dict[str, str] | None = None) -> Analysis:
    """The analysis of a text: COUNTRIES and PEOPLE (also by surname alone) are known, ``deadlines`` are phrases with their EDTF dates."""
    lexicon = load(language)
    assert lexicon is not None
    tokens = tokenise(text)
    whole = sentences(text, tokens, frozenset(lexicon.writing.abbreviations), lexicon.writing.ordinal_dot)
    names = list(PEOPLE)
    forms = [(name, i) for i, name in enumerate(names)] + [(name.split()[-1], i) for i, name in enumerate(names) if " " in name]
    dates = Phrases([(phrase, Date.parse(date)) for phrase, date in (deadlines or {}).items()])
    return Analysis(
        text=text,
        language=language,
        lexicon=lexicon,
        tokens=tokens,
        sentences=whole,
        published=Date.parse(published) if published else None,
        dates=tuple(DateMention(m.first, m.last, m.value, deadline=True) for m in dates.find(tokens)),
        polities=tuple(PolityMention(m.first, m.last, m.value, "name") for m in Phrases(COUNTRIES.items()).find(tokens)),
        persons=tuple(Person(name, office, party, None) for name, (party, office) in PEOPLE.items()),
        mentions=tuple(PersonMention(m.first, m.last, m.value) for m in Phrases(forms).find(tokens)),
        quotations=find_quotations(text, whole),
    )
