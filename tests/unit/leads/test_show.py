"""Leads as they are printed and written to a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from feijian.errors import UsageError
from feijian.leads.ranking import rank_leads
from feijian.leads.show import (
    export_leads,
    lead_facts,
    lead_page,
    lead_rows,
    leads_table,
    next_steps_of,
    published_leads,
    similar_lines,
)
from feijian.leads.similar import JudgedCase
from feijian.leads.whatif import read_sets
from feijian.workspace import Run, RunRequest, Workspace, begin_run
from feijian.workspace.settings import LeadSettings
from tests.conftest import AS_OF
from tests.unit.leads.frames import finding, findings, known, score, scores

MORE = "  {n} more in leads.en.xlsx"
PERSON = "370101199001011234"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two leads of rules, the first of three findings, and one of a model."""
    workspace = Workspace.create(tmp_path_factory.mktemp("show") / "w")
    made = begin_run(workspace, RunRequest(AS_OF))
    rows = findings(
        finding("F1", amount_at_risk="1000", occurred_to=date(2026, 3, 5)),
        finding(
            "F2",
            amount_at_risk="2000",
            subject_id="E2",
            message_en=f"of {PERSON}",
            person_id=PERSON,
        ),
        finding("F3", amount_at_risk=None, subject_id="E3", occurred_from=None, occurred_to=None),
        finding(
            "F4", "identity.two_places", provider_id="H2", subject_id="E4", amount_at_risk=None
        ),
    )
    crowd = [score(f"C{n}", 50.0) for n in range(200)]
    odd = score("H3", 99.0, q_value=0.1)
    facts = known(
        rows, scores=scores(*crowd, odd), settings=LeadSettings(every=10), run_id=made.run_id
    )
    rows.write_parquet(made.file("findings.parquet"))
    rank_leads(facts).leads.write_parquet(made.file("leads.parquet"))
    return made


def test_the_table_says_what_is_known_and_dashes_what_is_not(run: Run) -> None:
    heads, rows = leads_table(run, "en")
    assert heads == (
        *("rank", "lead", "title", "period", "findings", "at risk", "expected"),
        "money likely upheld",
    )
    assert [(r[0], *r[3:]) for r in rows] == [
        ("1", "2026-03-01 … 2026-03-05", "3", "3,000.00", "about ¥2,400", "80%"),
        ("2", "2026-03-01", "1", "—", "—", "30%"),
        ("3", "2026-03-01 … 2026-03-31", "0", "—", "—", "—"),
    ]
    assert rows[0][2].startswith("第一医院: ")
    assert [r[0] for r in leads_table(run, "zh", 2)[1]] == ["1", "2"]
    assert len(lead_rows(run, 1)) == 1
    assert [r["rank"] for r in lead_rows(run)] == [1, 2, 3]
    assert lead_rows(run)[0]["reasons"][0]["kind"] == "rank"


def test_a_lead_is_found_by_its_id_or_place_with_its_dearest_finding_first(run: Run) -> None:
    lead = lead_facts(run, "1")
    assert [f["finding_id"] for f in lead["evidence"]] == ["F2", "F1", "F3"]
    assert lead_facts(run, lead["lead_id"])["rank"] == 1
    for wanted in ("0", "4", "L"):
        with pytest.raises(UsageError, match="no such lead"):
            lead_facts(run, wanted)


def test_the_page_of_a_lead_lists_so_many_findings_and_counts_the_rest(run: Run) -> None:
    page = lead_page(run, "1", "en", most=2).splitlines()
    assert page[0].startswith("#1  第一医院: ")
    assert page[1].endswith("  2026-03-01 … 2026-03-05")
    listed = [line for line in page if line.startswith("  F")]
    assert listed == [
        "  F2  2026-03-01      2,000.00  of 37************1234",
        "  F1  2026-03-01      1,000.00  message",
    ]
    assert "  · execution record of the day" in page
    assert "  · 条例38(三)" in page
    # steps stand under their own heading, not among the reasons
    assert not any("To check on site" in line for line in page)
    whole = lead_page(run, "1", "en", most=3, alike=("one like it",))
    assert "  F3  —  " + " " * 11 + "—  message" in whole.splitlines()
    assert MORE.format(n=1) in page
    assert not any(MORE.format(n=n) in whole for n in (-1, 0, 1))
    assert "  · one like it" in whole
    of_model = lead_page(run, "3", "en")
    assert not any(line.startswith("  F") for line in of_model.splitlines())


def test_steps_are_those_of_the_wanted_language() -> None:
    told = [{"kind": "rank"}, {"kind": "next_steps", "value": {"zh": ["甲"], "en": ["a", "b"]}}]
    assert next_steps_of(told, "en") == ["a", "b"]
    assert next_steps_of(told, "zh") == ["甲"]
    assert next_steps_of(told[:1], "zh") == []


def judged(event: str, alike: float, **given: object) -> JudgedCase:
    fixed = {
        "rule_id": "a.b",
        "outcome": "upheld",
        "amount": None,
        "upheld": Decimal("12.5"),
        "note": "",
        "at": "2026-03-01",
    }
    return JudgedCase(event_id=event, alike=alike, **{**fixed, **given})  # type: ignore[arg-type]


def test_of_judged_events_the_nearest_are_told_each_once() -> None:
    near = {
        "V1": [judged("A" * 13, 0.5), judged("B", 0.9, note="n" * 81)],
        "V2": [
            judged("A" * 13, 0.7),
            judged("B", 0.8),
            judged("C", 0.7, upheld=None, outcome="odd"),
        ],
    }
    assert similar_lines(near, "en") == [
        f"2026-03-01  B  a.b  Upheld  12.50  90%  {'n' * 80}",
        f"2026-03-01  {'A' * 12}  a.b  Upheld  12.50  70%",
        "2026-03-01  C  a.b  odd  —  70%",
    ]
    assert len(similar_lines({"V": [judged(str(n), 0.5) for n in range(7)]}, "zh")) == 5
    assert len(similar_lines(near, "zh", 1)) == 1
    assert similar_lines({}, "en") == []


def test_a_run_without_leads_says_so(tmp_path: Path) -> None:
    run = begin_run(Workspace.create(tmp_path / "w"), RunRequest(AS_OF))
    with pytest.raises(UsageError, match="this run has no leads"):
        published_leads(run)


def test_leads_are_written_as_the_ending_says(run: Run, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "parquet"):
        export_leads(run, tmp_path / f"leads.{ending}", "en")
    raw = (tmp_path / "leads.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfrank,lead_id,title_en,")
    table = pl.read_csv(tmp_path / "leads.csv")
    assert table["rank"].to_list() == [1, 2, 3]
    assert pl.read_parquet(tmp_path / "leads.parquet").height == 3
    sheet = openpyxl.load_workbook(tmp_path / "leads.xlsx").active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.max_row, sheet["A1"].value) == ("A2", 4, "rank")
    with pytest.raises(UsageError, match="unknown ending"):
        export_leads(run, tmp_path / "leads.txt", "en")


def test_a_title_that_a_sheet_would_run_stays_text(run: Run, tmp_path: Path) -> None:
    leads = published_leads(run).with_columns(pl.lit("=1+1").alias("title_en"))
    other = begin_run(Workspace.create(tmp_path / "w"), RunRequest(AS_OF))
    leads.write_parquet(other.file("leads.parquet"))
    export_leads(other, tmp_path / "leads.csv", "en")
    assert set(pl.read_csv(tmp_path / "leads.csv")["title_en"]) == {"'=1+1"}
    export_leads(other, tmp_path / "leads.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "leads.xlsx").active
    assert sheet is not None
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("text", ["{}", "[]", '{"a": {}}', '{"a": []}', '{"a": {"r": 1}}', "x"])
def test_sets_of_parameters_are_named_by_rule_and_never_empty(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_sets(text)


def test_sets_of_parameters_are_read_as_they_stand() -> None:
    text = '{"strict": {"a.b": {"days": 3}}, "mild": {"a.b": {}}}'
    assert read_sets(text) == {"strict": {"a.b": {"days": 3}}, "mild": {"a.b": {}}}
