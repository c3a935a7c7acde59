"""A few mutated deliveries in every run of the tests; `make fuzz` tries thousands."""

from __future__ import annotations

from tests.fuzz.deliveries import fuzz


def test_mutated_deliveries_lose_nothing_and_read_nothing_wrongly() -> None:
    told: list[str] = []
    bad, refused = fuzz(seed=7, n=100, say=told.append)
    assert told == []
    assert bad == 0
    assert refused < 50, "a mishap of a few cells is no reason to refuse a file"
