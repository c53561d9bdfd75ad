"""For whom persons act, and who travels: what a sentence says of a journey tells whose official somebody is not."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.language.analyse import analyse


@pytest.mark.parametrize(
    ("text", "office", "party"),
    [
        ("The visit of President Arlo Fenwick to France ended.", "President", None),
        ("President Arlo Fenwick in France.", "President", None),
        ("President Arlo Fenwick of France spoke.", "President", "FRA"),
    ],
)
def test_a_word_that_leads_to_a_place_makes_no_official_of_it(text: str, office: str, party: str | None) -> None:
    (person,) = analyse(text, "en").persons
    assert (person.office, person.party) == (office, party)


def test_a_title_goes_over_the_state_where_its_bearer_is_posted() -> None:
    (person,) = analyse("The special envoy to Syria, Arlo Fenwick, met nobody on Monday.", "en").persons
    assert (person.name, person.office) == ("Arlo Fenwick", "special envoy")


def test_a_tour_has_one_visit_a_stop_and_who_travels_is_none() -> None:
    text = "Foreign Minister Jiří Novotný of the Czech Republic will visit Kenya, Tanzania and Mozambique from 5 to 9 May 2019."
    visits = [one for one in dragoman.read(text, language="en", published="2019-05-01").engagements if one.type == "visit"]
    assert {one.parties for one in visits} == {("CZE", "KEN"), ("CZE", "TZA"), ("CZE", "MOZ")}
