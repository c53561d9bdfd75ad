"""Puts the figures into the model card, between its marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures -->", "<!-- end -->"


def write(figures: dict[str, Any], card: Path) -> None:
    """Replace what stands between the marks."""
    made = (_names(figures["names"]), _trees(figures["dependencies"]), _told(figures["told"]), _calibration(figures["calibration"]))
    tables = "\n\n".join(made)
    text = card.read_text("utf-8")
    card.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{tables}\n{END}", text, flags=re.DOTALL), "utf-8")


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in line) + " |" for line in lines)


def _names(found: dict[str, dict[str, float]]) -> str:
    columns = ["sentences", "names", "precision", "recall", "f1", "PER", "ORG", "LOC"]
    rows = [[pool, *(figures[c] for c in columns)] for pool, figures in found.items()]
    mean = sum(figures["PER"] for figures in found.values()) / len(found)
    return _table(["names: test", *columns], rows) + f"\n\nPersons alone, mean of the tests: {mean:.3f}."


def _trees(found: dict[str, dict[str, float]]) -> str:
    columns = ["sentences", "words", "words_f1", "pos", "uas", "uas_found", "las_found"]
    rows = [[pool, *(figures[c] for c in columns)] for pool, figures in found.items()]
    pud = [figures for pool, figures in found.items() if pool.endswith("_pud")]
    means = [sum(figures[c] for figures in pud) / len(pud) for c in columns[2:]]
    return _table(
        ["dependencies: test", "sentences", "words", "words F1", "parts of speech", "UAS", "UAS found", "LAS found"],
        [*rows, ["mean of PUD", "", "", *means]],
    )


def _told(found: dict[str, dict[str, float]]) -> str:
    columns = ["gold", "precision", "recall", "f1"]
    rows = [[of, *(figures[c] for c in columns)] for of, figures in found.items() if "f1" in figures]
    shares = (f"{of} right in {figures['right']:.3f} of {figures['of']}" for of, figures in found.items() if "right" in figures)
    return _table(["what is told: test", *columns], rows) + f"\n\nOf the engagements found: {', '.join(shares)}."


def _calibration(bins: list[dict[str, float]]) -> str:
    rows = [[str(b["from"]), b["names"], b["said"], b["right"]] for b in bins]
    return _table(["confidence from", "names", "mean confidence", "share right"], rows)
