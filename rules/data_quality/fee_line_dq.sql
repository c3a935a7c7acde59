/* ---
title: Charges of a month whose amount is not price times quantity
title_zh: 结算明细信息异常
official: GZ10000201002000
version: 5
status: stable
certainty: suspect
subject: provider
identity: [month_from]
scope: provider
parts: [defective_line]
basis: [条例16, 条例39(三), 两库]
parameters:
  min_lines: {type: integer, default: 10, min: 1, step: 1, unit: defective charges of the month, note: a proposal}
  min_share: {type: decimal, default: 0.01, min: 0, max: 1, step: 0.01, unit: share of the month's charges, note: a proposal}
  tolerance: {type: decimal, default: 0.1, min: 0, step: 0.1, unit: share of the amount}
  child_age: {type: integer, default: 7, min: 0, max: 18, step: 1, unit: years, note: "proposal; operations on children below this age may carry a surcharge"}
  child_share: {type: decimal, default: 0.3, min: 0, max: 1, step: 0.1, unit: of the price, note: "a proposal; the surcharge of a small child"}
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
tolerates: [claim_line.days_supplied, person, person.birth_date]
note: >-
  An indicator of quality, no violation by itself. An operation, examination or treatment that costs a
  part of its price was discounted, as further operations and sites are; one of a small child that costs up to the surcharge more has it.
note_zh: 数据质量指标，本身不构成违规。手术、检查、治疗按单价的一部分收费的，属第二手术、多部位等折价收费；低龄儿童在加收幅度以内高出的，属儿童加收。
--- */
-- lines at fault are few: how many there are in all is counted where these are enough
with defective_line as (
    select judged.claim_line_id, judged.encounter_id, judged.provider_id, judged.charged_at, judged.month_from
    from (
        select
            claim_line_id, encounter_id, person_id, provider_id, charged_at,
            category, unit_price, quantity, amount,
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
    ) as judged
    left join person on judged.person_id = person.person_id
    where
        judged.is_defective = 1
        -- a small child's surcharge is added to the amount where the price list has no row of its own for it
        and not coalesce(
            judged.category in ('surgery', 'examination', 'treatment', 'nursing', 'consultation')
            and date_diff('day', person.birth_date, cast(judged.charged_at as date)) < 365.25 * $child_age
            and judged.amount <= judged.unit_price * judged.quantity * (1 + $child_share) + 0.01
            and judged.amount > judged.unit_price * judged.quantity,
            false
        )
),

defective_month as (
    select
        provider_id, month_from,
        count(*) as defective,
        list(claim_line_id) as claim_line_ids,
        list_distinct(list(encounter_id)) as encounter_ids,
        min(charged_at) as occurred_from,
        max(charged_at) as occurred_to
    from defective_line
    group by provider_id, month_from
    having count(*) >= $min_lines
),

month_total as (
    select provider_id, cast(date_trunc('month', charged_at) as date) as month_from, count(claim_line_id) as lines
    from claim_line
    where
        unit_price is not null
        and provider_id in (select provider_id from defective_month) -- gate: equivalent, bounds work
    group by provider_id, cast(date_trunc('month', charged_at) as date)
)

select
    faulty.provider_id as subject_id,
    faulty.provider_id,
    faulty.month_from,
    faulty.defective,
    total.lines,
    cast(null as decimal(18, 2)) as amount_at_risk,
    faulty.claim_line_ids,
    faulty.encounter_ids,
    faulty.occurred_from,
    faulty.occurred_to
from defective_month as faulty
inner join month_total as total on faulty.provider_id = total.provider_id and faulty.month_from = total.month_from
where faulty.defective >= $min_share * total.lines
