SHELL := /bin/bash
# Everything a newcomer, CI and a release need. `make help` lists it.
PY := .venv/bin/python
SPARK_PY := .venv-spark/bin/python
FEIJIAN := .venv/bin/feijian
SEED ?= 1
LINES ?= 60000
# one more than a small machine has processors: tests wait for disks, servers and browsers too
WORKERS ?= 3
DELIVERIES ?= 2000
MUTANTS ?= 25
.DEFAULT_GOAL := help
.PHONY: help install fonts demo test gates docs fuzz hostile e2e test-postgres test-spark contracts mutate check golden bench eval lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

install: .venv/.installed  ## an own .venv with locked versions

.venv/.installed: requirements.lock pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "feijian needs Python 3.11 or newer, this is $$(python3 --version). Install it and run make again."; exit 2; }
	@test -x $(PY) || python3 -m venv .venv || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@echo "installing locked versions into .venv (a minute or two)"
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r <(grep -A40 '^uv==' requirements.lock | awk 'NR==1 || /^ /{print; next} {exit}')
	@VIRTUAL_ENV=.venv .venv/bin/uv pip sync -q --require-hashes --compile-bytecode requirements.lock || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --no-deps --no-build-isolation -e . || $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

fonts:
	@sh scripts/browser.sh

demo: install  ## a synthetic county from nothing to a report: SEED=1 LINES=60000
	@$(FEIJIAN) demo demo --seed $(SEED) --lines $(LINES)

# every worker, and every command that a test starts, takes modules as the first of them compiled them
test: install fonts  ## every test
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

gates: install  ## the gates, and what other tests ask of each rule, where the files are not those they held on; FEIJIAN_GATES=all for every rule
	@$(PY) -m tests.rules.proven

fuzz: install  ## thousands of mutated deliveries against the truth they were made from: SEED=1 DELIVERIES=2000
	@$(PY) -m tests.fuzz.deliveries --seed $(SEED) --n $(DELIVERIES)

hostile: install  ## hostile content, kills, two processes, planted persons, traced connections: some minutes
	@FEIJIAN_HOSTILE=long $(PY) -m pytest -v tests/hostile

e2e: install  ## the slow tests alone: runs killed, sliced, scheduled, out of disk
	@$(PY) -m pytest -q -m slow

test-postgres: install  ## the workbench's store, and the walks over it, on a PostgreSQL of the tests' own
	@sh scripts/postgres.sh && FEIJIAN_WALK_POSTGRES=1 $(PY) -m pytest -q tests/unit/workbench/test_store_postgres.py tests/unit/workbench/test_walk_postgres.py

test-spark: .venv-spark/.installed  ## cases on local PySpark where they did not agree on the same files (Java 17); FEIJIAN_SPARK=all for all
	@if sh scripts/java.sh; then PYTHONPATH=src $(SPARK_PY) -m pytest -v -o console_output_style=times -p no:cacheprovider -m spark tests/spark; fi

.venv-spark/.installed: requirements-spark.lock | .venv/.installed
	@test -x $(SPARK_PY) || python3 -m venv .venv-spark || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@echo "installing PySpark into .venv-spark (a download of some 450 MB)"
	@VIRTUAL_ENV=.venv-spark .venv/bin/uv pip sync -q --require-hashes --compile-bytecode requirements-spark.lock || $(SPARK_PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@

contracts: .venv-contracts/.installed  ## lint every contract with datacontract-cli, draw docs/tables.md, test a warehouse: WORKSPACE=demo/workspace
	@$(PY) scripts/contracts.py .venv-contracts/bin/datacontract $(if $(WORKSPACE),--workspace $(WORKSPACE))

.venv-contracts/.installed: requirements-contracts.lock | .venv/.installed
	@test -x .venv-contracts/bin/python || python3 -m venv .venv-contracts || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@VIRTUAL_ENV=.venv-contracts .venv/bin/uv pip sync -q --require-hashes --compile-bytecode requirements-contracts.lock || .venv-contracts/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-contracts.lock
	@touch $@

mutate: .venv-mutate/.installed install  ## does a test notice a small change of the program: MUTANTS=25 of each module, SEED=1
	@$(PY) -m tests.mutation --seed $(SEED) --most $(MUTANTS)

.venv-mutate/.installed: requirements-mutate.lock | .venv/.installed
	@test -x .venv-mutate/bin/python || python3 -m venv .venv-mutate || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@VIRTUAL_ENV=.venv-mutate .venv/bin/uv pip sync -q --require-hashes --compile-bytecode requirements-mutate.lock || .venv-mutate/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-mutate.lock
	@touch $@

docs: .venv-docs/.installed  ## the documentation as a site in site/, without anything from outside
	@NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build -q --strict

.venv-docs/.installed: requirements-docs.lock | .venv/.installed
	@test -x .venv-docs/bin/python || python3 -m venv .venv-docs || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@VIRTUAL_ENV=.venv-docs .venv/bin/uv pip sync -q --require-hashes --compile-bytecode requirements-docs.lock || .venv-docs/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

check: install  ## style, types, SQL and the library's own checks
	@.venv/bin/ruff check src tests flows benchmarks
	@.venv/bin/ruff format --check src tests flows benchmarks
	@.venv/bin/mypy
	@.venv/bin/sqlfluff lint -q --processes 2 rules models data_contracts
	@$(FEIJIAN) check

golden: install  ## write generated pages and locks again; look at the difference
	@$(FEIJIAN) rules check --write-lock
	@$(PY) -m tests.golden.regenerate

bench: install  ## ratios and memory of loading, rules and models, written to benchmarks/README.md
	@$(PY) -m benchmarks.page --folder .bench

eval: install  ## recall, precision and ranking on planted worlds, written to docs/evaluation.md
	@$(PY) -m benchmarks.evaluate

lock:  ## resolve all locks again; they name no registry
	@VIRTUAL_ENV=.venv .venv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
	@VIRTUAL_ENV=.venv .venv/bin/uv pip compile --group contracts --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-contracts.lock
	@VIRTUAL_ENV=.venv .venv/bin/uv pip compile --group spark --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-spark.lock
	@VIRTUAL_ENV=.venv .venv/bin/uv pip compile --group docs --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-docs.lock
	@VIRTUAL_ENV=.venv .venv/bin/uv pip compile --group mutate --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-mutate.lock

clean:  ## remove what make made
	@rm -rf .venv .venv-spark .venv-docs .venv-contracts .venv-mutate site spark-warehouse demo dist build .pytest_cache .mypy_cache .ruff_cache
