"""What the fund would get back of an amount at risk, and what the patient overpaid.

By payment method, the share that the fund paid, and what a group's payment standard leaves:

lines:         the fund's share of the lines, nothing where a group payment covers the stay, because
               a doubled line changes no group payment; there the patient's share was overpaid. Lines
               are counted as far as they are covered, so the share is that of what the settlement
               covers, where it says so; of all that was charged else.
claim:         the fund's share of the whole claim, whatever the payment; where all that was charged
               for the stays is in question, all that the fund paid for them, and the amount is what
               was received for them (fund and patient) where a group's payment was more.
group_payment: the difference of two standards, never more than was paid above the true one: by the
               monthly settlement where it is delivered, else by what was charged.
high_ratio:    the hospital bore what a stay costs above its standard; at stake is a supplement, which
               shows where the fund paid more than its usual share of the standard.
low_ratio:     unknown, unless the region's settings say how such stays are paid.

What the fund paid for a stay is the group's payment where the monthly settlement is delivered
(`claim.group_paid_amount`), however little was charged; else what the settlement says.

Never more than the amount at risk, nor than the fund paid for the stays, refunds taken off. Unknown
(None) where the amount is unknown or no claim stands behind the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from feijian.plain import region_prefix
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.workspace.settings import Payment

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Shares = Mapping[str, tuple[Any, Any, Any, Any, Any, Any]]
Standards = Mapping[str, tuple[Any, Any, Any]]

GROUP_PAYMENTS = ("drg", "dip", "per_diem", "capitation", "single_disease")
"""Payment methods under which one more line costs the fund nothing."""

CENT = Decimal("0.01")
ZERO = Decimal(0)
A_TRACE = Decimal("0.01")
"""Of a standard: less than that above it is rounding, not a supplement."""

SHARES = """
with named as (
    select finding.finding_id, unnest(finding.claim_line_ids) as claim_line_id
    from evidence as finding
    -- with a key that no row has: the others are then looked up while lines are read (see workspace/lookups)
    union all
    select null, '\x01'
),

by_line as (
    select
        named.finding_id, line.claim_id, line.encounter_id,
        coalesce(line.covered_amount, line.amount) as weight,
        line.covered_amount is not null as is_covered_told
    from named
    inner join canonical.claim_line as line on named.claim_line_id = line.claim_line_id
    where line.amount > 0
),

stays as (
    select finding.finding_id, unnest(finding.encounter_ids) as encounter_id
    from evidence as finding
),

-- settlements of these visits and lines, few of all: their own, and those that were taken back with a visit
asked_visit as (
    select encounter_id from by_line
    union
    select encounter_id from stays
    union
    select '\x01'
),

asked_claim as (
    select claim.claim_id from canonical.claim as claim where claim.encounter_id in (select encounter_id from asked_visit)
    union
    select change.claim_id from derived.claim_change as change
    where change.encounter_id in (select encounter_id from asked_visit)
    union
    select claim_id from by_line
    union
    select '\x01'
),

paid_claim as (
    select
        claim.claim_id, coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        claim.total_amount, coalesce(claim.group_paid_amount, claim.fund_amount) as fund_amount, claim.is_refund,
        case
            when claim.group_paid_amount is null then claim.total_amount
            else claim.group_paid_amount + claim.total_amount - claim.fund_amount
        end as received_amount,
        -- group results may have come from another source than the settlement, which then names no method
        coalesce(coalesce(claim.payment_method, grouped.method) in ({groups}), false) as is_group,
        coalesce(claim.group_paid_amount, claim.fund_amount) / nullif(claim.total_amount, 0) as fund_share,
        coalesce(claim.self_pay_amount, claim.total_amount - claim.fund_amount)
            / nullif(claim.total_amount, 0) as person_share,
        -- of a settlement with goods that nobody covers the fund paid its part of the rest
        case
            when claim.covered_amount between claim.fund_amount and claim.total_amount
                then claim.fund_amount / nullif(claim.covered_amount, 0)
        end as fund_share_of_covered,
        case
            when claim.covered_amount between claim.fund_amount and claim.total_amount
                then greatest(
                    1 - (claim.total_amount - coalesce(claim.self_pay_amount, claim.total_amount - claim.fund_amount))
                    / nullif(claim.covered_amount, 0), 0
                )
        end as person_share_of_covered
    from canonical.claim as claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    left join derived.grouped_stay as grouped
        on coalesce(change.encounter_id, claim.encounter_id) = grouped.encounter_id
    where not coalesce(change.is_void, false) and claim.claim_id in (select claim_id from asked_claim)
),

weighted as (
    select finding_id, claim_id, weight, is_covered_told from by_line
    union all
    select stays.finding_id, paid_claim.claim_id, paid_claim.total_amount as weight, true as is_covered_told
    from stays
    inner join paid_claim on stays.encounter_id = paid_claim.encounter_id
    anti join by_line on stays.finding_id = by_line.finding_id
    where not paid_claim.is_refund
),

shares as (
    select
        weighted.finding_id,
        sum(weighted.weight * case
            when paid_claim.is_group then 0
            when weighted.is_covered_told then coalesce(paid_claim.fund_share_of_covered, paid_claim.fund_share)
            else paid_claim.fund_share
        end) / nullif(sum(weighted.weight), 0) as line_share,
        sum(weighted.weight * least(paid_claim.fund_share, 1))
            / nullif(sum(weighted.weight), 0) as claim_share,
        sum(weighted.weight * case
            when weighted.is_covered_told then coalesce(paid_claim.person_share_of_covered, paid_claim.person_share)
            else paid_claim.person_share
        end) / nullif(sum(weighted.weight), 0) as person_share
    from weighted
    inner join paid_claim on weighted.claim_id = paid_claim.claim_id
    group by weighted.finding_id
),

touched as (
    select finding_id, encounter_id from by_line
    union
    select stays.finding_id, stays.encounter_id
    from stays
    anti join by_line on stays.finding_id = by_line.finding_id
),

paid as (
    select
        touched.finding_id, sum(paid_claim.fund_amount) as fund_paid,
        sum(paid_claim.total_amount) as charged, sum(paid_claim.received_amount) as received
    from touched
    inner join paid_claim on touched.encounter_id = paid_claim.encounter_id
    group by touched.finding_id
)

select
    shares.finding_id, shares.line_share, shares.claim_share, shares.person_share, paid.fund_paid,
    paid.charged, paid.received
from shares
left join paid on shares.finding_id = paid.finding_id
"""

USUAL = """
select stay.method, sum(settled.fund_amount) / nullif(sum(settled.total_amount), 0) as share
from derived.grouped_stay as stay
inner join derived.stay as settled on stay.encounter_id = settled.encounter_id
where stay.standard_amount > 0 and stay.total_amount <= 1.5 * stay.standard_amount
group by stay.method
"""
"""The fund's share of stays that cost about their standard: of everybody's, whatever was found."""

STANDARDS = """
with usual as ({usual}),

stays as (
    select finding.finding_id, unnest(finding.encounter_ids) as encounter_id
    from evidence as finding
)

select
    stays.finding_id,
    sum(grouped.standard_amount) as standard,
    sum(settled.received_amount) as paid,
    sum(greatest(
        settled.fund_amount - grouped.standard_amount
        * greatest(coalesce(usual.share, 1), settled.fund_amount / nullif(settled.total_amount, 0)), 0
    )) as supplement
from stays
inner join derived.grouped_stay as grouped on stays.encounter_id = grouped.encounter_id
inner join derived.stay as settled on stays.encounter_id = settled.encounter_id
left join usual on grouped.method = usual.method
where grouped.standard_amount > 0
group by stays.finding_id
"""


def add_fund_at_risk(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    findings: list[Finding],
    low_ratio_of: Callable[[str | None], str | None] = lambda _: None,
    usual: str = USUAL,
) -> None:
    """Fill in `fund_at_risk` and `person_at_risk` of a rule's findings; see the module.

    low_ratio_of: how the provider's region pays stays far below their standard: 'cost',
    'standard', or None where nobody said. usual: the query of USUAL, or of a table that holds its rows
    where the connection has only what findings name.
    """
    add_funds_at_risk(connection, [(rule, findings)], low_ratio_of, usual)


def add_funds_at_risk(
    connection: duckdb.DuckDBPyConnection,
    found: Sequence[tuple[Rule, list[Finding]]],
    low_ratio_of: Callable[[str | None], str | None] = lambda _: None,
    usual: str = USUAL,
) -> None:
    """As `add_fund_at_risk`, for the findings of many rules: what stands behind them is read once."""
    shares, standards = _read(connection, found, usual)
    for rule, findings in found:
        _fill(rule, findings, shares, standards, low_ratio_of)


def _fill(
    rule: Rule,
    findings: Sequence[Finding],
    shares: Shares,
    standards: Standards,
    low_ratio_of: Callable[[str | None], str | None],
) -> None:
    for finding in findings:
        finding["fund_at_risk"] = finding["person_at_risk"] = None
        its = shares.get(finding["finding_id"])
        amount = finding["amount_at_risk"]
        if rule.loss == "high_ratio":
            _supplement(finding, standards)
        elif rule.loss == "low_ratio":
            _below_standard(finding, low_ratio_of(finding["provider_id"]))
        elif amount is not None and rule.loss == "group_payment":
            finding["fund_at_risk"] = (
                None if its is None else _above_true(amount, standards.get(finding["finding_id"]))
            )
        elif amount is not None and its is not None:
            line_share, claim_share, person_share, fund_paid, charged, received = its
            if rule.loss == "claim" and charged is not None and amount >= charged > 0:
                finding["amount_at_risk"] = max(amount, received or ZERO).quantize(CENT)
                finding["fund_at_risk"] = fund_paid
            else:
                share = claim_share if rule.loss == "claim" else line_share
                finding["fund_at_risk"] = _part(amount, share)
            if rule.loss == "lines":
                finding["person_at_risk"] = _part(amount, person_share)
        if finding["fund_at_risk"] is not None:
            paid = its[3] if its is not None and its[3] is not None else ZERO
            most = min(paid, finding["amount_at_risk"] or ZERO)
            finding["fund_at_risk"] = max(min(finding["fund_at_risk"], most), ZERO).quantize(CENT)


def _read(
    connection: duckdb.DuckDBPyConnection,
    found: Sequence[tuple[Rule, list[Finding]]],
    usual: str,
) -> tuple[Shares, Standards]:
    """By finding id: shares, what was paid and charged; standard, paid and supplement of its grouped stays."""
    known = [(rule, f) for rule, its in found for f in its if f["amount_at_risk"] is not None]
    if not known:
        return {}, {}
    groups = ", ".join(f"'{g}'" for g in GROUP_PAYMENTS)
    connection.register("evidence", _evidence(known))
    try:
        rows = connection.execute(SHARES.format(groups=groups)).fetchall()
    finally:
        connection.unregister("evidence")
    standards: list[Any] = []
    grouped = [(rule, f) for rule, f in known if rule.loss in ("group_payment", "high_ratio")]
    if grouped:
        connection.register("evidence", _evidence(grouped))
        try:
            standards = connection.execute(STANDARDS.format(usual=usual)).fetchall()
        finally:
            connection.unregister("evidence")
    return {r[0]: tuple(r[1:]) for r in rows}, {r[0]: tuple(r[1:]) for r in standards}


def _evidence(known: Sequence[tuple[Rule, Finding]]) -> pa.Table:
    """Findings with the lines and stays that their amounts stand on."""
    import pyarrow as pa

    texts = pa.list_(pa.string())
    stays = [stays_of(f["subject_kind"], f["subject_id"], f["encounter_ids"]) for _, f in known]
    return pa.table(
        {
            "finding_id": pa.array([f["finding_id"] for _, f in known], pa.string()),
            "claim_line_ids": pa.array([_lines(rule, f) for rule, f in known], texts),
            "encounter_ids": pa.array(stays, texts),
        }
    )


def _lines(rule: Rule, finding: Finding) -> list[str]:
    """Lines that the amount stands on: a group's payment stands on the stay, whatever shows it."""
    return (
        []
        if rule.loss in ("group_payment", "high_ratio", "low_ratio")
        else finding["claim_line_ids"]
    )


def low_ratio_of(
    payments: Sequence[Payment], regions: Mapping[str, str | None], provider_id: str | None
) -> str | None:
    """How a provider's region pays stays far below their standard, by [payment] of the settings."""
    region = regions.get(provider_id or "") or ""
    fitting = [p for p in payments if region.startswith(region_prefix(p.region))]
    return max(fitting, key=lambda p: len(region_prefix(p.region))).low_ratio if fitting else None


def stays_of(subject_kind: str, subject_id: str, encounter_ids: Sequence[str] | None) -> list[str]:
    """The stays an amount stands on: the one that the finding is about, else those it names."""
    named = list(encounter_ids or ())
    if subject_kind == "encounter" and (not named or subject_id in named):
        return [subject_id]
    return named


def _part(amount: Decimal, share: Any) -> Decimal | None:
    return None if share is None else (amount * Decimal(str(share))).quantize(CENT)


def _above_true(amount: Decimal, told: tuple[Any, Any, Any] | None) -> Decimal:
    """The difference of the standards, at most what was paid above the true one."""
    if told is None:
        return amount
    above_true: Decimal = told[1] - (told[0] - amount)
    return min(amount, max(above_true, ZERO))


def _supplement(finding: Finding, standards: Standards) -> None:
    """What the fund paid above its share of the standards; else nothing is known to be at stake."""
    standard, _, supplement = standards.get(finding["finding_id"], (None, None, None))
    if standard is None or supplement is None or Decimal(str(supplement)) <= A_TRACE * standard:
        finding["amount_at_risk"] = None
    else:
        worth = Decimal(str(supplement)).quantize(CENT)
        finding["amount_at_risk"] = finding["fund_at_risk"] = worth


def _below_standard(finding: Finding, paid_by: str | None) -> None:
    """Paid at cost, nothing was paid too much; paid at the standard, what lies between the two."""
    if paid_by == "cost" and finding["amount_at_risk"] is not None:
        finding["amount_at_risk"] = finding["fund_at_risk"] = ZERO.quantize(CENT)
    elif paid_by == "standard":
        finding["fund_at_risk"] = finding["amount_at_risk"]
    else:
        finding["amount_at_risk"] = None
