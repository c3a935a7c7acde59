"""What an answer says of an encounter, line by line, without a warehouse."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest

from feijian.asking.answering import Reply, told
from feijian.asking.asked import Answer
from feijian.cli import check_lines
from feijian.errors import Problem, UsageError
from feijian.plain import Json
from tests.unit.leads.frames import LEGAL, RULES

CLAUSES = LEGAL.with_columns(
    pl.lit("条例").alias("instrument_zh"),
    pl.lit("Regulations").alias("instrument_en"),
    pl.lit("重复收费").alias("short_title_zh"),
    pl.lit("repeated charges").alias("short_title_en"),
    article=pl.lit("38"),
    clause=pl.lit("三"),
    verified=pl.lit(value=True),
)
PAIR, PLACES = "unbundling.item_pair", "identity.two_places"


def found(rule_id: str, amount: str | None, *lines: str) -> dict[str, object]:
    return {
        "rule_id": rule_id,
        "certainty": "suspect",
        "message_zh": f"{rule_id} 说明",
        "message_en": f"{rule_id} said",
        "amount_at_risk": None if amount is None else Decimal(amount),
        "occurred_from": date(2026, 3, 1),
        "claim_line_ids": list(lines),
        "encounter_ids": ["E1"],
    }


def answer(*findings: dict[str, object], **given: Any) -> Json:
    """Of a visit with the charges L1 and L2; L9 is of its history."""
    its = {
        "judged": (PAIR, PLACES),
        "not_yet": {},
        "not_applicable": {},
        "failed": {},
        "history": {
            "encounters": 2,
            "last_charge": "2026-02-01",
            "known_until": "2026-02-28",
            "days_old": 3,
            "delivered_at": None,
            "delivery": 1,
        },
        **given,
    }
    said = Answer("E1", ("L1", "L2"), cast("Any", findings), **cast("Any", its))
    lines = [{"item_code": "C1"}, {"item_code": "C2"}]
    return told(said, cast("Any", RULES), CLAUSES, lines)


def test_a_finding_stands_at_each_of_its_lines_that_was_asked_about_else_beside_them() -> None:
    said = answer(found(PAIR, "12.50", "L2", "L1", "L9"), found(PLACES, None, "L9"))
    at = {line["claim_line_id"]: [f["finding"] for f in line["findings"]] for line in said["lines"]}
    assert at == {"L1": [1], "L2": [1]}
    assert [line["item_code"] for line in said["lines"]] == ["C1", "C2"]
    assert [f["finding"] for f in said["findings"]] == [2]
    pair, places = said["lines"][0]["findings"][0], said["findings"][0]
    assert (pair["amount_at_risk"], places["amount_at_risk"]) == ("12.50", None)
    assert (pair["title_en"], pair["title_zh"]) == ("Items charged together", "互斥项目同收")
    # a finding may be less certain than its rule
    assert (pair["certainty"], RULES[PAIR].certainty) == ("suspect", "definite")
    assert (pair["in_order_where_en"], pair["have_ready_zh"]) == (
        ["late bookkeeping"],
        ["当日执行记录"],
    )
    assert pair["basis"] == ["条例38(三)"]
    assert pair["basis_zh"] == ["《条例》第三十八条第（三）项：重复收费"]
    assert pair["basis_en"] == ["Regulations, article 38 (3): repeated charges"]
    assert pair["claim_line_ids"] == ["L2", "L1", "L9"]


def printed(capsys: pytest.CaptureFixture[str], said: Json, lang: str = "en") -> list[str]:
    check_lines._print(said, lang)
    return capsys.readouterr().out.splitlines()


def test_findings_at_several_lines_are_counted_once_and_explained_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = answer(found(PAIR, "1", "L1", "L2"), found(PAIR, "2", "L2"), found(PLACES, None))
    lines = printed(capsys, said)
    say = check_lines.TEXTS["head"].to("en")
    assert lines[0] == say.format(encounter="E1", lines=2, found=3)
    # the table: L1, twice L2, and one of no line
    assert sum(f"{PAIR} said" in line for line in lines) == 3
    assert sum(f"{PLACES} said" in line for line in lines) == 1
    assert sum(line.startswith(f"{PAIR} · ") for line in lines) == 1
    assert not any(check_lines.TEXTS["nothing"].to("en")[:12] in line for line in lines)


def test_nothing_found_is_said_with_how_many_rules_looked_and_what_waits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    waits = {"a.x": "settlement", "a.z": "grouping", "a.y": "settlement"}
    said = answer(
        not_yet=waits, not_applicable={"b.x": "no table"}, failed={"c.y": "x", "c.x": "x"}
    )
    texts = {key: check_lines.TEXTS[key].to("en") for key in check_lines.TEXTS}
    assert printed(capsys, said)[1:] == [
        texts["nothing"].format(n=2),
        texts["not_yet"].format(rules="a.x, a.y, a.z", settlement=2, grouping=1),
        texts["not_applicable"].format(n=1),
        texts["failed"].format(rules="c.x, c.y"),
        texts["history"].format(**said["history"]),
    ]
    stranger = answer(history={**said["history"], "encounters": 0})
    assert printed(capsys, stranger)[-1] == texts["no_history"].format(**stranger["history"])
    # nothing is said of what there is not
    texts_of_all = printed(capsys, answer())
    assert texts_of_all[1:] == [
        texts["nothing"].format(n=2),
        texts["history"].format(**said["history"]),
    ]


def test_several_grounds_stand_apart_as_the_language_writes_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = answer(found(PAIR, "1", "L1"))
    its = said["lines"][0]["findings"][0]
    for lang, comma in (("zh", "；"), ("en", "; ")):
        its[f"in_order_where_{lang}"] = ["a", "b"]
        its[f"have_ready_{lang}"] = []
        lines = printed(capsys, said, lang)
        assert sum(f"a{comma}b" in line for line in lines) == 1
        ready = check_lines.TEXTS["ready"].to(lang).partition("{")[0]
        assert not any(line.strip().startswith(ready) for line in lines)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Runs the command over a reply that is given."""

    def run(reply: Reply, *, as_json: bool) -> None:
        monkeypatch.setattr("feijian.workspace.Workspace.open", lambda _: None)
        monkeypatch.setattr("feijian.asking.answering.most_of", lambda _: None)
        monkeypatch.setattr("feijian.asking.answering.answered", lambda *_: reply)
        monkeypatch.setattr("feijian.ingest.unsettled.upload.read_question", lambda *_: None)
        check_lines.check_lines(tmp_path, tmp_path, (), "2026-07-01", "en", as_json)

    return run


def test_one_answer_is_an_object_several_are_lines_and_what_is_wrong_is_raised(
    asked: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = answer(), answer(found(PLACES, None))
    asked(Reply([one], is_list=False), as_json=True)
    assert json.loads(capsys.readouterr().out)["encounter_id"] == "E1"
    asked(Reply([one, other], is_list=True), as_json=True)
    lines = capsys.readouterr().out.splitlines()
    assert [len(json.loads(line)["findings"]) for line in lines] == [0, 1]
    asked(Reply([one], is_list=True), as_json=True)
    assert len(capsys.readouterr().out.splitlines()) == 1
    unread = {"encounter_id": None, "problems": [{"what": "x", "todo": ""}, {"what": "y"}]}
    asked(Reply([unread, one], is_list=True), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == check_lines.TEXTS["unread"].to("en").format(encounter="—", wrong="x; y")
    assert lines[1] == check_lines.TEXTS["head"].to("en").format(encounter="E1", lines=2, found=0)
    with pytest.raises(UsageError, match="no charge"):
        asked(Reply([], is_list=False, problems=(Problem("f", "no charge"),)), as_json=False)
