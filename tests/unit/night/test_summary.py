"""The page of a night: what it says, in which order, and what it leaves out."""

from __future__ import annotations

import json
from datetime import date
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from feijian.leads.ranking import rank_leads
from feijian.night.record import quality_summary, top_leads
from feijian.night.summary import Part, Summary, batch_before, night_summary, write_summaries
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from tests.unit.leads.frames import finding, findings, known

DAY = date(2026, 7, 1)
QUALITY = {
    "quarantine": [{"rows": 1200}, {"rows": "34"}],
    "suites": [{"success": True}, {"success": False}, {"success": True}],
    "balance": [{"read": 10, "accepted": 7}, {"read": 5, "accepted": 5}],
}


def page(**lines: tuple[str, ...]) -> Summary:
    parts = tuple(Part(title, told) for title, told in lines.items())
    return Summary("en", "Night <1>", "head & all", parts, "foot")


def test_markdown_reads_a_line_as_text_and_nothing_else() -> None:
    assert page(Top=("a_b [c] #1", "plain"), Late=("*x*",)).markdown() == (
        "# Night <1>\n\nhead & all\n\n## Top\n\n- a\\_b \\[c\\] \\#1\n- plain\n"
        "\n## Late\n\n- \\*x\\*\n\n*foot*\n"
    )


def test_the_page_loads_nothing_and_escapes_what_it_says() -> None:
    text = page(Top=("<b>",)).html()
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert "default-src 'none'" in text
    assert (
        "<h1>Night &lt;1&gt;</h1><p>head &amp; all</p><h2>Top</h2><ul><li>&lt;b&gt;</li></ul>"
        in text
    )
    assert '<html lang="zh-CN">' in Summary("zh", "t", "h", (), "f").html()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A warehouse whose newest charge is of 17 May: 45 days before the first of July."""
    # runs of one second stand in the order in which they were begun
    numbers = count()
    monkeypatch.setattr("secrets.token_hex", lambda _: f"{next(numbers):06x}")
    made = Workspace.create(tmp_path / "w")
    with made.writing() as connection:
        connection.execute("create schema if not exists canonical")
        connection.execute("create table canonical.claim_line (charged_at timestamp)")
        connection.execute(
            "insert into canonical.claim_line values ('2026-05-17 23:00'), ('2026-05-01')"
        )
    return made


def published(
    workspace: Workspace, *rows: dict[str, object], as_of: date = DAY, **asked: object
) -> Run:
    run = begin_run(workspace, RunRequest(as_of, **asked))  # type: ignore[arg-type]
    table = findings(*rows)
    table.write_parquet(run.file("findings.parquet"))
    rank_leads(known(table, run_id=run.run_id)).leads.write_parquet(run.file("leads.parquet"))
    publish_run(workspace, run, {"steps": {"judge": {"findings": 1234}}})
    return run


def told(summary: Summary) -> dict[str, tuple[str, ...]]:
    return {part.title: part.lines for part in summary.parts}


def many(number: int) -> list[dict[str, object]]:
    return [
        finding(f"F{n}", provider_id=f"H{n}", subject_id=f"E{n}", amount_at_risk=str(1000 - n))
        for n in range(number)
    ]


def test_a_first_night_has_its_first_five_leads_and_nothing_to_compare(
    workspace: Workspace,
) -> None:
    run = published(workspace, *many(7))
    summary = night_summary(workspace, run, "en")
    assert summary.counts == {"late": 0, "failed": 0, "new": 0}
    assert "1,234" in summary.head
    top, new, late, failed = (part.lines for part in summary.parts)
    assert [line.split(" ")[0] for line in top] == ["#1", "#2", "#3", "#4", "#5"]
    assert (len(new), len(late), len(failed)) == (1, 1, 1)


def test_a_later_night_tells_ten_changes_and_how_many_more(workspace: Workspace) -> None:
    earlier = published(workspace, *many(1))
    run = published(workspace, *many(13), as_of=date(2026, 7, 2))
    assert batch_before(workspace, run) == earlier
    assert batch_before(workspace, earlier) is None
    summary = night_summary(workspace, run, "en")
    assert summary.counts == {"late": 1, "failed": 0, "new": 12}
    _, new, moved, late, _ = (part.lines for part in summary.parts)
    assert len(new) == 11
    assert new[0].startswith("— → #2 ")
    assert "2" in new[10]
    assert len(moved) == 1
    assert "46" in late[0]


def test_a_sweep_is_no_night_to_compare_with(workspace: Workspace) -> None:
    first = published(workspace, *many(1))
    published(workspace, *many(1), kind="sweep", providers=("H1",))
    assert batch_before(workspace, published(workspace, *many(1))) == first


def test_what_failed_is_told_and_what_ran_is_not(workspace: Workspace) -> None:
    run = published(workspace)
    ran, broke = ("ran", None), ("failed", "out of memory")
    for file, name, made in (
        ("rules.parquet", "rule_id", {"a.good": ran, "a.bad": broke}),
        ("models.parquet", "model_id", {"m.good": ran, "m.bad": ("failed", None)}),
    ):
        pl.DataFrame(
            [(one, *state) for one, state in made.items()],
            schema={name: pl.String, "outcome": pl.String, "detail": pl.String},
            orient="row",
        ).write_parquet(run.file(file))
    run.file("quality").mkdir(exist_ok=True)
    late = {**QUALITY, "late_after_seconds": 77, "late_tables": ["canonical.a", "canonical.b"]}
    run.file("quality/quality.json").write_text(json.dumps(late), encoding="utf-8")
    summary = night_summary(workspace, run, "en", {"b": ["x\n  y", "z"], "a": ["w"]})
    failed = summary.parts[-1].lines
    assert summary.counts["failed"] == len(failed) == 6
    assert "x y" in failed[1]
    assert [name in line for name, line in zip(("a", "b"), failed, strict=False)] == [True, True]
    assert "a.bad out of memory" in failed[2]
    assert failed[3].endswith("m.bad")
    assert "1,234" in failed[4]
    assert "77" in failed[5]
    assert "canonical.a, canonical.b" in failed[5]
    lines = quality_summary(run, "en").splitlines()
    assert [line[:2] for line in lines] == ["- "] * 3
    assert ("15" in lines[0], "12" in lines[0]) == (True, True)
    assert ("2" in lines[1], "3" in lines[1], "1,234" in lines[2]) == (True, True, True)


def test_both_languages_are_written_and_nothing_is_left_beside_them(workspace: Workspace) -> None:
    run = published(workspace, *many(1))
    made = write_summaries(workspace, run)
    assert list(made) == ["zh", "en"]
    for name, lang in (("summary.html", "zh"), ("summary.en.html", "en")):
        assert run.file(name).read_text(encoding="utf-8") == made[lang].html()
    for name, lang in (("summary.md", "zh"), ("summary.en.md", "en")):
        assert run.file(name).read_text(encoding="utf-8") == made[lang].markdown()
    assert list(run.directory.glob(".*part")) == []


def test_the_record_has_the_first_leads_as_text(workspace: Workspace) -> None:
    run = published(workspace, *many(3))
    rows = top_leads(run, "en", 2)
    assert [(r["rank"], r["amount_at_risk"]) for r in rows] == [("1", "1000.00"), ("2", "999.00")]
    assert len(top_leads(run, "zh")) == 3
