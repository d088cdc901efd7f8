# Two commands are enough: `make serve` opens the site of this repository's playbooks, `make test` runs every test.
# Each target sets up .venv itself and is quick when nothing changed. Other Python: make PYTHON=/path/to/python3

PYTHON ?=
PORT ?= 8000
TESTS ?=
WORKERS ?= 2
BENCH ?=

RUN := .venv/bin/python -m
export NO_MKDOCS_2_WARNING := 1
export PYTHON

.PHONY: help serve site test lint format bench constraints clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-20s %s\n' "$$name" "$$text"; done

serve: .venv/.ready ## Set up, and open the site at http://localhost:8000; it reloads as you edit (PORT=9000)
	@$(RUN) mopsdocs serve --open --port $(PORT)

site: .venv/.ready ## Build the site into site/
	@$(RUN) mopsdocs build --strict

test: .venv/.ready-test ## Set up, and run every test (TESTS=tests/documents, WORKERS=4)
	@.ci/node; MOPSDOCS_CHROMIUM="$$(.ci/browser)"; export MOPSDOCS_CHROMIUM; \
	$(RUN) pytest --numprocesses $(WORKERS) --dist loadgroup --no-loadscope-reorder $(TESTS)

lint: .venv/.ready-test ## Check style, types and white space
	@$(RUN) ruff check --quiet
	@$(RUN) ruff format --check --quiet || { echo 'mopsdocs: `make format` lays these files out.' >&2; exit 1; }
	@$(RUN) mypy --no-error-summary
	@if git rev-parse --git-dir >/dev/null 2>&1; then git diff --check "$$(git hash-object -t tree /dev/null)"; fi

format: .venv/.ready-test ## Lay out the code and mend what ruff can
	@$(RUN) ruff check --quiet --fix-only
	@$(RUN) ruff format --quiet

bench: .venv/.ready-test ## Measure against the named peers, side by side (BENCH="--playbooks 200")
	@$(RUN) tests.benchmarks $(BENCH)

constraints: ## Write constraints.txt anew from pyproject.toml, newest versions
	@$(or $(PYTHON),python3) .ci/constraints.py

clean: ## Remove .venv, site/ and every cache
	rm -rf .venv site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .mopsdocs
	find mopsdocs tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp counts only in the folder it was made in: environments do not survive being copied or moved.
ifneq "$(shell cat .venv/.place 2>/dev/null)" "$(CURDIR)"
.PHONY: .venv/.ready .venv/.ready-test
endif

.venv/.ready: pyproject.toml constraints.txt
	@.ci/venv && touch .venv/.ready

.venv/.ready-test: pyproject.toml constraints.txt
	@.ci/venv test && touch .venv/.ready .venv/.ready-test
