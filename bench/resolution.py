"""How identity grows: registers of many documents, made from a corpus by varying dates, parties and names.

    python bench/resolution.py CORPUS… [--sizes 12500 25000 50000 100000] [--adds 300] [--out bench/resolution]

CORPUS are folders of texts with their readings. Documents with one stem before the last two hyphens (a thread) are varied together, so
that the made documents tell of common engagements as the corpus does. Measured for each size: the processor's time to group
everything, the memory of the process, and with everything there the time to add one more document, over many. Writes OUT.json and OUT.svg.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import statistics
import time
import zlib
from array import array
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from dragoman.edtf import Date, Point
from dragoman.model import Reading
from dragoman.register.identity import Document, Index, Source
from dragoman.register.identity.romanise import script_of
from dragoman.register.identity.state import State

BATCH = 500
OPEN = 20_000

SYLLABLES = {
    "latin": ["ba", "da", "ga", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "va"],
    "cyrillic": ["ба", "да", "га", "ка", "ла", "ма", "на", "па", "ра", "са", "та", "ва"],
    "hangul": ["바", "다", "가", "카", "라", "마", "나", "파", "아", "사", "타", "와"],
    "han": ["巴", "达", "加", "卡", "拉", "马", "纳", "帕", "莱", "萨", "塔", "瓦"],
    "arabic": ["با", "دا", "غا", "كا", "لا", "ما", "نا", "بة", "را", "سا", "تا", "فا"],
}
POLITIES = [a + b + c for a in "ABCDEFGHIJ" for b in "KLMNOP" for c in "QRS"]
"""Codes that are nobody's."""


class Variation:
    """One way of varying: months added to dates, parties renamed, a syllable or two at the end of each name."""

    def __init__(self, dice: random.Random) -> None:
        self.months = dice.randint(-360, 120)
        self.parties: dict[str, str] = {}
        self.tail = [dice.randrange(12) for _ in range(2)]
        self.dice = dice

    def point(self, point: Point | None) -> Point | None:
        if point is None or point.year is None:
            return point
        at = point.year * 12 + (point.month or 1) - 1 + (self.months if point.month else self.months // 12 * 12)
        return Point(at // 12, at % 12 + 1 if point.month else None, min(28, point.day) if point.day else None)

    def date(self, date: Date | None) -> Date | None:
        return Date(self.point(date.start), self.point(date.end)) if date else None

    def party(self, code: str) -> str:
        if code not in self.parties:
            self.parties[code] = self.dice.choice([p for p in POLITIES if p not in self.parties.values()])
        return self.parties[code]

    def name(self, name: str) -> str:
        tail = SYLLABLES.get(script_of(name), SYLLABLES["latin"])
        return name + "".join(tail[i] for i in self.tail)

    def document(self, base: Document, number: int) -> Document:
        def entry(value: Any) -> dict[str, Any]:
            told: dict[str, Any] = dict(value)
            told["parties"] = tuple(self.party(p) for p in value.parties)
            for field in ("date", "due"):
                if field in told:
                    told[field] = self.date(told[field])
            if "participants" in told:
                told["participants"] = tuple(
                    p.model_copy(update={"name": self.name(p.name), "party": self.party(p.party) if p.party else None})
                    for p in value.participants
                )
            if told.get("country"):
                told["country"] = self.party(told["country"])
            return told

        reading = base.reading.model_copy(
            update={
                "engagements": tuple(e.model_copy(update=entry(e)) for e in base.reading.engagements),
                "channels": tuple(e.model_copy(update=entry(e)) for e in base.reading.channels),
                "commitments": tuple(e.model_copy(update=entry(e)) for e in base.reading.commitments),
                "statements": (),
            }
        )
        source = base.source
        id = f"{self.dice.getrandbits(256):064x}"
        made = Source(id, f"{source.name}-{number}", self.date(source.published), source.publisher, source.language, source.kind)
        return Document(made, reading, tuple(self.dice.getrandbits(42) for _ in range(64)))


def corpus(folders: list[Path]) -> list[list[Document]]:
    """The corpus by threads."""
    threads: dict[str, list[Document]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            if path.with_suffix(".json").exists():
                reading = Reading.from_json(path.with_suffix(".json").read_text("utf-8"))
                told = reading.document
                source = Source(path.stem, path.stem, told.published, told.publisher, told.language, told.kind)
                threads.setdefault(path.stem.rsplit("-", 2)[0], []).append(Document(source, reading))
    return list(threads.values())


def made(threads: list[list[Document]], seed: int) -> Iterator[Document]:
    """Documents without end, the same for the same seed."""
    dice, number = random.Random(seed), 0
    while True:
        vary = Variation(dice)
        for base in dice.choice(threads):
            yield vary.document(base, number)
            number += 1


class Packed(MutableMapping[str, Document]):
    """Documents as a database has them: readings as compressed JSON, taken apart when they are asked for; the last few stay open."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Source, array[int], bytes]] = {}
        self._open: dict[str, Document] = {}

    def __setitem__(self, id: str, document: Document) -> None:
        packed = zlib.compress(document.reading.to_json().encode(), 1)
        self._rows[id] = (document.source, array("Q", document.signature or ()), packed)
        self._open[id] = document
        while len(self._open) > OPEN:
            del self._open[next(iter(self._open))]

    def __getitem__(self, id: str) -> Document:
        if id not in self._open:
            source, signature, packed = self._rows[id]
            while len(self._open) >= OPEN:
                del self._open[next(iter(self._open))]
            self._open[id] = Document(source, Reading.from_json(zlib.decompress(packed)), tuple(signature))
        return self._open[id]

    def __delitem__(self, id: str) -> None:
        del self._rows[id]
        self._open.pop(id, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows


def run(threads: list[list[Document]], size: int, adds: int) -> dict[str, float]:
    """Fill a register of this size in batches, then add documents one by one. The making of the documents is not measured."""
    source, index = made(threads, 7), Index(state=State(documents=Packed()))
    whole = 0.0
    for done in range(0, size, BATCH):
        documents = [next(source) for _ in range(min(BATCH, size - done))]
        start = time.process_time()
        index.update(add=documents)
        whole += time.process_time() - start
    # what is there stays: the collector of garbage need not look through it again while single documents are measured
    gc.freeze()
    each = []
    for _ in range(adds):
        document = next(source)
        start = time.process_time()
        index.update(add=[document])
        each.append((time.process_time() - start) * 1000)
    return report(index, size, whole, sorted(each))


def report(index: Index, size: int, whole: float, each: list[float]) -> dict[str, float]:
    groups = index.accounts.groups
    return {
        "documents": size,
        "rebuild_s": round(whole, 1),
        "add_median_ms": round(statistics.median(each), 1),
        "add_p95_ms": round(each[int(0.95 * len(each))], 1),
        "add_max_ms": round(each[-1], 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "accounts": len(index.state.accounts.home),
        "engagements": len(groups),
    }


def plot(rows: list[dict[str, float]]) -> str:
    """The time of a rebuild over n, with c·n·log n through the first size, as SVG."""
    width, height, left, low = 640, 360, 70, 320
    most = max(row["documents"] for row in rows)
    scale = rows[0]["rebuild_s"] / (rows[0]["documents"] * math.log(rows[0]["documents"]))
    top = max(*(row["rebuild_s"] for row in rows), scale * most * math.log(most)) * 1.1

    def at(n: float, seconds: float) -> str:
        return f"{left + (width - left - 20) * n / most:.0f},{low - (low - 20) * seconds / top:.0f}"

    law = " ".join(at(n, scale * n * math.log(max(2, n))) for n in range(1, int(most) + 1, max(1, int(most) // 60)))
    dots = "".join(
        f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="4"/><text x="{p.split(",")[0]}" y="{int(p.split(",")[1]) - 10}" '
        f'text-anchor="middle">{row["rebuild_s"]:.0f} s</text>'
        f'<text x="{p.split(",")[0]}" y="340" text-anchor="middle">{row["documents"]:,.0f}</text>'
        for row in rows
        for p in [at(row["documents"], row["rebuild_s"])]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
        f'<rect width="{width}" height="{height}" fill="white"/><path d="M{left},20V{low}H{width - 20}" fill="none" stroke="#444"/>'
        f'<polyline points="{law}" fill="none" stroke="#999" stroke-dasharray="5 4"/>{dots}'
        f'<text x="{width - 20}" y="16" text-anchor="end">time to group everything; dashed: n log n through the first</text>'
        f'<text x="{(width + left) / 2}" y="356" text-anchor="middle">documents</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[12500, 25000, 50000, 100000])
    parser.add_argument("--adds", type=int, default=300)
    parser.add_argument("--out", type=Path, default=Path("bench/resolution"))
    given = parser.parse_args()
    threads = corpus(given.corpus)
    rows = []
    for size in given.sizes:
        rows.append(run(threads, size, given.adds))
        print(rows[-1], flush=True)
    given.out.with_suffix(".json").write_text(json.dumps(rows, indent=1) + "\n")
    given.out.with_suffix(".svg").write_text(plot(rows))


if __name__ == "__main__":
    main()
