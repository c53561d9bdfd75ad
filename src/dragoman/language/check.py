"""What a lexicon lacks and what in it can never do anything, for whoever adds or mends a language.

What a lexicon should have is learnt from the others: a list that nearly all languages written the same way fill is missing where it
is empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.language.calendars import month_names, weekday_names
from dragoman.language.detect import detectable
from dragoman.language.lexicon import Lexicon, Section, languages, load
from dragoman.language.phrases import GAP, expand
from dragoman.language.territories import territories
from dragoman.language.tokens import tokenise

Weight = Literal["fault", "missing", "look"]
"""``fault``: it can never do what it is there for. ``missing``: nearly all other languages have it. ``look``: it may be right."""
MOST = 0.8
"""The part of the other languages that must have something for it to be missed."""
FEWEST = 5
"""Languages with capitals, or without, from which can be learnt what such a language needs."""
SHORTEST_STEM = 3
_WITHOUT_PHRASES = frozenset({"writing", "polities", "furniture", "declension"})
"""Sections whose lists hold characters, names or forms of words, not phrases."""
_APART = (("status", ("held", "planned", "proposed", "cancelled", "denied")),
          ("offices", ("head", "minister", "vice_minister", "senior_official", "working", "other")),
          ("commitments", ("agreed", "pledged", "proposed", "fulfilled", "broken", "hedges")))  # fmt: skip
"""Lists of which a phrase should stand in one only."""
_CODED = ("polities.", "dates.", "declension.", "channels.groups.")
"""Sections whose tables have keys of their own in every language."""
_CODE = re.compile(r"(day|week|weekend|month|year):(same|[+-]?(\d+|#))((:(end|within|prev|[1-7]))*)")
_POLITY = re.compile(r"[A-Z0-9]{2,12}( [A-Z0-9]{2,12})*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be said of a lexicon: how bad, where in the file ("dates.months"), and what."""

    weight: Weight
    where: str
    says: str


def check(lexicon: Lexicon, language: str) -> list[Finding]:
    """Everything that is to be said of the lexicon in the file of a language, faults first."""
    others = [known for code in languages() if code != language and (known := load(code))]
    alike = [other for other in others if other.writing.capitals == lexicon.writing.capitals]
    peers = alike if len(alike) >= FEWEST else others
    found = [
        *_identity(lexicon, language),
        *_phrases(lexicon),
        *_conflicts(lexicon),
        *_dates(lexicon),
        *_polities(lexicon, peers),
        *_empty(lexicon, peers),
    ]
    order: dict[Weight, int] = {"fault": 0, "missing": 1, "look": 2}
    return sorted(found, key=lambda one: (order[one.weight], one.where))


def lists(value: object, where: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of words in a lexicon with its place in the file: ("engagements.visit.nouns", ("visit", …))."""
    if isinstance(value, tuple):
        yield where, tuple(word for one in value for word in (one if isinstance(one, tuple) else (one,)) if isinstance(word, str))
        return
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value, Section):
        inner = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, dict):
        inner = value.items()
    for name, below in inner:
        yield from lists(below, f"{where}.{name}" if where else str(name))


def _identity(lexicon: Lexicon, language: str) -> Iterator[Finding]:
    if lexicon.language != language:
        yield Finding("fault", "language", f"the file is {language}.toml and says {lexicon.language!r}")
    if language not in detectable():
        yield Finding("fault", "language", f"no text is ever found to be in {language!r}: use the code that the identifier gives")


def _phrases(lexicon: Lexicon) -> Iterator[Finding]:
    """Phrases that can never be found, that find too much, or that are there twice."""
    spaced = not any(token.unspaced for token in tokenise(lexicon.name))
    for where, words in lists(lexicon):
        section = where.split(".")[0]
        if section != "writing":
            yield from (
                Finding("look", where, f"{phrase!r} is there {count} times") for phrase, count in Counter(words).items() if count > 1
            )
        for phrase in words:
            if not phrase.strip():
                yield Finding("fault", where, "an empty phrase")
            elif section not in _WITHOUT_PHRASES:
                yield from (Finding(weight, where, f"{phrase!r}: {says}") for weight, says in _syntax(phrase, spaced))


def _syntax(phrase: str, spaced: bool) -> Iterator[tuple[Weight, str]]:
    said = set()
    for plain in expand(phrase):
        words = plain.split()
        if not words:
            continue
        if words[0] == "…" or words[-1] == "…" or any(a == b == "…" for a, b in pairwise(words)):
            said.add(("fault", f"a gap (…) must stand between two words; it spans up to {GAP} tokens"))
        if "|" in plain:
            said.add(("fault", "alternatives are written (a|b), without brackets inside brackets"))
        for word in words:
            stem = word.strip("*")
            if "*" in stem or (not stem and word != "…"):
                said.add(("fault", "* stands at the beginning or end of a word"))
            elif spaced and stem != word and stem.isalpha() and len(stem) < SHORTEST_STEM and not tokenise(stem)[0].unspaced:
                said.add(("look", f"so short a stem finds many other words ({word})"))
    yield from sorted(said)  # type: ignore[misc]


def _conflicts(lexicon: Lexicon) -> Iterator[Finding]:
    """Phrases that stand in two lists of which one rules out the other."""
    for section, names in _APART:
        yield from _shared(section, {name: getattr(getattr(lexicon, section), name) for name in names})
    for kind, cues in lexicon.engagements.items():
        yield from _shared(f"engagements.{kind}", {"nouns": cues.nouns, "weak": cues.weak})
    for form in ("nouns", "verbs"):
        yield from _shared("engagements", {f"{kind}.{form}": getattr(cues, form) for kind, cues in lexicon.engagements.items()})


def _shared(where: str, groups: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    homes: dict[str, list[str]] = {}
    for name, phrases in groups.items():
        for plain in {plain for phrase in phrases for plain in expand(phrase)}:
            homes.setdefault(plain, []).append(name)
    for plain, names in sorted(homes.items()):
        if len(names) > 1:
            yield Finding("look", where, f"{plain!r} stands in {' and in '.join(names)}")


def _dates(lexicon: Lexicon) -> Iterator[Finding]:
    dates = lexicon.dates
    locales = dates.locales or (lexicon.language,)
    tables: tuple[tuple[str, Callable[[str], tuple[dict[str, int], dict[str, int]]], dict[int, tuple[str, ...]], int], ...] = (
        ("months", month_names, dates.months, 12), ("weekdays", weekday_names, dates.weekdays, 7),
    )  # fmt: skip
    for name, source, more, count in tables:
        named = {number for locale in locales for names in source(locale) for number in names.values()} | set(more)
        lacking = [str(number) for number in range(1, count + 1) if number not in named]
        # where months are numbers with a sign ("6月") no names are needed
        if lacking and not (name == "months" and dates.month_signs):
            yield Finding("fault", f"dates.{name}", f"no name for {', '.join(lacking)}, neither here nor in CLDR's {', '.join(locales)}")
        yield from (Finding("fault", f"dates.{name}", f"there is no {number}") for number in sorted(set(more) - set(range(1, count + 1))))
    for name, codes in (("relative", dates.relative), ("offsets", dates.offsets)):
        for code, phrases in codes.items():
            if not _CODE.fullmatch(code) or ("#" in code) != (name == "offsets"):
                yield Finding("fault", f"dates.{name}", f"{code!r} is no code for it")
            if name == "offsets":
                yield from (Finding("fault", f"dates.offsets.{code}", f"{phrase!r} has no #") for phrase in phrases if "#" not in phrase)
    if dates.hijri_months and len(dates.hijri_months) != 12:
        yield Finding("fault", "dates.hijri_months", f"{len(dates.hijri_months)} months, not 12")
    for order in dates.orders:
        if set(order) - set("dmy") or len(set(order)) < len(order):
            yield Finding("fault", "dates.orders", f"{order!r}: each of d, m, y at most once")


def _polities(lexicon: Lexicon, peers: list[Lexicon]) -> Iterator[Finding]:
    polities = lexicon.polities
    locales = polities.locales or (lexicon.language,)
    if not any(territories(locale) for locale in locales):
        yield Finding("fault", "polities.locales", f"CLDR has no names of states for {', '.join(locales)}")
    if not polities.scripts:
        yield Finding("fault", "polities.scripts", "without a script no town or capital is known")
    for name in ("names", "adjectives", "abbreviations", "seats", "combining"):
        for code in getattr(polities, name):
            if not _POLITY.fullmatch(code):
                yield Finding("fault", f"polities.{name}", f"{code!r} is no code of a polity")
    if not polities.adjectives:
        return  # said among the empty lists, or right: Chinese has none
    usual = Counter(code for peer in peers for code in peer.polities.adjectives)
    lacking = sorted(code for code, count in usual.items() if count >= MOST * len(peers) and code not in polities.adjectives)
    if lacking:
        yield Finding("missing", "polities.adjectives", f"no adjective for {len(lacking)} states: {' '.join(lacking)}")


def _empty(lexicon: Lexicon, peers: list[Lexicon]) -> Iterator[Finding]:
    """Lists that nearly all languages written the same way fill.

    A list and the one for words behind (``past``, ``past_after``) fill in for each other.
    """
    filled = {where for where, words in lists(lexicon) if words}
    usual = Counter(where for peer in peers for where, words in lists(peer) if words)
    for where, count in sorted(usual.items()):
        other = where.removesuffix("_after") if where.endswith("_after") else f"{where}_after"
        coded = where.count(".") > 1 and where.startswith(_CODED)
        if where in filled or other in filled or coded or count < MOST * len(peers):
            continue
        yield Finding("missing", where, f"empty; {count} of the {len(peers)} languages compared have it")
