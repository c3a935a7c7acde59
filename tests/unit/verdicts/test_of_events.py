"""One event, one judgement: a row of the form speaks of every finding of its event."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from feijian.errors import ImportRefused
from feijian.leads.posterior import chances, clustered
from feijian.leads.ranking import rank_leads
from feijian.verdicts.form import FormRow
from feijian.verdicts.import_form import export_template, import_verdicts
from feijian.verdicts.of_events import excepted, of_events
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import RunRequest, Workspace, begin_run, publish_run
from tests.conftest import AS_OF
from tests.unit.leads.frames import finding, findings, known, verdict, verdicts


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A run with an event of two findings (100 and 50 of the same line) and one of a single finding."""
    made = Workspace.create(tmp_path / "w")
    run = begin_run(made, RunRequest(AS_OF))
    line = {"encounter_ids": ["E1"], "claim_line_ids": ["L1"], "event_id": "V1"}
    rows = findings(
        finding("F1", amount_at_risk="100", **line),
        finding("F2", "overcharging.above_cap", amount_at_risk="50", **line),
        finding("F3", event_id="V3", claim_line_ids=["L9"], amount_at_risk="10"),
    )
    ranking = rank_leads(known(rows, run_id=run.run_id))
    rows.write_parquet(run.file("findings.parquet"))
    ranking.leads.write_parquet(run.file("leads.parquet"))
    ranking.events.write_parquet(run.file("events.parquet"))
    publish_run(made, run, {})
    return made


def filled(workspace: Workspace, file: Path, **cells: str) -> int:
    """The template with the first event's row filled in, read back; how many verdicts were added."""
    export_template(workspace, file, "en")
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 2
    (row,) = [r for r in rows if r["Event"] == "V1"]
    row.update(cells)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(row))
        writer.writeheader()
        writer.writerows(rows)
    return import_verdicts(workspace, file).added


def standing(workspace: Workspace) -> dict[str, tuple[str, Decimal | None]]:
    rows = standing_verdicts(workspace.verdicts).iter_rows(named=True)
    return {r["finding_id"]: (r["outcome"], r["amount_upheld"]) for r in rows}


def test_a_verdict_on_an_event_is_one_on_each_of_its_findings(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert filled(workspace, tmp_path / "f.csv", Outcome="Not upheld") == 2
    assert standing(workspace) == {"F1": ("rejected", 0), "F2": ("rejected", 0)}


def test_an_amount_upheld_is_divided_as_the_findings_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    cells = {"Outcome": "Partly upheld", "Amount upheld (yuan)": "40"}
    assert filled(workspace, tmp_path / "f.csv", **cells) == 2
    assert standing(workspace) == {
        "F1": ("partly", Decimal("40.00")),
        "F2": ("partly", Decimal("20.00")),
    }


def test_a_rule_that_the_note_excepts_is_not_judged(workspace: Workspace, tmp_path: Path) -> None:
    cells = {"Outcome": "Upheld", "Note": "查实；除外：overcharging.above_cap"}
    assert filled(workspace, tmp_path / "f.csv", **cells) == 1
    assert list(standing(workspace)) == ["F1"]
    assert excepted("except: a.b, c.d") == {"a.b", "c.d"}
    assert excepted("all of it") == frozenset()


def test_more_than_the_events_amount_is_told(workspace: Workspace, tmp_path: Path) -> None:
    cells = {"Outcome": "Upheld", "Amount upheld (yuan)": "101"}
    with pytest.raises(ImportRefused, match=r"above the event's 100\.00"):
        filled(workspace, tmp_path / "f.csv", **cells)


def test_findings_judged_apart_have_their_own_rows(workspace: Workspace, tmp_path: Path) -> None:
    filled(workspace, tmp_path / "f.csv", Outcome="Upheld", Note="除外：overcharging.above_cap")
    export_template(workspace, tmp_path / "g.csv", "en")
    rows = pl.read_csv(tmp_path / "g.csv")
    assert sorted(rows["Finding"].to_list()) == ["F1", "F2", "F3"]


def test_learning_counts_an_event_once() -> None:
    """Three findings of one rule in one event, all rejected, are one verdict: 4 of 6, not 4 of 8."""
    its = findings(*(finding(f"F{n}", event_id="V1") for n in range(3)))
    said = clustered(verdicts(*(verdict(f"F{n}", "rejected") for n in range(3))), its)
    rule = chances({"unbundling.item_pair": "definite"}, said)["unbundling.item_pair"]
    assert (rule.checked, rule.mean) == (1, pytest.approx(4 / 6))


def row(**cells: str) -> FormRow:
    return FormRow("form.csv, row 2", {"event_id": "V1", "outcome": "partly", **cells})


def by_findings(workspace: Workspace, **cells: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Finding → its run and amount, and what is told."""
    rows, problems = of_events(workspace, [row(**cells)], workspace_runs(workspace))
    told = {r.get("finding_id"): (r.get("run_id"), r.get("amount_upheld")) for r in rows}
    return told, [p.what for p in problems]


def workspace_runs(workspace: Workspace) -> list[str]:
    names = [m.parent.name for m in workspace.runs.glob("*/manifest.json")]
    return sorted((n for n in names if n != "latest"), reverse=True)


def test_the_amount_written_may_be_the_whole_and_may_be_no_number(workspace: Workspace) -> None:
    (run,) = workspace_runs(workspace)
    assert by_findings(workspace, amount_upheld="1,00.00元")[0] == {
        "F1": (run, "100.00"),
        "F2": (run, "50.00"),
    }
    assert by_findings(workspace, amount_upheld="0")[0]["F2"] == (run, "0.00")
    for text in ("many", "NaN", "Infinity"):
        # the check of the row itself tells that it is no number
        assert by_findings(workspace, amount_upheld=text) == (
            {"F1": (run, text), "F2": (run, text)},
            [],
        )


def test_an_event_is_that_of_the_run_its_form_names_else_of_the_newest_that_has_it(
    workspace: Workspace,
) -> None:
    (first,) = workspace_runs(workspace)
    for event in ("V1", "V8"):
        run = begin_run(workspace, RunRequest(AS_OF))
        rows = findings(finding("F1", event_id=event, amount_at_risk=None, fund_at_risk=None))
        ranking = rank_leads(known(rows, run_id=run.run_id))
        rows.write_parquet(run.file("findings.parquet"))
        ranking.events.write_parquet(run.file("events.parquet"))
        publish_run(workspace, run, {})
    third, second, _ = workspace_runs(workspace)
    assert by_findings(workspace, amount_upheld="5")[0] == {"F1": (second, "")}
    assert by_findings(workspace, run_id=first)[0] == {"F1": (first, ""), "F2": (first, "")}
    # the run named has not this event: a newer one has
    assert by_findings(workspace, run_id=first, event_id="V8")[0] == {"F1": (third, "")}
    assert by_findings(workspace, run_id="never")[0] == {"F1": (second, "")}
    assert by_findings(workspace, event_id="V9") == (
        {},
        ["no run of this workspace has this event"],
    )


def test_a_row_of_a_finding_is_left_as_it_is(workspace: Workspace) -> None:
    own = row(event_id="", finding_id="F9", amount_upheld="7")
    assert of_events(workspace, [own], workspace_runs(workspace)) == ([own], [])


def test_only_what_looks_like_a_rule_is_excepted() -> None:
    assert excepted("Except：a.b c.d，and、e.f") == {"a.b", "c.d", "e.f"}


def test_two_events_of_a_form_are_each_their_own_findings(workspace: Workspace) -> None:
    rows, problems = of_events(
        workspace,
        [row(outcome="upheld"), row(event_id="V3", outcome="rejected")],
        workspace_runs(workspace),
    )
    assert [(r.get("finding_id"), r.get("outcome")) for r in rows] == [
        ("F1", "upheld"),
        ("F2", "upheld"),
        ("F3", "rejected"),
    ]
    assert problems == []
