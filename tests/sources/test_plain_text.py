"""Plain text: every encoding comes out as the same text, nothing fails on a byte, and what is no text is refused in one line."""

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import sources
from dragoman.sources import SourceError, document

SAMPLES = {
    "de": "Die Außenminister Ruritaniens und Elboniens trafen sich am Montag in der Hauptstadt. Sie führten Gespräche über Öl und Zölle.",
    "fr": "Les ministres des Affaires étrangères se sont rencontrés lundi à Strelsau. Ils ont évoqué la coopération où elle piétine.",
    "pl": "Ministrowie spraw zagranicznych spotkali się w poniedziałek w stolicy. Rozmawiali o współpracy i o przyszłości granicy.",
    "tr": "Dışişleri bakanları pazartesi günü başkentte görüştü. Görüşmede ticaret ve güvenlik işbirliği ele alındı.",
    "ru": "Министры иностранных дел встретились в понедельник в столице. Стороны обсудили вопросы торговли и безопасности границ.",
    "ar": "التقى وزيرا الخارجية يوم الاثنين في العاصمة وبحثا قضايا التجارة وأمن الحدود بين البلدين.",
    "ko": "양국 외교장관은 월요일 수도에서 만나 무역과 국경 안보 문제를 논의했다. 다음 회의는 내년에 열린다.",
    "ja": "両国の外務大臣は月曜日に首都で会談し、貿易と国境の安全について意見を交わした。次回の会合は来年開かれる。",
    "zh": "两国外交部长星期一在首都会晤，就贸易和边境安全问题交换了意见。双方同意明年再次举行会谈。",
}
ENCODINGS = [
    ("de", "cp1252"), ("de", "utf-16"), ("fr", "latin-1"), ("fr", "mac-roman"), ("fr", "utf-8-sig"),
    ("pl", "cp1250"), ("pl", "iso8859-2"),
    ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "utf-32"), ("ar", "cp1256"), ("ko", "cp949"),
    ("ja", "cp932"), ("ja", "euc-jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"), ("zh", "utf-16-be"), ("zh", "utf-16-le"),
    ("de", "utf-16-le"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_an_encoding_is_told_from_the_bytes(language: str, encoding: str) -> None:
    text = "\n".join([SAMPLES[language]] * 3) + "\n"
    assert document(text.encode(encoding)).text == text


def test_a_document_is_the_hash_of_its_bytes() -> None:
    first, again = document(b"One sentence.", name="a.txt"), document(b"One sentence.", name="b.txt")
    assert first.id == again.id == hashlib.sha256(b"One sentence.").hexdigest()
    assert first.data == b"One sentence."


def test_line_ends_are_made_one_and_nothing_else_is_changed() -> None:
    assert document(b" a\r\nb\rc\n\n  d\t\xc2\xa0e \n").text == " a\nb\nc\n\n  d\t\u00a0e \n"
    assert document("e\u0301".encode()).text == "e\u0301"


def test_nul_characters_and_lone_surrogates_never_get_in() -> None:
    found = document("Strelsau \ud800 talks".encode("utf-8", "surrogatepass"))
    assert found.text == "Strelsau \ufffd talks"
    assert "surrogate" in found.notes[0]
    assert document(b"Strels\0au talks").text == "Strelsau talks"


def test_mixed_encodings_are_read_as_most_of_it_is_and_the_rest_is_noted() -> None:
    found = document((SAMPLES["fr"] + "\n").encode() * 4 + "été".encode("latin-1"))
    assert found.text.startswith(SAMPLES["fr"])
    assert found.text.endswith("\ufffdt\ufffd")
    assert "could not be decoded" in found.notes[0]


def test_right_to_left_text_keeps_its_order() -> None:
    text = "\u200fالتقى وزير الخارجية (2018) \u202bstrelsau\u202c\n"
    assert document(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        b"\0\0\0\0",
        random.Random(1).randbytes(5000),
        bytes(range(32)) * 50,
        b"\x89PNG\r\n\x1a\n" + b"x" * 99,
    ],
)
def test_what_is_no_text_is_refused_with_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        document(data)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_endless_line_is_a_text_up_to_the_bound() -> None:
    assert len(document(b"word " * 200_000).text) == 1_000_000
    with pytest.raises(SourceError, match="at most 4,000,000"):
        document(b"x" * (sources.TEXT_LIMIT + 1))


def test_a_memorandum_with_headers_is_no_mail() -> None:
    memo = b"From: Embassy Strelsau\nTo: Ministry\nSubject: Talks\n\nThe talks went well."
    assert document(memo, name="cable.txt").text == memo.decode()


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"{\\rtf1 x}", "RTF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "Office"), (b"PK\x03\x04" + b"x" * 99, "zip")],
)
def test_kinds_that_are_not_read_are_named(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        document(data, name="release.txt")


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_a_document_or_one_line(data: bytes) -> None:
    try:
        found = document(data)
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        found.text.encode("utf-8")
        assert "\r" not in found.text
        assert "\0" not in found.text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=500).filter(lambda text: bool(text.strip(" \ufeff"))))
def test_utf_8_text_is_kept_to_the_letter(text: str) -> None:
    assert document(text.encode("utf-8"), media_type="text/plain").text == text.removeprefix("\ufeff").removeprefix("\ufeff")
