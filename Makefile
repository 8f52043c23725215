# Two commands: `make run` and `make test`. The rest: `make help`.
# Needed: Python 3.11 or later, and make. Nothing is installed outside this folder, but for
# the system libraries that tools/doctor.py names (by apt-get, when run by root on Debian).

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
CORPUS ?= ../shared/corpus
JOBS   ?= 2
PYTEST_ARGS ?=

VENV := .venv
BIN  := $(VENV)/bin
PO   := $(wildcard webapp/translations/*/LC_MESSAGES/*.po)
MO   := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: run test check bench validate evaluate train examples lock clean help deps dev translations

run: deps ## Install what is missing, prepare the database and the demonstration, and serve
	@$(BIN)/python tools/port.py --host $(HOST) --port $(PORT)
	@$(BIN)/python tools/doctor.py --quiet --fix --go-on
	@$(BIN)/flask --app wsgi init
	@$(BIN)/flask --app wsgi serve --host $(HOST) --port $(PORT)

test: dev ## Style, types, import contracts and every test, those in a browser included
	@$(BIN)/python tools/doctor.py --quiet --fix --dev
	@$(MAKE) --no-print-directory translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

check: dev translations ## The same without slow and browser tests: in less than 90 seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n $(JOBS) -m "not browser and not slow" $(PYTEST_ARGS)

bench: dev translations ## Measure times and sizes, each against its limit
	$(BIN)/python -m tests.bench.run

validate: deps ## Decide every decided case again, and compare with its court
	@$(BIN)/flask --app wsgi catalogue validate

evaluate: deps ## Measure the reading of terms on CORPUS, whole platforms left out
	$(BIN)/python -m nlp.evaluate $(CORPUS)

train: deps ## Train the reading model anew on CORPUS, byte for byte reproducible
	$(BIN)/python -m nlp.train $(CORPUS)

examples: dev ## Write the results of the published examples into their README files
	@$(BIN)/python tools/examples.py

lock: ## Compile requirements*.in to pinned and hashed requirements*.txt (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: $(PYTHON) -m pip install uv"; exit 1; }
	uv pip compile --quiet --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## Remove what can be made again; cases and their database (instance/) stay
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -f $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Say what each command does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  \2/p' Makefile

deps:
	@$(PYTHON) tools/bootstrap.py

dev:
	@$(PYTHON) tools/bootstrap.py --dev

translations: $(MO)

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@
