"""Accounts to engagements: what joins them and what keeps look-alikes apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from identity_fiction import document, engagement, people

from dragoman.register.identity import Document, Resolution, resolve
from dragoman.register.identity.index import Index

TODAY = date(2032, 1, 1)
BRENN, KORSAK = "Alva Brenn, Foreign Minister, RUR", "Iven Korsak, Foreign Minister, GRK"


def resolved(*documents: Document) -> Resolution:
    return resolve(documents, today=TODAY)


def groups(*documents: Document) -> list[set[str]]:
    return [{account.label for account in found.accounts} for found in resolved(*documents).engagements]


def joined(one: dict[str, Any], two: dict[str, Any], **published: str) -> bool:
    """Whether two accounts in two documents are one engagement."""
    a = document("a", engagement(**one), published=published.get("a", "2031-05-15"))
    b = document("b", engagement(**two), published=published.get("b", "2031-05-16"))
    return len(resolved(a, b).engagements) == 1


MET = {"place": "Strelsau", "participants": people(BRENN, KORSAK)}


def test_two_accounts_of_one_meeting() -> None:
    assert joined(MET, MET)


def test_languages_and_exactness_do_not_matter() -> None:
    told = {"place": "Strelsau", "participants": people("Алва Бренн, министр иностранных дел, RUR", "Ивен Корсак, министр, GRK")}
    assert joined(MET, told)
    assert joined({**MET, "date": "2031-05"}, told)


@pytest.mark.parametrize("other", [
    {"date": "2031-06-14"}, {"date": "2032-05-14"}, {"kind": "visit"}, {"kind": "signing"},
    {"participants": people("Odo Talvi, President, RUR", KORSAK)}, {"parties": ("RUR", "ZEN"), "participants": ()},
])  # fmt: skip
def test_look_alikes_stay_apart(other: dict[str, Any]) -> None:
    assert not joined({**MET, "country": "RUR"}, {**MET, "country": "RUR", **other})


def test_two_meetings_of_one_month_in_two_countries_are_two() -> None:
    assert not joined({**MET, "date": "2031-05", "country": "RUR"}, {**MET, "date": "2031-05", "place": "Edelweiss", "country": "GRK"})


def test_one_minister_meets_two_on_one_day() -> None:
    """Apart, unless a round of a channel says that it is one occasion after all."""
    other = {**MET, "participants": people("Odo Talvi, President, RUR", KORSAK)}
    fifth = {"channel": "Strategic Dialogue", "round": 5}
    assert not joined(MET, other)
    assert joined({**MET, **fifth}, {**other, **fifth})


def test_rounds_of_a_channel_stay_apart_and_one_round_meets() -> None:
    fifth = {"channel": "Ruritania-Graustark Strategic Dialogue", "round": 5, "date": "2031"}
    assert not joined(fifth, {**fifth, "round": 6})
    assert joined(fifth, {"channel": "стратегический диалог", "round": 5, "date": "2031-05"})
    assert not joined(fifth, {"channel": "Policy Consultation", "round": 5, "date": "2031"})


def test_planned_and_held_are_one_engagement_whose_status_moved() -> None:
    plan = document("plan", engagement(status="planned", **MET), published="2031-05-01")
    report = document("report", engagement(**MET), published="2031-05-15")
    (found,) = resolved(plan, report).engagements
    assert found.value("status") == "held"


def test_put_off_to_another_date_is_another_and_called_off_for_the_same_is_not() -> None:
    off = {"status": "cancelled", "channel": "Joint Commission", "round": 2, **MET}
    assert not joined(off, {**off, "status": "planned", "date": "2031-07-02"})
    assert joined(off, {**off, "status": "planned"})


def test_a_visit_and_its_meeting_are_two_in_any_document() -> None:
    both = [engagement("visit", **MET), engagement("meeting", **MET)]
    assert groups(document("a", *both), document("b", *both)) == [{"a#0", "b#0"}, {"a#1", "b#1"}]


def test_entries_of_one_document_are_two_however_alike() -> None:
    assert len(groups(document("a", engagement(**MET), engagement(**MET)))) == 2


def test_a_date_that_slipped_is_one_engagement_with_a_discrepancy() -> None:
    (found,) = resolved(document("a", engagement(**MET)), document("b", engagement(date="2031-05-15", **MET))).engagements
    assert [difference.field for difference in found.differences] == ["date"]
    assert dict(found.differences[0].values).keys() == {account.id for account in found.accounts}


def test_vague_is_no_discrepancy() -> None:
    (found,) = resolved(document("a", engagement(**MET)), document("b", engagement(date="2031-05", **MET))).engagements
    assert not found.differences


def test_an_id_given_once_finds_its_engagement_later() -> None:
    late = document("late", engagement(**MET), published="2031-06-01")
    before = resolved(late).engagements[0].id
    grown = resolved(late, document("early", engagement(**MET), published="2031-05-14"))
    assert grown.find(before) == grown.engagements[0]
    assert len(grown.engagements) == 1
    assert grown.find("e-000000000000000") is None


def test_every_join_has_its_reasons() -> None:
    index = Index()
    index.update(add=[document("a", engagement(**MET)), document("b", engagement(**MET))])
    (group,) = index.accounts.groups
    one, two = index.accounts.nodes(group)
    match = index.accounts.space.kind.compare(one, two)
    assert match is not None
    assert {"same date", "same place", "parties equal"} <= {reason for reason, _ in match.reasons}
    assert match.score == pytest.approx(sum(weight for _, weight in match.reasons), abs=0.001)
