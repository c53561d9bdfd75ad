"""How the register grows: adding one document to many, making everything anew, memory, and the size of the file.

    python bench/scale.py [--sizes 1000 2000 5000 10000 25000 50000 100000] [--adds 200] [--out bench/scale] [--corpus FOLDER …]

The documents are made as `world.py` says. For each size, on SQLite: documents and readings are stored, everything that follows from them is
made anew (rebuild), and then documents are added one by one to the register that is open, each in a transaction of its own. Measured is
the processor's time, which a busy machine lengthens less than the clock's: of a rebuild; of its resolution alone (all that is not the index
of words, the signatures of texts and the storing of both); of an addition; of its resolution, which is all that follows once document and
reading are kept, up to the last row that says what changed. unit_ms is the time of a fixed piece of work before, between and after: sizes
that were measured while the machine was differently busy can be compared by it. Memory is the largest of the process. Each size runs in a
process of its own. Writes OUT.json after each size, so that a run may be broken off, and OUT.svg.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import world

from dragoman.corpus import folder
from dragoman.model import Document, Reading
from dragoman.register import Register, derive, search
from dragoman.register.database import Database
from dragoman.register.documents import now, put_document, put_reading
from dragoman.register.resolver import Resolver

Row = dict[str, float]
_AT_ONCE = 1000


def unit() -> float:
    """Milliseconds of processor for a fixed piece of work: how fast this machine is at the moment, busy as it may be."""
    start = time.process_time()
    for number in range(200):
        json.loads(json.dumps({str(key): [key] * 5 for key in range(number)}))
    return 1000 * (time.process_time() - start)


class Clock:
    """The processor's time that was spent in some functions; one within another counts once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def watch(self, owner: Any, *names: str) -> None:
        """Count the time of these functions of a module or class from now on."""
        for name in names:
            setattr(owner, name, self._watched(getattr(owner, name)))

    def _watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            self._depth += 1
            start = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self._depth -= 1
                self.seconds += 0 if self._depth else time.process_time() - start

        return timed


def store(path: Path, documents: Iterator[tuple[Document, Reading]], size: int) -> None:
    """Documents and readings, and nothing that follows from them."""
    Register.open(path, create=True).close()
    database = Database(path)
    for done in range(0, size, _AT_ONCE):
        with database.writing() as connection:
            for document, reading in islice(documents, min(_AT_ONCE, size - done)):
                put_document(connection, document, now())
                put_reading(connection, document.id, reading, now())
    database.engine.dispose()


def measure(path: Path, corpus: list[Path], size: int, adds: int) -> Row:
    """One size, in this process."""
    documents = world.documents(world.stories(corpus))
    store(path, documents, size)
    resolving, text = Clock(), Clock()
    resolving.watch(Resolver, "update")
    resolving.watch(derive, "apply")
    text.watch(search, "index")
    text.watch(derive, "put_documents")
    with Register.open(path) as register:
        units = [unit()]
        start = time.process_time()
        register.rebuild()
        rebuild = time.process_time() - start
        units.append(unit())
        report: Row = {
            "documents": size,
            "rebuild_s": round(rebuild, 1),
            "rebuild_ms_a_document": round(1000 * rebuild / size, 2),
            "rebuild_resolution_s": round(rebuild - text.seconds, 1),
            "rebuild_memory_mb": _memory(),
            "file_mb": round(path.stat().st_size / 1e6),
        }
        # the first addition of a process reads what it needs of the register, and is counted by itself
        each = [_add(register, resolving, *next(documents)) for _ in range(adds + 1)]
    whole, resolution = ([1000 * pair[at] for pair in each[1:]] for at in (0, 1))
    report |= {"first_add_ms": round(1000 * each[0][0], 1)}
    for name, times in (("add", whole), ("resolution", resolution)):
        report |= {
            f"{name}_median_ms": round(statistics.median(times), 1),
            f"{name}_p95_ms": round(sorted(times)[int(0.95 * len(times))], 1),
            f"{name}_max_ms": round(max(times), 1),
        }
    with Database(path).reading() as connection:
        counts = connection.exec_driver_sql("SELECT kind, count(*) FROM entries GROUP BY kind").all()
    units.append(unit())
    return report | {f"{kind}s": count for kind, count in counts} | {"memory_mb": _memory(), "unit_ms": round(statistics.mean(units), 1)}


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _add(register: Register, resolving: Clock, document: Document, reading: Reading) -> tuple[float, float]:
    start, before = time.process_time(), resolving.seconds
    register.add(document, reading)
    return time.process_time() - start, resolving.seconds - before


def plot(rows: list[Row], path: Path) -> None:
    """Time of a rebuild with n log n through the middle size, time of an addition, memory, as one picture."""
    import altair as alt

    middle = rows[len(rows) // 2]
    scale = middle["rebuild_s"] / (middle["documents"] * math.log(middle["documents"]))
    law = [{"documents": r["documents"], "s": round(scale * r["documents"] * math.log(r["documents"]), 2)} for r in rows]
    x = alt.X("documents:Q", title="documents", scale=alt.Scale(type="log"))
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)
    rebuild = base.mark_line(point=True).encode(y=alt.Y("rebuild_s:Q", title="seconds of processor", scale=alt.Scale(type="log")))
    bound = alt.Chart(alt.Data(values=law)).mark_line(strokeDash=[4, 4], color="grey").encode(x=x, y="s:Q")
    said = [
        {"documents": r["documents"], "ms": r[f"resolution_{name}_ms"], "of the additions": name}
        for r in rows
        for name in ("median", "p95", "max")
    ]
    adding = (
        alt.Chart(alt.Data(values=said))
        .mark_line(point=True)
        .encode(
            x=x, y=alt.Y("ms:Q", title="milliseconds of processor"), color=alt.Color("of the additions:N", sort=["median", "p95", "max"])
        )
    )
    limit = alt.Chart(alt.Data(values=[{"ms": 50}])).mark_rule(strokeDash=[4, 4], color="grey").encode(y="ms:Q")
    memory = base.mark_line(point=True).encode(y=alt.Y("memory_mb:Q", title="megabytes", scale=alt.Scale(domain=[0, 2100])))
    most = alt.Chart(alt.Data(values=[{"mb": 2048}])).mark_rule(strokeDash=[4, 4], color="grey").encode(y="mb:Q")
    size = {"width": 300, "height": 240}
    alt.hconcat(
        (rebuild + bound).properties(title="a rebuild; dashed: n log n", **size),
        (adding + limit).properties(title="resolution of one document more; dashed: 50 ms", **size),
        (memory + most).properties(title="largest memory of the process; dashed: 2 GB", **size),
    ).save(path.with_suffix(".svg"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000])
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--register", type=Path, help="the file to fill, which must not be there; a temporary one if none is named")
    parser.add_argument("--corpus", type=Path, nargs="+", default=[folder("dev"), folder("threads")])
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(""))
    given = parser.parse_args()
    if given.register:
        print(json.dumps(measure(given.register, given.corpus, given.sizes[0], given.adds)))
        return
    kept = given.out.with_suffix(".json")
    rows: list[Row] = [row for row in json.loads(kept.read_text()) if row["documents"] not in given.sizes] if kept.exists() else []
    for size in given.sizes:
        with tempfile.TemporaryDirectory(prefix="dragoman-scale-") as place:
            asked = [sys.executable, __file__, "--sizes", str(size), "--adds", str(given.adds), "--register", f"{place}/register.db"]
            done = subprocess.run([*asked, "--corpus", *map(str, given.corpus)], check=True, capture_output=True, text=True)
        rows = sorted([*rows, json.loads(done.stdout)], key=lambda row: row["documents"])
        print(*(f"{key} {value}" for key, value in json.loads(done.stdout).items()), sep="  ", flush=True)
        kept.write_text(json.dumps(rows, indent=1) + "\n")
    plot(rows, kept)


if __name__ == "__main__":
    main()
