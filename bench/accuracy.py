"""Write the figures of now into docs/accuracy.md: python bench/accuracy.py

The table stands between two marks; the rest of the page is written by people.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.measure import FIGURES, Tally
from bench.score import false_entries, scored
from dragoman.corpus import folder
from dragoman.language.lexicon import load
from dragoman.reading.reader import READER, model

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
SEEDS = Path(__file__).parent.parent.parent / "shared" / "gold" / "seeds"
COLUMNS = ("overall", *FIGURES)


def main() -> None:
    """Read the corpus, and put the tables in the place of those before."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{tables()}\n{END}{after}", "utf-8")


def tables() -> str:
    """The figures by language, and by list and field."""
    total, groups, each = scored(folder())
    lines = [
        f"Reader: {READER}, {'with' if model() else 'without'} the trained model. Documents: {len(each)}."
        f" False entries in documents that hold none: {false_entries(folder())}.",
        "",
        "| | documents | " + " | ".join(COLUMNS) + " |",
        "| --- |" + " ---: |" * (len(COLUMNS) + 1),
    ]
    counts = _documents()
    for language, tally in sorted(groups.items(), key=lambda one: -one[1].overall):
        lexicon = load(language)
        lines.append(_row(lexicon.name if lexicon else language, counts[language], tally))
    mean = {name: sum(tally.figures()[name] for tally in groups.values()) / len(groups) for name in COLUMNS}
    lines.append(f"| *mean of languages* | | {' | '.join(f'*{mean[name]:.2f}*' for name in COLUMNS)} |")
    lines.append(_row("**all**", len(each), total))
    if SEEDS.is_dir():
        seeds, _, documents = scored(SEEDS)
        lines.append(_row("five documents that may not be published", len(documents), seeds))
    unseen, _, documents = scored(folder("unseen"))
    lines.append(_row("documents that nothing was fitted on", len(documents), unseen))
    lines += ["", "| list or field | precision | recall | F1 | in gold | found |", "| --- |" + " ---: |" * 5]
    for name in ("engagements", "channels", "commitments", "statements", *sorted(name for name in total if name.startswith("field "))):
        count = total[name]
        figures = (f"{value:.2f}" for value in (count.precision, count.recall, count.f1))
        lines.append(f"| {name.removeprefix('field ')} | {' | '.join(figures)} | {count.gold:g} | {count.found:g} |")
    return "\n".join(lines)


def _row(name: str, documents: int, tally: Tally) -> str:
    figures = tally.figures()
    return f"| {name} | {documents} | {' | '.join(f'{figures[column]:.2f}' for column in COLUMNS)} |"


def _documents() -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in folder().rglob("*.json"):
        language = path.stem[:2]
        counts[language] = counts.get(language, 0) + 1
    return counts


if __name__ == "__main__":
    main()
