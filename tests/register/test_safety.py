"""What can befall a register: a kill at any moment, two programs at once, damage, a full disk, a newer version."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from register_samples import READING, TEXT, numbered, text_document
from sqlalchemy import create_engine, text

from dragoman.model import Reading
from dragoman.register import Register, RegisterError
from dragoman.register.schema import SCHEMA

HERE = Path(__file__).parent
ADDING = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from register_samples import numbered
from dragoman.register import Register
with Register.open(sys.argv[1], create=True) as register:
    print("open", flush=True)
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        document, reading = numbered(number)
        register.give(document, reading, author="tests") if number % 5 == 0 else register.add(document, reading)
        print(number, flush=True)
"""


def adding(location: str, first: int, last: int) -> subprocess.Popen[str]:
    """A program that adds documents and says the number of each that it was told is kept."""
    return subprocess.Popen([sys.executable, "-c", ADDING, location, str(first), str(last)], stdout=subprocess.PIPE, text=True)


def rounds(location: str) -> int:
    return 10 if "://" not in location else 4


def test_killed_at_any_moment_it_loses_nothing(location: str) -> None:
    chance = random.Random(7)
    kept: set[int] = set()
    first = 0
    for number in range(rounds(location)):
        process = adding(location, first, 100_000)
        assert process.stdout
        said: list[str] = []
        if number % 4 == 0:  # killed while it starts, makes or migrates the register
            time.sleep(chance.random() * 1.5)
        else:  # killed while it adds
            said += [process.stdout.readline() for _ in range(chance.randrange(2, 6))]
            time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        said += process.communicate()[0].splitlines()
        numbers = [int(line) for line in said if line.strip().isdigit()]
        kept.update(numbers)
        first = max([first, *(number + 1 for number in numbers)])
    assert kept, "no round came as far as adding"
    with Register.open(location, create=True) as register:
        ids = {document.id for document in register.documents()}
        assert {numbered(number)[0].id for number in kept} <= ids
        # one more may have been kept than could still be said
        assert len(ids) - len(kept) <= rounds(location)
        assert len(register.entries("engagement")) == len(ids)
        assert {decision.target for decision in register.decisions()} <= ids
        assert len(register.decisions()) >= sum(number % 5 == 0 for number in kept)
        assert register.check() == []


REBUILDING = """
import sys
from dragoman.register import Register, database
database.CACHE_KIB = 64  # most of what changes is in the file before it is kept
with Register.open(sys.argv[1]) as register:
    print("open", flush=True)
    while True:
        register.rebuild()
"""


def test_killed_while_rebuilding_it_is_as_before(location: str) -> None:
    chance = random.Random(11)
    with Register.open(location, create=True) as register:
        register.add_all([numbered(number) for number in range(20)])
        before = register.entries("engagement"), register.entries("commitment")
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", REBUILDING, location], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Register.open(location) as register:
            assert (register.entries("engagement"), register.entries("commitment")) == before
            assert register.check() == []


def test_while_a_file_is_made_anew_others_read_it_as_it_was(tmp_path: Path) -> None:
    location = str(tmp_path / "register.db")
    with Register.open(location, create=True) as register:
        register.add_all([numbered(number) for number in range(20)])
        before = register.entries("engagement")

        def look(done: int) -> None:
            with Register.open(location) as other:
                found.append(other.entries("engagement"))

        found: list[object] = []
        register.rebuild(look)  # nobody else has it open at the beginning
        with Register.open(location) as open_before:
            open_before.entries("engagement")
            register.rebuild(look)
            found.append(open_before.entries("engagement"))
        register.add(*numbered(20))
        assert found == [before] * 3
        assert len(register.entries("engagement")) == 21


def test_programs_adding_at_once_wait_for_each_other(location: str) -> None:
    Register.open(location, create=True).close()
    programs = [adding(location, 0, 16), adding(location, 8, 24), adding(location, 20, 32)]
    assert [program.wait(120) for program in programs] == [0, 0, 0]
    with Register.open(location) as register:
        assert len(register.documents()) == 32
        assert len(register.entries("engagement")) == 32


def test_programs_making_a_register_at_once(tmp_path: Path) -> None:
    location = str(tmp_path / "register.db")
    programs = [adding(location, number, number + 5) for number in (0, 5, 10)]
    assert [program.wait(120) for program in programs] == [0, 0, 0]
    with Register.open(location) as register:
        assert len(register.documents()) == 15


def test_a_register_of_a_newer_version_is_left_alone(location: str) -> None:
    Register.open(location, create=True).close()
    engine = create_engine(location.replace("postgresql://", "postgresql+psycopg://") if "://" in location else f"sqlite:///{location}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE dragoman_schema SET version_num = '9999'"))
    with pytest.raises(RegisterError, match="newer version of Dragoman"):
        Register.open(location, create=True)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM dragoman_schema")).scalar() == "9999"
        connection.execute(text(f"UPDATE dragoman_schema SET version_num = '{SCHEMA}'"))
    engine.dispose()
    Register.open(location).close()


def test_no_register_is_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no register here"):
        Register.open(tmp_path / "register.db")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_register_is_said_and_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (a)")
    connection.close()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir, this is no register.")
    for path, reason in (
        (other, "not a register"),
        (letter, "not a register"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x.db", "no such folder"),
    ):
        with pytest.raises(RegisterError, match=reason):
            Register.open(path, create=True)
    assert letter.read_text() == "Dear Sir, this is no register."


def test_a_damaged_file_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with Register.open(path, create=True) as register:
        for number in range(50):
            register.add(text_document(f"{TEXT} {number}"), READING)
    whole = path.read_bytes()
    noise = random.Random(1).randbytes(len(whole))
    for broken in (
        noise[:200] + whole[200:],
        whole[:5000] + noise[5000:9000] + whole[9000:],
        whole[:20_000] + noise[20_000:],
        whole[: len(whole) // 2],
    ):
        path.write_bytes(broken)
        faults = faults_of(path)
        assert faults
        assert all("\n" not in fault for fault in faults)


def faults_of(path: Path) -> list[str]:
    try:
        with Register.open(path) as register:
            return register.check()
    except RegisterError as error:
        return [str(error)]


def test_changed_bytes_of_a_document_are_found(location: str) -> None:
    document = text_document(TEXT)
    with Register.open(location, create=True) as register:
        register.add(document.model_copy(update={"data": b"other bytes"}), READING)
        assert register.check() == [f"document {document.id}: its bytes are damaged"]


FILLING = f"""
import resource, signal, sys
sys.path.insert(0, {str(HERE)!r})
from register_samples import READING, text_document
from dragoman.register import Register, RegisterError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import os
with Register.open(sys.argv[1], create=True) as register:
    register.add(text_document("first"), READING)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    for number in range(1000):
        try:
            register.add(text_document(os.urandom(5000).hex()), READING)
        except RegisterError as error:
            print(number, error)
            break
"""


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """No file may grow beyond a limit: to the database that is a disk without room."""
    path = tmp_path / "register.db"
    done = subprocess.run([sys.executable, "-c", FILLING, str(path)], capture_output=True, text=True, timeout=120)
    number, _, line = done.stdout.partition(" ")
    assert "the disk is full" in line, done.stdout + done.stderr
    with Register.open(path) as register:
        assert len(register.documents()) == int(number) + 1
        assert register.check() == []
        register.add(text_document("after"), READING)


def test_a_register_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path = tmp_path / "register.db"
    with Register.open(path, create=True) as register:
        register.add(text_document(TEXT), READING)
    path.chmod(0o444)
    with Register.open(path) as register, pytest.raises(RegisterError, match="may not be written"):
        assert register.documents()
        register.add(text_document("more"), Reading())


def test_a_backup_is_a_register(location: str, tmp_path: Path) -> None:
    with Register.open(location, create=True) as register:
        for number in range(5):
            register.give(text_document(f"{TEXT} {number}"), READING, author="clerk")
        assert register.backup(tmp_path / "backup.db") == 5
        kinds = ("engagement", "channel", "commitment", "statement", "person")
        said = [register.entries(kind) for kind in kinds], register.documents(), register.decisions()
        with pytest.raises(RegisterError, match="is there already"):
            register.backup(tmp_path / "backup.db")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("backup")] == ["backup.db"]
    with Register.open(tmp_path / "backup.db") as copy:
        assert said == ([copy.entries(kind) for kind in kinds], copy.documents(), copy.decisions())
        assert copy.check() == []
