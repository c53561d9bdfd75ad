"""What the register said on an earlier day; and entries that are the same whatever the order of documents."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_samples import READING, numbered
from sqlalchemy import create_engine, text

from dragoman.edtf import Date
from dragoman.model import Engagement, Participant, Provenance, Reading
from dragoman.register import Register
from dragoman.register.kinds import LISTS
from dragoman.register.query import Filter


def test_the_past_can_be_asked(register: Register, clock: dict[str, date]) -> None:
    register.add(*numbered(1))
    clock["now"] += timedelta(days=1)
    register.add(*numbered(2))
    (first, _) = register.entries("engagement")
    clock["now"] += timedelta(days=1)
    with register.deciding(author="clerk") as decider:
        decider.correct(first.id, "place", "Klow")
    said = []
    for days in (-1, 0, 1, 2):
        with register.as_of(TODAY + timedelta(days=days)) as then:
            said.append((len(then.documents()), len(then.entries("engagement")), {entry.place for entry in then.entries("engagement")}))
    assert said == [(0, 0, set()), (1, 1, {None}), (2, 2, {None}), (2, 2, {None, "Klow"})]


def test_the_past_has_the_readings_of_its_day(register: Register, clock: dict[str, date], tmp_path: Path) -> None:
    document, reading = numbered(1)
    register.add(document, reading)
    for days in (1, 2):
        clock["now"] = TODAY + timedelta(days=days)
        moved = reading.engagements[0].model_copy(update={"place": f"Klow {days}"})
        assert register.reread(document.id, lambda _, moved=moved: reading.model_copy(update={"engagements": (moved,)}))
    register.backup(tmp_path / "copy.db")
    with Register.open(tmp_path / "copy.db") as copy:
        for kept in (register, copy):
            said = []
            for days in (0, 1, 2):
                with kept.as_of(TODAY + timedelta(days=days)) as then:
                    said += [entry.place for entry in then.entries("engagement")]
            assert said == [None, "Klow 1", "Klow 2"]


def test_the_past_does_not_know_what_became_overdue_later(register: Register, clock: dict[str, date]) -> None:
    clock["now"] = date(1999, 1, 1)
    register.add(*numbered(1))
    for day, state in ((date(1999, 12, 31), "open"), (date(2000, 1, 1), "overdue")):
        with register.as_of(day) as then:
            (promise,) = then.entries("commitment")
            assert (promise.state, then.find(promise.id).state, len(then.entries("commitment", Filter(state=state)))) == (state, state, 1)


def test_a_register_of_the_first_form_is_brought_up_to_date(location: str) -> None:
    """One that kept no former readings: it opens, keeps all, and keeps former readings from then on."""
    document, reading = numbered(1)
    with Register.open(location, create=True) as register:
        register.add(document, reading)
        before = register.entries("engagement")
    engine = create_engine(location.replace("postgresql://", "postgresql+psycopg://") if "://" in location else f"sqlite:///{location}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE former_readings"))
        connection.execute(text("UPDATE dragoman_schema SET version_num = '0001'"))
    engine.dispose()
    with Register.open(location) as register:
        assert register.entries("engagement") == before
        assert register.reread(document.id, lambda _: Reading(reader="none"))
        assert register.entries("engagement") == []


def meetings() -> st.SearchStrategy[Reading]:
    """Readings that are likely to speak of the same few occasions."""
    names = st.sampled_from(["Anna Castell", "A. Castell", "Castell", "Анна Кастель", "Milo Drago", "Drago"])
    people = st.lists(st.builds(Participant, name=names, party=st.sampled_from(["RUR", "SYL", None])), max_size=2)
    entry = st.builds(
        Engagement,
        type=st.sampled_from(["meeting", "summit", "visit"]),
        status=st.sampled_from(["held", "planned", "cancelled"]),
        date=st.sampled_from(["1998-05-01", "1998-05-02", "1998-05", "1998", None]).map(lambda text: Date.parse(text) if text else None),
        place=st.sampled_from(["Strelsau", "Klow", None]),
        parties=st.sampled_from([("RUR", "SYL"), ("RUR",), ("BOR", "RUR", "SYL")]),
        participants=people.map(tuple),
        channel=st.sampled_from(["Border Dialogue", "Ruritania–Syldavia Border Dialogue", None]),
        round=st.sampled_from([1, 2, None]),
        evidence=st.sampled_from(["met in May", "the dialogue", "a visit"]),
    )
    published = st.dates(date(1998, 4, 1), date(1998, 7, 1)).map(Date.of_day)
    known = st.builds(Provenance, published=published, publisher=st.sampled_from(["Gazette", None]), kind=st.sampled_from(["news", None]))
    return st.builds(
        lambda document, entries: READING.model_copy(update={"document": document, "engagements": tuple(entries), "channels": ()}),
        known,
        st.lists(entry, max_size=3),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(readings=st.lists(meetings(), min_size=2, max_size=6), seed=st.integers(0, 1000), again=st.integers(0, 5))
def test_the_order_does_not_matter(readings: list[Reading], seed: int, again: int) -> None:
    """Documents one by one in any order, some re-read, give what making everything anew gives."""
    pairs = [(numbered(number)[0], reading) for number, reading in enumerate(readings)]
    said = []
    with TemporaryDirectory() as folder:
        for name, order in (("a", pairs), ("b", random.Random(seed).sample(pairs, len(pairs)))):
            with Register.open(Path(folder) / name, create=True) as register:
                for document, reading in order:
                    register.add(document, reading)
                document, reading = order[again % len(order)]
                register.reread(document.id, lambda _: Reading(reader="none"))
                register.reread(document.id, lambda _, reading=reading: reading)
                said.append([register.entries(kind) for kind in (*LISTS.values(), "person")])
                register.rebuild()
                said.append([register.entries(kind) for kind in (*LISTS.values(), "person")])
                assert [event for entry in said[-1][0] for event in register.history(entry.id) if event.kind == "other entries"] == []
    assert all(one == said[0] for one in said)
