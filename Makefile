# Everything sets itself up in .venv. A fresh Debian machine needs: apt install git make python3 python3-venv
PYTHON ?= python3
BIN := .venv/bin
# without --no-compile every module of every package is compiled, used or not: 75 MB
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
GOLD ?= ../shared/gold
DEMO ?= build/demo.db

.PHONY: help venv demo test lint score accuracy fit bench scale train clean

help:
	@echo "make demo    set up, read the bundled corpus into $(DEMO), show what is in it"
	@echo "make test    set up, run all tests (they start a PostgreSQL of their own)"
	@echo "make venv    set up only: .venv/bin/dragoman"
	@echo "make lint    ruff and mypy"
	@echo "make score   readings of the gold corpus against its gold readings"
	@echo "make accuracy  write the tables of docs/accuracy.md anew"
	@echo "make fit     fit the decisions of the reading again on the bundled corpus, then their confidence"
	@echo "make bench   speed and memory"
	@echo "make scale   how the register grows, to 100,000 documents (an hour)"
	@echo "make train   train the language model again (hours; in .venv-train)"
	@echo "make clean   remove what these made"

venv: .venv/.ready

.venv/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dragoman needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made: apt install python3-venv" >&2; exit 1; }
	@echo "Installing into .venv …"
	@$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.ready
	@$(PIP) --editable ".[dev,postgres]"
	@touch $@

.venv/.bench: .venv/.dev
	@$(PIP) --editable ".[bench]"
	@touch $@

demo: .venv/.ready
	@mkdir -p $(dir $(DEMO))
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/dragoman --register $(DEMO) add "$$($(BIN)/python -c 'from dragoman.corpus import folder; print(folder())')"
	@$(BIN)/dragoman --register $(DEMO) summary
	@echo
	@echo "To use this register:  export DRAGOMAN_REGISTER=$(abspath $(DEMO)) PATH=$(abspath $(BIN)):\$$PATH"

test: .venv/.dev
	$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: .venv/.ready
	$(BIN)/python bench/score.py --gold $(GOLD)/seeds --by language
	$(BIN)/python bench/score.py --by language
	$(BIN)/python bench/score.py --part unseen

accuracy: .venv/.ready
	$(BIN)/python bench/accuracy.py

scale: .venv/.bench
	$(BIN)/python bench/scale.py

fit: .venv/.ready
	$(BIN)/python bench/fit_affiliation.py --write
	$(BIN)/python bench/clusters.py --write
	$(BIN)/python bench/fit_attachments.py --write
	$(BIN)/python bench/fit_topics.py --write
	$(BIN)/python bench/calibrate.py --write

bench: .venv/.bench
	$(BIN)/python bench/speed.py

train:
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	.venv-train/bin/python -m training

clean:
	rm -rf .venv .venv-train build .pytest_cache .mypy_cache .ruff_cache .hypothesis
