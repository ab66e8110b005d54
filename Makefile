# The two commands of this project are `make demo` and `make test`; `make help` lists the rest.
# Needs only make, git and Python >= 3.11; test servers come from the system's packages (scripts/test-servers).

PYTHON ?= python3
BIN := .venv/bin
LOCK := requirements-dev.lock
SETUP := .venv/.setup-done
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup lock demo

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(SETUP) ## .venv with the locked dependencies and the responder command in it

$(SETUP): $(LOCK) pyproject.toml scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup
	@touch $@

lock: $(SETUP) ## resolve the dependencies anew and write both lock files
	@scripts/lock

demo: setup ## the daemon on an embedded mail server with sample letters; ARGS=--once ends by itself
	@$(BIN)/responder demo $(ARGS)
