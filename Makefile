# The two commands of this project are `make demo` and `make test`; `make help` lists the rest.
# Needs only make, git and Python >= 3.11. Test servers come from the system's packages.

PYTHON ?= python3
BIN := .venv/bin
SETUP := .venv/.setup-done
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup lock servers lint test unit demo bench pairs soak states

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup: $(SETUP) ## make .venv with the locked dependencies and the responder command
	@:

$(SETUP): requirements-dev.lock pyproject.toml scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup
	@touch $@

lock: setup ## resolve the dependencies anew and write both lock files
	@scripts/lock

servers: ## install the mail and database servers that the tests start, if missing
	@scripts/test-servers

lint: setup ## style, formatting, types, import floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

test: setup servers lint ## everything that CI runs
	@scripts/run-tests

unit: setup ## only the tests without sockets, in seconds
	@$(BIN)/pytest -q tests/unit tests/property tests/house $(ARGS)

demo: setup ## the daemon on an embedded mail server; ARGS=--once plays the letters and ends
	@$(BIN)/responder demo $(ARGS)

states: setup ## write docs/states.md from the transition tables
	@$(BIN)/python -m scripts.states

bench: setup servers ## measure delays and throughput on a private Dovecot
	@$(BIN)/python benchmarks/bench.py $(ARGS)

gold: setup ## how well the letters with gold are read; ARGS=--untouched for those kept for the last word
	@$(BIN)/python -m tests.gold $(ARGS)

pairs: setup ## how well replies are judged; ARGS=--untouched for those kept for the last word
	@$(BIN)/python -m tests.pairs $(ARGS)

soak: setup servers ## kill points twenty times over, and many more drawn examples
	@HYPOTHESIS_PROFILE=soak RESPONDER_SOAK=20 $(BIN)/pytest -q --timeout=3600 tests/property tests/system $(ARGS)
