"""How the register grows: adding one document to many, making everything anew, and memory.

    python bench/register.py [--sizes 1000,2000,4000,8000] [--register PATH] [--out bench/register.csv]

Documents are made from the bundled corpus' gold readings, or those in --gold: dates moved, parties and names replaced, so that each
tells of occasions of its own, as one does that comes into a register of the whole world. For each size: the median and the worst time of
adding one document more (from storing to commit; with the processor's own share, which a busy machine does not lengthen), the seconds of
a rebuild, the largest memory of the process.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.edtf import Date
from dragoman.model import Document, Engagement, Reading
from dragoman.register import Register

CODES = [a + b + c for a in "ABCDEFGHIKLM" for b in "AEIOU" for c in "BDKLNRST"]
SYLLABLES = ["ka", "lo", "mi", "ren", "tos", "ver", "dan", "sul", "pe", "gor", "ix", "bra", "na", "wu", "che", "tin"]


def readings(folder: Path) -> list[Reading]:
    """All gold readings in a folder and those below it."""
    found = [Reading.from_json(path.read_bytes()) for path in sorted(folder.rglob("*.json")) if not path.name.endswith(".register.json")]
    return [reading for reading in found if reading.engagements]


def documents(base: list[Reading], first: int, last: int) -> Iterator[tuple[Document, Reading]]:
    """The documents of some numbers: the same number always gives the same document."""
    for number in range(first, last):
        chance = random.Random(number)
        reading = varied(base[number % len(base)], chance)
        text = " ".join([entry.evidence for entry in reading.entries()] + [word(chance) for _ in range(250)])
        data = text.encode()
        yield Document(id=hashlib.sha256(data).hexdigest(), data=data, text=text, name=f"{number}.txt"), reading


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def varied(reading: Reading, chance: random.Random) -> Reading:
    """A reading on other days, between other parties, with other persons; every occasion keeps its form."""
    shift = timedelta(days=chance.randrange(-9000, 9000))
    codes = dict(zip(sorted({p for e in reading.engagements for p in e.parties}), chance.sample(CODES, 60), strict=False))
    names: dict[str, str] = {}

    def name(text: str) -> str:
        return names.setdefault(text, f"{word(chance).title()} {word(chance).title()}")

    def moved(day: Date | None) -> Date | None:
        bounds = day.bounds() if day else None
        if day is None or bounds is None or not date(1000, 1, 1) < bounds[0] <= bounds[1] < date(2900, 1, 1):
            return None
        return Date.of_day(bounds[0] + shift) if day.precision == 3 else Date.of((bounds[0] + shift).year)

    def engagement(entry: Engagement, at: int) -> Engagement:
        people = tuple(
            one.model_copy(update={"name": name(one.name), "party": codes.get(one.party or "", one.party)}) for one in entry.participants
        )
        parties = tuple(sorted(codes.get(party, party) for party in entry.parties))
        channel = f"{name(entry.channel)} Dialogue" if entry.channel else None
        told = {"date": moved(entry.date), "parties": parties, "participants": people, "channel": channel}
        return entry.model_copy(update=told | {"evidence": f"{word(chance)} {at} {word(chance)}"})

    return Reading(
        document=reading.document.model_copy(update={"published": moved(reading.document.published)}),
        reader="bench",
        engagements=tuple(engagement(entry, at) for at, entry in enumerate(reading.engagements)),
        commitments=tuple(
            entry.model_copy(update={"parties": tuple(sorted(codes.get(p, p) for p in entry.parties)), "due": moved(entry.due)})
            for entry in reading.commitments
        ),
    )


def measure(register: Register, base: list[Reading], size: int, have: int) -> dict[str, float]:
    """Grow a register to a size, then add twenty documents one by one, and make everything anew."""
    for first in range(have, size, 2000):
        register.add_all(list(documents(base, first, min(size, first + 2000))))
    times, work = [], []
    for document, reading in documents(base, size, size + 20):
        start, worked = time.perf_counter(), time.process_time()
        register.add(document, reading)
        times.append(time.perf_counter() - start)
        work.append(time.process_time() - worked)
    start, worked = time.perf_counter(), time.process_time()
    register.rebuild()
    return {
        "documents": size + 20,
        "add_median_ms": round(1000 * statistics.median(times[1:]), 1),
        "add_cpu_median_ms": round(1000 * statistics.median(work[1:]), 1),
        "add_worst_ms": round(1000 * max(times[1:]), 1),
        "first_add_ms": round(1000 * times[0], 1),
        "rebuild_s": round(time.perf_counter() - start, 1),
        "rebuild_cpu_s": round(time.process_time() - worked, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,2000,4000,8000")
    parser.add_argument("--register", default="bench-register.db")
    parser.add_argument("--gold", type=Path, default=Path(__file__).parent.parent / "src" / "dragoman" / "corpus")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    base = readings(arguments.gold)
    rows: list[dict[str, float]] = []
    have = 0
    with Register.open(arguments.register, create=True) as register:
        for size in map(int, arguments.sizes.split(",")):
            rows.append(measure(register, base, size, have))
            have = size + 20
            print(*(f"{key} {value}" for key, value in rows[-1].items()), sep="  ", flush=True)
    if arguments.out:
        with arguments.out.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
