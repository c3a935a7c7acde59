"""Messages as logs of hospitals keep them: failed ones among them, and JSON within JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feijian.ingest.read.unfolding import FAILED, unfolded
from feijian.workspace import Workspace
from tests.unit.ingest.test_hospital_interface import (
    LINES,
    MESSAGES,
    RIGHT,
    SETTLED,
    facts,
    message,
    messages,
    take_in,
)

REVOKED = message(
    "2305", input={"data": {c: SETTLED[c] for c in ("setl_id", "mdtrt_id", "psn_no")}}
)
"""A revocation without its answer takes back all of its settlement, unless the platform refused it."""


@pytest.mark.parametrize(
    "refused",
    [
        {"infcode": "-1", "err_msg": "该结算已参与清算"},
        {"infcode": -1},
        {"output": {"infcode": "-1", "err_msg": "该结算已参与清算"}},
    ],
)
def test_what_the_platform_refused_did_not_happen(
    refused: dict[str, Any], workspace: Workspace, tmp_path: Path
) -> None:
    deletion = message("2302", input={"data": [{**LINES[0], "feedetl_sn": "1"}]})
    log = [*MESSAGES, {**REVOKED, **refused}, {**deletion, **refused}]
    report = take_in(workspace, messages(tmp_path / "log", *log))
    assert facts(workspace) == RIGHT
    assert [str(n.what) for n in report.notes if n.where == "messages.json"] == [
        "messages that failed were left out: 2"
    ]


def test_parts_of_a_message_may_be_texts(workspace: Workspace, tmp_path: Path) -> None:
    def texts(whole: dict[str, Any]) -> dict[str, Any]:
        wrapped = {k: json.dumps(v) for k, v in whole.items() if k in ("input", "output")}
        return {**whole, "infcode": 0, "err_msg": "", **wrapped}

    take_in(workspace, messages(tmp_path / "log", *map(texts, MESSAGES)))
    assert facts(workspace) == RIGHT


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ({"infcode": "0", "err_msg": "成功"}, False),
        ({"infcode": 0}, False),
        ({"infcode": "0000", "err_msg": "ok"}, False),
        ({"infcode": "1"}, False),
        ({"infcode": "1", "err_msg": "参数错误"}, True),
        ({"infcode": "-1"}, True),
        ({"infcode": None}, False),
    ],
)
def test_a_message_failed_where_its_answer_says_so(
    answer: dict[str, Any], failed: bool, tmp_path: Path
) -> None:
    file = tmp_path / "log.json"
    file.write_text(json.dumps({**message("2301", input={"feedetail": LINES}), **answer}))
    assert (FAILED in unfolded(file, "log.json")) is failed


def test_signs_that_part_lines_on_a_screen_part_no_messages(tmp_path: Path) -> None:
    odd = {**LINES[0], "medins_list_name": "某\u2028药\x85"}
    log = [message("2301", input={"feedetail": [line]}) for line in (odd, LINES[1])]
    file = tmp_path / "log.json"
    file.write_text("\n".join(json.dumps(m, ensure_ascii=False) for m in log), encoding="utf-8")
    assert len(unfolded(file, "log.json")["2301.feedetail"]) == 2
