# readout: every recipe can be run again; none needs a key, a server or, once set up, the network.

# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Packages are installed again when pyproject.toml or this file changes.
HASH := $(shell cat pyproject.toml Makefile | cksum | cut -d ' ' -f 1)
INSTALLED := .venv/installed-$(HASH)
SET_UP := .venv/set-up-$(HASH)
# Your own files instead of the demo: make run FILES="a.txt b.html"; SERVE=0 ends after printing.
FILES ?=
SERVE ?= 1
PORT ?= 8000
STORE := run/$(if $(FILES),files,demo).sqlite3
# The demo's screens never age.
NOW = $(if $(FILES),,--now "$$($(BIN)/readout demo --clock)")
TESTS ?= tests

.PHONY: run setup check test slow types gate docs catalogues bench serve

# Read the demo (or FILES), print its front page, and start the reader.
run: $(INSTALLED)
	@mkdir -p run
ifeq ($(strip $(FILES)),)
	@$(BIN)/readout demo --store $(STORE)
else
	@$(BIN)/readout read $(FILES) --store $(STORE) --format text || test $$? -eq 1
endif
ifneq ($(SERVE),0)
	@$(BIN)/readout serve --store $(STORE) --port $(PORT) $(NOW)
endif

# Make .venv with everything that developing needs.
setup: $(SET_UP)

# Formatting, lint, types and the fast tests.
check: $(SET_UP) types
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/pytest -q $(TESTS)

# The fast tests.
test: $(SET_UP)
	$(BIN)/pytest -q -n 2 $(TESTS)

# Every test, those that take long included.
slow: $(SET_UP)
	$(BIN)/pytest -q --slow $(TESTS)

# Types, strictly.
types: $(SET_UP)
	$(BIN)/mypy

# Score the project's own gold data against its floors.
gate: $(SET_UP)
	@test -f gold/gate.py || { echo "there is no gold data to score yet" >&2; exit 2; }
	$(BIN)/python gold/gate.py
	$(BIN)/python bench/languages/statements.py --floors
	$(BIN)/python bench/flags/planted.py --floors

# Print the generated parts of the documentation anew, and check the rest.
docs: $(SET_UP)
	$(BIN)/python tests/plan.py
	$(BIN)/python tests/routes.py
	$(BIN)/pytest -q tests/test_docs.py

# Bring the message catalogues up to what there is to say.
catalogues: $(SET_UP)
	$(BIN)/python tests/catalogues.py

# Wall time and memory of reading CAPTURES, or the demo; the other scripts in bench/ say what they need.
bench: $(SET_UP)
	$(BIN)/python bench/speed.py $(CAPTURES)

# Start the reader over what `make run` kept last.
serve: $(INSTALLED)
	@mkdir -p run
	@$(BIN)/readout serve --store $(STORE) --port $(PORT)

$(INSTALLED): pyproject.toml | .venv/bin/python
	@echo "installing readout into .venv (once; about a minute)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@rm -f .venv/installed-* && touch $@

$(SET_UP): $(INSTALLED)
	@echo "installing what developing needs into .venv (once)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable ".[dev]"
	@# Only for the axe-core in it; what it asks for itself is a second browser driver of 165 MB.
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps "axe-playwright-python>=0.1.8"
	@rm -f .venv/set-up-* && touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "readout needs Python 3.11 or newer; set PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -m venv .venv
