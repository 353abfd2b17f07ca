# The one door to the project: `make help` lists what it opens.
# Everything is installed into .venv and node_modules, nothing on the machine itself, but for
# Debian packages that are missing, and those only when make runs as root.

PYTHON ?= python3
PORT ?= 8000
SERVE ?= 1
PYTEST_ARGS ?=
BENCH ?=
BENCH_ARGS ?=

BIN := .venv/bin
BIN_NEXT := .venv-next/bin
BIN_LOWEST := .venv-lowest/bin

PIP_OPTIONS := --quiet --quiet --disable-pip-version-check --no-input
# One more than there are processors, since tests also wait: for pages, disks, other processes.
# --dist loadfile: what a test file builds once, one worker builds once. In the order of the files:
# the last are many and small, so that no worker waits for another at the end.
PYTEST := -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist loadfile --no-loadscope-reorder
TESTS_NEED := node_modules/.installed chromium compiler java nginx pango
# What `make test` leaves out: more windows and languages, a second engine for pages, each act on
# PostgreSQL, and random searches with fresh seeds.
DEEP := -m "deep or hypothesis" --hypothesis-profile deep

# A tracer doubles what a test costs, so it sees those that cost little; no process of its own, no browser.
MEASURED := not (slow or deep or browser or hypothesis)

# What stands for all tests in a lane: pages, notebooks, widgets, reports, the collector, its commands.
LANE := tests/unit/sphinxext tests/unit/notebooks tests/unit/widgets tests/e2e/test_build_golden.py \
  tests/e2e/test_documentation_book.py
LANE_LOWEST := $(LANE) tests/unit/reports tests/unit/web tests/e2e/test_store_commands.py
# The lowest versions of ours meet the newest of theirs, and say what will go one day.
LOWEST_ARGS := $(foreach kind,Deprecation PendingDeprecation Future,-W ignore::$(kind)Warning)

# Tests and builds start Python hundreds of times: each module is compiled once, not each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-next book docs bench fonts lock clean
.PHONY: quick coverage test test-deep test-next test-lowest lint lint-python
.PHONY: lanes chromium compiler java nginx node pango python-venv

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.installed ## install the project and its tools into .venv

book: install ## build the book and serve it at http://localhost:8000 (SERVE=0: build only)
ifeq ($(SERVE),0)
	$(BIN)/kit build
else
	$(BIN)/kit serve --port $(PORT)
endif

docs: install ## build this documentation as a book into _build/documentation/_build/site/
	rm -rf _build/documentation
	mkdir -p _build/documentation
	cp -R *.md LICENSE docs docs/book/. _build/documentation/
	$(BIN)/kit build --project _build/documentation --strict

quick: lint-python ## in a minute or so: style, types and quick unit tests; no browser, nothing of Debian's
	$(BIN)/pytest $(PYTEST) -m "not (slow or deep or browser)" tests/unit $(PYTEST_ARGS)

test: lint $(TESTS_NEED) ## lint, then run the tests (PYTEST_ARGS="-k name" for some)
	$(BIN)/pytest $(PYTEST) -m "not deep" $(PYTEST_ARGS)

coverage: install pango ## measure which branches the quick unit tests take; below the floor in pyproject.toml it fails
	@mkdir -p _build/coverage
	$(BIN)/pytest $(PYTEST) --cov --cov-report=term:skip-covered -m "$(MEASURED)" tests/unit

test-deep: install $(TESTS_NEED) ## run what is rarely red: every window and language, fresh seeds
	$(BIN)/pytest $(PYTEST) $(DEEP) $(PYTEST_ARGS)

lint: lint-python node_modules/.installed ## check style, types and the import rule
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/biome ci --error-on-warnings --colors=off >/dev/null

lint-python: install
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --strict kit
	$(BIN)/lint-imports --no-logo

bench: install chromium ## measure (BENCH="build live pages", BENCH_ARGS="--runs 5 --books 60"); over an hour
	$(BIN)/python -m benchmarks $(BENCH) $(BENCH_ARGS)

fonts: install node_modules/.installed ## make the fonts anew: of formulas, from STIX Two Math, of headings and of print, from Literata
	$(BIN)/python -m fonts.formulas
	$(BIN)/python -m fonts.headings
	$(BIN)/python -m fonts.printing

install-next: .venv-next/.installed ## install the project with the newest Sphinx and MyST into .venv-next

test-next: install-next $(TESTS_NEED) ## run the tests with the newest Sphinx and MyST
	$(BIN_NEXT)/pytest $(PYTEST) -m "not deep" $(PYTEST_ARGS)

test-lowest: .venv-lowest/.installed ## run some tests with the lowest versions that pyproject.toml allows
	$(BIN_LOWEST)/pytest $(PYTEST) -m "not deep" $(LOWEST_ARGS) $(LANE_LOWEST) $(PYTEST_ARGS)

lanes: install-next test-lowest ## run some tests with the newest Sphinx and MyST, and with the lowest versions
	$(BIN_NEXT)/pytest $(PYTEST) -m "not deep" $(LANE) $(PYTEST_ARGS)

lock: | python-venv ## compile the three requirements files and package-lock.json anew
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install $(PIP_OPTIONS) uv
	$(call compile,requirements.lock)
	$(call compile,requirements-next.lock,--override .ci/overrides-next.txt)
	$(call compile,requirements-lowest.lock,--resolution lowest-direct)
	npm update --package-lock-only --ignore-scripts --no-progress --loglevel=error

clean: ## remove what was built, and the caches
	rm -rf _build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find kit tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- installing -------------------------------------------------------------------------------

# The stamps make a second call quick and keep it off the network.
.venv/.installed: requirements.lock pyproject.toml hatch_build.py | python-venv
	$(call install_into,.venv,requirements.lock)
	$(BIN)/python -m pip check --disable-pip-version-check >/dev/null \
	  || $(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

# No `pip check` here: the second lane breaks jupyter-book's own bounds, that is what it is for.
.venv-next/.installed: requirements-next.lock .venv/.installed
	$(call install_lane,.venv-next,requirements-next.lock)
	@touch $@

.venv-lowest/.installed: requirements-lowest.lock .venv/.installed
	$(call install_lane,.venv-lowest,requirements-lowest.lock)
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc | node
	npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

# --no-deps: the lock is complete, and pip is not to look for anything beyond it.
define install_into
test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
$(1)/bin/python -m pip install $(PIP_OPTIONS) --no-deps -r $(2)
$(1)/bin/python -m pip install $(PIP_OPTIONS) --no-deps --no-build-isolation -e .
endef

# A lane is .venv once more, of which only what differs is installed: that takes seconds.
define install_lane
rm -rf $(1)
cp -al .venv $(1)
rm -f $(1)/.installed
grep -lI '$(CURDIR)/.venv/' $(1)/bin/* | xargs sed -i 's#$(CURDIR)/.venv/#$(CURDIR)/$(1)/#g'
grep -vxFf requirements.lock $(2) | grep '^[a-z].*==' > $(1)/differs.txt
$(1)/bin/python -m pip install $(PIP_OPTIONS) --no-deps -r $(1)/differs.txt
endef

# $(1): the file, $(2): further options. One file serves every system and Python from 3.11 on.
define compile
{ echo '# Made by `make lock` from pyproject.toml; edit that instead.'; \
  $(BIN)/uv pip compile pyproject.toml --extra postgres --extra print --extra test --extra lint --quiet --universal \
    --python-version 3.11 --fork-strategy fewest --no-emit-index-url --no-header $(2); \
} > $(1).new && mv $(1).new $(1)
endef

# --- what the machine must have ---------------------------------------------------------------

chromium:
	@$(call require,command -v chromium-headless-shell || test -n "$$KIT_CHROMIUM",chromium-headless-shell)

# The tests play a power cut with a small library in C.
compiler:
	@$(call require,command -v cc,gcc libc6-dev)

# The Nu HTML checker runs on it.
java:
	@$(call require,command -v java,default-jre-headless)

# Debian keeps it in /usr/sbin, which is not on everybody's path.
nginx:
	@$(call require,PATH="$$PATH:/usr/sbin" command -v nginx,nginx-light)

node:
	@$(call require,command -v node && command -v npm,nodejs npm)

# WeasyPrint sets letters with it; without it, `make quick` leaves tests of paper out.
pango: install
	@$(call require,$(BIN)/python -c 'import weasyprint',libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

python-venv:
	@$(call require,$(PYTHON) -c 'import ensurepip$(comma) venv',python3-venv)

comma := ,

# $(1): the command that tells whether it is there, $(2): the Debian packages that bring it.
define require
{ $(1); } >/dev/null 2>&1 || \
if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
  echo "installing from Debian: $(2)"; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
else \
  echo "missing on this machine: $(2)" >&2; exit 1; \
fi
endef
