"""Two bureaus over the same data read the same list: what is worth what, and in which place.

Ids of findings, events, leads and persons are made with a workspace's own key. Whoever breaks a tie
by one of them gives each workspace another list.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import County
from tests.unit.leads.frames import (
    AS_OF,
    finding,
    findings,
    known,
    lines,
    score,
    scores,
)

from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RankingInputs
from feijian.leads.ranking import rank_leads
from feijian.leads.step import ranking_inputs
from feijian.workspace import Run
from feijian.workspace.sealing import Seal
from feijian.workspace.settings import LeadSettings

KEYED = {
    "leads": ["lead_id", "finding_ids", "subject_id", "title_zh", "title_en"],
    "events": ["event_id", "lead_id", "finding_ids", "subject_id"],
}
RULES = ("unbundling.item_pair", "unbundling.repeated_line", "overcharging.above_cap")


def elsewhere(inputs: RankingInputs, key: bytes) -> RankingInputs:
    """The same facts in a workspace with another key: its ids, and its hashes of persons."""
    seal = Seal.of(key)

    def again(column: str) -> pl.Expr:
        return pl.col(column).map_elements(seal.id, return_dtype=pl.String)

    person = pl.col("subject_kind") == "person"
    subject = pl.when(person).then(again("subject_id")).otherwise("subject_id").alias("subject_id")
    return replace(
        inputs,
        findings=inputs.findings.with_columns(
            again("finding_id"), again("event_id"), again("person_id"), subject
        ).sort("finding_id"),
        scores=inputs.scores.with_columns(subject),
        encounters=inputs.encounters.with_columns(again("person_id")),
        seal=seal,
    )


def read(inputs: RankingInputs) -> tuple[list[str], list[str]]:
    """Leads in their places and all events, without what a key makes."""
    ranking = rank_leads(inputs)
    leads = ranking.leads.sort("rank").drop(KEYED["leads"])
    events = ranking.events.drop(KEYED["events"])
    return [repr(row) for row in leads.rows()], sorted(repr(row) for row in events.rows())


money = st.sampled_from(["0.00", "10.00", "30.00", "60.00"])


@st.composite
def disputed(draw: st.DrawFn) -> RankingInputs:
    """Findings of a few rules, persons and providers that want the same lines and stays, in equal sums."""
    rows = []
    for number in range(draw(st.integers(2, 14))):
        stay = draw(st.integers(0, 3))
        on_lines = draw(st.booleans())
        kind = draw(st.sampled_from(["encounter", "person", "provider"]))
        amount = draw(money)
        rows.append(
            finding(
                f"F{number}",
                draw(st.sampled_from(RULES)),
                subject_kind=kind,
                subject_id={"encounter": f"E{stay}", "provider": f"H{stay % 2}"}.get(
                    kind, f"P{stay}"
                ),
                provider_id=f"H{stay % 2}",
                person_id=f"P{stay}",
                claim_line_ids=[f"L{stay}"] if on_lines else [],
                encounter_ids=[f"E{stay}"],
                amount_at_risk=amount,
                fund_at_risk=amount,
                message_zh=f"说明{number}",
                event_id=f"V{number}",
            )
        )
    table = lines(*((f"L{n}", f"E{n}", "45.00") for n in range(4)))
    people = pl.DataFrame(
        [(f"E{n}", f"P{n}", Decimal(70), Decimal(50)) for n in range(4)],
        schema=known(findings(*rows)).encounters.schema,
        orient="row",
    )
    readings = scores(
        *(
            score(f"Q{n}", 99.0, subject_kind="person", provider_id=f"H{n}", model_id="person.days")
            for n in range(4)
        )
    )
    every = draw(st.sampled_from([0, 10]))
    return known(
        findings(*rows),
        lines=table,
        encounters=people,
        scores=readings,
        settings=LeadSettings(every=every),
        as_of=AS_OF,
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(disputed())
def test_equals_stand_in_one_order_whatever_the_key(inputs: RankingInputs) -> None:
    assert read(inputs) == read(elsewhere(inputs, b"another"))


def test_the_countys_list_is_the_same_under_another_key(county: County, county_run: Run) -> None:
    inputs = ranking_inputs(
        county.workspace, county_run, rule_headers(county.workspace, county_run)
    )
    ours, theirs = read(inputs), read(elsewhere(inputs, b"other"))
    assert len(ours[0]) > 20
    assert ours == theirs
