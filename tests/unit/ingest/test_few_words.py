"""Columns of few words are read by their words: the same rows, and the word that is not usual is seen."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from feijian.ingest.load import taking as taking_module
from feijian.ingest.load.few_words import with_few_words
from feijian.ingest.read import words as words_module
from feijian.ingest.read.known import KnownColumn
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.read.words import few_words
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import canonical, held, query, take_in, write_sound
from tests.unit.ingest.test_spared_looks import SHIFTED

LINES = """
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | hilist_name | medins_list_name | bilg_dept_name | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
    F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 诊查费      | 诊查费           | 内科           | 02               | 1   | 20.00               | 1
    F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | 床位费      | ="床位费"        | 无             | 01               | 2   | 100.00              | 1
    合计    |         |          |        |                |                     |                 |             |                  |                |                  | 3   | 120.00              |
"""


ONE_OF_MANY = """
    bkkp_sn | setl_id | mdtrt_id | psn_no | fixmedins_code | fee_ocur_time       | med_list_codg   | bilg_dept_name | bilg_dr_code | med_chrgitm_type | cnt | det_item_fee_sumamt | vali_flag
    F1      | S1      | M1       | A      | H1             | 2025-07-01 09:00:00 | 001102000050000 | 内科           | D1           | 02               | 1   | 20.00               | 1
    F2      | S1      | M1       | A      | H1             | 2025-07-02 09:00:00 | 001109000010000 | {bilg_dept_name} | {bilg_dr_code} | {med_chrgitm_type} | 2 | 100.00         | 1
"""
SOUND = {"bilg_dept_name": "外科", "bilg_dr_code": "D2", "med_chrgitm_type": "01"}
MISHAPS = (
    ("bilg_dept_name", "电话13912345678", "values of bilg_dept_name named a person"),
    ("bilg_dept_name", "Õï²é·Ñ", "broken_characters:bilg_dept_name"),
    ("bilg_dept_name", "小计", "total_row"),
    ("bilg_dr_code", "审核：张三", "values of bilg_dr_code named a person"),
    ("bilg_dr_code", "王小明", "values of bilg_dr_code named a person"),
    ("med_chrgitm_type", "张三", "values of med_chrgitm_type named a person"),
    ("med_chrgitm_type", "77", "not in the dictionary of med_chrgitm_type"),
)
"""A column, what stands in one of its cells, and what has to be told of it."""


def looked_at(
    workspace: Workspace, delivery: Path, monkeypatch: pytest.MonkeyPatch, *, many_rows: int = 0
) -> dict[str, RawTable]:
    """Raw tables as they went on from here, by file, where so many rows make a large one."""
    seen: dict[str, RawTable] = {}

    def noted(connection, raw, used):
        seen[raw.shown] = with_few_words(connection, raw, used)
        return seen[raw.shown]

    monkeypatch.setattr(words_module, "MANY_ROWS", many_rows)
    monkeypatch.setattr(taking_module, "usual_columns", lambda *_: frozenset())
    monkeypatch.setattr(taking_module, "with_few_words", noted)
    take_in(workspace, delivery)
    return seen


def test_a_column_is_usual_where_each_of_its_words_is_read_as_it_stands(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fees = looked_at(workspace, write_sound(tmp_path / "d", fee_list_d=LINES), monkeypatch)[
        "fee_list_d.csv"
    ]
    assert {"hilist_name", "med_list_codg", "fixmedins_code", "bilg_dept_name"} <= fees.usual
    # one cell guarded for a spreadsheet makes every cell worth a look; a line of totals stands in its own column
    assert "medins_list_name" not in fees.usual
    assert {"hilist_name", "medins_list_name", "bilg_dept_name"} <= fees.unsummed
    assert "bkkp_sn" not in fees.unsummed
    told = query(
        workspace,
        "select line_no, local_item_name, department from canonical.claim_line order by 1",
    )
    assert told == [("F1", "诊查费", "内科"), ("F2", "床位费", "无")]
    assert held(workspace)["fee_list_d"] == [(4, ["total_row"])]


def test_a_column_of_many_words_and_a_small_file_are_not_looked_at(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = write_sound(tmp_path / "d", fee_list_d=LINES)
    monkeypatch.setattr(words_module, "MOST_WORDS", 1)
    fees = looked_at(workspace, delivery, monkeypatch)["fee_list_d.csv"]
    assert "fixmedins_code" in fees.usual
    assert not {"hilist_name", "med_list_codg"} & (fees.usual | fees.unsummed)
    monkeypatch.setattr(words_module, "MOST_WORDS", 100)
    other = Workspace.create(tmp_path / "other")
    small = looked_at(other, delivery, monkeypatch, many_rows=4)["fee_list_d.csv"]
    assert (small.usual, small.unsummed) == (frozenset(), frozenset())


def test_the_estimate_of_words_says_only_whether_to_count_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words_module, "MANY_ROWS", 4)
    monkeypatch.setattr(words_module, "MOST_WORDS", 3)
    connection = duckdb.connect()
    connection.execute(
        "create temp table raw as select unnest(['a', 'b', 'a', 'c', null]) as few,"
        " unnest(['a', 'b', 'c', 'd', null]) as many"
    )

    def counted(estimate: int | None, rows: int = 5) -> dict[str, dict[str, int]]:
        known = {c: KnownColumn(different=estimate) for c in ("few", "many")}
        return dict(few_words(connection, "raw", rows, ["few", "many"], known))

    # an estimate too low loses no word, and takes no column of too many for one of few
    assert counted(1) == {"few": {"a": 2, "b": 1, "c": 1}}
    assert counted(4) == {}
    assert counted(None) == {}
    assert counted(1, rows=3) == {}


def test_a_column_of_hundreds_of_doctors_is_read_by_its_words(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, row, *_ = LINES.strip().splitlines()
    rows = [row.replace("F1 ", f"F{n} ").replace("内科 ", f"D{n:04} ") for n in range(600)]
    lines = "\n".join([head, *rows]).replace("bilg_dept_name", "bilg_dr_code")
    fees = looked_at(workspace, write_sound(tmp_path / "d", fee_list_d=lines), monkeypatch)[
        "fee_list_d.csv"
    ]
    assert len(fees.words["bilg_dr_code"]) == 600
    assert "bilg_dr_code" in fees.usual & fees.unsummed


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        (LINES, "total_row"),
        (SHIFTED, "header_row"),
        *((ONE_OF_MANY.format(**{**SOUND, c: cell}), seen) for c, cell, seen in MISHAPS),
    ],
)
def test_a_load_by_words_is_the_same_as_one_by_cells(
    lines: str, seen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = write_sound(tmp_path / "d", fee_list_d=lines)
    by_cells, by_words = (Workspace.create(tmp_path / way) for way in ("cells", "words"))
    (by_words.root / ".feijian-key").write_bytes((by_cells.root / ".feijian-key").read_bytes())
    monkeypatch.setattr(taking_module, "usual_columns", lambda *_: frozenset())
    told = take_in(by_cells, delivery)
    monkeypatch.setattr(words_module, "MANY_ROWS", 0)
    assert take_in(by_words, delivery) == told
    assert held(by_words) == held(by_cells)
    assert canonical(by_words) == canonical(by_cells)
    assert seen in repr(told.notes) + repr(held(by_words))
