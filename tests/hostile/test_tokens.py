"""Planted persons are found nowhere: not in the warehouse, a report, a workbook, a log or a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from feijian.workspace import Workspace
from tests.e2e.cli import feijian
from tests.hostile.planted import NAMES, NUMBERS, kept, leaks, planted_delivery, stored
from tests.hostile.test_connections import reached
from tests.shared import keep_library
from tests.unit.ingest.deliveries import query, take_in, write_sound


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[str]]:
    folder = tmp_path_factory.mktemp("tokens")
    workspace = Workspace.create(folder / "w")
    keep_library(workspace)
    report = take_in(workspace, planted_delivery(folder / "d"))
    return workspace, [str(report.json())]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    planted_delivery(tmp_path / "d")
    assert len(leaks(kept(tmp_path / "d"))) > 20


def test_no_person_is_kept_by_a_load(loaded: tuple[Workspace, list[str]]) -> None:
    workspace, _ = loaded
    assert leaks(kept(workspace.root)) == []
    assert leaks(stored(workspace)) == []


def test_what_was_hashed_is_counted(loaded: tuple[Workspace, list[str]]) -> None:
    _, (report,) = loaded
    assert leaks(iter([("report", report.encode())])) == []
    for column in (
        "chfpdr_code",
        "psn_no",
        "bilg_dr_code",
        "medins_list_name",
        "rx_drord_no",
        "cnt",
    ):
        assert f"values of {column} named a person and were hashed" in report, column


def test_what_is_no_person_stays(loaded: tuple[Workspace, list[str]]) -> None:
    workspace, _ = loaded
    assert query(
        workspace, "select local_item_name from canonical.claim_line order by claim_line_id"
    )[0] == ("胸片",)
    assert query(
        workspace, "select department from canonical.encounter where encounter_id = 'M1'"
    ) == [("内科",)]


def test_numbers_of_region_and_day_are_no_certificates(tmp_path: Path) -> None:
    """Region, day, sequence: one settlement in eleven has the check digit, and none is a person."""
    workspace = Workspace.create(tmp_path / "w")
    head = "setl_id | mdtrt_id | psn_no | fixmedins_code | setl_time | medfee_sumamt | fund_pay_sumamt | refd_setl_flag | vali_flag"
    rows = [
        f"37019920250705{n:04d} | M1 | A | H1 | 2025-07-05 11:00:00 | 1.00 | 1.00 | 0 | 1"
        for n in range(1, 200)
    ]
    rows.append(f"{NUMBERS[0]} | M1 | A | H1 | 2025-07-05 11:00:00 | 1.00 | 1.00 | 0 | 1")
    take_in(workspace, write_sound(tmp_path / "d", setl_d="\n".join([head, *rows])))
    ids = {i for (i,) in query(workspace, "select claim_id from canonical.claim")}
    assert len(ids) == 200
    assert {f"37019920250705{n:04d}" for n in range(1, 200)} < ids
    assert NUMBERS[0] not in ids


@pytest.mark.slow
def test_no_person_is_in_what_a_run_leaves(
    loaded: tuple[Workspace, list[str]], tmp_path: Path, trace: Path
) -> None:
    """The same commands are watched for connections: the long trace of them is `make hostile`."""
    workspace, _ = loaded
    said = []
    for command in (
        ["run", "--as-of", "2025-12-31"],
        ["leads", "--json"],
        ["quarantine", "list", "--rows"],
        ["verdicts", "export", str(tmp_path / "form.xlsx")],
        ["doctor"],
        ["backup", str(tmp_path / "all.tar.gz"), "--everything"],
        ["query", "select * from canonical.claim_line", "--json"],
        ["query", "select * from canonical.encounter", "-o", str(tmp_path / "q.xlsx")],
        ["query", f"select cast('{NAMES[0]}' as integer) as n from canonical.person"],
    ):
        done = feijian(*command, "--workspace", workspace.root, ok=False)
        assert "Traceback" not in done.stderr, done.stderr
        if command[0] != "query" or "cast" not in command[1]:
            said.append((command[0], (done.stdout + done.stderr).encode()))
    assert leaks(iter(said)) == []
    assert leaks(kept(workspace.root)) == []
    assert leaks(kept(tmp_path)) == []
    assert leaks(stored(workspace)) == []
    assert reached(trace) == []


def test_what_a_killed_load_left_is_removed_by_the_next(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    for name in (
        "careful_0.csv",
        "named_1.parquet",
        "unpacked/archive_0/x.csv",
        "duckdb_temp_storage-0.tmp",
    ):
        left = workspace.temporary / name
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_text(NUMBERS[0], encoding="utf-8")
    assert len(leaks(kept(workspace.temporary))) == 4
    take_in(workspace, write_sound(tmp_path / "d"))
    assert leaks(kept(workspace.root)) == []
