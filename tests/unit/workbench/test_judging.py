"""Judging: the verdict store learns, evidence that changed and other people's acts are never overlooked."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from feijian.errors import UsageError
from feijian.verdicts.store import all_verdicts
from feijian.workbench import amounts, judging
from feijian.workbench.desk import Desk
from feijian.workbench.judging import Judgement, OutOfDate
from feijian.workbench.store import Act
from tests.unit.workbench.browser import Browser
from tests.unit.workbench.conftest import OTHER, PERSON, publish, row


def form(desk: Desk, event_id: str = "V-F1", **given: object) -> dict[str, object]:
    """The fields of the judging page as it is shown now."""
    event = desk.shelf.event(event_id)
    assert event is not None
    fields = {
        "outcome": "upheld",
        "amount": "",
        "reason": "",
        "digest": event["digest"],
        "seq": str(desk.cases.of(event_id).seq),
        "run": desk.shelf.run_id,
    }
    return {**fields, **given}


def test_a_judgement_is_an_event_and_a_verdict_and_the_next_case_opens(desk: Desk) -> None:
    answer = Browser(desk, "inspector").post("/event/V-F3/judge", **form(desk, "V-F3"))
    assert answer.headers["location"] == "/event/V-F1"
    stored = desk.store.since()[-1]
    assert (stored.kind, stored.who, stored.subject) == ("case.judged", "inspector", "V-F3")
    (verdict,) = all_verdicts(desk.workspace.verdicts).to_dicts()
    assert (verdict["finding_id"], verdict["rule_id"], verdict["who"]) == ("F3", OTHER, "inspector")
    assert (verdict["outcome"], verdict["amount_upheld"]) == ("upheld", Decimal("120.00"))
    assert verdict["evidence_hash"] == "hash-F3"
    assert desk.standing().judged_rows.by_event == {"V-F3": False}


@pytest.mark.parametrize(("outcome", "upheld"), [("upheld", Decimal("100.00")), ("partly", None)])
def test_an_event_whose_money_is_counted_elsewhere_is_judged_all_the_same(
    desk: Desk, outcome: str, upheld: Decimal | None
) -> None:
    """The list counts the stay's yuan in another lead: 0 here, the finding's own 100 stay 100."""
    events = desk.shelf.run.file("events.parquet")
    frame = pl.read_parquet(events)
    frame.with_columns(pl.col("amount_at_risk") * 0).cast(dict(frame.schema)).write_parquet(events)
    desk._shelf = None
    fields = form(desk, outcome=outcome, amount="0.00", reason="体征不符")
    assert Browser(desk, "inspector").post("/event/V-F1/judge", **fields).status_code == 303
    (verdict,) = all_verdicts(desk.workspace.verdicts).to_dicts()
    assert (verdict["outcome"], verdict["amount_upheld"]) == (outcome, upheld)


def test_amounts_by_line_add_up_to_what_is_upheld(desk: Desk) -> None:
    fields = form(desk, outcome="partly", reason="两天记一天")
    Browser(desk, "inspector").post("/event/V-F1/judge", **fields, **{"line.L-F1": "60.50"})
    (verdict,) = all_verdicts(desk.workspace.verdicts).to_dicts()
    assert (verdict["amount_upheld"], verdict["note"]) == (Decimal("60.50"), "两天记一天")


@pytest.mark.parametrize(
    "given",
    [
        {"outcome": ""},
        {"outcome": "maybe"},
        {"outcome": "rejected"},
        {"outcome": "partly", "amount": "50"},
        {"outcome": "partly", "reason": "x"},
        {"outcome": "partly", "amount": "100", "reason": "x"},
        {"amount": "100.01"},
        {"amount": "-1"},
        {"amount": "1.005"},
        {"amount": "NaN"},
        {"amount": "1e30"},
        {"seq": "x"},
        {"outcome": "rejected", "reason": f"患者 {PERSON}"},
        {"outcome": "rejected", "reason": "电话 13800138000"},
        {"outcome": "rejected", "reason": "x" * 2001},
        {"outcome": "rejected", "reason": "除外：unbundling.item_pair"},
        {"outcome": "partly", "reason": "x", "line.L-F1": "150.01"},
        {"outcome": "partly", "reason": "x", "line.L-F9": "1"},
    ],
)
def test_a_form_that_cannot_be_is_400_and_stores_nothing(desk: Desk, given: dict[str, str]) -> None:
    browser = Browser(desk, "inspector")
    before = desk.seq
    answer = browser.post("/event/V-F1/judge", **form(desk, **given))
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert desk.seq == before
    assert all_verdicts(desk.workspace.verdicts).is_empty()


def test_a_refused_form_leads_back_to_where_it_was_filled_in_and_does_not_name_the_page_again(
    desk: Desk,
) -> None:
    browser = Browser(desk, "inspector")
    refused = browser.post(
        "/event/V-F1/judge",
        headers={
            "sec-fetch-site": "same-origin",
            "referer": "http://desk.local/event/V-F1?from=mine",
        },
        **form(desk, outcome="rejected"),
    )
    assert refused.status_code == 400
    assert '<a href="/event/V-F1?from=mine" data-back>返回修改</a>' in refused.text
    assert "V-F1：" not in refused.text
    foreign = browser.post(
        "/event/V-F1/judge",
        headers={"sec-fetch-site": "same-origin", "referer": "http://elsewhere/event/V-F1"},
        **form(desk, outcome="rejected"),
    )
    assert "data-back" not in foreign.text


def test_evidence_that_changed_is_409_with_the_difference(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    shown = form(desk)
    changed = row("F1", "H1", "80.00", evidence_hash="other", claim_line_ids=["L-F1", "L-new"])
    publish(desk.workspace, changed, row("F2", "H2", "50.00"))
    answer = browser.post("/event/V-F1/judge", **shown)
    assert answer.status_code == 409
    for told in ("变更", "100.00", "80.00", "1 行"):
        assert told in answer.text
    assert all_verdicts(desk.workspace.verdicts).is_empty()
    gone = browser.post("/event/V-F3/judge", **{**shown, "digest": "x"})
    assert (gone.status_code, "消失" in gone.text) == (409, True)
    assert browser.post("/event/V-F1/judge", **form(desk)).status_code == 303


def test_two_people_never_judge_one_event_unaware(desk: Desk) -> None:
    shown = form(desk)
    assert Browser(desk, "inspector").post("/event/V-F1/judge", **shown).status_code == 303
    answer = Browser(desk, "leader").post(
        "/event/V-F1/judge", **{**shown, "outcome": "rejected", "reason": "x"}
    )
    assert answer.status_code == 409
    assert "inspector" in answer.text
    assert all_verdicts(desk.workspace.verdicts)["outcome"].to_list() == ["upheld"]


def test_who_opens_a_case_is_told_who_looks_at_it(desk: Desk) -> None:
    Browser(desk, "inspector").get("/event/V-F1")
    assert "inspector 正在查看" in Browser(desk, "leader").get("/event/V-F1").text


def test_above_the_set_amount_somebody_else_approves(desk: Desk) -> None:
    desk.approve_above = Decimal(99)
    leader, second = Browser(desk, "leader"), Browser(desk, "second")
    leader.post("/event/V-F1/judge", **form(desk))
    assert all_verdicts(desk.workspace.verdicts).is_empty()
    seq = str(desk.cases.of("V-F1").seq)
    assert desk.cases.of("V-F1").state == "proposed"
    own = leader.post("/event/V-F1/decide", decision="approve", seq=seq)
    assert (own.status_code, "由您本人拟定" in own.text) == (400, True)
    assert "提出结论，待复核 属实 100.00 元" in second.get("/event/V-F1").text
    assert second.post("/event/V-F1/decide", decision="return", seq=seq).status_code == 400
    assert second.post("/event/V-F1/decide", decision="approve", seq=seq).status_code == 303
    assert all_verdicts(desk.workspace.verdicts)["who"].to_list() == ["leader/second"]
    assert second.post("/event/V-F1/decide", decision="approve", seq=seq).status_code == 409


def test_a_proposal_on_evidence_that_changed_is_not_approved(desk: Desk) -> None:
    desk.approve_above = Decimal(99)
    Browser(desk, "leader").post("/event/V-F1/judge", **form(desk))
    publish(desk.workspace, row("F1", "H1", "100.00", evidence_hash="other"))
    seq = str(desk.cases.of("V-F1").seq)
    answer = Browser(desk, "second").post("/event/V-F1/decide", decision="approve", seq=seq)
    assert answer.status_code == 409
    assert all_verdicts(desk.workspace.verdicts).is_empty()


def test_what_a_crash_left_out_of_the_verdict_store_is_made_up_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = desk.shelf.event("V-F1")
    assert event is not None
    given = Judgement("V-F1", "upheld", "", event["digest"], 0, desk.shelf.run_id)
    with monkeypatch.context() as crash:
        crash.setattr(judging, "take", lambda *_: None)
        judging.judge(desk, "inspector", given)
    assert all_verdicts(desk.workspace.verdicts).is_empty()
    assert (judging.made_up(desk), judging.made_up(desk)) == (1, 0)
    assert all_verdicts(desk.workspace.verdicts)["finding_id"].to_list() == ["F1"]


def test_the_parts_prefilled_add_up_to_the_event() -> None:
    lines = [{"key": f"L{n}", "amount": Decimal("33.33")} for n in range(7)]
    parts = amounts.prefilled({"amount_at_risk": Decimal("100.00")}, lines)
    assert sum(parts.values()) == Decimal("100.00")
    assert max(parts.values()) - min(parts.values()) <= Decimal("0.01")
    assert amounts.prefilled({"amount_at_risk": None}, lines) == {}


def test_a_case_taken_by_somebody_is_not_taken_away(desk: Desk) -> None:
    Browser(desk, "inspector").post("/bulk", what="assign_me", id=["V-F1", "V-F3"])
    assert desk.cases.of("V-F3").assignee == "inspector"
    assert Browser(desk, "analyst").post("/bulk", what="assign_me", id="V-F1").status_code == 409
    assert (
        Browser(desk, "analyst").post("/bulk", what="assign_to", to="viewer", id="V-F1").status_code
        == 403
    )
    leader = Browser(desk, "leader")
    assert leader.post("/bulk", what="assign_to", to="viewer", id="V-F1").status_code == 400
    assert leader.post("/bulk", what="assign_to", to="analyst", id="V-F1").status_code == 303
    assert desk.cases.of("V-F1").assignee == "analyst"


def test_bulk_acts_stand_in_the_queue(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    browser.post("/bulk", what="due", due="2020-01-01", id="V-F1")
    browser.post("/bulk", what="closed", id="V-F2")
    assert "超期" in browser.get("/queue?tab=due").text
    assert "V-F2" not in browser.get("/queue").text
    assert "V-F2" in browser.get("/queue?tab=done").text
    assert browser.post("/bulk", what="due", due="soon", id="V-F1").status_code == 400
    assert browser.post("/bulk", what="delete", id="V-F1").status_code == 400
    assert browser.post("/bulk", what="open", id=[f"V{n}" for n in range(501)]).status_code == 400
    assert browser.post("/bulk", what="open", back="//evil.local").headers["location"] == "/queue"


def test_changed_evidence_comes_back_into_the_queue(desk: Desk) -> None:
    browser = Browser(desk, "inspector")
    browser.post("/event/V-F1/judge", **form(desk))
    assert "V-F1" not in browser.get("/queue").text
    publish(desk.workspace, row("F1", "H1", "100.00", evidence_hash="other"))
    assert "V-F1" in browser.get("/queue?tab=changed").text


def test_a_desk_that_opens_again_shows_the_same(desk: Desk) -> None:
    desk.act("leader", lambda: [Act("case.assigned", "V-F1", {"to": "leader"})])
    Browser(desk, "leader").post("/event/V-F1/judge", **form(desk))
    again = Desk(desk.workspace, desk.store)
    again.catch_up()
    assert again.cases == desk.cases
    assert again.directory == desk.directory


def test_a_note_is_kept_and_a_number_of_a_person_is_not(desk: Desk) -> None:
    browser = Browser(desk, "analyst")
    assert browser.post("/event/V-F1/note", note="等护理记录").status_code == 303
    assert browser.post("/event/V-F1/note", note=PERSON).status_code == 400
    assert "等护理记录" in browser.get("/event/V-F1").text


def test_excepting_every_rule_is_refused_before_anything_is_stored(desk: Desk) -> None:
    event = desk.shelf.event("V-F1")
    assert event is not None
    with pytest.raises(UsageError, match="leaves out every rule"):
        judging.checked(
            Judgement("V-F1", "upheld", "除外：unbundling.item_pair", event["digest"], 0, ""),
            event,
            [],
        )
    with pytest.raises(OutOfDate):
        judging.judge(desk, "x", Judgement("V-0", "upheld", "", "", 0, "no such run"))


def test_the_set_amount_itself_needs_nobody_else(desk: Desk) -> None:
    desk.approve_above = Decimal(100)
    Browser(desk, "inspector").post("/event/V-F1/judge", **form(desk))
    assert desk.store.since()[-1].kind == "case.judged"
