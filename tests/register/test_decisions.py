"""What humans decide is kept for good, heeded by everything that is made anew, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from register_samples import READING, TEXT, text_document

from dragoman.edtf import Date
from dragoman.model import Commitment, Document, Engagement, Participant, Provenance, Reading
from dragoman.register import Register, RegisterError
from dragoman.register.deciding import Decider
from dragoman.register.records import Record

KINDS = ("engagement", "channel", "commitment", "statement", "person")


def everything(register: Register) -> list[list[Record]]:
    return [register.entries(kind) for kind in KINDS]


def meeting(evidence: str, **said: object) -> Engagement:
    base = {"type": "meeting", "status": "held", "parties": ("RUR", "SYL"), "evidence": evidence}
    return Engagement.model_validate(base | said)


def visit_report(number: int, *engagements: Engagement, commitments: tuple[Commitment, ...] = ()) -> tuple[Document, Reading]:
    text = f"Report {number}. " + " ".join(entry.evidence for entry in (*engagements, *commitments))
    known = Provenance(language="en", published=Date.of(1998, 5, number), publisher=f"Gazette {number}", kind="news")
    return text_document(text, f"report-{number}.txt"), Reading(
        document=known, reader="tests 1", engagements=engagements, commitments=commitments
    )


@pytest.fixture
def filled(register: Register) -> Register:
    """Two reports of one meeting, one of another, and a promise."""
    here = {"date": "1998-05-02", "place": "Strelsau"}
    first = meeting("met in Strelsau on May 2", **here, participants=[Participant(name="Anna Castell", party="RUR")])
    again = meeting("Castell in Strelsau on May 2", **here, participants=[Participant(name="Castell", party="RUR")])
    other = meeting("met in Klow on May 20", date="1998-05-20", place="Klow")
    promise = Commitment(parties=("RUR",), action="open a crossing", due="1999", status="pledged", evidence="to open a crossing in 1999")
    for document, reading in (visit_report(3, first), visit_report(4, again), visit_report(21, other, commitments=(promise,))):
        register.add(document, reading)
    assert sorted(len(entry.accounts) for entry in register.entries("engagement")) == [1, 2]
    return register


def decided(register: Register, make: Callable[[Decider], object]) -> None:
    """A decision is kept, and still holds when everything is made anew, and when everything was read again by another reader."""
    with register.deciding(author="clerk", reason="because") as decider:
        make(decider)
    said = everything(register)
    register.rebuild()
    assert everything(register) == said
    for document in register.documents():
        before = register.reading(document.id)
        assert before
        changed = [entry.model_copy(update={"confidence": 0.5}) for entry in before.engagements]
        extra = meeting("Report", type="call")  # one more entry before the others moves their places
        newer = before.model_copy(update={"reader": "tests 2", "engagements": (extra, *changed)})
        register.reread(document.id, lambda _, newer=newer: newer)
        register.reread(document.id, lambda _, before=before: before)
    assert everything(register) == said


def by_accounts(register: Register, count: int) -> Record:
    return next(entry for entry in register.entries("engagement") if len(entry.accounts) == count)


def test_merge_and_take_back(filled: Register) -> None:
    before = everything(filled)
    ids = [entry.id for entry in filled.entries("engagement")]
    decided(filled, lambda decider: decider.merge(ids))
    (merged,) = filled.entries("engagement")
    assert len(merged.accounts) == 3
    assert all(filled.find(id) == merged for id in ids)
    (decision,) = filled.decisions()
    assert (decision.kind, decision.author, decision.reason) == ("merge", "clerk", "because")
    decided(filled, lambda decider: decider.undo(decision.id[:8]))
    assert everything(filled) == before
    assert [one.revoked_by for one in filled.decisions()] == [filled.decisions()[1].id, None]
    with pytest.raises(RegisterError, match="taken back already"):
        decided(filled, lambda decider: decider.undo(decision.id))
    decided(filled, lambda decider: decider.undo(filled.decisions()[1].id))
    assert len(filled.entries("engagement")) == 1


def test_split(filled: Register) -> None:
    both = by_accounts(filled, 2)
    decided(filled, lambda decider: decider.split([both.accounts[1].id]))
    assert [len(entry.accounts) for entry in filled.entries("engagement")] == [1, 1, 1]


def test_correct(filled: Register) -> None:
    both = by_accounts(filled, 2)
    decided(filled, lambda decider: decider.correct(both.id, "date", "1998-05-01"))
    decided(filled, lambda decider: decider.correct(both.id, "parties", "RUR, BOR"))
    after = filled.find(both.id)
    assert (str(after.date), after.parties) == ("1998-05-01", ("BOR", "RUR"))
    assert after.said["date"].why.startswith("decision x-")
    assert after.said["date"].others[0][0] == "1998-05-02"
    for field, value, reason in (
        ("date", "soon", "is no date"),
        ("colour", "red", "cannot be corrected"),
        ("status", "over", "is no status"),
    ):
        with pytest.raises(RegisterError, match=reason), filled.deciding(author="clerk") as decider:
            decider.correct(both.id, field, value)


def test_confirm_reject_fulfil(filled: Register) -> None:
    both, one = by_accounts(filled, 2), by_accounts(filled, 1)
    decided(filled, lambda decider: decider.confirm(both.id))
    assert filled.find(both.id).confirmed == filled.decisions()[0].id
    (promise,) = filled.entries("commitment")
    decided(filled, lambda decider: decider.fulfil(promise.id, one.id))
    (kept,) = filled.entries("commitment")
    assert (kept.state, kept.kept) == ("fulfilled", (one.id,))
    decided(filled, lambda decider: decider.reject(both.accounts[0].id, everywhere=False))
    assert [len(entry.accounts) for entry in filled.entries("engagement")] == [1, 1]
    decided(filled, lambda decider: decider.reject(one.id, everywhere=True))
    assert [entry.place for entry in filled.entries("engagement")] == ["Strelsau"]


def test_persons_and_channels(register: Register) -> None:
    register.add(text_document(TEXT), READING)
    anna, milo = register.entries("person")
    decided(register, lambda decider: decider.merge([anna.id, milo.id]))
    (one,) = register.entries("person")
    assert one.names == ("Anna Castell", "Milo Drago")
    decided(register, lambda decider: decider.split([milo.id]))
    assert [person.name for person in register.entries("person")] == ["Anna Castell", "Milo Drago"]


def test_a_decision_that_cannot_be_is_not_kept(filled: Register) -> None:
    both = by_accounts(filled, 2)
    (promise,) = filled.entries("commitment")
    before = everything(filled)
    for make, reason in (
        (lambda d: d.merge([both.id, promise.id]), "one kind"),
        (lambda d: d.merge([both.id, both.accounts[1].id]), "one already"),
        (lambda d: d.split([both.id, both.accounts[1].id]), "left on one side"),
        (lambda d: d.fulfil(both.id, None), "not a commitment"),
        (lambda d: d.confirm("e-ffffffff"), "nothing in the register"),
        (lambda d: d.undo("x-ffffffff"), "no decision"),
    ):
        with pytest.raises(RegisterError, match=reason), filled.deciding(author="clerk") as decider:
            make(decider)
    assert filled.decisions() == []
    assert everything(filled) == before


def test_entries_are_the_same_whatever_the_order(filled: Register, location: str, tmp_path: object) -> None:
    said = everything(filled)
    documents = [(filled.document(one.id), filled.reading(one.id)) for one in filled.documents()]
    with Register.open(f"{tmp_path}/other.db", create=True) as other:
        for document, reading in reversed(documents):
            assert reading
            other.add(document, reading)
        assert everything(other) == said
