"""Measure identity on the gold threads: with the gold readings, and beside them with our own reader's.

    python bench/threads.py THREADS SCORER [--today 2026-11-22] [--own]

THREADS is the folder of the threads, SCORER the script that measures (score_register.py). Our own readings are matched with the gold
entries for the measure: an entry of ours stands for the gold entry of its document with the most in common, each at most once; a gold
entry that the reader did not find counts as standing alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.model import Engagement, Entry, Reading
from dragoman.reading import read
from dragoman.register.identity import Document, Source, identities, resolve, signature
from dragoman.register.identity.names import same


def documents(folder: Path, readings: dict[str, Reading]) -> list[Document]:
    """The threads' documents with these readings, provenance as the gold has it."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        told = Reading.from_json(path.with_suffix(".json").read_text("utf-8")).document
        source = Source(path.stem, path.stem, told.published, told.publisher, told.language, told.kind)
        out.append(Document(source, readings[path.stem], signature(path.read_text("utf-8"))))
    return out


def gold_readings(folder: Path) -> dict[str, Reading]:
    return {path.stem: Reading.from_json(path.with_suffix(".json").read_text("utf-8")) for path in sorted(folder.glob("*.txt"))}


def own_readings(folder: Path, gold: dict[str, Reading]) -> dict[str, Reading]:
    """What our own reader reads in the threads' texts."""
    out = {}
    for name, known in gold.items():
        told = known.document
        out[name] = read((folder / f"{name}.txt").read_text("utf-8"), language=told.language, published=told.published)
    return out


def _overlap(a: Entry, b: Entry) -> float:
    """The share of the shorter evidence's stretches of four characters that the other has."""
    one, two = ({entry.evidence[i : i + 4] for i in range(max(1, len(entry.evidence) - 3))} for entry in (a, b))
    return len(one & two) / min(len(one), len(two))


def _alike(a: Engagement, b: Engagement) -> float:
    """From 0 to 1 how much two readings' entries have in common."""
    parties = len(set(a.parties) & set(b.parties)) / max(1, len(set(a.parties) | set(b.parties)))
    dates = 1.0 if a.date == b.date else 0.5 if a.date and b.date and a.date.overlaps(b.date) else 0.0
    return 0.15 * (a.type == b.type) + 0.25 * parties + 0.25 * dates + 0.35 * _overlap(a, b)


def pair(own: list[Any], gold: list[Any], alike: Any, least: float) -> dict[int, int]:
    """By index of our entries the gold entry that each stands for."""
    scored = sorted(((alike(a, b), -i, -j) for i, a in enumerate(own) for j, b in enumerate(gold)), reverse=True)
    found: dict[int, int] = {}
    for score, i, j in scored:
        if score >= least and -i not in found and -j not in found.values():
            found[-i] = -j
    return found


def translate(said: dict[str, Any], own: dict[str, Reading], gold: dict[str, Reading]) -> dict[str, Any]:
    """Identities of our own readings in the indexes and names of the gold ones."""
    out: dict[str, Any] = {**said, "engagements": {}, "channels": {}, "persons": {}, "commitments": {}}
    for name, reading in own.items():
        entries = pair(list(reading.engagements), list(gold[name].engagements), _alike, 0.5)
        for i, j in entries.items():
            out["engagements"][f"{name}#{j}"] = said["engagements"][f"{name}#{i}"]
            if f"{name}#{i}" in said["channels"]:
                out["channels"][f"{name}#{j}"] = said["channels"][f"{name}#{i}"]
        mine = sorted({p.name for e in reading.engagements for p in e.participants})
        theirs = sorted({p.name for e in gold[name].engagements for p in e.participants})
        for i, j in pair(mine, theirs, same, 0.6).items():
            out["persons"][f"{name}|{theirs[j]}"] = said["persons"][f"{name}|{mine[i]}"]
        promised = pair(list(reading.commitments), list(gold[name].commitments), _overlap, 0.5)
        for i, j in promised.items():
            out["commitments"][f"{name}#{j}"] = said["commitments"][f"{name}#{i}"]
    return out


def measure(scorer: Path, folder: Path, said: dict[str, Any]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False)
        file.flush()
        done = subprocess.run([sys.executable, str(scorer), str(folder), file.name], capture_output=True, text=True, check=True)
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("threads", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--own", action="store_true", help="also with our own readings")
    given = parser.parse_args()
    gold = gold_readings(given.threads)
    print("gold readings")
    print(measure(given.scorer, given.threads, identities(resolve(documents(given.threads, gold), today=given.today))))
    if given.own:
        own = own_readings(given.threads, gold)
        said = identities(resolve(documents(given.threads, own), today=given.today))
        print("our own readings")
        print(measure(given.scorer, given.threads, translate(said, own, gold)))


if __name__ == "__main__":
    main()
