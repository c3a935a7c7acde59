"""Runs begun in one second stand in the order in which they were begun."""

from __future__ import annotations

from itertools import count

import pytest


@pytest.fixture(autouse=True)
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = count()
    monkeypatch.setattr("secrets.token_hex", lambda _: f"{next(numbers):06x}")
