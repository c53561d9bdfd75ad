"""Engagements, channels and people as the Python call gives them, on plainly invented countries' neighbours: real polities, invented
persons."""

import pytest

import dragoman
from dragoman.model import Engagement, Reading


@pytest.fixture(autouse=True)
def by_lexicons_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", "off")


def read(text: str, published: str = "2031-05-20") -> Reading:
    return dragoman.read(text, language="en", published=published)


def only(reading: Reading) -> Engagement:
    assert len(reading.engagements) == 1, [e.evidence for e in reading.engagements]
    return reading.engagements[0]


def test_a_meeting_with_its_company_place_and_day() -> None:
    entry = only(read("On 14 May 2031, Norwegian Foreign Minister Ada Quist met with her Chilean counterpart, Tomas Orrego, in Oslo."))
    assert (entry.type, entry.status, str(entry.date)) == ("meeting", "held", "2031-05-14")
    assert (entry.place, entry.country, entry.parties) == ("Oslo", "NOR", ("CHL", "NOR"))
    assert {(p.name, p.party) for p in entry.participants} == {("Ada Quist", "NOR"), ("Tomas Orrego", "CHL")}


def test_a_round_of_a_channel() -> None:
    reading = read("Norway and Chile held the sixth Norway-Chile Strategic Dialogue in Santiago on 3 May 2031.")
    entry = only(reading)
    assert (entry.channel, entry.round) == ("Norway-Chile Strategic Dialogue", 6)
    assert [channel.parties for channel in reading.channels] == [("CHL", "NOR")]


def test_a_tour_is_one_visit_for_each_country() -> None:
    reading = read("Norwegian Prime Minister Ada Quist will pay a state visit to Chile, Peru and Brazil from June 2 to 9, 2031.")
    assert {(e.type, e.country, e.status) for e in reading.engagements} == {
        ("visit", country, "planned") for country in ("CHL", "PER", "BRA")
    }


def test_heads_of_government_meet_at_a_summit() -> None:
    entry = only(read("Norwegian Prime Minister Ada Quist held talks with Chilean President Tomas Orrego on 1 May 2031."))
    assert entry.type == "summit"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("met on 2 May 2031", "held"),
        ("are expected to meet on 2 June 2031", "planned"),
        ("called off their meeting of 2 June 2031", "cancelled"),
    ],
)
def test_status(words: str, status: str) -> None:
    entry = only(read(f"Norwegian Foreign Minister Ada Quist and Chilean Foreign Minister Tomas Orrego {words}."))
    assert entry.status == status


def test_two_tellings_are_one_entry() -> None:
    text = "Norway and Chile held defence talks in Oslo on 2 May 2031.\n\nAt the talks, the two sides discussed fisheries."
    entry = only(read(text))
    assert "maritime" in entry.topics


def test_no_year_from_nowhere() -> None:
    entry = only(dragoman.read("Norway and Chile held defence talks in Oslo on May 2.", language="en"))
    assert str(entry.date) == "XXXX-05-02"


@pytest.mark.parametrize(
    "text",
    [
        "The parliament of Norway debated the budget for two days.",
        "Norway beat Chile 3-1 in a friendly match in Oslo.",
        "The committee met on Monday to elect its chair.",
    ],
)
def test_what_is_no_engagement_gives_no_entry(text: str) -> None:
    assert read(text).engagements == ()


def test_page_furniture_gives_no_entry() -> None:
    text = (
        "Home | News | Contact\n\nNorway and Chile held talks in Oslo on 2 May 2031. Both ministers spoke of fisheries.\n\n"
        "Related articles\nPeru and Brazil to meet in Lima\n"
    )
    assert only(read(text)).parties == ("CHL", "NOR")
