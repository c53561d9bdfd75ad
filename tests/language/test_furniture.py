"""Page furniture: what is set aside on pages of several manners, what never is, and that the spans are sound for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.furniture import known, layout
from dragoman.language.lexicon import Furniture, languages

PROSE = (
    "The Foreign Minister of Ruritania received his colleague from Elbonia in the capital on Monday for talks on trade and border traffic.",
    "The two ministers agreed that the joint committee of their countries would meet again in the first half of the following year.",
)


def aside(text: str) -> list[str]:
    return [text[start:end] for start, end in layout(text).furniture]


def title(text: str) -> str | None:
    span = layout(text).title
    return text[span[0] : span[1]] if span else None


def page(above: str, below: str) -> str:
    return "\n".join([above.strip("\n"), "", *PROSE, "", below.strip("\n")])


def test_a_ministry_page_with_korean_menus() -> None:
    text = page(
        "바로가기 메뉴\n본문 바로가기\nPress Releases\n\nForeign Ministers of Ruritania and Elbonia Meet\nPosted\n2018-07-04\nviews\n1846",
        "* unofficial translation\nList | Previous | Next",
    )
    assert aside(text) == [
        "바로가기 메뉴", "본문 바로가기", "Press Releases", "Posted", "views", "1846", "* unofficial translation", "List | Previous | Next",
    ]  # fmt: skip
    assert title(text) == "Foreign Ministers of Ruritania and Elbonia Meet"


def test_a_news_page_with_paths_tags_and_related_headlines() -> None:
    text = page(
        "Startseite > Politik > Ausland\nRuritanien und Elbonien sprechen über Handel\n22.08.2012",
        "Mehr zum Thema\n- Stellenangebote und Praktika\n- Wetter am Wochenende\nSchlagwörter: Handel\n© 2012 Der Strelsauer Bote",
    )
    assert aside(text)[0] == "Startseite > Politik > Ausland"
    assert aside(text)[1:] == text.split("\n")[-5:]
    assert title(text) == "Ruritanien und Elbonien sprechen über Handel"
    assert layout(text).issued.publisher == "Der Strelsauer Bote"


def test_the_line_of_date_and_place_is_kept() -> None:
    for dateline in ("STRELSAU, Nov. 27", "Strelsau, le 20 janvier 2015", "2014-04-12 09:30", "2014年4月12日"):
        text = page(f"Front page | World | Sport\nMinisters of Ruritania and Elbonia meet\n{dateline}", "")
        assert dateline not in aside(text)


def test_a_box_on_the_author_is_set_aside_though_it_is_prose() -> None:
    box = "Since 2001 the Strelsau Review has been on the net with analyses of its own and with many reports of its partners abroad."
    text = page("Ministers of Ruritania and Elbonia meet", f"Team Strelsau\n{box}\nView all posts by Team Strelsau")
    assert aside(text) == ["Team Strelsau", box, "View all posts by Team Strelsau"]


def test_a_notice_on_cookies_closes_the_text() -> None:
    notice = "This site uses cookies to measure its reach and to show advertisements that fit your interests."
    more = "You may withdraw your consent at any time in the settings."
    assert aside(page("Ministers meet in Strelsau today", f"{notice}\n{more}")) == [notice, more]


def test_what_stands_inside_the_text_stays_unless_a_phrase_says_otherwise() -> None:
    text = "\n".join([PROSE[0], "Trade", PROSE[1], "Read also: Rain expected at the weekend", "Border traffic", PROSE[0], PROSE[1]])
    assert aside(text) == ["Read also: Rain expected at the weekend", "Border traffic"]


def test_a_line_that_is_but_a_link_is_set_aside() -> None:
    link = '* [Statement of the ministers of Ruritania and Elbonia](https://ministry.example/statement "Statement of the ministers")'
    inside = "The [statement](https://ministry.example/statement) of the two ministers was published in the capital the same evening."
    assert aside(page("Foreign Ministers of Ruritania and Elbonia Meet", f"{inside}\n{link}")) == [link]


def test_the_words_of_menus_do_not_make_furniture_of_a_headline() -> None:
    text = page("Home\nShare of trade with Elbonia: comments of the minister on related topics", "")
    assert title(text) == "Share of trade with Elbonia: comments of the minister on related topics"
    assert aside(text) == ["Home"]


def test_a_speaker_before_a_colon_is_no_label() -> None:
    turns = [
        "Reporter: Will the two ministers meet again before the end of the year, and where?",
        "Comments: We shall see when the time has come.",
    ]
    assert aside("\n".join([PROSE[0], *turns, PROSE[1]])) == []


def test_a_title_that_stands_twice_is_found_where_it_heads_the_text() -> None:
    text = page("Ministers meet in Strelsau - The Review\nWeather 24 degrees and sun\nMinisters meet in Strelsau\nBy our staff", "")
    found = layout(text).title
    assert found is not None
    assert found[0] == text.index("Ministers meet in Strelsau\n")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ministry of National Defense[MND], Republic of Ruritania", "Ministry of National Defense, Republic of Ruritania"),
        ("Source: Ministry of Foreign Affairs", "Ministry of Foreign Affairs"),
        ("<Copyright The Strelsau Daily, All rights reserved>", "The Strelsau Daily"),
        ("جميع الحقوق محفوظة © بوابة ستريلساو", "بوابة ستريلساو"),
        ("Back | Print", None),
    ],
)
def test_the_publisher_is_whom_a_line_around_the_text_names(line: str, name: str | None) -> None:
    assert layout(page("Ministers of Ruritania and Elbonia meet", line)).issued.publisher == name


RUN = "© The Strelsau Mirror"


@pytest.mark.parametrize(
    ("lines", "publisher", "reprinter"),
    [
        (
            ["Ministry of National Defense[MND], Republic of Ruritania", RUN],
            "Ministry of National Defense, Republic of Ruritania",
            "The Strelsau Mirror",
        ),
        (["(Source: Ministry of Foreign Affairs)", RUN], "Ministry of Foreign Affairs", "The Strelsau Mirror"),
        (["Quelle: Außenministerium Ruritaniens, 3. Mai 1998", RUN], "Außenministerium Ruritaniens", "The Strelsau Mirror"),
        (["출처: 루리타니아 통신", RUN], "루리타니아 통신", "The Strelsau Mirror"),
        (["作者:佚名   来源:鲁里坦尼亚通讯", RUN], "鲁里坦尼亚通讯", "The Strelsau Mirror"),
        (["Источник: Стрельсауский вестник", RUN], "Стрельсауский вестник", "The Strelsau Mirror"),
        (["出典：ストレルサウ新報 1998.5.3 01:39", RUN], "ストレルサウ新報", "The Strelsau Mirror"),
        (["المصدر: وكالة أنباء روريتانيا", RUN], "وكالة أنباء روريتانيا", "The Strelsau Mirror"),
        (["Kaynak: Strelsau Postası | 3 Mayıs 1998", RUN], "Strelsau Postası", "The Strelsau Mirror"),
        (["Source: agencies", RUN], "The Strelsau Mirror", None),
        (["Source: https://mirror.example/1998", RUN], "The Strelsau Mirror", None),
        (["Source: The Strelsau Mirror", RUN], "The Strelsau Mirror", None),
        (["Ministry of Foreign Affairs", "© Government of Ruritania"], "Ministry of Foreign Affairs", None),
    ],
)
def test_the_original_publisher_is_told_from_the_reprinter(lines: list[str], publisher: str, reprinter: str | None) -> None:
    assert layout(page("Ministers of Ruritania and Elbonia meet", "\n".join(lines))).issued == (publisher, reprinter)


@pytest.mark.parametrize(
    "start",
    [
        "STRELSAU, May 3, 1998 (Border Wire) -- ",
        "(Border Wire) - STRELSAU, 3 MAG - ",
        "(스트렐사우=Border Wire) ",
        "Strelsau, 3 may (Border Wire).- ",
    ],
)
def test_the_agency_of_the_dateline_is_the_publisher(start: str) -> None:
    text = "\n".join(["Ministers of Ruritania and Elbonia meet", "", start + PROSE[0], *PROSE[1:], "", RUN])
    assert layout(text).issued == ("Border Wire", "The Strelsau Mirror")
    assert layout(text, site="border-wire.example").issued == ("Border Wire", None)


def test_a_place_in_brackets_is_no_agency() -> None:
    text = "\n".join(["Ministers of Ruritania and Elbonia meet", "", "(STRELSAU) - " + PROSE[0], *PROSE[1:], "", RUN])
    assert layout(text).issued == ("The Strelsau Mirror", None)


def test_a_ministry_in_the_text_is_no_publisher() -> None:
    assert layout("\n".join([*PROSE, "The Ministry of Foreign Affairs said so.", *PROSE])).issued.publisher is None


def test_text_without_paragraphs_is_left_alone() -> None:
    text = "Ruritania 3\nElbonia 4\nTotal 7"
    assert layout(text).furniture == ()


def test_other_phrases_can_be_given() -> None:
    text = page("Ministers of Ruritania and Elbonia meet today", "Zum Wohl, liebe Leserinnen und Leser in aller Welt")
    assert aside(text) == []
    spans = layout(text, Furniture(phrases=("zum wohl, liebe leserinnen und leser",))).furniture
    assert [text[start:end] for start, end in spans] == ["Zum Wohl, liebe Leserinnen und Leser in aller Welt"]


def test_every_language_has_phrases() -> None:
    assert len(languages()) >= 2
    assert known().phrases
    assert known().notices


LINES = st.sampled_from(
    [*PROSE, "Home | News | Sport", "© 2012", "Share", "2018-07-04", "Read also: x", "短い行", "Related", "", "  x ", "\u2028"]
)


@given(st.one_of(st.text(max_size=2000), st.lists(LINES, max_size=30).map("\n".join)))
def test_spans_lie_in_the_text_sorted_and_disjoint(text: str) -> None:
    found = layout(text)
    ends = [0]
    for start, end in found.furniture:
        assert ends[-1] <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        ends.append(end)
    assert found.title not in found.furniture
