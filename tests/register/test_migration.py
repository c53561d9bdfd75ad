"""A register that an earlier version made: brought up to date when it is opened, without loss, killed at whatever moment."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from register_samples import numbered
from sqlalchemy import Connection, insert, text

import dragoman.register
from dragoman.register import Register
from dragoman.register.database import VERSION_TABLE, Database
from dragoman.register.documents import put_document
from dragoman.register.schema import SCHEMA, decisions, put_setting, readings, storable

MANY = 40
TIME = "2001-02-03T04:05:06.789Z"
KINDS = ("engagement", "channel", "commitment", "statement", "person")
OPENING = """
import sys
from dragoman.register import Register
print("opening", flush=True)
Register.open(sys.argv[1]).close()
print("open", flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Names a new place for a register each time, on each database."""
    if request.param == "postgresql":
        new: Callable[[], str] = request.getfixturevalue("postgres")
        return new
    names = iter(range(1000))
    return lambda: str(tmp_path / f"register{next(names)}.db")


def made_by_the_first_version(location: str) -> str:
    """A register of the first revision with documents, readings and decisions, and with derived tables of another form."""
    database = Database(location)
    config = Config()
    config.set_main_option("script_location", str(Path(dragoman.register.__file__).parent / "migrations"))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for number in range(MANY):
            _fill(connection, number)
        connection.exec_driver_sql("CREATE TABLE places (kind TEXT, key TEXT, sort TEXT, node TEXT)")
        connection.exec_driver_sql("INSERT INTO places VALUES ('accounts', 'a key', '', 'a node')")
        connection.exec_driver_sql("CREATE TABLE entries (id TEXT)")
        put_setting(connection, "derived", "1")
    database.engine.dispose()
    return location


def _fill(connection: Connection, number: int) -> None:
    document, reading = numbered(number)
    put_document(connection, document, TIME)
    told = storable(reading.to_json()).encode()
    connection.execute(insert(readings).values(document=document.id, reader="tests 1", made=TIME, json=told))
    if number % 5 == 0:
        given = {"id": f"x-{number}", "kind": "reading", "target": document.id, "payload": reading.plain()}
        connection.execute(insert(decisions).values(**given, author="clerk", time=TIME, reason="as the archive has it"))


def truth_of(location: str) -> dict[str, list[Any]]:
    """All that is stored for good, row by row, as the database holds it."""
    database = Database(location)
    with database.reading() as connection:
        found = {
            name: connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).all() for name in ("documents", "readings", "decisions")
        }
    database.engine.dispose()
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


def said_by(location: str) -> list[Any]:
    """All entries, and what is wrong with the register."""
    with Register.open(location) as register:
        return [*(register.entries(kind) for kind in KINDS), register.check()]


def revision(location: str) -> str:
    database = Database(location)
    with database.reading() as connection:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()
    database.engine.dispose()
    return str(found)


def test_an_old_register_is_brought_up_to_date_without_loss(another: Callable[[], str]) -> None:
    old, new = made_by_the_first_version(another()), another()
    before, lines = truth_of(old), list[str]()
    with Register.open(old, notice=lines.append) as register:
        assert len(register.documents()) == MANY
        assert {decision.reason for decision in register.decisions()} == {"as the archive has it"}
    assert len(lines) == 1
    assert revision(old) == SCHEMA
    assert truth_of(old) == before
    with Register.open(new, create=True) as register:
        register.add_all([numbered(number) for number in range(MANY)])
    assert said_by(old) == said_by(new)


def test_killed_while_it_is_brought_up_to_date_it_loses_nothing(another: Callable[[], str], tmp_path: Path) -> None:
    chance = random.Random(3)
    old = made_by_the_first_version(another())
    before = truth_of(old)
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", OPENING, copied(old, another)], check=True, capture_output=True)
    whole = time.monotonic() - start
    broken_off = 0
    for _ in range(8 if "://" not in old else 3):
        one = copied(old, another)
        process = subprocess.Popen([sys.executable, "-c", OPENING, one], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random() * whole)
        process.send_signal(signal.SIGKILL)
        broken_off += "open" not in process.communicate()[0].split()
        assert revision(one) in ("0001", SCHEMA)
        assert truth_of(one) == before
        *entries, faults = said_by(one)
        assert [len(entries[0]), len(entries[2]), faults] == [MANY, MANY, []]
        assert (revision(one), truth_of(one)) == (SCHEMA, before)
    assert broken_off, "no round was killed in time"


def copied(location: str, another: Callable[[], str]) -> str:
    """The same old register once more."""
    if "://" in location:
        return made_by_the_first_version(another())
    return shutil.copy(location, another())
