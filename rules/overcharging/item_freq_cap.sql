/* ---
title: Same item charged more often than its daily cap
title_zh: 限定频次项目单日超次收费
official: GZ10000102014000
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三)]
parameters:
  extra_allowed: {type: integer, default: 0, min: 0, max: 24, step: 1, unit: times a day beyond the cap}
  late_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days without the item just before,
              note: "proposal; late bookkeeping moves the services of so many skipped days onto the next"}
message: "{item_name} charged {quantity} times on {charged_on}; the cap is {max_per_day} a day"
message_zh: "{charged_on} {item_name} 收费 {quantity} 次，日上限 {max_per_day} 次"
innocent_when:
  - late bookkeeping moved the services of two days onto one
  - the stay began or ended that day and the item was charged for the day before
innocent_when_zh:
  - 补记账把前后两天的服务记在同一天
  - 当日入院或出院，前一日的费用补记在当日
verify_by:
  - the execution record of the item on that day and the days beside it
verify_by_zh:
  - 核对该项目当日及前后日的执行记录
source: [national knowledge batch 8]
note: >-
  Hourly items with a published cap of 24 are judged here too; hourly_over_24h judges those of the
  problem lists that have no published cap. A day skipped between two days with the item was booked
  late: the next day may then hold both.
--- */
with
-- before refunds: what stands is no more
charged as (
    select encounter_id, item_code, cast(charged_at as date) as charged_on, quantity
    from claim_line
    where quantity > 0 -- gate: equivalent, bounds work: what stands is judged below
),

-- encounter, capped item and day beyond the cap
crowded_day as (
    select line.encounter_id, line.item_code, line.charged_on
    from charged as line
    inner join item_daily_cap as cap
        on line.item_code = cap.item_code -- gate: equivalent, bounds work: the cap is joined again below
    group by line.encounter_id, line.item_code, line.charged_on
    having sum(line.quantity) > min(cap.max_per_day) -- gate: equivalent, bounds work: no other day passes the cap
),

-- every line of an encounter with such a day: the days beside it count too
crowded_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.quantity, line.covered_amount
    from derived.net_claim_line as line
    semi join crowded_day -- gate: equivalent, bounds work
        on line.encounter_id = crowded_day.encounter_id -- gate: equivalent, bounds work
),

-- one row per encounter, capped item and day, with the cap in force that day
capped_day as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.item_code, line.charged_on,
        min(line.item_name) as item_name,
        max(cap.max_per_day) as max_per_day,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount
    from crowded_line as line
    inner join item_daily_cap as cap on line.item_code = cap.item_code
    where
        cap.doubt is null
        and line.charged_on >= coalesce(cap.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(cap.valid_to, date '2200-01-01')
    group by line.encounter_id, line.person_id, line.provider_id, line.item_code, line.charged_on
),

-- the cap of the day, and of the days skipped just before it
allowed_day as (
    select
        encounter_id, person_id, provider_id, item_code, charged_on, item_name, max_per_day, quantity,
        covered_amount,
        -- only where the item ran in full before the gap, and so most likely through it
        max_per_day * (1 + case
            when lag(quantity) over (
                partition by encounter_id, person_id, provider_id, item_code order by charged_on
            ) >= max_per_day
                then least(
                    date_diff('day', lag(charged_on) over (
                        partition by encounter_id, person_id, provider_id, item_code order by charged_on
                    ), charged_on) - 1,
                    $late_days
                )
            else 0
        end) + $extra_allowed as allowed
    from capped_day
),

broken_day as (
    select
        encounter_id, person_id, provider_id, item_code, charged_on, item_name, max_per_day, quantity,
        covered_amount, allowed
    from allowed_day
    where quantity > allowed -- gate: equivalent, bounds work: no line of a kept day passes the cap
),

-- lines of a broken day in order; one that breaks the cap by itself comes last
ordered_line as (
    select
        broken_day.encounter_id, broken_day.person_id, broken_day.provider_id, broken_day.item_code,
        broken_day.charged_on, broken_day.item_name, broken_day.max_per_day, broken_day.quantity,
        broken_day.covered_amount, broken_day.allowed, line.claim_line_id,
        sum(line.quantity) over (
            partition by broken_day.encounter_id, broken_day.item_code, broken_day.charged_on
            order by
                case when line.quantity > broken_day.allowed then 1 else 0 end, line.charged_at,
                length(line.claim_line_id), line.claim_line_id
            rows between unbounded preceding and current row
        ) as quantity_so_far
    from broken_day
    inner join crowded_line as line
        on
            broken_day.encounter_id = line.encounter_id
            and broken_day.item_code = line.item_code
            and broken_day.charged_on = line.charged_on
)

select
    encounter_id as subject_id, provider_id, person_id, item_code, charged_on,
    min(item_name) as item_name,
    max(quantity) as quantity,
    max(max_per_day) as max_per_day,
    -- the excess, pro rata of what was charged
    cast(
        round(max(covered_amount) * (max(quantity) - max(allowed)) / max(quantity), 2) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from ordered_line
where quantity_so_far > allowed
group by encounter_id, provider_id, person_id, item_code, charged_on
