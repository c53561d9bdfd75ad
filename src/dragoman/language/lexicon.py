"""What differs between languages, as data: one file for each language in ``lexicons/``.

A section is a class below; docs/lexicons.md explains each to whoever adds a language. Phrases follow `dragoman.language.phrases`.
Names of months, days and countries are not here: they come from CLDR.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.model import EngagementType, Topic

Words = tuple[str, ...]


class LexiconError(ValueError):
    """A lexicon file that is not what docs/lexicons.md describes; the message names the file and the first fault."""


class Section(BaseModel):
    """A table of a lexicon: unknown keys are faults, so that a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Writing(Section):
    """How the language is written."""

    abbreviations: Words = ()
    """Words after whose full stop a sentence goes on (without the stop)."""
    ordinal_dot: bool = False
    """A full stop after a number makes it an ordinal ("6. August")."""
    proclitics: Words = ()
    """What stands glued in front of words (Arabic wa-, al-)."""
    capitals: bool = True
    """Names begin with a capital letter and other words do not."""
    nouns_capital: bool = False
    """Common nouns begin with a capital letter too (German)."""
    particles: Words = ()
    """Small words inside names ("van", "bin", "de la")."""


class Cues(Section):
    """The words of one type of engagement. Verbs and nouns are told apart because a verb's subject takes part."""

    nouns: Words = ()
    verbs: Words = ()


class StatusCues(Section):
    """Words that say whether an engagement took place. ``denied`` are denials and refusals."""

    held: Words = ()
    planned: Words = ()
    proposed: Words = ()
    cancelled: Words = ()
    denied: Words = ()


class Channels(Section):
    """Names of recurring mechanisms: ``heads`` end (or begin) them, ``modifiers`` may stand inside, ``links`` join on what they are about."""

    heads: Words = ()
    modifiers: Words = ()
    links: Words = ()
    weak_heads: Words = ()
    """Heads that make a channel only with an ordinal or a modifier ("meeting", "session")."""
    established: Words = ()
    suspended: Words = ()
    resumed: Words = ()
    rotation: Words = ()


class Ordinals(Section):
    """How a round is numbered. ``words`` are the number words from one up; ``latest`` words mean the first one ("inaugural")."""

    words: tuple[Words, ...] = ()
    first: Words = ()
    before: Words = ()
    """Signs in front of the number ("제", "第")."""
    after: Words = ()
    """Signs behind it ("th", "차", "-е")."""
    counters: Words = ()
    """Nouns that a bare number may count in a name ("round", "session")."""
    roman: bool = False


class Offices(Section):
    """Titles by rank, the joints of a longer title, and the words for an official's opposite number."""

    head: Words = ()
    minister: Words = ()
    vice_minister: Words = ()
    senior_official: Words = ()
    working: Words = ()
    other: Words = ()
    """Titles that say nothing of the rank ("spokesman", "leader")."""
    bodies: Words = ()
    """Ministries and agencies that a title may name ("Department", "Foreign Ministry")."""
    links: Words = ()
    counterpart: Words = ()
    honorifics: Words = ()
    former: Words = ()


class Relations(Section):
    """Small words that bind an engagement to its place, company and occasion."""

    with_: Words = ()
    between: Words = ()
    place: Words = ()
    margins: Words = ()
    both_sides: Words = ()
    all_sides: Words = ()
    same: Words = ()
    """Words that make a noun point back ("the", "this", "the same"): no new occasion."""
    clause: Words = ()
    """Words and signs that begin a new clause."""


class Lexicon(Section):
    """All that the reader knows of one language."""

    language: str
    name: str
    writing: Writing = Writing()
    engagements: dict[EngagementType, Cues] = {}
    status: StatusCues = StatusCues()
    channels: Channels = Channels()
    ordinals: Ordinals = Ordinals()
    offices: Offices = Offices()
    relations: Relations = Relations()
    topics: dict[Topic, Words] = {}


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
