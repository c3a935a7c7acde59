"""What the fund lost of an amount at risk, by payment method and the share that the fund paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from feijian.rules.header import Rule

if TYPE_CHECKING:
    import duckdb

SHARES = """
with named as (
    select finding.finding_id, unnest(finding.claim_line_ids) as claim_line_id
    from evidence as finding
),

by_line as (
    select named.finding_id, line.claim_id, coalesce(line.covered_amount, line.amount) as weight
    from named
    inner join canonical.claim_line as line on named.claim_line_id = line.claim_line_id
    where line.amount > 0
),

stays as (
    select finding.finding_id, unnest(finding.encounter_ids) as encounter_id
    from evidence as finding
    where len(finding.claim_line_ids) = 0
),

by_stay as (
    select stays.finding_id, claim.claim_id, claim.total_amount as weight
    from stays
    inner join canonical.claim as claim on stays.encounter_id = claim.encounter_id
    where not claim.is_refund
),

weighted as (
    select finding_id, claim_id, weight from by_line
    union all
    select finding_id, claim_id, weight from by_stay
)

select
    weighted.finding_id,
    sum(weighted.weight * case when claim.payment_method in ('drg', 'dip') then 0 else 1 end
        * claim.fund_amount / nullif(claim.total_amount, 0)) / nullif(sum(weighted.weight), 0) as line_share,
    sum(weighted.weight * claim.fund_amount / nullif(claim.total_amount, 0))
        / nullif(sum(weighted.weight), 0) as claim_share
from weighted
inner join canonical.claim as claim on weighted.claim_id = claim.claim_id
group by weighted.finding_id
"""


def add_fund_at_risk(
    connection: duckdb.DuckDBPyConnection, rule: Rule, findings: list[dict[str, Any]]
) -> None:
    """Fill in `fund_at_risk` of a rule's findings.

    lines: the amount by the fund's share of the claims charged; nothing where a group payment
    covers the stay, because a doubled line changes no group payment. claim: the fund's share
    whatever the payment. group_payment: the whole difference, which only the fund bears.
    Unknown (None) where the amount is unknown or no claim stands behind the evidence.
    """
    import pyarrow as pa

    if rule.loss == "group_payment":
        for finding in findings:
            finding["fund_at_risk"] = finding["amount_at_risk"]
        return
    wanted = [f for f in findings if f["amount_at_risk"] is not None]
    shares: dict[str, tuple[Any, Any]] = {}
    if wanted:
        evidence = pa.table(
            {
                "finding_id": pa.array([f["finding_id"] for f in wanted], pa.string()),
                "claim_line_ids": pa.array(
                    [f["claim_line_ids"] for f in wanted], pa.list_(pa.string())
                ),
                "encounter_ids": pa.array(
                    [f["encounter_ids"] for f in wanted], pa.list_(pa.string())
                ),
            }
        )
        connection.register("evidence", evidence)
        shares = {row[0]: (row[1], row[2]) for row in connection.execute(SHARES).fetchall()}
        connection.unregister("evidence")
    for finding in findings:
        line_share, claim_share = shares.get(finding["finding_id"], (None, None))
        share = claim_share if rule.loss == "claim" else line_share
        amount = finding["amount_at_risk"]
        finding["fund_at_risk"] = (
            None
            if share is None or amount is None
            else (amount * Decimal(str(share))).quantize(Decimal("0.01"))
        )
