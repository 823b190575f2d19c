# `make` alone says what there is. Python itself is the only tool that has to be there before the first call.

PYTHON ?= python3
PORT ?= 8000
UPGRADE ?=

bin := .venv/bin
database := $(or $(VERBENA_DATABASE_URL),sqlite:///$(CURDIR)/var/verbena.db)
compile := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make requirements" $(if $(UPGRADE),--upgrade)

ONLY ?=

.DEFAULT_GOAL := help
.PHONY: help serve catalogs test lint bench prove format requirements clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo "PYTHON=python3.12 chooses the interpreter of the environment."

serve: ## Serve the bundled articles on 127.0.0.1 (PORT=8000)
	@$(PYTHON) -m tools.setup serve
	@mkdir -p var
	@VERBENA_DATABASE_URL="$(database)" exec $(bin)/verbena serve --port $(PORT)

catalogs: ## Write the templates and bring every catalog up to date, then tell how far each is
	@$(PYTHON) -m tools.setup serve
	@$(bin)/verbena catalogs extract
	@$(bin)/verbena catalogs update --init-missing
	@$(bin)/verbena catalogs compile
	@$(bin)/verbena catalogs status

test: ## Make everything the checks and tests need, then run them all
	@$(PYTHON) -m tools.setup test
	@$(MAKE) --no-print-directory lint
	$(bin)/pytest -n 2 --dist loadgroup

lint: ## Check style, types and the direction of imports (after make test has made the environment)
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/shellcheck .ci/run

bench: ## Measure what reading costs, and print it as ratios to peers (docs/performance.md)
	@$(PYTHON) -m tools.setup serve
	@$(bin)/python -m bench

prove: ## Kill, fill, cut and crash what is published, many times over (docs/reliability.md; ONLY="kills power-cut")
	@$(PYTHON) -m tools.setup test
	@$(bin)/python -m tests.prove $(ONLY)

format: ## Bring the Python files into shape
	$(bin)/ruff check --fix
	$(bin)/ruff format

requirements: ## Pin again what pyproject.toml and package.json ask for (UPGRADE=1 for the newest)
	$(compile) pyproject.toml --group dev -o requirements/dev.txt
	$(compile) pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt
	$(compile) --group build -c requirements/dev.txt -o requirements/build.txt
	cd tests/clients && ../../$(bin)/npm install --package-lock-only --ignore-scripts

clean: ## Remove all that can be made again; var/ with its database stays
	rm -rf .venv tests/clients/node_modules build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
