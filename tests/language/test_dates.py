"""Dates in eighteen languages, through the public calls; the sentences are invented for the purpose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.edtf import parse_date
from dragoman.language.analysis import DateMention
from dragoman.language.calendars import from_hijri
from dragoman.language.date_intervals import Times
from dragoman.language.dates import document_date, find_dates
from dragoman.language.lexicon import Lexicon, languages, load
from dragoman.language.tokens import sentences, tokenise


def mentions(language: str, text: str, published: str | None = "2018-06-20") -> tuple[DateMention, ...]:
    lexicon = load(language)
    assert lexicon
    tokens = tokenise(text)
    cut = sentences(text, tokens, frozenset(lexicon.writing.abbreviations), lexicon.writing.ordinal_dot)
    return find_dates(Times(text, tokens, lexicon), cut, lexicon, parse_date(published) if published else None)


def dates(language: str, text: str, published: str | None = "2018-06-20") -> list[str]:
    return [str(mention.date) for mention in mentions(language, text, published)]


def bears(language: str, text: str, metadata: str | None = None) -> str | None:
    lexicon = load(language)
    assert lexicon
    tokens = tokenise(text)
    date = document_date(Times(text, tokens, lexicon), sentences(text, tokens), lexicon, parse_date(metadata) if metadata else None)
    return str(date) if date else None


ABSOLUTE = [
    ("en", "on June 1, 2018", "2018-06-01"),
    ("en", "from 13 to 24 November 2017", "2017-11-13/2017-11-24"),
    ("en", "from 30 May to 1 June 2014", "2014-05-30/2014-06-01"),
    ("en", "between November 8th and 17th, 2005", "2005-11-08/2005-11-17"),
    ("en", "March 14–16, 2012", "2012-03-14/2012-03-16"),
    ("en", "in the first half of 2017", "2017-01/2017-06"),
    ("en", "in Ramadan 1439", "2018-05-16/2018-06-14"),
    ("de", "vom 3. bis 5. Mai 2017", "2017-05-03/2017-05-05"),
    ("de", "am 24. und 25.08.2012", "2012-08-24/2012-08-25"),
    ("fr", "le 1er juillet 2016", "2016-07-01"),
    ("es", "el 8 y el 9 de julio de 2016", "2016-07-08/2016-07-09"),
    ("pt", "entre os dias 18 e 20 de fevereiro de 2004", "2004-02-18/2004-02-20"),
    ("it", "dal 18 al 20 dicembre 2018", "2018-12-18/2018-12-20"),
    ("ru", "11-13 ноября 2016 года", "2016-11-11/2016-11-13"),
    ("uk", "від 28 червня до 10 липня 2021 року", "2021-06-28/2021-07-10"),
    ("pl", "25 i 26 października 2017 r.", "2017-10-25/2017-10-26"),
    ("cs", "od 3. do 28. června 2013", "2013-06-03/2013-06-28"),
    ("nl", "van dinsdag 17 tot en met vrijdag 20 augustus 2021", "2021-08-17/2021-08-20"),
    ("sv", "den 20 november 2024", "2024-11-20"),
    ("id", "Senin, 22 Juli 2019", "2019-07-22"),
    ("tr", "28 Haziran-2 Temmuz 2018", "2018-06-28/2018-07-02"),
    ("ko", "2018년 6월 1일", "2018-06-01"),
    ("ko", "주체107(2018)년 4월 15일", "2018-04-15"),
    ("ja", "令和7年5月3日", "2025-05-03"),
    ("ja", "２０１８年６月１日", "2018-06-01"),
    ("ja", "2009年3月20、21の両日", "2009-03-20/2009-03-21"),
    ("zh", "民國107年6月1日", "2018-06-01"),
    ("zh", "2018年6月1日至3日", "2018-06-01/2018-06-03"),
    ("zh", "二〇一八年五月二十九日", "2018-05-29"),
    ("zh", "民國一百零七年六月一日", "2018-06-01"),
    ("ja", "平成三十年五月二十九日", "2018-05-29"),
    ("ja", "2018年6月6日(水)から8日(金)まで", "2018-06-06/2018-06-08"),
    ("en", "June 6, 7 and 8, 2018", "2018-06-06/2018-06-08"),
    ("en", "in Q3 2018", "2018-07/2018-09"),
    ("en", "September 3–October 5, 2023", "2023-09-03/2023-10-05"),
    ("de", "am 6./7. Juni 2018", "2018-06-06/2018-06-07"),
    ("de", "Mitte 2019", "2019"),
    ("ru", "в январе-феврале 2017 года", "2017-01/2017-02"),
    ("tr", "2019 yılının ilk yarısında", "2019-01/2019-06"),
    ("ar", "15 مايو/أيار 2018", "2018-05-15"),
    ("ar", "١٥ يونيو ٢٠١٨", "2018-06-15"),
    ("ar", "كانون الثاني 2017", "2017-01"),
    ("ar", "10 محرم 1440 هـ الموافق 20 سبتمبر 2018", "2018-09-20"),
]
RELATIVE = [  # written on Wednesday, 20 June 2018
    ("en", "They met yesterday", "2018-06-19"),
    ("en", "They met on Friday", "2018-06-15"),
    ("en", "They will meet on Friday", "2018-06-22"),
    ("en", "They met last May", "2018-05"),
    ("en", "They meet next week", "2018-06-25/2018-07-01"),
    ("en", "They will meet in October", "2018-10"),
    ("en", "They met in October", "2017-10"),
    ("en", "They met three months ago", "2018-03"),
    ("de", "am kommenden Montag", "2018-06-25"),
    ("de", "im vergangenen Mai", "2018-05"),
    ("fr", "mardi dernier", "2018-06-19"),
    ("es", "el pasado 20 de abril", "2018-04-20"),
    ("pt", "no ano passado", "2017"),
    ("it", "il 28 dello scorso mese", "2018-05-28"),
    ("ru", "в минувшую пятницу", "2018-06-15"),
    ("ru", "в мае прошлого года", "2017-05"),
    ("uk", "у січні наступного року", "2019-01"),
    ("pl", "16 czerwca ubiegłego roku", "2017-06-16"),
    ("cs", "v pondělí", "2018-06-18"),
    ("nl", "begin volgende maand", "2018-07"),
    ("sv", "i går", "2018-06-19"),
    ("id", "pekan depan", "2018-06-25/2018-07-01"),
    ("tr", "geçen yıl mayısta", "2017-05"),
    ("ko", "지난 5월", "2018-05"),
    ("ko", "오는 23일", "2018-06-23"),
    ("ko", "다음 주 월요일", "2018-06-25"),
    ("ja", "先月", "2018-05"),
    ("ja", "今月20日", "2018-06-20"),
    ("zh", "下周一", "2018-06-25"),
    ("zh", "去年12月", "2017-12"),
    ("ar", "في مايو الماضي", "2018-05"),
]
DEADLINES = [
    ("en", "by 2025", "../2025"),
    ("en", "within this year", "../2018-12"),
    ("en", "by the end of September", "../2018-09"),
    ("en", "no later than 30 July", "../2018-07-30"),
    ("en", "within the next five years", "../2023"),
    ("de", "bis Ende des Jahres", "../2018-12"),
    ("fr", "d'ici la fin mars 2020", "../2020-03"),
    ("es", "antes de fin de año", "../2018-12"),
    ("pt", "até o final do ano", "../2018-12"),
    ("it", "entro il 2025", "../2025"),
    ("ru", "к 2025 году", "../2025"),
    ("uk", "до кінця року", "../2018-12"),
    ("pl", "do końca roku", "../2018-12"),
    ("cs", "do roku 2025", "../2025"),
    ("nl", "voor het einde van het jaar", "../2018-12"),
    ("sv", "före årets slut", "../2018-12"),
    ("id", "sebelum akhir tahun", "../2018-12"),
    ("tr", "yıl sonuna kadar", "../2018-12"),
    ("ko", "연내", "../2018-12"),
    ("ja", "年内に", "../2018-12"),
    ("zh", "年底前", "../2018-12"),
    ("ar", "بحلول عام 2025", "../2025"),
]


@pytest.mark.parametrize(("language", "text", "date"), ABSOLUTE)
def test_absolute_dates(language: str, text: str, date: str) -> None:
    assert dates(language, text) == [date]
    assert dates(language, text, None) == [date]


@pytest.mark.parametrize(("language", "text", "date"), RELATIVE)
def test_relative_dates(language: str, text: str, date: str) -> None:
    found = mentions(language, text)
    assert [str(mention.date) for mention in found] == [date]
    assert found[0].relative and not found[0].deadline


@pytest.mark.parametrize(("language", "text", "date"), DEADLINES)
def test_deadlines(language: str, text: str, date: str) -> None:
    found = mentions(language, text)
    assert [(str(mention.date), mention.deadline) for mention in found] == [(date, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They may meet, and they march on.", []),
        ("May the talks succeed.", []),
        ("Resolution 1718 of 2,000 pages was read at 10:30 by 45 members of the G20.", []),
        ("On 3 and 5 May, and on April 27 and May 26", ["2018-05-03", "2018-05-05", "2018-04-27", "2018-05-26"]),
        ("On April 18 and 19", ["2018-04-18/2018-04-19"]),
        ("On May 3 and 20 ministers came", ["2018-05-03"]),
        ("6/1/2018 may be two days, 13/6/2018 and 6/13/2018 may not", ["2018-06-13", "2018-06-13"]),
        ("In 2016 there were a call in May and a meeting in July", ["2016", "2016-05", "2016-07"]),
        ("They met in December and will meet again in October", ["2017-12", "2018-10"]),
        ("On Monday, June 25, and a day later", ["2018-06-25", "2018-06-26"]),
        ("Tomorrow, Thursday, they travel", ["2018-06-21", "2018-06-21"]),
        ("From 30 December to 2 January", ["2017-12-30/2018-01-02"]),
        ("From December 30 to January 2, 2018", ["2017-12-30/2018-01-02"]),
        ("They met on the last Friday of November", ["2017-11"]),
        ("The end of this week", ["2018-06-22/2018-06-24"]),
        ("Until today they have not met", ["2018-06-20"]),
        ("Exercise Harbour 2018 and Agenda 2030", ["2018"]),
        ("The line 1.2.3.4 and the telephone 555-12-06-18", []),
    ],
)
def test_what_stands_around_a_date(text: str, found: list[str]) -> None:
    assert dates("en", text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Am Morgen trafen sie sich, morgen reisen sie.", ["2018-06-21"]),
        ("es", "Por la mañana se vieron, mañana viajan.", ["2018-06-21"]),
        ("ar", "في اليوم العالمي للسلام", []),
        ("ko", "올림픽에서 20일 간담회, 6월 말레이시아 방문", ["2018-06-20", "2018-06"]),
        ("ja", "3年ぶりの会談、第3回会合", []),
        ("zh", "部长18日前往北京，6月中国举行会议", ["2018-06-18", "2018-06"]),
        ("zh", "部长5月3日、4日访问罗马", ["2018-05-03", "2018-05-04"]),
        ("id", "Dalam minggu ini, Minggu (24/6)", ["2018-06-18/2018-06-24", "2018-06-24"]),
        ("tr", "Recep Bey salı günü konuştu", ["2018-06-19"]),
        ("en", "An august body met in August", ["2018-08"]),
    ],
)
def test_words_that_look_like_dates(language: str, text: str, found: list[str]) -> None:
    assert dates(language, text) == found


def test_no_year_is_invented() -> None:
    text = "On March 15 they met, as agreed last May; within this year they resume. They stayed from March 14–16. Yesterday they rested."
    assert dates("en", text, None) == ["XXXX-03-15", "XXXX-05", "../XXXX-12", "XXXX-03-14/XXXX-03-16"]


def test_what_is_told_from_the_date_before() -> None:
    assert dates("en", "The summit of April 29, 2018, came two days later than the call; the week before they wrote.")[0] == "2018-04-29"
    assert dates("en", "On April 29, 2018, they discussed the meeting held two days before.") == ["2018-04-29", "2018-04-27"]
    assert dates("zh", "2018年5月签署备忘录。同年6月机制启动。") == ["2018-05", "2018-06"]


def test_a_document_known_to_the_month_gives_what_it_can() -> None:
    assert dates("en", "They met today and on June 1; they meet next year.", "2018-06") == ["2018-06", "2018-06-01", "2019"]


def test_a_day_of_the_week_takes_the_date_that_the_text_gives_it() -> None:
    assert dates("en", "Talks on Friday\nThe ministers meet on Friday, June 22, at noon.") == ["2018-06-22", "2018-06-22"]


def test_a_headline_looks_ahead_where_the_text_does() -> None:
    assert dates("en", "Ruritania and Zenda to talk Friday\nThe ministers will meet on Friday.") == ["2018-06-22", "2018-06-22"]


def test_a_day_alone_is_of_the_month_of_writing() -> None:
    assert dates("ja", "両大臣は15日に会談した。") == ["2018-06-15"]
    assert dates("ja", "会談は29日に行う予定だ。") == ["2018-06-29"]
    assert dates("ko", "31일 회담했다.", "2018-06-01") == ["2018-05-31"]
    assert dates("ko", "회의는 24일 동안 열렸다.") == ["2018-06-20"]


def test_a_language_without_a_lexicon_has_the_dates_that_all_share() -> None:
    lexicon = Lexicon(language="fi", name="Finnish")
    text = "5. kesäkuuta 2018 ja 2018-06-01"
    tokens = tokenise(text)
    told = find_dates(Times(text, tokens, lexicon), sentences(text, tokens), lexicon, None)
    assert [str(m.date) for m in told] == [
        "2018-06-05",
        "2018-06-01",
    ]


def test_a_length_of_stay() -> None:
    for language, text in [("en", "a three-day visit"), ("de", "ein dreitägiger Besuch"), ("ja", "3日間の訪問"), ("ko", "사흘간 방문")]:
        assert [mention.duration_days for mention in mentions(language, text)] == [3]


def test_hijri_days() -> None:
    assert [str(from_hijri(*day)) for day in ((1445, 9, 1), (1400, 1, 1))] == ["2024-03-11", "1979-11-21"]
    assert from_hijri(0, 1) is None and from_hijri(1400, 13) is None


@pytest.mark.parametrize(
    ("language", "text", "metadata", "date"),
    [
        ("en", "PORT VALE, Nov. 27 Ruritanian News\nThey met on Monday.\nDate:Dec 4, 2000", None, "2000-11-27"),
        ("en", "PORT VALE, Jan. 2 (RN) -- They met.\nDate:Dec 29, 2000", None, "2001-01-02"),
        ("en", "Talks held\nPosted 2018-07-04\nThey met on July 3.", None, "2018-07-04"),
        ("en", "Talks held in Port Vale (2014-08-29)\nThe ministers of Ruritania met for two days.", None, "2014-08-29"),
        ("en", "Weather today 19 September 2024\nPublished: 17 August 2020\nThe ministers met.", None, "2020-08-17"),
        ("en", "The ministers met on March 15.", None, None),
        ("en", "The ministers met on March 15.", "2012-03-16", "2012-03-16"),
        ("en", "The agreement of 2007 is old.", None, None),
        ("en", "The treaty was signed on 17 July 2014 and has two parts.", None, None),
        ("en", "On August 9, 2018, the ministers will meet. Experts gather this week too.", None, "2018-08"),
        ("en", "The dialogue took place on June 1.\nThe presidents spoke on April 29, 2018.", None, "2018-06"),
        ("ko", "회의 열려\n등록일 2018-06-04\n두 차관이 만났다.", None, "2018-06-04"),
        ("ja", "会談\n平成29年2月17日\n両大臣は会談した。", None, "2017-02-17"),
        ("zh", "会谈举行\n本报北京12月18日电 双方会谈。\n发布日期:2019-12-19", None, "2019-12-18"),
        ("fr", "Réunion\nParis, le 10 décembre 2019\nLes ministres se sont vus.", None, "2019-12-10"),
        ("es", "La reunión empieza este jueves 20 de julio.\nJulio de 2017", None, "2017-07-20"),
        ("ar", "تاريخ النشر: 17 أغسطس 2020\nالتقى الوزيران.", None, "2020-08-17"),
        ("ar", "لقاء الوزيرين\nالأحد 3 مارس 2024 - 22 شعبان 1445\nالتقى الوزيران أمس.", None, "2024-03-03"),
        (
            "tr",
            "Ana Sayfa > Politika > Haber          23 Şubat 2022, Çarşamba - 09:12\n\nGörüşme\nDün görüştüler.",
            None,
            "2022-02-23",
        ),
        ("ko", "회의 열려\n담당: 강과   등록일: 2019-04-08   조회수: 412\n두 차관이 이날 만났다.", None, "2019-04-08"),
    ],
)
def test_the_date_that_a_document_bears(language: str, text: str, metadata: str | None, date: str | None) -> None:
    assert bears(language, text, metadata) == date


def test_every_lexicon_has_its_dates() -> None:
    for language in languages():
        lexicon = load(language)
        assert lexicon and lexicon.dates.relative and lexicon.dates.orders, language


WORDS = "2018 5 31 May Mai мая 5月 29일 日 年 week last next bis до - . / , ( ) by end of today Monday ٢٠ # 30. 1.5. 平成 元 ~ 22"
FRAGMENTS = st.sampled_from([*WORDS.split(), "\n"])
PUBLISHED = st.sampled_from([None, "2018", "2018-06", "2018-06-20", "XXXX-02", "2018-06-20/2018-06-21"])


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(languages()), st.lists(FRAGMENTS | st.text(max_size=6), max_size=24).map(" ".join), PUBLISHED)
def test_any_text_gives_ordered_mentions(language: str, text: str, published: str | None) -> None:
    found = mentions(language, text, published)
    tokens = tokenise(text)
    for mention in found:
        assert 0 <= mention.first < mention.last <= len(tokens)
        assert parse_date(str(mention.date)) == mention.date
    for one, other in pairwise(found):
        assert one.last <= other.first or (one.first, one.last) == (other.first, other.last)
    date = bears(language, text, published)
    assert date is None or parse_date(date)
