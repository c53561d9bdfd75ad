"""Pages in two languages: each part read in its own, what both tell kept once."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.reading.parts import joined, parts

ENGLISH = (
    "On 14 May 2031, Foreign Minister Ada Quist of Norway met with Foreign Minister Tomas Orrego of Chile in Oslo. The two ministers "
    "exchanged views on fisheries and maritime security and agreed to strengthen bilateral relations further. They agreed to hold "
    "the seventh policy dialogue in Santiago in June next year."
)
JAPANESE = (
    "2031年5月14日、ノルウェーのクイスト外務大臣は、オスロにおいて、チリのオレゴ外務大臣と会談を行いました。両大臣は、漁業及び海洋安全保障について意見交換を"
    "行い、二国間関係を一層強化していくことで一致しました。両大臣は、来年6月にサンティアゴで第7回政策対話を開催することで合意しました。"
)
GERMAN = (
    "Die norwegische Außenministerin Ada Quist traf am 20. Mai 2031 in Lima den peruanischen Außenminister Ruben Salas zu einem Gespräch. "
    "Im Mittelpunkt standen die Zusammenarbeit in der Fischerei und der Handel zwischen beiden Ländern, der in den letzten fünf Jahren "
    "kräftig gewachsen ist. Beide Seiten zeigten sich mit dem Erreichten zufrieden."
)


@pytest.fixture(autouse=True)
def by_lexicons_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", "off")


@pytest.mark.parametrize(("first", "second"), [(JAPANESE, ENGLISH), (ENGLISH, JAPANESE)])
def test_a_release_with_its_translation(first: str, second: str) -> None:
    text = f"{first}\n\n{second}"
    both, alone = dragoman.read(text, published="2031-05-14"), dragoman.read(first, published="2031-05-14")
    days = [str(entry.date) for entry in both.engagements]
    assert days.count("2031-05-14") == days.count("2032-06") == 1
    assert len(both.engagements) == len(alone.engagements)
    assert all(text[entry.span[0] : entry.span[1]] == entry.evidence for entry in both.entries() if entry.span)
    told = [entry for entry in both.engagements if entry.date]
    assert all(entry.evidence in first for entry in told)
    assert len(both.commitments) == len(alone.commitments)


def test_parts_that_tell_of_different_things() -> None:
    reading = dragoman.read(f"{ENGLISH}\n\n{GERMAN}")
    assert {("CHL", "NOR"), ("NOR", "PER")} <= {entry.parties for entry in reading.engagements}
    german = [entry for entry in reading.engagements if entry.parties == ("NOR", "PER")]
    assert all(entry.evidence in GERMAN for entry in german)


def test_offsets_stay_in_every_part() -> None:
    text = f"{ENGLISH}\n\n{JAPANESE}\n\n{ENGLISH}"
    found = parts(text)
    assert list(found) == ["en", "ja"]
    assert {len(part) for part in found.values()} == {len(text)}
    assert all(not part[i].strip() or part[i] == text[i] for part in found.values() for i in range(len(text)))


def test_one_language_has_no_parts() -> None:
    assert parts(ENGLISH) == {}
    assert parts("") == {}


def test_a_reading_joined_with_itself_is_itself() -> None:
    reading = dragoman.read(ENGLISH)
    again = joined([reading, reading])
    assert again.engagements == reading.engagements
    assert again.channels == reading.channels
    assert again.commitments == reading.commitments
