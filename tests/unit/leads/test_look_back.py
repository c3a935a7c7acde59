from __future__ import annotations

import math
from datetime import date, timedelta

import polars as pl
import pytest

from feijian.leads.look_back import Change, change, last_day, look_back, matched

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
    own = found[0].beside_peers
    assert vars(together.change) == pytest.approx(vars(own))


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
            profiles=profiles.head(size)
            .rename({"amount": "charged"})
            .with_columns(pl.lit("院").alias("name")),
            run=run,
            rules={},
        )
        for lang, said in (("en", en), ("zh", zh)):
            shown = verdict_sections(material, lang)["look_back"]  # type: ignore[arg-type]
            change_told = shown["rows"][0][-1]
            assert (said in change_told) if said else ("alone" not in change_told)
            assert bool(shown["together"]) == (size == 6)


def test_a_change_is_told_by_the_side_of_one_that_its_whole_interval_lies_on() -> None:
    told = {i: Change(1.0, *i).words for i in ((0.5, 0.9), (0.5, 1.0), (1.0, 2.0), (1.1, 2.0))}
    assert list(told.values()) == ["fell", "unclear", "unclear", "rose"]


def test_together_two_equal_visits_say_the_same_with_an_interval_narrower_by_root_two() -> None:
    findings, verdicts, profiles = world(5)
    _, alone = look_back(findings, verdicts, profiles, until=date(2025, 12, 31))
    again = findings.with_columns(
        pl.concat_str(pl.lit("B"), c).alias(c) for c in ("finding_id", "event_id", "provider_id")
    )
    more = verdicts.with_columns(
        pl.concat_str(pl.lit("B"), pl.col("finding_id")).alias("finding_id")
    )
    houses = profiles.with_columns(
        pl.concat_str(pl.lit("B"), pl.col("provider_id")).alias("provider_id"),
        pl.lit(3).alias("level"),
    )
    _, both = look_back(
        pl.concat([findings, again]),
        pl.concat([verdicts, more]),
        pl.concat([profiles, houses.select(profiles.columns)], how="vertical_relaxed"),
        until=date(2025, 12, 31),
    )
    assert alone is not None
    assert both is not None
    assert (alone.visits, both.visits) == (1, 2)
    one, two = (math.log(t.change.high) - math.log(t.change.low) for t in (alone, both))
    assert both.change.ratio == pytest.approx(alone.change.ratio)
    assert two == pytest.approx(one / math.sqrt(2), rel=1e-6)


def test_a_ratio_of_rates_and_its_interval_worked_out_by_hand() -> None:
    """2.5 in 60 days over 20.5 in 120; variance 1/2.5 + 1/20.5; the peers fell from 100.5 to 10.5."""
    alone = change((20, 2), (100, 10), 120, 60, False)
    assert (alone.ratio, alone.low, alone.high) == pytest.approx((0.2439, 0.0810, 0.7342), abs=1e-3)
    beside = change((20, 2), (100, 10), 120, 60, True)
    assert beside.ratio == pytest.approx(0.2439 / 0.2090, abs=1e-3)
    assert math.log(beside.high / beside.ratio) == pytest.approx(
        1.645 * math.sqrt(0.4 + 1 / 20.5 + 1 / 10.5 + 1 / 100.5)
    )
    assert beside.low * beside.high == pytest.approx(beside.ratio**2)


@pytest.mark.parametrize(("days", "told"), [(59, 0), (60, 1), (400, 1)])
def test_sixty_days_on_either_side_are_enough_and_half_a_year_is_looked_at(
    days: int, told: int
) -> None:
    world_of = world(20)
    # the day of the visit is the first of them
    found, _ = look_back(*world_of, until=VISIT + timedelta(days=days - 1))
    assert len(found) == told
    begun = pl.max_horizontal("occurred_from", pl.lit(VISIT - timedelta(days=days)))
    later = world_of[0].with_columns(begun.alias("occurred_from"))
    assert len(look_back(later, *world_of[1:], until=date(2026, 12, 31))[0]) == told
    if days == 400:
        assert (found[0].days_before, found[0].days_after) == (120, 180)


def test_the_day_of_the_visit_is_after_it_and_other_families_are_not_counted() -> None:
    findings, verdicts, profiles = world(1)
    other = findings.with_columns(
        pl.lit("stock").alias("family"),
        pl.concat_str(pl.lit("x"), pl.col("event_id")).alias("event_id"),
        pl.concat_str(pl.lit("x"), pl.col("finding_id")).alias("finding_id"),
    )
    (found,), _ = look_back(
        pl.concat([findings, other]), verdicts, profiles, until=date(2025, 12, 31)
    )
    assert (found.before, found.after, found.families) == (20, 1, ("overcharging",))
    assert (found.peers_before, found.peers_after, len(found.peers)) == (100, 100, 5)
    assert found.visited_on == VISIT


def test_the_day_of_the_visit_and_the_last_day_of_the_data_are_both_after_it() -> None:
    findings, verdicts, profiles = world(20)
    # the twentieth event lies 95 days after the visit, on 4 October
    (its,), _ = look_back(findings, verdicts, profiles, until=date(2025, 10, 4))
    assert (its.after, its.peers_after, its.days_after) == (20, 100, 96)
    (its,), _ = look_back(findings, verdicts, profiles, until=date(2025, 10, 3))
    assert (its.after, its.peers_after, its.days_after) == (19, 95, 95)


def test_days_of_which_no_finding_tells_are_no_quiet_days() -> None:
    findings, _, _ = world(20)
    assert last_day(findings, date(2026, 3, 1)) == date(2025, 10, 4)
    assert last_day(findings, date(2025, 9, 1)) == date(2025, 9, 1)
    assert last_day(findings.clear(), date(2025, 9, 1)) == date(2025, 9, 1)
