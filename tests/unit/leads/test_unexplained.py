"""Whom models find remarkable and no rule explains: who has a lead for it, and what that says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from feijian.leads.amounts import Total
from feijian.leads.labels import Words
from feijian.leads.lead import Sketch, Support
from feijian.leads.stakes import Supports
from feijian.leads.unexplained import outliers_of
from feijian.workspace.settings import LeadSettings
from tests.unit.leads.frames import findings, known, score, scores

MODEL = "provider.charge_structure"


def reading(kind: str, percentile: float = 99.0) -> Support:
    return Support(percentile, MODEL, kind, "[]", title=Words("m", "m"))


def supports(*subjects: str, kind: str = "provider", percentile: float = 99.0) -> Supports:
    return {
        (kind, s): (reading(kind, percentile), s if kind == "provider" else None) for s in subjects
    }


def sketch(name: str, kind: str = "provider", provider: str | None = None, **given: Any) -> Sketch:
    fixed: dict[str, Any] = {
        "lead_id": f"L-{name}",
        "kind": kind,
        "subject": name,
        "family": "unbundling",
        "provider_id": name if kind == "provider" else provider,
        "provider_name": "",
        "providers": 1,
        "period_from": None,
        "period_to": None,
        "finding_ids": [],
        "parts": [],
        "total": Total(),
        "chance": (0.0, 0.0, 0.0),
        "likely": 0.0,
    }
    return Sketch(**{**fixed, **given})


def subjects(
    found: Supports, *leads: Sketch, every: int = 10, table: tuple[dict[str, Any], ...] = ()
) -> list[str]:
    """Who has a lead as an outlier, in order. leads: those of rules, in the order of the list."""
    facts = known(findings(), settings=LeadSettings(every=every), scores=scores(*table))
    made = outliers_of(facts, found, {s.lead_id: s for s in leads}, [s.lead_id for s in leads])
    assert list(made) == [s.lead_id for s in made.values()]
    return [s.subject for s in made.values()]


def test_a_provider_is_told_with_its_name_and_the_time_of_its_strongest_row() -> None:
    rows = scores(
        score("H1", 97.0, period_from=date(2026, 1, 1), period_to=date(2026, 1, 31), q_value=0.3),
        score("H1", 99.5, period_from=date(2026, 2, 1), period_to=date(2026, 2, 28), q_value=0.1),
        score("H1", float("nan"), period_from=date(2026, 3, 1), period_to=date(2026, 3, 31)),
    )
    facts = known(findings(), settings=LeadSettings(every=10), scores=rows)
    (made,) = outliers_of(facts, supports("H1"), {}, []).values()
    assert (made.kind, made.subject, made.provider_id, made.provider_name) == (
        ("provider", "H1", "H1", "第一医院")
    )
    assert (made.providers, made.persons, made.family) == (1, 0, "outlier")
    assert (made.period_from, made.period_to) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (made.by_chance, made.likely, made.chance) == (0.1, 0.0, (0.0, 0.0, 0.0))
    assert (made.amount, made.finding_ids, made.steps_en) == (None, [], ())


def test_a_person_of_no_provider_is_one_person_and_no_provider() -> None:
    facts = known(findings(), settings=LeadSettings(every=10))
    (made,) = outliers_of(facts, supports("P1", kind="person"), {}, []).values()
    assert (made.provider_id, made.provider_name, made.providers, made.persons) == (None, "", 0, 1)
    assert (made.period_from, made.by_chance) == (None, None)
    of_house: Supports = {("practitioner", "D1"): (reading("practitioner"), "H2")}
    (made,) = outliers_of(facts, of_house, {}, []).values()
    assert (made.provider_id, made.provider_name, made.providers, made.persons) == (
        ("H2", "第二医院", 1, 0)
    )


def test_ninety_five_is_remarkable_and_a_little_less_is_not() -> None:
    assert subjects(supports("H1", percentile=95.0)) == ["H1"]
    assert subjects(supports("H1", percentile=94.9)) == []
    assert subjects(supports("E1", kind="encounter")) == []


def test_a_lead_in_the_first_half_of_the_list_explains_its_subject() -> None:
    """Of three leads two are the first half, of two one."""
    its = supports("H1", "H2", "H3")
    assert subjects(its, sketch("H1"), sketch("H2"), sketch("H3")) == ["H3"]
    assert subjects(its, sketch("H1"), sketch("H2")) == ["H2", "H3"]


def test_only_the_first_twenty_are_visited_soon_where_seats_come_every_ten() -> None:
    leads = [sketch(f"K{n:02d}") for n in range(1, 51)]
    assert subjects(supports("K20", "K21"), *leads) == ["K21"]


def test_a_persons_lead_explains_the_person_and_the_provider_it_is_at() -> None:
    lead = sketch("P1", "person", "H1")
    its = {**supports("P1", "P2", kind="person"), **supports("H1", "H2")}
    assert subjects(its, lead) == ["H2", "P2"]


@pytest.mark.parametrize(("leads", "seats"), [(0, 3), (39, 3), (40, 4), (100, 10), (130, 10)])
def test_there_are_as_many_as_there_are_seats_and_never_less_than_three(
    leads: int, seats: int
) -> None:
    """One of ten places within the first hundred."""
    crowd = [sketch(f"K{n}") for n in range(leads)]
    assert len(subjects(supports(*(f"H{n}" for n in range(20))), *crowd)) == seats


def test_the_stronger_comes_first_then_by_id_of_houses_and_by_score_of_others() -> None:
    its = {
        **supports("H2", "H1"),
        **supports("H3", percentile=99.5),
        **supports("P1", kind="person", percentile=100.0),
    }
    assert subjects(its, *(sketch(f"K{n}") for n in range(40))) == ["H3", "H1", "H2", "P1"]
    persons = supports("P1", "P2", "P3", "P4", kind="person")
    rows = (
        score("P1", 99.0, subject_kind="person", score=4.0),
        score("P2", 99.0, subject_kind="person", score=5.0),
        score("P3", 99.0, subject_kind="person", score=5.0 + 1e-12, reasons='["b"]'),
        score("P4", 99.0, subject_kind="person", score=float("inf")),
    )
    crowd = [sketch(f"K{n}") for n in range(40)]
    # scores that differ in what adding up leaves are equal: what is told of them decides
    assert subjects(persons, *crowd, table=rows) == ["P3", "P2", "P1", "P4"]


def test_without_seats_nobody_is_looked_for() -> None:
    assert subjects(supports("H1"), every=0) == []
