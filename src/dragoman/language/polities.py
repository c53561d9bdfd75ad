"""Polities named in a text: states, territories and organisations, by name, adjective, abbreviation or seat of government.

Names of territories come from CLDR for every language; what else a language calls them (adjectives, short forms, the case endings of all
these) is the section ``polities`` of its lexicon; capitals come from the places' data.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.analysis import PolityForm, PolityMention
from dragoman.language.lexicon import Lexicon, Polities
from dragoman.language.names import ByLexicon, Inflection, Names, cuts_word, goes_on, han, katakana, key
from dragoman.language.places import seats
from dragoman.language.territories import rows, territories
from dragoman.language.tokens import Token, Tokens, tokenise

_JOINTS = frozenset("-·・‧•/、･")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SHORTEST_GLUED = 6
_ACRONYM_AS_WORD = 4


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a name stands for. No codes: it names no polity ("South China Sea"). ``capitals``: 1 the first letter, 2 every letter."""

    codes: tuple[str, ...]
    form: PolityForm
    capitals: int


@dataclass(frozen=True, slots=True)
class _Index:
    names: Names[tuple[_Sense, ...]]
    combining: Names[tuple[str, ...]]
    before: frozenset[str]
    after: frozenset[str]
    alone: frozenset[str]
    transliteration: frozenset[str]


def find_polities(text: str, tokens: Tokens, lexicon: Lexicon) -> tuple[PolityMention, ...]:
    """Every polity named in the tokens of a text, in order; a form that names two ("inter-Korean") gives two mentions of one range."""
    index = _index_of(lexicon)
    found: list[PolityMention] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if index.names.first[token.form] or index.combining.first[token.form] or _may_be_glued(token):
            i, mentions = _at(text, tokens, i, index, found)
            found += mentions
        else:
            i += 1
    return tuple(found)


def _at(text: str, tokens: Tokens, i: int, index: _Index, found: list[PolityMention]) -> tuple[int, list[PolityMention]]:
    """The mentions that begin at token i, and the token to go on with."""
    for last, senses in index.names.at(tokens, i):
        for sense in senses:
            cut = cuts_word(tokens, i, last) or (sense.form == "seat" and goes_on(tokens, last, index.transliteration))
            if not cut and _written(text, tokens, i, last, sense.capitals):
                return last, [PolityMention(i, last, code, sense.form) for code in sense.codes]
    run = _run(tokens, i, index, bool(found) and _joins(tokens, found[-1].last, i))
    if run:
        return run[-1].last, run
    return i + 1, list(_glued(text, tokens, i, index))


def _joins(tokens: Tokens, last: int, i: int) -> bool:
    """Whether a name that ends before token ``last`` stands beside token i. Two names in Han run together only by chance ("日本中")."""
    if last == i:
        return not (han(tokens[i - 1]) and han(tokens[i]))
    return last == i - 1 and tokens[last].form in _JOINTS


def _written(text: str, tokens: Tokens, first: int, last: int, capitals: int) -> bool:
    """Whether the name stands in the text with the capitals that it must have."""
    if capitals == 2:
        return text[tokens[first].start : tokens[last - 1].end].isupper()
    return not capitals or tokens[first].capital


def _run(tokens: Tokens, i: int, index: _Index, follows_polity: bool) -> list[PolityMention]:
    """Short forms that count in company: of each other ("中俄"), of a name ("русско-японский"), of certain words ("訪中"), or alone."""
    if not index.combining.first[tokens[i].form] or cuts_word(tokens, i, i + 1) or _counted(tokens, i):
        return []
    joint = False
    run: list[PolityMention] = []
    members = 0
    k = i
    while k < len(tokens) and (k == i or not tokens[k].spaced):
        names = index.names.at(tokens, k)
        short = index.combining.at(tokens, k)
        if names and (names[0][0] > k + 1 or not short):
            apart = joint or not (k > i and han(tokens[k - 1]) and han(tokens[k]))
            members += joint or (apart and any(sense.codes for sense in names[0][1]))
            break
        if not short:
            break
        end, codes = short[0]
        if end < len(tokens) and katakana(tokens[end]) and katakana(tokens[end - 1]):
            break
        run += [PolityMention(k, end, code, "abbreviation") for code in codes]
        members += 1
        joint = end < len(tokens) and tokens[end].form in _JOINTS and not tokens[end].spaced
        k = end + joint
    if not run:
        return []
    joined = follows_polity and not tokens[i].spaced
    if members > 1 or joined or _in_company(tokens, run[0].first, run[-1].last, index):
        return run
    return []


def _in_company(tokens: Tokens, first: int, last: int, index: _Index) -> bool:
    """Whether a short form that has no other beside it still counts, by its neighbours."""
    before = tokens[first - 1].form if first and not tokens[first].spaced else ""
    after = tokens[last].form if last < len(tokens) and not tokens[last].spaced else ""
    if before in index.before:
        return True
    following = "".join(token.form for token in tokens[last : last + 3]) if after else ""
    if any(following.startswith(word) for word in index.after):
        return True
    solitary = not (before and before[0].isalnum()) and not (after and after[0].isalnum())
    return solitary and tokens[first].form in index.alone


def _counted(tokens: Tokens, i: int) -> bool:
    """Whether a number stands right before a single character, so that it counts ("5日")."""
    return i > 0 and tokens[i].unspaced and not tokens[i].spaced and unicodedata.numeric(tokens[i - 1].form[-1], None) is not None


def _may_be_glued(token: Token) -> bool:
    return token.capital and token.end - token.start >= _SHORTEST_GLUED


def _glued(text: str, tokens: Tokens, i: int, index: _Index) -> Iterator[PolityMention]:
    """Names that lost the space between them ("KoreaTurkey")."""
    if not _may_be_glued(tokens[i]):
        return
    parts = _HUMP.split(text[tokens[i].start : tokens[i].end])
    if len(parts) < 2:
        return
    for part in parts:
        piece = tokenise(part)
        for last, senses in index.names.at(piece, 0)[:1]:
            if last == len(piece):
                yield from (PolityMention(i, i + 1, code, sense.form) for sense in senses[:1] for code in sense.codes if sense.capitals < 2)


def _make(lexicon: Lexicon) -> _Index:
    section = lexicon.polities
    inflection = Inflection(section.endings, section.beginnings)
    senses: dict[str, tuple[_Sense, ...]] = {}
    for name, sense in (*_seats(lexicon), *_entries(lexicon)):
        for written in {key(name), key(name.replace("ʼ", "'"))}:
            if written:
                senses[written] = (sense, *(other for other in senses.get(written, ()) if other.capitals != sense.capitals))
    combining = ((key(name), tuple(codes.split())) for codes, names in section.combining.items() for name in names)
    return _Index(
        Names(senses.items(), inflection), Names(combining, Inflection({}, {})),
        frozenset(section.combining_before), frozenset(section.combining_after), frozenset(map(key, section.combining_alone)),
        frozenset(section.transliteration),
    )  # fmt: skip


def _seats(lexicon: Lexicon) -> Iterator[tuple[str, _Sense]]:
    """The capitals, but for those whose names the lexicon says are something else."""
    withdrawn = {key(name) for name in lexicon.polities.not_places}
    for name, code in seats(lexicon):
        if name not in withdrawn:
            yield name, _Sense((code,), "seat", int(name[0].upper() != name[0]))


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, _Sense]]:
    """Names with what they stand for, the weaker first: a later one takes an earlier one's place."""
    section = lexicon.polities
    for locale in section.locales or (lexicon.language,):
        yield from ((name, _sense(name, code, "name")) for name, code in territories(locale).items())
    yield from ((name, _sense(name, name, "abbreviation")) for name in _acronyms())
    tables: tuple[tuple[PolityForm, dict[str, tuple[str, ...]]], ...] = (
        ("adjective", section.adjectives), ("seat", section.seats), ("abbreviation", section.abbreviations), ("name", section.names),
    )  # fmt: skip
    for form, table in tables:
        for codes, names in table.items():
            shapes = (_forms(name, section) if form == "adjective" else {name} for name in names)
            yield from ((shape, _sense(shape, codes, form)) for shape in itertools.chain.from_iterable(shapes))
    for phrase in section.not_polities:
        yield from ((shape, _Sense((), "name", int(shape[0].isupper()))) for shape in _forms(phrase, section))


def _forms(adjective: str, section: Polities) -> set[str]:
    """The forms of an adjective that are written out beforehand."""
    forms = {shape.replace("*", adjective) for shape in section.adjective_forms}
    for ending, others in section.adjective_endings.items():
        forms |= {form.removesuffix(ending) + other for form in tuple(forms) for other in others if form.endswith(ending)}
    return forms


def _sense(name: str, codes: str, form: PolityForm) -> _Sense:
    """A short form in capitals must stand so; a longer acronym may also be written as a word ("Unesco", "Otan")."""
    letters = sum(map(str.isalpha, name))
    strict = name.isupper() and letters > 0 and len(name) > 1 and (letters < _ACRONYM_AS_WORD or not name.isalpha())
    capitals = 2 if strict else int(name[0].isupper())
    return _Sense(tuple(codes.split()), form, capitals)


@lru_cache(maxsize=1)
def _acronyms() -> tuple[str, ...]:
    """Acronyms of organisations that are the same in most languages."""
    return tuple(row[0] for row in rows("organisations.tsv"))


_index_of: ByLexicon[_Index] = ByLexicon(_make)
