# `make` builds every document into output/, `make test` passes every test.
# Each target sets up what it needs; where nothing has changed that takes no time.

BIN := .venv/bin
PYTEST_FLAGS ?= -n auto --dist worksteal
export PYTHON # the Python to make .venv with; found when not given

.DEFAULT_GOAL := build
.PHONY: build setup test lint format bench faults conformance lighthouse lock clean

# The documents as they go out; text that is missing or stale is refused. `.venv/bin/servicedocs build` makes a draft.
build: setup
	@$(BIN)/servicedocs build --release

setup:
	@.ci/setup

test:
	@.ci/setup test
	@$(BIN)/pytest $(PYTEST_FLAGS)

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

# What `make lint` would complain of, where it can be mended without thinking.
format: setup
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

# Speed and memory, beside the peers.
bench:
	@.ci/setup bench
	@$(BIN)/python -m tests.benchmarks

# How many planted faults the checks find.
faults: setup
	@$(BIN)/python -m tests.faults

# Every PDF in output/ before the reference validator.
conformance: build
	@.ci/setup conformance
	@$(BIN)/python -m tests.conformance output

# Lighthouse's scores of the built site, on a phone and on a desktop.
lighthouse: build
	@.ci/setup test
	@$(BIN)/python -m tests.lighthouse output/site

# After a change in pyproject.toml; `make lock UPGRADE=1` takes the newest of everything.
lock: setup
	@.ci/lock $(if $(UPGRADE),--upgrade)

# Everything made here but .venv.
clean:
	@rm -rf .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find output -mindepth 1 ! -name .gitignore -delete
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
