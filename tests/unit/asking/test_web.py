"""POST /check: what is asked for before an answer, what an answer says, and what no log holds."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from feijian.asking import snapshot, web
from feijian.asking.answering import Answers, answered
from feijian.asking.web import Service, build, token_of
from feijian.errors import WorkspaceError
from feijian.ingest.unsettled.upload import Most, question_of
from feijian.workspace import Run
from tests.conftest import AS_OF, County
from tests.shared import builtin_catalogue
from tests.unit.asking.test_unsettled import charge, upload

DAY = date(2026, 7, 2)


@pytest.fixture(scope="module")
def service(county: County, county_run: Run) -> Service:
    assert county_run.file("manifest.json").is_file()
    return Service(county.workspace, 2, lambda: DAY, ())


@pytest.fixture
def asking(service: Service, county: County) -> Iterator[TestClient]:
    with TestClient(build(service, token_of(county.workspace))) as client:
        client.headers["Authorization"] = f"Bearer {token_of(county.workspace)}"
        yield client


def asked_twice(county: County) -> dict[str, Any]:
    """An upload of one person with a capped item charged too often."""
    with county.workspace.reading() as connection:
        capped, person = connection.execute(
            "select item_code, person_id from canonical.claim_line where item_code in"
            " (select item_code from reference.item_daily_cap where max_per_day = 1) order by all limit 1"
        ).fetchall()[0]
    return upload(
        person, *(charge(n, person, f"2026-07-02 0{n}:00:00", capped, cnt=4) for n in (8, 9))
    )


def test_an_answer_over_http_is_that_of_the_command(asking: TestClient, county: County) -> None:
    told = asked_twice(county)
    response = asking.post("/check", json=told)
    assert response.status_code == 200
    answer = response.json()
    expected = answered(county.workspace, question_of(told, "x", Most()), DAY)
    assert answer == json.loads(json.dumps(expected.answers[0], default=str))
    found = [f for line in answer["lines"] for f in line["findings"]]
    assert {"overcharging.item_freq_cap"} <= {f["rule_id"] for f in found}
    assert all(f["message_zh"] and f["basis_zh"] and f["in_order_where_zh"] for f in found)
    assert answer["not_yet"]
    assert answer["history"]["days_old"] >= 0
    # the next person's answer holds nothing of it
    other = charge(1, "NOBODY", "2026-07-02 09:00:00", "001102000050000", mdtrt_id="OTHER")
    again = asking.post("/check", json=[other]).json()
    assert again["history"]["encounters"] == 0
    assert [line["findings"] for line in again["lines"]] == [[]]


def test_rows_come_as_parquet_or_as_an_arrow_stream_too(asking: TestClient, county: County) -> None:
    rows = asked_twice(county)["input"]["feedetail"]
    expected = asking.post("/check", json=rows).json()
    table = pa.Table.from_pylist(rows)
    parquet, stream = io.BytesIO(), io.BytesIO()
    pq.write_table(table, parquet)
    with pa.ipc.new_stream(stream, table.schema) as out:
        out.write_table(table)
    for kind, body in ((web.PARQUET[0], parquet), (web.ARROW, stream)):
        response = asking.post("/check", content=body.getvalue(), headers={"Content-Type": kind})
        assert response.json() == expected


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Authorization": "Bearer wrong"}, b"[]", 401),
        ({"Authorization": ""}, b"[]", 401),
        ({}, b"{", 422),
        ({}, b"[]", 422),
        ({"Content-Type": "text/html"}, b"[]", 422),
        ({"Content-Type": web.PARQUET[0]}, b"PAR1", 422),
        ({"Content-Type": web.ARROW}, b"x", 422),
        ({}, b" " * (Most().bytes + 1), 413),
    ],
)
def test_what_is_no_question_is_refused_in_words(
    asking: TestClient, headers: dict[str, str], body: bytes, status: int
) -> None:
    response = asking.post("/check", content=body, headers=headers)
    assert response.status_code == status
    assert all(p["what"] and p["todo"] for p in response.json()["problems"])


def test_who_comes_when_too_many_wait_is_told_to_come_again(
    asking: TestClient, service: Service
) -> None:
    held = 0
    while service.free.acquire(blocking=False):
        held += 1
    try:
        assert asking.post("/check", json=[]).status_code == 429
    finally:
        for _ in range(held):
            service.free.release()


def test_several_encounters_are_answered_one_by_one_in_a_list(
    asking: TestClient, county: County
) -> None:
    first = asked_twice(county)
    second = [charge(1, "NOBODY", "2026-07-02 09:00:00", "001102000050000", mdtrt_id="OTHER")]
    alone = [asking.post("/check", json=one).json() for one in (first, second)]
    told = asking.post("/check", json=[first, {"feedetail": second}])
    assert told.json() == {"answers": alone}
    lines = "\n".join(json.dumps(one) for one in (first, {"feedetail": second}))
    headers = {"Content-Type": web.JSON_LINES}
    assert asking.post("/check", content=lines, headers=headers).json() == {"answers": alone}


def test_questions_that_wait_are_judged_together(service: Service) -> None:
    answers = service.answers()
    question = question_of([charge(1, "P", "2026-07-02 09:00:00", "A1")], "x", Most())
    alone = answers.answer(question)
    held = [answers._free.pop() for _ in range(2)]
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(answers.answer, question) for _ in range(3)]
        while len(answers._waiting) < 3:
            time.sleep(0.01)
        with answers._changed:
            answers._free.extend(held)
            answers._changed.notify_all()
        assert [one.result(timeout=60) for one in waiting] == [alone] * 3


def test_no_log_holds_what_was_asked(asking: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    person = "110101195001011234"
    with caplog.at_level(logging.DEBUG, logger="feijian"):
        asking.post("/check", json=[charge(1, person, "2026-07-02 09:00:00", "A1")])
        asking.post("/check", json=[charge(1, person, "2026-07-02 09:00:00", "A1", cnt="many")])
    assert person not in caplog.text
    assert "A1" not in caplog.text
    assert caplog.text.count("check ") == 2


def test_a_failure_is_told_by_its_kind_alone(
    asking: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise RuntimeError("110101195001011234")

    monkeypatch.setattr(Answers, "answer", broken)
    response = asking.post("/check", json=[charge(1, "P", "2026-07-02 09:00:00", "A1")])
    assert response.status_code == 500
    assert "110101195001011234" not in caplog.text + response.text


@pytest.mark.usefixtures("service")
def test_the_copy_is_of_the_newest_run_and_the_owners_alone(county: County) -> None:
    folder = county.workspace.root / snapshot.FOLDER
    files = list(folder.iterdir())
    assert len(files) == 1
    assert files[0].stat().st_mode & 0o077 == 0
    assert (county.workspace.root / web.TOKEN_FILE).stat().st_mode & 0o077 == 0
    with county.workspace.reading() as warehouse:
        copy = snapshot.opened(files[0])
        for table in ("canonical.claim_line", "canonical.encounter", "reference.item_daily_cap"):
            rows = [
                c.execute(f"select count(*) from {table}").fetchall() for c in (warehouse, copy)
            ]
            assert rows[0] == rows[1] != [(0,)]
        copy.close()


@pytest.mark.usefixtures("service")
def test_a_copy_that_another_process_is_making_is_left_alone(county: County) -> None:
    folder = county.workspace.root / snapshot.FOLDER
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*.duckdb"):
        file.unlink()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    theirs, left_over = folder / f"run.{os.getppid()}.part", folder / f"run.{dead.pid}.part"
    older = folder / "earlier.duckdb"
    for file in (theirs, left_over, older):
        file.touch()
    copy = snapshot.take(county.workspace, builtin_catalogue())
    assert set(folder.iterdir()) == {copy, theirs}
    theirs.unlink()


def test_the_next_day_is_answered_once_it_is_ready_and_the_last_one_until_then(
    county: County, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow, asked = date(2026, 7, 3), list[object]()
    monkeypatch.setattr(service, "today", lambda: tomorrow)
    monkeypatch.setattr(web.threading, "Thread", lambda **told: _Later(told["target"], asked))
    assert service.answers().as_of == DAY
    assert service.answers().as_of == DAY
    assert len(asked) == 1  # one renewal at a time
    service.renew()
    assert service.answers().as_of == tomorrow
    assert county.workspace.root.joinpath(snapshot.FOLDER).is_dir()
    monkeypatch.undo()
    service.renew()
    assert service.answers().as_of == DAY


def _as_uploads(uploads: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{"lines": rows} for rows in uploads.values() if rows]


class _Later:
    """A thread that is asked for and not started."""

    def __init__(self, target: object, asked: list[object]) -> None:
        asked.append(target)

    def start(self) -> None:
        """Nothing: the test renews by itself."""


def test_a_workspace_of_other_content_is_told_and_not_copied(
    county: County, service: Service
) -> None:
    with county.workspace.reading() as warehouse:
        catalogue = service.answers().library.content.catalogue
        item = catalogue.find("item_daily_cap", "reference")
        assert item is not None
        newer = catalogue.with_tables([replace(item, name="of_tomorrow")])
        with pytest.raises(WorkspaceError, match="no run has prepared"):
            snapshot.require_prepared(warehouse, newer)
        snapshot.require_prepared(warehouse, catalogue)


def test_the_index_loses_no_finding(county: County, county_run: Run, service: Service) -> None:
    """Encounters with findings, asked about with the index and with every rule: the same answers."""
    assert county_run.file("findings.parquet").is_file()
    scopes = [a.rule.id for a in service.answers().known.asked]
    with county.workspace.reading() as warehouse:
        picked = warehouse.execute(
            "select rule_id, min(encounter_ids[1]) from finding.finding"
            " where list_contains(?, rule_id) and len(encounter_ids) > 0 group by 1 order by 1",
            [scopes],
        ).fetchall()
        assert len(picked) > 20
        # every fifth of the rules: two answers with and without the index take a second
        asked = {e for _, e in picked[::5]}
        uploads = {
            e: warehouse.sql(f"select * from canonical.claim_line where encounter_id = '{e}'")
            .to_arrow_table()
            .to_pylist()
            for e in sorted(asked)
        }
        known = Answers(county.workspace, service.answers().library, warehouse, AS_OF)
        questions = [question_of(rows, e, Most()) for e, rows in uploads.items() if rows]
        with_index = [known.answer(one).answers[0] for one in questions]
        together = known.answer(question_of(_as_uploads(uploads), "x", Most())).answers
        known.known.index.needs.clear()  # type: ignore[attr-defined]
        known.known.speaking.forget()
        without = [known.answer(one).answers[0] for one in questions]
        known.close()
    assert with_index == without
    assert with_index == together
    found = {
        f["rule_id"]
        for a in without
        for part in (a["findings"], *(line["findings"] for line in a["lines"]))
        for f in part
    }
    assert len(found) > 3
