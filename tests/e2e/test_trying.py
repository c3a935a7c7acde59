"""Other settings and other reference rows tried on a run, leads acted on, providers swept by county or plan."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from feijian.cli.app import app
from feijian.errors import UsageError
from feijian.leads.acts import lead_states
from feijian.leads.providers import swept_providers
from feijian.library.roots import builtin_root
from feijian.verdicts.settled import read_settled
from feijian.workbench.desk import dsn_of
from feijian.workbench.store import EventStore
from feijian.workspace import Run, Workspace


@pytest.fixture(scope="module")
def own(county: Any, county_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of this module's own, with the county's run."""
    assert county_run.file("leads.parquet").is_file()
    folder = tmp_path_factory.mktemp("trying") / "ws"
    shutil.copytree(county.workspace.root, folder, symlinks=True)
    return Workspace.open(folder)


@pytest.fixture
def ask(own: Workspace) -> Any:
    def command(*words: str) -> Result:
        done = CliRunner().invoke(app, [*words, "--workspace", str(own.root)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return command


def test_what_a_tighter_setting_would_leave_is_told_with_leads_and_places(
    ask: Any, own: Workspace, county_run: Run
) -> None:
    before = own.warehouse.read_bytes()
    rule_id = "bed_padding.bed_padding_idle"
    strictest = {"least_run": 30, "least_token_run": 60, "least_idle_days": 30}
    asked = [w for n, v in strictest.items() for w in ("--set", f"{rule_id}.{n}={v}")]
    told = json.loads(ask("whatif", *asked, "--json").stdout)[0]
    (rule,) = told["rules"]
    findings = pl.read_parquet(county_run.file("findings.parquet"))
    now = findings.filter(pl.col("rule_id") == "bed_padding.bed_padding_idle").height
    assert rule["before"] == now > 0
    assert rule["after"] < now
    assert told["leads"][0] == pl.read_parquet(county_run.file("leads.parquet")).height
    gone_or_moved = [c for c in told["changes"] if c["change"] != "new"]
    assert gone_or_moved
    assert own.warehouse.read_bytes() == before


def test_the_setting_that_stands_changes_nothing(ask: Any, tmp_path: Path) -> None:
    sets = {"as it is": {"bed_padding.bed_padding_idle": {}}}
    file = tmp_path / "sets.json"
    file.write_text(json.dumps(sets), encoding="utf-8")
    (told,) = json.loads(ask("whatif", "--sets", str(file), "--json").stdout)
    assert told["changes"] == []
    assert told["amount"][0] == told["amount"][1]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("whatif",), "nothing to try"),
        (("whatif", "--set", "least_idle_days=3"), "does not name a rule's parameter"),
        (("whatif", "--set", "bed_padding.bed_padding_idle.days=3"), "no such parameter"),
        (("sweep",), "names no provider"),
        (("leads", "due", "1", "soon"), "2025-07-31"),
        (("leads", "status", "1", "done"), "no such status"),
        (("leads", "note", "1", "身份证 370101199001011234"), "identity"),
        (("leads", "settled", "1"), "is empty"),
        (("leads", "settled", "1", "--undo"), "was not settled"),
        (("leads", "assign", "L-none", "张"), "no such lead"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    own: Workspace, words: tuple[str, ...], what: str
) -> None:
    done = CliRunner().invoke(app, [*words, "--workspace", str(own.root)])
    assert done.exit_code != 0
    assert what in (str(done.exception) if isinstance(done.exception, UsageError) else done.output)


def test_a_reference_file_tells_the_findings_it_would_add_before_it_is_taken(
    ask: Any, own: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "item_min_level.csv"
    file.write_text("item_prefix,min_level,source\n001204000060000,3,circular\n", "utf-8")
    before = own.warehouse.read_bytes()
    told = json.loads(ask("reference", "diff", str(file), "--as-of", "2026-12-31", "--json").stdout)
    (effect,) = told["findings"]
    assert effect["rule_id"] == "restricted_use.item_facility_level"
    assert (effect["added"] > 0, effect["removed"]) == (True, 0)
    assert len(effect["examples"]) == 3
    assert own.warehouse.read_bytes() == before
    quiet = json.loads(ask("reference", "diff", str(file), "--no-findings", "--json").stdout)
    assert quiet["findings"] is None


def test_rows_that_a_derived_table_reads_are_tried_too(ask: Any, tmp_path: Path) -> None:
    """Courses of treatment are known through a derived table; without its rows they are found."""
    file = tmp_path / "readmission_innocent.csv"
    shipped = builtin_root() / "data_contracts" / "reference" / "readmission_innocent.csv"
    head, *rows = shipped.read_text(encoding="utf-8").splitlines()
    others = [r for r in rows if not r.startswith("diagnosis,Z51")]
    assert len(others) < len(rows)
    file.write_text("\n".join([head, *others]) + "\n", encoding="utf-8")
    told = json.loads(ask("reference", "diff", str(file), "--replace", "--json").stdout)
    assert {e["rule_id"] for e in told["findings"]} == set(told["rules"])
    assert len(told["gone"]) == len(rows) - len(others)


def test_acts_on_a_lead_are_appended_and_shown(ask: Any, own: Workspace) -> None:
    lead = json.loads(ask("leads", "list", "--limit", "1", "--json").stdout)[0]["lead_id"]
    for words in (
        ("assign", "张检查"),
        ("status", "visit"),
        ("due", "2027-01-31"),
        ("note", "已约医院"),
    ):
        assert ask("leads", words[0], "1", words[1]).exit_code == 0
    row = json.loads(ask("leads", "list", "--limit", "1", "--json").stdout)[0]
    assert (row["state"], row["assignee"], row["due"]) == ("visit", "张检查", "2027-01-31")
    assert "已约医院" in ask("leads", "show", "1").stdout
    kinds = [e.kind for e in EventStore(dsn_of(own)).since() if e.subject == lead]
    assert kinds == ["lead.assigned", "lead.status", "lead.due", "lead.noted"]
    assert EventStore(dsn_of(own)).verify() == ""


def test_a_lead_settled_as_a_whole_leaves_its_findings_out_until_it_is_taken_back(
    ask: Any, own: Workspace
) -> None:
    lead = json.loads(ask("leads", "show", "2", "--json").stdout)
    assert ask("leads", "settled", "2", "--how", "自查自纠已退回").exit_code == 0
    assert set(lead["finding_ids"]) <= read_settled(own.verdicts).findings
    assert lead_states(own)[lead["lead_id"]].status == "closed"
    assert ask("leads", "settled", "2", "--undo").exit_code == 0
    assert read_settled(own.verdicts).findings == frozenset()
    assert lead_states(own)[lead["lead_id"]].settled == ""


def test_providers_are_swept_by_name_by_county_and_by_plan(own: Workspace, tmp_path: Path) -> None:
    with own.reading() as connection:
        rows = connection.execute(
            "select provider_id, name, region_code from canonical.provider order by provider_id"
        ).fetchall()
    provider, name, region = rows[0]
    assert swept_providers(own, [name], "", None) == (provider,)
    assert set(swept_providers(own, (), region, None)) == {p for p, _, r in rows if r == region}
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"stops": [{"provider_id": rows[1][0]}]}), encoding="utf-8")
    assert swept_providers(own, [provider], "", plan) == (provider, rows[1][0])
    plan.write_text(json.dumps({"stops": [{"provider_id": "H-none"}]}), encoding="utf-8")
    for county, file, what in (
        ("00", None, "begins so"),
        ("", plan, "not loaded"),
        ("", tmp_path / "x", "cannot be read"),
    ):
        with pytest.raises(UsageError, match=what):
            swept_providers(own, (), county, file)


def test_no_rule_that_reads_knowledge_names_what_only_looks_like_it(
    county: Any, county_run: Run
) -> None:
    """The right operation, the other plant, the combination, the second eye, the rescue."""
    innocent = pl.read_parquet(county.folder / "look_alikes.parquet")
    names = {"operation_that_fits", "other_plant", "one_treatment", "second_eye", "rescue"}
    assert names <= set(innocent["name"])
    units = set(innocent.filter(pl.col("name").is_in(names)).explode("units")["units"])
    named = [
        (row["rule_id"], row["message_zh"])
        for row in pl.read_parquet(county_run.file("findings.parquet")).iter_rows(named=True)
        if units
        & {row["subject_id"], *(row["encounter_ids"] or ()), *(row["claim_line_ids"] or ())}
    ]
    assert named == []
