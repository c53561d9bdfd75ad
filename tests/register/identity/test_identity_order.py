"""The law: identity is the same whatever the order of documents and decisions, and whatever was there in between."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_fiction import document, engagement, people, pointing, promise

from dragoman.register.identity import Describer, Document, Index, Resolution, channels, identities, persons, promises, resolve
from dragoman.register.identity import engagements as accounts
from dragoman.register.identity.decisions import Confirm, Correct, Decision, Fulfil, Merge, Reject, Split, Undo

TODAY = date(2032, 1, 1)
PERSONS = ["Alva Brenn, Foreign Minister, RUR", "А. Бренн, министр иностранных дел, RUR", "Алва Бренн, министр иностранных дел, RUR",
           "Iven Korsak, Foreign Minister, GRK", "Iwen Korsak, Außenminister, GRK", "Odo Talvi, President, GRK"]  # fmt: skip
CHANNELS = [None, None, "Strategic Dialogue", "стратегический диалог", "Policy Consultation", "Joint Commission"]
DATES = [None, "2031", "2031-05", "2031-05-14", "2031-05-15", "2031-05-13/2031-05-14", "2031-06-02", "../2031-06"]
SIDES = [("GRK", "RUR"), ("GRK", "RUR"), ("GRK",), ("GRK", "ZEN"), ("RUR", "ZEN")]
ACTIONS = ["open a consulate in Strelsau", "open the consulate in Strelsau soon", "hold a strategic dialogue in spring", "visit Graustark"]


@st.composite
def engagements(draw: st.DrawFn) -> Any:
    return engagement(
        draw(st.sampled_from(["meeting", "meeting", "summit", "visit", "call", "signing"])),
        draw(st.sampled_from(DATES)),
        status=draw(st.sampled_from(["held", "held", "planned", "cancelled"])),
        place=draw(st.sampled_from([None, "Strelsau", "Edelweiss"])),
        channel=(channel := draw(st.sampled_from(CHANNELS))),
        round=draw(st.sampled_from([None, 1, 2])) if channel else None,
        participants=people(*draw(st.lists(st.sampled_from(PERSONS), max_size=2, unique=True))),
        parties=draw(st.sampled_from([("GRK", "RUR"), ("GRK", "RUR"), ("GRK", "RUR", "ZEN")])),
    )


@st.composite
def libraries(draw: st.DrawFn) -> list[Document]:
    texts = ["the ministers met in Strelsau and spoke of the railway, the river and the price of grain " * 3, None, None]
    return [
        document(
            f"doc-{number}",
            *draw(st.lists(engagements(), max_size=3)),
            published=draw(st.sampled_from([None, "2031-05-10", "2031-05-15", "2031-07-01"])),
            kind=draw(st.sampled_from(["news", "press_release"])),
            commitments=[
                promise(action, parties=draw(st.sampled_from(SIDES)), status=draw(st.sampled_from(["agreed", "fulfilled"])))
                for action in draw(st.lists(st.sampled_from(ACTIONS), max_size=1))
            ],
            text=draw(st.sampled_from(texts)),
        )
        for number in range(draw(st.integers(2, 9)))
    ]


def decided(library: list[Document], dice: random.Random) -> list[Decision]:
    """A few decisions about entries of these documents."""
    entries = [(doc, i) for doc in library for i in range(len(doc.reading.engagements))]
    made: list[Decision] = []
    for number in range(dice.randint(0, 5)):
        if len(entries) < 2:
            break
        one, two = (pointing(*entry) for entry in dice.sample(entries, 2))
        base = {"id": f"d{number}", "author": "tester", "time": datetime(2031, 8, 1, tzinfo=UTC) + timedelta(days=number)}
        made.append(dice.choice([
            Merge(**base, items=(one, two)), Split(**base, items=(one,), others=(two,)),
                    Reject(**base, item=one), Confirm(**base, item=one),
            Correct(**base, item=one, field="place", value="Zenda"), Undo(**base, decision=f"d{max(0, number - 1)}"),
        ]))  # fmt: skip
    promised = [doc for doc in library if doc.reading.commitments]
    if promised and entries:
        item = pointing(dice.choice(promised), 0, "commitment")
        made.append(Fulfil(id="f", author="tester", time=datetime(2031, 9, 1, tzinfo=UTC), item=item, by=pointing(*dice.choice(entries))))
    return made


def in_lots(library: list[Document], decisions: list[Decision], cut: int) -> Resolution:
    """What is resolved of documents that come in two lots, before anything is grouped."""
    index = Index(decisions)
    index.fill(library[cut:])
    index.fill(library[:cut])
    index.group()
    return Describer(index, TODAY).resolution()


@pytest.fixture(params=["wide", "narrow"])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with neighbourhoods so narrow that nodes are pushed out of them all the time."""
    if request.param == "narrow":
        for module in (accounts, channels, persons, promises):
            monkeypatch.setattr(module, "KIND", replace(module.KIND, width=1))


@pytest.mark.usefixtures("width")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(library=libraries(), seed=st.integers(0, 10**6))
def test_any_order_gives_the_same(library: list[Document], seed: int) -> None:
    dice = random.Random(seed)
    decisions = decided(library, dice)
    whole = resolve(library, decisions, today=TODAY)
    assert resolve(library[::-1], decisions[::-1], today=TODAY) == whole
    assert in_lots(library, decisions, dice.randint(0, len(library))) == whole

    index = Index()
    for _ in range(dice.randint(1, 12)):
        some = dice.sample(library, dice.randint(0, len(library)))
        index.update(add=some, remove=[doc.source.id for doc in dice.sample(library, dice.randint(0, 2)) if doc not in some])
        if dice.random() < 0.4:
            index.update(decisions=dice.sample(decisions, dice.randint(0, len(decisions))))
    left = [doc for doc in library if doc.source.id not in index.documents]
    dice.shuffle(left)
    for doc in left:
        index.update(add=[doc])
    index.update(decisions=decisions)
    assert Describer(index, TODAY).resolution() == whole
    assert identities(whole) == identities(Describer(index, TODAY).resolution())
    again = Index(decisions, index.state)
    assert Describer(again, TODAY).resolution() == whole


@settings(max_examples=40, deadline=None)
@given(library=libraries(), seed=st.integers(0, 10**6))
def test_what_is_undone_was_never_done(library: list[Document], seed: int) -> None:
    decisions = decided(library, random.Random(seed))
    undone = [
        Undo(id=f"u{number}", author="tester", time=datetime(2032, 1, 1, tzinfo=UTC), decision=decision.id)
        for number, decision in enumerate(decisions)
        if not isinstance(decision, Undo)
    ]
    before = resolve(library, today=TODAY)
    assert resolve(library, [*decisions, *undone], today=TODAY) == before
    index = Index(decisions)
    index.update(add=library)
    index.update(decisions=[*decisions, *undone])
    assert Describer(index, TODAY).resolution() == before


@settings(max_examples=40, deadline=None)
@given(library=libraries(), more=libraries())
def test_an_update_says_all_that_it_changed(library: list[Document], more: list[Document]) -> None:
    """Groups that an update does not name are as they were, and the groups that it names are all there."""
    index = Index()
    index.update(add=library)
    before = {kind: dict(getattr(index, kind).groups) for kind in ("accounts", "persons", "channels", "promises")}
    touched = index.update(add=[document(f"new-{doc.source.name}", *doc.reading.engagements) for doc in more[:1]])
    for kind, groups in before.items():
        changed = getattr(touched, kind)
        after = getattr(index, kind).groups
        assert {g: ids for g, ids in after.items() if not changed & set(ids)} == {
            g: ids for g, ids in groups.items() if not changed & set(ids)
        }
