"""Names and titles in the nominative, in languages that decline them, by the tables of a lexicon's section `declension`.

A text rarely says which case a word stands in; its ending and its neighbours' together do. A person's name is led back only where all its
words fit one case ("Виктором Орбаном"), a title or channel by its head, a noun that the lexicon lists, and the adjectives that agree with
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dragoman.language.lexicon import Lexicon, NameCase
from dragoman.language.tokens import fold

_ENDING = 4
"""Letters: the longest case ending of a listed noun."""
_SYLLABLE = 4
"""Letters of a word that may be a name of one syllable."""
_TELLING = 4
"""Letters of a last name's ending that tells a case even behind a forename that may stand in the nominative ("-ского")."""


def person(name: str, lexicon: Lexicon) -> str:
    """A person's name in the nominative; as it is where its words fit no case, or where it stands there already."""
    table = lexicon.declension
    words = name.split()
    if len(words) < 2 or not table.names:
        return name
    cases = table.names
    if fold(words[0]) in _known(lexicon):
        cases = tuple(case for case in cases if len(_ending(words[-1], case.family) or "") >= _TELLING)
    readings = [read for case in cases if (read := _in_case(words, case))]
    sure = [read for read in readings if fold(read[0]) in _known(lexicon)]
    return " ".join((sure or readings or [words])[0])


def phrase(text: str, lexicon: Lexicon) -> str:
    """A title or the name of a channel in the nominative: its first listed noun and the adjectives that agree with it; else as it is."""
    words = text.split()
    for glued, plain in lexicon.declension.beginnings.items():
        if words and words[0].startswith(glued):
            words[0] = plain + words[0][len(glued) :]
            return " ".join(words)
    for at, word in enumerate(words):
        found = _noun(word, lexicon)
        if not found:
            continue
        plain, gender = found
        endings = lexicon.declension.adjectives.get(gender, {})
        before = [_ended(other, endings) or other for other in words[:at]]
        behind = words[at + 1 :]
        while plain != word and behind and behind[0][0].isupper() and (adjective := _ended(behind[0], endings)):
            before, plain, behind = [*before, plain], adjective, behind[1:]
        return " ".join([*before, plain, *behind])
    return text


def _in_case(words: list[str], case: NameCase) -> list[str] | None:
    """The nominative of a name's words if all of them stand in a case."""
    given = [_ended(word, case.given) for word in words[:-1]]
    if len(words) > 2 and all(len(word) <= _SYLLABLE for word in words[:-1]) and not any(given):
        given = list(words[:-1])  # names of single syllables, of which only the last is declined ("Лим Сон Намом")
        if len(_ending(words[-1], case.family) or words[-1]) > len(words[-1]) - 2:
            return None
    family = _ended(words[-1], case.family)
    if family is None and fold(words[-1]).endswith(case.same):
        family = words[-1]
    plain = [word for word in (*given, family) if word is not None]
    return plain if len(plain) == len(words) else None


def _ending(word: str, endings: Mapping[str, str]) -> str | None:
    """The longest of the endings that a word has, if it has one and a letter in front."""
    form = fold(word)
    longest = min(len(form) - 1, max(map(len, endings), default=0)) if len(form) == len(word) else 0
    return next((form[-length:] for length in range(longest, 0, -1) if form[-length:] in endings), None)


def _ended(word: str, endings: Mapping[str, str]) -> str | None:
    """A word with its longest known ending led back; None where it has none of them."""
    ending = _ending(word, endings)
    return word[: -len(ending)] + endings[ending] if ending else None


def _noun(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """A listed noun's nominative and gender for one of its forms; what is joined to its front by a hyphen stays."""
    front, hyphen, last = word.rpartition("-")
    for whole, prefix in ((word, ""), (last, front + hyphen)):
        form = fold(whole)
        for length in range(len(form), max(1, len(form) - _ENDING) - 1, -1):
            found = _nouns(lexicon).get(form[:length])
            if found and len(form) == len(whole) and (form[length:] in _endings(lexicon) or form[length:] == found[0]):
                ending, gender = found
                return prefix + (whole[0] + ending[2:] if ending.startswith("=") else whole[:length] + ending), gender
    return None


@lru_cache(maxsize=64)
def _endings(lexicon: Lexicon) -> frozenset[str]:
    """The endings that a listed noun may have: those of the language's names of places, and none."""
    return frozenset(("", *lexicon.polities.endings, *(form for forms in lexicon.polities.endings.values() for form in forms)))


@lru_cache(maxsize=64)
def _nouns(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """By stem the ending of the nominative, or behind a sign of equality the whole of it, and the gender."""
    parts = ((gender, *fold(noun).partition("|")) for gender, nouns in lexicon.declension.nouns.items() for noun in nouns)
    return {stem: (ending, gender) for gender, stem, _, ending in parts}


@lru_cache(maxsize=64)
def _known(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold, lexicon.declension.known))
