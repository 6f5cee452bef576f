# Everything a person types here. Needs Python 3.11 or newer, pip and make; the
# plain commands behind each target stand in the README.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCKED := --require-hashes --only-binary :all:
LOCK   := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
          --custom-compile-command 'make lock' pyproject.toml --group build

.PHONY: play tour test slow faults fuzz load check bench bench-search bench-titles pictures lock format clean

play: $(VENV)/.ready ## open the playground: a Discord on this machine, no token
	$(BIN)/reviewbot playground

tour: $(VENV)/.ready ## read a small club's conversation with the bot, as text
	$(BIN)/reviewbot tour

test: $(VENV)/.ready-dev ## every test
	$(BIN)/python -m pytest

slow: $(VENV)/.ready-dev ## the tests that take more than a few seconds each
	$(BIN)/python -m pytest -m slow

faults: $(VENV)/.ready-dev ## every change crossed with every fault, 300 kills, 300 stories
	REVIEWBOT_FAULTS=all REVIEWBOT_KILLS=300 REVIEWBOT_STORIES=300 $(BIN)/python -m pytest -n 6 -m "" tests/faults tests/model

fuzz: $(VENV)/.ready-dev ## every parser, a minute each, led by what code a text reaches; 100,000 spoilers (Linux)
	$(BIN)/python -m tests.fuzz 60
	REVIEWBOT_FUZZ_TEXTS=100000 $(BIN)/python -m pytest -q -m "" tests/unit/test_hiding.py

check: $(VENV)/.ready-dev ## format, lint, types, import contracts, rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/rules

format: $(VENV)/.ready-dev ## let the formatter and the safe lint fixes do their work
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready-dev ## our commands beside bare ones, in one run
	$(BIN)/python -m bench

load: $(VENV)/.ready-dev ## ten thousand interactions with faults, a million messages that are not ours
	$(BIN)/python -m bench.load

bench-search: $(VENV)/.ready-dev ## searching 10,000 to 1,000,000 reviews, beside the raw index
	$(BIN)/python -m bench.search

bench-titles: $(VENV)/.ready-dev ## which of 100,000 titles are found while they are typed
	$(BIN)/python -m bench.completing

pictures: $(VENV)/.ready-dev ## photograph the playground for docs/ (needs Chromium)
	$(BIN)/python -m tests.page.pictures

lock: $(VENV)/.ready-dev ## resolve the dependencies again
	$(LOCK) --upgrade --output-file requirements.txt
	$(LOCK) --upgrade --group dev --output-file requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python requirements.txt pyproject.toml
	@echo "Installing the locked dependencies (a minute the first time) ..."
	$(PIP) $(LOCKED) --requirement requirements.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing the locked development dependencies ..."
	$(PIP) $(LOCKED) --requirement requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
