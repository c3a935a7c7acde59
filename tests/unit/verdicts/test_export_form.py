"""The form of verdicts: one row an event, with what was said of it, its own money and no person's name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from feijian.leads.ranking import rank_leads
from feijian.plain import Row
from feijian.verdicts.export_form import export_template, template_rows
from feijian.verdicts.store import Verdict, append_verdicts
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from tests.conftest import AS_OF
from tests.unit.leads.frames import NOON, finding, findings, known

CAP = "overcharging.above_cap"
PERSON = "370101199001011234"


def verdict(finding_id: str, amount: str | None, note: str = "", seen: str = "") -> Verdict:
    upheld = None if amount is None else Decimal(amount)
    evidence = seen or f"hash-{finding_id}"
    return Verdict(NOON, "王", finding_id, "partly", upheld, note, evidence, "r")


@pytest.fixture
def judged(tmp_path: Path) -> tuple[Workspace, Run]:
    workspace = Workspace.create(tmp_path / "w")
    run = begin_run(workspace, RunRequest(AS_OF))

    def of(event: str, line: str, **given: Any) -> dict[str, Any]:
        return {"event_id": event, "claim_line_ids": [line], "subject_id": f"E-{event}", **given}

    rows = findings(
        finding("A1", **of("VA", "L1", amount_at_risk="100", person_id=PERSON)),
        finding("A2", CAP, **of("VA", "L2", amount_at_risk="50", message_en="dear")),
        finding("A3", CAP, **of("VA", "L2", amount_at_risk="40", message_en="dear")),
        finding("B1", **of("VB", "L3", amount_at_risk="30")),
        finding("C1", **of("VC", "L4", amount_at_risk=None)),
        finding("C2", CAP, **of("VC", "L5", amount_at_risk=None)),
        finding("D1", **of("VD", "L6", amount_at_risk="9")),
        finding("D2", CAP, **of("VD", "L7", amount_at_risk="8")),
        finding("G1", **of("VG", "L8", amount_at_risk="80")),
        finding("G2", CAP, **of("VG", "L9", amount_at_risk="20")),
        finding("H1", **of("VH", "L10", amount_at_risk="7")),
        finding("H2", CAP, **of("VH", "L11", amount_at_risk="6")),
    )
    ranking = rank_leads(known(rows, run_id=run.run_id))
    rows.write_parquet(run.file("findings.parquet"))
    ranking.leads.write_parquet(run.file("leads.parquet"))
    ranking.events.filter(pl.col("event_id") != "VG").write_parquet(run.file("events.parquet"))
    publish_run(workspace, run, {})
    append_verdicts(
        workspace.verdicts,
        [
            *(verdict(f"A{n}", amount) for n, amount in ((1, "33.33"), (2, "10"), (3, None))),
            *(verdict(f"C{n}", "7") for n in (1, 2)),
            verdict("D1", None, note="only this"),
            *(verdict(f"G{n}", "5") for n in (1, 2)),
            verdict("H1", "1"),
            verdict("H2", "1", seen="other"),
        ],
    )
    return workspace, run


def by_first(judged: tuple[Workspace, Run], lang: str = "en") -> dict[str, Row]:
    rows = template_rows(judged[0], lang, judged[1])
    assert len({r["finding_id"] for r in rows}) == len(rows)
    return {r["finding_id"]: r for r in rows}


def test_an_event_is_one_row_with_its_own_money_and_the_part_that_was_upheld(
    judged: tuple[Workspace, Run],
) -> None:
    """33.33 of the first 100 were upheld; the event is 150 yuan, of which as much is 50.00. 100, 50 and 40 are of
    two lines: the second is counted once.
    """
    row = by_first(judged)["A1"]
    assert (row["event_id"], row["amount_at_risk"], row["amount_upheld"]) == (
        "VA",
        Decimal("150.00"),
        Decimal("50.00"),
    )
    assert row["rule"] == "unbundling.item_pair, overcharging.above_cap"
    assert row["message"] == "message; dear"
    assert by_first(judged, "zh")["A1"]["message"] == "说明"
    assert (row["person"], row["hospital_no"], row["run_id"]) == (
        "37************1234",
        None,
        judged[1].run_id,
    )
    assert row["changed"] is None


def test_a_finding_alone_is_a_row_of_its_own_without_an_event(
    judged: tuple[Workspace, Run],
) -> None:
    row = by_first(judged)["B1"]
    assert (row["event_id"], row["amount_at_risk"], row["amount_upheld"]) == (None, 30, None)
    assert (row["outcome"], row["changed"], row["person"]) == (None, None, None)


def test_what_was_upheld_of_an_unknown_amount_stays_as_it_was_written(
    judged: tuple[Workspace, Run],
) -> None:
    row = by_first(judged)["C1"]
    assert (row["event_id"], row["amount_at_risk"], row["amount_upheld"]) == ("VC", None, 7)


def test_an_event_that_the_run_does_not_tell_of_is_worth_its_largest_finding(
    judged: tuple[Workspace, Run],
) -> None:
    row = by_first(judged)["G1"]
    assert (row["event_id"], row["amount_at_risk"], row["amount_upheld"]) == ("VG", 80, 5)


def test_findings_of_which_something_else_was_said_are_rows_of_their_own(
    judged: tuple[Workspace, Run],
) -> None:
    rows = by_first(judged)
    assert [(rows[i]["event_id"], rows[i]["note"]) for i in ("D1", "D2")] == [
        (None, "only this"),
        (None, None),
    ]
    # H2 was judged on other evidence
    assert [(rows[i]["event_id"], rows[i]["changed"]) for i in ("H1", "H2")] == [
        (None, None),
        (None, "yes"),
    ]
    assert rows["D1"]["outcome"] == "Partly upheld"
    assert set(rows) == {"A1", "B1", "C1", "D1", "D2", "G1", "H1", "H2"}


def test_a_person_is_masked_in_what_is_said_of_it(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    run = begin_run(workspace, RunRequest(AS_OF))
    said = {"message_en": f"{PERSON} and 37010120", "message_zh": f"{PERSON}、37010120"}
    rows = findings(
        finding("F1", person_id=PERSON, **said),
        finding("F2", subject_kind="person", subject_id="37010120", **said),
        finding("F3", subject_id="37010120", **said),
    )
    rows.write_parquet(run.file("findings.parquet"))
    publish_run(workspace, run, {})
    told = {r["finding_id"]: r["message"] for r in template_rows(workspace, "en", run)}
    assert told == {
        "F1": "37************1234 and 37010120",
        "F2": f"{PERSON} and 37**0120",
        "F3": f"{PERSON} and 37010120",
    }


def test_the_workbook_is_a_table_with_what_is_to_be_filled_in_marked(
    judged: tuple[Workspace, Run], tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    assert export_template(judged[0], file, "en", judged[1]) == 8
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    heads = [c.value for c in sheet[1]]
    column = {name: sheet.cell(1, place).column_letter for place, name in enumerate(heads, start=1)}
    outcome, last = column["Outcome"], sheet.cell(1, len(heads)).column_letter
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{last}9")
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref) == f"{outcome}2:{outcome}9"
    assert choice.formula1 == '"Upheld,Partly upheld,Not upheld,Unclear"'
    assert [c for c, d in sheet.column_dimensions.items() if d.hidden] == [column["Run"]]
    first = {name: sheet[f"{letter}2"] for name, letter in column.items()}
    assert (first["Event"].value, first["Amount upheld (yuan)"].value) == ("VA", 50)
    assert first["Amount upheld (yuan)"].number_format == "#,##0.00"
    empty = next(r for r in range(2, 10) if sheet[f"{outcome}{r}"].value is None)
    coloured = {n for n, c in column.items() if sheet[f"{c}{empty}"].fill.fgColor.rgb == "FFFFF8DC"}
    assert coloured == {"Outcome", "Amount upheld (yuan)", "Note", "Inspector"}
    assert sheet.max_row == 9


def test_a_form_without_rows_still_has_a_place_to_fill_in(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    run = begin_run(workspace, RunRequest(AS_OF))
    publish_run(workspace, run, {})
    assert export_template(workspace, tmp_path / "f.xlsx", "en", run) == 0
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    assert sheet is not None
    assert str(sheet.auto_filter.ref).startswith("A1:")
    assert str(sheet.auto_filter.ref).endswith("2")
