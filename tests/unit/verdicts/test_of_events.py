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
from feijian.verdicts.import_form import export_template, import_verdicts
from feijian.verdicts.of_events import excepted
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
