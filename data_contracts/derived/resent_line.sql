/* ---
title: Lines that were sent again and that the settlement does not hold
title_zh: 重复传送而结算总额中没有的明细
scope: encounter
note: >-
  A new hospital system, or an interface started anew, sends the lines of some days once more under
  other numbers. The settlement tells: its total is smaller than its lines, and smaller by just the
  copies. Three lines and more are a batch sent again; a hospital that charges twice has both in the
  total. Of one pair the later number is the copy.
--- */
with
charged as (
    select claim_id, sum(amount) as amount
    from claim_line
    group by claim_id
),

-- settlements that hold less than was delivered of them
over_delivered as (
    select claim.claim_id, charged.amount - claim.total_amount as amount_over
    from charged
    inner join claim on charged.claim_id = claim.claim_id
    where not claim.is_refund and claim.total_amount > 0 and charged.amount > claim.total_amount
),

told_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.amount,
        cast(line.charged_at as date) as charged_on,
        row_number() over (
            partition by line.claim_id, line.item_code, line.charged_at, line.quantity, line.amount
            order by line.claim_line_id
        ) as nth,
        count(*) over (
            partition by line.claim_id, line.item_code, line.charged_at, line.quantity, line.amount
        ) as times
    from claim_line as line
    semi join over_delivered on line.claim_id = over_delivered.claim_id
    where line.quantity <> 0
),

-- of two one is a copy, of three one, of four two; on a day sent again every line stands twice
copied as (
    select
        claim_line_id, claim_id, encounter_id, amount,
        2 * nth > times + times % 2 as is_copy,
        max(times % 2) over (partition by claim_id, charged_on) = 0 as is_whole_day
    from told_line
),

-- what was charged twice on another day stays charged, so the days sent again are tried by themselves
explained as (
    select
        copied.claim_id,
        abs(sum(case when copied.is_copy then copied.amount else 0 end) - max(over_delivered.amount_over)) <= 0.01
        and count(*) filter (where copied.is_copy) >= 3 as by_all,
        abs(
            sum(case when copied.is_copy and copied.is_whole_day then copied.amount else 0 end)
            - max(over_delivered.amount_over)
        ) <= 0.01
        and count(*) filter (where copied.is_copy and copied.is_whole_day) >= 3 as by_days
    from copied
    inner join over_delivered on copied.claim_id = over_delivered.claim_id
    group by copied.claim_id
)

select copied.claim_line_id, copied.claim_id, copied.encounter_id
from copied
inner join explained on copied.claim_id = explained.claim_id
where copied.is_copy and (explained.by_all or explained.by_days and copied.is_whole_day)
