/* ---
title: Charges of a month whose amount is not price times quantity
title_zh: 结算明细信息异常
official: GZ10000201002000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [month_from]
scope: provider
basis: [条例16, 条例39(三), 两库]
parameters:
  min_lines: {type: integer, default: 10, min: 1, step: 1, unit: defective charges of the month, note: a proposal}
  min_share: {type: decimal, default: 0.01, min: 0, max: 1, step: 0.01, unit: share of the month's charges, note: a proposal}
  tolerance: {type: decimal, default: 0.1, min: 0, step: 0.1, unit: share of the amount}
message: "{defective} of {lines} charges since {month_from} with an amount that is not price times quantity"
message_zh: "{month_from} 起当月 {lines} 条收费中 {defective} 条金额与单价乘数量不符"
innocent_when:
  - price and quantity are sent in different units, such as a box and its pieces, and the amount is right
  - the interface was being rebuilt
innocent_when_zh:
  - 单价与数量单位不一致（如按盒定价、按粒计数），金额无误
  - 接口改造期
verify_by:
  - the charges of the month against the price list
verify_by_zh:
  - 核对当月收费与价目表
source: [national rule library]
tolerates: [claim_line.days_supplied]
note: >-
  An indicator of quality, no violation by itself. An operation, examination or treatment that costs a
  part of its price was discounted, as further operations and sites are.
note_zh: 数据质量指标，本身不构成违规。手术、检查、治疗按单价的一部分收费的，属第二手术、多部位等折价收费。
--- */
with
judged_line as (
    select
        claim_line_id, encounter_id, provider_id, charged_at,
        cast(date_trunc('month', charged_at) as date) as month_from,
        case
            when
                abs(amount - unit_price * quantity) > $tolerance * abs(amount)
                -- a few cents are rounding
                and abs(amount - unit_price * quantity) > 1
                -- a correction of the price has no units, or those of what it corrects
                and amount >= 0
                and quantity <> 0
                -- a herb is sent by its dose, and charged for all doses
            and not (
                coalesce(category, '') = 'herbal_piece'
                and abs(amount - unit_price * quantity * coalesce(days_supplied, 1)) <= greatest($tolerance * abs(amount), 1)
            )
            -- a further operation or site at a part of its price
                and not (
                    coalesce(category, '') in ('surgery', 'examination', 'treatment', 'laboratory')
                    and abs(amount) < abs(unit_price * quantity)
                )
                then 1
            else 0
        end as is_defective
    from claim_line
    where unit_price is not null
)

select
    provider_id as subject_id,
    provider_id,
    month_from,
    sum(is_defective) as defective,
    count(claim_line_id) as lines,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) filter (where is_defective = 1) as claim_line_ids,
    -- a distinct list would sort every line of the month, defective or not
    list_distinct(list(encounter_id) filter (where is_defective = 1)) as encounter_ids,
    min(charged_at) filter (where is_defective = 1) as occurred_from,
    max(charged_at) filter (where is_defective = 1) as occurred_to
from judged_line
group by provider_id, month_from
having
    sum(is_defective) >= $min_lines
    and sum(is_defective) >= $min_share * count(claim_line_id)
