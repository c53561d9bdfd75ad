"""Documents and readings go in and come out again, the same on both databases."""

from register_samples import READING, TEXT, text_document

from dragoman.edtf import Date
from dragoman.model import Reading
from dragoman.register import Register
from dragoman.register.query import DocumentFilter, Filter


def test_a_document_comes_back_as_it_went_in(register: Register) -> None:
    document = text_document(TEXT, "gazette.txt", title="Border", notes=("a note",))
    assert register.add(document, READING)
    assert register.document(document.id) == document
    assert register.reading(document.id) == READING
    assert register.reader_of(document.id) == "tests 1"


def test_adding_again_changes_nothing(register: Register) -> None:
    document = text_document(TEXT, "gazette.txt")
    register.add(document, READING)
    before = [register.entries(kind) for kind in ("engagement", "channel", "commitment", "statement", "person")], register.documents()
    assert not register.add(document, READING)
    assert before == ([register.entries(k) for k in ("engagement", "channel", "commitment", "statement", "person")], register.documents())


def test_bytes_and_text_that_databases_do_not_like(register: Register) -> None:
    text = "NUL \0 and a lone surrogate \ud800 and 𝄞"
    document = text_document("x").model_copy(update={"data": b"\x00\xff\xfe", "text": text, "name": "a\0b\ud800"})
    register.add(document, Reading(reader="tests 1"))
    back = register.document(document.id)
    assert (back.data, back.text) == (b"\x00\xff\xfe", text)


def test_every_list_can_be_asked_for(register: Register) -> None:
    register.add(text_document(TEXT, "gazette.txt"), READING)
    (engagement,) = register.entries("engagement")
    assert engagement.id.startswith("e-")
    assert engagement.parties == ("RUR", "SYL")
    assert engagement.accounts[0].publisher == "Strelsau Gazette"
    assert [person.name for person in register.entries("person")] == ["Anna Castell", "Milo Drago"]
    assert [channel.level for channel in register.entries("channel")] == ["minister"]
    assert [commitment.due for commitment in register.entries("commitment")] == [Date.parse("../1999")]
    assert [statement.quote for statement in register.entries("statement")] == ["The border is a bridge"]
    assert [document.language for document in register.documents()] == ["en"]


def test_filters(register: Register) -> None:
    register.add(text_document(TEXT, "gazette.txt"), READING)

    def count(kind: str, **wanted: object) -> int:
        return len(register.entries(kind, Filter(**wanted)))

    assert count("engagement", parties=("RUR", "SYL")) == 1
    assert count("engagement", parties=("RUR", "BOR")) == 0
    assert count("engagement", person="castell") == count("statement", person="CASTELL") == count("person", person="Anna") == 1
    assert count("engagement", person="%") == 0
    assert count("engagement", dates=(Date.parse("1998-05"),)) == count("engagement", dates=(Date.parse("../1998"),)) == 1
    assert count("engagement", dates=(Date.parse("1999/.."),)) == 0
    assert count("commitment", due=Date.parse("1999-12-31")) == 1
    assert count("commitment", due=Date.parse("2000/..")) == 0
    assert count("engagement", type="meeting", status="held", topic="territory_border", channel="border dialogue") == 1
    assert count("engagement", type="visit") == count("engagement", status="planned") == count("engagement", topic="space") == 0
    assert len(register.documents(DocumentFilter(language="en", words="gazette", dates=(Date.parse("1998"),)))) == 1
    assert register.documents(DocumentFilter(language="de")) == []


def test_a_new_reading_replaces_the_old_one_and_keeps_ids(register: Register) -> None:
    document = text_document(TEXT)
    register.add(document, READING)
    (before,) = register.entries("engagement")
    better = READING.engagements[0].model_copy(update={"confidence": 0.7, "place": "Strelsau"})
    assert register.reread(
        document.id, lambda _: READING.model_copy(update={"engagements": (better,), "statements": (), "reader": "tests 2"})
    )
    (after,) = register.entries("engagement")
    assert (after.id, after.place, after.confidence) == (before.id, "Strelsau", 0.7)
    assert register.entries("statement") == []
    assert register.document(document.id) == document


def test_a_given_reading_stands_until_it_is_taken_back(register: Register) -> None:
    document = text_document(TEXT)
    register.give(document, READING, author="clerk")
    assert not register.reread(document.id, lambda _: Reading(reader="tests 2"))
    assert len(register.entries("engagement")) == 1
    (decision,) = register.decisions()
    assert (decision.kind, decision.target, decision.author) == ("reading", document.id, "clerk")


def test_ids_can_be_shortened(register: Register) -> None:
    document = text_document(TEXT)
    register.add(document, READING)
    (engagement,) = register.entries("engagement")
    assert register.find(engagement.id[:6]) == engagement
    assert register.find(f"d-{document.id[:8]}").id == register.find(document.id).id == document.id


def test_rebuilding_changes_nothing(register: Register) -> None:
    kinds = ("engagement", "channel", "commitment", "statement", "person")
    register.add(text_document(TEXT), READING)
    register.add(text_document("No news."), Reading(reader="tests 1"))
    before = [register.entries(kind) for kind in kinds], register.documents(), register.search("border")
    assert register.rebuild() == 2
    assert before == ([register.entries(kind) for kind in kinds], register.documents(), register.search("border"))
