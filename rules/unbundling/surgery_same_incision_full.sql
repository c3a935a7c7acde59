/* ---
title: Second operation through the same incision charged at its full price
title_zh: 同切口第二手术未折价收费
official: GZ10000102002000
version: 12
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: provider
parts: [listed_line]
basis: [条例38(三), 条例15, 两库]
parameters:
  largest_share:
    {type: decimal, default: 0.9, min: 0.1, max: 1, step: 0.1, unit: share of the full price,
     note: "proposal; where surgery_discount has no row for the region, a share up to this counts as discounted"}
  assumed_share:
    {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: share of the full price,
     note: "proposal; what a further operation may cost where surgery_discount has no row (provinces set 0.5 to 0.75)"}
  child_age: {type: integer, default: 7, min: 0, max: 18, step: 1, unit: years,
              note: "proposal; operations on children below this age may carry a surcharge"}
tolerates: [person, person.birth_date, surgery_discount, procedure, provider, encounter, claim, claim_line.local_item_name, claim_line.unit_price, claim_line.price_ceiling]
message: "{item_name} charged at {percent}% of its full price on {charged_on} beside {main_name} of the same group ({group_name}); {allowed}"
message_zh: "{charged_on} 与 {main_name} 同属{group_name}的 {item_name} 按全价的 {percent}% 收费，未按次要手术足额折价（{allowed_zh}）"
innocent_when:
  - the operations were done through different incisions, or on two sides that the names do not tell
  - the patient went to theatre twice that day within four hours, or the hours are not known
  - the province sets no discount for these operations
  - the bill was booked at its end and the operations were done on two days (left out where the list of operations tells)
innocent_when_zh:
  - 两台手术切口不同，或分属两侧而名称未注明
  - 当日四小时内两次进入手术室，或时刻不明
  - 本省对该类手术不设折价
  - 出院时一次记账，手术分两日进行（手术清单可见的已排除）
verify_by:
  - the operation record, for incision, side and order of the operations
  - the provincial price document on further operations
verify_by_zh:
  - 查手术记录中的切口、侧别和手术次序
  - 查本省次要手术收费比例文件
evidence: {kept: {claim_line: kept_line_ids}}
source: [national knowledge batch 2, 2025-hospital 21, 2025-hospital 55]
note: >-
  The dearest operation of a group on a day is the main one; the others are at risk with what
  lies above their discounted price. A discount may show in the quantity (0.5) or in the price:
  both are read as a share of the highest price at which the provider charges the operation between the days on which
  it was done alone, so that a changed price list counts from its day. Who discounts
  the dearer operation instead of the cheaper one is held against what both may cost together.
note_zh: 同日同组手术以价格最高者为主手术，其余高于折后价的部分列为疑点。折价可体现在数量（0.5）或单价上：均按占该机构该手术最高单价的比例理解（以前后最近两次单独施行该手术之间的最高单价为准，价格调整自当日起算）。对价高的手术而非价低的手术折价的，以两者合计应收为准。
--- */
with
-- one row per operation that the groups name, line by line
listed_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, line.item_name, line.quantity, line.amount, line.covered_amount,
        line.price_ceiling * ceil(line.quantity) as ceiling_amount, surgery_group.group_name,
        -- the other side of the body has an incision of its own, and so has another session of the day
        regexp_extract(coalesce(line.local_item_name, line.item_name, ''), '左|右') as side,
        case
            when
                cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) and posting.charged_at is null
                then line.charged_at
        end as done_at,
        coalesce(posting.tells_day, true) as tells_day,
        coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) as asked_price,
        coalesce(date_diff('day', person.birth_date, line.charged_on) < 365.25 * $child_age, false) as is_of_child
    from derived.net_claim_line as line
    inner join surgery_group on line.item_code = surgery_group.item_code
    left join person on line.person_id = person.person_id
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where
        surgery_group.doubt is null
        and line.charged_on >= coalesce(surgery_group.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(surgery_group.valid_to, date '2200-01-01')
        and not regexp_matches(coalesce(line.local_item_name, ''), '(另|不同|对侧|第二).{0,2}切口')
    -- a row of the list that stands twice counts once
    qualify
        row_number() over (
            partition by line.claim_line_id, surgery_group.group_name order by surgery_group.valid_from nulls first
        ) = 1
),

-- operations, not the anaesthesia, of the old and of the new list
operation_item as (
    select distinct item_code
    from derived.charged_item
    where regexp_matches(item_code, '^0[01]33') and not starts_with(item_code, '003301')
),

-- operations of a bill, those of no group too: what was done beside another may have been discounted
operated as (
    select encounter_id
    from derived.net_line_scan
    where
        item_code in (select operation_item.item_code from operation_item)
        and encounter_id in (select listed_line.encounter_id from listed_line) -- gate: equivalent, bounds work
    group by encounter_id
    having count(distinct item_code) > 1
),

-- one row per day, operation and house: the highest price asked, and whether it was the only operation of a bill
asked_day as (
    select
        line.provider_id, line.item_code, line.charged_on,
        max(line.asked_price) as price,
        bool_or(line.quantity = 1 and line.operations = 1 and operated.encounter_id is null) as is_alone
    from (
        select
            provider_id, item_code, charged_on, encounter_id, asked_price, quantity, is_of_child,
            count(claim_line_id) over (partition by encounter_id) as operations
        from listed_line
    ) as line
    left join operated on line.encounter_id = operated.encounter_id
    -- without the surcharge for small children, who are nobody's measure but their own
    where not line.is_of_child
    group by line.provider_id, line.item_code, line.charged_on
),

-- the days on which it was done alone, before and after: between them the list stood as it was asked there
asked_between as (
    select
        provider_id, item_code, charged_on, price,
        max(case when is_alone then charged_on end) over (
            partition by provider_id, item_code order by charged_on
            rows between unbounded preceding and current row
        ) as from_on,
        min(case when is_alone then charged_on end) over (
            partition by provider_id, item_code order by charged_on
            rows between current row and unbounded following
        ) as to_on
    from asked_day
),

-- the price list changes: the full price of a day is the highest asked between these days
day_price as (
    select asked.provider_id, asked.item_code, asked.charged_on, max(near.price) as price
    from asked_between as asked
    inner join asked_day as near
        on
            asked.provider_id = near.provider_id
            and asked.item_code = near.item_code
            and near.charged_on >= coalesce(asked.from_on, near.charged_on)
            and near.charged_on <= coalesce(asked.to_on, near.charged_on)
    group by asked.provider_id, asked.item_code, asked.charged_on
),

grouped_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        line.item_name, line.quantity, line.amount, line.covered_amount, line.ceiling_amount, line.group_name,
        line.side, line.done_at, line.tells_day,
        coalesce(
            day_price.price, max(case when not line.is_of_child then line.asked_price end) over same,
            max(line.asked_price) over same
        ) as full_price
    from listed_line as line
    left join day_price
        on
            line.provider_id = day_price.provider_id
            and line.item_code = day_price.item_code
            and line.charged_on = day_price.charged_on
    window same as (partition by line.provider_id, line.item_code)
),

-- days with operations that began hours apart: the patient went to theatre twice
two_sessions as (
    select encounter_id, cast(started_at as date) as operated_on
    from procedure
    group by encounter_id, cast(started_at as date)
    having max(started_at) >= min(started_at) + interval 4 hour
),

-- stays with operations on two days: a bill that is booked at its end tells not which was when
two_days as (
    select encounter_id, list(distinct cast(started_at as date)) as operated_on
    from procedure
    -- an operation, not one of the tests and small procedures that every stay is coded with
    where substr(code, 1, 2) < '87'
    group by encounter_id
    having count(distinct cast(started_at as date)) >= 2
),

-- one row per encounter, day, group and operation, the dearest first
operation as (
    select
        encounter_id, charged_on, group_name, item_code,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        coalesce(min(item_name), item_code) as item_name,
        sum(amount) as amount,
        sum(covered_amount) as covered_amount,
        sum(ceiling_amount) as ceiling_amount,
        max(full_price) * ceil(sum(quantity)) as full_amount,
        list(claim_line_id) as claim_line_ids,
        min(side) as side,
        min(done_at) as done_at,
        row_number() over main_first as nth,
        first_value(coalesce(min(item_name), item_code)) over main_first as main_name,
        -- what the dearest operation was let off: who discounts that one instead charges no more in all
        first_value(max(full_price) * ceil(sum(quantity)) - sum(amount)) over main_first as let_off,
        first_value(min(side)) over main_first as main_side,
        first_value(min(done_at)) over main_first as main_done_at,
        first_value(list(claim_line_id)) over main_first as kept_line_ids
    from grouped_line
    anti join two_sessions
        on
            grouped_line.encounter_id = two_sessions.encounter_id
            and grouped_line.charged_on = two_sessions.operated_on
    anti join two_days
        on
            grouped_line.encounter_id = two_days.encounter_id
            -- nor does a bill of a day on which nothing was done
            and (not grouped_line.tells_day or not list_contains(two_days.operated_on, grouped_line.charged_on))
    group by encounter_id, charged_on, group_name, item_code
    window main_first as (
        partition by encounter_id, charged_on, group_name order by max(full_price) desc, item_code
    )
),

-- what a house asks for an operation on days on which it is the dearest of its group, or the only one
asked_alone as (
    select provider_id, item_code, max(full_amount - let_off) as amount
    from operation
    where nth = 1
    group by provider_id, item_code
),

-- the share of the full price that the region allows, the row nearest to provider and order
allowed as (
    select
        operation.encounter_id, operation.person_id, operation.provider_id, operation.charged_on,
        operation.group_name, operation.item_code, operation.item_name, operation.main_name,
        operation.amount, operation.covered_amount, operation.ceiling_amount, operation.full_amount, operation.let_off, operation.claim_line_ids,
        operation.kept_line_ids, discount.share, asked_alone.amount as amount_alone
    from operation
    left join provider on operation.provider_id = provider.provider_id
    left join asked_alone
        on operation.provider_id = asked_alone.provider_id and operation.item_code = asked_alone.item_code
    left join surgery_discount as discount
        on
            starts_with(provider.region_code, regexp_replace(discount.region_code, '(00)+$', ''))
            and (discount.group_name = operation.group_name or discount.group_name = '*')
            and operation.nth >= discount.from_order
            and operation.charged_on >= coalesce(discount.valid_from, date '1900-01-01')
            and operation.charged_on < coalesce(discount.valid_to, date '2200-01-01')
    where
        operation.nth > 1
        and operation.covered_amount > 0
        and (operation.side = operation.main_side or operation.side = '' or operation.main_side = '')
        and coalesce(
            operation.done_at <= operation.main_done_at + interval 4 hour
            and operation.main_done_at <= operation.done_at + interval 4 hour, true
        )
    -- an operation of two groups is found once
    qualify row_number() over (
        partition by operation.encounter_id, operation.charged_on, operation.item_code
        order by
            length(regexp_replace(discount.region_code, '(00)+$', '')) desc nulls last, discount.from_order desc nulls last,
            discount.group_name desc nulls last, discount.valid_from desc nulls last, operation.group_name, asked_alone.amount
    ) = 1
)

select
    encounter_id as subject_id, provider_id, person_id, item_code, item_name, main_name, group_name,
    charged_on,
    cast(round(100 * amount / nullif(full_amount, 0), 0) as integer) as percent,
    case
        when share is null
            then concat('the region names no share, ', cast(cast(round(100 * $assumed_share) as integer) as varchar), '% is taken')
        else concat('the share is ', cast(cast(round(100 * share) as integer) as varchar), '%')
    end as allowed,
    case
        when share is null
            then concat('本地未列折扣比例，暂按 ', cast(cast(round(100 * $assumed_share) as integer) as varchar), '% 计')
        else concat('应按 ', cast(cast(round(100 * share) as integer) as varchar), '% 计')
    end as allowed_zh,
    cast(
        round(covered_amount * (amount - coalesce(share, $assumed_share) * full_amount - greatest(let_off, 0)) / amount, 2)
        as decimal(18, 2)
    ) as amount_at_risk,
    claim_line_ids,
    kept_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from allowed
-- a cent of rounding is no excess
where
    amount > coalesce(share, $largest_share) * full_amount + 0.01
    and amount - greatest(let_off, 0) > coalesce(share, $assumed_share) * full_amount + 0.01
    -- a house that never does it alone has no full price: half of the ceiling is a discount, but not where
    -- it asks no more for the operation alone
    and not coalesce(
        amount <= coalesce(share, $assumed_share) * ceiling_amount + 0.01
        and coalesce(amount_alone > amount + 0.01, true), false
    )
