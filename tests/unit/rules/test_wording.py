"""A rule's message says its counts, amounts and days as people write them."""

from __future__ import annotations

from decimal import Decimal

from feijian.rules.wording import message, money_fields, wordings


def test_an_empty_text_leaves_no_mark_and_a_missing_value_does() -> None:
    row = {"excuse": "", "gap": None, "names": []}
    assert message("back{excuse}", row) == "back"
    assert message("{gap} days, {names}", row) == "— days, —"


def test_one_of_what_a_message_counts_has_no_plural() -> None:
    template = "{n} visits on {m} days, none of {n} diagnoses, {n} boxes"
    assert message(template, {"n": 1, "m": 2}) == "1 visit on 2 days, none of 1 diagnosis, 1 box"
    assert (
        message(template, {"n": 11, "m": 1}) == "11 visits on 1 day, none of 11 diagnoses, 11 boxes"
    )
    assert message("{n} is shown", {"n": 1}) == "1 is shown"


def test_a_choice_agrees_with_its_count() -> None:
    template = "{n} lines of {name} [n:repeats|repeat] another; {m} [m:was|were] in stock"
    row = {"name": "X", "n": 1, "m": Decimal("0")}
    assert message(template, row) == "1 line of X repeats another; 0 were in stock"
    row = {"name": "X", "n": 2, "m": Decimal("1.0")}
    assert message(template, row) == "2 lines of X repeat another; 1 was in stock"


def test_what_stands_in_brackets_in_a_value_is_left_alone() -> None:
    assert message("{name}", {"name": "[n:a|b]", "n": 1}) == "[n:a|b]"


def test_thousands_are_grouped_and_a_year_is_not() -> None:
    row = {
        "yuan": Decimal("12345.50"),
        "lines": 50152,
        "year": 2025,
        "back": Decimal("-0.5"),
        "code": "330100001",
    }
    told = message("{year}: {lines} lines, {yuan} yuan, {back}, {code}", row)
    assert told == "2025: 50,152 lines, 12,345.50 yuan, -0.5, 330100001"


def test_yuan_keep_their_cents_and_nothing_else_gets_any() -> None:
    row = {
        "price": Decimal("12.5000"),
        "tablet": Decimal("0.0625"),
        "total": Decimal("36"),
        "part": Decimal("-0.5"),
        "packs": Decimal("2.0"),
        "limit": 1000,
    }
    template = "{packs} 盒，单价 {price} 元，每片 {tablet} 元，{part} / {total} 元，上限 {limit} 元"
    told = "2 盒，单价 12.50 元，每片 0.0625 元，-0.50 / 36.00 元，上限 1000 元"
    assert message(template, row) == told
    assert message("{packs} at {price}", row) == "2 at 12.5"
    money = money_fields("{packs} at {price}", template)
    assert message("{packs} at {price}", row, money=money) == "2 at 12.50"


def test_a_message_is_read_back_by_its_template_whatever_the_count() -> None:
    template = "{n} lines of {name} [n:repeats|repeat] another"
    for told, n in (("1 line of X repeats another", "1"), ("3 lines of X repeat another", "3")):
        found = wordings(template).fullmatch(told)
        assert found
        assert found["n"] == n
        assert found["name"] == "X"


def test_a_range_of_one_day_is_a_day_in_both_languages() -> None:
    one = {"a": "2025-07-03", "b": "2025-07-03"}
    assert message("在 {a} 至 {b} 开单", one) == "在 2025-07-03 开单"
    assert message("{a} 至 {b} 间仍收费", one) == "2025-07-03仍收费"
    assert message("orders between {a} and {b}; more", one) == "orders on 2025-07-03; more"
    assert message("from {a} to {b}", one) == "on 2025-07-03"
    two = {"a": "2025-07-03", "b": "2025-07-04"}
    assert message("{a} 至 {b} 间", two) == "2025-07-03 至 2025-07-04 间"
    hours = {"a": "2025-07-03", "b": "2025-07-03 10:00:00"}
    assert message("{a} 至 {b}", hours) == "2025-07-03 至 2025-07-03 10:00:00"
