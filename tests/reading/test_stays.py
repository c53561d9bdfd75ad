"""Stays whose first and last day are told apart: real polities, invented persons."""

import pytest

import dragoman
from dragoman.model import EngagementType


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        (
            "en",
            "Foreign Minister Ada Quist of Norway arrived in Santiago on 3 March 2031 for talks with her Chilean counterpart Tomas Orrego. "
            "She returned home on 5 March.",
            "visit",
        ),
        ("zh", "挪威和智利外交部副部长级磋商3月3日开始在圣地亚哥举行,5日结束。", "meeting"),
    ],
)
def test_what_began_on_one_day_and_ended_on_another_lasts_from_one_to_the_other(language: str, text: str, kind: EngagementType) -> None:
    reading = dragoman.read(text, language=language, published="2031-03-06")
    assert [str(entry.date) for entry in reading.engagements if entry.type == kind] == ["2031-03-03/2031-03-05"]


def test_a_day_on_which_nothing_ended_is_no_last_day() -> None:
    text = (
        "Foreign Minister Ada Quist of Norway arrived in Santiago on 3 March 2031 for talks with her Chilean counterpart Tomas Orrego. "
        "Norway had sent a note to Chile on 1 March."
    )
    reading = dragoman.read(text, language="en", published="2031-03-06")
    assert {str(entry.date) for entry in reading.engagements if entry.type == "visit"} == {"2031-03-03"}
