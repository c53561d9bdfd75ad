"""Officials on record: a polity only where the record leaves no doubt."""

import pytest

from dragoman.language.officials import polity_of


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
