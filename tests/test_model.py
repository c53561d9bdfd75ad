"""The vocabulary: validated on the way in, the same bytes on the way out."""

from pathlib import Path

import pytest

from dragoman.corpus import FOLDERS, folder
from dragoman.model import Reading, ReadingError

GOLD = sorted(path for part in FOLDERS for path in folder(part).rglob("*.json") if not path.name.endswith(".register.json"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_readings_go_in_and_come_out_the_same(path: Path) -> None:
    reading = Reading.from_json(path.read_bytes())
    again = Reading.from_json(reading.to_json())
    assert again == reading
    assert again.to_json() == reading.to_json()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "JSON"),
        ("[]", "document"),
        ('{"engagements": [{"type": "duel", "status": "held", "evidence": "x"}]}', "type"),
        ('{"engagements": [{"type": "meeting", "status": "held", "evidence": "x", "date": "2018-13"}]}', "date"),
        ('{"engagements": [{"type": "meeting", "status": "held", "evidence": ""}]}', "evidence"),
        ('{"statements": [{"quote": "x", "evidence": "x"}]}', "speaker"),
    ],
)
def test_what_is_no_reading_is_said_in_one_line(text: str, fault: str) -> None:
    with pytest.raises(ReadingError) as caught:
        Reading.from_json(text)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_parties_are_sorted_and_single() -> None:
    reading = Reading.from_json('{"engagements": [{"type": "call", "status": "held", "evidence": "x", "parties": ["RUS", "KOR", "RUS"]}]}')
    assert reading.engagements[0].parties == ("KOR", "RUS")
