"""A function over many things, on several cores at once; results come in the order of the things, whichever is done first.

Each process loads the model once. Where a process dies (out of memory, a fault in a library), what it was at is tried once more alone; the
thing that ends its process again gives `Lost`, and the others go on. No process outlives the program, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 4
"""Things for each process that are under way or waiting, so that none stands idle behind a slow one; more would only take memory."""


@dataclass(frozen=True)
class Lost:
    """What stands for a result where the process that was to give it died."""


def cores() -> int:
    """The cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(function: Callable[[T], R], things: Iterable[T], jobs: int) -> Iterator[R | Lost]:
    """The function's result for each thing, in order. With one job it is called here; else in processes, which must find it by its name."""
    if jobs <= 1:
        yield from map(function, things)
        return
    crew = _Crew(function, jobs)
    try:
        waiting: deque[tuple[T, Future[R]]] = deque()
        for thing in things:
            waiting.append((thing, crew.submit(thing)))
            if len(waiting) >= jobs * _AHEAD:
                yield crew.result(waiting)
        while waiting:
            yield crew.result(waiting)
    finally:
        crew.stop()


class _Crew(Generic[T, R]):
    """Processes that call a function."""

    def __init__(self, function: Callable[[T], R], jobs: int) -> None:
        self._function, self._jobs = function, jobs
        self._pool = _pool(jobs, jobs)

    def submit(self, thing: T) -> Future[R]:
        try:
            with _no_interrupt():
                return self._pool.submit(self._function, thing)
        except BrokenProcessPool as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def result(self, waiting: deque[tuple[T, Future[R]]]) -> R | Lost:
        """The first one's result; if a process died, all that wait are begun again, this one alone."""
        thing, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.stop()
            self._pool = _pool(self._jobs, self._jobs)
            found = self._alone(thing)
            again = [(other, self.submit(other)) for other, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return found

    def _alone(self, thing: T) -> R | Lost:
        pool = _pool(1, self._jobs)
        try:
            with _no_interrupt():
                future = pool.submit(self._function, thing)
            return future.result()
        except BrokenProcessPool:
            return Lost()
        finally:
            _stop(pool)

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        _stop(self._pool)


def _pool(processes: int, jobs: int) -> ProcessPoolExecutor:
    # forking would copy the threads' locks of the program, and its connection to the register
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, spawning, _begin, (max(1, cores() // jobs),))


def _stop(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """No interrupt reaches this thread within, nor ever the processes that are started within; one that comes waits for the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(threads: int) -> None:
    """What a process does first."""
    # an interrupt goes to all processes of a terminal: the program decides what becomes of these
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DRAGOMAN_THREADS", str(threads))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
