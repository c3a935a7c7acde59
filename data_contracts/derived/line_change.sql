/* ---
title: Claim lines that a refund or a reversal takes back, whole or in part, and the reversals
title_zh: 被冲退的费用明细及冲退记录
scope: encounter
--- */
with
-- one row per settlement that a later refund settlement takes back whole, and per such refund
taken_back as (
    select original.claim_id, refund.claim_id as refund_claim_id
    from claim as original
    inner join claim as refund on original.claim_id = refund.original_claim_id
    where refund.is_refund and refund.total_amount = -original.total_amount
),

void_claim as (
    select claim_id from taken_back
    union
    select refund_claim_id as claim_id from taken_back
),

reversal as (
    select
        line.claim_line_id, line.encounter_id, line.item_code, line.original_line_id,
        line.charged_at, -line.quantity as quantity, -line.amount as amount
    from claim_line as line
    anti join void_claim on line.claim_id = void_claim.claim_id
    where line.quantity < 0 or line.amount < 0
),

-- the lines a reversal can meet: same encounter and item, or named by it
reversible as (
    select line.claim_line_id, line.encounter_id, line.item_code, line.charged_at, line.quantity, line.amount
    from claim_line as line
    semi join reversal
        on line.encounter_id = reversal.encounter_id and line.item_code = reversal.item_code
    anti join void_claim on line.claim_id = void_claim.claim_id
    where
        line.quantity > 0 and line.amount >= 0
        and line.encounter_id in (select reversal.encounter_id from reversal)
),

named as (
    select
        reversal.claim_line_id as reversal_id, reversible.claim_line_id,
        least(reversal.quantity, reversible.quantity) as quantity
    from reversal
    inner join reversible on reversal.original_line_id = reversible.claim_line_id
),

-- the same quantity and amount on the same day: the nth reversal meets the nth line
twin_reversal as (
    select
        reversal.claim_line_id as reversal_id, reversal.encounter_id, reversal.item_code,
        reversal.quantity, reversal.amount, cast(reversal.charged_at as date) as charged_on,
        row_number() over (
            partition by
                reversal.encounter_id, reversal.item_code, reversal.quantity, reversal.amount,
                cast(reversal.charged_at as date)
            order by reversal.charged_at, reversal.claim_line_id
        ) as nth
    from reversal
    anti join named on reversal.claim_line_id = named.reversal_id
),

twin_line as (
    select
        reversible.claim_line_id, reversible.encounter_id, reversible.item_code,
        reversible.quantity, reversible.amount, cast(reversible.charged_at as date) as charged_on,
        row_number() over (
            partition by
                reversible.encounter_id, reversible.item_code, reversible.quantity,
                reversible.amount, cast(reversible.charged_at as date)
            order by reversible.charged_at desc, reversible.claim_line_id desc
        ) as nth
    from reversible
    anti join named on reversible.claim_line_id = named.claim_line_id
),

twin as (
    select twin_reversal.reversal_id, twin_line.claim_line_id, twin_line.quantity
    from twin_reversal
    inner join twin_line
        on
            twin_reversal.encounter_id = twin_line.encounter_id
            and twin_reversal.item_code = twin_line.item_code
            and twin_reversal.quantity = twin_line.quantity
            and twin_reversal.amount = twin_line.amount
            and twin_reversal.charged_on = twin_line.charged_on
            and twin_reversal.nth = twin_line.nth
),

met as (
    select reversal_id, claim_line_id, quantity from named
    union all
    select reversal_id, claim_line_id, quantity from twin
),

-- what is left takes from the latest lines of the item that were charged before it
left_over as (
    select reversal.encounter_id, reversal.item_code, sum(reversal.quantity) as quantity
    from reversal
    anti join met on reversal.claim_line_id = met.reversal_id
    group by reversal.encounter_id, reversal.item_code
),

open_line as (
    select
        reversible.claim_line_id, reversible.encounter_id, reversible.item_code, reversible.quantity,
        coalesce(sum(reversible.quantity) over (
            partition by reversible.encounter_id, reversible.item_code
            order by reversible.charged_at desc, reversible.claim_line_id desc
            rows between unbounded preceding and 1 preceding
        ), 0) as quantity_after
    from reversible
    anti join met on reversible.claim_line_id = met.claim_line_id
),

spread as (
    select
        open_line.claim_line_id,
        least(open_line.quantity, left_over.quantity - open_line.quantity_after) as quantity
    from open_line
    inner join left_over
        on
            open_line.encounter_id = left_over.encounter_id
            and open_line.item_code = left_over.item_code
    where left_over.quantity > open_line.quantity_after
),

reduction as (
    select claim_line_id, sum(quantity) as quantity
    from (
        select claim_line_id, quantity from met
        union all
        select claim_line_id, quantity from spread
    ) as taken
    group by claim_line_id
)

select line.claim_line_id, cast(0 as decimal(18, 4)) as quantity_left
from claim_line as line
semi join void_claim on line.claim_id = void_claim.claim_id
union all
select
    reversible.claim_line_id,
    cast(greatest(reversible.quantity - reduction.quantity, 0) as decimal(18, 4)) as quantity_left
from reversible
inner join reduction on reversible.claim_line_id = reduction.claim_line_id
union all
-- a reversal is no charge, nor is a line of no quantity
select line.claim_line_id, cast(0 as decimal(18, 4)) as quantity_left
from claim_line as line
anti join void_claim on line.claim_id = void_claim.claim_id
where line.quantity <= 0 or line.amount < 0
