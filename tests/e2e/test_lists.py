"""The analyst's questions, each one command, over the county's run."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from feijian.cli.app import app
from feijian.errors import UsageError
from feijian.workspace import Run, Workspace, audit


@pytest.fixture(scope="module")
def own(county: Any, county_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of this module's own, with the county's run: exports and reveals are logged there."""
    assert county_run.file("leads.parquet").is_file()
    folder = tmp_path_factory.mktemp("lists") / "ws"
    shutil.copytree(county.workspace.root, folder, symlinks=True)
    return Workspace.open(folder)


@pytest.fixture
def ask(own: Workspace) -> Any:
    """Run a command over that workspace."""

    def command(*words: str, fails: bool = False) -> Result:
        done = CliRunner().invoke(app, [*words, "--workspace", str(own.root)])
        if not fails and done.exception:
            raise done.exception
        return done

    return command


def rows(done: Result) -> list[dict[str, Any]]:
    return list(json.loads(done.stdout))


def test_leads_are_narrowed_by_provider_name_family_and_rule(ask: Any, county_run: Run) -> None:
    leads = pl.read_parquet(county_run.file("leads.parquet")).filter(pl.col("findings") > 0)
    first = leads.sort("rank").row(0, named=True)
    told = rows(
        ask(
            "leads",
            "list",
            "--provider",
            first["provider_id"],
            "--family",
            first["family"],
            "--json",
        )
    )
    assert first["lead_id"] in {r["lead_id"] for r in told}
    assert {(r["provider_id"], r["family"]) for r in told} == {
        (first["provider_id"], first["family"])
    }
    name = told[0]["provider_name"]
    again = rows(ask("leads", "list", "--provider", name, "--family", first["family"], "--json"))
    assert [r["lead_id"] for r in again] == [r["lead_id"] for r in told]
    rule = told[0]["rule_ids"][0]
    assert all(
        rule in r["rule_ids"]
        for r in rows(ask("leads", "list", "--rule", rule, "--json", "--limit", "0"))
    )


def test_a_near_miss_is_answered_with_names(ask: Any) -> None:
    done = ask("leads", "list", "--family", "readmision", fails=True)
    assert isinstance(done.exception, UsageError)
    assert "readmission" in str(done.exception)
    assert isinstance(
        ask("leads", "list", "--provider", "没有这家", fails=True).exception, UsageError
    )
    assert isinstance(
        ask("findings", "list", "--columns", "amont_at_risk", fails=True).exception, UsageError
    )


def test_findings_by_period_certainty_and_order(ask: Any) -> None:
    told = rows(
        ask(
            "findings",
            "list",
            "--certainty",
            "definite",
            "--sort",
            "-amount_at_risk",
            "--limit",
            "50",
            "--json",
        )
    )
    amounts = [float(r["amount_at_risk"]) for r in told if r["amount_at_risk"] is not None]
    assert amounts == sorted(amounts, reverse=True)
    assert {r["certainty"] for r in told} == {"definite"}
    day = told[0]["occurred_from"]
    within = rows(ask("findings", "list", "--from", day, "--to", day, "--limit", "0", "--json"))
    assert within
    assert all(
        r["occurred_from"] <= day <= (r["occurred_to"] or r["occurred_from"]) for r in within
    )


def test_no_list_shows_a_person_in_clear_unless_it_is_logged(ask: Any, own: Workspace) -> None:
    with own.reading() as connection:
        persons = {
            p for (p,) in connection.execute("select person_id from canonical.person").fetchall()
        }
    for words in (
        ("leads", "list", "--limit", "0", "--json"),
        ("findings", "list", "--limit", "0", "--json"),
        ("events", "list", "--limit", "0", "--json"),
        (
            "query",
            "select person_id, concat('x ', person_id) as text from encounter limit 50",
            "--json",
        ),
    ):
        text = ask(*words).stdout
        assert not [p for p in persons if p in text], words
    before = len(audit.entries(own.root))
    shown = ask("query", "select person_id from encounter limit 3", "--json", "--reveal").stdout
    assert [p for p in persons if p in shown]
    assert audit.entries(own.root)[before].what == "reveal"


def test_lists_leave_as_csv_and_excel(ask: Any, tmp_path: Path) -> None:
    table = list(
        csv.DictReader(
            io.StringIO(
                ask(
                    "events", "list", "--csv", "--columns", "rank,event_id,message", "--limit", "7"
                ).stdout
            )
        )
    )
    assert list(table[0]) == ["rank", "event_id", "message"]
    assert len(table) == 7
    file = tmp_path / "list.xlsx"
    ask("findings", "list", "--xlsx", str(file), "--limit", "5")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet.max_row == 6
    ask("findings", "export", str(tmp_path / "all.parquet"))
    assert pl.read_parquet(tmp_path / "all.parquet").height > 5


@pytest.mark.parametrize(
    "sql",
    [
        "delete from canonical.claim",
        "copy (select 1) to 'x.csv'",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select getenv('HOME')",
        "select 1; select 2",
        "select * from information_schema.tables",
        "attach 'x.db'",
    ],
)
def test_a_question_can_only_read(ask: Any, sql: str) -> None:
    assert isinstance(ask("query", sql, fails=True).exception, UsageError)


def test_a_city_of_six_digits_is_all_its_houses(ask: Any, county: Any) -> None:
    with county.workspace.reading() as warehouse:
        city = warehouse.execute("select min(region_code)[:4] from canonical.provider").fetchone()[
            0
        ]
    short, whole = (
        rows(ask("leads", "list", "--limit", "0", "--county", code, "--json"))
        for code in (city, f"{city}00")
    )
    assert short
    assert whole == short


def test_a_question_reads_the_run_and_the_warehouse_together(ask: Any, county_run: Run) -> None:
    sql = (
        "select provider.name, count(*) as n from findings"
        " join canonical.provider as provider using (provider_id) group by 1 order by n desc"
    )
    told = rows(ask("query", sql, "--json"))
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    assert sum(r["n"] for r in told) == findings["provider_id"].drop_nulls().len()


def test_a_run_does_not_differ_from_itself(ask: Any, county_run: Run) -> None:
    told = json.loads(ask("runs", "diff", county_run.run_id, county_run.run_id, "--json").stdout)
    assert told["changes"] == []
    assert told["same"] == pl.read_parquet(county_run.file("leads.parquet")).height


def test_the_language_that_is_set_is_spoken(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FEIJIAN_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "expected" in ask("leads", "list", "--limit", "1").stdout
    monkeypatch.delenv("FEIJIAN_LANG", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "预计可追回" in ask("leads", "list", "--limit", "1").stdout
    assert "at risk" in ask("leads", "list", "--limit", "1", "--lang", "en").stdout


def test_a_run_is_shown_as_it_was_told_when_it_ended(ask: Any, county_run: Run) -> None:
    leads = pl.read_parquet(county_run.file("leads.parquet"))
    text = ask("runs", "show", county_run.run_id, "--lang", "en").stdout
    assert f"run {county_run.run_id} as of {county_run.request.as_of}" in text
    assert f"leads: {leads.height:,}; amount at risk" in text
    assert "batch" in text
    assert "spark" not in text
    said = json.loads(ask("runs", "show", county_run.run_id, "--json").stdout)
    assert said["run_id"] == county_run.run_id
    assert said["steps"]["rank"]["leads"] == leads.height


def test_the_night_in_brief_names_the_first_leads(ask: Any, county_run: Run) -> None:
    text = ask("runs", "summary").stdout
    first = pl.read_parquet(county_run.file("leads.parquet")).sort("rank").row(0, named=True)
    assert first["title_zh"].split("：")[0] in text
    assert county_run.run_id in text
