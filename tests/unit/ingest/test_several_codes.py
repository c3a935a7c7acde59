"""Several codes in a cell, numbers of papers that are shared, words beside codes, times with a Z."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.ingest.read.peculiar import codes_in
from feijian.ingest.sources.dictionaries import Dictionary
from feijian.ingest.values import Manner, reading
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import fates, held, query, take_in, write_rows, write_sound

SALE = {
    "fixmedins_code": "H1",
    "psn_no": "A",
    "med_list_codg": "XA02BCA000A001010100001",
    "setl_id": "S1",
    "bkkp_sn": "1",
    "sel_retn_time": "2025-07-02 10:00:00",
    "sel_retn_cnt": "3",
    "drug_trac_codg": "",
}
CODE = "8100259983225854293{}"


def sales(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = write_sound(folder)
    write_rows(path / "selinfo_3505.csv", [{**SALE, **row} for row in rows])
    return path


def test_codes_that_share_a_cell_are_a_row_each_and_count_as_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    one, two, three = (CODE.format(n) for n in range(3))
    cells = [f"{one},{two}", f'["{two}","{three}"]', f"{one}\n{three}", f"{one}*2", three]
    folder = sales(
        tmp_path / "d",
        [{"drug_trac_codg": cell, "setl_id": f"S{n}"} for n, cell in enumerate(cells)],
    )
    report = take_in(workspace, folder)
    assert fates(report)["selinfo_3505"] == (5, 4, 0, 0, 1)
    assert held(workspace)["selinfo_3505"][0][1] == ["several_codes:drug_trac_codg"]
    assert query(workspace, "select claim_id, trace_code from canonical.dispense order by all") == [
        ("S0", one),
        ("S0", two),
        ("S1", two),
        ("S1", three),
        ("S2", one),
        ("S2", three),
        ("S4", three),
    ]
    again = take_in(
        workspace, sales(tmp_path / "e", [{"drug_trac_codg": cells[0], "setl_id": "S0"}])
    )
    assert fates(again)["selinfo_3505"] == (1, 0, 0, 1, 0)


def test_one_piece_read_by_several_scanners_has_one_code(
    workspace: Workspace, tmp_path: Path
) -> None:
    cells = (
        "(01)06901234567892(17)281231(10)L7(21)SN42",
        "01069012345678921728123110L7\x1d21SN42",
        "]C101069012345678921728123110L7\x1d21SN42\x1d",
        "01069012345678921728123110l7<GS>21sn42",
        "01069012345678921728123110L7\\u001d21SN42",
    )
    rows = [{"drug_trac_codg": cell, "setl_id": f"S{n}"} for n, cell in enumerate(cells)]
    take_in(workspace, sales(tmp_path / "d", rows))
    assert query(
        workspace,
        "select trace_code, count(distinct claim_id) from canonical.dispense group by all",
    ) == [("(01)06901234567892(17)281231(10)L7(21)SN42", len(cells))]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (CODE.format(1), [CODE.format(1)]),
        (f"{CODE.format(1)}/{CODE.format(2)}", [CODE.format(1), CODE.format(2)]),
        (f"{CODE.format(1)}；{CODE.format(1)}", [CODE.format(1)]),
        (f"{CODE.format(1)} 见附表（二）", [f"{CODE.format(1)} 见附表（二）"]),
        ("(01)06901234567892(21)A1,B2", ["(01)06901234567892(21)A1,B2"]),
    ],
)
def test_only_codes_are_split(cell: str, codes: list[str]) -> None:
    import duckdb

    row = (
        duckdb.connect().execute(f"select {codes_in('v')} from (select $1 as v)", [cell]).fetchone()
    )
    assert row == (codes,)


def test_sales_of_other_settlements_share_a_number_and_stay_apart(
    workspace: Workspace, tmp_path: Path
) -> None:
    code = CODE.format(1)
    rows = [{"setl_id": s, "drug_trac_codg": c} for s in ("S1", "S2") for c in (code, "")]
    assert fates(take_in(workspace, sales(tmp_path / "d", rows)))["selinfo_3505"] == (4, 4, 0, 0, 0)
    later = [{"setl_id": "S3", "drug_trac_codg": code}, rows[0]]
    assert fates(take_in(workspace, sales(tmp_path / "e", later)))["selinfo_3505"] == (
        2,
        1,
        0,
        1,
        0,
    )
    kept = query(
        workspace, "select claim_id, count(*) from canonical.dispense group by all order by 1"
    )
    assert kept == [("S1", 2), ("S2", 2), ("S3", 1)]


def test_digits_that_a_spreadsheet_rounded_are_gone_in_text_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = sales(tmp_path / "d", [{"drug_trac_codg": "81002599832258500000"}])
    take_in(workspace, folder)
    assert held(workspace) == {"selinfo_3505": [(2, ["destroyed_code:drug_trac_codg"])]}


LEVELS = Dictionary("level", {"1": ("三级", "3级", "3a"), "2": ("二级",), "3": ("一级",)})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3", "3"),
        ("3级", "1"),
        ("3A", "1"),
        ("3B", None),
        ("3 级", "1"),
        ("1-三级", "1"),
        ("1三级", "1"),
        ("3-三级", None),
        ("3三级", None),
        ("2-县级医院", "2"),
        ("2县级医院", None),
        ("三级(1)", "1"),
        ("03", "3"),
    ],
)
def test_a_digit_in_a_word_is_no_code(text: str, code: str | None) -> None:
    assert LEVELS.code_of(text) == code


@pytest.mark.parametrize(("zulu", "hour"), [("+00:00", 9), ("+08:00", 1), ("", None)])
def test_a_z_behind_a_time_means_what_the_contract_says(zulu: str, hour: int | None) -> None:
    import duckdb

    from feijian.ingest.macros import define_macros

    connection = duckdb.connect()
    define_macros(connection)
    read = reading("v", "timestamp", "", from_excel=False, manner=Manner(zulu=zulu))
    row = connection.execute(f"select hour({read}) from (select '2025-07-01T01:05:00Z' as v)")
    assert row.fetchone() == (hour,)


def test_times_with_a_z_are_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    folder = sales(tmp_path / "d", [{"sel_retn_time": "2025-07-02T10:00:00.000Z"}])
    take_in(workspace, folder)
    assert held(workspace) == {"selinfo_3505": [(2, ["zone_not_told:sel_retn_time"])]}


@pytest.mark.parametrize("word", ["诊查费", "001102000050000（普通）", "[0011]", "0011 02"])
def test_item_codes_and_diagnoses_have_a_shape(
    word: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = sales(tmp_path / "d", [{"med_list_codg": word}])
    write_rows(
        folder / "setl_diag_list_d.csv",
        [
            {
                "mdtrt_id": "M1",
                "diag_srt_no": "1",
                "diag_type": "1",
                "diag_code": word,
                "maindiag_flag": "1",
                "vali_flag": "1",
            }
        ],
    )
    take_in(workspace, folder)
    assert held(workspace) == {
        "selinfo_3505": [(2, ["malformed_code:med_list_codg"])],
        "setl_diag_list_d": [(2, ["malformed_code:diag_code"])],
    }
