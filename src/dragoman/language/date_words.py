"""The words of dates of one language, compiled from its lexicon and CLDR, and found in tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.calendars import month_names, weekday_names
from dragoman.language.lexicon import Dates, Lexicon
from dragoman.language.phrases import Phrases, expand
from dragoman.language.tokens import Tokens, fold, tokenise

Value = tuple[str, object]
"""A kind of word and what it says."""

_LISTS = (
    "fillers",
    "year_before",
    "day_before",
    "month_before",
    "not_after_day",
    "to",
    "both",
    "between",
    "parts",
    "ends",
    "by",
    "by_after",
    "within",
    "within_after",
    "equivalent",
    "others",
    "labels",
    "clock",
)
_FIRST = frozenset(
    (
        "month",
        "weekday",
        "shift",
        "hijri",
        "era",
        "half",
        "before",
        "duration",
        "by",
        "within",
        "between",
        "parts",
        "ends",
        "day_before",
        "others",
    )
)
"""Kinds of words with which a date may begin, beside numbers."""
_LONGEST = 12
"""Tokens of the longest phrase."""
_REMEMBERED = 50_000
"""Forms of words of which it is remembered whether a date may begin with them."""
_SIGNS = ("year_signs", "month_signs", "day_signs", "ordinal_signs", "dateline_after")
"""Found apart from the other words, which may begin with the same characters."""
_DIRECTIONS = {"past": -1, "future": 1, "this": 0}


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of dates: token range (last excluded), kind and value."""

    first: int
    last: int
    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a month or day of the week. ``weak``: it may mean something else; ``short``: an abbreviation."""

    number: int
    weak: bool = False
    short: bool = False
    capital: bool = False
    """Written with a capital letter in CLDR."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A time told from another: so many units from the day of writing, or from the date told before (``previous``)."""

    unit: str
    count: int | None
    """None: the same unit as that of the date told before."""
    end: bool = False
    within: bool = False
    previous: bool = False
    weekday: int | None = None
    """A day of that week (1 Monday)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase around a number: the words before the number, and the meaning with the number still open (None: a length of stay)."""

    before: tuple[str, ...]
    unit: str
    sign: int
    flags: tuple[str, ...]


class _Beginnings:
    """The first forms of phrases: whole ones, and those that are only beginnings."""

    def __init__(self, phrases: Iterable[str]) -> None:
        starts = {_start(plain) for phrase in phrases for plain in expand(phrase)}
        self.exact = frozenset(form for form, open_ended in starts if not open_ended)
        self.prefixes = tuple(form for form, open_ended in starts if open_ended and form)


class DateWords:
    """All words of dates of a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.dates: Dates = lexicon.dates
        clitics = lexicon.writing.proclitics
        entries = list(_entries(lexicon))
        self._phrases: Phrases[Value] = Phrases(entries, clitics)
        self._counted: Phrases[Counted] = Phrases(_counted(self.dates))
        signs = [(phrase, (key, None)) for key in _SIGNS for phrase in getattr(self.dates, key)]
        self._signs: Phrases[Value] = Phrases(signs)
        self.numbers = {fold(form): n for n, forms in enumerate(self.dates.numbers, 1) for phrase in forms for form in expand(phrase)}
        self._firsts: dict[str, bool] = {}
        self._clitics = tuple(fold(clitic) for clitic in clitics)
        self._first = _Beginnings(phrase for phrase, value in entries if value[0] in _FIRST)

    def at(self, tokens: Tokens, i: int) -> tuple[Atom, ...]:
        """The longest words and the longest signs of dates that begin at token i."""
        last = min(i + _LONGEST, len(tokens))
        found = (*self._phrases.all_at(tokens, i, last), *self._signs.all_at(tokens, i, last))
        return tuple(Atom(m.first, m.last, *m.value) for m in found)

    def firsts(self, tokens: Tokens) -> list[int]:
        """The tokens with which a date may begin."""
        return sorted(i for form, places in tokens.places.items() if self._opens(form) for i in places)

    def _opens(self, form: str) -> bool:
        """Whether a date may begin with a word, or with a word that begins so."""
        known = self._firsts.get(form)
        if known is None:
            known = self._begin(self._first, form) or form in self.numbers or form.isnumeric()
            if len(self._firsts) < _REMEMBERED:
                self._firsts[form] = known
        return known

    def _begin(self, beginnings: _Beginnings, form: str) -> bool:
        if form in beginnings.exact or (beginnings.prefixes and form.startswith(beginnings.prefixes)):
            return True
        return any(form.startswith(c) and self._begin(beginnings, form[len(c) :]) for c in self._clitics)

    def counted(self, tokens: Tokens, i: int) -> tuple[int, int, Counted] | None:
        """A phrase around the number at token i: its first token, the token after it and the phrase; None if there is none."""
        for match in self._counted.all_at(tokens, i + 1, min(i + 8, len(tokens))):
            before = match.value.before
            first = i - len(before)
            if first >= 0 and tuple(token.form for token in tokens[first:i]) == before:
                return first, match.last, match.value
        return None


@lru_cache(maxsize=64)
def date_words(lexicon: Lexicon) -> DateWords:
    """The compiled words of a lexicon."""
    return DateWords(lexicon)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, Value]]:
    dates = lexicon.dates
    yield from _names(lexicon, "month")
    yield from _names(lexicon, "weekday")
    for key in _LISTS:
        yield from ((phrase, (key, None)) for phrase in getattr(dates, key))
    for key, direction in _DIRECTIONS.items():
        yield from ((phrase, ("before", direction)) for phrase in getattr(dates, key))
        yield from ((phrase, ("after", direction)) for phrase in getattr(dates, key + "_after"))
    for half, phrases in dates.halves.items():
        yield from ((phrase, ("half", half)) for phrase in phrases)
    for code, phrases in dates.relative.items():
        yield from ((phrase, ("shift", _shift(code))) for phrase in phrases)
    for code, phrases in dates.durations.items():
        if code != "#":
            yield from ((phrase, ("duration", int(code))) for phrase in phrases)
    for number, phrases in enumerate(dates.hijri_months, 1):
        yield from ((phrase, ("hijri", number)) for phrase in phrases)
    yield from ((name, ("era", before)) for name, before in dates.eras.items())


def _names(lexicon: Lexicon, kind: str) -> Iterator[tuple[str, Value]]:
    dates = lexicon.dates
    weak = {fold(form) for form in dates.weak}
    source = month_names if kind == "month" else weekday_names
    for locale in dates.locales or (lexicon.language,):
        for short, names in zip((False, True), source(locale), strict=True):
            for name, number in names.items():
                plain = name.rstrip(".")
                yield plain, (kind, Name(number, fold(plain) in weak, short, plain[0].isupper()))
    for number, phrases in (dates.months if kind == "month" else dates.weekdays).items():
        for phrase in phrases:
            plain = phrase.rstrip(".")
            yield plain, (kind, Name(number, fold(plain) in weak, plain != phrase, phrase[0].isupper()))


def _shift(code: str) -> Shift:
    unit, count, *flags = code.split(":")
    weekday = next((int(flag) for flag in flags if flag.isdecimal()), None)
    return Shift(unit, None if count == "same" else int(count), "end" in flags, "within" in flags, "prev" in flags, weekday)


def _counted(dates: Dates) -> Iterator[tuple[str, Counted]]:
    groups = {**dates.offsets, "days:+#": dates.durations.get("#", ())}
    for code, phrases in groups.items():
        unit, count, *flags = code.split(":")
        sign = -1 if count.startswith("-") else 1
        for phrase in phrases:
            for plain in expand(phrase):
                before, _, after = plain.partition("#")
                yield after, Counted(tuple(token.form for token in tokenise(before)), unit, sign, tuple(flags))


def _start(phrase: str) -> tuple[str, bool]:
    """The first folded form of a phrase, and whether it is only a beginning."""
    word = phrase.split()[0] if phrase.split() else ""
    forms = [token.form for token in tokenise(word.removesuffix("*"))]
    return (forms[0] if forms else "", len(forms) == 1 and word.endswith("*"))
