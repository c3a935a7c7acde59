"""A small run's material and the warehouse behind it, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from feijian.contracts import build_derived, closure, empty_world
from feijian.contracts.world import insert_rows
from feijian.leads.posterior import precisions
from feijian.leads.ranking import rank_leads
from feijian.leads.warehouse import facts_about
from feijian.library import parse_pipe_table
from feijian.reports.material import MODELS, OUTCOMES, PEERS, Material
from feijian.reports.profile import profiles
from feijian.workspace import Run, RunRequest
from feijian.workspace.settings import LeadSettings
from tests.shared import builtin_catalogue, builtin_content
from tests.unit.leads.frames import RULES, finding, findings, known, score, scores, verdicts

ROWS = {
    "provider": """
        provider_id | name          | kind     | level | approved_beds
        H1          | 第一<医院>    | hospital | 2     | 100
        H2          | 第二医院      | hospital | 2     | 80
        H3          | 第三医院      | hospital | 2     | 80
        H4          | 第四医院      | hospital | 2     | 80
        H5          | 第五医院      | hospital | 2     | 80
        H6          | 第六医院      | hospital | 2     | 80
        P1          | 大药房        | pharmacy | 0     |
    """,
    "encounter": """
        encounter_id | person_id          | provider_id | class      | visit_type | started_at          | ended_at            | department | main_diagnosis | hospital_no | record_no
        E1           | 370101199001011234 | H1          | inpatient  | 21         | 2026-03-01 08:00:00 | 2026-03-05 10:00:00 | 内科       | I10            | ZY0001      | BL0001
        E2           | 370101199001015678 | H1          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-04 10:00:00 | 外科       | I20            | ZY0002      | BL0002
        E3           | 370101199001015678 | H2          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-12 10:00:00 | 外科       | I20            | ZY0003      | BL0003
        E4           | 370101199001015678 | H3          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-12 10:00:00 | 外科       | I20            | ZY0003      | BL0003
        E5           | 370101199001015678 | H4          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-12 10:00:00 | 外科       | I20            | ZY0003      | BL0003
        E6           | 370101199001015678 | H5          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-12 10:00:00 | 外科       | I20            | ZY0003      | BL0003
        E7           | 370101199001015678 | H6          | inpatient  | 21         | 2026-03-02 08:00:00 | 2026-03-12 10:00:00 | 外科       | I20            | ZY0003      | BL0003
    """,
    "claim": """
        claim_id | encounter_id | person_id          | provider_id | settled_at          | total_amount | fund_amount | is_refund
        C1       | E1           | 370101199001011234 | H1          | 2026-03-05 10:00:00 | 300.00       | 210.00      | false
        C2       | E2           | 370101199001015678 | H1          | 2026-03-04 10:00:00 | 900.00       | 630.00      | false
    """,
    "claim_line": """
        claim_line_id | claim_id | encounter_id | person_id          | provider_id | charged_at          | item_code | item_name   | category    | quantity | unit_price | amount
        L1            | C1       | E1           | 370101199001011234 | H1          | 2026-03-01 09:30:00 | 0011      | =HYPERLINK(1) | treatment | 2        | 50         | 100.00
        L2            | C1       | E1           | 370101199001011234 | H1          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | treatment   | 1        | 12.5       | 12.50
        L3            | C2       | E2           | 370101199001015678 | H1          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 12.50
        L4            | C2       | E3           | 370101199001015678 | H2          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 99.00
        L5            | C2       | E4           | 370101199001015678 | H3          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 98.00
        L6            | C2       | E5           | 370101199001015678 | H4          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 97.00
        L7            | C2       | E6           | 370101199001015678 | H5          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 96.00
        L8            | C2       | E7           | 370101199001015678 | H6          | 2026-03-02 09:30:00 | 0012      | 静脉输液    | examination | 1        | 12.5       | 95.00
    """,
    "dispense": """
        dispense_id | kind | provider_id | claim_line_id | person_id          | item_code | trace_code           | quantity | dispensed_at
        D1          | sale | P1          |               | 370101199001011234 | X1        | 81000000000000000001 | 1        | 2026-03-01 10:00:00
        D2          | sale | P1          |               | 370101199001015678 | X1        | 81000000000000000001 | 1        | 2026-03-09 10:00:00
    """,
    "legal_basis": """
        basis_id   | instrument_zh | instrument_en | article | clause | short_title_zh | short_title_en   | valid_from | valid_to | verified | source
        条例38(三) | 条例          | Regulations   | 38      | 三     | 重复收费       | repeated charges | 2021-05-01 |          | true     | text
    """,
}

FOUND = (
    finding(
        "F1", claim_line_ids=["L1", "L2"], amount_at_risk="112.50", message_zh="<b>同日并收</b>"
    ),
    finding(
        "F2",
        "unbundling.repeated_line",
        subject_id="E2",
        encounter_ids=["E2"],
        amount_at_risk="40",
        person_id="370101199001015678",
    ),
    finding(
        "F3",
        "identity.two_places",
        subject_kind="person",
        subject_id="370101199001015678",
        provider_id="H2",
        encounter_ids=["E3"],
        amount_at_risk=None,
        fund_at_risk=None,
        message_zh="370101199001015678 两地就诊",
    ),
    finding(
        "F4",
        "overcharging.above_cap",
        subject_kind="trace_code",
        subject_id="81000000000000000001",
        provider_id="P1",
        trace_codes=["81000000000000000001"],
        amount_at_risk="9.90",
    ),
)

QUALITY: dict[str, Any] = {
    "balance": [
        {
            "delivery_id": "d1",
            "file": "fee_list_d.csv",
            "source_table": "fee_list_d",
            "read": 10,
            "accepted": 7,
            "void": 1,
            "repeated": 1,
            "quarantined": 1,
        },
    ],
    "quarantine": [{"source_table": "fee_list_d", "reason": "parent_missing", "rows": 1}],
    "suites": [
        {
            "contract": "canonical.claim_line",
            "rows": 7,
            "success": False,
            "expectations": [
                {
                    "id": "001 rows",
                    "kind": "row_count",
                    "column": "",
                    "success": True,
                    "unexpected": None,
                    "observed": "7",
                    "error": "",
                },
                {
                    "id": "002 amount",
                    "kind": "not_null",
                    "column": "amount",
                    "success": False,
                    "unexpected": 3,
                    "observed": "",
                    "error": "",
                },
                {
                    "id": "003 price",
                    "kind": "regex",
                    "column": "price",
                    "success": False,
                    "unexpected": None,
                    "observed": "",
                    "error": "no such function",
                },
            ],
        },
    ],
}


@pytest.fixture(scope="package")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    catalogue = builtin_catalogue()
    world = empty_world(catalogue, {*ROWS, "purchase"})
    for name, text in ROWS.items():
        table = catalogue.find(name)
        assert table is not None
        insert_rows(world, table, parse_pipe_table(text))
    build_derived(world, closure(builtin_content().derived, ["line_change", "claim_charge"]))
    yield world
    world.close()


@pytest.fixture
def material(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Material:
    """Four findings of three providers, one of a person; one failed rule, one draft."""
    table = findings(*FOUND)
    facts = facts_about(connection, table)
    said = verdicts()
    reasons = (
        '[{"feature": "drug_share", "kind": "carried", "label_zh": "药占比", "label_en": "drug share", "unit": "%",'
        ' "value": 0.71, "median": 0.38, "p05": 0.2, "p25": 0.3, "p75": 0.45, "p95": 0.6, "peers": 214,'
        ' "direction": "high", "contribution": 0.9, "zh": "药占比 71%", "en": "drug share 71 %"}]'
    )
    path = [
        (
            "provider.charge_structure",
            "H1",
            date(2026, m, 1),
            "drug_share",
            0.1 * m,
            0.38,
            *[None] * 6,
        )
        for m in (1, 2, 3)
    ]
    read = scores(*(score(f"C{n}", 50.0) for n in range(50)), score("H1", 97.0, reasons=reasons))
    leads = rank_leads(
        known(
            table,
            providers=facts.providers,
            lines=facts.lines,
            encounters=facts.encounters,
            legal=facts.legal,
            scores=read,
            settings=LeadSettings(every=20),
        )
    ).leads
    outcomes = [
        ("unbundling.item_pair", "ran", 100, 1, 0.1, ""),
        ("overcharging.above_cap", "failed", 0, 0, 0.1, "Conversion Error <x>"),
        (
            "upcoding.dearer_diagnosis",
            "not applicable",
            0,
            0,
            0.0,
            "lacks reference table group_weight (病组权重)",
        ),
        ("pharmacy.night_burst", "ran", 5, 3, 0.1, "draft: in shadow, in no lead"),
    ]
    # by name: columns that a later table has more are null
    models = [
        {
            "model_id": "provider.charge_structure",
            "outcome": "ran",
            "subjects": 51,
            "scored": 51,
            "seconds": 0.5,
            "detail": "",
            "title": "Charge structure",
            "title_zh": "费用结构",
        }
    ]
    legal: dict[str, list[dict[str, Any]]] = {
        r["basis_id"]: [r] for r in facts.legal.iter_rows(named=True)
    }
    return Material(
        run=Run("r1", tmp_path, RunRequest(as_of=date(2026, 7, 1))),
        region="370100",
        leads=leads,
        findings=table,
        scores=read,
        peers=pl.DataFrame(path, schema=PEERS, orient="row"),
        rules=RULES,
        outcomes=pl.DataFrame(outcomes, schema=OUTCOMES, orient="row"),
        models=pl.from_dicts(models, schema=MODELS),
        shadow={"pharmacy.night_burst": 3},
        legal=legal,
        verdicts=said,
        precision=precisions(said),
        profiles=profiles(connection, None, None),
        quality=QUALITY,
        lift=[
            {
                "first": 10,
                "by_rank": "120.00",
                "without_seats": "130.00",
                "by_amount": "100.00",
                "lift": 1.2,
                "lift_without_seats": 1.3,
            }
        ],
        realised=None,
    )


@pytest.fixture
def with_verdicts(material: Material) -> Material:
    """F1 judged on the same evidence, F2 on evidence that changed since."""
    from decimal import Decimal

    from tests.unit.leads.frames import verdict

    said = verdicts(
        verdict(
            "F1",
            "partly",
            amount_upheld=Decimal("50.00"),
            amount_at_risk=Decimal("112.50"),
            note="-见病历",
        ),
        verdict("F2", "rejected", "unbundling.repeated_line", evidence_hash="older"),
    )
    return replace(material, verdicts=said, precision=precisions(said))
