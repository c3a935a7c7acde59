"""The provider's page: months, peers, history that the reader may know of, judged cases like its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from feijian.workbench import background, judging, prepare, visits
from feijian.workbench.alike import alike
from feijian.workbench.desk import Desk
from feijian.workbench.judging import Judgement
from feijian.workbench.web.context import estimate
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import OTHER, PERSON, publish, row


def judged(desk: Desk, event_id: str, outcome: str = "upheld", reason: str = "") -> None:
    its = desk.shelf.event(event_id)
    assert its is not None
    given = Judgement(event_id, outcome, reason, its["digest"], 0, desk.shelf.run_id)
    judging.judge(desk, "inspector", given)


def test_the_page_shows_months_peers_and_every_family(desk: Desk) -> None:
    text = Browser(desk, "viewer").get("/provider/H1").text
    assert "2026-03" in text
    assert "住院人次" in text
    # seven hospitals of one level, H1 the lowest of each measure
    assert "第 7 / 7" in text
    assert "次均住院费用" in text
    assert text.count("看证据") == 2
    assert PERSON not in text


def test_a_provider_without_what_a_run_has_now_says_so(desk: Desk) -> None:
    folder = prepare.folder_of(desk.workspace, desk.shelf.run_id)
    for name in background.FILES:
        (folder / name).unlink()
    desk._shelf = None
    text = Browser(desk, "viewer").get("/provider/H1").text
    assert "由旧版本整理" in text
    assert "同类机构不足" in text


def test_a_shelf_of_an_older_version_is_got_ready_anew(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    folder = tmp_path / "run"
    folder.mkdir()
    for name in prepare.OWN_FILES:
        (folder / name).write_bytes(b"")
    assert not prepare._is_whole(folder)
    for name in background.FILES:
        (folder / name).write_bytes(b"")
    assert prepare._is_whole(folder)


def test_judged_cases_that_are_alike_are_shown_beside_an_open_one(desk: Desk) -> None:
    assert "还没有相似的" in Browser(desk, "viewer").get("/event/V-F2").text
    judged(desk, "V-F1", "rejected", "病历有医嘱")
    text = Browser(desk, "viewer").get("/event/V-F2").text
    assert "病历有医嘱" in text
    assert "不属实" in text
    # an event is never its own precedent
    assert "病历有医嘱" not in _similar(Browser(desk, "viewer").get("/event/V-F1").text)
    judged(desk, "V-F3")
    found = alike(desk, desk.directory.accounts["viewer"], ["V-F2"])
    assert found[0].event_id == "V-F1"  # the same rule before another one
    assert found[0].outcome == "rejected"


def _similar(text: str) -> str:
    return text.split("同类已核定事项")[1].split("<h2>")[0]


def test_a_case_of_another_division_is_no_precedent_for_who_may_not_see_it(desk: Desk) -> None:
    judged(desk, "V-F2", "rejected", "市外的理由")
    assert "市外的理由" in _similar(Browser(desk, "viewer").get("/event/V-F1").text)
    assert "市外的理由" not in Browser(desk, "second").get("/event/V-F1").text
    assert "市外的理由" not in Browser(desk, "second").get("/provider/H1").text


def test_a_sealed_visit_is_not_in_the_history_of_who_does_not_plan(desk: Desk) -> None:
    today = desk.workspace.today()
    given = {
        "provider_id": "H1",
        "first": today + timedelta(days=9),
        "last": today + timedelta(days=10),
        "team": ["inspector", "leader"],
        "purpose": "",
        "events": [],
    }
    desk.act("leader", lambda: [visits.plan(desk.visits, given, today)])
    assert f"V{today.year}-0001" in Browser(desk, "leader").get("/provider/H1").text
    assert f"V{today.year}-0001" not in Browser(desk, "inspector").get("/provider/H1").text


def test_charts_by_lot_are_for_who_plans_and_come_back_among_the_results(desk: Desk) -> None:
    today = desk.workspace.today()
    given = {
        "provider_id": "H1",
        "first": today,
        "last": today,
        "team": ["inspector", "leader"],
        "purpose": "",
        "events": [],
    }
    desk.act("leader", lambda: [visits.plan(desk.visits, given, today)])
    place = f"/visits/V{today.year}-0001"
    leader, inspector = Browser(desk, "leader"), Browser(desk, "inspector")
    assert "下载抽取的 30 份" in leader.get(place).text
    # an inspector who knew which charts were drawn would read them otherwise
    assert "随机病历" not in inspector.get(place).text
    assert inspector.get(f"{place}/charts").status_code == 403
    listed = leader.get(f"{place}/charts").content.decode("utf-8-sig")
    lines = listed.strip().splitlines()
    assert len(lines) == 31
    assert "病案07" in lines[8]
    filled = [lines[0], *(line[:-1] + "无," for line in lines[1:])]
    back = inspector.send("/learning/charts", "\n".join(filled).encode(), "charts.csv")
    assert back.status_code == 303, back.text
    assert "病案" not in str(desk.store.since())
    desk.catch_up()
    rates = desk.charts.rows()
    assert [(r["provider_id"], r["family"], r["charts"], r["missed"]) for r in rates] == [
        ("H1", "", 30, 0)
    ]


def test_past_sanctions_of_the_bureaus_table_are_in_the_history(desk: Desk) -> None:
    root = desk.workspace.root
    (root / "sanctions.csv").write_text(
        "instrument,date,provider_id,practitioner_id\n医保罚〔2025〕7号,2025-03-31,H1,\n医保罚〔2025〕8号,2025-04-01,H2,\n",
        encoding="utf-8",
    )
    settings = root / "feijian.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '\n[sanctions]\nfile = "sanctions.csv"\n', encoding="utf-8")
    shown = Browser(desk, "viewer").get("/provider/H1").text
    assert "医保罚〔2025〕7号" in shown
    assert "医保罚〔2025〕8号" not in shown


def test_evidence_is_a_page_without_script_and_a_part_with_it(desk: Desk) -> None:
    browser = Browser(desk, "viewer")
    whole = browser.get("/event/V-F1/evidence").text
    part = browser.get("/event/V-F1/evidence", headers={"hx-request": "true"}).text
    assert "<html" in whole
    assert "<html" not in part
    for text in (whole, part):
        assert "&lt;b&gt;item&lt;/b&gt;" in text
        assert PERSON not in text
    assert browser.get("/event/nothing/evidence").status_code == 404
    assert Browser(desk, "second").get("/event/V-F2/evidence").status_code == 404


def test_a_part_asked_for_after_the_session_ended_sends_to_sign_in(desk: Desk) -> None:
    answer = Browser(desk).get("/queue", headers={"hx-request": "true"})
    assert answer.headers["hx-redirect"] == "/login"
    assert answer.text == ""


def test_an_estimate_is_no_sum_to_the_cent_and_an_unknown_amount_is_not_nought(
    desk: Desk,
) -> None:
    publish(
        desk.workspace,
        row("F1", "H1", "12345.67"),
        row("F8", "H1", None, rule_id=OTHER),
    )
    text = Browser(desk, "viewer").get("/provider/H1").text
    assert "基金风险（元，估算） <b>12,300</b>" in text
    assert "疑点金额（元） <b>12,345.67</b>" in text
    # of the family whose one amount is not known
    assert "1 项，疑点金额 未知</small>" in text
    assert "疑点金额 0.00" not in text


@pytest.mark.parametrize(
    ("amount", "told"),
    [(None, "—"), (Decimal("27436.71"), "27,400"), (95.46, "95.5"), (0, "0"), (0.4, "<1")],
)
def test_the_desk_tells_estimates_to_three_figures(
    amount: Decimal | float | None, told: str
) -> None:
    assert estimate(amount) == told


def test_an_event_of_a_person_alone_names_whom_it_is_about(desk: Desk) -> None:
    publish(
        desk.workspace,
        row("F1", "H1"),
        row("F9", None, subject_kind="person", subject_id=PERSON),  # type: ignore[arg-type]
    )
    text = Browser(desk, "viewer").get("/queue").text
    assert "参保人 37************1234" in text
    assert PERSON not in text
