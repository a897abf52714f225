# Everything a developer runs. `make setup` is done by the other targets when it is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := build/demo
SHARED ?= ../shared

.PHONY: setup demo test battery check gold bench lock docs wheel clean

setup: $(STAMP)

# The lock pins every package, build tools too, by hash; nothing is resolved at install time.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) --version 2>&1)"; \
	  echo "hint: name another one, as in: make setup PYTHON=python3.12"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

# Extracts the samples, then explains one of the facts: its rule, its reasons, its place on the page.
demo: setup
	$(BIN)/factextract extract samples -o $(DEMO)
	@echo "records: $(DEMO)/*.json; one line a document: $(DEMO)/outcomes.jsonl; one of the facts:"
	@$(BIN)/factextract explain samples/second-bell-turkana.pdf --find 636

test: setup
	$(BIN)/python -m pytest

# The tests that take long: every hostile document, thousands of mutations, runs killed again and again, 10,000 documents.
battery: setup
	$(BIN)/python -m pytest -m battery

check: setup
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# Scores against the hand-made gold of the development documents, which lie beside the repository and are no part of it.
gold: setup
	@if [ -d $(SHARED)/gold ]; then $(BIN)/python tests/gold.py $(SHARED) build/gold; \
	  else echo "no $(SHARED)/gold here: scores not measured"; fi

bench: setup
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.databases
	@if [ -d $(SHARED)/gold ]; then $(BIN)/python -m benchmarks.reading_order $(SHARED); fi

# Universal: one file for Python 3.11 to 3.13 on Linux and macOS.
lock: setup
	$(BIN)/uv pip compile pyproject.toml --extra ner-en --extra postgres --extra xlsx --extra parquet --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade --quiet -o requirements.lock

# Help texts, the JSON Schema and the README's fact, as they are now.
docs: setup
	$(BIN)/python docs/build.py

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf build dist $(VENV)
