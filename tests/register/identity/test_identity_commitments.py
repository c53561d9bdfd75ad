"""Commitments across documents: restated, kept, overdue, superseded."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_fiction import document, engagement, people, promise

from dragoman.register.identity import Document, keeping, resolve
from dragoman.register.identity.resolution import ResolvedCommitment

TODAY = date(2032, 1, 1)


def said(action: str, name: str = "made", published: str = "2031-01-10", **fields: Any) -> Document:
    return document(name, published=published, commitments=[promise(action, **fields)])


def only(*documents: Document, today: date = TODAY) -> ResolvedCommitment:
    (found,) = resolve(documents, today=today).commitments
    return found


def test_restated_is_one() -> None:
    found = only(
        said("build a railway bridge over the border river"),
        said("construct the railway bridge at the border", name="again", published="2031-03-01"),
    )
    assert [account.source.name for account in found.accounts] == ["made", "again"]
    assert found.state == "open"


CROSSING = "open a third border crossing by the end of 2031"
IN_OTHER_LANGUAGES = {
    "ru": "открыть третий пограничный переход до конца 2031 года",
    "de": "bis Ende 2031 einen dritten Grenzübergang zu eröffnen",
    "ko": "2031년 말까지 세 번째 국경 통행로를 개설하기로",
    "ar": "فتح معبر حدودي ثالث قبل نهاية عام 2031",
    "zh": "在2031年底前开放第三个边境口岸",
}


def foreign(language: str, action: str, published: str = "2031-02-20", **fields: Any) -> Document:
    """A promise in the words of its document."""
    made = promise(action, **({"evidence": action} | fields))
    return document(f"in {language}", published=published, commitments=[made], language=language)


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_restated_in_another_language_is_one(language: str) -> None:
    known: dict[str, Any] = {"due": "../2031", "topics": ("territory_border",)}
    told = foreign(language, IN_OTHER_LANGUAGES[language], **known)
    assert len(only(said(CROSSING, **known), told).accounts) == 2


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ({"due": "../2031", "topics": ("territory_border",)}, {"due": "../2033", "topics": ("territory_border",)}),
        ({"due": "../2031", "topics": ("territory_border",)}, {"due": "../2031", "topics": ("health",)}),
        (
            {"due": "../2031", "topics": ("territory_border",)},
            {"due": "../2031", "topics": ("territory_border",), "parties": ("RUR", "ZEN")},
        ),
        ({"topics": ("bilateral_relations",)}, {"topics": ("bilateral_relations",)}),
    ],
)
def test_what_two_languages_have_in_common_must_be_enough(known: dict[str, Any], other: dict[str, Any]) -> None:
    documents = [said("do what was said before", **known), foreign("ru", "выполнить сказанное ранее", published="2031-05-20", **other)]
    assert len(resolve(documents, today=TODAY).commitments) == 2


def test_numbers_tell_promises_in_two_languages_apart() -> None:
    known: dict[str, Any] = {"due": "2031-06", "topics": ("humanitarian",)}
    english = [said("send 300 lorries with grain", **known), said("send 4,500 tents", name="b", **known)]
    tents = foreign("ru", "отправить 4 500 палаток", **known)
    found = resolve([*english, tents], today=TODAY).commitments
    assert sorted(sorted(account.source.name for account in one.accounts) for one in found) == [["b", "in ru"], ["made"]]


def test_other_promises_and_other_parties_are_others() -> None:
    documents = [
        said("build a railway bridge"),
        said("ban the hunting of bears", name="b"),
        said("build a railway bridge", name="c", parties=("RUR", "ZEN")),
    ]
    assert len(resolve(documents, today=TODAY).commitments) == 3


def test_reported_as_fulfilled() -> None:
    made = said("build a railway bridge over the border river", due="2031")
    done = said("build the railway bridge over the border river", name="done", published="2031-12-20", status="fulfilled")
    assert only(made, done).state == "fulfilled"


def test_overdue_on_a_day() -> None:
    made = said("build a railway bridge", due="../2031-06")
    assert only(made, today=date(2031, 6, 30)).state == "open"
    assert only(made, today=date(2031, 7, 1)).state == "overdue"
    assert only(said("build a railway bridge")).state == "open"


def test_a_later_round_keeps_a_promise_to_hold_one() -> None:
    made = said("hold the next strategic dialogue in spring", due="2031-05")
    other = document("other", engagement(channel="Policy Consultation"))
    early = document("early", engagement(date="2030-05-14", channel="Strategic Dialogue"))
    held = document("held", engagement(channel="стратегический диалог"))
    planned = document("planned", engagement(channel="Strategic Dialogue", status="planned"), published="2031-04-01")
    assert only(made, other, early, planned).state == "overdue"
    found = only(made, other, early, held)
    assert (found.state, len(found.kept)) == ("fulfilled", 1)


def test_a_visit_keeps_a_promise_if_the_right_one_came() -> None:
    made = said("have the defence minister visit Japan within the year", due="2031", parties=("FRA", "JPN"))
    common: dict[str, Any] = {"kind": "visit", "country": "JPN", "parties": ("FRA", "JPN")}
    cook = document("cook", engagement(**common, participants=people("Odo Talvi, Minister of Agriculture, FRA")))
    right = document("right", engagement(**common, participants=people("Alva Brenn, ministre de la Défense, FRA")))
    assert only(made, cook).state == "overdue"
    assert only(made, right).state == "fulfilled"


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_what_keeps_a_promise_stands_where_it_is_sought(seed: int) -> None:
    dice = random.Random(seed)
    actions = ("hold the strategic dialogue", "hold a dialogue in Zenda", "meet in the Zenda Forum", "visit Japan", "visit the country",
               "have the defence minister visit", "hold a joint exercise", "hold the first round of the policy consultation")  # fmt: skip
    channels = (None, "Strategic Dialogue", "Zenda Forum", "стратегический диалог", "Policy Consultation", "Energy Dialogue")
    parties = ("FRA", "JPN")
    made = said(
        dice.choice(actions), published=dice.choice(("2030-12-31", "2031-01-01", "2031-06")), due=dice.choice((None, "2031", "../2033-06")),
        parties=parties,
    )  # fmt: skip
    kind = dice.choice(("meeting", "summit", "visit", "exercise"))
    day = dice.choice(("2030", "2031", "2031-01", "2031-01-01", "2030-12-30/2031-01-02", "2032-12-31", "2034"))
    held = engagement(
        kind, day, channel=dice.choice(channels), round=dice.choice((None, 1)), country=dice.choice((None, *parties)),
        parties=dice.choice((parties, (*parties, "ZEN"))), participants=people("Alva Brenn, Defence Minister, FRA"),
    )  # fmt: skip
    (promised,), (account,) = made.promises, document("held", held).accounts
    if keeping.keeps(promised, account):
        stands = keeping.stands_under(account)
        assert any(keys & stands for keys in keeping.sought_under(promised))
        assert keeping.waits_under(promised) & set(map(keeping.year_of, stands))


def test_talks_at_which_a_promise_is_made_do_not_keep_it() -> None:
    talks = engagement(date="2031-01-10", channel="Strategic Dialogue", round=3)
    made = document("made", talks, published="2031-01-10", commitments=[promise("hold the next strategic dialogue", due="2031")])
    assert only(made, today=date(2031, 6, 1)).state == "open"
    later = document("later", engagement(date="2031-01-11", channel="Strategic Dialogue"), published="2031-01-12")
    assert only(made, later, today=date(2031, 6, 1)).state == "fulfilled"


def test_a_promise_is_kept_by_the_first_that_keeps_it() -> None:
    made = said("hold the next strategic dialogue")
    rounds = [document(day, engagement(date=day, channel="Strategic Dialogue")) for day in ("2031-11-03", "2031-04-02", "2032-01-09")]
    found = only(made, *rounds)
    assert "2031-04-02" in found.why
    (first,) = (one for one in resolve([made, *rounds], today=TODAY).engagements if one.id in found.kept)
    assert [account.source.name for account in first.accounts] == ["2031-04-02"]


def test_what_goes_on_is_not_fulfilled_by_one_occasion() -> None:
    held = document("held", engagement(channel="Strategic Dialogue"))
    assert only(said("continue the strategic dialogue every year"), held).state == "open"


def test_broken_and_taken_up_again_is_superseded() -> None:
    made = said("open the hotline between the navies in 2031", due="../2031-12")
    news = document("news", published="2032-02-01", commitments=[
        promise("open the hotline between the navies in 2031", due="../2031-12", status="broken"),
        promise("open the hotline of the navies soon"),
    ])  # fmt: skip
    states = {found.accounts[0].source.name: found.state for found in resolve([made, news], today=TODAY).commitments}
    assert states == {"made": "superseded", "news": "open"}


@pytest.mark.parametrize("published", ["0001-01-05", "2031-01-10", "9999-12-30"])
@pytest.mark.parametrize("due", [None, "../9999", "0001"])
def test_the_ends_of_the_calendar(published: str, due: str | None) -> None:
    talks = [engagement(date=date, channel="Strategic Dialogue", status=status) for date in (published, "9999/..", None)
             for status in ("held", "planned", "cancelled")]  # fmt: skip
    made = promise("hold the next strategic dialogue", **({"due": due} if due else {}))
    assert only(document("made", *talks, published=published, commitments=[made])).state in ("open", "overdue")
