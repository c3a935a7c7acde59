"""Values that used to be read wrongly while every count agreed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from feijian.ingest.macros import define_macros
from feijian.ingest.sources.dictionaries import Dictionary
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import (
    TABLES,
    canonical,
    csv_text,
    fates,
    held,
    query,
    take_in,
    write_sound,
)

LINES = csv_text(TABLES["fee_list_d"])
HEADER, FIRST, SECOND = LINES.splitlines()


def with_lines(folder: Path, *lines: str, **instead: str) -> Path:
    """The sound delivery with fee lines written to the letter."""
    write_sound(folder, **instead)
    (folder / "fee_list_d.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


WORDS = Dictionary("x", {"21": ("普通住院", "住院"), "01": ("床位费",)}, "2[1-9][0-9]{0,4}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("21", "21"),
        ("021", "21"),
        ("1", "01"),
        ("２１", "21"),
        ("21.0", "21"),
        ("普通住院", "21"),
        (" 床位费 ", "01"),
        ("21-普通住院", "21"),
        ("普通住院(21)", "21"),
        ("普通住院（21）", "21"),
        ("2105", "2105"),
        ("01 普通住院", None),
        ("99", None),
        ("特需住院", None),
    ],
)
def test_a_dictionary_knows_codes_and_words(text: str, code: str | None) -> None:
    assert WORDS.code_of(text) == code


def test_words_where_codes_are_due_mean_their_codes(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_lines(
        tmp_path / "d",
        HEADER,
        FIRST.replace(",02,", ",诊察费,"),
        SECOND.replace(",01,", ",床位费,"),
        fixmedins_b=TABLES["fixmedins_b"]
        .replace("| 2       |", "| 二级 |")
        .replace("| 1              |", "| 定点医疗机构 |"),
        mdtrt_d=TABLES["mdtrt_d"].replace("| 21       |", "| 普通住院 |"),
        setl_diag_list_d="""
            mdtrt_id | diag_type | maindiag_flag | diag_srt_no | diag_code | diag_name | vali_flag
            M1       | 西医诊断  | 是            | 1           | I10.x00   | 高血压    | 有效
            """,
        selinfo_3505="""
            fixmedins_code | med_list_codg   | setl_id | bkkp_sn | sel_retn_time       | sel_retn_cnt | drug_trac_codg       | trdn_flag
            H1             | 001102000050000 | S1      | F1      | 2025-07-01 09:00:00 | 1            | 81002599832258542937 | 是
            """,
    )
    take_in(workspace, folder)
    assert query(workspace, "select category from canonical.claim_line order by 1") == [
        ("bed",),
        ("consultation",),
    ]
    assert query(workspace, "select class, visit_type from canonical.encounter") == [
        ("inpatient", "21")
    ]
    assert query(workspace, "select level, kind from canonical.provider") == [(2, "hospital")]
    assert query(workspace, "select is_main from canonical.diagnosis") == [(True,)]
    assert query(workspace, "select is_split_pack from canonical.dispense") == [(True,)]


def test_a_code_nobody_knows_is_told_and_sets_its_row_aside(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(
        tmp_path / "d",
        HEADER,
        FIRST,
        SECOND.replace(",01,", ",陪护费,"),
        fixmedins_b=TABLES["fixmedins_b"].replace("| 2       |", "| 特级 |"),
    )
    report = take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(3, ["unknown_code:med_chrgitm_type"])]}
    told = [str(n) for n in report.notes]
    assert any(
        n.startswith("fee_list_d: 1 value is not in the dictionary of med_chrgitm_type: 陪护费 (1)")
        for n in told
    )
    assert any("dictionary of hosp_lv: 特级 (1)" in n for n in told)
    assert query(workspace, "select level from canonical.provider") == [(None,)]


@pytest.mark.parametrize("word", ["false", "N", "无效", "否", "f", "00", "0.0", "０", "作废"])
def test_a_withdrawn_row_is_void_however_it_is_written(
    word: str, workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(
        workspace, with_lines(tmp_path / "d", HEADER, FIRST, SECOND.removesuffix("1") + word)
    )
    assert fates(report)["fee_list_d"] == (2, 1, 1, 0, 0)


def test_a_void_mark_nobody_knows_counts_for_nothing(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(
        workspace, with_lines(tmp_path / "d", HEADER, FIRST, SECOND.removesuffix("1") + "2")
    )
    assert fates(report)["fee_list_d"] == (2, 1, 0, 0, 1)
    assert held(workspace) == {"fee_list_d": [(3, ["unknown_code:vali_flag"])]}


def test_a_row_marked_as_deleted_is_void(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_lines(tmp_path / "d", HEADER + ",deleted", FIRST + ",0", SECOND + ",1")
    assert fates(take_in(workspace, folder))["fee_list_d"] == (2, 1, 1, 0, 0)


def test_times_of_an_afternoon_stay_in_the_afternoon(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_lines(
        tmp_path / "d",
        HEADER,
        FIRST.replace("2025-07-01 09:00:00", "2025/7/1 8:05:00 PM"),
        SECOND.replace("2025-07-02 09:00:00", "2025-07-02 12:05 AM"),
    )
    take_in(workspace, folder)
    assert query(workspace, "select charged_at from canonical.claim_line order by 1") == [
        (datetime(2025, 7, 1, 20, 5),),
        (datetime(2025, 7, 2, 0, 5),),
    ]


def test_an_end_that_is_open_is_no_end(workspace: Workspace, tmp_path: Path) -> None:
    open_end = TABLES["mdtrt_d"].replace("2025-07-05 10:00:00", "9999-12-31 23:59:59")
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=open_end))
    assert query(workspace, "select ended_at from canonical.encounter") == [(None,)]


@pytest.mark.parametrize(
    "never",
    ["1900-01-01", "1900/1/1 0:00:00", "1899-12-30", "1899-12-31", "1753-01-01", "0001-01-01"],
)
def test_the_first_day_of_a_database_is_no_date(
    workspace: Workspace, tmp_path: Path, never: str
) -> None:
    visit = TABLES["mdtrt_d"].replace("2025-07-05 10:00:00", never)
    person = "psn_no,gend,brdy,die_date,vali_flag\n" + f"A,1,1960-05-01,{never},1\n"
    take_in(workspace, write_sound(tmp_path / "d", mdtrt_d=visit, psn_info_b=person))
    assert query(workspace, "select ended_at from canonical.encounter") == [(None,)]
    assert query(workspace, "select died_on from canonical.person where person_id = 'A'") == [
        (None,)
    ]


def test_a_line_of_1970_was_not_charged_then(workspace: Workspace, tmp_path: Path) -> None:
    epoch = FIRST.replace("2025-07-01 09:00:00", "1970-01-01 08:00:00")
    take_in(workspace, with_lines(tmp_path / "d", HEADER, epoch, SECOND))
    assert query(workspace, "select reasons from ledger.quarantine") == [(["charged_at_in_range"],)]


def test_prices_have_six_decimals_and_days_may_be_half(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(
        tmp_path / "d",
        HEADER + ",pric,prd_days",
        FIRST + ",20,7",
        SECOND.replace(",2,100.00,", ",10000,123.45,") + ",0.012345,0.5",
    )
    take_in(workspace, folder)
    assert query(
        workspace,
        "select unit_price, quantity * unit_price, days_supplied from canonical.claim_line order by claim_line_id",
    ) == [
        (Decimal("20.000000"), Decimal("20.0000000000"), Decimal("7.0000")),
        (Decimal("0.012345"), Decimal("123.4500000000"), Decimal("0.5000")),
    ]


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("100.005", "too_many_decimals"),
        ("1_00", "not_a_number"),
        ("1e2", "not_a_number"),
        ("100元/盒", "not_a_number"),
    ],
)
def test_an_amount_is_exact_or_set_aside(
    amount: str, reason: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(tmp_path / "d", HEADER, FIRST, SECOND.replace("100.00", amount))
    take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(3, [f"{reason}:det_item_fee_sumamt"])]}


def test_codes_guarded_against_a_spreadsheet_are_the_codes(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(
        tmp_path / "d",
        HEADER,
        FIRST.replace("001102000050000", '="001102000050000"'),
        SECOND.replace("001109000010000", "'001109000010000"),
    )
    take_in(workspace, folder)
    assert query(workspace, "select item_code from canonical.claim_line order by 1") == [
        ("001102000050000",),
        ("001109000010000",),
    ]


@pytest.mark.parametrize("word", ["nan", "None", "<NA>", "#N/A", "无", "-", "/", "NULL"])
def test_words_for_nothing_are_no_physician(
    word: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(tmp_path / "d", HEADER + ",bilg_dr_code", f"{FIRST},{word}", f"{SECOND},D1")
    take_in(workspace, folder)
    assert query(
        workspace, "select practitioner_id from canonical.claim_line order by claim_line_id"
    ) == [
        (None,),
        ("D1",),
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("1102000050000", "lost_zeros"),
        ("1.102E+12", "destroyed_code"),
        ("001102000050000;001109000010000", "several_codes"),
        ("2025-07-01", "date_like_code"),
    ],
)
def test_a_code_that_cannot_be_one_sets_its_row_aside(
    code: str, reason: str, workspace: Workspace, tmp_path: Path
) -> None:
    folder = with_lines(tmp_path / "d", HEADER, FIRST, SECOND.replace("001109000010000", code))
    take_in(workspace, folder)
    assert held(workspace) == {"fee_list_d": [(3, [f"{reason}:med_list_codg"])]}


def test_a_line_of_totals_is_no_row(workspace: Workspace, tmp_path: Path) -> None:
    take_in(
        workspace,
        with_lines(
            tmp_path / "d",
            HEADER,
            FIRST,
            SECOND,
            SECOND.replace("F2", "合 计："),
            deptinfo_3401="""
                hosp_dept_codg | fixmedins_code | hosp_dept_name | aprv_bed_cnt
                D1             | H1             | 内科           | 20
                D2             | H1             | 合计           | 20
                """,
        ),
    )
    assert held(workspace) == {
        "deptinfo_3401": [(3, ["total_row"])],
        "fee_list_d": [(4, ["total_row"])],
    }
    assert query(workspace, "select approved_beds from canonical.provider") == [(20,)]


def test_names_of_the_interface_are_known(workspace: Workspace, tmp_path: Path) -> None:
    folder = with_lines(
        tmp_path / "d", HEADER + ",inscp_scp_amt", FIRST + ",15.00", SECOND + ",0.00"
    )
    take_in(workspace, folder)
    assert query(
        workspace, "select covered_amount from canonical.claim_line order by claim_line_id"
    ) == [
        (Decimal("15.00"),),
        (Decimal("0.00"),),
    ]


def test_a_delivery_of_which_much_is_set_aside_is_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = take_in(
        workspace, with_lines(tmp_path / "d", HEADER, FIRST, SECOND.replace("100.00", "x"))
    )
    assert [d.where for d in report.doubts] == ["fee_list_d"]
    assert "1 of 2 rows are in quarantine (50.0%" in str(report.doubts[0])


def test_persons_who_cannot_be_the_ones_are_doubtful(workspace: Workspace, tmp_path: Path) -> None:
    """A column of birth dates that is another column, and lines under another person's number."""
    rows = [FIRST.replace("F1", f"L{n}").replace(",A,", ",B,") for n in range(30)]
    lines = [FIRST.replace("F1", f"M{n}") for n in range(20)]
    folder = with_lines(tmp_path / "d", HEADER, *rows, *lines)
    for name in ("psn_info_b", "mdtrt_d"):
        file = folder / f"{name}.csv"
        text = file.read_text(encoding="utf-8").replace("1960-05-01", "2060-05-01")
        file.write_text(text, encoding="utf-8")
    assert [f"{d.where} {d.what}"[:70] for d in take_in(workspace, folder).doubts] == [
        "claim_line persons were born before the charge: 0.0% of 50 rows, expec",
        "claim_line persons are those of the visits: 40.0% of 50 rows, expected",
    ]


def test_three_settlements_of_which_the_fund_paid_more_than_they_cost_are_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Two columns changed places: what cannot be is told however few the rows."""
    folder = write_sound(tmp_path / "d")
    file = folder / "setl_d.csv"
    file.write_text(file.read_text("utf-8").replace("120.00,80.00", "80.00,120.00"), "utf-8")
    assert [f"{d.where} {d.what}"[:80] for d in take_in(workspace, folder).doubts] == [
        "claim settlements of which the fund paid no more than the total: 0.0% of 1 rows,"
    ]


def test_a_register_that_writes_leading_zeros_where_the_visits_have_none_is_doubtful(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Such a register matches nobody, and every person is made anew from his visits in silence."""
    folder = write_sound(tmp_path / "d")
    for name in ("psn_info_b", "mdtrt_d", "setl_d", "fee_list_d"):
        file = folder / f"{name}.csv"
        number = "000123" if name == "psn_info_b" else "123"
        text = file.read_text("utf-8")
        text = text.replace(",A,", f",{number},").replace("\nA,", f"\n{number},")
        file.write_text(text, "utf-8")
    told = take_in(workspace, folder).doubts
    assert [f"{d.where} {d.what}"[:72] for d in told] == [
        "person numbers written everywhere with the same leading zeros: 0.0% of 2"
    ]


def test_a_column_that_fits_no_longer_is_doubtful(workspace: Workspace, tmp_path: Path) -> None:
    def month(name: str, code: str) -> Path:
        rows = [
            FIRST.replace("F1", f"{name}{n}").replace("001102000050000", code) for n in range(30)
        ]
        return with_lines(tmp_path / name, HEADER, *rows)

    first = take_in(workspace, month("a", "001102000050000"))
    assert first.doubts == ()
    second = take_in(workspace, month("b", "XMDM-17"))
    assert [
        (d.where, "item codes of a known form: 0.0% of 30 rows" in str(d)) for d in second.doubts
    ] == [("claim_line", True)]
    assert len(canonical(workspace)["claim_line"]) == 60


def test_times_in_their_usual_form_are_read_as_any_others() -> None:
    """The short way and the long way give the same, on every day and at every edge of the clock."""
    connection = duckdb.connect()
    define_macros(connection)
    clocks = (
        "'', ' 00:00:00', ' 23:59:59', ' 24:00:00', ' 12:60:00', ' 12:00:60', ' 9:00:00', ' 12:00'"
    )
    wrong = connection.execute(
        "with written as (select strftime(d, '%Y-%m-%d') as v from range(date '1901-01-01', date '2090-01-01', interval 1 day) t(d)"
        " union all select y || '-' || lpad(m::varchar, 2, '0') || '-' || lpad(d::varchar, 2, '0') || c"
        f" from (values ('1901'), ('2023'), ('2024'), ('2089')) t(y), range(0, 14) t(m), range(0, 33) t(d), (select unnest([{clocks}]) as c))"
        " select count(*), count(read_timestamp(v)), count(*) filter (where read_timestamp(v) is distinct from any_time(v)) from written"
    ).fetchall()
    assert wrong[0][0] > wrong[0][1] > 70_000
    assert wrong[0][2] == 0
