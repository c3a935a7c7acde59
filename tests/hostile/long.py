"""Tests that take minutes: `make hostile` runs them, `make test` a short version of each."""

from __future__ import annotations

import os

import pytest

IS_LONG = os.environ.get("FEIJIAN_HOSTILE") == "long"
LONG = pytest.mark.skipif(not IS_LONG, reason="takes minutes: make hostile")
