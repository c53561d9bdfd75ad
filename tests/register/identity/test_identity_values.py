"""What the register says of an engagement when its accounts differ."""

from __future__ import annotations

from datetime import date

from identity_fiction import document, engagement, people

from dragoman.register.identity import Document, resolve, signature
from dragoman.register.identity.copies import likeness
from dragoman.register.identity.resolution import ResolvedEngagement

MET = {
    "participants": people("Alva Brenn, Foreign Minister, RUR", "Iven Korsak, Foreign Minister, GRK"),
    "channel": "Joint Commission",
    "round": 3,
}


def one(*documents: Document) -> ResolvedEngagement:
    (found,) = resolve(documents, today=date(2032, 1, 1)).engagements
    return found


def test_official_over_report() -> None:
    found = one(
        document("report", engagement(date="2031-05-15", **MET), published="2031-05-15"),
        document("ministry", engagement(date="2031-05-14", **MET), published="2031-05-15", kind="press_release"),
    )
    assert found.value("date") == "2031-05-14"
    date_ = found.fields["date"]
    assert [account.label for account in found.accounts if account.id in date_.accounts] == ["ministry#0"]
    assert [value for value, _ in date_.others] == ["2031-05-15"]


def test_nearer_over_later() -> None:
    near = document("near", engagement(place="Strelsau", **MET), published="2031-05-15")
    late = document("late", engagement(place="Zenda", **MET), published="2035-01-01")
    assert one(late, near).value("place") == "Strelsau"


def test_more_exact_over_vaguer_even_if_official() -> None:
    vague = document("vague", engagement(date="2031-05", **MET), kind="press_release")
    assert one(vague, document("exact", engagement(date="2031-05-14", **MET))).value("date") == "2031-05-14"


def test_majority() -> None:
    said = [document(f"d{n}", engagement(place=place, **MET)) for n, place in enumerate(["Zenda", "Strelsau", "Strelsau"])]
    assert one(*said).value("place") == "Strelsau"


def test_near_copies_are_one_voice() -> None:
    text = (
        "The commission met in Zenda on Wednesday and spoke of the railway, of fish and of the price of grain on both banks of the river. "
        * 4
    )
    copies = [
        document(f"copy{n}", engagement(place="Zenda", **MET), text=text.replace("Wednesday", day))
        for n, day in enumerate(["May 14", "today", "noon"])
    ]
    others = [
        document(f"own{n}", engagement(place="Strelsau", **MET), text=f"Report {n}: {'in quite other words ' * n} of the commission.")
        for n in (3, 9)
    ]
    assert one(*copies, *others).value("place") == "Strelsau"


def test_foresight_counts_little_once_it_was_held() -> None:
    plan = document("plan", engagement(status="planned", place="Zenda", **MET), published="2031-05-12", kind="press_release")
    assert one(plan, document("report", engagement(place="Strelsau", **MET))).value("place") == "Strelsau"


def test_what_was_called_off_is_cancelled_and_what_was_reinstated_is_planned() -> None:
    def told(name: str, status: str, day: str) -> Document:
        return document(name, engagement(status=status, **MET), published=day)

    plan, off, again = told("a", "planned", "2031-05-01"), told("b", "cancelled", "2031-05-03"), told("c", "planned", "2031-05-06")
    assert one(plan, off).value("status") == "cancelled"
    assert one(plan, off, again).value("status") == "planned"


def test_signatures_tell_copies_from_others() -> None:
    text = "".join(f"On day {n} the delegation of {n * 37 % 101} members crossed the river. " for n in range(60))
    assert likeness(signature(text), signature("Posted by newsdesk. " + text + " Like this? Share it.")) > 0.8
    assert likeness(signature(text), signature(text[::-1])) < 0.1
    assert len(signature("")) == 64
