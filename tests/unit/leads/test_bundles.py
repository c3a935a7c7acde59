"""Whose lead a finding is in, what it stands on, and what an event says: one function at a time."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from feijian.errors import ImportRefused
from feijian.leads.bundles import assigned, bundled, evidence_counts
from feijian.leads.labels import Words
from feijian.leads.lead import Support
from feijian.leads.ranking import rank_leads
from feijian.leads.sanctions import Sanction, read_sanctions
from feijian.leads.stakes import certainties_of, joint_odds, support_for, supports_of, units_of
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import (
    RULES,
    encounters,
    finding,
    findings,
    known,
    lines,
    score,
    scores,
)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("all", ["all", "all", "all"]),
        ("year", ["2025", "2026", "undated"]),
        ("quarter", ["2025Q4", "2026Q1", "undated"]),
        ("month", ["2025-12", "2026-01", "undated"]),
    ],
)
def test_a_finding_is_in_the_lead_of_the_time_it_began(period: str, told: list[str]) -> None:
    rows = [
        finding("F1", occurred_from=date(2025, 12, 31), occurred_to=date(2026, 1, 9)),
        finding("F2", occurred_from=date(2026, 1, 1)),
        finding("F3", occurred_from=None),
    ]
    found = assigned(findings(*rows), period).sort("finding_id")
    assert found["lead_period"].to_list() == told
    assert found["lead_id"].n_unique() == len(set(told))


@pytest.mark.parametrize(
    ("others", "family"),
    [
        # what only hints at something leads no event, however much it is
        ({"rule_id": "data_quality.mapping", "amount_at_risk": "900"}, "unbundling"),
        # certain before suspected, then the fund's money, then the amount
        ({"rule_id": "identity.two_places", "amount_at_risk": "900"}, "unbundling"),
        ({"rule_id": "overcharging.above_cap", "fund_at_risk": "101"}, "overcharging"),
        ({"rule_id": "overcharging.above_cap", "amount_at_risk": "900", "fund_at_risk": "1"}, "unbundling"),
        (
            {"rule_id": "overcharging.above_cap", "amount_at_risk": "101", "fund_at_risk": None},
            "overcharging",
        ),
        (
            {"rule_id": "overcharging.above_cap", "amount_at_risk": None, "fund_at_risk": None},
            "unbundling",
        ),
    ],
)  # fmt: skip
def test_an_event_is_in_the_lead_of_its_weightiest_finding(
    others: dict[str, Any], family: str
) -> None:
    rows = [finding("F2", event_id="V1"), finding("F1", event_id="V1", **others)]
    assert assigned(findings(*rows), "all")["lead_family"].to_list() == [family] * 2


def test_a_lead_is_at_the_provider_with_most_money_then_most_findings_then_by_id() -> None:
    def at(*rows: tuple[str, str | None]) -> tuple[str, int]:
        its = [
            finding(
                f"F{n}",
                "identity.two_places",
                subject_kind="person",
                subject_id="P1",
                provider_id=provider,
                amount_at_risk=amount,
                fund_at_risk=None,
            )
            for n, (provider, amount) in enumerate(rows)
        ]
        row = bundled(assigned(findings(*its), "all")).row(0, named=True)
        return row["provider_id"], row["providers"]

    assert at(("H1", "10"), ("H2", "4"), ("H2", "5")) == ("H1", 2)
    assert at(("H1", "9"), ("H2", "4"), ("H2", "5")) == ("H2", 2)
    assert at(("H3", "9"), ("H2", "9")) == ("H2", 2)


def test_a_lead_lasts_from_its_first_day_to_its_last() -> None:
    rows = [
        finding("F2", occurred_from=date(2026, 3, 5), occurred_to=None, event_id="V1"),
        finding("F1", occurred_from=date(2026, 3, 1), occurred_to=date(2026, 3, 2), event_id="V1"),
        finding("F3", occurred_from=date(2026, 3, 2), occurred_to=date(2026, 3, 2)),
    ]
    row = bundled(assigned(findings(*rows), "all")).row(0, named=True)
    assert (row["period_from"], row["period_to"]) == (date(2026, 3, 1), date(2026, 3, 5))
    assert (row["findings"], row["events"], row["finding_ids"]) == (3, 2, ["F1", "F2", "F3"])


def test_encounters_and_persons_are_those_named_and_those_behind_lines() -> None:
    rows = [
        finding("F1", encounter_ids=["E1", "E2"], claim_line_ids=["L3"], person_id="P9"),
        finding("F2", subject_id="E4", encounter_ids=["E1"]),
        finding("F3", "identity.two_places", subject_kind="person", subject_id="P7"),
    ]
    found = evidence_counts(
        assigned(findings(*rows), "all"),
        lines(("L3", "E3", "1"), ("L9", "E9", "1")),
        encounters(("E1", "P1"), ("E2", "P1"), ("E3", "P2"), ("E9", "P8")),
    )
    # E1 to E4 of P1, P2 and P9; and the person's own lead
    assert sorted(found.select("encounters", "persons").rows()) == [(0, 1), (4, 3)]


def test_what_a_finding_stands_on() -> None:
    def units(loss: str = "lines", **given: Any) -> tuple[str, ...]:
        return units_of(finding("F1", **given), loss)

    both = {"claim_line_ids": ["L2", "L1", "L2"], "encounter_ids": ["E1"]}
    assert units(**both) == ("line:L2", "line:L1")
    for loss in ("group_payment", "high_ratio", "low_ratio"):
        assert units(loss, **both) == ("stay:E1",)
    person = {"subject_kind": "person", "subject_id": "P1"}
    assert units(**person, encounter_ids=["E2", "E1", "E2"], trace_codes=["8"]) == ("stay:E1,E2",)
    assert units(**person, trace_codes=["9", "8"]) == ("code:8,9",)
    assert units(**person) == ()
    assert units("group_payment", **person, claim_line_ids=["L1"]) == ("line:L1",)


def reading(percentile: float) -> Support:
    return Support(percentile, "m", "provider", "[]", title=Words("m", "m"))


def test_two_readings_together_say_no_more_than_one_could() -> None:
    lead, stay = reading(75.0), reading(75.0)
    assert joint_odds(None, None) == 1.0
    assert joint_odds(lead, None) == pytest.approx(2**0.5)
    # the same reading is not told twice
    assert joint_odds(lead, (lead, "H1")) == pytest.approx(2**0.5)
    assert joint_odds(lead, (stay, "H1")) == pytest.approx(2.0)
    assert joint_odds(reading(100.0), (reading(100.0), "H1")) == 2.0
    assert joint_odds(None, (stay, "H1")) == pytest.approx(2**0.5)


def test_who_stands_in_the_middle_supports_nothing_and_a_lead_without_a_reading_has_its_providers() -> (
    None
):
    rows = [score("H1", 50.0), score("H2", 50.1), score("P1", 90.0, subject_kind="person")]
    found = supports_of(scores(*rows), {"provider.charge_structure": Words("甲", "A")})
    # of three subjects the highest is only known to lie above 2.5 of 3
    assert {key: (s.percentile, p) for key, (s, p) in found.items()} == {
        ("provider", "H2"): (50.1, "H2"),
        ("person", "P1"): (83.3, "P1"),
    }
    own = support_for("person", "P1", "H2", found)
    assert own is not None
    assert (own.percentile, own.title.en) == (83.3, "A")
    of_provider = support_for("person", "P9", "H2", found)
    assert of_provider is not None
    assert of_provider.percentile == 50.1
    assert support_for("person", None, None, found) is None


def test_a_rule_that_is_known_no_more_is_as_certain_as_its_findings_were() -> None:
    rows = findings(finding("F1"), finding("F2", "identity.two_places"))
    without = {k: v for k, v in RULES.items() if k != "unbundling.item_pair"}
    assert certainties_of(rows, without) == {
        "unbundling.item_pair": "definite",
        "identity.two_places": "suspect",
    }
    unsaid = rows.with_columns(pl.lit(None, pl.String).alias("certainty"))
    assert set(certainties_of(unsaid, {}).values()) == {"suspect"}


def seats_of(*rows: dict[str, Any], every: int = 10, found: int = 1) -> list[str]:
    crowd = [score(f"C{n}", 50.0, q_value=1.0) for n in range(200)]
    leads = rank_leads(
        known(
            findings(*(finding(f"F{n}", provider_id=f"K{n}") for n in range(found))),
            scores=scores(*crowd, *rows),
            settings=LeadSettings(every=every),
        )
    ).leads
    return leads.filter(pl.col("family") == "outlier")["subject_id"].to_list()


def test_a_model_has_a_seat_for_whom_it_takes_for_chance_less_often_than_not() -> None:
    def odd(subject: str, q_value: float | None, **given: Any) -> dict[str, Any]:
        return score(subject, 99.0, q_value=q_value, score=20.0, **given)

    assert seats_of(odd("H1", 0.49)) == ["H1"]
    assert seats_of(odd("H1", 0.5)) == []
    assert seats_of(odd("H1", float("nan"))) == []
    assert seats_of(odd("H1", None)) == ["H1"]
    assert seats_of(odd("H1", 0.1), every=0) == []


def test_providers_come_before_persons_and_three_are_enough_for_a_short_list() -> None:
    given = {"q_value": 0.1}
    persons = [score(f"P{n}", 99.0, subject_kind="person", **given) for n in range(2)]
    houses = [score(f"H{n}", 99.0, score=20.0 + n, **given) for n in range(2)]
    stays = [score("E1", 99.0, subject_kind="encounter", **given)]
    assert seats_of(*persons, *houses, *stays) == ["H1", "H0", "P0"]


def test_an_event_says_what_all_its_findings_name_and_which_way_a_box_went() -> None:
    routes = pl.DataFrame(
        [
            ("8", datetime(2026, 3, 2), "H2", "sold"),
            ("8", datetime(2026, 3, 1), "H1", "bought"),
            ("9", datetime(2026, 3, 1), "H1", "bought"),
        ],
        schema=["trace_code", "happened_at", "provider_id", "what"],
        orient="row",
    )
    rows = [
        finding(
            "F2",
            event_id="V1",
            trace_codes=["8", "9"],
            encounter_ids=["E2"],
            occurred_from=date(2026, 3, 4),
            occurred_to=None,
        ),
        finding(
            "F1",
            "overcharging.above_cap",
            event_id="V1",
            trace_codes=["8"],
            encounter_ids=["E2", "E1"],
            subject_id="E9",
            amount_at_risk="200",
        ),
        finding("F3", event_id="V2", trace_codes=["9"], subject_id="E3", amount_at_risk=None),
    ]
    found = rank_leads(known(findings(*rows), routes=routes)).events.sort("event_id")
    first, second = found.to_dicts()
    assert (first["subject_id"], first["finding_ids"]) == ("E9", ["F1", "F2"])
    assert first["rule_ids"] == ["overcharging.above_cap", "unbundling.item_pair"]
    assert (first["encounter_ids"], first["trace_codes"]) == (["E1", "E2"], ["8", "9"])
    assert (first["occurred_from"], first["occurred_to"]) == (date(2026, 3, 1), date(2026, 3, 4))
    assert [(s["trace_code"], s["provider_id"], s["what"]) for s in json.loads(first["route"])] == [
        ("8", "H1", "bought"),
        ("8", "H2", "sold"),
        ("9", "H1", "bought"),
    ]
    # one house alone is no way
    assert second["route"] is None
    assert (second["amount_at_risk"], second["fund_at_risk"], second["expected_recovery"]) == (
        None,
        None,
        None,
    )
    assert second["probability"] == 0.8


def test_a_sanction_names_a_house_or_a_person_and_its_day_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "past.csv"
    file.write_text(
        "instrument,date,provider_id,practitioner_id\n 7 ,2024-03-01 08:00, H1 ,\n8,4/2/2024,,D1\n",
        encoding="utf-8",
    )
    with pytest.raises(ImportRefused, match="date is '4/2/2024'"):
        read_sanctions(file)
    file.write_text(
        "instrument,date,practitioner_id\n 7 ,2024/03/01 08:00, D1 \n", encoding="utf-8"
    )
    assert read_sanctions(file) == [Sanction("7", date(2024, 3, 1), "", "D1")]
    # as a Chinese spreadsheet saves it
    saved = "instrument,date,provider_id\r\n医保罚〔2024〕7号,2024/4/2,H1\r\n"
    file.write_bytes(saved.encode("gb18030"))
    assert read_sanctions(file) == [Sanction("医保罚〔2024〕7号", date(2024, 4, 2), "H1", "")]
    file.write_text("instrument,date,provider_id\n" + "a,soon,H1\n" * 25, encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_sanctions(file)
    assert len(refused.value.problems) == 20
    for text, lacks in (
        ("instrument,provider_id\n", "lacks date"),
        ("instrument,date\n", "lacks provider_id or practitioner_id"),
        ("date,provider_id\n", "lacks instrument"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ImportRefused, match=lacks):
            read_sanctions(file)


def test_the_money_of_events_is_whole() -> None:
    events = rank_leads(
        known(findings(finding("F1", event_id="V1", person_at_risk=Decimal(3))))
    ).events
    row = events.row(0, named=True)
    assert (row["amount_at_risk"], row["fund_at_risk"], row["person_at_risk"]) == (100, 100, 3)
    assert (row["expected_recovery"], row["probability"]) == (80, 0.8)


def test_what_costs_nothing_leads_an_event_before_what_has_no_amount() -> None:
    """Nothing is known to be lost by the one, of the other nothing is known; either way round."""
    free = {"amount_at_risk": "0", "fund_at_risk": "0"}
    unknown = {"amount_at_risk": None, "fund_at_risk": None}
    for rule, other in (
        ("unbundling.item_pair", "overcharging.above_cap"),
        ("overcharging.above_cap", "unbundling.item_pair"),
    ):
        rows = [
            finding("F1", rule, event_id="V1", **free),
            finding("F2", other, event_id="V1", **unknown),
        ]
        found = assigned(findings(*rows), "all")["lead_family"].to_list()
        assert found == [rule.split(".")[0]] * 2


def test_a_finding_about_nobody_has_a_lead_of_its_own_kind() -> None:
    """Without a provider it belongs to its own subject; two without either are one lead."""
    rows = [
        finding("F1", subject_kind="region", subject_id=None, provider_id=None),
        finding("F2", subject_kind="region", subject_id=None, provider_id=None),
        finding("F3", subject_kind="practitioner", subject_id="D1"),
    ]
    found = assigned(findings(*rows), "all").sort("finding_id")
    assert found.select("lead_kind", "lead_subject").rows() == [
        ("region", None),
        ("region", None),
        ("practitioner", "D1"),
    ]
    assert found["lead_id"].null_count() == 0
    assert found["lead_id"].n_unique() == 2


def test_of_as_much_money_the_provider_with_more_findings_has_the_lead() -> None:
    its = [
        finding(
            f"F{n}",
            "identity.two_places",
            subject_kind="person",
            subject_id="P1",
            provider_id=provider,
            amount_at_risk=amount,
        )
        for n, (provider, amount) in enumerate((("H1", "10"), ("H2", "4"), ("H2", "6")))
    ]
    assert bundled(assigned(findings(*its), "all"))["provider_id"].to_list() == ["H2"]


def test_an_event_of_which_only_the_funds_part_is_known_has_no_amount() -> None:
    """40 of the fund at 0.8 are 32 expected. With a second finding of a known amount the event has one."""
    unknown = finding(
        "F1", event_id="V1", amount_at_risk=None, fund_at_risk="40", claim_line_ids=["L1"]
    )
    (row,) = rank_leads(known(findings(unknown))).events.to_dicts()
    assert (row["amount_at_risk"], row["fund_at_risk"], row["person_at_risk"]) == (None, 40, None)
    assert (row["expected_recovery"], row["probability"]) == (32, 0.8)
    other = finding("F2", event_id="V1", amount_at_risk="60", claim_line_ids=["L2"])
    (row,) = rank_leads(known(findings(unknown, other))).events.to_dicts()
    assert (row["amount_at_risk"], row["fund_at_risk"]) == (60, 100)


def test_an_event_without_money_is_as_likely_as_the_likeliest_of_its_findings() -> None:
    rows = [
        finding("F1", "identity.two_places", event_id="V1", amount_at_risk="0"),
        finding("F2", event_id="V1", amount_at_risk=None),
    ]
    (row,) = rank_leads(known(findings(*rows))).events.to_dicts()
    assert (row["probability"], row["expected_recovery"], row["amount_at_risk"]) == (0.8, 0, 0)


def test_a_workbook_of_sanctions_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Numbers and texts in one column, days that the workbook keeps as days, and rows with both or neither."""
    file, book = tmp_path / "past.xlsx", openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ("instrument", "date", "provider_id", "practitioner_id"),
        (7, date(2024, 3, 1), 12, None),
        ("七", "2024-04-02", "H1", None),
        ("8", "2024-05-03", None, "D1"),
    ):
        book.active.append(row)
    book.save(file)
    assert read_sanctions(file) == [
        Sanction("7", date(2024, 3, 1), "12", ""),
        Sanction("七", date(2024, 4, 2), "H1", ""),
        Sanction("8", date(2024, 5, 3), "", "D1"),
    ]
    for row in (("9", "2024-05-03", "H1", "D1"), ("9", "2024-05-03", None, " ")):
        book.active.append(row)
    book.save(file)
    with pytest.raises(ImportRefused) as refused:
        read_sanctions(file)
    assert [p.where for p in refused.value.problems] == ["past.xlsx:5", "past.xlsx:6"]
    assert {p.what for p in refused.value.problems} == {
        "names neither or both of provider and practitioner"
    }
