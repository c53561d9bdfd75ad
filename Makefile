# Everything sets itself up in .venv; run any target on a fresh machine with Python 3.11+, git and make.
PYTHON ?= python3
BIN := .venv/bin
GOLD ?= ../shared/gold
DEMO ?= build/demo.db

.PHONY: venv demo test lint score bench train clean

venv: .venv/.ready

.venv/.ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,postgres]"
	@touch $@

demo: .venv/.ready
	@mkdir -p $(dir $(DEMO))
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/dragoman --register $(DEMO) add "$$($(BIN)/python -c 'from dragoman.corpus import folder; print(folder())')"
	$(BIN)/dragoman --register $(DEMO) summary

test: .venv/.dev
	$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: .venv/.ready
	$(BIN)/python bench/score.py --gold $(GOLD)/seeds --by language
	$(BIN)/python bench/score.py --by language

bench: .venv/.dev
	$(BIN)/python bench/speed.py

train:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	.venv-train/bin/python -m training

clean:
	rm -rf .venv .venv-train build
