/* ---
title: A drug dearer for the insured than for who pays cash
title_zh: 同药医保、自费两价
official: none
version: 4
status: stable
certainty: suspect
subject: provider
identity: [item_code]
scope: provider
basis: [条例15, 条例38(三), 协议]
parameters:
  min_difference: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.02, unit: share of the self-paid price}
  min_days: {type: integer, default: 2, min: 1, step: 1, unit: days, note: a proposal; an offer of one day is no second price}
message: "{item_name}: on {days} days the insured paid more than others that day, at worst {insured_price} against {self_paid_price}, {percent}% more"
message_zh: "{item_name}：{days} 天医保结算单价高于同日自费售价，最高一次 {insured_price} 元对 {self_paid_price} 元，高 {percent}%"
innocent_when:
  - a member's discount or an offer that is open to the insured too
  - the price was changed during the day, or the box was near its expiry
innocent_when_zh:
  - 会员价、促销对参保人同样开放
  - 当日调价，或近效期处理
verify_by:
  - till receipts of the days for both kinds of customer
  - the price tags and the till's price file
verify_by_zh:
  - 抽查当日医保与自费小票
  - 核对货架标价与收银系统价格档案
tolerates: [dispense.trace_code, dispense.is_split_pack, dispense.claim_id, claim_line.item_name, claim_line.covered_amount, claim_line.original_line_id]
judged: select count(distinct provider_id) from dispense where not is_insured and unit_price > 0
source: [rule catalogue dual_price, 2025-pharmacy 19]
evidence: {context: {dispense: cash_sale_ids}}
note: >-
  Both prices are those of the sale record (3505), box by box; the insured price is held against the
  dearest that anybody paid in cash that day, so that one discount makes no finding. Parts of boxes and
  boxes brought back are left out. Where no cash sales were uploaded nothing is found.
note_zh: 两种价格均取自销售记录（3505）；以当日自费最高价比较，个别优惠不会形成疑点；拆零和退货不计。未上传自费销售的机构不会有疑点。
--- */
with
returned as (
    select distinct provider_id, trace_code
    from dispense
    where kind = 'return'
),

-- the dearest that somebody self-paying paid on the day for a whole box and kept it
self_paid as (
    select
        sold.provider_id, sold.item_code, cast(sold.dispensed_at as date) as sold_on,
        max(sold.unit_price) as price,
        list(sold.dispense_id) as cash_sale_ids
    from dispense as sold
    anti join returned on sold.provider_id = returned.provider_id and sold.trace_code = returned.trace_code
    where
        not sold.is_insured
        and sold.kind = 'sale'
        and sold.unit_price > 0
        and not coalesce(sold.is_split_pack, false)
    group by sold.provider_id, sold.item_code, cast(sold.dispensed_at as date)
),

-- whole boxes that the fund paid dearer, whether they came back or not: few of all
dearer_box as (
    select
        sold.provider_id, sold.item_code, self_paid.sold_on, sold.claim_id, sold.claim_line_id, sold.trace_code,
        sold.unit_price, self_paid.price as self_paid_price
    from dispense as sold
    inner join self_paid
        on
            sold.provider_id = self_paid.provider_id
            and sold.item_code = self_paid.item_code
            and cast(sold.dispensed_at as date) = self_paid.sold_on
    where
        sold.is_insured
        and sold.kind = 'sale'
        and not coalesce(sold.is_split_pack, false)
        and sold.unit_price > self_paid.price * (1 + $min_difference)
),

dearer as (
    select
        box.provider_id, box.item_code, box.sold_on, box.claim_id, box.claim_line_id, box.unit_price, box.self_paid_price
    from dearer_box as box
    anti join returned on box.provider_id = returned.provider_id and box.trace_code = returned.trace_code
),

-- the charged line that the upload names, else those of the item in its settlement
dearer_line as (
    select
        line.claim_line_id, line.encounter_id, line.item_name, line.covered_amount,
        dearer.provider_id, dearer.item_code, dearer.sold_on, dearer.unit_price, dearer.self_paid_price
    from dearer
    inner join derived.net_claim_line as line on dearer.claim_line_id = line.claim_line_id
    union
    select
        line.claim_line_id, line.encounter_id, line.item_name, line.covered_amount,
        dearer.provider_id, dearer.item_code, dearer.sold_on, dearer.unit_price, dearer.self_paid_price
    from dearer
    inner join derived.net_claim_line as line
        on dearer.claim_id = line.claim_id and dearer.item_code = line.item_code
    where dearer.claim_line_id is null
),

-- one row per line, its boxes at one price or not
overpaid as (
    select
        provider_id, item_code, claim_line_id,
        min(encounter_id) as encounter_id,
        min(item_name) as item_name,
        min(sold_on) as sold_on,
        min(covered_amount) as covered_amount,
        min(unit_price) as unit_price,
        max(self_paid_price) as self_paid_price
    from dearer_line
    group by provider_id, item_code, claim_line_id
),

habit as (
    select provider_id, item_code
    from overpaid
    group by provider_id, item_code
    having count(distinct sold_on) >= $min_days
)

select
    overpaid.provider_id as subject_id, overpaid.provider_id, overpaid.item_code,
    coalesce(min(overpaid.item_name), overpaid.item_code) as item_name,
    count(distinct overpaid.sold_on) as days,
    -- both of the line that was dearest beside its day's price
    arg_max(
        overpaid.unit_price, (overpaid.unit_price / overpaid.self_paid_price, overpaid.sold_on, overpaid.claim_line_id)
    ) as insured_price,
    arg_max(
        overpaid.self_paid_price,
        (overpaid.unit_price / overpaid.self_paid_price, overpaid.sold_on, overpaid.claim_line_id)
    ) as self_paid_price,
    cast(
        round(max(100 * (overpaid.unit_price / overpaid.self_paid_price - 1)), 1) as decimal(9, 1)
    ) as percent,
    cast(sum(round(
        overpaid.covered_amount * (1 - overpaid.self_paid_price / overpaid.unit_price), 2
    )) as decimal(18, 2)) as amount_at_risk,
    list(overpaid.claim_line_id) as claim_line_ids,
    -- what others paid in cash on those days
    flatten(list(self_paid.cash_sale_ids)) as cash_sale_ids,
    list(distinct overpaid.encounter_id) as encounter_ids,
    min(overpaid.sold_on) as occurred_from,
    max(overpaid.sold_on) as occurred_to
from overpaid
inner join self_paid
    on
        overpaid.provider_id = self_paid.provider_id
        and overpaid.item_code = self_paid.item_code
        and overpaid.sold_on = self_paid.sold_on
semi join habit
    on overpaid.provider_id = habit.provider_id and overpaid.item_code = habit.item_code
group by overpaid.provider_id, overpaid.item_code
