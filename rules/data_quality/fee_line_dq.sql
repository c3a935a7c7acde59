/* ---
title: Charges of a month whose amount is not price times quantity
title_zh: 结算明细信息异常
official: GZ10000201002000
version: 1
status: stable
certainty: definite
subject: provider
identity: [month_from]
scope: provider
basis: [条例16, 条例39(三), 两库]
parameters:
  min_lines: {type: integer, default: 10, min: 1, step: 1, unit: defective charges of the month, note: a proposal}
  tolerance: {type: decimal, default: 0.1, min: 0, step: 0.1, unit: share of the amount}
message: "{defective} charges since {month_from} with an amount that is not price times quantity"
message_zh: "{month_from} 起当月 {defective} 条收费金额与单价乘数量不符"
innocent_when:
  - a discount is taken off the amount and not off the price
  - the interface was being rebuilt
innocent_when_zh:
  - 折价体现在金额而非单价
  - 接口改造期
verify_by:
  - the charges of the month against the price list
verify_by_zh:
  - 核对当月收费与价目表
source: [national rule library]
note: An indicator of quality, no violation by itself.
--- */
with
defective_line as (
    select claim_line_id, encounter_id, provider_id, charged_at
    from claim_line
    where
        abs(amount - unit_price * quantity) > $tolerance * abs(amount)
        -- a few cents are rounding
        and abs(amount - unit_price * quantity) > 1
)

select
    provider_id as subject_id,
    provider_id,
    cast(date_trunc('month', charged_at) as date) as month_from,
    count(claim_line_id) as defective,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_at) as occurred_from,
    max(charged_at) as occurred_to
from defective_line
group by provider_id, cast(date_trunc('month', charged_at) as date)
having count(claim_line_id) >= $min_lines
