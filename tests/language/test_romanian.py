"""A language added by docs/lexicons.md alone: Romanian, read in a release about invented ministers."""

import pytest

import dragoman
from dragoman.edtf import Date
from dragoman.language.analyse import analyse
from dragoman.model import Reading

RELEASE = """Ministerul Afacerilor Externe
Comunicat de presă
14 martie 2019

Ministrul afacerilor externe al României, Radu Costache, a avut o întâlnire la Sofia, la 13 martie 2019, cu omologul bulgar, Petar Draganov.

Cei doi miniștri au discutat despre cooperarea energetică și infrastructura de transport. Cele două părți au convenit să deschidă un nou \
punct de trecere a frontierei până la sfârșitul anului 2020.

„Dunărea ne unește”, a declarat Radu Costache. Ministrul bulgar va vizita Bucureștiul în luna mai.

A treia rundă a Comisiei Mixte româno-bulgare a avut loc la Ruse în februarie 2018.

Vizita președintelui Republicii Moldova la București, programată pentru 20 martie, a fost amânată.

Citește și
Toate drepturile rezervate
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return dragoman.read(RELEASE)


def test_the_language_and_the_document(reading: Reading) -> None:
    assert reading.document.language == "ro"
    assert str(reading.document.published) == "2019-03-14"
    assert not any("no lexicon" in note for note in reading.notes)


def test_who_met_whom(reading: Reading) -> None:
    meeting = next(one for one in reading.engagements if one.type == "meeting" and one.date == Date.parse("2019-03-13"))
    assert (meeting.status, meeting.place, meeting.country, meeting.parties) == ("held", "Sofia", "BGR", ("BGR", "ROU"))
    assert {(one.name, one.party) for one in meeting.participants} == {("Radu Costache", "ROU"), ("Petar Draganov", "BGR")}


def test_what_is_to_come_and_what_was_put_off(reading: Reading) -> None:
    visits = {one.status: one for one in reading.engagements if one.type == "visit"}
    assert (str(visits["planned"].date), visits["planned"].place) == ("2019-05", "Bucharest")
    assert (str(visits["cancelled"].date), visits["cancelled"].parties) == ("2019-03-20", ("MDA", "ROU"))


def test_the_channel_and_its_round(reading: Reading) -> None:
    assert any((one.channel or "").startswith("Comisia Mixtă") and one.round == 3 for one in reading.engagements)


def test_the_promise_and_the_words(reading: Reading) -> None:
    assert [(one.parties, str(one.due), one.status) for one in reading.commitments] == [(("BGR", "ROU"), "../2020-12", "agreed")]
    assert [(one.speaker, one.party, one.quote) for one in reading.statements] == [("Radu Costache", "ROU", "Dunărea ne unește")]


@pytest.mark.parametrize("written", ["Miniștrii s-au întâlnit marți la București.", "Miniştrii s-au întâlnit marţi la Bucureşti."])
def test_both_ways_of_writing_its_letters(written: str) -> None:
    assert [place.name for place in analyse(written, "ro").places] == ["Bucharest"]
