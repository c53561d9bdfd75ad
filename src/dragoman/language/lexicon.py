"""What differs between languages, as data: one file for each language in ``lexicons/``.

A section is a class in `lexicon_sections` or `lexicon_entities`; docs/lexicons.md explains each to whoever adds a language. Phrases follow
`dragoman.language.phrases`. Names of months, days and countries are not here: they come from CLDR.
"""

# ruff: noqa: RUF012 - pydantic copies the defaults of a model; ruff does not see through `Section` that these are models

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from pydantic import ValidationError

from dragoman.language.lexicon_entities import Dates, Declension, NameCase, Offices, Polities
from dragoman.language.lexicon_sections import (
    Channels,
    Commitments,
    Cues,
    Furniture,
    Ordinals,
    Relations,
    Section,
    Speech,
    StatusCues,
    Words,
    Writing,
)
from dragoman.model import EngagementType, Topic

__all__ = [
    "Channels",
    "Commitments",
    "Cues",
    "Dates",
    "Declension",
    "Furniture",
    "Lexicon",
    "LexiconError",
    "NameCase",
    "Offices",
    "Ordinals",
    "Polities",
    "Relations",
    "Section",
    "Speech",
    "StatusCues",
    "Writing",
    "languages",
    "load",
]


class LexiconError(ValueError):
    """A lexicon file that is not what docs/lexicons.md describes; the message names the file and the first fault."""


class Lexicon(Section):
    """All that the reader knows of one language. Hashable, so that what is compiled from it can be remembered by `lru_cache`."""

    language: str
    name: str
    writing: Writing = Writing()
    engagements: dict[EngagementType, Cues] = {}
    status: StatusCues = StatusCues()
    channels: Channels = Channels()
    ordinals: Ordinals = Ordinals()
    offices: Offices = Offices()
    declension: Declension = Declension()
    relations: Relations = Relations()
    polities: Polities = Polities()
    topics: dict[Topic, Words] = {}
    hints: dict[Topic, Words] = {}
    """General words of each topic, which tell of it only together with where they stand ("defence", "sea")."""
    dates: Dates = Dates()
    speech: Speech = Speech()
    commitments: Commitments = Commitments()
    furniture: Furniture = Furniture()

    def __hash__(self) -> int:
        return hash(self.language)


@lru_cache(maxsize=64)
def load(language: str | None) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), or None where there is none. Raises LexiconError for a faulty file."""
    if not language or not language.isalpha():
        return None
    path = resources.files("dragoman.language").joinpath("lexicons", f"{language}.toml")
    if not path.is_file():
        return None
    try:
        return Lexicon.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {language}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"lexicon {language}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon, sorted."""
    folder = resources.files("dragoman.language").joinpath("lexicons")
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))
