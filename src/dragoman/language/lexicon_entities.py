"""The sections of a lexicon on whatever bears a name or a date: offices, persons' names, polities and places, days."""

# ruff: noqa: RUF012 - pydantic copies the defaults of a model; ruff does not see through `Section` that these are models

from __future__ import annotations

from typing import Literal

from dragoman.language.lexicon_sections import Section, Words


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
    modifiers: Words = ()
    """Words that may stand before a title as part of it ("foreign", "national defence", "first")."""
    deputies: Words = ()
    """Those among them that lower the rank ("deputy", "vice")."""
    domains: Words = ()
    """What may follow a title as part of it ("of foreign affairs", "of defence")."""
    links: Words = ()
    """The joints between a title and a longer name of its body ("of the", "for")."""
    posted: Words = ()
    """Words among the links behind which stands where an official is posted or goes, not for whom ("President Y's visit *to* France")."""
    home: str = ""
    """The polity whose officials the language's press names without their country, where it is one."""
    joints: Words = ()
    """Signs that make one title of two ("兼")."""
    not_before: Words = ()
    """What makes another word of the title that it stands behind ("급", "会議", "館")."""
    sides: Words = ()
    """Words between a country and the title of who acts for it ("heyetinin başında", "сторону возглавил")."""
    counterpart: Words = ()
    honorifics: Words = ()
    former: Words = ()
    plurals: dict[str, str] = {}
    """Endings of titles that several persons behind them share, with those of one person's title ("ministers" = "minister")."""
    only: dict[str, Words] = {}
    """Titles that the officials of one polity bear, by its code: they are named without their country ("Bundesaußenminister")."""


class NameCase(Section):
    """The endings of persons' names in one case: of the words in front and of the last one, with those of the nominative."""

    given: dict[str, str] = {}
    family: dict[str, str] = {}
    same: Words = ()
    """Endings of last words that stay as they are in this case."""


class Declension(Section):
    """How titles, channels and persons' names are led back to the nominative, in languages that decline them."""

    known: Words = ()
    """Forenames that end in the nominative like others in another case ("Мария" beside "Василия")."""
    names: tuple[NameCase, ...] = ()
    """The cases of names; of several that fit a name the first counts, one that leads to a known forename before all."""
    nouns: dict[str, Words] = {}
    """By gender (m, f, n, p for the plural) the heads of titles and channels: the stem, a bar, the ending of the nominative ("комисси|я").

    Behind a sign of equality stands all of the nominative ("ministr|=minister").
    """
    beginnings: dict[str, str] = {}
    """What is glued in front of a title's or channel's first word, with what stands there otherwise (Arabic "لل" = "ال")."""
    adjectives: dict[str, dict[str, str]] = {}
    """By gender the endings of adjectives in other cases, with that of the nominative."""


class Dates(Section):
    """How a language tells dates; names of months and days of the week come from CLDR. docs/lexicons.md explains the codes.

    A code of a relative date is ``unit:offset``: ``day:-1`` yesterday, ``week:+1`` next week, ``year:0`` this year, ``month:same`` the
    month of the date told before. ``:end`` makes it the end of the unit, ``:within`` a deadline in it, ``:1`` its Monday. In ``offsets`` a
    phrase holds ``#`` for the number and so does its code: ``day:-#`` is counted from the day of writing, ``day:-#:prev`` from the date
    told before.
    """

    locales: Words = ()
    """CLDR locales whose names of months and days are in use; without any, the language itself."""
    orders: Words = ("dmy", "dm", "my", "ymd")
    """In which order day (d), month (m) and year (y) make one date. ``d`` alone is a numbered day with a sign or a day of the week."""
    numeric: Literal["dmy", "mdy", ""] = ""
    """How 6/1/2018 is read; if empty, such a date is read only where one order is possible."""
    short_numeric: str = ""
    """The sign inside a numeric date without a year ("22.08.", "(22/7)"), if the language has such dates."""
    fillers: Words = (",",)
    """What may stand between the parts of one date."""
    ordinal_signs: Words = (".",)
    year_signs: Words = ()
    month_signs: Words = ()
    day_signs: Words = ()
    not_after_day: Words = ()
    """What makes of a number with a day's sign a length of time; a single character only where it is glued to the sign."""
    day_before: Words = ()
    """Words that make a lone number a day of the month."""
    year_before: Words = ()
    """Words that make a lone number of four digits a year."""
    year_after: Words = ()
    months: dict[int, Words] = {}
    """Forms of the months' names that CLDR lacks; those that end in a full stop are abbreviations, which count beside a number only."""
    weekdays: dict[int, Words] = {}
    """Forms of the days' names that CLDR lacks; Monday is 1."""
    weak: Words = ()
    """Names that are words of another meaning too: they count beside a number only, or after one of ``month_before``."""
    month_before: Words = ()
    hijri_months: tuple[Words, ...] = ()
    eras: dict[str, int] = {}
    """Names of eras and the Gregorian year before their first."""
    equivalent: Words = ()
    """Words between the same date in two calendars."""
    to: Words = ()
    both: Words = ("and",)
    between: Words = ()
    parts: Words = ()
    """Words for a part of a month or year, which are passed over ("early", "in the middle of")."""
    ends: Words = ()
    halves: dict[int, Words] = {}
    past: Words = ()
    """Words before a month or day that put it in the past ("last"); ``past_after`` those behind it ("dernier")."""
    future: Words = ()
    this: Words = ()
    past_after: Words = ()
    future_after: Words = ()
    this_after: Words = ()
    future_cues: Words = ()
    """Words in a sentence by which its dates lie ahead, beside the status cues of plans."""
    by: Words = ()
    by_after: Words = ()
    within: Words = ()
    within_after: Words = ()
    relative: dict[str, Words] = {}
    offsets: dict[str, Words] = {}
    durations: dict[str, Words] = {}
    """Lengths of a stay in days: under ``#`` phrases with a number, under a number phrases that hold it."""
    opening: Words = ()
    """Words beside a day that say that something began on it ("opened", "arrived"); ``closing`` those that say that it ended."""
    closing: Words = ()
    numbers: tuple[Words, ...] = ()
    """Number words from one up."""
    others: Words = ()
    """Longer words that begin like a word of dates and are none ("올림픽" beside "올")."""
    labels: Words = ()
    """Words before the date of publication ("Posted", "Date")."""
    dateline_after: Words = ()
    """Signs behind the date of a dateline, where neither capitals nor commas mark it ("电")."""
    clock: Words = ()
    """Words of lines that bear the reader's day, not the document's ("Weather", "Exchange rates for")."""


class Polities(Section):
    """What the language calls states, organisations and places, beyond CLDR's names of territories. Keys are codes, "KOR PRK" both at once.

    A form written with a capital must have one in the text, a form all in capitals must stand so.
    """

    locales: Words = ()
    """CLDR's locales whose names of territories are taken; the language itself where none is given."""
    scripts: Words = ()
    """In which scripts places are named: latin, cyrillic, arabic, han, hangul."""
    endings: dict[str, Words] = {}
    """An ending of the dictionary form and the endings of its other forms: "ия" = ["ии", "ию", "ией"]."""
    beginnings: dict[str, Words] = {}
    """The same at a word's front: "ال" = ["لل", "بال"]."""
    names: dict[str, Words] = {}
    adjectives: dict[str, Words] = {}
    """Adjectives and words for nationals, in their dictionary forms."""
    adjective_forms: Words = ("*",)
    """The forms of every adjective, * being the dictionary form (Arabic "*", "*ة", "ال*"), beside what ``endings`` make."""
    adjective_endings: dict[str, Words] = {}
    """As ``endings``, for adjectives, nationals and the phrases of ``not_polities`` only: names do not change so."""
    abbreviations: dict[str, Words] = {}
    seats: dict[str, Words] = {}
    """Houses of government ("Kremlin"); capitals are known."""
    combining: dict[str, Words] = {}
    """Short forms that count only beside another polity or short form ("sino", "中", "러")."""
    combining_before: Words = ()
    """What gives a short form its meaning in front ("訪", "对") or behind ("方", "측")."""
    combining_after: Words = ()
    combining_alone: Words = ()
    """Short forms that count when they stand as a word of their own ("美" in Korean)."""
    not_polities: Words = ()
    """Longer phrases that name no polity ("South China Sea"), and words that only look like one."""
    places: dict[str, Words] = {}
    """Further names of places, by their English name."""
    not_places: Words = ()
    """Words that look like a place or a capital and are none."""
    particles: Words = ()
    """What may be glued behind a short name of a place in a script without spaces ("에서")."""
    transliteration: Words = ()
    """Characters that behind the name of a place show it to be the beginning of a longer foreign name ("斯", "尔")."""
