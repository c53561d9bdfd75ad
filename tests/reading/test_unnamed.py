"""Occasions that no word names: other rounds of what was told before, and officials who are told of together on a day."""

import pytest

import dragoman


@pytest.fixture(autouse=True)
def by_lexicons_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", "off")


def dates(text: str) -> set[str]:
    return {str(entry.date) for entry in dragoman.read(text, language="en", published="2031-05-20").engagements}


TALKS = "Norway and Chile held defence talks in Oslo on 2 May 2031."


def test_the_previous_one_is_another_occasion() -> None:
    assert dates(f"{TALKS} The previous one was in March 2029.") == {"2031-05-02", "2029-03"}


def test_nothing_is_another_occasion_without_a_first() -> None:
    assert dates("Harvests were poor this year. The previous one was in March 2029.") == set()


def test_officials_told_of_together_on_a_day_have_met() -> None:
    reading = dragoman.read(
        "On 14 May 2031 Norwegian Foreign Minister Ada Quist and Chilean Foreign Minister Tomas Orrego went through the fisheries file.",
        language="en",
        published="2031-05-20",
    )
    assert [(entry.type, entry.parties, str(entry.date)) for entry in reading.engagements] == [("meeting", ("CHL", "NOR"), "2031-05-14")]


def test_without_a_day_they_have_not() -> None:
    assert dates("Norwegian Foreign Minister Ada Quist and Chilean Foreign Minister Tomas Orrego disagree.") == set()
