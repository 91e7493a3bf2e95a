# Each target sets up what it needs and nothing twice: a stamp file stands for what is done, and is older than its
# inputs only when they have changed. `make help` lists the targets.

PYTHON      ?= python3
PORT        ?= 8000
# More arguments for pytest: make test PYTEST='-k teaser'
PYTEST      ?=
# make bench TEASERS=path/to/cases.jsonl measures labelled articles too; QUICK=1 is a short run that writes nothing.
TEASERS     ?=
QUICK       ?=
# make lock UPGRADE=--upgrade takes the newest releases; without it a pin moves only where it must.
UPGRADE     ?=
comma       := ,
# make sbom SBOM=path/to/file.json
SBOM        ?= dist/sbom.cdx.json
# What newsrooms copy, held to the same rules as our own.
WORKFLOWS   := $(wildcard docs/ci/github-*.yml)
UV_VERSION  := 0.13.9

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Stamps live in what they speak of, so that deleting a folder deletes its stamps.
SITE_READY     := $(VENV)/.site-ready
TOOLS_READY    := $(VENV)/.tools-ready
NODE_READY     := node_modules/.ready
LIGHTHOUSE_READY := bench/pages/node_modules/.ready
PROGRAMS_READY := $(VENV)/.programs-ready
LOCKER         := $(VENV)/locker/bin/uv

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.PHONY: help html serve test unit lint format golden security fuzz messages wheel audit sbom lock bench measure screenshots clean distclean

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

# --- the site -------------------------------------------------------------------------------------------------------

html: $(SITE_READY) ## build the site into output/
	$(BIN)/standfirst build --settings pelicanconf.py --output output

serve: $(SITE_READY) ## build, serve on http://127.0.0.1:8000/ (PORT=...) and build again on each change
	$(BIN)/standfirst serve --settings pelicanconf.py --port $(PORT)

# --- the gates ------------------------------------------------------------------------------------------------------

test: $(TOOLS_READY) $(NODE_READY) $(PROGRAMS_READY) ## every test: units, whole sites, golden output, browser, HTML checker
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope $(PYTEST)

unit: $(TOOLS_READY) $(NODE_READY) ## the unit tests alone, in seconds
	$(BIN)/python -m pytest --numprocesses auto tests/unit $(PYTEST)

lint: $(TOOLS_READY) ## style, types, import layers, templates, documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint theme/templates
	$(BIN)/pymarkdown --strict-config scan --recurse README.md CONTRIBUTING.md CHANGELOG.md docs
	$(BIN)/zizmor --offline --quiet --no-progress --persona pedantic .github/workflows $(WORKFLOWS)
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml $(WORKFLOWS)
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml docs/ci/gitlab-ci.yml

format: $(TOOLS_READY) ## put the Python code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(TOOLS_READY) $(NODE_READY) ## write the expected output anew; read the difference before committing it
	$(BIN)/python -m pytest --update-golden -k golden $(PYTEST)

messages: $(SITE_READY) ## gather the interface's messages into standfirst/locale/; fails while a translation is missing
	$(BIN)/python .ci/messages.py

security: $(TOOLS_READY) $(NODE_READY) ## build every hostile case with the limits as they are, and print the table of docs/security.md
	$(BIN)/python -m tests.sites_invalid.hostile

fuzz: $(TOOLS_READY) ## look for input that gives a traceback, for SECONDS=60 a target
	$(BIN)/python -m tests.fuzz.run $(or $(SECONDS),60)

wheel: $(SITE_READY) ## build the wheel, install it alone, and build a site of two files with it
	.ci/wheel $(BIN)/python

audit: $(TOOLS_READY) ## ask PyPI which packages of the locks have known vulnerabilities (needs the network)
	.ci/audit $(BIN)/pip-audit

sbom: $(TOOLS_READY) ## write what a site is built with, as a CycloneDX bill of materials (SBOM=dist/sbom.cdx.json)
	$(BIN)/python .ci/sbom.py $(SBOM)

# --- measuring ------------------------------------------------------------------------------------------------------

bench: $(SITE_READY) ## measure builds and the repeats step, into docs/ (TEASERS=cases.jsonl, BENCH_PEERS=folder of hugo, QUICK=1)
	$(BIN)/python bench/build_speed.py $(if $(QUICK),--sizes 1000 --rounds 1,--sizes 1000$(comma)10000 --write)
	$(BIN)/python bench/run.py $(if $(QUICK),--quick) $(if $(TEASERS),--teasers $(TEASERS))

measure: $(PROGRAMS_READY) $(NODE_READY) $(LIGHTHOUSE_READY) ## measure every type of page, into docs/performance.md
	$(BIN)/python bench/pages/measure.py

screenshots: $(PROGRAMS_READY) ## take the pictures in docs/ anew
	$(BIN)/python bench/screenshots.py
	$(BIN)/python bench/before_after.py

# --- setting up -----------------------------------------------------------------------------------------------------

# No prerequisites: an environment is made once, and the stamps below bring it up to date.
$(BIN)/python:
	.ci/require python $(PYTHON)
	$(PYTHON) -m venv $(VENV)

# A newcomer's first page should not wait for the test tools: what a site needs has its own lock.
$(SITE_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	# Where Python is told to write no bytecode, each start would compile every module anew.
	$(BIN)/python -m compileall -q standfirst
	@touch $@

$(TOOLS_READY): requirements-dev.lock $(SITE_READY)
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# No package here has anything to run when installed; if one ever says so, it is not run.
$(NODE_READY): package.json package-lock.json .npmrc
	.ci/require node
	npm ci --ignore-scripts --loglevel=error
	@touch $@

# Two hundred packages that no test needs: they wait until somebody measures.
$(LIGHTHOUSE_READY): bench/pages/package.json bench/pages/package-lock.json
	.ci/require node
	npm ci --prefix bench/pages --ignore-scripts --loglevel=error
	@touch $@

$(PROGRAMS_READY): $(TOOLS_READY) .ci/require
	.ci/require java nginx caddy rsync ssh disk chromium $(BIN)/python
	@touch $@

# --- keeping house --------------------------------------------------------------------------------------------------

$(LOCKER): Makefile | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/locker
	$(VENV)/locker/bin/python -m pip --quiet --disable-pip-version-check install uv==$(UV_VERSION)
	@touch $@

# The tools' lock first, the site's within it: one version of a package in both.
lock: $(LOCKER) ## pin every dependency anew, with hashes, from pyproject.toml and package.json
	$(LOCKER) pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' $(UPGRADE) \
	    --group dev --extra import --extra s3 pyproject.toml --output-file requirements-dev.lock
	$(LOCKER) pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' $(UPGRADE) \
	    --group build pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	$(LOCKER) pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' $(UPGRADE) \
	    --group build --extra s3 pyproject.toml --constraint requirements-dev.lock --output-file requirements-s3.lock
	npm install --package-lock-only --ignore-scripts --loglevel=error
	npm install --prefix bench/pages --package-lock-only --ignore-scripts --loglevel=error

clean: ## remove what was built, and caches
	rm -rf output dist .standfirst .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find standfirst tests -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove the environments too
	rm -rf $(VENV) node_modules
