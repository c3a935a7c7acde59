"""Days, moments, numbers and sums as pages print them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from feijian.reports.before import leads_before
from feijian.reports.sections import leading_providers, months_between, ordered, rounded, total
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Viewer, between, moment, number, price, span
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from feijian.workspace.carrying import Done, note_done

DAY, NEXT = date(2026, 3, 1), date(2026, 3, 9)


def test_a_span_of_days_tells_one_day_once() -> None:
    assert span(DAY, DAY) == span(DAY, None) == "2026-03-01"
    assert span(DAY, NEXT) == "2026-03-01 – 2026-03-09"
    assert (span(None, NEXT), span(None, None)) == ("… – 2026-03-09", "")


def test_a_moment_at_midnight_is_a_day_and_a_day_in_common_is_told_once() -> None:
    at, later = datetime(2026, 3, 1, 8, 5), datetime(2026, 3, 1, 9)
    assert (moment(at), moment(datetime(2026, 3, 1)), moment(None)) == (
        "2026-03-01 08:05",
        "2026-03-01",
        "",
    )
    assert between(at, later) == "2026-03-01 08:05–09:00"
    assert between(at, datetime(2026, 3, 2, 9)) == "2026-03-01 08:05 – 2026-03-02 09:00"
    assert between(at, None) == between(at, at) == "2026-03-01 08:05"
    assert between(at, datetime(2026, 3, 1)) == "2026-03-01 08:05 – 2026-03-01"


@pytest.mark.parametrize(
    ("value", "text"),
    [("12.5000", "12.5"), ("1000", "1,000"), ("0", "0"), ("0.00004", "0"), ("-2.0", "-2")],
)
def test_a_quantity_has_no_noughts_at_its_end(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("12.5000", "12.50"), ("1200", "1,200.00"), ("0.0625", "0.0625"), ("0", "0.00")],
)
def test_a_price_keeps_its_cents_and_parts_of_a_cent_where_there_are_any(
    value: str, text: str
) -> None:
    assert price(Decimal(value)) == text
    assert price(None) == ""


def viewer(lang: str) -> Viewer:
    return Viewer(cast("Any", None), Speech(lang), False, Limits())


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("9999", "9,999 元", "¥9,999"),
        ("10000", "1.0 万元", "¥10,000"),
        ("999999", "100.0 万元", "¥999,999"),
        ("1000000", "100.0 万元", "¥1.00 million"),
        ("99999999", "10,000.0 万元", "¥100.00 million"),
        ("100000000", "1.0 亿元", "¥100.00 million"),
        ("-20000", "-2.0 万元", "¥-20,000"),
    ],
)
def test_a_sum_is_told_in_the_unit_it_reaches(amount: str, zh: str, en: str) -> None:
    assert rounded(Decimal(amount), viewer("zh")) == zh
    assert rounded(Decimal(amount), viewer("en")) == en


def test_a_sum_of_what_nobody_knows_is_unknown_and_not_nothing() -> None:
    leads = pl.DataFrame({"amount": [None, Decimal("2.50"), Decimal("0.25")]})
    assert total(leads, "amount") == Decimal("2.75")
    assert total(leads.head(1), "amount") is None
    assert total(leads.head(0), "amount") == 0  # no lead is no unknown amount
    assert rounded(None, viewer("en")) == Speech("en")("unknown")


def test_months_run_over_the_turn_of_the_year() -> None:
    assert months_between(date(2025, 12, 31), date(2026, 2, 1)) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert months_between(date(2026, 3, 31), date(2026, 3, 31)) == [date(2026, 3, 1)]


def test_providers_stand_by_their_best_lead_and_leads_without_one_together() -> None:
    leads = pl.DataFrame(
        {"provider_id": ["H2", None, "H1", "H2", "H3"], "rank": [5, 2, 3, 1, 4]},
        schema_overrides={"provider_id": pl.String},
    )
    assert leading_providers(leads, 9) == ["H2", "", "H1", "H3"]
    assert leading_providers(leads, 2) == ["H2", ""]


def test_the_largest_findings_stand_first_then_the_earliest_and_unknown_ones_last() -> None:
    rows = [
        ("F1", None, DAY),
        ("F2", 5, NEXT),
        ("F3", 9, NEXT),
        ("F5", 5, DAY),
        ("F4", 5, DAY),
        ("F6", 5, None),
    ]
    frame = pl.DataFrame(rows, ["finding_id", "amount_at_risk", "occurred_from"], orient="row")
    assert ordered(frame)["finding_id"].to_list() == ["F3", "F4", "F5", "F2", "F6", "F1"]


def test_a_list_is_new_against_the_last_batch_run_that_ranked_from_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    numbers = iter(range(100))
    monkeypatch.setattr("secrets.token_hex", lambda _: f"{next(numbers):06x}")

    def publish(digest: str | None, *leads: str, **request: str) -> Run:
        run = begin_run(workspace, RunRequest(date(2026, 7, 1), **cast("Any", request)))
        pl.DataFrame({"lead_id": leads}).write_parquet(run.file("leads.parquet"))
        if digest is not None:
            note_done(run, "rank", Done(digest, {}, {}))
        publish_run(workspace, run, {})
        return run

    first = publish("one", "A")
    assert leads_before(workspace, first) is None
    second = publish("two", "A", "B")
    assert leads_before(workspace, second) == {"A"}
    publish("three", "A", "B", "C", kind="sweep")
    again = publish("four", "A", "B", "C", "D")
    assert leads_before(workspace, again) == {"A", "B"}
    # the same night over again is new against what that night was new against
    assert leads_before(workspace, publish("four", "A", "B", "C", "D")) == {"A", "B"}
    assert leads_before(workspace, first) is None
    # runs of before that was noted, and steps without a digest, are runs like others
    assert leads_before(workspace, publish(None, "E")) == {"A", "B", "C", "D"}
    assert leads_before(workspace, publish("", "F")) == {"E"}
    assert leads_before(workspace, publish("", "F")) == {"F"}


def test_a_message_names_providers_and_items_and_masks_persons() -> None:
    houses = pl.DataFrame({"provider_id": ["H37010500003"], "name": ["市立医院3"]})
    items = {"XC10AAE033A001010190033": "阿托伐他汀钙片"}
    told = Viewer(
        cast("Any", SimpleNamespace(profiles=houses, items=items, codes={})),
        Speech("zh"),
        False,
        Limits(),
    ).message(
        {
            "message_zh": "参保人 370101199001011234 2026-03-01 至 2026-03-01 在 H37010500003 购 XC10AAE033A001010190033",
            "person_id": "370101199001011234",
            "subject_kind": "encounter",
            "subject_id": "E1",
        }
    )
    assert told == "参保人 37************1234 2026-03-01 在 市立医院3 购 阿托伐他汀钙片"


def test_a_group_is_called_a_group_and_not_by_the_key_that_holds_it_together() -> None:
    assert viewer("zh").subject("group", "charges:M51") == "群组"
    assert viewer("en").subject("group", "with:370101199001011234") == "Group"
    assert viewer("zh").subject("person", "370101199001011234") == "37************1234"


def test_innocent_readings_that_the_query_left_out_come_last() -> None:
    rule = SimpleNamespace(
        innocent_when=(),
        innocent_when_zh=("转院（已排除）", "另一侧手术", "化疗（已排除）", "复发"),
    )
    material = cast("Any", SimpleNamespace(rules={"a.b": rule}))
    told = Viewer(material, Speech("zh"), False, Limits()).innocent(["a.b"])
    assert told == ["另一侧手术", "复发", "转院（已排除）", "化疗（已排除）"]


def test_evidence_names_the_diagnosis_of_a_stay_and_how_a_settlement_was_paid() -> None:
    material = SimpleNamespace(profiles=pl.DataFrame(schema=["provider_id", "name"]), items={})
    material.codes = {"I10.x00": "高血压"}
    its = Viewer(cast("Any", material), Speech("zh"), False, Limits())

    def told(kind: str, code: str | None, item: str | None = None) -> tuple[str, str]:
        empty = dict.fromkeys(
            (
                *("hospital_no", "record_no", "person_id", "practitioner_id", "provider_id"),
                *("started_at", "ended_at", "quantity", "unit_price", "amount", "evidence_id"),
                *("role", "department"),
            )
        )
        row = its.evidence_row({**empty, "kind": kind, "code": code, "item": item})
        return row["item"], row["code"]

    assert told("stay", "I10.x00", "inpatient") == ("住院 · 高血压", "I10.x00")
    assert told("stay", "K29.500", "inpatient") == ("住院", "K29.500")
    assert told("claim", "drg") == ("结算 · DRG 付费", "")
    assert told("claim", None) == ("结算", "")
    assert told("line", "001102000050000", "急诊诊查费") == ("急诊诊查费", "001102000050000")


def test_a_row_of_evidence_names_its_provider_where_it_is_not_the_one_the_finding_is_about() -> (
    None
):
    profiles = pl.DataFrame({"provider_id": ["H1", "H2"], "name": ["市医院", "县医院"]})
    material = SimpleNamespace(profiles=profiles, items={}, codes={})
    its = Viewer(cast("Any", material), Speech("zh"), False, Limits())

    def told(role: str, provider: str, at: str | None) -> str:
        row = {"kind": "line", "item": "床位费", "role": role, "provider_id": provider}
        return its.evidence_item({**row, "department": None, "code": None}, at)

    assert told("at_risk", "H1", "H1") == told("kept", "H1", "H1") == "床位费"
    assert told("at_risk", "H2", "H1") == told("context", "H2", "H1") == "床位费 · 县医院"
    # a person's stays in several hospitals: each says where, what is in question too
    assert told("kept", "H1", None) == told("at_risk", "H1", None) == "床位费 · 市医院"


def test_a_lead_says_where_its_conduct_was_published_and_no_word_of_our_own_lists() -> None:
    rule = SimpleNamespace(source=("rule catalogue dual_price", "2025-hospital 174"))
    material = SimpleNamespace(rules={"r": rule}, items={}, codes={})

    def told(lang: str) -> list[str]:
        return Viewer(cast("Any", material), Speech(lang), False, Limits()).published(["r", "r"])

    assert told("zh") == ["典型问题清单（2025年）定点医疗机构第 174 项"]
    assert told("en") == ["list of typical problems 2025, hospital no. 174"]
