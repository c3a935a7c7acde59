"""Which column a header cell names, and where the header stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from feijian.contracts.model import Column, Table
from feijian.errors import Problem
from feijian.ingest.read.header import (
    HeaderLine,
    column_named,
    find_header,
    first_lines,
    plain_name,
    read_header,
    unit_above,
)
from feijian.ingest.sources.source import SourceTable

FILE: Any = SimpleNamespace(relative="sources/nhsa/fee_list_d.odcs.yaml")
FEES = SourceTable(
    Table(
        "fee_list_d",
        "source",
        (
            Column("bkkp_sn", "varchar", required=True, label_zh="记账流水号"),
            Column("mdtrt_id", "varchar", required=True, label_zh="就诊ID"),
            Column(
                "amount", "decimal(18,2)", label_zh="金额", custom={"alsoNamed": ["det_sumamt"]}
            ),
            Column("med_list_codg", "varchar", label_zh="编码"),
            Column("local_codg", "varchar", label_zh="编码"),
            Column("hash", "varchar", label_zh="摘要", custom={"transform": "keyed"}),
        ),
        "",
        "",
        (),
        {},
        FILE,
    ),
    ("fee_list_d",),
    None,
    None,
    ",",
)


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("bkkp_sn", "bkkp_sn"),
        (" \ufeffBKKP_SN\u3000", "bkkp_sn"),
        ("ｂｋｋｐ＿ｓｎ", "bkkp_sn"),
        ('"记账流水号"', "bkkp_sn"),
        ("t.bkkp_sn", "bkkp_sn"),
        ("*就诊ID", "mdtrt_id"),
        ("就诊ID（必填）", "mdtrt_id"),
        ("金额(元)", "amount"),
        ("bkkp_sn(记账流水号)", "bkkp_sn"),
        ("流水(bkkp_sn)", "bkkp_sn"),
        ("【必填】金额", "amount"),
        ("记账流水号_bkkp_sn", "bkkp_sn"),
        ("mdtrt_id就诊号", "mdtrt_id"),
        ("就诊号：mdtrt_id", "mdtrt_id"),
        ("medListCodg", "med_list_codg"),
        ("MED-LIST-CODG", "med_list_codg"),
        ("DET_SUMAMT", "amount"),
        # what would name two names none, as does a label that two have, or what is made while reading
        ("bkkp_sn(mdtrt_id)", None),
        ("编码", None),
        ("hash", None),
        ("摘要", None),
        ("other", None),
        ("sn", None),
        ("bkkp_snx", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_a_cell_names_its_column_whatever_stands_around_the_name(
    cell: object, column: str | None
) -> None:
    assert column_named(cell, FEES) == column


def test_a_name_is_plain_without_blanks_marks_and_wide_letters() -> None:
    assert plain_name('\u200b "Ａ　b" ') == "a　b"
    assert plain_name(None) == ""
    assert plain_name(0) == "0"


def header(
    *cells: str,
) -> tuple[dict[str, int], tuple[str, ...], list[tuple[str, int, int]], list[str]]:
    found, problems = read_header(cells, FEES, "f.csv")
    assert found.width == len(cells)
    assert {p.where for p in problems} <= {"f.csv"}
    return found.positions, found.unknown, list(found.twins), [str(p.what) for p in problems]


def test_columns_stand_where_they_are_named_and_others_are_kept_out() -> None:
    assert header("x\x1b", "金额", "", "记账流水号", "mdtrt_id") == (
        {"amount": 1, "bkkp_sn": 3, "mdtrt_id": 4},
        ("x\\x1b",),
        [],
        [],
    )


def test_another_name_counts_only_where_the_column_itself_is_not_there() -> None:
    both = header("det_sumamt", "bkkp_sn", "mdtrt_id", "amount")
    assert both == (
        {"bkkp_sn": 1, "mdtrt_id": 2, "amount": 3},
        ("det_sumamt (another name of amount, which is there)",),
        [],
        [],
    )
    labels = header("金额", "det_sumamt", "bkkp_sn", "mdtrt_id")
    assert labels[0]["amount"] == 0
    assert labels[1] == ("det_sumamt (another name of amount, which is there)",)
    assert labels[2] == []


def test_a_column_that_stands_twice_is_told_only_where_something_else_is_wrong() -> None:
    twice = header("bkkp_sn", "mdtrt_id", "bkkp_sn", "mdtrt_id")
    assert twice[0] == {"bkkp_sn": 0, "mdtrt_id": 1}
    assert twice[2:] == ([("bkkp_sn", 0, 2), ("mdtrt_id", 1, 3)], [])
    assert header("bkkp_sn", "bkkp_sn")[3] == [
        "the column 'bkkp_sn' stands twice",
        "has no column 'mdtrt_id' (required by sources/nhsa/fee_list_d)",
    ]


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("金额(元)", None),
        ("金额", None),
        ("金额(万元)", "万元"),
        ("金额(美元)", "美元"),
        ("金额[单位:港币]", "港币"),
        ("amount(USD)", "usd"),
        ("金额（ 分 ）", "分"),
        ("amount(cents)", "cents"),
        ("amount_fen", None),
        ("金额(单位：千元)", "千元"),
        ("编码(万元)", None),
    ],
)
def test_a_column_of_money_in_another_unit_is_refused(cell: str, unit: str | None) -> None:
    told = header("bkkp_sn", "mdtrt_id", cell)[3]
    assert [f"amounts are in {unit}," in t for t in told] == ([True] if unit else [])


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("费用明细（单位：万元）", "万元"),
        ("（万元）", "万元"),
        ("单位：元", None),
        ("(cents)", "cents"),
        ("[unit: thousands]", "thousands"),
        ("增长万元", None),
        ("2025年 费用", None),
    ],
)
def test_a_title_above_may_name_the_unit(title: str, unit: str | None) -> None:
    told = unit_above(["", title, "x"], "f.csv")
    assert (told is not None) == bool(unit)
    assert unit is None or (told is not None and f"in {unit}," in str(told.what))
    assert unit_above([], "f.csv") is None


def test_the_first_lines_are_those_with_something_on_them() -> None:
    lines = ["\n", "a\n", "  \n", "b\n", "c"]
    assert first_lines(lines, 2) == [(1, "a"), (3, "b")]
    assert first_lines(lines, 9) == [(1, "a"), (3, "b"), (4, "c")]
    assert first_lines([], 2) == []


def line(*lines: str) -> HeaderLine | Problem:
    return find_header(list(enumerate(lines)), FEES, "f.csv")


def found(*lines: str) -> tuple[int, str, int]:
    told = line(*lines)
    assert isinstance(told, HeaderLine)
    return told.above, told.delimiter, len(told.cells)


def test_the_header_is_the_line_that_names_most_columns() -> None:
    assert found("bkkp_sn,mdtrt_id", "x,y") == (0, ",", 2)
    assert found("费用明细", "bkkp_sn,x", "bkkp_sn,mdtrt_id,x", "1,2,3") == (2, ",", 3)
    # of as many the first
    assert found("bkkp_sn,mdtrt_id", "mdtrt_id,bkkp_sn,x") == (0, ",", 2)


def test_what_separates_the_fields_is_found_where_it_is_not_the_contracts() -> None:
    for mark in (";", "\t", "|", "^", "，", "~"):
        assert found(mark.join(("bkkp_sn", "mdtrt_id", "x"))) == (0, mark, 3)
    assert found("sep=*", "bkkp_sn*mdtrt_id*x") == (1, "*", 3)
    assert found('"SEP=*"', "x", "bkkp_sn*mdtrt_id") == (2, "*", 2)
    # one name alone tells no separator but the contract's
    assert found("bkkp_sn") == (0, ",", 1)
    assert isinstance(line("x;bkkp_sn", "y"), Problem)
    assert isinstance(line("x", "y"), Problem)
    assert isinstance(line(), Problem)
    # of several marks the one whose cells are nothing but names
    assert found("bkkp_sn@|@mdtrt_id@|@amount")[1] == "@"


def test_a_header_broken_within_quotes_is_refused() -> None:
    told = line('bkkp_sn,mdtrt_id,"am')
    assert isinstance(told, Problem)
    assert "broken over several lines" in str(told.what)
    assert found('"bkkp_sn","mdtrt_id"') == (0, ",", 2)
