"""What a night is given decides what it does: the same again is carried, anything else is done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feijian.night import carrying
from feijian.night.carrying import AFTER, carried_or_done, given
from feijian.workspace import (
    Run,
    RunRequest,
    Workspace,
    begin_run,
    latest_run,
    publish_run,
)
from feijian.workspace.carrying import read_done
from tests.unit.ingest.deliveries import take_in

TODAY = date(2026, 6, 30)
VISITS = "mdtrt_id,psn_no,fixmedins_code,begntime,endtime,med_type,vali_flag\n"


def deliver(workspace: Workspace, name: str, visit: str) -> None:
    folder = workspace.root.parent / name
    folder.mkdir()
    (folder / "fixmedins_b.csv").write_text(
        "fixmedins_code,fixmedins_name,fixmedins_type\nH1,一院,1\n", encoding="utf-8"
    )
    (folder / "mdtrt_d.csv").write_text(VISITS + visit, encoding="utf-8")
    take_in(workspace, folder)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a loaded workspace and a bureau's own content; copied for each test."""
    folder = tmp_path_factory.mktemp("night")
    made = Workspace.create(folder / "w")
    deliver(made, "first", "M1,P1,H1,2026-06-01,2026-06-03,21,1\n")
    own = folder / "own" / "rules" / "stock"
    own.mkdir(parents=True)
    (own / "mine.sql").write_text("-- a rule\n", encoding="utf-8")
    (made.root / "caps.csv").write_text("item_code,max_per_day\nA,1\n", encoding="utf-8")
    (folder / "sanctions.csv").write_text("provider_id,instrument,date\n", encoding="utf-8")
    add(
        made,
        '[library]\nfolders = ["../own"]\n[reference.item_daily_cap]\nfile = "caps.csv"\n'
        '[sanctions]\nfile = "../sanctions.csv"\n',
    )
    return folder


@pytest.fixture
def workspace(loaded: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(loaded, tmp_path / "night")
    return Workspace.open(tmp_path / "night" / "w")


def add(workspace: Workspace, text: str) -> None:
    settings = workspace.settings_file
    settings.write_text(settings.read_text(encoding="utf-8") + text, encoding="utf-8")


def a_run(workspace: Workspace, **asked: object) -> Run:
    return begin_run(workspace, replace(RunRequest(TODAY), **asked))  # type: ignore[arg-type]


def digests(workspace: Workspace, **asked: object) -> dict[str, str]:
    """What each step would be given, had those before it no results of their own."""
    run = replace(a_run(workspace, **asked), run_id="any")
    return {name: given(name, workspace, run) for name in AFTER}


CHANGES: dict[str, tuple[Callable[[Workspace], object], frozenset[str]]] = {
    "a rule's text": (
        lambda w: (w.root.parent / "own/rules/stock/mine.sql").write_text("-- another\n"),
        frozenset(AFTER),
    ),
    "a new file of content": (
        lambda w: (w.root.parent / "own/rules/stock/more.cases.yaml").write_text("- name: x\n"),
        frozenset(AFTER),
    ),
    "a parameter": (
        lambda w: add(w, '[[parameters]]\nrule = "a.b"\nset = { x = 1 }\nreason = "r"\n'),
        frozenset(AFTER),
    ),
    "an exemption": (
        lambda w: add(w, '[[exemptions]]\nrule = "*"\nprovider = "H1"\nreason = "r"\n'),
        frozenset(AFTER),
    ),
    "a bureau's own reference rows": (
        lambda w: (w.root / "caps.csv").write_text("item_code,max_per_day\nA,2\n"),
        frozenset(AFTER),
    ),
    "a delivery": (
        lambda w: deliver(w, "second", "M2,P1,H1,2026-06-05,2026-06-06,21,1\n"),
        frozenset(AFTER),
    ),
    "a correction": (
        lambda w: deliver(w, "mended", "M1,P1,H1,2026-06-01,2026-06-04,21,1\n"),
        frozenset(AFTER),
    ),
    "rows that stay in quarantine": (
        lambda w: deliver(w, "held", "M3,P1,H9,2026-06-05,2020-06-06,21,1\n"),
        frozenset(AFTER),
    ),
    "what the workbench was told": (
        lambda w: (w.root / "notes.sqlite").write_bytes(b"assigned"),
        frozenset({"judge", "rank", "report"}),
    ),
    "past sanctions, kept elsewhere": (
        lambda w: (w.root.parent / "sanctions.csv").write_text(
            "provider_id,instrument,date\nH1,罚款,2026-01-05\n"
        ),
        frozenset({"rank"}),
    ),
    "a verdict": (
        lambda w: w.verdicts.write_bytes(b"another verdict"),
        frozenset({"judge", "rank", "report"}),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_a_step_reads_is_in_its_digest(workspace: Workspace, what: str) -> None:
    before = digests(workspace)
    assert digests(workspace) == before
    change, reached = CHANGES[what]
    change(workspace)
    after = digests(workspace)
    assert {name for name in AFTER if before[name] != after[name]} == reached


def test_the_ledger_is_read_once_while_nobody_writes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    reading = Workspace.reading

    def counted(self: Workspace, **asked: bool) -> object:
        opened.append(1)
        return reading(self, **asked)

    monkeypatch.setattr(Workspace, "reading", counted)
    before = digests(workspace)
    assert len(opened) == 1
    # released from quarantine, say: any row of the ledger, whoever wrote it and however few bytes it takes
    with workspace.writing() as connection:
        connection.execute("update ledger.file set repeated = repeated + 1")
    opened.clear()
    after = digests(workspace)
    assert len(opened) == 1
    assert not before.items() & after.items()


def test_what_a_run_writes_about_itself_changes_no_step(workspace: Workspace) -> None:
    add(
        workspace,
        '[metrics]\nfile = "metrics.prom"\n[log]\nfile = "logs/feijian.log"\n[lineage]\nfile = "lineage.jsonl"\n',
    )
    (workspace.root / "logs").mkdir()
    before = digests(workspace)
    for name in ("metrics.prom", "logs/feijian.log", "lineage.jsonl"):
        (workspace.root / name).write_text("a run was published\n", encoding="utf-8")
    assert digests(workspace) == before
    (workspace.root / "logs" / "notes.txt").write_text("by hand\n", encoding="utf-8")
    assert digests(workspace)["report"] != before["report"]


def test_a_new_day_changes_what_ends_on_it_and_the_language_only_the_report(
    workspace: Workspace,
) -> None:
    before = digests(workspace)
    tomorrow = digests(workspace, as_of=date(2026, 7, 1))
    assert {n for n in AFTER if before[n] != tomorrow[n]} == {"judge", "rank", "report"}
    english = digests(workspace, lang="en")
    assert {n for n in AFTER if before[n] != english[n]} == {"report"}
    add(
        workspace, '[[exemptions]]\nrule = "*"\nperson = "P1"\nreason = "r"\nexpires = 2026-06-30\n'
    )
    # an exemption that runs out on a day makes scores depend on the day
    assert digests(workspace)["score"] != digests(workspace, as_of=date(2026, 7, 1))["score"]


def act(workspace: Workspace, run: Run, _progress: Callable[[str, float], None]) -> dict[str, int]:
    """A step that writes what steps write, and counts how often it was asked."""
    asked = workspace.root.parent / "asked"
    asked.write_text((asked.read_text() if asked.exists() else "") + "x")
    pq.write_table(pa.table({"a": [1, 2], "run_id": [run.run_id] * 2}), run.file("leads.parquet"))
    run.file("report.html").write_text(f"<p>{run.run_id}</p>", encoding="utf-8")
    return {"leads": 2}


def walked(
    workspace: Workspace, step: str = "rank", **asked: object
) -> tuple[Run, dict[str, object], int]:
    run = a_run(workspace, **asked)
    summary = carried_or_done(step, act, workspace, run, lambda *_: None)
    publish_run(workspace, run, {"steps": {step: summary}})
    return run, summary, len((workspace.root.parent / "asked").read_text())


def test_the_same_again_is_carried_under_the_new_run_s_id(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AFTER, "rank", ())
    first, _, times = walked(workspace)
    assert times == 1
    again, summary, times = walked(workspace)
    assert times == 1
    assert summary == {"leads": 2, "carried_from": first.run_id}
    assert pq.read_table(again.file("leads.parquet")).to_pydict() == {
        "a": [1, 2],
        "run_id": [again.run_id] * 2,
    }
    assert again.file("report.html").read_text(encoding="utf-8") == f"<p>{again.run_id}</p>"
    # carried on from what was carried, and still said of whom it is
    third, summary, times = walked(workspace)
    assert (summary["carried_from"], times) == (first.run_id, 1)
    assert read_done(third)["rank"].since == first.run_id


def test_a_full_run_a_new_day_and_a_damaged_file_are_worked_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AFTER, "rank", ())
    first, _, _ = walked(workspace)
    assert walked(workspace, full=True)[2] == 2
    newest, _, times = walked(workspace, as_of=date(2026, 7, 1))
    assert times == 3
    newest.file("report.html").write_text("half a pa", encoding="utf-8")
    assert walked(workspace, as_of=date(2026, 7, 1))[2] == 4
    # back on the first day: the newest run was of another
    assert walked(workspace)[2] == 5
    assert first.file("leads.parquet").is_file()


def test_a_file_that_somebody_took_away_is_made_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AFTER, "rank", ())
    first, _, _ = walked(workspace)
    first.file("report.html").unlink()
    second, _, times = walked(workspace)
    assert times == 2
    assert second.file("report.html").is_file()


def test_whether_scores_stand_is_asked_once_for_a_day_and_its_deliveries(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    stands = [True]

    def scores_stand(*told: object) -> bool:
        asked.append(told[3])  # the day
        return stands[0]

    monkeypatch.setattr(carrying, "scores_stand", scores_stand)
    monkeypatch.setitem(AFTER, "score", ())
    walked(workspace, "score")
    assert (walked(workspace, "score")[2], asked) == (1, [])  # the very same: nothing to ask
    deliver(workspace, "second", "M2,P2,H1,2026-06-05,2026-06-07,21,1\n")
    assert (walked(workspace, "score")[2], asked) == (1, [TODAY])
    before = digests_noted(workspace)
    assert (walked(workspace, "score")[2], asked) == (1, [TODAY])
    assert digests_noted(workspace) == before
    tomorrow = date(2026, 7, 1)
    assert (walked(workspace, "score", as_of=tomorrow)[2], asked) == (1, [TODAY, tomorrow])
    stands[0] = False
    assert walked(workspace, "score", as_of=tomorrow)[2] == 1
    deliver(workspace, "third", "M3,P3,H1,2026-06-08,2026-06-09,21,1\n")
    assert walked(workspace, "score", as_of=tomorrow)[2] == 2


def digests_noted(workspace: Workspace) -> dict[str, str]:
    return {name: done.digest for name, done in read_done(latest_run(workspace)).items()}


def test_a_step_after_one_without_a_digest_is_not_carried(workspace: Workspace) -> None:
    # judge and score of these runs noted nothing: what rank read of them is not known
    walked(workspace)
    assert walked(workspace)[2] == 2


def test_a_run_whose_record_cannot_be_read_is_not_carried_from(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AFTER, "rank", ())
    first, _, _ = walked(workspace)
    told = json.loads(first.file("inputs.json").read_text(encoding="utf-8"))
    del told["rank"]["standing"]
    first.file("inputs.json").write_text(json.dumps(told), encoding="utf-8")
    assert walked(workspace)[2] == 2


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ({"failed": 1}, False),
        ({"derived_failed": ["stay"]}, False),
        ({"not_judged": 2}, False),
        ({"failed": 0, "derived_failed": [], "not_judged": 0}, True),
    ],
)
def test_what_could_not_do_all_of_its_work_is_tried_again(
    workspace: Workspace, said: dict[str, object], is_kept: bool
) -> None:
    run = a_run(workspace)
    assert carried_or_done("rank", lambda *_: said, workspace, run, lambda *_: None) == said
    assert (read_done(run)["rank"].digest != "") == is_kept
