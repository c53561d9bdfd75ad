"""A function on several cores: the order of results, processes that die, and what is left when the program does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.engines import Lost, cores, in_order


def squared(number: int) -> tuple[int, int]:
    time.sleep(0.05 if number % 3 == 0 else 0)  # later things are done before earlier ones
    return number * number, os.getpid()


def mortal(number: int) -> int:
    if number in (2, 5):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def failing(number: int) -> int:
    raise ValueError(number)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_order(jobs: int) -> None:
    found = list(in_order(squared, range(30), jobs))
    assert [one[0] for one in found if not isinstance(one, Lost)] == [number * number for number in range(30)]
    assert (os.getpid() in {one[1] for one in found if not isinstance(one, Lost)}) is (jobs == 1)


def test_things_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def things() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    found = in_order(squared, things(), 2)  # type: ignore[arg-type]
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert len(taken) < 20


def test_what_kills_its_process_is_lost_alone() -> None:
    assert list(in_order(mortal, range(8), 2)) == [0, 1, Lost(), 3, 4, Lost(), 6, 7]


def test_errors_pass() -> None:
    with pytest.raises(ValueError, match="0"):
        list(in_order(failing, range(3), 2))


def test_there_is_a_core() -> None:
    assert cores() >= 1


PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from dragoman.engines import in_order
from test_cores import pid_and_sleep
if __name__ == "__main__":
    for number in in_order(pid_and_sleep, range(100), 2):
        print(number, flush=True)
"""


def pid_and_sleep(number: int) -> int:
    time.sleep(0.1)
    return os.getpid()


def test_no_process_outlives_the_program(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    pids = {int(process.stdout.readline()) for _ in range(6)}
    process.kill()
    process.communicate()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
