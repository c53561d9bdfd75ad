"""Officials on record: a polity only where the record leaves no doubt."""

import pytest

from dragoman.language.officials import heads, polity_of


@pytest.mark.parametrize(
    ("name", "year", "polity"),
    [
        ("Angela Merkel", 2015, "DEU"),
        ("Merkel", 2007, "DEU"),
        ("Angela Merkel", 1975, None),
        ("Ada Quist", 2015, None),
        ("Ada Merkel", 2007, None),
        ("", 2015, None),
        ("…", None, None),
    ],
)
def test_polity_of(name: str, year: int | None, polity: str | None) -> None:
    assert polity_of(name, year) == polity


def test_a_name_in_other_letters_is_the_same() -> None:
    assert polity_of("Ангела Меркель", 2015) == "DEU"


def test_heads_of_state_and_government_are_known_for_their_years() -> None:
    assert heads("Angela Merkel", "DEU", 2015)
    assert not heads("Angela Merkel", "DEU", 1995)
    assert not heads("Angela Merkel", "FRA", 2015)
    assert not heads("Ada Quist", "DEU", 2015)
