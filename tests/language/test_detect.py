"""Languages told apart: in plain prose, among foreign furniture, in documents of two languages, in anything at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.detect import detect, passages

TEXTS = {
    "en": "The foreign ministers of the two countries met in the capital on Monday and agreed to hold a second round of talks next year.",
    "de": "Die Außenminister der beiden Länder trafen sich am Montag in der Hauptstadt und vereinbarten eine zweite Gesprächsrunde.",
    "fr": "Les ministres des Affaires étrangères se sont rencontrés lundi dans la capitale et sont convenus d'un deuxième entretien.",
    "es": "Los ministros de Asuntos Exteriores se reunieron el lunes en la capital y acordaron una segunda ronda de conversaciones.",
    "ru": "Министры иностранных дел двух стран встретились в понедельник в столице и договорились провести второй раунд переговоров.",
    "uk": "Міністри закордонних справ двох країн зустрілися в понеділок у столиці й домовилися провести другий раунд переговорів.",
    "ar": "التقى وزيرا خارجية البلدين يوم الاثنين في العاصمة واتفقا على عقد جولة ثانية من المحادثات في العام المقبل.",
    "ko": "양국 외교장관은 월요일 수도에서 만나 내년에 제2차 회담을 열기로 합의했다. 두 장관은 지역 정세도 논의했다.",
    "ja": "両国の外相は月曜日に首都で会談し、来年2回目の協議を開くことで一致した。両外相は地域情勢についても意見を交わした。",
    "tr": "İki ülkenin dışişleri bakanları pazartesi günü başkentte bir araya geldi ve ikinci tur görüşmelerde anlaştı.",
}
CHINESE = (
    "两国外长星期一在首都会晤，同意明年举行第二轮会谈，并就地区局势交换了意见。",
    "兩國外長星期一在首都會晤，同意明年舉行第二輪會談，並就地區局勢交換了意見。",
)
KOREAN_MENU = "바로가기 메뉴\n본문 바로가기\n주메뉴 바로가기\n검색창 열기\n\n"


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_is_enough(language: str) -> None:
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_in_both_scripts_is_one_language(text: str) -> None:
    assert detect(text) == "zh"


def test_foreign_menus_do_not_decide() -> None:
    assert detect(KOREAN_MENU + TEXTS["en"] + "\n\n게시물 검색 설정\n목록\n이전글\n다음글") == "en"


@pytest.mark.parametrize("text", ["", " \n ", "12.05.2018", "ok", "http://www.example.org/en/press/releases", "\ud800\udfff"])
def test_too_little_text_is_no_language(text: str) -> None:
    assert detect(text) is None


def test_a_bilingual_document_is_parted_where_the_language_changes() -> None:
    english, french = TEXTS["en"] + "\n\n" + TEXTS["en"] + " " + TEXTS["en"], "\n".join([TEXTS["fr"]] * 3)
    text = english + "\n\n" + french
    assert [(text[start:end].strip(), language) for start, end, language in passages(text)] == [(english, "en"), (french, "fr")]


def test_a_headline_goes_with_the_text_below_it() -> None:
    french = "Les ministres se sont rencontrés\n" + "\n".join([TEXTS["fr"]] * 3)
    text = "\n".join([TEXTS["en"]] * 3) + "\n\n" + french
    assert [text[start:end].strip() for start, end, _ in passages(text)][1] == french


def test_a_quoted_foreign_sentence_makes_no_part() -> None:
    text = "\n\n".join([TEXTS["de"]] * 3 + [TEXTS["en"]] + [TEXTS["de"]] * 2)
    assert passages(text) == [(0, len(text), "de")]


def test_one_endless_line_is_parted_too() -> None:
    text = " ".join([TEXTS["en"]] * 30 + [TEXTS["ru"]] * 30)
    assert [language for _, _, language in passages(text)] == ["en", "ru"]


@given(st.text(max_size=3000))
def test_parts_cover_any_text_without_gaps(text: str) -> None:
    parts = passages(text)
    assert "".join(text[start:end] for start, end, _ in parts) == text
    assert all(start < end for start, end, _ in parts)
    assert detect(text) is None or len(str(detect(text))) == 2


def test_indonesian_is_not_taken_for_its_neighbour() -> None:
    assert (
        detect(
            "Rombongan tiba di istana pagi tadi dan disambut tuan rumah. Kedua pihak berbicara tentang perbatasan dan tenaga kerja.\n\n"
            "Kabar itu datang dari jurubicara istana. Menurut dia lawatan ditunda karena raja sakit, dan tanggal baru belum ada.\n\n"
            "Sultan sendiri sudah lebih dulu bertandang ke negeri jiran, kali pertama sejak naik takhta.\n"
        )
        == "id"
    )
