"""Verdicts are checked row by row, appended, and never overwritten."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from feijian.errors import ImportRefused, StorageError, UsageError
from feijian.leads.ranking import rank_leads
from feijian.verdicts.import_form import draws_of, export_template, import_verdicts
from feijian.verdicts.store import all_verdicts, standing_verdicts
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from tests.unit.leads.frames import NOON, finding, findings, known

HEADER = ["finding_id", "outcome", "amount_upheld", "note", "who"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two findings in one run: F1 with 100 yuan at risk, F2 with an unknown amount."""
    made = Workspace.create(tmp_path / "ws")
    publish(
        made,
        finding("F1"),
        finding("F2", "identity.two_places", amount_at_risk=None, fund_at_risk=None),
    )
    return made


def publish(workspace: Workspace, *rows: dict[str, object]) -> Run:
    run = begin_run(workspace, RunRequest(as_of=date(2026, 7, 1)))
    table = findings(*rows)
    table.write_parquet(run.file("findings.parquet"))
    rank_leads(known(table)).leads.write_parquet(run.file("leads.parquet"))
    publish_run(workspace, run, {})
    return run


def form(folder: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    file = folder / "verdicts.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return file


def test_a_verdict_keeps_who_when_what_and_the_evidence_it_judged(
    workspace: Workspace, tmp_path: Path
) -> None:
    result = import_verdicts(
        workspace, form(tmp_path, ["F1", "部分属实", "60.50", "两天记一天", "王"]), at=NOON
    )
    assert (result.added, result.problems) == (1, ())
    row = all_verdicts(workspace.verdicts).row(0, named=True)
    assert (row["at"], row["who"], row["outcome"], row["note"]) == (
        "2026-06-01T12:00:00",
        "王",
        "partly",
        "两天记一天",
    )
    assert (row["amount_upheld"], row["amount_at_risk"]) == (Decimal("60.50"), Decimal("100.00"))
    assert (row["rule_id"], row["evidence_hash"]) == ("unbundling.item_pair", "hash-F1")


def test_an_upheld_finding_without_an_amount_is_upheld_whole(
    workspace: Workspace, tmp_path: Path
) -> None:
    import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "", "", ""]), who="李", at=NOON)
    row = all_verdicts(workspace.verdicts).row(0, named=True)
    assert (row["amount_upheld"], row["who"]) == (Decimal("100.00"), "李")


def test_a_correction_is_a_new_row_and_the_newest_stands(
    workspace: Workspace, tmp_path: Path
) -> None:
    import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "", "", ""]), at=NOON)
    import_verdicts(workspace, form(tmp_path, ["F1", "rejected", "", "", ""]), at=NOON)
    assert all_verdicts(workspace.verdicts)["outcome"].to_list() == ["upheld", "rejected"]
    assert standing_verdicts(workspace.verdicts)["outcome"].to_list() == ["rejected"]


def test_the_same_file_twice_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = form(tmp_path, ["F1", "属实", "80", "", ""], ["F2", "", "", "", ""])
    import_verdicts(workspace, file, at=NOON)
    again = import_verdicts(workspace, file, at=NOON)
    assert (again.added, again.unchanged, again.empty) == (0, 1, 1)


@pytest.mark.parametrize(
    "statement", ["update verdict set outcome = 'rejected'", "delete from verdict"]
)
def test_no_row_can_be_changed_or_removed(
    workspace: Workspace, tmp_path: Path, statement: str
) -> None:
    import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "", "", ""]), at=NOON)
    with (
        closing(sqlite3.connect(workspace.verdicts)) as database,
        pytest.raises(sqlite3.IntegrityError),
    ):
        database.execute(statement)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["F9", "upheld", "", "", ""], "no run of this workspace has this finding"),
        (["F1", "upheld", "100.01", "", ""], "100.01, is above the finding's 100.00"),
        (["F1", "upheld", "-1", "", ""], "negative"),
        (["F1", "upheld", "many", "", ""], "not a number"),
        (["F1", "rejected", "5", "", ""], "not upheld"),
        (["F1", "maybe", "", "", ""], "unknown outcome"),
        (["F1", "", "5", "", ""], "amount without an outcome"),
        (["", "upheld", "5", "", ""], "without a finding"),
    ],
)
def test_a_row_that_does_not_fit_is_told_and_the_others_are_taken(
    workspace: Workspace, tmp_path: Path, row: list[str], told: str
) -> None:
    result = import_verdicts(workspace, form(tmp_path, row, ["F2", "partly", "", "", ""]), at=NOON)
    assert result.added == 1
    assert [told in p.what for p in result.problems] == [True]
    assert result.problems[0].where == "verdicts.csv, row 2"


def test_a_file_in_which_nothing_fits_is_refused_with_every_row(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_verdicts(
            workspace,
            form(tmp_path, ["F8", "upheld", "", "", ""], ["F9", "so so", "", "", ""]),
            at=NOON,
        )
    assert [p.where for p in refused.value.problems] == [
        "verdicts.csv, row 2",
        "verdicts.csv, row 3",
        "verdicts.csv, row 3",
    ]
    assert not workspace.verdicts.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F1,upheld,,", "F1,rejected,,"),
        ("F1,rejected,,", "F1,upheld,,"),
        ("F1,partly,5,", "F1,partly,6,"),
        ("F1,partly,6,", "F1,partly,5,"),
        ("F1,partly,5,a", "F1,partly,5,b"),
        ("F1,partly,5,b", "F1,partly,5,a"),
    ],
)
def test_two_verdicts_for_one_finding_in_a_file_are_told(
    workspace: Workspace, tmp_path: Path, one: str, other: str
) -> None:
    rows = [[*one.split(","), ""], [*other.split(","), ""]]
    result = import_verdicts(workspace, form(tmp_path, *rows), at=NOON)
    assert (result.added, len(result.problems)) == (1, 1)
    same = import_verdicts(workspace, form(tmp_path, rows[1], rows[1]), at=NOON)
    assert (same.added, same.problems) == (1, ())


def test_an_unknown_amount_at_risk_bounds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    assert (
        import_verdicts(
            workspace, form(tmp_path, ["F2", "upheld", "12345.67", "", ""]), at=NOON
        ).added
        == 1
    )


def test_a_file_without_the_form_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="核查结论"):
        import_verdicts(workspace, form(tmp_path, ["1", "2"], header=["a", "b"]))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x81\x81", "说明\n疑点".encode("gb18030")])
def test_a_file_that_is_no_table_is_refused(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(ImportRefused):
        import_verdicts(workspace, file)


def test_a_file_that_only_calls_itself_excel_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"finding_id,outcome\n")
    with pytest.raises(ImportRefused, match="a workbook that cannot be opened"):
        import_verdicts(workspace, file)


def test_a_cell_far_from_the_form_is_told_and_not_made_room_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.create_sheet("核查")
    sheet.append(["finding_id", "outcome"])
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "form.xlsx")
    with pytest.raises(
        ImportRefused, match=r"form\.xlsx 核查!XFD1048576: a cell far from the table"
    ):
        import_verdicts(workspace, tmp_path / "form.xlsx")


def test_chinese_headers_in_gb18030_are_understood(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes("疑点编号,核查结论,核实金额（元）\nF1,属实,10.00元\n".encode("gb18030"))
    import_verdicts(workspace, file, at=NOON)
    assert all_verdicts(workspace.verdicts)["amount_upheld"].to_list() == [Decimal("10.00")]


def test_a_finding_of_an_earlier_run_can_still_be_judged(
    workspace: Workspace, tmp_path: Path
) -> None:
    publish(workspace, finding("F7"))
    assert (
        import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "", "", ""]), at=NOON).added == 1
    )


def test_a_verdict_judges_the_evidence_of_the_run_its_form_came_from(
    workspace: Workspace, tmp_path: Path
) -> None:
    [first] = [
        p.parent.name for p in workspace.runs.glob("*/manifest.json") if p.parent.name != "latest"
    ]
    publish(workspace, finding("F1", evidence_hash="newer"))
    file = form(tmp_path, ["F1", "upheld", first], header=["finding_id", "outcome", "run_id"])
    import_verdicts(workspace, file, at=NOON)
    assert all_verdicts(workspace.verdicts)["evidence_hash"].to_list() == ["hash-F1"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_read_back_as_it_was_written(
    workspace: Workspace, tmp_path: Path, ending: str, lang: str
) -> None:
    import_verdicts(
        workspace, form(tmp_path, ["F1", "partly", "33.30", "-see note", "王"]), at=NOON
    )
    template = tmp_path / f"t.{ending}"
    assert export_template(workspace, template, lang) == 2
    again = import_verdicts(workspace, template, at=NOON)
    assert (again.added, again.unchanged, again.empty, again.problems) == (0, 1, 1, ())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_for_a_folder_that_is_not_there_is_refused(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "nodir" / f"t.{ending}"
    with pytest.raises(UsageError) as raised:
        export_template(workspace, file)
    assert str(raised.value).startswith(f"{file}: there is no folder {file.parent}\n  Make the")
    assert not file.parent.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_that_cannot_be_written_says_so(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"t.{ending}"
    file.mkdir()
    with pytest.raises(StorageError) as raised:
        export_template(workspace, file)
    assert str(raised.value).startswith(f"{file}: cannot be written: Is a directory\n  Close it")


def test_the_time_is_now_where_none_is_given(workspace: Workspace, tmp_path: Path) -> None:
    import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "", "", ""]))
    at = datetime.fromisoformat(all_verdicts(workspace.verdicts)["at"][0])
    assert at.tzinfo is not None


def test_each_row_is_judged_by_its_own_run_and_by_the_newest_where_that_has_it_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    (first,) = runs_of(workspace)
    publish(workspace, finding("F1", evidence_hash="newer"), finding("F3"))
    _, second = runs_of(workspace)
    publish(workspace, finding("F1", evidence_hash="newest"), finding("F2", evidence_hash="newest"))
    rows = [["F1", "upheld", first], ["F2", "partly", second], ["F3", "upheld", second]]
    file = form(tmp_path, *rows, header=["finding_id", "outcome", "run_id"])
    assert import_verdicts(workspace, file, at=NOON).added == 3
    judged = all_verdicts(workspace.verdicts).select("finding_id", "evidence_hash").rows()
    assert judged == [("F1", "hash-F1"), ("F2", "newest"), ("F3", "hash-F3")]


def runs_of(workspace: Workspace) -> list[str]:
    names = [p.parent.name for p in workspace.runs.glob("*/manifest.json")]
    return sorted(n for n in names if n != "latest")


def test_a_row_twice_is_one_verdict_and_what_stands_already_keeps_a_file_from_being_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    twice = ["F1", "partly", "100.00元", "n", ""]
    first = import_verdicts(workspace, form(tmp_path, twice, twice), who="李", at=NOON)
    assert (first.added, first.unchanged, first.problems) == (1, 0, ())
    again = import_verdicts(workspace, form(tmp_path, twice, ["F9", "upheld", "", "", ""]), at=NOON)
    assert (again.added, again.unchanged, again.empty, len(again.problems)) == (0, 1, 0, 1)
    assert again.json() == {
        "added": 0,
        "unchanged": 1,
        "empty": 0,
        "skipped": [
            {
                "where": "verdicts.csv, row 3",
                "what": "no run of this workspace has this finding",
                "todo": "Import it where the list came from.",
            }
        ],
    }
    assert again.lines()[0] == (
        "0 verdicts added, 1 unchanged, 0 rows without a verdict; 1 rows not taken:"
    )
    assert len(again.lines()) == 2


@pytest.mark.parametrize(
    "row",
    [
        ["F1", "upheld", "80", "another note", ""],
        ["F1", "upheld", "79.99", "n", ""],
        ["F1", "partly", "80", "n", ""],
    ],
)
def test_what_says_anything_else_of_a_finding_is_a_new_verdict(
    workspace: Workspace, tmp_path: Path, row: list[str]
) -> None:
    import_verdicts(workspace, form(tmp_path, ["F1", "upheld", "80", "n", ""]), at=NOON)
    assert import_verdicts(workspace, form(tmp_path, row), at=NOON).added == 1


def test_the_same_verdict_on_other_evidence_is_a_new_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = form(tmp_path, ["F1", "upheld", "80", "n", ""])
    import_verdicts(workspace, file, at=NOON)
    publish(workspace, finding("F1", evidence_hash="newer"))
    assert import_verdicts(workspace, file, at=NOON).added == 1


def test_amounts_are_to_the_cent_and_one_that_is_rejected_is_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [["F1", "partly", "33.300000000000004", "", "王"], ["F2", "rejected", "0", "", ""]]
    import_verdicts(workspace, form(tmp_path, *rows), who="李", at=NOON)
    told = all_verdicts(workspace.verdicts).select("amount_upheld", "who", "drawn_at_random").rows()
    assert told == [(Decimal("33.30"), "王", False), (Decimal("0.00"), "李", False)]


@pytest.mark.parametrize("amount", ["1,234.50", "1，234.5元", "1234.50"])
def test_thousands_may_be_parted(workspace: Workspace, tmp_path: Path, amount: str) -> None:
    publish(workspace, finding("F8", amount_at_risk=Decimal(2000)))
    import_verdicts(workspace, form(tmp_path, ["F8", "partly", amount, "", ""]), at=NOON)
    told = all_verdicts(workspace.verdicts)["amount_upheld"].to_list()
    assert told == [Decimal("1234.50")]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "12,50", "1,2345", "1,23", "，5"])
def test_what_is_no_finite_number_is_no_amount(
    workspace: Workspace, tmp_path: Path, amount: str
) -> None:
    with pytest.raises(ImportRefused, match="not a number"):
        import_verdicts(workspace, form(tmp_path, ["F1", "upheld", amount, "", ""]), at=NOON)


def test_findings_of_a_lead_drawn_by_lot_keep_the_chance_of_the_draw() -> None:
    lot = [{"kind": "amount", "value": 9}, {"kind": "seat_random", "value": "0.25"}]
    leads = pl.DataFrame(
        {
            "finding_ids": [["F1", "F2"], ["F3"]],
            "reasons": [json.dumps(lot), json.dumps(lot[:1])],
        }
    )
    assert draws_of(leads) == {"F1": 0.25, "F2": 0.25}


def test_a_row_that_contradicts_one_that_stands_already_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    stands = ["F1", "upheld", "", "", "王"]
    import_verdicts(workspace, form(tmp_path, stands), at=NOON)
    result = import_verdicts(workspace, form(tmp_path, stands, ["F1", "rejected", "", "", "王"]))
    assert (result.added, result.unchanged) == (0, 1)
    assert [p.where for p in result.problems] == ["verdicts.csv, row 3"]
    assert all_verdicts(workspace.verdicts)["outcome"].to_list() == ["upheld"]


def test_rows_that_nobody_filled_in_are_counted_one_by_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Five of seven: a note without an outcome is no verdict."""
    blank = [[f"F{n}", "", "", "a note", ""] for n in range(3, 8)]
    rows = [["F1", "upheld", "", "", ""], ["F2", "rejected", "", "", ""], *blank]
    result = import_verdicts(workspace, form(tmp_path, *rows), at=NOON)
    assert (result.added, result.unchanged, result.empty) == (2, 0, 5)
    assert result.lines() == ["2 verdicts added, 0 unchanged, 5 rows without a verdict"]
