/* ---
title: More of a consumable charged than a day or stay can use
title_zh: 高值耗材数量超合理上限
official: GZ10000303003000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_prefix, period]
scope: encounter
basis: [条例38(三), 条例15]
parameters:
  operation: {type: string, default: "术$|术[(（]|手术|麻醉|造影|介入|植入|置入|置换|成形|栓塞|消融|内固定|透析|滤过|灌流", note: "pattern of items that show an operation, an intervention or a session that day"}
tolerates: [encounter, claim_line.item_name, procedure, procedure.encounter_id, procedure.started_at]
message: "{quantity} of {item_name} charged {period_en}; at most {allowed}"
message_zh: "{item_name} 在{period_zh}收费 {quantity} 件，合理上限 {allowed} 件"
innocent_when:
  - what the ward uses day by day was booked late, for the days since the last booking or the admission (left out where no operation is on that day)
  - a complex operation on several segments or vessels
innocent_when_zh:
  - 病房日常耗材延后数日一并记账（当日无手术介入的，按距上次记账或入院的天数计算，已排除）
  - 多节段、多血管的复杂手术
verify_by:
  - the count in the pictures taken during the operation, the bar code sheet
verify_by_zh:
  - 核对术中影像计数和条码粘贴页
source: ["2025-hospital 13", "2025-hospital 32"]
note: >-
  Reads item_max_quantity by the day and by the stay; a bureau fills it. Items of one prefix count
  together. A limit by the day holds on the day of an operation, an intervention or a session; elsewhere it is
  multiplied by the days since the item was last booked, or since the admission. Without the table the models compare providers instead.
note_zh: 读取 item_max_quantity 的单日和单次住院上限，由医保局填写。同一编码前缀的项目合并计数。单日上限在有手术、介入或透析当日从严，其余按距上次记账或入院的天数折算。无此表时，由模型作机构间比较。
--- */
with
counted_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_name,
        line.quantity, line.covered_amount, limits.item_prefix, limits.max_quantity, limits.per,
        case limits.per when 'day' then cast(line.charged_on as varchar) else 'stay' end as period,
        cast(encounter.started_at as date) as admitted_on,
        -- booked without an hour or at settlement, a day may hold the operations of the whole stay
        case
            when
                limits.per = 'day'
                and (cast(epoch(line.charged_at) as bigint) % 86400 in (0, 86399) or not coalesce(posting.tells_day, true))
                then coalesce(
                    greatest(date_diff('day', cast(encounter.started_at as date), cast(encounter.ended_at as date)), 0) + 1, 1
                )
            else 1
        end as days
    from derived.net_claim_line as line
    inner join item_max_quantity as limits on starts_with(line.item_code, limits.item_prefix)
    left join encounter on line.encounter_id = encounter.encounter_id
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where
        line.category = 'consumable'
        and limits.per in ('day', 'stay')
        and line.covered_amount > 0
        and line.charged_on >= coalesce(limits.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limits.valid_to, date '2200-01-01')
    -- a limit that stands twice in the list counts a piece once, by the edition in force
    qualify
        row_number() over (
            partition by line.claim_line_id, limits.item_prefix, limits.per
            order by limits.valid_from desc nulls last, limits.max_quantity desc
        ) = 1
),

-- one row per encounter, prefix and day, or stay
booked as (
    select
        encounter_id, item_prefix, per, period,
        min(provider_id) as provider_id,
        min(person_id) as person_id,
        coalesce(min(item_name), item_prefix) as item_name,
        sum(quantity) as quantity,
        min(max_quantity) as max_quantity,
        min(max_quantity * days) as allowed,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids,
        min(admitted_on) as admitted_on,
        min(charged_on) as occurred_from,
        max(charged_on) as occurred_to
    from counted_line
    group by encounter_id, item_prefix, per, period
),

-- the days for which something may have been booked: since the last booking, or the admission
spaced as (
    select
        encounter_id, item_prefix, per, period, provider_id, person_id, item_name, quantity, max_quantity, allowed,
        covered_amount, claim_line_ids, occurred_from, occurred_to,
        case
            when per = 'day'
                then greatest(coalesce(
                    date_diff('day', lag(occurred_from) over (partition by encounter_id, item_prefix, per order by occurred_from), occurred_from),
                    date_diff('day', admitted_on, occurred_from) + 1
                ), 1)
            else 1
        end as days_since
    from booked
),

crowded as (
    select distinct encounter_id from spaced where quantity > allowed -- gate: equivalent, bounds the work
),

operation_name as (
    select distinct item_name from derived.charged_item where regexp_matches(item_name, $operation)
),

-- days of an operation, an intervention, a session: what they take is of their day
operated_day as (
    select procedure.encounter_id, cast(procedure.started_at as date) as operated_on
    from procedure
    semi join crowded -- gate: equivalent, bounds the work
        on procedure.encounter_id = crowded.encounter_id -- gate: equivalent, bounds the work
    union
    select line.encounter_id, line.charged_on as operated_on
    from derived.net_claim_line as line
    semi join crowded -- gate: equivalent, bounds the work
        on line.encounter_id = crowded.encounter_id -- gate: equivalent, bounds the work
    where
        coalesce(line.category in ('surgery', 'treatment', 'examination'), false)
        and (line.category = 'surgery' or line.item_name in (select operation_name.item_name from operation_name))
),

judged as (
    select
        spaced.encounter_id, spaced.item_prefix, spaced.period, spaced.provider_id, spaced.person_id, spaced.item_name,
        spaced.quantity, spaced.max_quantity, spaced.covered_amount, spaced.claim_line_ids, spaced.occurred_from,
        spaced.occurred_to,
        case
            when operated_day.encounter_id is null then greatest(spaced.allowed, spaced.max_quantity * spaced.days_since)
            else spaced.allowed
        end as allowed
    from spaced
    left join operated_day
        on spaced.encounter_id = operated_day.encounter_id and spaced.occurred_from = operated_day.operated_on
)

select
    encounter_id as subject_id, provider_id, person_id, item_prefix, period, item_name, quantity, max_quantity, allowed,
    case period when 'stay' then '本次住院' else ' ' || period || ' ' end as period_zh,
    case period when 'stay' then 'in the stay' else 'on ' || period end as period_en,
    cast(round(covered_amount * (quantity - allowed) / quantity, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    occurred_from, occurred_to
from judged
where quantity > allowed
