# make demo   installs gklint into .venv and checks the example reports
# make test   installs what the tests need and runs ruff, mypy, import-linter and all tests
# make environment  installs gklint and what its tests need into .venv, to work in
# make quick  runs the tests that start no processes and read no documents: under a minute
# make layout lays the tree out as in a wheel, in build/layout, for what checks types and imports
# make bench  measures start-up, speed and memory as ratios
# make bench-archive  measures an archive of 20,000 reports against one of 2,000: half an hour
# make accuracy measures how tables are read and how rules answer to faults
# make mutants SAMPLE=200 SEED=1  says which small mistakes in the code no test notices
# make verdicts  writes anew what gklint says of the inputs of tests/verdicts, and shows what changed
# make vsix   packs the extension for VS Code into dist/gklint.vsix; nothing is downloaded
# make test-all  runs make test on every Python from 3.10 on that is here
# make site   writes the documentation as a site that works from the disk into dist/site
# make page   builds dist/gklint.html, gklint in one file for browsers; needs node and npm
# make pictures draws the pictures of docs/ from real runs
# make lock   writes requirements/ci.txt, the versions that the tests are run with
# make docs   writes docs/rules from the rules, and the schema of the configuration

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
SAMPLE := 200
SEED := 1
BIN := $(VENV)/bin
LAYOUT := build/layout
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: environment page demo site vsix test layout quick lint bench bench-archive accuracy docs pictures lock mutants verdicts test-all clean
.DEFAULT_GOAL := test

# One report in full, all of them in a line each. Findings do not fail the demo; a crash does.
demo: $(VENV)/installed
	$(BIN)/gklint --exit-zero examples/wrong-totals-2023.txt
	$(BIN)/gklint --exit-zero --output-format overview examples

test: lint
	$(BIN)/python -m pytest -n auto --dist loadgroup

environment: $(VENV)/installed-for-tests

quick: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not processes and not documents and not slow"

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) layout
	cd $(LAYOUT) && MYPYPATH=$(CURDIR)/tests $(CURDIR)/$(BIN)/mypy --strict \
		--config-file $(CURDIR)/pyproject.toml --cache-dir $(CURDIR)/.mypy_cache \
		-p gklint -p helpers -p lab
	$(BIN)/lint-imports

# What a wheel holds, where it holds it: rules/ and grammars/ are gklint.rules and gklint.grammars.
layout:
	rm -rf $(LAYOUT)
	mkdir -p $(LAYOUT)
	cp -R gklint $(LAYOUT)/gklint
	cp -R rules grammars $(LAYOUT)/gklint/

bench: $(VENV)/installed-for-tests
	$(BIN)/python benchmarks/bench.py

bench-archive: $(VENV)/installed-for-tests
	$(BIN)/python benchmarks/archives.py

accuracy: $(VENV)/installed-for-tests
	PYTHONPATH=tests $(BIN)/python -m lab.accuracy
	PYTHONPATH=tests $(BIN)/python -m lab.accuracy --faults

docs: $(VENV)/installed
	$(BIN)/python -m gklint.testing.rule_pages docs/rules
	$(BIN)/python -m gklint.configuration.schema docs/gklint.schema.json

lock: $(BIN)/python
	mkdir -p build
	$(PIP) --dry-run --ignore-installed --report build/lock.json '.[test]'
	PYTHONPATH=tests $(BIN)/python -m lab.lock build/lock.json requirements/ci.txt

verdicts: $(VENV)/installed-for-tests
	PYTHONPATH=tests $(BIN)/python -m lab.verdicts

# A change a time is made in a copy of what is committed; the copy's tests have to notice.
mutants: $(VENV)/installed-for-tests
	$(PIP) 'cosmic-ray>=8.3' coverage
	rm -rf build/mutants && git clone --quiet . build/mutants
	cd build/mutants && $(abspath $(BIN))/python -m compileall -q gklint rules tests && \
		PYTHONPATH=.:tests $(abspath $(BIN))/python -m lab.mutants \
		--sample $(SAMPLE) --seed $(SEED)

# The tests on every interpreter that is here, each in an environment of its own.
test-all:
	for version in 3.10 3.11 3.12 3.13 3.14; do \
		python$$version -c '' 2>/dev/null || continue; \
		$(MAKE) test PYTHON=python$$version VENV=.venv-$$version || exit 1; \
	done

vsix:
	$(PYTHON) editors/pack_vsix.py \
		"$$(sed -n 's/^__version__ = "\(.*\)"$$/\1/p' gklint/version.py)" dist/gklint.vsix

# The search needs a worker, which a browser gives a page on the disk only through iframe-worker.
site: $(VENV)/installed-for-tests
	mkdir -p build/site
	cp docs/site/package.json docs/site/package-lock.json build/site/
	npm ci --silent --ignore-scripts --prefix build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --clean

page: $(VENV)/installed-for-tests
	$(BIN)/python -m gklint.page.build dist/gklint.html build/page

pictures: $(VENV)/installed-for-tests
	$(BIN)/python docs/pictures/draw.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -prune -exec rm -rf {} +

# Stamps: what stands in pyproject.toml is installed once, until it changes.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	touch $@

$(VENV)/installed-for-tests: pyproject.toml requirements/ci.txt | $(BIN)/python
	$(PIP) --constraint requirements/ci.txt --editable '.[test]'
	touch $@ $(VENV)/installed

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "gklint needs Python 3.10 or newer; say which: make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
