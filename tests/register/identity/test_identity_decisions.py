"""What humans decide stands over what is resolved, and outlives every re-reading."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from identity_fiction import document, engagement, people, pointing, promise

from dragoman.model import Reading
from dragoman.register.identity import Describer, Document, Index, Reference, Resolution, resolve
from dragoman.register.identity.decisions import Confirm, Correct, Decision, Fulfil, Merge, Reject, Split, Undo, effective, from_json

TODAY = date(2032, 1, 1)
MET = {"participants": people("Alva Brenn, Foreign Minister, RUR", "Iven Korsak, Foreign Minister, GRK")}
ONE, TWO = document("one", engagement(**MET)), document("two", engagement(**MET))
LATER = document("later", engagement(date="2031-08-01", **MET), published="2031-08-02")


def made(act: type[Any], number: int = 1, **fields: Any) -> Decision:
    decision: Decision = act(id=f"d{number}", author="Clerk", time=datetime(2031, 9, number, tzinfo=UTC), reason="as told", **fields)
    return decision


def resolved(*decisions: Decision, documents: tuple[Document, ...] = (ONE, TWO, LATER)) -> Resolution:
    return resolve(documents, decisions, today=TODAY)


def groups(*decisions: Decision) -> list[list[str]]:
    return sorted(sorted(account.source.name for account in found.accounts) for found in resolved(*decisions).engagements)


def test_merge_and_split() -> None:
    assert groups() == [["later"], ["one", "two"]]
    assert groups(made(Merge, items=(pointing(ONE), pointing(LATER)))) == [["later", "one", "two"]]
    assert groups(made(Split, items=(pointing(ONE),), others=(pointing(TWO),))) == [["later"], ["one"], ["two"]]


def test_the_later_decision_wins_and_undoing_brings_back() -> None:
    merge = made(Merge, 1, items=(pointing(ONE), pointing(LATER)))
    split = made(Split, 2, items=(pointing(ONE), pointing(TWO)), others=(pointing(LATER),))
    undo = made(Undo, 3, decision="d2")
    assert groups(merge, split) == groups()
    assert groups(merge, split, undo) == groups(merge)
    assert groups(merge, split, undo, made(Undo, 4, decision="d3")) == groups()
    assert [decision.id for decision in effective([undo, split, merge])] == ["d1"]


def test_a_correction_stands_over_all_accounts() -> None:
    found = resolved(made(Correct, item=pointing(ONE), field="place", value="Zenda")).engagements[0]
    assert found.value("place") == "Zenda"
    assert found.fields["place"].why == "decision d1"


def test_a_rejected_entry_counts_for_nothing() -> None:
    found = resolved(made(Reject, item=pointing(LATER)))
    assert [len(engagement.accounts) for engagement in found.engagements] == [2]
    assert all(mention.account.source.name != "later" for person in found.persons for mention in person.mentions)


def test_confirmed_says_by_which_decision() -> None:
    found = resolved(made(Confirm, item=pointing(TWO)))
    assert [engagement.confirmed for engagement in found.engagements] == ["d1", None]


def test_persons_and_channels_are_merged_and_split_by_name() -> None:
    other = document("other", engagement(participants=people("A. Brenova, Foreign Minister, RUR"), channel="Zenda Circle"))
    named = document("named", engagement(date="2029-01-01", channel="Forum on Fish"))
    documents = (ONE, other, named)

    def person(of: Document, name: str) -> Reference:
        return Reference(document=of.source.id, kind="person", name=name)

    def channel(of: Document, name: str) -> Reference:
        return Reference(document=of.source.id, kind="channel", name=name)

    before = resolved(documents=documents)
    merged = resolved(
        made(Merge, 1, items=(person(ONE, "Alva Brenn"), person(other, "A. Brenova"))),
        made(Merge, 2, items=(channel(other, "Zenda Circle"), channel(named, "Forum on Fish"))),
        documents=documents,
    )
    assert (len(merged.persons), len(merged.channels)) == (len(before.persons) - 1, len(before.channels) - 1)


def test_a_commitment_marked_as_fulfilled_by_an_engagement() -> None:
    promised = document("promised", commitments=[promise("mend the bridge", due="2031-03")])
    fulfil = made(Fulfil, item=pointing(promised, 0, "commitment"), by=pointing(ONE))
    found = resolved(fulfil, documents=(promised, ONE))
    assert found.commitments[0].state == "fulfilled"
    assert found.commitments[0].kept == (found.engagements[0].id,)


def test_decisions_outlive_a_re_reading() -> None:
    """Another reader gives the same entries at other indexes, with more or less in them."""
    merge = made(Merge, items=(pointing(ONE), pointing(LATER)))
    entry = ONE.reading.engagements[0]
    again = entry.model_copy(update={"participants": (), "confidence": 0.4})
    reread = Document(ONE.source, Reading(engagements=(engagement("visit", "2020"), again)))
    index = Index([merge])
    index.update(add=[ONE, TWO, LATER])
    index.update(add=[reread])
    found = Describer(index, TODAY).resolution()
    joined = next(found for found in found.engagements if "later" in {account.source.name for account in found.accounts})
    assert "one#1" in {account.label for account in joined.accounts}
    assert not found.lost


def test_a_decision_whose_entry_is_gone_is_told() -> None:
    gone = Document(ONE.source, Reading())
    assert resolved(made(Confirm, item=pointing(ONE)), documents=(gone, TWO)).lost == ("d1",)


def test_decisions_have_a_json_form() -> None:
    for decision in (
        made(Merge, items=(pointing(ONE), pointing(TWO))), made(Correct, item=pointing(ONE), field="date", value="2031-05"),
        made(Correct, item=pointing(ONE), field="topics", value=("maritime",)), made(Undo, decision="d1"),
    ):  # fmt: skip
        assert from_json(decision.model_dump_json()) == decision
