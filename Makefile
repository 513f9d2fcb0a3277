# Nothing is needed but git, make and a Python 3.11 or newer: `make demo` shows the tool at work,
# `make test` proves it. PYTHON=/path/to/python says what to make the environment with, VENV=folder where.

VENV ?= .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/ready
CORPORA ?= $(wildcard ../shared/corpora)

ifndef INVITE_GUARD_CORPORA
ifneq ($(CORPORA),)
export INVITE_GUARD_CORPORA := $(abspath $(CORPORA))
endif
endif

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench evaluate weights mutants docs lock package clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## scan the invented mailbox that replays the accident, and print the dry run
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	INVITE_GUARD_HOME="$$home" $(BIN)/invite-guard scan --demo
	@echo "That was kept nowhere. To go on with it: $(BIN)/invite-guard scan --demo" >&2

test: check ## everything: `check`, then every test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(READY) ## what can be told without running it: style, types, directions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(READY) ## put the style right where that can be done mechanically
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY) ## speed and memory of `scan` beside mailbox, grep and others (BENCH_ARGS="--messages 2000")
	$(BIN)/python -m tests.benchmarks $(BENCH_ARGS)
	$(BIN)/python -m tests.benchmarks.hostile
	$(BIN)/python -m tests.benchmarks.capped_headers

evaluate: $(READY) ## how good the tags are on real mail: a table, and build/evaluation/ (needs the corpora)
	$(BIN)/python -m tests.evaluation "$${INVITE_GUARD_CORPORA:?says where the corpora are}" build/evaluation

weights: $(READY) ## weights estimated anew from labelled ties, beside those in use (needs the corpora)
	$(BIN)/python -m tests.evaluation.estimate "$${INVITE_GUARD_CORPORA:?says where the corpora are}"

# Some mutants would eat all memory there is; where it cannot be limited, the time is.
mutants: ## changes the code that must not fail, a little each time: do the tests notice? (an hour)
	sh .ci/make-venv build/mutants
	build/mutants/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	build/mutants/bin/python -m pip install --quiet mutmut==3.8.1
	build/mutants/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	ulimit -v 4000000; build/mutants/bin/mutmut run --max-children 1 || true
	ulimit -v 4000000; build/mutants/bin/python -m tests.mutation

docs: $(READY) ## make anew what is derived: the example, its expected plan, pictures, help block, schema
	@for script in examples/make_*.py; do \
	  echo "$$script" && $(BIN)/python "$$script" || exit 1; \
	done

lock: ## choose the newest of everything and write requirements.lock, for every platform
	sh .ci/make-venv build/lock
	build/lock/bin/python -m pip install --quiet uv==0.13.9
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
	  --group dev pyproject.toml --output-file requirements.lock

package: $(READY) ## sdist and wheel into dist/
	$(BIN)/python -m build --no-isolation

clean: ## throw away everything that was made here
	rm -rf $(VENV) build dist mutants .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is written last: an installation that broke off is begun again.
$(READY): requirements.lock pyproject.toml .ci/make-venv
	PYTHON="$(PYTHON)" sh .ci/make-venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --no-compile --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --no-deps --no-build-isolation --editable .
	@touch $@
