"""Read the gold corpus and score the readings: python bench/score.py [--part PART | --gold DIR] [--by language] [--worst N] [--json]

Without --part or --gold the part `dev` of the bundled corpus is read; `--part unseen` reads documents that nothing was fitted on, and
`--readings DIR` scores readings made elsewhere. `--raise` lifts the floors in bench/floors.json, under which
tests/test_floors.py lets no figure fall, to the figures reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.measure import FIGURES, LISTS, Tally, compare
from dragoman.corpus import FOLDERS, folder
from dragoman.reading import read

FLOORS = Path(__file__).with_name("floors.json")


def gold_documents(root: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The texts of a gold folder with their gold readings."""
    for path in sorted(root.rglob("*.json")):
        text = path.with_suffix(".txt")
        if text.exists():
            yield text, json.loads(path.read_text("utf-8"))


def reading_of(path: Path, readings: Path | None) -> dict[str, Any]:
    """The reading of a text: made now, or the one of the same name in a folder (empty where there is none)."""
    if readings is None:
        return read(path.read_text("utf-8")).plain()
    made = next(iter(readings.rglob(f"{path.stem}.json")), None)
    return {name: [] for name in LISTS} if made is None else {name: [] for name in LISTS} | json.loads(made.read_text("utf-8"))


def scored(root: Path, by: str = "language", readings: Path | None = None) -> tuple[Tally, dict[str, Tally], list[tuple[float, str]]]:
    """The tally of a gold folder, the tallies of its groups, and the slots' F1 of each document."""
    total, groups, each = Tally(), defaultdict[str, Tally](Tally), []
    for path, gold in gold_documents(root):
        found, text, alone = reading_of(path, readings), path.read_text("utf-8"), Tally()
        for tally in (total, groups[gold["document"][by]], alone):
            compare(gold, found, text, tally)
        each.append((alone["slots"].f1, path.stem))
    return total, dict(groups), sorted(each)


def false_entries(root: Path) -> int:
    """Entries found in documents that hold none."""
    count = 0
    for path, gold in gold_documents(root):
        if not any(gold[name] for name in LISTS if name != "statements"):
            found = read(path.read_text("utf-8")).plain()
            count += sum(max(0, len(found[name]) - len(gold[name])) for name in LISTS)
    return count


def floors() -> dict[str, dict[str, float]]:
    """The figures of now in the form of floors.json: the bundled corpus, in all and by language."""
    total, groups, _ = scored(folder())
    figures = {"dev": total.figures()} | {
        f"dev {language}": {"overall": tally.figures()["overall"]} for language, tally in sorted(groups.items())
    }
    seeds = folder().parents[2].parent.parent / "shared" / "gold" / "seeds"
    if seeds.is_dir():
        figures["seeds"] = scored(seeds)[0].figures()
    return figures


def _print(total: Tally, groups: dict[str, Tally], each: list[tuple[float, str]], worst: int) -> None:
    fields = sorted(name for name in total if name.startswith("field "))
    for name in (*FIGURES, *fields):
        count = total[name]
        print(f"{name:22} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}   gold {count.gold} found {count.found}")
    for name, tally in sorted(groups.items()):
        print(f"{name:12} " + "  ".join(f"{figure} {value:.3f}" for figure, value in tally.figures().items()))
    for f1, name in each[:worst]:
        print(f"worst: {f1:.3f} {name}")
    print(f"overall {total.overall:.3f}")


def raised(kept: dict[str, dict[str, float]], reached: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The floors, each where it was or at the figure reached if that is higher: lowering one is done by hand, and said."""
    return {
        name: {figure: max(floor, reached.get(name, {}).get(figure, floor)) for figure, floor in figures.items()}
        for name, figures in kept.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=FOLDERS, default="dev")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--by", choices=["language", "kind"], default="language")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--raise", dest="raise_floors", action="store_true")
    args = parser.parse_args()
    if args.raise_floors:
        FLOORS.write_text(json.dumps(raised(json.loads(FLOORS.read_text("utf-8")), floors()), indent=1) + "\n", "utf-8")
        return
    gold = args.gold or folder(args.part)
    if not gold.is_dir():
        print(f"{gold} is not here: nothing scored")
        return
    total, groups, each = scored(gold, args.by, args.readings)
    if args.json:
        print(json.dumps(total.figures() | {args.by: {name: tally.figures() for name, tally in sorted(groups.items())}}))
        return
    print(f"{gold}: {len(each)} documents")
    _print(total, groups, each, args.worst)


if __name__ == "__main__":
    main()
