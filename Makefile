# Needed on the machine: Python 3.11 or newer with its venv, and make. Everything else goes into .venv, from a lock.

PYTHON ?= python3
PORT ?= 8000
SPHINXOPTS ?= -W --keep-going --nitpicky -j auto
SNAPSHOTS ?=
CORPORA ?=
FUZZ_SECONDS ?= 600
ARGS ?=

VENV := .venv
RUN := $(VENV)/bin/python
NODE := tests/browser/node_modules/.package-lock.json
INSTALL := $(RUN) -m pip install -qq --disable-pip-version-check --no-deps
# A warning met while reading is not met again in the next build, so a build that failed starts anew.
BUILD = $(RUN) -m sphinx $(SPHINXOPTS) -d build/doctrees/$(1) -b $(2) $(3) build/$(1) || { rm -rf build/doctrees/$(1); exit 1; }
SPHINX = $(call BUILD,$(1),$(1),docs)
LOCK = build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
       --generate-hashes --annotation-style line --custom-compile-command 'make lock' --extra sphinx $(ARGS)

# Some images ask Python to keep no bytecode; each of the hundreds of checks that the tests start would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.PHONY: help html manual check live epub pdf text latex record review test properties fuzz mutants browser bench score cases peers lint format lock licences reproducible clean distclean

help: ## help       show this list
	@sed -n 's/^[a-z].*## /  make /p' Makefile
	@echo 'Settings: PYTHON=python3.12  SNAPSHOTS=folder  CORPORA=folder  ARGS="for the check or pytest"  PORT=8000'
	@echo '          BOOK_URL=https://…  MANUAL_URL=https://…  where they are published'

html: check ## html       check the facts, build the book, audit its pages
	$(call SPHINX,html)
	$(VENV)/bin/sphinx-facts audit build/html
	@echo 'The book: file://$(CURDIR)/build/html/index.html'

manual: $(VENV)/book ## manual     check and build the manual of the tool, audit its pages
	cd manual && $(CURDIR)/$(VENV)/bin/sphinx-facts check
	$(call BUILD,manual,html,manual)
	cd manual && $(CURDIR)/$(VENV)/bin/sphinx-facts audit ../build/manual
	@echo 'The manual: file://$(CURDIR)/build/manual/index.html'

check: $(VENV)/book ## check      check the chapters against the facts, and these against the last version (with SNAPSHOTS, against the sources too)
	$(RUN) scripts/check_facts.py $(if $(SNAPSHOTS),--snapshots '$(SNAPSHOTS)') $(ARGS) $(if $(findstring --against,$(ARGS)),,--against)

live: $(VENV)/book ## live       rebuild the book whenever a file changes, and reload the page
	$(RUN) -m sphinx_autobuild --port $(PORT) --watch facts -j auto docs build/live $(ARGS)

epub: check ## epub       build the book as an e-book, audit its pages (also: text, latex)
	$(call SPHINX,epub)
	$(VENV)/bin/sphinx-facts audit build/epub

text latex: check
	$(call SPHINX,$@)

pdf: check $(VENV)/pdf ## pdf        print the book as a PDF, without LaTeX
	$(call SPHINX,pdf)

review: $(VENV)/book ## review     compare passages with their evidence, on a page for this machine alone
	$(VENV)/bin/sphinx-facts review $(if $(SNAPSHOTS),--snapshots '$(SNAPSHOTS)') $(ARGS)

record: $(VENV)/book ## record     prove the excerpts and write facts/facts.lock, from SNAPSHOTS or facts/snapshots
	$(VENV)/bin/sphinx-facts record '$(or $(SNAPSHOTS),facts/snapshots)' $(ARGS)

test: $(VENV)/dev ## test       run the tests on every core (ARGS="-m slow" for those that take long)
	$(RUN) -m pytest -n auto --ignore=tests/browser $(ARGS)

browser: $(VENV)/browser $(NODE) ## browser    read and judge the built book in Chromium (CHROMIUM=path); print what was measured
	@$(RUN) benchmarks/build_time.py
	SNAPSHOTS='$(SNAPSHOTS)' $(RUN) -m pytest tests/browser -n auto $(ARGS)

bench: $(VENV)/dev ## bench      measure speed and growth on books of any size (ARGS=--large for the slow rows)
	@$(RUN) benchmarks/bench.py $(ARGS)

properties: $(VENV)/dev ## properties look for counterexamples to the property tests, at length
	HYPOTHESIS_PROFILE=thorough $(RUN) -m pytest -n auto tests/unit/test_properties.py $(ARGS)

fuzz: $(VENV)/fuzz ## fuzz       fuzz the readers and scanners for FUZZ_SECONDS each (ARGS="chapter facts" for some)
	@$(RUN) tests/fuzz/run.py $(FUZZ_SECONDS) $(ARGS)

mutants: $(VENV)/fuzz ## mutants    change the core in one place at a time, and see what the tests notice (half an hour)
	@$(RUN) benchmarks/mutate.py

score: $(VENV)/dev ## score      score what is found in annotated texts (CORPORA=folder), and how fast
	@$(RUN) benchmarks/score.py '$(CORPORA)'

cases: $(VENV)/dev ## cases      count the cases of each rule, and those judged right (ARGS=KIND lists the labelled ones judged wrongly)
	@$(RUN) benchmarks/cases.py $(ARGS)

peers: $(VENV)/dev ## peers      compare with other checkers on the same cases
	@$(RUN) benchmarks/peers.py build/peers

lint: $(VENV)/dev ## lint       check style, format and types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

format: $(VENV)/dev ## format     put style and format right where that is mechanical
	$(RUN) -m ruff check --fix --quiet || true
	$(RUN) -m ruff format

lock: ## lock       renew requirements/ after a change of pyproject.toml (ARGS=--upgrade for newer versions)
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -qq --disable-pip-version-check uv==0.13.9
	$(LOCK) --group dev --extra extract --extra dask --extra lsp -o requirements/dev.lock
	$(LOCK) --group pdf -c requirements/dev.lock -o requirements/pdf.lock
	$(LOCK) --group fuzz -c requirements/dev.lock -o requirements/fuzz.lock
	$(LOCK) --group browser -c requirements/dev.lock -c requirements/pdf.lock -o requirements/browser.lock
	$(LOCK) --group book -c requirements/dev.lock -o requirements/book.lock
	npm install --prefix tests/browser --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

licences: $(VENV)/dev ## licences   list the licences of the dependencies after make lock
	$(RUN) scripts/licences.py

reproducible: $(VENV)/dev ## reproducible build wheel and book twice, elsewhere and later, and compare the bytes
	$(RUN) -m pytest -q -s -m clone tests/book/test_reproducible.py

clean: ## clean      remove what was built
	rm -rf build mutants .hypothesis .sphinx_facts_cache .mypy_cache .pytest_cache .ruff_cache

distclean: clean ## distclean  remove what was installed too
	rm -rf $(VENV) $(dir $(NODE))

# A virtual environment names its own place, so in a moved or copied folder it would run the code of the old one.
ifneq ($(CURDIR),$(shell test -x $(RUN) && cat $(VENV)/place 2>/dev/null))
.PHONY: $(VENV)/place
endif
$(VENV)/place:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'error: this book needs Python 3.11 or newer, and "$(PYTHON)" is not that;' \
	       'name one that is, as in: make html PYTHON=python3.12' >&2; exit 1; }
	@echo 'Making a virtual environment in $(VENV) (once; a minute or less)'
	@$(PYTHON) -m venv --clear $(VENV)
	@echo '$(CURDIR)' > $@

$(VENV)/book: $(VENV)/place requirements/book.lock pyproject.toml
	@$(INSTALL) --require-hashes -r requirements/book.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/book requirements/dev.lock
	@$(INSTALL) --require-hashes -r requirements/dev.lock
	@touch $@

$(VENV)/pdf: $(VENV)/book requirements/pdf.lock
	@$(INSTALL) --require-hashes -r requirements/pdf.lock
	@touch $@

$(VENV)/fuzz: $(VENV)/dev requirements/fuzz.lock
	@$(INSTALL) --require-hashes -r requirements/fuzz.lock
	@touch $@

$(VENV)/browser: $(VENV)/dev requirements/browser.lock
	@$(INSTALL) --require-hashes -r requirements/browser.lock
	@touch $@

# What judges pages and runs on Node. Without npm its tests are skipped, and say so.
$(NODE): tests/browser/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && touch $@; \
	else echo 'There is no npm on this machine: what runs on Node is skipped.'; fi
