"""Direct speech and its speakers, in the ways in which languages set it off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import made

from dragoman.language.analysis import PlaceMention
from dragoman.reading.statements import statements


def spoken(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.speaker, one.quote) for one in statements(made(text, language))]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "Anna Zenda said: “the bridge will be opened soon.”", "Anna Zenda"),
        ("en", "“the bridge will be opened soon.” said Anna Zenda on Monday.", "Anna Zenda"),
        ("de", "Anna Zenda betonte: „the bridge will be opened soon.“", "Anna Zenda"),
        ("de", "„the bridge will be opened soon.“, sagte Anna Zenda.", "Anna Zenda"),
        ("fr", "« the bridge will be opened soon. », a déclaré Anna Zenda.", "Anna Zenda"),
        ("es", 'Anna Zenda afirmó que "the bridge will be opened soon."', "Anna Zenda"),
        ("pt", '"the bridge will be opened soon.", disse Anna Zenda.', "Anna Zenda"),
        ("it", '"the bridge will be opened soon.", ha detto Anna Zenda.', "Anna Zenda"),
        ("nl", "“the bridge will be opened soon.”, zegt Anna Zenda.", "Anna Zenda"),
        ("sv", "”the bridge will be opened soon.” sade Anna Zenda.", "Anna Zenda"),
        ("pl", "„the bridge will be opened soon.” – powiedziała Anna Zenda.", "Anna Zenda"),
        ("cs", "„the bridge will be opened soon.“ řekla Anna Zenda.", "Anna Zenda"),
        ("ru", "«the bridge will be opened soon.», — сказала Анна Зенда.", "Анна Зенда"),
        ("uk", "«the bridge will be opened soon.», – сказала Анна Зенда.", "Анна Зенда"),
        ("tr", 'Anna Zenda, "the bridge will be opened soon." dedi.', "Anna Zenda"),
        ("id", '"the bridge will be opened soon." kata Anna Zenda.', "Anna Zenda"),
        ("ar", "قالت آنا زندا: «the bridge will be opened soon.»", "آنا زندا"),
        ("ko", '안나 젠다는 "the bridge will be opened soon."고 말했다.', "안나 젠다"),
        ("ja", "アンナ・ゼンダは「the bridge will be opened soon.」と述べた。", "アンナ・ゼンダ"),
        ("zh", "Anna Zenda说：“the bridge will be opened soon.”", "Anna Zenda"),
    ],
)
def test_a_speaker_before_or_behind(language: str, text: str, speaker: str) -> None:
    assert spoken(text, language) == [(speaker, "the bridge will be opened soon.")]


def test_a_quotation_broken_by_its_attribution_is_one_statement() -> None:
    text = "“We expect the bridge to open,” said Anna Zenda, “and to stay open for many years.”"
    assert spoken(text) == [("Anna Zenda", "We expect the bridge to open, … and to stay open for many years.")]


def test_words_that_follow_without_attribution_go_on() -> None:
    text = "“We look forward to the opening,” said Otto Hentzau. “It has taken us a long time.”"
    assert spoken(text) == [("Otto Hentzau", "We look forward to the opening, … It has taken us a long time.")]


def test_each_attribution_makes_a_statement() -> None:
    text = "“We look forward to the opening,” said Otto Hentzau.\n\n“It has taken us a long time,” Anna Zenda replied."
    assert [speaker for speaker, _ in spoken(text)] == ["Otto Hentzau", "Anna Zenda"]


def test_an_introduction_that_ends_with_a_colon_names_the_speaker() -> None:
    text = "Dazu erklärte Otto Hentzau:\n\n„Wir schätzen diese Zusammenarbeit sehr.“"
    assert spoken(text, "de") == [("Otto Hentzau", "Wir schätzen diese Zusammenarbeit sehr.")]


def test_a_pronoun_stands_for_whom_the_text_is_about() -> None:
    text = "Otto Hentzau arrived on Monday. “We are glad to be here again,” he said."
    assert spoken(text) == [("Otto Hentzau", "We are glad to be here again,")]


def test_a_body_may_speak() -> None:
    text = "“The talks were useful for both of us,” the Ministry of Rivers said."
    assert [speaker for speaker, _ in spoken(text)] == ["Ministry of Rivers"]


@pytest.mark.parametrize(
    "text",
    [
        "The exercise “Bold Heron” ended on Monday.",
        "Anna Zenda attended the so-called “bridge forum” on Monday.",
        "The two “sister rivers” meet at the border.",
        "Anna Zenda said that the bridge would be opened soon.",
        "",
    ],
)
def test_names_irony_and_indirect_speech_are_no_statements(text: str) -> None:
    assert spoken(text) == []


def test_a_transcript_gives_the_answers_and_not_the_questions() -> None:
    text = "Question: When will it open?\n\nAnna Zenda: It will be opened in spring.\n\nQuestion: Who pays?\n\nZenda: We share the cost."
    assert spoken(text) == [("Anna Zenda", "It will be opened in spring."), ("Anna Zenda", "We share the cost.")]


def test_speech_between_dashes() -> None:
    assert spoken("– Most zostanie otwarty wiosną – powiedziała Anna Zenda.", "pl") == [("Anna Zenda", "Most zostanie otwarty wiosną")]


def test_the_evidence_is_verbatim_and_the_party_is_the_speakers() -> None:
    text = "“We expect the bridge to open,” said Anna Zenda."
    (one,) = statements(made(text))
    assert one.party == "RUR"
    assert one.span is not None and text[one.span[0] : one.span[1]] == one.evidence


@given(st.lists(st.sampled_from(["Anna Zenda", "said", "“", "”", '"', ".", "\n", ":", "the bridge", "he", "–", "will open"]), max_size=25))
def test_every_part_of_a_quote_is_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    flat = " ".join(text.split())
    for one in statements(made(text)):
        assert all(part in flat for part in one.quote.split(" … "))
        assert one.evidence in flat


def test_a_name_behind_a_body_is_the_speaker() -> None:
    text = "“We had useful talks,” said embassy spokesman Karl Rassendyll on Monday."
    (speaker, _), *rest = spoken(text)
    assert speaker.endswith("Karl Rassendyll") and not rest


def test_quotations_in_a_list_share_their_attribution() -> None:
    text = "Als „wahren Freund“ und „großen Gelehrten“ würdigte ihn Otto Hentzau."
    assert spoken(text, "de") == [("Otto Hentzau", "wahren Freund … großen Gelehrten")]


def test_a_sentence_may_say_whose_words_went_before() -> None:
    text = "„Een brug verbindt ons voor altijd.” Met die woorden opende Otto Hentzau de brug."
    assert spoken(text, "nl") == [("Otto Hentzau", "Een brug verbindt ons voor altijd.")]


def test_a_person_who_is_spoken_to_is_no_speaker() -> None:
    text = "“The bridge will be opened in spring,” Anna Zenda told Otto Hentzau."
    assert [speaker for speaker, _ in spoken(text)] == ["Anna Zenda"]


def test_a_headline_sets_name_beside_words() -> None:
    assert spoken('안나 젠다 "다리는 봄에 열린다"…다음 회담은 가을', "ko") == [("안나 젠다", "다리는 봄에 열린다")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("ANNA ZENDA, MINISTER OF RIVERS: It is ready.\n\nOTTO HENTZAU: We shall see.", ["Anna Zenda", "Otto Hentzau"]),
        ("ANNA ZENDA (on the bridge, and on who is to pay for all of it): It is ready.\n\nZENDA: Quite.", ["Anna Zenda", "Anna Zenda"]),
        ("Anna Zenda took questions.\n\nQ: When?\n\nAZ: In spring, we hope.", ["Anna Zenda"]),
        ("Zenda: It is ready.\n\nZenda: It will open.", ["Anna Zenda", "Anna Zenda"]),
        ("Zenda: bridge to open in spring.\n\nThe town is glad.", []),
        ("Agenda: bridges and roads.\n\nMore: see below for all.", []),
    ],
)
def test_labels_of_a_transcript_name_who_speaks(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in spoken(text)] == speakers


@pytest.mark.parametrize(
    ("language", "text", "guest", "host"),
    [
        ("en", "Anna Zenda received Otto Hentzau in Streslau. “We are glad,” said the {}.", "guest", "host"),
        ("de", "Anna Zenda empfing Otto Hentzau in Streslau. „Wir freuen uns“, sagte der {}.", "Gast", "Gastgeber"),
    ],
)
def test_the_guest_and_the_host_are_told_by_the_town(language: str, text: str, guest: str, host: str) -> None:
    for word, name in ((guest, "Otto Hentzau"), (host, "Anna Zenda")):
        analysis = made(text.format(word), language)
        town = next(i for i, token in enumerate(analysis.tokens) if token.form == "streslau")
        placed = replace(analysis, places=(PlaceMention(town, town + 1, "Streslau", "RUR"),))
        assert [one.speaker for one in statements(placed)] == [name]
