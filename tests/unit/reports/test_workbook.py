"""leads.xlsx as an inspector gets it, read back with another library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from feijian.reports.material import Material
from feijian.reports.sheet import LINE, line_height
from feijian.reports.workbook import write_workbooks
from feijian.verdicts import form

PERSON = "370101199001015678"


def book(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    folder: Path,
    lang: str = "zh",
    reveal: bool = False,
    rows: int = 1_048_576,
) -> Any:
    file = folder / f"leads.{lang}.xlsx"
    write_workbooks(connection, material, [(file, lang)], reveal, rows)
    return openpyxl.load_workbook(file)


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def cell(sheet: Worksheet, label: str, row: int = 2) -> Any:
    [column] = [c.column for c in sheet[1] if c.value == label]
    return sheet.cell(row, column)


def test_a_sheet_per_kind_of_lead_that_there_is(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    assert book(connection, material, tmp_path).sheetnames == [
        "说明",
        "线索总表",
        "机构线索",
        "参保人线索",
        "核查表",
        "病历调阅清单",
        "调取资料清单",
        "现场核查清单",
        "申辩与核对",
        "疑点",
        "证据",
    ]
    assert book(connection, material, tmp_path, "en").sheetnames == [
        "README",
        "Leads",
        "Provider leads",
        "Person leads",
        "Verdicts",
        "Charts",
        "Papers",
        "Checklist",
        "Objections",
        "Findings",
        "Evidence",
    ]


def test_headers_stay_in_sight_and_can_be_filtered(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    made = book(connection, material, tmp_path)
    for name in made.sheetnames[1:]:
        assert made[name].freeze_panes == "C2"
        assert made[name].auto_filter.ref.startswith("A1:")
    assert cell(made["线索总表"], "疑点金额（元）").number_format == "#,##0.00"


def test_a_lead_links_to_its_first_finding_and_that_to_its_evidence(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    made = book(connection, material, tmp_path)
    leads = records(made["线索总表"])
    assert leads
    for row, lead in enumerate(leads, start=2):
        place = cell(made["线索总表"], "看疑点", row).hyperlink.location
        assert place.startswith("'疑点'!A")
        finding_row = int(place.removeprefix("'疑点'!A"))
        assert cell(made["疑点"], "线索序号", finding_row).value == lead["序号"]
        proof = int(
            cell(made["线索总表"], "看证据", row).hyperlink.location.removeprefix("'证据'!A")
        )
        finding_id = cell(made["疑点"], "疑点编号", finding_row).value
        assert cell(made["证据"], "所属疑点", proof).value == finding_id
        assert cell(made["证据"], "回疑点", proof).hyperlink.location == f"'疑点'!A{finding_row}"


def test_evidence_has_the_hospital_and_record_numbers(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    rows = records(book(connection, material, tmp_path)["证据"])
    line = next(r for r in rows if r["明细 / 就诊 / 追溯码"] == "L2")
    assert (
        line["住院/门诊号"],
        line["病历号"],
        line["数量"],
        line["单价"],
        line["金额（元）"],
    ) == ("ZY0001", "BL0001", 1, 12.5, 12.5)
    heads = book(connection, material, tmp_path)["证据"]
    assert cell(heads, "单价").number_format == "#,##0.00##"
    # optional decimals would leave a point behind whole numbers
    assert cell(heads, "数量").number_format == "General"
    stay = next(r for r in rows if r["证据类型"] == "就诊" and r["所属疑点"] == "F2")
    assert (stay["住院/门诊号"], stay["金额（元）"]) == ("ZY0002", 900)


def test_a_row_of_evidence_names_its_provider_where_the_finding_is_about_another(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    moved = replace(
        material,
        findings=material.findings.with_columns(
            pl.when(pl.col("finding_id") == "F2")
            .then(pl.lit("elsewhere"))
            .otherwise("provider_id")
            .alias("provider_id")
        ),
    )
    ours, theirs = (
        {
            row["所属疑点"]: row["项目 / 内容"]
            for row in records(book(connection, its, tmp_path)["证据"])
            if row["证据类型"] == "就诊"
        }
        for its in (material, moved)
    )
    name = material.profiles["name"][0]
    assert name not in ours["F2"]
    assert theirs["F2"] == f"{ours['F2']} · {name}"


def test_the_outcome_is_chosen_from_a_list_and_the_amount_is_bounded_by_the_findings(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    sheet = book(connection, material, tmp_path)["疑点"]
    by_type = {v.type: v for v in sheet.data_validations.dataValidation}
    outcome, upheld, amount = (
        cell(sheet, w) for w in ("核查结论", "核实金额（元）", "疑点金额（元）")
    )
    assert by_type["list"].formula1 == '"属实,部分属实,不属实,待核实"'
    assert str(by_type["list"].sqref) == f"{outcome.coordinate}:{outcome.column_letter}5"
    assert (by_type["decimal"].operator, by_type["decimal"].formula1) == (None, "0")
    assert (
        by_type["decimal"].formula2
        == f'IF(${amount.column_letter}2="",9999999999999,${amount.column_letter}2)'
    )
    assert str(by_type["decimal"].sqref) == f"{upheld.coordinate}:{upheld.column_letter}5"


def test_ids_for_reading_back_are_there_but_hidden(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    sheet = book(connection, material, tmp_path)["疑点"]
    column = cell(sheet, "疑点编号").column_letter
    assert sheet.column_dimensions[column].hidden
    assert {r["疑点编号"] for r in records(sheet)} == {"F1", "F2", "F3", "F4"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_filled_in_workbook_is_understood_as_a_form(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path, lang: str
) -> None:
    made = book(connection, material, tmp_path, lang)
    sheet = made["疑点" if lang == "zh" else "Findings"]
    cell(sheet, form.LABELS[form.OUTCOME].to(lang)).value = (
        "部分属实" if lang == "zh" else "Partly upheld"
    )
    cell(sheet, form.LABELS[form.AMOUNT].to(lang)).value = 33.3
    first = cell(sheet, form.LABELS[form.FINDING].to(lang)).value
    made.save(tmp_path / "filled.xlsx")
    rows = [r for r in form.form_rows(tmp_path / "filled.xlsx") if r.get(form.OUTCOME)]
    assert [
        (
            r.get(form.FINDING),
            form.outcome_of(r.get(form.OUTCOME)),
            r.get(form.AMOUNT),
            r.get(form.RUN),
        )
        for r in rows
    ] == [(first, "partly", "33.3", "r1")]
    assert rows[0].where.endswith("row 2")


def test_a_cell_that_looks_like_a_formula_is_text(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    rows = records(book(connection, material, tmp_path)["证据"])
    assert "'=HYPERLINK(1)" in {r["项目 / 内容"] for r in rows}
    assert not [
        v for r in rows for v in r.values() if isinstance(v, str) and v[:1] in "=+-@\t" and v
    ]


def test_persons_are_masked_unless_asked_for(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    def texts(made: Any) -> str:
        return "\n".join(str(v) for s in made for row in s.iter_rows(values_only=True) for v in row)

    assert PERSON not in texts(book(connection, material, tmp_path))
    assert PERSON in texts(book(connection, material, tmp_path, reveal=True))


def test_a_full_sheet_goes_on_in_a_second_one_and_links_follow(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    made = book(connection, material, tmp_path, rows=3)
    assert {"疑点", "疑点 2", "证据", "证据 2"} <= set(made.sheetnames)
    numbers = [r["疑点编号"] for name in ("疑点", "疑点 2") for r in records(made[name])]
    assert sorted(numbers) == ["F1", "F2", "F3", "F4"]
    assert {v.type for v in made["疑点 2"].data_validations.dataValidation} == {"list", "decimal"}
    places = [c.hyperlink.location for c in made["疑点 2"]["B"][1:]]
    assert all(p.split("!")[0].strip("'") in made.sheetnames for p in places)


def test_a_verdict_given_before_stands_in_the_form_and_a_changed_finding_is_marked(
    connection: duckdb.DuckDBPyConnection, with_verdicts: Material, tmp_path: Path
) -> None:
    rows = {r["疑点编号"]: r for r in records(book(connection, with_verdicts, tmp_path)["疑点"])}
    assert (rows["F1"]["核查结论"], rows["F1"]["核实金额（元）"], rows["F1"]["核查说明"]) == (
        "部分属实",
        50,
        "'-见病历",
    )
    assert (rows["F1"]["状态"], rows["F2"]["状态"]) == ("已有结论", "证据有变")
    assert rows["F2"]["核查结论"] is None


def test_a_workbook_without_leads_is_still_a_workbook(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    from dataclasses import replace

    empty = replace(material, leads=material.leads.clear(), findings=material.findings.clear())
    assert book(connection, empty, tmp_path).sheetnames == [
        "说明",
        "线索总表",
        "核查表",
        "病历调阅清单",
        "调取资料清单",
        "现场核查清单",
        "申辩与核对",
        "疑点",
        "证据",
    ]


def test_a_text_stands_apart_from_the_figure_before_it(
    connection: duckdb.DuckDBPyConnection, material: Material, tmp_path: Path
) -> None:
    """Excel and LibreOffice indent a cell only on a side that is said."""
    sheet = book(connection, material, tmp_path)["线索总表"]
    said = cell(sheet, "疑点内容").alignment
    assert (said.horizontal, said.indent) == ("left", 1)
    heads = {c.value: c.alignment.horizontal for c in sheet[1]}
    assert (heads["疑点金额（元）"], heads["疑点内容"]) == ("right", "left")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("upheld", 10, 1),
        ("a finding is a suspicion", 11, 2),
        ("a finding is a suspicion", 10, 3),  # "a finding", "is a", "suspicion"
        ("疑点是线索", 10, 1),
        ("疑点是线索，", 10, 2),
        ("one\ntwo", 10, 2),
    ],
)
def test_a_row_is_as_high_as_its_lines(text: str, width: float, lines: int) -> None:
    assert line_height(text, width) == lines * LINE
