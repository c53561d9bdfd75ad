"""The reader as a whole: evidence verbatim over the corpus, the same reading each time, any text at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.corpus import FOLDERS, folder
from dragoman.edtf import DateError
from dragoman.model import Reading
from dragoman.sources import SourceError

TEXTS = sorted(path for part in FOLDERS for path in folder(part).rglob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_entry_stands_on_words_of_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    reading = dragoman.read(text)
    for entry in reading.entries():
        assert entry.span is not None
        assert text[slice(*entry.span)] == entry.evidence
        assert 0 < entry.confidence < 1
    assert Reading.from_json(reading.to_json()) == reading
    told = [
        (
            e.type,
            e.status,
            e.date,
            e.parties,
            tuple(p.name for p in e.participants),
            e.place,
            e.country,
            e.channel,
            e.round,
            e.on_margins_of,
        )
        for e in reading.engagements
        if e.date and e.date.precision == 3
    ]
    assert len(set(told)) == len(told), "what nothing tells apart is one engagement"


def test_the_same_text_gives_the_same_bytes() -> None:
    text = TEXTS[0].read_text("utf-8")
    assert dragoman.read(text).to_json() == dragoman.read(text).to_json()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for entry in dragoman.read(text).entries():
        assert entry.span is not None
        assert text[slice(*entry.span)].strip() == entry.evidence


def test_a_language_without_a_lexicon_is_said() -> None:
    reading = dragoman.read("Tapaaminen pidettiin Helsingissä 3.5.2031.", language="fi")
    assert any("lexicon" in note for note in reading.notes)


def test_halves_of_characters_are_replaced_one_for_one() -> None:
    text = "Norway and Chile \ud800held talks in Oslo on 2 May 2031.\udfff"
    (entry,) = dragoman.read(text, language="en").engagements
    assert entry.span is not None
    assert text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")[slice(*entry.span)] == entry.evidence


def test_text_from_right_to_left_is_read() -> None:
    reading = dragoman.read("التقى وزير الخارجية المصري نظيره النرويجي في أوسلو يوم 2 مايو 2031.")
    assert reading.document.language == "ar"
    assert [entry.parties for entry in reading.engagements] == [("EGY", "NOR")]


def test_one_endless_line_is_read() -> None:
    assert dragoman.read("Norway and Chile met. " * 3000).document.language == "en"


def test_bytes_that_are_no_document() -> None:
    with pytest.raises(SourceError):
        dragoman.read(b"\x00\x01\x02\x03\xff\xfe" * 100)


def test_a_date_that_is_none() -> None:
    with pytest.raises(DateError):
        dragoman.read("Norway and Chile met.", published="yesterday")
