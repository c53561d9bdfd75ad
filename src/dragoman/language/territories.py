"""CLDR's names of territories, with our codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

_REMARK = re.compile(r"\s*[(（].*")


@lru_cache(maxsize=32)
def territories(locale: str) -> dict[str, str]:
    """CLDR's name of each territory in a language, without remarks in brackets, with its code; empty where CLDR has none."""
    try:
        known = Locale.parse(locale).territories
    except (UnknownLocaleError, ValueError):
        return {}
    names = ((_REMARK.sub("", known.get(alpha2, "")), alpha3) for alpha2, alpha3 in _codes())
    return {name: code for name, code in names if name}


@lru_cache(maxsize=1)
def _codes() -> tuple[tuple[str, str], ...]:
    """CLDR's code of each territory that can be a party, and ours."""
    return tuple((row[0], row[1]) for row in rows("territories.tsv"))


def rows(name: str) -> Iterable[list[str]]:
    """The rows of a table under ``data/``, remarks left out."""
    text = resources.files("dragoman.language").joinpath("data", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=512)
def languages(code: str) -> tuple[str, ...]:
    """The official languages of a state and of its regions by CLDR, without their scripts; none of what is no state."""
    alpha2 = next((one for one, other in _codes() if other == code), None)
    found = get_official_languages(alpha2, regional=True, de_facto=True) if alpha2 else ()
    return tuple(dict.fromkeys(language.partition("_")[0] for language in found))


def is_territory(code: str) -> bool:
    """Whether a polity is a state or territory of today, where something can take place, and no organisation."""
    return code in _territory_codes()


@lru_cache(maxsize=1)
def _territory_codes() -> frozenset[str]:
    return frozenset(code for _, code in _codes())
