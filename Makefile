# make run    index seeds/ and open the reader (a digest where there is no terminal)
# make test   install what the tests need and run them
# make lint   style, types, and the walls between the packages
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARCHIVE := .archive/seeds.db

.PHONY: help run test lint bench clean

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: no $(PYTHON) here: install Python 3.11 or later" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: onrecord needs Python 3.11 or later, this is $$($(PYTHON) --version); name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: $(PYTHON) -m venv failed: install your system's python3-venv package" >&2; rm -rf $(VENV); exit 1; }

define install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(1) || { echo "make: pip could not install $(2): is a package index reachable?" >&2; exit 1; }
	@touch $@
endef

$(VENV)/.app: pyproject.toml | $(BIN)/python
	$(call install,--editable .,onrecord)

# Dependency groups need pip 25.1; a fresh environment may carry an older one.
$(VENV)/.pip: | $(BIN)/python
	$(call install,"pip>=25.1",pip itself)

$(VENV)/.test: pyproject.toml $(VENV)/.app $(VENV)/.pip
	$(call install,--group test,the test tools)

$(VENV)/.lint: pyproject.toml $(VENV)/.app $(VENV)/.pip
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

bench: $(VENV)/.test
	@$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) .archive
