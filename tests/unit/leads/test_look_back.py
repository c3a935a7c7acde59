from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from feijian.leads.look_back import change, look_back, matched

VISIT = date(2025, 7, 1)


def world(after_at_visited: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """H0 is visited on 1 July; H1…H5 are like it. Twenty events each before, twenty after."""
    rows = []
    for h in range(6):
        after = after_at_visited if h == 0 else 20
        for n in range(20 + after):
            day = VISIT + timedelta(days=(-120 + 5 * n) if n < 20 else 5 * (n - 20))
            rows.append((f"F{h}-{n}", f"E{h}-{n}", "overcharging", f"H{h}", day))
    findings = pl.DataFrame(
        rows,
        schema=["finding_id", "event_id", "family", "provider_id", "occurred_from"],
        orient="row",
    )
    verdicts = pl.DataFrame(
        {
            "finding_id": ["F0-0", "F0-1"],
            "outcome": ["upheld", "rejected"],
            "at": ["2025-07-01T10:00:00", "2025-07-02T10:00:00"],
        }
    )
    profiles = pl.DataFrame(
        {
            "provider_id": [f"H{h}" for h in range(6)],
            "kind": ["hospital"] * 6,
            "level": [2] * 6,
            "amount": [100.0 + h for h in range(6)],
        }
    )
    return findings, verdicts, profiles


def test_a_provider_that_billed_on_as_before_is_told_to_be_unclear() -> None:
    found, together = look_back(*world(20), until=date(2025, 12, 31))
    assert [(f.provider_id, f.before, f.after, f.peers_before) for f in found] == [
        ("H0", 20, 20, 100)
    ]
    assert found[0].beside_peers is not None
    assert found[0].beside_peers.words == "unclear"
    assert found[0].beside_peers.ratio == pytest.approx(1.0, abs=0.05)
    assert together is not None
    assert together.visits == 1


def test_what_fell_at_the_visited_one_alone_fell_and_what_fell_everywhere_did_not() -> None:
    found, _ = look_back(*world(2), until=date(2025, 12, 31))
    assert found[0].beside_peers is not None
    assert found[0].beside_peers.words == "fell"
    assert change((20, 2), (100, 10), 120, 120, True).words == "unclear"


def test_six_weeks_after_a_visit_show_nothing() -> None:
    assert look_back(*world(20), until=date(2025, 8, 10)) == ([], None)


def test_peers_are_unvisited_ones_of_the_same_kind_and_level_nearest_in_size() -> None:
    profiles = pl.DataFrame(
        {
            "provider_id": ["A", "B", "C", "D", "E"],
            "kind": ["hospital", "hospital", "pharmacy", "hospital", "hospital"],
            "level": [2, 2, 2, 1, 2],
            "amount": [1000.0, 900.0, 1000.0, 1000.0, 50.0],
        }
    )
    assert matched("A", profiles, {"A"}) == ["B", "E"]
    assert matched("A", profiles, {"A", "B"}) == ["E"]


def test_without_peers_the_page_says_that_the_change_is_beside_its_own_past_alone() -> None:
    from types import SimpleNamespace

    from feijian.reports.verdict_sections import verdict_sections

    findings, verdicts, profiles = world(2)
    run = SimpleNamespace(request=SimpleNamespace(as_of=date(2025, 12, 31)))
    for size, en, zh in ((1, "own past alone", "仅与本机构自身相比"), (6, "", "")):
        material = SimpleNamespace(
            findings=findings,
            verdicts=verdicts,
            profiles=profiles.head(size).with_columns(pl.lit("院").alias("name")),
            run=run,
            rules={},
        )
        for lang, said in (("en", en), ("zh", zh)):
            shown = verdict_sections(material, lang)["look_back"]  # type: ignore[arg-type]
            change_told = shown["rows"][0][-1]
            assert (said in change_told) if said else ("alone" not in change_told)
            assert bool(shown["together"]) == (size == 6)
