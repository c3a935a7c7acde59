"""Credit and points come of locked visits alone; a score can be worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from feijian.errors import UsageError
from feijian.workbench import points
from feijian.workbench.credit import Record, record_of
from feijian.workbench.desk import Desk
from feijian.workbench.points import Entry, Points, effect
from feijian.workbench.shelf import called_rows
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.test_visits import judged, only, planned, step


def locked(desk: Desk) -> str:
    place = planned(desk)
    inspector, leader = Browser(desk, "inspector"), Browser(desk, "leader")
    assert step(desk, inspector, place, "move", to="started") == 303
    judged(desk, inspector)
    assert step(desk, inspector, place, "move", to="left") == 303
    assert step(desk, inspector, place, "move", to="heard") == 303
    assert step(desk, leader, place, "lock") == 303
    return only(desk).visit_id


@pytest.mark.parametrize(
    ("judged_sum", "upheld", "recovered", "with_upheld", "score", "level"),
    [
        ("1000", "0", "0", 0, 100, "A"),
        ("1000", "1000", "1000", 1, 40, "D"),  # 100 − 50 − 10
        ("1000", "200", "200", 1, 80, "B"),  # 100 − 10 − 10
        ("1000", "200", "0", 1, 60, "C"),  # 100 − 10 − 10 − 20
        ("1000", "1000", "0", 9, 0, "D"),  # 100 − 50 − 30 − 20
    ],
)
def test_a_score_by_hand(
    judged_sum: str, upheld: str, recovered: str, with_upheld: int, score: int, level: str
) -> None:
    its = Record(
        "H1",
        max(with_upheld, 1),
        Decimal(judged_sum),
        Decimal(upheld),
        Decimal(recovered),
        with_upheld,
        0,
        0,
        date(2026, 1, 1),
    )
    assert (its.score, its.level) == (score, level)


def test_no_decided_visit_is_no_score(desk: Desk) -> None:
    planned(desk)
    today = desk.workspace.today()
    assert record_of("H1", desk.visits, today).score is None
    assert "H1" not in Browser(desk, "viewer").get("/record").text


def test_a_locked_visit_is_a_record(desk: Desk) -> None:
    locked(desk)
    today = desk.workspace.today()
    its = record_of("H1", desk.visits, today)
    assert (its.visits, its.judged, its.upheld, its.recovered) == (1, Decimal(220), Decimal(220), 0)
    assert its.score == 100 - 50 - 10 - 20
    assert record_of("H1", desk.visits, today + timedelta(days=4 * 366)).score is None
    assert "医院 H1" in Browser(desk, "viewer").get("/record").text


def give(desk: Desk, who: str = "leader", **given: Any) -> int:
    fields = {
        "visit_id": only(desk).visit_id,
        "practitioner_id": "D370001",
        "points": "7",
        "instrument": "医保罚〔2026〕7号",
        "decided": str(desk.workspace.today()),
        **given,
    }
    return int(Browser(desk, who).post("/points", **fields).status_code)


def test_points_follow_a_decision_and_never_a_suspicion(desk: Desk) -> None:
    planned(desk)
    assert give(desk) == 400  # the visit is not locked
    assert desk.points.by_id == {}


def test_points_add_up_within_the_year_and_an_appeal_lifts_them(desk: Desk) -> None:
    locked(desk)
    year = desk.workspace.today().year
    tomorrow = str(desk.workspace.today() + timedelta(days=1))
    for wrong in (
        {"points": "0"},
        {"points": "13"},
        {"points": "x"},
        {"instrument": ""},
        {"decided": tomorrow},
        {"practitioner_id": ""},
    ):
        assert give(desk, **wrong) == 400, wrong
    assert give(desk, "inspector") == 403
    assert give(desk) == 303
    assert give(desk) == 400  # the same decision twice
    assert give(desk, points="2", instrument="医保罚〔2026〕8号") == 303
    assert desk.points.of_year(year) == {"D370001": 9}
    assert "暂停支付资格" in Browser(desk, "viewer").get("/record").text
    assert desk.points.of_year(year + 1) == {}
    first = next(iter(desk.points.by_id))
    leader = Browser(desk, "leader")
    assert leader.post(f"/points/{first}/answer", result="lift", reason="x").status_code == 400
    assert leader.post(f"/points/{first}/appeal").status_code == 303
    assert desk.points.of_year(year) == {"D370001": 9}  # it stands until it is answered
    assert leader.post(f"/points/{first}/answer", result="lift", reason="").status_code == 400
    assert (
        leader.post(f"/points/{first}/answer", result="lift", reason="证据不足").status_code == 303
    )
    assert desk.points.of_year(year) == {"D370001": 2}
    assert leader.post(f"/points/{first}/appeal").status_code == 400


def test_effects() -> None:
    assert [effect(n) for n in (0, 8, 9, 11, 12, 20)] == [
        "none",
        "none",
        "suspended",
        "suspended",
        "ended",
        "ended",
    ]


def test_years_do_not_add_up() -> None:
    ledger = Points()
    for number, day in enumerate((date(2025, 12, 31), date(2026, 1, 1)), start=1):
        ledger.by_id[str(number)] = Entry(str(number), "D1", "H1", "V", 6, f"文{number}", day)
    assert (ledger.of_year(2025), ledger.of_year(2026)) == ({"D1": 6}, {"D1": 6})
    with pytest.raises(UsageError, match="not under appeal"):
        points.answer_appeal(ledger.by_id["1"], "x", lift=True)


def test_rows_behind_evidence_have_the_names_of_diagnoses_and_of_what_was_sold() -> None:
    rows = pl.DataFrame(
        {
            "kind": ["encounter", "trace_code", "purchase", "claim_line"],
            "item": ["inpatient", "XA02", "XA03", "XA02"],
            "code": ["J18.900", "8341", "8342", "J18.900"],
        }
    )
    told = called_rows(rows, {"XA02": "奥美拉唑肠溶胶囊"}, {"J18.900": "肺炎"})
    assert told.select("item", "diagnosis").rows() == [
        ("inpatient", "肺炎"),
        ("奥美拉唑肠溶胶囊", None),
        ("XA03", None),
        ("XA02", None),
    ]
    assert called_rows(rows, {}, {})["diagnosis"].to_list() == [None] * 4
