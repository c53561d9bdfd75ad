"""`dragoman add` on several cores: the same register as on one, and a whole one whenever it is stopped."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.register import Register
from dragoman.register.kinds import LISTS

TEXT = """Strelsau, {day} May 2019 — The French Foreign Minister, Anne Castel, met her German counterpart, Paul Dragow, on {day} May.
They agreed to hold round {number} of talks by the end of the year.
"""
ENVIRONMENT = {**os.environ, "DRAGOMAN_MODEL": "off"}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """More files than one process is thought worth; one cannot be read, and one is there twice."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(TEXT.format(day=number % 28 + 1, number=number))
    (folder / "20.txt").write_bytes(b"")
    (folder / "30.txt").write_text((folder / "07.txt").read_text())
    return folder


def adding(folder: Path, register: Path, jobs: int) -> subprocess.Popen[str]:
    command = [str(Path(sys.executable).with_name("dragoman")), "--register", str(register), "add", str(folder), "--jobs", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, start_new_session=True)


def test_the_register_is_the_same_on_any_number_of_cores(files: Path, tmp_path: Path) -> None:
    said = []
    for jobs in (1, 3):
        process = adding(files, tmp_path / f"{jobs}.db", jobs)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 1, err
        assert err.splitlines() == [f"{files}/20.txt: an empty file"]
        assert "38 documents added" in out
        assert "1 there already, 1 not readable." in out
        with Register.open(tmp_path / f"{jobs}.db") as register:
            lists = [register.entries(kind) for kind in (*LISTS.values(), "person")]
            said.append((lists, [one.name for one in register.documents()], [event.title for event in register.history()]))
    assert said[0] == said[1]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_stopped_at_any_moment_it_goes_on_from_there(files: Path, tmp_path: Path, sign: signal.Signals) -> None:
    path = tmp_path / "register.db"
    process = adding(files, path, 2)
    while not path.exists():
        time.sleep(0.01)
    time.sleep(random.Random(int(sign)).random() * 5)
    os.killpg(process.pid, sign) if sign is signal.SIGINT else process.kill()
    out, err = process.communicate(timeout=60)
    if sign is signal.SIGINT and process.returncode == 130:
        assert "Stopped; the same command goes on from here." in out
        assert "Traceback" not in err
    with Register.open(path, create=True) as register:
        assert register.check() == []
        before = {one.id for one in register.documents()}
    adding(files, path, 2).communicate(timeout=120)
    with Register.open(path) as register:
        after = {one.id for one in register.documents()}
        assert register.check() == []
        assert len(after) == 38
        assert before <= after
