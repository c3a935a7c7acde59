"""Figures as people type them."""

import pytest

from feijian.verdicts.typed import bare


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1234.50", "1234.50"),
        (" 1,234.50 元", "1234.50"),
        ("1，234，567", "1234567"),
        ("-1,234", "-1234"),
        ("12,50", "12,50"),
        ("1,2345", "1,2345"),
        (",5", ",5"),
        ("1234,567", "1234,567"),
        ("", ""),
        ("元", ""),
    ],
)
def test_a_comma_is_taken_out_where_it_parts_thousands_and_nowhere_else(
    typed: str, plain: str
) -> None:
    assert bare(typed) == plain
