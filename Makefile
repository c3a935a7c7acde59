# Everything a newcomer, CI and a release need. `make help` lists it.
PY := .venv/bin/python
SEED ?= 1
WORKERS ?= 2
.DEFAULT_GOAL := help
.PHONY: help install system demo test check golden bench eval lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## *' '{printf "  make %-10s %s\n", $$1, $$2}'

install: .venv/.installed  ## an own .venv with locked versions

.venv/.installed: requirements.lock pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "feijian needs Python 3.11 or newer; this is $$(python3 --version). Install it and run make again."; exit 2; }
	@test -x $(PY) || python3 -m venv .venv || { echo "python3 cannot make a virtual environment: install the package python3-venv and run make again."; exit 2; }
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock --no-deps --no-compile --progress-bar off
	@$(PY) -m compileall -q -j 2 .venv/lib >/dev/null 2>&1 || true
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

