# `make run` serves the site on this machine; `make test` checks everything. Each does all of its own set-up, and does it once.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
PAGE := $(filter-out static/dist/%,$(shell find static -type f -not -path 'static/dist/*' -not -path '*/__pycache__/*' -not -path '*/node_modules/*'))

# A start without byte code takes twice as long, and the tests start hundreds of processes: it is written even where the environment says no.
unexport PYTHONDONTWRITEBYTECODE
COMPILED = @$(BIN)/python -m compileall -q playground

LOCKS := requirements.lock static/extras.lock static/build.lock static/node.lock

.PHONY: run test test-alone test-waiting pictures check check-code check-page check-units check-floors coverage figures bench load soak durable fuzz guards lock audit sbom clean

run: .venv/run
	@exec $(BIN)/playground serve

# Several checks beside each other, what each says in one piece.
TOGETHER = $(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync)

# Tests run in so many processes: they wait more than they compute. Those that measure time come last, with nothing beside them but those that
# hardly do anything but wait. Only files that may have such tests are read for them. What failed is tried once more by itself, for a busy
# machine may stand still for longer than a test waits; what fails again is a failure.
TESTERS ?= 4
BESIDE := not (alone or measured)
MEASURED := $(addprefix tests/,cases conformance examples gateway services vtl)
ALONE = $(shell grep -rl --include='test_*.py' 'mark\.alone' tests)
WAITS = $(shell grep -rl --include='test_*.py' 'mark\.waits' tests)
APART := -o cache_dir=.pytest_cache/waiting
AGAIN := $(BIN)/pytest --last-failed --last-failed-no-failures none
test: .venv/test
	+@$(TOGETHER) check-page check-code check-floors
	$(BIN)/pytest -n $(TESTERS) --dist worksteal -m '$(BESIDE)' || $(AGAIN) -m '$(BESIDE)'
	+@$(TOGETHER) test-alone test-waiting

test-alone: .venv/test
	$(BIN)/pytest -m 'alone and not waits' $(ALONE) || $(AGAIN) -m 'alone and not waits'

test-waiting: .venv/test
	$(BIN)/pytest $(APART) -m 'alone and waits' $(WAITS) || $(AGAIN) $(APART) -m 'alone and waits'

# README's pictures and its recording, made anew from the page as it is.
pictures: .venv/test
	PLAYGROUND_PICTURES=static/img $(BIN)/pytest -q tests/browser/test_pictures.py

# While one works: all that needs no browser, no other process and no long time. Under a minute on two cores.
UNITS := not (browser or processes or alone or slow)
check: .venv/test
	+@$(TOGETHER) check-units check-page check-code

check-code: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

check-floors: .venv/test
	$(BIN)/pytest -q -n 2 -m measured --cov --cov-report= $(MEASURED)
	$(BIN)/python -m tests.figures.branches

check-units: .venv/test
	$(BIN)/pytest -q -n 2 --hypothesis-profile=check -m '$(UNITS)'

# Which lines and branches of the packages with a floor in pyproject.toml their tests miss, and each package's share beside its floor.
coverage: .venv/test
	$(BIN)/pytest -q -n 2 -m measured --cov --cov-report=term-missing:skip-covered $(MEASURED)
	$(BIN)/python -m tests.figures.branches

# The house in figures, for playground/ and static/js: sizes, documentation, types, tests, circles of imports.
figures: .venv/test
	@PYTHONPATH=. $(BIN)/python -m tests.figures.house

# The page's own code: types, lint, format, styles, unit tests. `make check-page FIX=--fix` mends what the tools can; FIX=--types writes the
# types of Scenario and Result anew, FIX=--vocabulary what completion offers. Its npm packages are kept in .venv/node.
check-page: .venv/test
	$(BIN)/python -m static.check $(FIX)

# How fast it is, beside other engines, which it installs into .venv/bench once; takes two minutes. What cannot be had is left out, and said.
bench: .venv/test
	$(BIN)/python -m tests.bench.bench

# How many requests it serves, beside an empty view, what it keeps, and how many people type at once; needs wrk, and takes four minutes.
load: .venv/test
	PYTHONPATH=. $(BIN)/python tests/load/load.py

# Good and hostile clients together, then with processes killed at random, then SIGTERM: what must hold, and figures.
SECONDS ?= 120
soak: .venv/test
	PYTHONPATH=. $(BIN)/python tests/soak/soak.py $(SECONDS)

# Is anything that was saved lost, whatever happens? 10,000 saves while the server is killed, 100,000 writes, starts at once, full disks.
# Takes half an hour; `make durable ONLY="kills list"` tries some, VOLUMES="--saves 1000" with less.
durable: .venv/test
	PYTHONPATH=. $(BIN)/python -m tests.durable.durable $(VOLUMES) $(ONLY)

# Looks for what breaks the promises: by Hypothesis, and by atheris where that is installed (pip install atheris). Findings are in .fuzz/.
MINUTES ?= 30
fuzz: .venv/test
	PYTHONPATH=. nice $(BIN)/python tests/fuzz/fuzz.py $(MINUTES)

# Takes every guard against injection away in a copy of the last commit, one at a time: do its tests fail? Takes ten minutes;
# `make guards WORDS="regex policy"` takes some.
guards: .venv/test
	PYTHONPATH=. $(BIN)/python -m tests.guards.guards $(WORDS)

# Finds the versions again that pyproject.toml asks for; what is locked and still fits stays. `make lock NEWER=1` takes the newest of all.
lock: .venv/supply/ready
	.venv/supply/bin/python -m tests.supply.lock $(if $(NEWER),--upgrade)

# Is anything known against what is shipped and what bundles it? Asks the services of PyPI and npm: 0 nothing, 1 something, 2 they did not answer.
audit: .venv/run .venv/supply/ready
	@PYTHONPATH=. $(BIN)/python -m tests.supply.audit

# Writes sbom.json: what is shipped, in Python and in the page, with licences, as CycloneDX.
sbom: .venv/run .venv/supply/ready
	@PYTHONPATH=. $(BIN)/python -m tests.supply.sbom

# What is installed: `run` holds what serves the site, `test` what checks it as well. Both take the locked versions, whose files have the
# locked hashes, of what is shipped and of what builds it; and bundle the page's files into static/dist.
.venv/run: pyproject.toml $(LOCKS) $(PAGE) | .venv/bin/python
	@echo 'Installing the playground and bundling its page ...'
	$(INSTALL_LOCKED)
	@$(PIP) --no-build-isolation --no-deps --editable .
	$(COMPILED)
	@$(BIN)/python -m static.dynoxide
	@$(BIN)/python -m pip --quiet check || { echo 'What is locked does not do. Where pyproject.toml has changed, run "make lock".'; exit 1; }
	@touch $@

.venv/test: pyproject.toml $(LOCKS) $(PAGE) | .venv/bin/python
	@echo 'Installing the playground, its checks, and bundling its page ...'
	$(INSTALL_LOCKED)
	@$(PIP) --require-hashes -r static/extras.lock
	@$(PIP) --no-build-isolation --editable '.[dev]'
	$(COMPILED)
	@$(BIN)/python -m static.dynoxide
	@touch $@ .venv/run

define INSTALL_LOCKED
@$(PIP) --require-hashes -r requirements.lock -r static/build.lock
@$(BIN)/python static/bundle.py --has-node || $(PIP) --require-hashes -r static/node.lock
endef

# The tools of `lock`, `audit` and `sbom`, in an environment of their own: what they need is not what is checked.
.venv/supply/ready: | .venv/bin/python
	@$(BIN)/python -m venv .venv/supply
	@.venv/supply/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.8,<1' 'pip-audit>=2.9,<3' 'cyclonedx-bom>=7,<8'
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

clean:
	rm -rf .venv static/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .fuzz .coverage sbom.json
	find playground static tests -name __pycache__ -exec rm -rf {} +
