"""Which held rows are tried again, what a mended file may say, and what coded columns mean, on a few rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.contracts.model import Column, Table
from feijian.errors import ImportRefused, UsageError
from feijian.ingest.load.ledger import TABLES
from feijian.ingest.load.quarantine import _chosen, _mended_cells, _needs_no_try
from feijian.ingest.macros import define_macros
from feijian.ingest.read.codes import Coded, coded_columns
from feijian.ingest.sources.dictionaries import Dictionary
from feijian.ingest.sources.source import SourceTable


@pytest.fixture
def held() -> Iterator[duckdb.DuckDBPyConnection]:
    """a and b of fees, c of visits, d released."""
    with duckdb.connect() as connection:
        connection.execute("create schema ledger")
        connection.execute(TABLES)
        connection.execute(
            "insert into ledger.delivery values (1, 'd1', 's', 'load', 'f', timestamp '2026-01-01')"
        )
        for name, table, line, state in (
            ("b", "fee", 9, "held"),
            ("a", "fee", 2, "held"),
            ("c", "visit", 1, "held"),
            ("d", "fee", 3, "released"),
        ):
            connection.execute(
                "insert into ledger.quarantine values"
                " ($1, 1, 1, $2, 't', 's', 'source', $3, ['r'], null, 'h', '{}', $4, null)",
                [name, table, line, state],
            )
        yield connection


def chosen(
    connection: duckdb.DuckDBPyConnection, table: str | None, *ids: str, everything: bool = False
) -> str:
    found = _chosen(connection, table, ids, everything=everything)
    assert {e["source"] for e in found} <= {"s"}
    return "".join(e["quarantine_id"] for e in found)


def test_rows_are_chosen_by_table_by_id_or_all_in_the_order_of_their_lines(
    held: duckdb.DuckDBPyConnection,
) -> None:
    assert chosen(held, None, everything=True) == "abc"
    assert chosen(held, "fee", everything=True) == "ab"
    assert chosen(held, "fee") == "ab"
    assert chosen(held, None, "c", "a") == "ac"
    assert chosen(held, "fee", "c", "a") == "a"
    assert chosen(held, None) == ""
    with pytest.raises(UsageError) as refused:
        chosen(held, None, "a", "d", "x")
    assert [p.where for p in refused.value.problems] == ["d", "x"]


@pytest.mark.parametrize(
    ("reasons", "spared"),
    [
        (["parent_missing"], True),
        (["parent_missing", "parent_void"], True),
        (["parent_missing", "required:amount"], False),
        (["required:amount"], False),
        (["stray_quote", "required:amount"], True),
        (["required:amount", "stray_quote"], False),
        (["wrong_field_count"], True),
        (["broken_characters"], True),
    ],
)
def test_rows_that_wait_or_that_nobody_can_place_are_not_tried(
    reasons: list[str], spared: bool
) -> None:
    assert _needs_no_try(reasons) is spared


def mended(folder: Path, text: str) -> dict[str, dict[str, str]]:
    file = folder / "mended.csv"
    file.write_text(text, encoding="utf-8")
    workspace: Any = SimpleNamespace(temporary=folder)
    return _mended_cells(file, workspace)


def test_a_mended_file_gives_the_rows_own_columns_by_id(tmp_path: Path) -> None:
    text = "quarantine_id,delivery_id,file,line,reasons,canonical_table,amount,\n a ,d,f,2,r,t,,\nb,d,f,3,r,t,7,x\n"
    assert mended(tmp_path, text) == {"a": {"amount": ""}, "b": {"amount": "7"}}


def test_a_mended_file_names_every_row_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        mended(tmp_path, "quarantine_id,amount\na,1\na,2\nb\nc,1,2\n")
    assert [p.where for p in refused.value.problems] == [
        *("mended.csv:3", "mended.csv:4", "mended.csv:5")
    ]
    for text in ("", "id,amount\na,1\n", "quarantine_id,amount\n"):
        with pytest.raises(ImportRefused):
            mended(tmp_path, text)
    with pytest.raises(ImportRefused, match="no such file"):
        _mended_cells(tmp_path / "none.csv", SimpleNamespace(temporary=tmp_path))  # type: ignore[arg-type]


def coded(values: str, **custom: Any) -> dict[str, Coded]:
    """What is found of a column `kind` (种类) with these values; `other` has no dictionary."""
    contract = Table(
        "fee",
        "source",
        (
            Column("kind", "varchar", label_zh="种类", custom=custom),
            Column("absent", "varchar"),
            Column("other", "varchar"),
        ),
        "",
        "",
        (),
        {},
        None,  # type: ignore[arg-type]
    )
    kinds = Dictionary("kinds", {"1": ("门诊",), "2": ("住院", "无")})
    table = SourceTable(contract, ("fee",), None, None, ",", {"kind": kinds, "absent": kinds})
    with duckdb.connect() as connection:
        define_macros(connection)
        connection.execute(
            f"create temp table raw as select v as kind, v as other from (values {values}) as t(v)"
        )
        return coded_columns(connection, "raw", table, ("kind", "other"))


def test_codes_that_stand_as_they_are_need_no_reading() -> None:
    assert coded("('1'), ('2'), (null)") == {}


def test_words_mean_their_codes_and_others_are_counted() -> None:
    found = coded("('1'), ('门诊'), ('01'), ('x9'), ('x9'), ('甲')")
    assert found == {"kind": Coded({"门诊": "1", "01": "1"}, {"x9": 2, "甲": 1}, False)}
    assert coded("('甲')", unknown="quarantine")["kind"].sets_aside
    assert not coded("('甲')", unknown="keep")["kind"].sets_aside


def test_a_word_for_nothing_is_a_code_only_where_the_dictionary_has_it() -> None:
    assert coded("('无'), ('不详'), (' '), ('NULL')") == {"kind": Coded({"无": "2"}, {}, False)}


def test_the_header_again_is_no_value() -> None:
    assert coded("('kind'), ('种类'), ('1')") == {}


def test_how_a_column_is_read_by_its_dictionary() -> None:
    column = Coded({"门诊": "1", "o'x": "2"}, {"甲": 1, "乙": 2})
    assert column.reading("kind", "r") == (
        "case \"kind\" when '门诊' then '1' when 'o''x' then '2' else r end"
    )
    assert Coded().reading("kind", "r") == "r"
    assert column.is_unknown("kind") == "\"kind\" in ('甲', '乙')"
