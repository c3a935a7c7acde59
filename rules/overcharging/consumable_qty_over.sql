/* ---
title: More of a consumable charged than a day or stay can use
title_zh: 高值耗材数量超合理上限
official: GZ10000303003000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [item_prefix, period]
scope: encounter
basis: [条例38(三), 条例15]
message: "{quantity} of {item_name} charged in {period}; at most {max_quantity}"
message_zh: "{item_name} 在 {period} 收费 {quantity}，合理上限 {max_quantity}"
innocent_when:
  - a complex operation on several segments or vessels
innocent_when_zh:
  - 多节段、多血管的复杂手术
verify_by:
  - the count in the pictures taken during the operation, the bar code sheet
verify_by_zh:
  - 核对术中影像计数和条码粘贴页
source: ["2025-hospital 13", "2025-hospital 32"]
note: >-
  Reads item_max_quantity by the day and by the stay; a bureau fills it. Items of one prefix count
  together. Without the table the models compare providers instead.
note_zh: 读取 item_max_quantity 的单日和单次住院上限，由医保局填写。同一编码前缀的项目合并计数。无此表时，由模型作机构间比较。
--- */
with
counted_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_name,
        line.quantity, line.covered_amount, limits.item_prefix, limits.max_quantity,
        case limits.per when 'day' then cast(line.charged_on as varchar) else 'stay' end as period,
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
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_prefix, period,
    coalesce(min(item_name), item_prefix) as item_name,
    sum(quantity) as quantity,
    min(max_quantity) as max_quantity,
    cast(
        round(sum(covered_amount) * (sum(quantity) - min(max_quantity * days)) / nullif(sum(quantity), 0), 2) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from counted_line
group by encounter_id, item_prefix, period
having sum(quantity) > min(max_quantity * days)
