"""Records in the three forms of the Office of the Historian become documents with readings. The records here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import Document, Reading
from dragoman.register import Register, RegisterError
from dragoman.register.evidence import locate
from dragoman.register.imports import history_at_state as records
from dragoman.register.imports import structured
from dragoman.register.imports.remarks import clauses, person

TRIPS = """<?xml version="1.0" encoding="UTF-8"?>
<trips>
  <trip role="secretary" who="roe-jane"><id>1</id><role>secretary</role><name>Jane Roe</name>
    <start-date>1998-05-01</start-date><end-date>1998-05-03</end-date><country id="france">France</country><locale>Paris</locale>
    <remarks>Met with President Dupont-Test and Foreign Minister
        Quelconque; attended NATO Ministerial Meeting.</remarks>
    <created-datetime>2010-10-25T16:17:47.87-04:00</created-datetime><last-modified-datetime/></trip>
  <trip role="secretary" who="roe-jane"><id>2</id><role>secretary</role><name>Jane Roe</name>
    <start-date>1998-05-01</start-date><end-date>1998-05-03</end-date><country id="france">France</country><locale>Paris</locale>
    <remarks>Met with President Dupont-Test.</remarks></trip>
  <trip role="president" who="doe-john"><id>3</id><role>president</role><name>John Doe</name>
    <start-date>1990-02-09</start-date><end-date>1990-02-07</end-date><country id="russia">U.S.S.R.</country><locale>Moscow, Kiev</locale>
    <remarks>State visit; signed a treaty.</remarks></trip>
</trips>"""
VISITS = """<visits>
  <visit><id>9</id><start-date>1999-06-04</start-date><end-date>1999-06-05</end-date><visitor>Prime Minister Ana Ninguém</visitor>
    <from id="portugal">Portugal</from>
    <description>Met with President Doe at a private visit. Attended funeral of a friend.</description></visit>
</visits>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data" / "visits").mkdir(parents=True)
    (tmp_path / "data" / "trips.xml").write_text(TRIPS)
    (tmp_path / "data" / "visits" / "1990.xml").write_text(VISITS)
    return tmp_path / "data"


def read(folder: Path) -> list[tuple[Document, Reading]]:
    found = []
    for document in records.documents(folder):
        reading = structured(document)
        assert reading
        found.append((document, reading))
    return found


def test_each_record_is_a_document_with_its_bytes(folder: Path) -> None:
    pairs = read(folder)
    assert [document.name for document, _ in pairs] == ["trip-secretary-1", "trip-secretary-2", "trip-president-3", "visit-us-9"]
    for document, reading in pairs:
        assert document.data in TRIPS.encode() or document.data in VISITS.encode()
        assert all(locate(document.text, entry.evidence) for entry in reading.entries())


def test_what_the_remarks_tell_of(folder: Path) -> None:
    (_, trip), _, (_, wrong), (_, visit) = read(folder)
    kinds = [(entry.type, entry.parties, str(entry.date), entry.place) for entry in trip.engagements]
    when = "1998-05-01/1998-05-03"
    assert kinds == [
        ("visit", ("FRA", "USA"), when, "Paris"),
        ("meeting", ("FRA", "USA"), when, "Paris"),
        ("conference", ("NATO", "USA"), when, "Paris"),
    ]
    assert [(one.name, one.office, one.party) for one in trip.engagements[1].participants] == [
        ("Jane Roe", "Secretary of State", "USA"),
        ("Dupont-Test", "President", "FRA"),
        ("Quelconque", "Foreign Minister", "FRA"),
    ]
    assert [(entry.type, entry.parties, entry.date) for entry in wrong.engagements] == [
        ("visit", ("SUN", "USA"), None),
        ("signing", ("SUN", "USA"), None),
    ]
    assert wrong.notes == ("it ends before it begins: 1990-02-09 to 1990-02-07",)
    assert [(entry.type, entry.country) for entry in visit.engagements] == [("visit", "USA"), ("summit", "USA"), ("ceremony", "USA")]


def test_wrong_dates_are_named(folder: Path) -> None:
    lines = list(records.doubtful([records.record(document.data) for document in records.documents(folder)]))
    assert lines == ["trip 3 (John Doe, U.S.S.R., 1990-02-09 to 1990-02-07): it ends before it begins: 1990-02-09 to 1990-02-07"]


def test_duplicates_are_one_engagement(folder: Path, register: Register) -> None:
    assert register.add_all(read(folder)) == 4
    in_paris = [entry for entry in register.entries("engagement") if entry.place == "Paris"]
    assert sorted((entry.type, len(entry.accounts)) for entry in in_paris) == [("conference", 1), ("meeting", 2), ("visit", 2)]
    assert register.add_all(read(folder)) == 0
    before = register.entries("engagement")
    register.rebuild()
    assert register.entries("engagement") == before


@pytest.mark.parametrize(
    "text", ["<trips>", "no xml", '<!DOCTYPE trips [<!ENTITY a "b">]><trips><trip><id>&a;</id></trip></trips>', "<trips><trip></visits>"]
)
def test_what_is_not_of_these_forms_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.xml").write_text(text)
    with pytest.raises(RegisterError, match=r"bad\.xml"):
        list(records.documents(tmp_path))
    with pytest.raises(RegisterError, match=r"no \.xml files"):
        list(records.documents(tmp_path / "none"))


@pytest.mark.parametrize(
    ("text", "office", "name", "party"),
    [
        ("President Test", "President", "Test", None),
        ("King Example II of Jordan", "King", "Example II", "JOR"),
        ("Russian Foreign Minister Test Testov", "Foreign Minister", "Test Testov", "RUS"),
        ("President de Exemplo", "President", "de Exemplo", None),
        ("Crown Prince Test bin Example al-Sample", "Crown Prince", "Test bin Example al-Sample", None),
        ("President Test September 25", "President", "Test", None),
    ],
)
def test_persons_with_their_offices(text: str, office: str, name: str, party: str | None) -> None:
    found = person(text)
    assert found
    assert (found.office, found.name, found.party) == (office, name, party)


@pytest.mark.parametrize("text", ["senior officials", "the Foreign Ministers of Spain and Portugal", "members of the Security Council", ""])
def test_who_is_not_named_is_no_person(text: str) -> None:
    assert list(clauses(f"Met with {text}.")) == []
