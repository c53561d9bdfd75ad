"""Full-text search finds words in every script, the same on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_samples import text_document

from dragoman.edtf import Date
from dragoman.model import Provenance, Reading
from dragoman.register import Register, RegisterError
from dragoman.register.query import DocumentFilter
from dragoman.register.search import snippet
from dragoman.register.terms import fold, parse_query, terms

TEXTS = {
    "en": "The Ruritanian café envoys met in Strelsau to re-open negotiations on fishing.",
    "de": "Die Außenminister trafen sich in STRELSAU zu Verhandlungen über die Fischerei.",
    "ru": "Министры встретились в Стрельсау, переговоры о рыболовстве продолжатся ещё год.",
    "ko": "양국 장관은 서울에서 제6차 전략대화를 개최하였다.",
    "zh": "兩國外長在北京舉行會談，討論漁業合作問題。",
    "ja": "両国の外相は東京でがっこうについて会談した。",
    "ar": "التقى الوزيران في القاهرة وبحثا الصَّيد البحري والوزارة.",
    "hi": "दोनों मंत्रियों ने दिल्ली में वार्ता की।",
    "th": "รัฐมนตรีทั้งสองพบกันที่กรุงเทพมหานคร",
    "he": "שרי החוץ נפגשו בירושלים לשיחות",
}
CASES = {
    "strelsau": {"en", "de"},
    "Cafe": {"en"},
    "aussenminister": {"de"},
    "negotiat*": {"en"},
    "verhandl* fischerei": {"de"},
    '"met in Strelsau"': {"en"},
    '"in met Strelsau"': set(),
    "Strelsau -fishing": {"de"},
    "Стрельсау": {"ru"},
    "еще": {"ru"},
    "서울": {"ko"},
    "대화": {"ko"},
    "전략대화": {"ko"},
    "전략 대화": {"ko"},
    "北京": {"zh"},
    "会談": {"ja"},
    "會談": {"zh"},
    "漁": {"zh"},
    "京": {"zh", "ja"},
    "学校": set(),
    "がっこう": {"ja"},
    "وزارة": {"ar"},
    "الصيد": {"ar"},
    "صيد": {"ar"},
    "दिल्ली": {"hi"},
    "กรุงเทพ": {"th"},
    "ירושלים": {"he"},
    "6": set(),
    "제6차": {"ko"},
}


@pytest.fixture
def filled(register: Register) -> Register:
    for language, text in TEXTS.items():
        register.add(text_document(text, language), Reading(document=Provenance(language=language), reader="tests 1"))
    return register


def test_words_are_found_in_every_script(filled: Register) -> None:
    found = {query: {hit.document.name for hit in filled.search(query)} for query in CASES}
    # a digit stands between Korean characters as a word of its own
    assert found == CASES | {"6": {"ko"}}


def test_filters_and_limits(filled: Register) -> None:
    assert [hit.document.name for hit in filled.search("strelsau", DocumentFilter(language="de"))] == ["de"]
    assert len(filled.search("strelsau", DocumentFilter(limit=1))) == 1
    assert filled.search("strelsau", DocumentFilter(dates=(Date.parse("2018"),))) == []


@pytest.mark.parametrize("query", ["", "   ", '"', "-word", "*", "…", "-"])
def test_a_query_without_a_word_is_said(filled: Register, query: str) -> None:
    with pytest.raises(RegisterError, match="nothing to look for"):
        filled.search(query)


@pytest.mark.parametrize("query", ["a:b", "AND OR NOT", "NEAR(x y)", "it's", "100%", "' OR 1=1 --x", "a\\b", "(x", "^x", "x & !y | z"])
def test_a_query_is_never_taken_for_the_database_s_own_language(filled: Register, query: str) -> None:
    filled.search(query)


def test_a_long_text_is_found_throughout(register: Register) -> None:
    words = [f"word{number}" for number in range(33_000)]
    register.add(text_document(" ".join(words), "long"), Reading(reader="tests 1"))
    for number in (0, 15_999, 16_000, 16_001, 32_999):
        assert register.search(f"word{number}")
        assert register.search(f'"word{max(number - 2, 0)} word{max(number - 2, 0) + 1}"')
    assert register.search("word1 word32999")
    assert not register.search("word1 -word32999")


def test_a_snippet_shows_what_was_found() -> None:
    text = "Nothing here. " * 40 + "At last the Strelsau accord was signed." + " And nothing more." * 40
    shown, spans = snippet(text, "accord strelsau")
    assert {shown[start:end] for start, end in spans} == {"Strelsau", "accord"}
    assert len(shown) <= 162
    assert snippet("서울에서 전략대화", "전략대화").found


@given(st.text(max_size=200))
def test_a_text_is_found_by_its_own_terms(text: str) -> None:
    for term in terms(text):
        assert term.text
        assert 0 <= term.start < term.end <= len(text)
        assert not any(char.isspace() or char in "'\"\\:&|!*<>()" for char in term.text)
    assert parse_query(text) is not None


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
