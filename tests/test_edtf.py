"""EDTF: every form reads back as itself, comparisons agree with days, and nothing outside the forms is taken."""

from __future__ import annotations

import calendar
from datetime import date as Day

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from dragoman.edtf import Date, DateError, Point, parse_date


@st.composite
def points(draw: st.DrawFn, year_known: bool = False) -> Point:
    year = draw(st.integers(1, 9998)) if year_known or draw(st.booleans()) else None
    month = draw(st.integers(1, 12)) if year is None else draw(st.none() | st.integers(1, 12))
    if month is None:
        return Point(year)
    day = draw(st.none() | st.integers(1, calendar.monthrange(year or 2000, month)[1]))
    return Point(year, month, day)


@st.composite
def dates(draw: st.DrawFn, year_known: bool = False) -> Date:
    start = draw(points(year_known))
    shape = draw(st.sampled_from(["point", "by", "from", "interval"]))
    if shape == "point":
        return Date(start, start)
    if shape == "by":
        return Date(None, start)
    if shape == "from":
        return Date(start, None)
    end = draw(points(year_known))
    first, last = start.bounds(), end.bounds()
    assume(start != end and not (first and last and first[0] > last[1]))
    return Date(start, end)


@given(dates())
def test_a_date_reads_back_as_itself(date: Date) -> None:
    assert parse_date(str(date)) == date


@given(dates(), st.sampled_from(["en", "de", "ja", "ar", "ru"]))
def test_every_date_prints_for_people(date: Date, locale: str) -> None:
    assert date.print(locale).strip()


@given(st.text(max_size=24))
def test_other_text_is_refused_or_is_its_own_form(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert str(date) == text or text == f"{date.start}/{date.end}"


@given(dates(year_known=True), dates(year_known=True))
def test_containing_and_overlapping_agree_with_the_days(one: Date, other: Date) -> None:
    mine, theirs = one.bounds(), other.bounds()
    assert mine and theirs
    assert one.contains(other) == (mine[0] <= theirs[0] and theirs[1] <= mine[1])
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)


@given(dates(), dates(), dates())
def test_dates_sort(a: Date, b: Date, c: Date) -> None:
    assert a.contains(a)
    assert not (a < b and b < a)
    assert sorted([a, b, c]) == sorted([c, b, a])


@given(dates(), st.integers(1, 9998))
def test_a_year_once_given_is_known(date: Date, year: int) -> None:
    try:
        filled = date.with_year(year)
    except DateError:
        assert not date.is_point  # the two ends may come in the wrong order
        return
    assert filled.year_known
    assert filled == date or not date.year_known


@pytest.mark.parametrize(
    "text",
    ["", "2018-13", "2018-02-30", "2018-6-1", "XXXX", "../..", "2018/2017", "2018-06-01/2018-05", "june", "2018-06-01T10", "٢٠١٨"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("../2018-12", "by the end of 2018"),
        ("../2020", "by the end of 2020"),
        ("../2018-06-15", "by 15 June 2018"),
        ("XXXX-03-15", "15 March (year unknown)"),
        ("2018-12-22/2018-12-23", "22 December 2018 – 23 December 2018"),
        ("2018-06/..", "from June 2018"),
    ],
)
def test_what_people_read(text: str, printed: str) -> None:
    assert parse_date(text).print() == printed


def test_a_leap_day_without_its_year() -> None:
    leap = parse_date("XXXX-02-29")
    assert str(leap.with_year(2020)) == "2020-02-29"
    assert str(leap.with_year(2019)) == "2019-02"
    assert leap.bounds() is None


def test_an_unknown_year_overlaps_the_same_days_of_any_year() -> None:
    ides = parse_date("XXXX-03-15")
    assert ides.overlaps(parse_date("2012-03-15"))
    assert ides.overlaps(parse_date("2012-03"))
    assert not ides.overlaps(parse_date("2012-03-16"))


def test_days_of_an_unknown_year_may_run_over_its_end() -> None:
    holidays = parse_date("XXXX-12-30/XXXX-01-02")
    assert holidays.contains(parse_date("XXXX-01-01"))
    assert holidays.overlaps(parse_date("2018-12-31"))
    assert not holidays.overlaps(parse_date("XXXX-06"))
    assert not parse_date("XXXX-03-14/XXXX-03-16").contains(parse_date("XXXX-03-16/XXXX-03-18"))


def test_precision_is_that_of_the_vaguer_end() -> None:
    assert [parse_date(text).precision for text in ("2018", "2018-06", "2018-06-01", "2018-06/2018-07-01", "../2018")] == [1, 2, 3, 2, 0]


def test_between_and_by() -> None:
    first, last = Date.of_day(Day(2018, 12, 22)), Date.of(2018, 12, 23)
    assert str(Date.between(first, last)) == "2018-12-22/2018-12-23"
    assert str(Date.by(last)) == "../2018-12-23"
    with pytest.raises(DateError):
        Date.between(last, first)


def test_a_date_in_a_model_is_its_text() -> None:
    class Entry(BaseModel):
        due: Date

    entry = Entry.model_validate({"due": "../2018-12"})
    assert entry.model_dump_json() == '{"due":"../2018-12"}'
    for wrong in ("soon", 2018, None):
        with pytest.raises(ValidationError):
            Entry.model_validate({"due": wrong})
