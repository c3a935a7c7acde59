from __future__ import annotations

from datetime import date

import duckdb
import polars as pl

from feijian.leads import tables
from feijian.leads.outlier_facts import with_encounters
from feijian.leads.ranking import rank_leads
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import finding, findings, known, score, scores


def world() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create schema canonical")
    connection.execute(
        "create table canonical.encounter (encounter_id varchar, person_id varchar,"
        " provider_id varchar, practitioner_id varchar, started_at timestamp, ended_at timestamp)"
    )
    connection.execute(
        "insert into canonical.encounter values"
        " ('E1', 'P1', 'H1', 'D1', '2026-03-02', '2026-03-02'),"
        " ('E2', 'P1', 'H1', 'D1', '2026-02-20', '2026-03-05'),"
        " ('E3', 'P2', 'H1', 'D2', '2026-03-31', null),"
        " ('E4', 'P3', 'H1', 'D2', '2026-04-01', null),"
        " ('E5', 'P3', 'H2', 'D2', '2026-03-09', null)"
    )
    return connection


def leads(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    made = [
        {
            "lead_id": lead,
            "family": family,
            "subject_kind": kind,
            "subject_id": subject,
            "period_from": date(2026, 3, 1),
            "period_to": date(2026, 3, 31),
            "encounters": 7,
            "persons": 7,
        }
        for lead, family, kind, subject in rows
    ]
    return pl.DataFrame(made, schema_overrides={k: tables.LEADS[k] for k in made[0]})


def test_an_outlier_counts_what_its_subject_did_in_its_period() -> None:
    made = leads(
        ("L1", "outlier", "provider", "H1"),
        ("L2", "outlier", "person", "P3"),
        ("L3", "unbundling", "provider", "H1"),
        ("L4", "identity", "provider", "H1"),
    )
    found = with_encounters(world(), made).select("lead_id", "encounters", "persons").rows()
    assert found == [("L1", 3, 2), ("L2", 1, 1), ("L3", 7, 7), ("L4", 7, 7)]


def outlier_leads(q_value: float) -> pl.DataFrame:
    ordinary = [score(f"H{n}", 40.0 + n, q_value=1.0) for n in range(30)]
    odd = score("H99", 98.0, q_value=q_value, agreement=0.5, score=20.0)
    given = known(
        findings(finding("F1")),
        settings=LeadSettings(every=10),
        scores=scores(odd, *ordinary),
        model_steps={"provider.charge_structure": (("核对台账",), ("the ledger",))},
    )
    return rank_leads(given).leads.filter(pl.col("family") == "outlier")


def test_a_seat_of_a_model_says_what_to_check_and_how_far_it_is_trusted() -> None:
    row = outlier_leads(0.02).to_dicts()[0]
    assert row["subject_id"] == "H99"
    assert row["next_steps"] == ["核对台账"]
    assert "约 2%" in row["reasons"]
    assert "50%" in row["reasons"]


def test_who_is_there_by_chance_more_likely_than_not_has_no_seat() -> None:
    assert outlier_leads(0.8).is_empty()
