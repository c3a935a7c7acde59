"""Rules that find widely are told, with how widely; those that name a few houses are not."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from feijian.reports.material import Material
from feijian.reports.texts import Speech
from feijian.reports.views import Limits, Viewer
from feijian.reports.widespread import widespread
from tests.unit.leads.frames import finding, findings


def told(material: Material, named: list[str | None]) -> list[dict[str, str]]:
    """What is said of one rule with a finding in each of these houses, among the six hospitals."""
    rows = [finding(f"F{n}", provider_id=p) for n, p in enumerate(named)]
    found = replace(material, findings=findings(*rows))
    return widespread(Viewer(found, Speech("en"), False, Limits()))


def visits(material: Material, each: int) -> Material:
    return replace(
        material, profiles=material.profiles.with_columns(pl.lit(each).alias("encounters"))
    )


@pytest.mark.parametrize(("named", "lines"), [(2, 0), (3, 1), (6, 1)])
def test_a_rule_that_names_half_of_the_houses_is_told(
    material: Material, named: int, lines: int
) -> None:
    rows = told(visits(material, 1_000), [f"H{n + 1}" for n in range(named)])
    assert len(rows) == lines
    if lines:
        assert rows[0]["named"] == f"{named} / 6"
        assert rows[0]["kind"] == "all hospitals"


@pytest.mark.parametrize(("each", "lines"), [(51, 0), (50, 1)])
def test_a_third_of_them_is_told_where_many_visits_are_named(
    material: Material, each: int, lines: int
) -> None:
    rows = told(visits(material, each), ["H1", "H1", "H2"])
    assert [r["rate"] for r in rows] == (["100"] if lines else [])


def test_one_house_with_many_findings_is_what_leads_are_for(material: Material) -> None:
    assert told(visits(material, 10), ["H1"] * 9) == []


def test_houses_without_a_visit_are_none_to_compare_with(material: Material) -> None:
    idle = material.profiles.with_columns(
        pl.when(pl.col("provider_id").is_in(["H4", "H5"]))
        .then(0)
        .otherwise(1_000)
        .alias("encounters")
    )
    assert told(replace(material, profiles=idle), ["H1", "H2", "H3"]) == []
    assert told(visits(material, 1_000), [None, None]) == []
