"""Towns that no text is searched for are found where the model names a place, or where a dateline does; the list behind them is sound."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.analyse import analyse
from dragoman.language.names import key
from dragoman.language.territories import is_territory
from dragoman.language.tokens import tokenise
from dragoman.language.towns import lookup
from dragoman.reading.reader import model

ROWS = [line.split("\t") for line in resources.files("dragoman.language").joinpath("data/towns.tsv").read_text("utf-8").splitlines()]

NAMES = frozenset(row[0] for row in ROWS)


def places(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(place.name, place.country) for place in analyse(text, language, encoder=model()).places]


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "The two ministers will meet at Swakopmund on Friday.", ("Swakopmund", "NAM")),
        ("cs", "U maďarského Szolnoku skončilo cvičení čtyř armád.", ("Szolnok", "HUN")),
        ("de", "Kein Treffen in Fontainebleau: Berlin und Paris vertagen den Ministerrat.", ("Fontainebleau", "FRA")),
        ("en", "SWAKOPMUND - The defence minister received his guest.", ("Swakopmund", "NAM")),
    ],
)
def test_a_town_that_the_lexicons_do_not_know(language: str, text: str, town: tuple[str, str]) -> None:
    assert town in places(text, language)


def test_words_that_are_towns_somewhere_are_none_here() -> None:
    assert places("Of the two, both said that a spa was best.", "en") == []


def test_a_name_that_several_towns_bear_is_of_the_country_in_the_text() -> None:
    assert {"VEN", "NIC"} <= {town.country for town in lookup(key("San Carlos"))}
    assert ("San Carlos", "NIC") in places("El ministro de Nicaragua llegó a San Carlos para la reunión.", "es")


def test_without_a_model_only_datelines_are_looked_up() -> None:
    found = analyse("SWAKOPMUND - The minister went to Swakopmund.", "en").places
    assert [(place.first, place.name) for place in found] == [(0, "Swakopmund")]


def test_the_list_is_sorted_and_every_row_is_a_town_of_a_known_polity() -> None:
    assert all(a[0].encode() + b"\t" <= b[0].encode() + b"\t" for a, b in pairwise(ROWS))
    assert all(len(row) == 4 and row[0] == key(row[0]) and row[1] and is_territory(row[2]) and row[3].isdigit() for row in ROWS)


@settings(max_examples=300)
@given(st.sampled_from(ROWS))
def test_every_name_of_the_list_is_found_the_larger_town_first(row: list[str]) -> None:
    towns = lookup(row[0])
    assert any((town.name, town.country) == (row[1], row[2]) for town in towns)
    assert [town.thousands for town in towns] == sorted((town.thousands for town in towns), reverse=True)


@given(st.text(max_size=20))
def test_no_other_name_is_found(name: str) -> None:
    words = " ".join(token.form for token in tokenise(name))
    assert bool(lookup(words)) == (words in NAMES)
