"""Samples and self-checks as pages: drawn, judged, estimated, answered; sent, returned, compared."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from feijian.workbench.accounts import account_act
from feijian.workbench.desk import Desk, dsn_of
from feijian.workbench.selfcheck import COLUMNS
from feijian.workbench.store import Act, EventStore
from feijian.workspace import Workspace
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import PASSWORD, PERSON, QUICK, RULE, headers, publish, row


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Forty alike events at one hospital, of 100 yuan each."""
    monkeypatch.setattr("feijian.workbench.passwords.HASHER", QUICK)
    monkeypatch.setattr("feijian.workbench.shelf.rule_headers", headers)
    workspace = Workspace.create(tmp_path / "ws")
    publish(workspace, *(row(f"F{n:02}", "H1", "100.00") for n in range(40)))
    desk = Desk(workspace, EventStore(dsn_of(workspace)))
    for login, role, counties in (
        ("chen", "inspector", ()),
        ("wu", "inspector", ("3702",)),
        ("kan", "viewer", ()),
    ):
        made = [account_act(desk.directory, login, role, PASSWORD, counties)]
        desk.act("test", made.copy)
    yield desk
    desk.store.close()


def judge_all(desk: Desk, keys: list[str], upheld: int) -> None:
    """So many of the drawn upheld whole, the others not, as verdicts of the store."""
    acts = []
    for number, key in enumerate(keys):
        held = number < upheld
        body = {
            "outcome": "upheld" if held else "rejected",
            "amount": "100.00" if held else "0",
            "reason": "x",
            "digest": "d",
            "run_id": "r",
            "lines": {},
            "whole": held,
        }
        acts.append(Act("case.judged", key, body))
    desk.act("chen", lambda: acts)


def test_a_sample_is_drawn_judged_estimated_and_answered_by_a_larger_one(many: Desk) -> None:
    browser = Browser(many, "chen")
    assert f"H1 {RULE}" in browser.get("/samples").text
    answer = browser.post("/samples", of=f"H1 {RULE}", size="20", seed="7")
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    many.catch_up()
    its = many.samples.by_id[place.rsplit("/", 1)[1]]
    assert (len(its.drawn), len(its.amounts), its.seed) == (20, 40, 7)
    assert "还有 20 项未核定" in browser.get(place).text
    judge_all(many, its.drawn[:19], 10)
    assert "还有 1 项未核定" in browser.get(place).text
    judge_all(many, its.drawn[19:], 0)
    page = browser.get(place).text
    # 10 of 20 at 100 yuan: 2,000 of 4,000; of 40 all-or-nothing units the exact bound is 16 (of 16 upheld, ten or more of twenty drawn come with 17 %, of 15 with 9.5 %)
    assert "2,000.00" in page
    assert "1,600.00" in page
    assert "仅供与机构沟通" in page
    same = {"of": f"H1 {RULE}", "seed": "8", "larger_of": its.sample_id}
    assert browser.post("/samples", size="20", **same).status_code == 400
    assert (
        browser.post("/samples", size="30", **{**same, "larger_of": "S2020-0001"}).status_code
        == 400
    )
    assert browser.post("/samples", size="30", **same).status_code == 303
    assert "已另抽更大样本" in browser.get(place).text


def test_an_unclear_verdict_is_no_verdict_of_a_sample(many: Desk) -> None:
    browser = Browser(many, "chen")
    place = browser.post("/samples", of=f"H1 {RULE}", size="10", seed="7").headers["location"]
    many.catch_up()
    its = next(iter(many.samples.by_id.values()))
    judge_all(many, its.drawn, 5)
    body = {
        "outcome": "unclear",
        "amount": None,
        "reason": "",
        "digest": "d",
        "run_id": "r",
        "lines": {},
        "whole": False,
    }
    many.act("chen", lambda: [Act("case.judged", its.drawn[0], body)])
    assert "还有 1 项未核定" in browser.get(place).text


@pytest.mark.parametrize(
    "given",
    [
        {"of": "H1 nothing.such"},
        {"size": "41"},
        {"size": "1"},
        {"size": "x"},
        {"seed": "-1"},
        {"seed": "1e9"},
    ],
)
def test_a_draw_that_cannot_be_is_told(many: Desk, given: dict[str, str]) -> None:
    fields = {"of": f"H1 {RULE}", "size": "10", "seed": "7", **given}
    assert Browser(many, "chen").post("/samples", **fields).status_code == 400
    assert many.samples.by_id == {}


def test_samples_of_other_divisions_are_not_there(many: Desk) -> None:
    place = Browser(many, "chen").post("/samples", of=f"H1 {RULE}", seed="7").headers["location"]
    other = Browser(many, "wu")
    assert other.get(place).status_code == 404
    assert "H1" not in other.get("/samples").text
    assert other.post("/samples", of=f"H1 {RULE}", seed="7").status_code == 404
    assert other.post("/selfchecks", provider_id="H1", due="2030-01-01").status_code == 404


def filled(data: bytes, answers: dict[int, tuple[object, str]]) -> bytes:
    """The form with an amount and a reason in some rows, as a hospital types it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    place = {c.key: n for n, c in enumerate(COLUMNS, start=1)}
    for number, (amount, reason) in answers.items():
        book.active.cell(number, place["admitted"]).value = amount
        book.active.cell(number, place["reason"]).value = reason
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(desk: Desk, browser: Browser) -> str:
    due = str(desk.workspace.today() + timedelta(days=10))
    answer = browser.post("/selfchecks", provider_id="H1", family="unbundling", due=due)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_form_goes_out_and_comes_back_omissions_first(many: Desk) -> None:
    browser = Browser(many, "chen")
    place = sent(many, browser)
    form = browser.get(f"{place}/form").content
    assert form.startswith(b"PK")
    assert "尚未交回" in browser.get(place).text
    back = filled(form, {2: (100, "操作失误"), 3: (20, f"患者 {PERSON}"), 4: (None, "有医嘱")})
    assert browser.send(f"{place}/form", back).status_code == 303
    page = browser.get(place).text
    assert PERSON not in page
    assert PERSON not in str([e.body for e in many.store.since()])
    many.catch_up()
    its = next(iter(many.selfchecks.by_id.values()))
    assert its.back is not None
    assert its.back["counts"] == {"omitted": 37, "less": 2, "agrees": 1, "more": 0}
    assert (its.back["admitted"], its.back["at_risk"]) == ("120.00", "4000.00")
    assert page.index("未填报</td>") < page.index("操作失误")
    result = openpyxl.load_workbook(io.BytesIO(browser.get(f"{place}/result").content))
    assert result.active.max_row == 41
    # another file is told, and what came back before stands
    assert browser.send(f"{place}/form", b"PK no workbook").status_code == 400
    many.catch_up()
    assert its.back["admitted"] == "120.00"


def test_a_form_without_lines_or_time_is_told(many: Desk) -> None:
    browser = Browser(many, "chen")
    today = many.workspace.today()
    ahead = str(today + timedelta(days=5))
    for fields in (
        {"provider_id": "H2", "due": ahead},
        {"provider_id": "H1", "family": "upcoding", "due": ahead},
        {"provider_id": "H1", "family": "nothing", "due": ahead},
        {"provider_id": "H1", "due": str(today)},
        {"provider_id": "H1", "due": ""},
    ):
        assert browser.post("/selfchecks", **fields).status_code == 400, fields
    assert many.selfchecks.by_id == {}


def test_a_viewer_reads_and_neither_draws_nor_sends(many: Desk) -> None:
    place = sent(many, Browser(many, "chen"))
    viewer = Browser(many, "kan")
    assert viewer.get(place).status_code == 200
    assert viewer.get(f"{place}/form").status_code == 403
    assert viewer.send(f"{place}/form", b"x").status_code == 403
    assert viewer.post("/samples", of=f"H1 {RULE}").status_code == 403


def test_a_result_before_anything_came_back_is_404(many: Desk) -> None:
    browser = Browser(many, "chen")
    assert browser.get(f"{sent(many, browser)}/result").status_code == 404
