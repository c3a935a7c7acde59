/* ---
title: A box settled that was never bought, or bought only afterwards
title_zh: 有销无购或先销后购
official: none
version: 1
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: all
basis: [条例15, 条例38(四), 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, provider.chain_id]
parameters:
  grace_days: {type: integer, default: 7, min: 0, step: 1, unit: days, note: a proposal; how late a delivery may be booked}
  opening_days: {type: integer, default: 30, min: 0, step: 1, unit: days, note: a proposal; how long stock from before the first delivered purchase is sold where no opening stock was delivered}
  min_backed_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the boxes sold, note: a proposal; below it the purchases were not delivered whole and nothing is judged}
message: "code {trace_code} of {item_code} was settled on {first_sold_on}; {fault}"
message_zh: "追溯码 {trace_code}（{item_code}）{first_sold_on} 已结算，{fault_zh}"
innocent_when:
  - stock from before codes were collected
  - the delivery was booked late
  - the chain bought the box and moved it without a record
innocent_when_zh:
  - 采集追溯码之前的库存
  - 入库登记延迟
  - 连锁总部采购配送，未登记调拨
verify_by:
  - the invoice and delivery note of the box
  - the stock-taking list at the time when codes began to be collected
verify_by_zh:
  - 核对该盒药品的发票和随货同行单
  - 核对启用追溯码时的盘点表
judged: select count(distinct trace_code) from derived.trace_sale where is_settled and code_kind in ('box', 'typed_box', 'gs1', 'maker')
note: Judged are providers most of whose sold codes are among the codes that they or their chain bought, from the day of their opening stock on, or a while after the first coded purchase where no opening stock was delivered; and only drugs that never came in without codes. Purchases within a chain count for all its shops, hence the scope.
note_zh: 只判断采购数据完整（售出码多数有购入记录）的机构，自期初库存日起；未报期初库存的，自首次有码采购后一段时间起；曾无码入库的药品不判断。连锁内采购对各门店有效。
--- */
with
holder as (
    select provider_id, coalesce(chain_id, provider_id) as holder_id
    from provider
),

-- one row per arrival of a box: whose
stocked as (
    select
        purchase.trace_code, purchase.stocked_at,
        coalesce(holder.holder_id, purchase.provider_id) as holder_id
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.kind in ('purchase', 'opening', 'transfer_in')
        and purchase.trace_code is not null -- gate: equivalent, a null code joins no sale
),

-- drugs that also came in without codes
uncoded as (
    select distinct
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        purchase.item_code
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.trace_code is null
        and purchase.kind in ('purchase', 'opening', 'transfer_in')
),

-- from when on a provider's stock is known by its codes
known_stock as (
    select
        provider_id,
        min(cast(stocked_at as date)) as first_on,
        min(cast(stocked_at as date)) filter (where kind = 'opening') as opening_on
    from purchase
    where trace_code is not null and kind in ('purchase', 'opening', 'transfer_in')
    group by provider_id
),

sold as (
    select
        sale.trace_code, sale.provider_id, sale.item_code, sale.encounter_id, sale.claim_line_id,
        sale.box_amount, sale.sold_at,
        coalesce(holder.holder_id, sale.provider_id) as holder_id
    from derived.trace_sale as sale
    left join holder on sale.provider_id = holder.provider_id
    where sale.is_settled and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
),

-- sales of boxes that had not come in by then
open_sale as (
    select
        sold.trace_code, sold.provider_id, sold.holder_id, sold.item_code, sold.encounter_id,
        sold.claim_line_id, sold.box_amount, sold.sold_at
    from sold
    anti join stocked
        on
            sold.trace_code = stocked.trace_code
            and sold.holder_id = stocked.holder_id
            and date_diff('day', cast(sold.sold_at as date), cast(stocked.stocked_at as date))
            <= $grace_days
),

-- when they came in after all
arrival as (
    select
        open_sale.trace_code, open_sale.provider_id,
        cast(min(stocked.stocked_at) as date) as stocked_on
    from open_sale
    inner join stocked
        on open_sale.trace_code = stocked.trace_code and open_sale.holder_id = stocked.holder_id
    group by open_sale.trace_code, open_sale.provider_id
),

never_bought as (
    select open_sale.provider_id, count(open_sale.trace_code) as sales
    from open_sale
    anti join arrival
        on
            open_sale.trace_code = arrival.trace_code
            and open_sale.provider_id = arrival.provider_id
    group by open_sale.provider_id
),

-- providers that bought most of the boxes they sold
judged_provider as (
    select sold.provider_id
    from sold
    left join never_bought on sold.provider_id = never_bought.provider_id
    group by sold.provider_id
    having
        count(sold.trace_code) - coalesce(max(never_bought.sales), 0)
        >= count(sold.trace_code) * $min_backed_share
),

unbacked as (
    select
        open_sale.trace_code, open_sale.provider_id,
        min(open_sale.item_code) as item_code,
        cast(min(open_sale.sold_at) as date) as first_sold_on,
        min(arrival.stocked_on) as stocked_on,
        cast(sum(open_sale.box_amount) as decimal(18, 2)) as amount_at_risk,
        coalesce(
            list(open_sale.claim_line_id) filter (where open_sale.claim_line_id is not null),
            cast([] as varchar[])
        ) as claim_line_ids,
        list(distinct open_sale.encounter_id) as encounter_ids,
        min(open_sale.sold_at) as occurred_from,
        max(open_sale.sold_at) as occurred_to
    from open_sale
    semi join judged_provider on open_sale.provider_id = judged_provider.provider_id
    anti join uncoded
        on open_sale.holder_id = uncoded.holder_id and open_sale.item_code = uncoded.item_code
    left join arrival
        on
            open_sale.trace_code = arrival.trace_code
            and open_sale.provider_id = arrival.provider_id
    group by open_sale.trace_code, open_sale.provider_id
)

select
    unbacked.trace_code as subject_id,
    unbacked.trace_code,
    unbacked.provider_id,
    unbacked.item_code,
    unbacked.first_sold_on,
    case
        when unbacked.stocked_on is null then 'no purchase of it is recorded'
        else 'it was bought only on ' || cast(unbacked.stocked_on as varchar)
    end as fault,
    case
        when unbacked.stocked_on is null then '无购入记录'
        else cast(unbacked.stocked_on as varchar) || ' 才入库'
    end as fault_zh,
    unbacked.amount_at_risk,
    unbacked.claim_line_ids,
    unbacked.encounter_ids,
    [unbacked.trace_code] as trace_codes,
    unbacked.occurred_from,
    unbacked.occurred_to
from unbacked
inner join known_stock on unbacked.provider_id = known_stock.provider_id
where
    date_diff(
        'day', coalesce(known_stock.opening_on, known_stock.first_on), unbacked.first_sold_on
    ) >= case when known_stock.opening_on is null then $opening_days else 0 end
