"""No list claims more than there was: of a line, a stay, a provider, however many findings name them."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import AS_OF, County

from feijian.leads.amounts import Room, Rooms, Stake, counted_once
from feijian.leads.judged import what_is_left
from feijian.leads.stacking import layers
from feijian.leads.warehouse import facts_about
from feijian.workspace import Run, RunRequest, Workspace, latest_run

SAMPLE = Path(__file__).parents[3] / "shared" / "sample_extract"
A_CENT_EACH = Decimal("0.01")

yuan = st.integers(0, 400).map(lambda n: Decimal(n) / 4)
LINES = {f"line:L{n}": f"E{n % 3}" for n in range(6)}


@st.composite
def stakes(draw: st.DrawFn) -> list[Stake]:
    """Findings on lines, on stays, on sets of stays, on boxes and on nothing, of three rules."""
    units = st.one_of(
        st.lists(st.sampled_from(sorted(LINES)), min_size=1, max_size=3, unique=True),
        st.lists(st.sampled_from(["E0", "E1", "E2"]), min_size=1, max_size=3, unique=True).map(
            lambda stays: [f"stay:{','.join(sorted(stays))}"]
        ),
        st.sampled_from([["code:C1"], []]),
    )
    found = []
    for number in range(draw(st.integers(1, 8))):
        amount = draw(st.one_of(st.none(), yuan))
        fund = draw(st.one_of(st.none(), yuan)) if amount is not None else None
        chance = draw(st.sampled_from([0.3, 0.8]))
        found.append(
            Stake(
                f"F{number}",
                draw(st.sampled_from(["one", "other"])),
                draw(st.sampled_from("abc")),
                amount,
                None if fund is None else min(fund, amount or fund),
                (chance, chance / 2, (1 + chance) / 2),
                tuple(draw(units)),
                draw(st.sampled_from(["r1", "r2", "r3"])),
                f"V{number}",
                "H1",
            )
        )
    return found


@st.composite
def room(draw: st.DrawFn) -> Room:
    return Room(
        {line: draw(yuan) for line in LINES},
        LINES,
        {s: draw(yuan) for s in ("E0", "E1", "E2")},
        {"H1": draw(yuan)},
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(stakes(), room())
def test_no_line_stay_or_provider_bears_more_than_its_room(its: list[Stake], most: Room) -> None:
    found = layers(its, lambda s: s.amount, most)
    of_line: dict[str, Decimal] = defaultdict(Decimal)
    of_lines: dict[str, Decimal] = defaultdict(Decimal)
    whole = loose = Decimal(0)
    for layer in found:
        assert layer.yuan >= 0
        if layer.unit in LINES:
            of_line[layer.unit] += layer.yuan
            of_lines[LINES[layer.unit]] += layer.yuan
        elif layer.unit.startswith("stay:"):
            whole += layer.yuan
        else:
            loose += layer.yuan
    a_trace = Decimal("1e-18")
    assert all(yuan <= most.lines[line] + a_trace for line, yuan in of_line.items())
    assert all(yuan <= most.stays[stay] + a_trace for stay, yuan in of_lines.items())
    on_stays = sum(of_lines.values(), Decimal(0)) + whole
    assert on_stays <= sum(most.stays.values()) + a_trace
    assert loose <= max(most.providers["H1"] - on_stays, Decimal(0)) + a_trace


@settings(max_examples=100, deadline=None, derandomize=True)
@given(stakes(), room(), room())
def test_events_add_up_to_their_leads_in_any_order(
    its: list[Stake], charged: Room, paid: Room
) -> None:
    counted = counted_once(its, Rooms(charged, paid, charged))
    assert counted == counted_once(its[::-1], Rooms(charged, paid, charged))
    lead_of = {s.event_id: s.lead_id for s in its}
    for name in ("amount", "fund", "person", "worth", "known", "unknown"):
        sums: dict[str, Any] = defaultdict(Decimal)
        for event_id, total in counted.events.items():
            sums[lead_of[event_id]] += getattr(total, name)
        assert {k: getattr(t, name) for k, t in counted.leads.items()} == dict(sums)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(stakes(), stakes(), room())
def test_what_was_upheld_and_what_is_claimed_still_are_no_more_than_there_was(
    upheld: list[Stake], still: list[Stake], most: Room
) -> None:
    left = what_is_left(Rooms(most, most, most), upheld).charged
    assert all(0 <= left.lines[line] <= yuan for line, yuan in most.lines.items())
    of_line: dict[str, Decimal] = defaultdict(Decimal)
    on_stays = Decimal(0)
    for its, its_room in ((upheld, most), (still, left)):
        for layer in layers(its, lambda s: s.amount, its_room):
            if layer.unit.startswith(("stay:", "line:")):
                on_stays += layer.yuan
                of_line[layer.unit] += layer.yuan
    a_trace = Decimal("1e-18")
    assert all(of_line[line] <= yuan + a_trace for line, yuan in most.lines.items())
    assert on_stays <= sum(most.stays.values()) + a_trace


def components(
    events: pl.DataFrame, stays_of: dict[str, str]
) -> Iterator[tuple[set[str], list[dict[str, Any]]]]:
    """Stays tied together by events that name several, with those events."""
    parent: dict[str, str] = {}

    def root(stay: str) -> str:
        while parent.setdefault(stay, stay) != stay:
            stay = parent[stay]
        return stay

    named = []
    for row in events.iter_rows(named=True):
        lines = [stays_of[line] for line in row["claim_line_ids"] if line in stays_of]
        stays = sorted(set(lines) | set(row["encounter_ids"]))
        if row["subject_kind"] == "encounter":
            stays = sorted({*stays, row["subject_id"]})
        if stays:
            named.append((stays, row))
            for stay in stays[1:]:
                parent[root(stay)] = root(stays[0])
    groups: dict[str, tuple[set[str], list[dict[str, Any]]]] = defaultdict(lambda: (set(), []))
    for stays, row in named:
        groups[root(stays[0])][0].update(stays)
        groups[root(stays[0])][1].append(row)
    yield from groups.values()


def known_sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((v for v in values if v is not None), Decimal(0))


def assert_caps_hold(workspace: Workspace, run: Run) -> None:
    events = pl.read_parquet(run.file("events.parquet"))
    leads = pl.read_parquet(run.file("leads.parquet"))
    findings = pl.read_parquet(run.file("findings.parquet"))
    with workspace.reading() as connection:
        facts = facts_about(connection, findings)
    paid = dict(facts.encounters.select("encounter_id", "fund_paid").drop_nulls().iter_rows())
    # a group's payment can be more than what the items cost
    most = pl.max_horizontal("charged", "received")
    charged = dict(facts.encounters.select("encounter_id", most).drop_nulls().iter_rows())
    covered = dict(facts.lines.select("claim_line_id", "amount").iter_rows())
    stays_of = dict(facts.lines.select("claim_line_id", "encounter_id").iter_rows())
    # a reader is told how much of the amount is the fund's
    for told in (findings, events, leads):
        more = told.filter(pl.col("fund_at_risk") > pl.col("amount_at_risk"))
        assert more.select("subject_id", "amount_at_risk", "fund_at_risk").rows() == []
    over = []
    for stays, its in components(events, stays_of):
        slack = A_CENT_EACH * len(its)
        if (
            known_sum(r["fund_at_risk"] for r in its)
            > known_sum(paid.get(s) for s in stays) + slack
        ):
            over.append(("fund", sorted(stays)))
        if all(s in charged for s in stays) and known_sum(r["amount_at_risk"] for r in its) > (
            known_sum(charged.get(s) for s in stays) + slack
        ):
            over.append(("amount", sorted(stays)))
    assert over == []
    # on lines alone no more than they cover
    for row in events.filter(pl.col("claim_line_ids").list.len() > 0).iter_rows(named=True):
        if not row["encounter_ids"] and row["amount_at_risk"] is not None:
            assert row["amount_at_risk"] <= known_sum(covered[i] for i in row["claim_line_ids"])
    of_provider = {r["provider_id"]: r for r in facts.providers.iter_rows(named=True)}
    for (provider,), its in leads.filter(pl.col("subject_kind") == "provider").group_by(
        "subject_id"
    ):
        bound = of_provider[str(provider)]
        assert known_sum(its["fund_at_risk"]) <= (bound["fund_paid"] or 0), provider
        assert known_sum(its["amount_at_risk"]) <= (bound["billed"] or 0), provider
    everything = known_sum(r["fund_paid"] for r in of_provider.values())
    assert 0 < known_sum(leads["fund_at_risk"]) <= everything
    told = events.group_by("lead_id").agg(pl.col("amount_at_risk", "fund_at_risk").sum())
    for row in leads.join(told, on="lead_id", suffix="_of_events").iter_rows(named=True):
        for name in ("amount_at_risk", "fund_at_risk"):
            assert (row[name] or 0) == (row[f"{name}_of_events"] or 0), row["lead_id"]


def test_the_demo_countys_list_claims_no_more_than_was_paid(
    county: County, county_run: Run
) -> None:
    assert_caps_hold(county.workspace, county_run)


def paid_by_group(folder: Path) -> Path:
    """The sample extract with the month's settlement: each stay paid nine tenths of its standard."""
    shutil.copytree(SAMPLE, folder)
    told = folder / "drg_group_result.csv"
    groups = pl.read_csv(told, infer_schema_length=0)
    paid = (pl.col("pay_std").cast(pl.Float64) * 0.9).round(2).cast(pl.String)
    groups.with_columns(paid.alias("hifp_act_pay")).write_csv(told)
    return folder


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample extract is not beside this checkout")
@pytest.mark.parametrize("is_paid_by_group", [False, True])
def test_the_sample_extracts_list_claims_no_more_than_was_paid(
    tmp_path: Path, is_paid_by_group: bool
) -> None:
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.pipeline import STEPS, publish

    workspace = Workspace.create(tmp_path / "w")
    files = paid_by_group(tmp_path / "delivery") if is_paid_by_group else SAMPLE
    load(workspace, files, library=Library.of(), progress=lambda *_: None)
    from feijian.workspace import begin_run

    run = begin_run(workspace, RunRequest(AS_OF, full=True))
    for step in STEPS:
        if step.name in ("prepare", "judge", "rank"):
            step.act(workspace, run, lambda *_: None)
    publish(workspace, run, {})
    assert_caps_hold(workspace, latest_run(workspace))
