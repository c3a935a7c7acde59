"""A table that ends where its program ends is told; one that was parted there is whole."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from feijian.ingest.doubts.cut_short import cut_short


def raws(*rows: int) -> Any:
    return [SimpleNamespace(table=SimpleNamespace(name="fee_list_d"), read=n) for n in rows]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((65_535,), ["65,535"]),
        ((1_048_575,), ["1,048,575"]),
        ((100_000,), ["100,000"]),
        ((100_000, 100_000), ["100,000"]),
        ((100_000, 100_000, 4_711), []),
        ((65_536,), ["65,536"]),
        ((1_048_576,), ["1,048,576"]),
        ((65_537,), []),
        ((10_000,), ["10,000"]),
        ((5_000_000,), ["5,000,000"]),
        ((65_534,), []),
        ((50_152,), []),
        ((0,), []),
        ((), []),
    ],
)
def test_a_table_that_ends_where_its_program_ends_is_told(
    rows: tuple[int, ...], told: list[str]
) -> None:
    assert [str(p.what).split()[4] for p in cut_short(raws(*rows))] == told
