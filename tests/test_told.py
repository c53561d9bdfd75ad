"""The sentences that the encoder learns from what is told: their marks. Every person and country in them is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.encoder.labels import TELLING_STATUSES, TELLINGS

told = pytest.importorskip("training.told", reason="built without the training")
FOLDER = Path(told.__file__).parent / "told"
WORDS = st.text(alphabet="abc 国. ", min_size=1, max_size=8)


def test_marks_become_places_in_the_bare_text() -> None:
    line = "<a 1 2>Osk</a> <e 1 visit held>flew</e> to <a 1>Tavora</a> for the <ch>Joint <e 2 meeting planned>Committee</e></ch>."
    text, found = told.parse(line)
    assert text == "Osk flew to Tavora for the Joint Committee."
    shown = {(text[slice(*t.span)], t.kind, t.status, tuple(text[slice(*a)] for a in t.arguments)) for t in found.triggers}
    assert shown == {("flew", "visit", "held", ("Osk", "Tavora")), ("Committee", "meeting", "planned", ("Osk",))}
    assert [(text[a:b], kind) for a, b, kind in found.occasions] == [("Joint Committee", "channel")]


@given(before=WORDS, word=WORDS, after=WORDS)
def test_what_is_marked_stands_where_it_stood(before: str, word: str, after: str) -> None:
    text, found = told.parse(f"{before}<c 1 agreed>{word}</c>{after}")
    assert text == before + word + after
    assert text[slice(*found.triggers[0].span)] == word


@pytest.mark.parametrize("line", ["<e 1 visit held>flew", "flew</e>", "<a 1>Osk</a>", "<a 1><ch>Osk</a></ch>"])
def test_bad_marks_are_refused(line: str) -> None:
    with pytest.raises((ValueError, IndexError, KeyError)):
        told.parse(line)


def test_a_file_with_bad_marks_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "xx.txt").write_text("All is well.\n<e 1 visit held>flew\n", "utf-8")
    with pytest.raises(ValueError, match=r"xx\.txt:2"):
        list(told.read(tmp_path))


def test_every_sentence_is_marked_as_the_readme_says() -> None:
    sentences = list(told.read(FOLDER))
    assert len(sentences) > 4000
    for text, marks in sentences:
        assert not re.search(r"</?[a-z]+( [^>]*)?>", text), text
        for trigger in marks.triggers:
            assert trigger.kind in TELLINGS, text
            assert (trigger.status is None) == (trigger.kind == "statement"), text
            assert trigger.status is None or trigger.status in TELLING_STATUSES, text
            assert text[slice(*trigger.span)].strip(), text
