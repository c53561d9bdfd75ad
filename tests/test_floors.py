"""The ratchet: no figure on the corpus may fall under what was once reached (bench/floors.json) by more than 0.01."""

import json

import pytest

from bench.score import FLOORS, false_entries, floors, raised
from dragoman.corpus import folder

SLACK = 0.01


def test_no_figure_falls() -> None:
    reached = floors()
    for name, figures in json.loads(FLOORS.read_text("utf-8")).items():
        if name not in reached:
            pytest.skip(f"the gold folder for {name!r} is not here")
        for figure, floor in figures.items():
            assert reached[name][figure] >= floor - SLACK, f"{name}: {figure} fell from {floor} to {reached[name][figure]}"


def test_raising_lowers_nothing() -> None:
    kept = {"dev": {"slots": 0.6, "main": 0.4}, "seeds": {"slots": 0.7}}
    assert raised(kept, {"dev": {"slots": 0.5, "main": 0.45}}) == {"dev": {"slots": 0.6, "main": 0.45}, "seeds": {"slots": 0.7}}


def test_documents_without_engagements_stay_empty() -> None:
    assert false_entries(folder()) <= 3
