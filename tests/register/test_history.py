"""What changed an entry: documents, readings and decisions in the order of time, each with the values that it changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import TODAY
from register_samples import READING, TEXT, numbered, text_document

from dragoman.edtf import Date
from dragoman.model import Reading
from dragoman.register import Register, RegisterError
from dragoman.register.history import Event

(MEETING,) = READING.engagements


def told(events: list[Event]) -> list[tuple[str, str | None, dict[str, tuple[object, object]]]]:
    """Day, author, and the changes that matter here."""
    kept = ("place", "date", "state", "documents", "names")
    return [
        (
            event.time[:10] + " " + event.kind,
            event.author,
            {one.field: (one.before, one.after) for one in event.changes if one.field in kept},
        )
        for event in events
    ]


def test_an_engagement_has_a_history(register: Register, clock: dict[str, date]) -> None:
    one, two = (
        text_document(f"One. {TEXT}", "one.txt", title="Talks"),
        text_document(f"Two, long after the first of them. {TEXT * 3}", "two.txt"),
    )
    vague = MEETING.model_copy(update={"date": Date.parse("1998-05")})
    register.add(one, READING)
    clock["now"] += timedelta(days=1)
    register.add(two, READING.model_copy(update={"engagements": (vague,)}))
    clock["now"] += timedelta(days=1)
    register.reread(one.id, lambda _: READING.model_copy(update={"engagements": (MEETING.model_copy(update={"place": "Zenda"}),)}))
    (entry,) = register.entries("engagement")
    clock["now"] += timedelta(days=1)
    with register.deciding(author="clerk", reason="so the host says") as decider:
        decision = decider.correct(entry.id, "place", "Strelsau")
    with register.deciding(author="chief") as decider:
        decider.undo(decision.id)
    events = register.history(entry.id)
    days = [(TODAY + timedelta(days=number)).isoformat() for number in range(4)]
    both = sorted((one.id, two.id))
    assert told(events) == [
        (f"{days[0]} added", None, {"date": (None, "1998-05-02"), "documents": (None, [one.id])}),
        (f"{days[1]} added", None, {"documents": ([one.id], both)}),
        (f"{days[2]} read again", None, {"place": (None, "Zenda")}),
        (f"{days[3]} decision", "clerk", {"place": ("Zenda", "Strelsau")}),
        (f"{days[3]} decision", "chief", {"place": ("Strelsau", "Zenda")}),
    ]
    assert (events[0].title, events[0].document, events[3].reason) == ("Talks", one.id, "so the host says")
    with register.as_of(TODAY + timedelta(days=2)) as then:
        assert told(then.history(entry.id)) == told(events)[:3]


def test_what_a_former_reading_told_is_in_it(register: Register, clock: dict[str, date]) -> None:
    """A document that no longer tells of an engagement once did."""
    one, two = text_document(f"One. {TEXT}"), text_document(f"Two, long after the first of them. {TEXT * 3}")
    for document in (one, two):
        register.add(document, READING)
    clock["now"] += timedelta(days=1)
    register.reread(two.id, lambda _: Reading(reader="other"))
    (entry,) = register.entries("engagement")
    last = register.history(entry.id)[-1]
    assert (last.document, last.kind, last.reader) == (two.id, "read again", "other")
    assert told([last])[0][2] == {"documents": (sorted((one.id, two.id)), [one.id])}


def test_merging_and_parting_is_in_it(register: Register, clock: dict[str, date]) -> None:
    first, second = numbered(1), numbered(2)
    for pair in (first, second):
        register.add(*pair)
    one, two = register.entries("engagement")
    with register.deciding(author="clerk") as decider:
        decider.merge([one.id, two.id])
    with register.deciding(author="chief") as decider:
        decider.split([one.accounts[0].id])
    (_, merged, parted) = register.history(one.id)
    mine, both = [one.accounts[0].document], sorted((first[0].id, second[0].id))
    assert [(event.act, told([event])[0][2]["documents"]) for event in (merged, parted)] == [
        ("merge", (mine, both)),
        ("split", (both, mine)),
    ]


def test_a_due_date_passes_by_itself(register: Register, clock: dict[str, date]) -> None:
    clock["now"] = date(1999, 5, 1)
    register.add(*numbered(1))
    (promise,) = register.entries("commitment")
    assert told(register.history(promise.id))[1] == ("2000-01-01 due date passed", None, {"state": ("open", "overdue")})
    with register.as_of(date(1999, 12, 31)) as then:
        assert [event.kind for event in then.history(promise.id)] == ["added"]


def test_persons_channels_and_statements_have_one(register: Register, clock: dict[str, date]) -> None:
    register.add(text_document(TEXT), READING)
    clock["now"] += timedelta(days=1)
    renamed = MEETING.participants[0].model_copy(update={"name": "A. Castell"})
    other = MEETING.model_copy(update={"participants": (renamed,), "date": Date.parse("1999-05-02"), "round": 3})
    register.add(text_document("Another."), READING.model_copy(update={"engagements": (other,), "statements": ()}))
    (castell,) = (one for one in register.entries("person") if "A. Castell" in one.names)
    assert told(register.history(castell.id))[1][2] == {"names": (["Anna Castell"], ["A. Castell", "Anna Castell"])}
    assert [len(register.history(register.entries(kind)[0].id)) for kind in ("channel", "statement")] == [2, 1]


def test_a_document_and_the_register_have_one(register: Register, clock: dict[str, date]) -> None:
    document, reading = numbered(1)
    register.give(document, reading, author="clerk")
    (entry,) = register.entries("engagement")
    with register.deciding(author="chief") as decider:
        decider.confirm(entry.id)
    register.add(*numbered(2))
    assert [(event.kind, event.act, event.author) for event in register.history(document.id)] == [
        ("added", "reading", "clerk"),
        ("decision", "confirm", "chief"),
    ]
    assert [event.kind for event in register.history()] == ["added", "decision", "added"]
    assert {one.field: one.after for one in register.history(document.id)[0].changes}["engagements"] == 1
    with pytest.raises(RegisterError, match="nothing in the register"):
        register.history("e-ffffffff")
