"""Names of persons across scripts and spellings. Only spellings are compared here; nothing is said of anybody."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.register.identity import names
from dragoman.register.identity.romanise import fold_han, latin

SAME = [
    ("Titow", "Титов"), ("Vladimir Titov", "블라디미르 티토프"), ("В.Г.Титов", "Wladimir Titow"), ("임성남", "Лим Сон Нам"),
    ("Im Seong-nam", "Lim Sung-nam"), ("리용호", "李容浩"), ("Moon Jae-in", "文在寅"), ("박정희", "Park Chung-hee"),
    ("岸信夫", "KISHI Nobuo"), ("浜田靖一", "濱田靖一"), ("习近平", "習近平"), ("Си Цзиньпин", "시진핑"),
    ("مصطفى الكاظمي", "Mustafa Kazımi"), ("Fuad Hüseyin", "فؤاد حسين"), ("Jim Mattis", "James N. Mattis"),
    ("Soushma Swaraj", "Sushma Swaraj"), ("S. Jaishankar", "Subrahmanyam Jaishankar"), ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
    ("Abdel Fattah el-Sisi", "Abdelfattah Al-Sisi"), ("Володимир Зеленський", "Wołodymyr Zełenski"),
]  # fmt: skip
OTHERS = [
    ("Kim Jong-un", "Kim Jong-il"), ("김정은", "김여정"), ("Ким Ён Нам", "Kim Jong Un"), ("Fumio Kishida", "Kishi Nobuo"),
    ("李克强", "Li Shangfu"), ("Cho Tae-yong", "조태열"), ("Rajnath Singh", "Karambir Singh"), ("Jake Sullivan", "John J. Sullivan"),
    ("왕이", "Wang Jun"), ("文在寅", "정의용"), ("Fuad Hussein", "Mustafa al-Kadhimi"), ("Владимир Зеленский", "Vladimir Titov"),
    ("Lee Do-hoon", "علي علاوي"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert names.same(one, other) >= names.WHOLE - 0.2 * (" " not in one)
    assert names.same(one, other) == pytest.approx(names.same(other, one))
    assert names.keys(one) & names.keys(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_names_do_not(one: str, other: str) -> None:
    assert names.same(one, other) < names.WHOLE - 0.15


SYLLABLES = {
    "latin": "ti tov ko no bo da fi mar jan gwa li shi kim cha wa ya el al- ph Mc J. A.",
    "cyrillic": "ти тов ко но бо да фи мар ян ли ши ким ча ва я А.",
    "arabic": "في دو كي غو بن ال مح مد سا لم",
    "hangul": "김 정 은 일 박 티 토 프 노",
    "kana": "タ ナ カ ・ ロ ン ト フ",
    "han": "王 毅 李 田 中 普 京 拉 夫",
}


@st.composite
def made_names(draw: st.DrawFn) -> str:
    syllables = SYLLABLES[draw(st.sampled_from(sorted(SYLLABLES)))].split()
    words = draw(st.lists(st.lists(st.sampled_from(syllables), min_size=1, max_size=3), min_size=1, max_size=3))
    return " ".join("".join(word).title() for word in words)


@given(one=made_names(), other=made_names())
@example(one="فيدو كيغو", other="Kuno Bodafi")
def test_names_are_compared_the_same_either_way_round(one: str, other: str) -> None:
    assert names.same(one, other) == pytest.approx(names.same(other, one))


def test_a_family_name_alone_is_weaker_than_a_whole_name() -> None:
    assert 0.5 < names.same("Titov", "Vladimir Titov") < names.WHOLE


def test_odd_names_are_compared_all_the_same() -> None:
    for odd in ("", "-", "…", "王", "A", "x" * 5000, "李 李 李 李 李 李 李 李", "ー・ー", "\u0640\u0640", "12"):
        for other in ("", "Titov", odd):
            assert 0 <= names.same(odd, other) <= 1


def test_hangul_is_romanised_by_arithmetic() -> None:
    assert latin("성남 한국") == "seongnam hanguk"


def test_forms_of_one_character_are_folded() -> None:
    assert fold_han("濱田防衛") == fold_han("浜田防衞") == fold_han("滨田防卫")
