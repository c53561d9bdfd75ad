"""What differs between languages, as data: one file for each language in ``lexicons/``.

A section is a class below; docs/lexicons.md explains each to whoever adds a language. Phrases follow `dragoman.language.phrases`.
Names of months, days and countries are not here: they come from CLDR.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal

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
    articles: Words = ()
    """What is glued in front of a common word and of a name's last words, but not of its first (Arabic al-)."""
    capitals: bool = True
    """Names begin with a capital letter and other words do not."""
    nouns_capital: bool = False
    """Common nouns begin with a capital letter too (German)."""
    apostrophe_suffix: bool = False
    """An apostrophe parts a name from its case ending (Turkish)."""
    particles: Words = ()
    """Small words inside names ("van", "bin", "de la")."""
    surnames: str = ""
    """Characters that begin a person's name, in scripts that have no capitals and few family names."""
    transliteration: str = ""
    """Characters that write the sounds of foreign names (Chinese)."""
    family_names: Words = ()
    """Family names of more than one character, in the same scripts."""
    word_endings: Words = ()
    """Glued endings by which a word of such a script is no name (Korean particles, endings of verbs)."""
    not_names: Words = ()
    """Capitalised words that are no part of a person's name; in scripts without capitals, words (Chinese: characters) that are none."""
    names_first: bool = False
    """A name stands in front of its title only ("임성남 차관", "岸田外務大臣")."""
    verb_final: bool = False
    """The verb stands at the end of its clause: what a noun's clause says of it comes before it, and its status in the next verb."""
    pro_drop: bool = False
    """A sentence leaves out who acts where the document has told it: its two main parties are meant."""
    compounds: bool = False
    """A noun is one word with the kanji and katakana written in front of it (Japanese: kana part the words)."""
    stops: Words = ()
    """Words inside which no cue and no status is looked for ("협의회" holds no "회의")."""


class Cues(Section):
    """The words of one type of engagement. Verbs and nouns are told apart because a verb's subject takes part."""

    nouns: Words = ()
    weak: Words = ()
    """Nouns that tell of an occasion only with a verb, a date or a place beside them ("agreement", "exercise")."""
    verbs: Words = ()


class StatusCues(Section):
    """Words that say whether an engagement took place. ``denied`` are denials and refusals."""

    held: Words = ()
    planned: Words = ()
    proposed: Words = ()
    cancelled: Words = ()
    denied: Words = ()


class Channels(Section):
    """Names of recurring mechanisms: ``heads`` end (or begin) them, ``modifiers`` may stand inside, ``links`` join on what they are
    about."""

    heads: Words = ()
    modifiers: Words = ()
    after: Words = ()
    """Modifiers that stand behind a head without a link ("Commission *mixte*")."""
    links: Words = ()
    subjects: Words = ()
    """Words behind a link that tell what it is about, where they bear no capital ("по стратегической *стабильности*")."""
    foreign_heads: Words = ()
    """Heads of another language, in front of which capitals tell a name even where every noun bears one ("Nuclear Security *Summit*")."""
    first_capital: bool = False
    """Only the first word of a name bears a capital (Swedish "Norra gruppen")."""
    heads_first: bool = False
    """A name begins with its head: nothing in front belongs to it (Arabic)."""
    weak_heads: Words = ()
    """Heads that make a channel only with an ordinal or a modifier ("meeting", "session"); without capitals to tell, with a country and a
    modifier."""
    round_heads: Words = ()
    """Heads that make a channel only with the number of a round ("会談")."""
    named: Words = ()
    """Words behind which a name of its own stands: in quotation marks, in other letters, or with a year ("навчання Sea Breeze")."""
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
    behind: bool = False
    """The number stands behind its noun (Arabic)."""


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


class Relations(Section):
    """Small words that bind an engagement to its place, company and occasion."""

    with_: Words = ()
    between: Words = ()
    about: Words = ()
    """Words after which a topic stands, not a party."""
    about_after: Words = ()
    """Words that make a topic of the name in front of them ("問題", "정세")."""
    outcome: Words = ()
    """Words before an occasion that others speak of ("the outcome of"): who stands in front of them takes no part in it."""
    own: Words = ()
    """Possessives that mean the one who acts in the same sentence ("his", "her")."""
    by: Words = ()
    """Words before the one who acts ("by", "from")."""
    place: Words = ()
    place_after: Words = ()
    """Words of place that stand behind the name ("에서", "で")."""
    company: Words = ()
    """Words by which those who take part are told in a sentence of their own ("headed the delegation", "co-chaired by", "represented")."""
    host: Words = ()
    """Words by which a town as the subject is the place ("was the venue", "played host to")."""
    margins: Words = ()
    margins_after: Words = ()
    """The same behind the name of the larger event ("を機に", "期间")."""
    both_sides: Words = ()
    all_sides: Words = ()
    same: Words = ()
    """Words that make a noun point back ("the", "this", "the same"): no new occasion."""
    relative: Words = ()
    """What makes of the verb in front of it a clause that describes the noun behind it ("的", "中の")."""
    clause: Words = ()
    """Words and signs that begin a new clause."""
    and_: Words = ()
    """Words that join clauses and members of a list alike ("and")."""


class Speech(Section):
    """How quoted words are given to a speaker."""

    verbs: Words = ()
    """Verbs of saying, in the forms in which they stand beside quoted words."""
    cues: Words = ()
    """Other words that attribute ("according to", "in the words of", "the statement reads")."""
    sources: Words = ()
    """Nouns for speakers without a name: bodies, papers and unnamed people ("ministry", "communiqué", "spokesman")."""
    genitive: Words = ()
    """The joints of a longer name of a source ("of", "of the")."""
    pronouns: Words = ()
    """Pronouns that stand for the last speaker."""
    oblique: Words = ()
    """Small words before a name that keep it from being the subject ("to", "with", "of")."""
    oblique_after: Words = ()
    """The same behind a name: case particles, a genitive sign."""
    subject_marks: Words = ()
    """Particles behind a subject."""
    subject_before: bool = False
    """The subject stands before the quoted words and the verb behind them."""
    naming: Words = ()
    """Words beside a quotation that make it a name or a way of speaking ("so-called", "entitled", "format")."""
    endings: str = ""
    """Characters with which a spoken sentence ends and a name does not, in scripts without capitals."""
    closing: Words = ()
    """What begins a sentence that names the speaker of the one before it ("With these words")."""
    questioner: Words = ()
    """Labels of an interviewer's turns in a transcript ("Q", "Question")."""
    answerer: Words = ()
    """Labels of the turns that answer, where they bear no name ("A", "Answer")."""
    dash: bool = False
    """Speech may be set off by a dash at the beginning of a sentence and another before its speaker."""


class Commitments(Section):
    """The words by which parties bind themselves, by what they make of the clause."""

    agreed: Words = ()
    pledged: Words = ()
    proposed: Words = ()
    fulfilled: Words = ()
    broken: Words = ()
    future: Words = ()
    """Forms that say what will be done ("will", "is to"): a pledge only where a party acts."""
    first_person: Words = ()
    """Forms by which a speaker binds their own side ("we will")."""
    hedges: Words = ()
    """Words that make of it a wish, a view or an event ("hope", "would like", "shared the view")."""
    joints: Words = ()
    """Words that begin a further promise under the same verb ("and to", "and that")."""
    clause_first: bool = False
    """What is agreed stands before the word that says so."""


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
    outcome: Words = ()
    """Words before an occasion that others speak of ("the outcome of"): who stands in front of them takes no part in it."""
    own: Words = ()
    """Possessives that mean the one who acts in the same sentence ("his", "her")."""
    by: Words = ()
    by_after: Words = ()
    within: Words = ()
    within_after: Words = ()
    relative: dict[str, Words] = {}
    offsets: dict[str, Words] = {}
    durations: dict[str, Words] = {}
    """Lengths of a stay in days: under ``#`` phrases with a number, under a number phrases that hold it."""
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


class Furniture(Section):
    """What stands on a page around its text; the phrases of all languages are looked for in every document."""

    phrases: Words = ()
    """Words of menus, share lines, counters, prompts. A single word counts as all of an entry or before a colon, longer ones anywhere in a
    short line."""
    notices: Words = ()
    """Phrases that make even a long line furniture ("all rights reserved", "this site uses cookies")."""
    authors: Words = ()
    """The links below a paragraph on the author ("view all posts")."""
    institutions: Words = ()
    """Words in the names of bodies that issue documents ("Ministry", "Embassy")."""


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
