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
basis: [条例38(四), 条例40(一), 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, provider.chain_id]
parameters:
  grace_days: {type: integer, default: 7, min: 0, step: 1, unit: days, note: a proposal; how late a delivery may be booked}
  opening_days: {type: integer, default: 30, min: 0, step: 1, unit: days, note: a proposal; how long stock from before the first delivered purchase is sold where no opening stock was delivered}
  min_backed_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the codes sold, note: a proposal; below it the purchases were not delivered whole and nothing is judged}
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
        sale.trace_code, sale.provider_id, sale.item_code, sale.sold_at,
        coalesce(holder.holder_id, sale.provider_id) as holder_id
    from derived.trace_sale as sale
    left join holder on sale.provider_id = holder.provider_id
    where sale.is_settled and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
),

-- one row per code and provider that sold it: when first, and when the box first came in
backed as (
    select
        sold.trace_code, sold.provider_id, sold.holder_id,
        min(sold.item_code) as item_code,
        cast(min(sold.sold_at) as date) as first_sold_on,
        cast(min(stocked.stocked_at) as date) as stocked_on
    from sold
    left join stocked
        on sold.trace_code = stocked.trace_code and sold.holder_id = stocked.holder_id
    group by sold.trace_code, sold.provider_id, sold.holder_id
),

-- providers of whose codes most were bought
judged_provider as (
    select provider_id
    from backed
    group by provider_id
    having count(stocked_on) >= count(trace_code) * $min_backed_share
),

unbacked as (
    select
        backed.trace_code, backed.provider_id, backed.item_code, backed.first_sold_on,
        backed.stocked_on
    from backed
    semi join judged_provider on backed.provider_id = judged_provider.provider_id
    inner join known_stock on backed.provider_id = known_stock.provider_id
    anti join uncoded
        on backed.holder_id = uncoded.holder_id and backed.item_code = uncoded.item_code
    where
        -- the first sale is the longest before the purchase
        coalesce(date_diff('day', backed.first_sold_on, backed.stocked_on) > $grace_days, true) -- gate: equivalent, bounds work
        and date_diff(
            'day', coalesce(known_stock.opening_on, known_stock.first_on), backed.first_sold_on
        ) >= case when known_stock.opening_on is null then $opening_days else 0 end
)

select
    unbacked.trace_code as subject_id,
    unbacked.trace_code,
    unbacked.provider_id,
    min(unbacked.item_code) as item_code,
    min(unbacked.first_sold_on) as first_sold_on,
    case
        when min(unbacked.stocked_on) is null then 'no purchase of it is recorded'
        else 'it was bought only on ' || cast(min(unbacked.stocked_on) as varchar)
    end as fault,
    case
        when min(unbacked.stocked_on) is null then '无购入记录'
        else cast(min(unbacked.stocked_on) as varchar) || ' 才入库'
    end as fault_zh,
    cast(sum(sale.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(sale.claim_line_id) filter (where sale.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct sale.encounter_id) as encounter_ids,
    [unbacked.trace_code] as trace_codes,
    min(sale.sold_at) as occurred_from,
    max(sale.sold_at) as occurred_to
from unbacked
inner join derived.trace_sale as sale
    on unbacked.trace_code = sale.trace_code and unbacked.provider_id = sale.provider_id
where
    sale.is_settled
    -- a sale after the box came in is backed
    and coalesce(date_diff('day', cast(sale.sold_at as date), unbacked.stocked_on) > $grace_days, true)
group by unbacked.trace_code, unbacked.provider_id
