"""Where a name is from, by its letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.name_origins import origin, tongue


@pytest.mark.parametrize(
    ("name", "of", "than"),
    [
        ("Kovácsházy Gyula", "HUN", "JPN"),
        ("Takamoto Haruki", "JPN", "HUN"),
        ("Петровенко Иван", "RUS", "FRA"),
        ("Wojciech Brzeski", "POL", "TUR"),
    ],
)
def test_an_invented_name_is_likest_for_where_its_letters_are_common(name: str, of: str, than: str) -> None:
    here, there = origin(name, of), origin(name, than)
    assert here is not None and there is not None and here > there


def test_an_organisation_has_officials_of_any_name() -> None:
    assert origin("Anna Rurit", "EU") is None


def test_nothing_is_told_of_what_has_no_letters_or_no_record() -> None:
    assert origin("", "FRA") is None
    assert origin("12", "FRA") is None
    assert origin("Anna Rurit", "XXX") is None


@settings(deadline=None)  # the first call counts the letters of all names on record
@given(st.text(max_size=40), st.sampled_from(["FRA", "KOR", "XXX", ""]))
def test_any_text_is_judged_within_bounds(name: str, polity: str) -> None:
    told = origin(name, polity)
    assert told is None or -60 < told < 60


@pytest.mark.parametrize(
    ("name", "of", "than"),
    [
        ("Christoph Baumgärtner", "DEU", "KAZ"),
        ("Giovanni Bellucci", "ITA", "POL"),
        ("Hiroshi Yamashita", "JPN", "SWE"),
        ("Ольга Ткаченко", "UKR", "ITA"),
    ],
)
def test_a_name_is_likest_for_the_countries_of_its_language(name: str, of: str, than: str) -> None:
    here, there = tongue(name, of), tongue(name, than)
    assert here is not None and there is not None and here > there


def test_nothing_is_told_of_a_country_whose_languages_have_no_names_here() -> None:
    assert tongue("Anna Rurit", "EU") is None
    assert tongue("", "FRA") is None
