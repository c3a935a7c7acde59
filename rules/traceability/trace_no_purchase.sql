/* ---
title: A box settled that was never bought, or bought only afterwards
title_zh: 有销无购或先销后购
official: none
version: 5
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: all
joins: written
basis: [条例38(四), 条例15, 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, provider.chain_id]
evidence: {context: {purchase: purchase_ids}}
coded_parts: [doubtful_code]
parameters:
  grace_days: {type: integer, default: 7, min: 0, step: 1, unit: days, note: a proposal; how late a delivery may be booked}
  opening_days: {type: integer, default: 30, min: 0, step: 1, unit: days, note: a proposal; how long stock from before the first delivered purchase is sold where no opening stock was delivered}
  min_backed_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the boxes sold, note: a proposal; below it the message warns that the purchases may not have been delivered whole}
message: "code {trace_code} of {item_code} was settled on {first_sold_on}; {fault}"
message_zh: "追溯码 {trace_code}（{item_code}）{first_sold_on} 已结算，{fault_zh}"
innocent_when:
  - stock from before codes were collected
  - the delivery was booked late
  - the chain bought the box and moved it without a record
  - purchases that were not delivered with the data
innocent_when_zh:
  - 采集追溯码之前的库存
  - 入库登记延迟
  - 连锁总部采购配送，未登记调拨
  - 采购数据提供不全
verify_by:
  - the invoice and delivery note of the box
  - the stock-taking list at the time when codes began to be collected
verify_by_zh:
  - 核对该盒药品的发票和随货同行单
  - 核对启用追溯码时的盘点表
judged: select count(case when is_only_upload then trace_code end) + count(distinct case when not is_only_upload then trace_code end) from derived.trace_sale where is_settled and code_kind in ('box', 'typed_box', 'gs1', 'maker')
note: Judged are providers of which any coded purchase is known, their own or their chain's, from the day of the opening stock on, or a while after the first coded purchase where no opening stock was delivered. Boxes of a drug that also came in without codes are excused up to the number that had come in so by then; a box sent back to the supplier is in stock no more. Few purchases excuse nothing, the message tells how many boxes they cover; a provider without any is trace_purchase_gap's. Purchases within a chain count for all its shops, hence the scope.
note_zh: 判断本机构或所属连锁有任何有码采购记录的机构，自期初库存日起；未报期初库存的，自首次有码采购后一段时间起。曾无码入库的药品按无码入库数量抵扣。采购记录少不构成免责，说明中列出采购覆盖比例；完全无采购记录的由 trace_purchase_gap 列出。连锁内采购对各门店有效。
--- */
with
holder as (
    select provider_id, coalesce(chain_id, provider_id) as holder_id
    from provider
),

-- boxes that were sent back to the supplier
sent_back as (
    select
        purchase.trace_code,
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        cast(purchase.stocked_at as date) as left_on
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.kind = 'return'
        and purchase.trace_code is not null -- gate: equivalent, a null code joins no arrival
),

-- one row per arrival of a box, and whose it is
arrived as (
    select
        purchase.trace_code, purchase.stocked_at,
        coalesce(holder.holder_id, purchase.provider_id) as holder_id
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.kind in ('purchase', 'opening', 'transfer_in')
        and purchase.trace_code is not null -- gate: equivalent, a null code joins no sale
),

-- drugs that also came in without a code for each box, when and how many boxes
uncoded as (
    select
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        purchase.item_code,
        cast(purchase.stocked_at as date) as stocked_on,
        sum(purchase.quantity) as boxes
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        -- one code for several boxes is that of their carton, or the others' were not sent
        (purchase.trace_code is null or purchase.quantity > 1)
        and purchase.kind in ('purchase', 'opening', 'transfer_in')
    group by
        coalesce(holder.holder_id, purchase.provider_id), purchase.item_code,
        cast(purchase.stocked_at as date)
),

-- from when on a provider's or a chain's stock is known by its codes
known_stock as (
    select
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        min(cast(purchase.stocked_at as date)) as first_on,
        min(cast(purchase.stocked_at as date)) filter (where purchase.kind = 'opening') as opening_on
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.trace_code is not null
        and purchase.kind in ('purchase', 'opening', 'transfer_in')
    group by coalesce(holder.holder_id, purchase.provider_id)
),

-- all others came in in time and stayed: what follows looks at few codes
doubtful_code as (
    select sold.trace_code
    from (
        select sale.trace_code, sale.sold_at, coalesce(holder.holder_id, sale.provider_id) as holder_id
        from derived.trace_sale as sale
        left join holder
            on sale.provider_id = holder.provider_id -- gate: equivalent, bounds work: of all holders one is its own
    ) as sold
    anti join arrived -- gate: equivalent, bounds work
        on
            sold.trace_code = arrived.trace_code -- gate: equivalent, bounds work
            and sold.holder_id = arrived.holder_id
            and date_diff('day', cast(sold.sold_at as date), cast(arrived.stocked_at as date)) <= $grace_days
    union
    -- a code with a return has a history
    select sold.trace_code
    from derived.trace_sale as sold
    semi join sent_back -- gate: equivalent, bounds work
        on sold.trace_code = sent_back.trace_code -- gate: equivalent, bounds work
    where not sold.is_only_upload -- gate: equivalent, bounds work
),

sold as (
    select
        sale.trace_code, sale.provider_id, sale.item_code, sale.encounter_id, sale.claim_line_id,
        sale.box_amount, sale.sold_at,
        coalesce(holder.holder_id, sale.provider_id) as holder_id
    from derived.trace_sale as sale
    semi join doubtful_code -- gate: equivalent, bounds work
        on sale.trace_code = doubtful_code.trace_code -- gate: equivalent, bounds work
    left join holder on sale.provider_id = holder.provider_id
    where sale.is_settled and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
),

-- the arrivals of these, read anew: of all boxes the numbers of their purchases need not be kept
doubtful_arrival as (
    select
        purchase.trace_code, purchase.stocked_at, purchase.purchase_id,
        coalesce(holder.holder_id, purchase.provider_id) as holder_id
    from purchase
    semi join doubtful_code -- gate: equivalent, bounds work
        on purchase.trace_code = doubtful_code.trace_code -- gate: equivalent, bounds work
    left join holder on purchase.provider_id = holder.provider_id
    where purchase.kind in ('purchase', 'opening', 'transfer_in')
),

-- one row per arrival of a box: whose, and when it was sent back after it
stocked as (
    select
        arrived.trace_code, arrived.stocked_at, arrived.purchase_id, arrived.holder_id,
        min(sent_back.left_on) as left_on
    from doubtful_arrival as arrived
    left join sent_back
        on
            arrived.trace_code = sent_back.trace_code
            and arrived.holder_id = sent_back.holder_id
            and sent_back.left_on > cast(arrived.stocked_at as date)
    group by arrived.trace_code, arrived.stocked_at, arrived.purchase_id, arrived.holder_id
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
            and coalesce(cast(sold.sold_at as date) <= stocked.left_on, true)
),

-- when they came in after all
arrival as (
    select
        open_sale.trace_code, open_sale.provider_id,
        cast(min(stocked.stocked_at) as date) as stocked_on,
        max(case when stocked.left_on < cast(open_sale.sold_at as date) then stocked.left_on end) as left_on,
        list(distinct stocked.purchase_id) as purchase_ids
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

-- how much of what each sold its purchases cover
backing as (
    select
        seller.provider_id,
        (seller.sales - coalesce(never_bought.sales, 0)) / cast(seller.sales as double) as share
    from (
        select provider_id, count(trace_code) as sales
        from derived.trace_sale
        where is_settled and code_kind in ('box', 'typed_box', 'gs1', 'maker')
        group by provider_id
    ) as seller
    left join never_bought on seller.provider_id = never_bought.provider_id
),

-- one row per box and provider, numbered within the drug: the first may be of the uncoded ones
unbacked as (
    select
        open_sale.trace_code, open_sale.provider_id,
        min(open_sale.item_code) as item_code,
        cast(min(open_sale.sold_at) as date) as first_sold_on,
        min(arrival.stocked_on) as stocked_on,
        max(arrival.left_on) as left_on,
        any_value(arrival.purchase_ids) as purchase_ids,
        min(open_sale.holder_id) as holder_id,
        row_number() over (
            partition by min(open_sale.holder_id), min(open_sale.item_code)
            order by min(open_sale.sold_at), open_sale.trace_code, open_sale.provider_id
        ) as nth,
        cast(sum(open_sale.box_amount) as decimal(18, 2)) as amount_at_risk,
        coalesce(
            list(open_sale.claim_line_id) filter (where open_sale.claim_line_id is not null),
            cast([] as varchar[])
        ) as claim_line_ids,
        list(distinct open_sale.encounter_id) as encounter_ids,
        min(open_sale.sold_at) as occurred_from,
        max(open_sale.sold_at) as occurred_to
    from open_sale
    left join arrival
        on
            open_sale.trace_code = arrival.trace_code
            and open_sale.provider_id = arrival.provider_id
    -- what the fund did not cover it did not pay
    where coalesce(open_sale.box_amount, 1) > 0
    group by open_sale.trace_code, open_sale.provider_id
),

-- how many boxes of the drug had come in without codes by then
supplied as (
    select
        unbacked.trace_code, unbacked.provider_id, unbacked.holder_id, unbacked.item_code, unbacked.nth,
        coalesce(sum(uncoded.boxes), 0) as boxes
    from unbacked
    left join uncoded
        on
            unbacked.holder_id = uncoded.holder_id
            and unbacked.item_code = uncoded.item_code
            and date_diff('day', unbacked.first_sold_on, uncoded.stocked_on) <= $grace_days
    group by unbacked.trace_code, unbacked.provider_id, unbacked.holder_id, unbacked.item_code, unbacked.nth
),

-- a box too many uses up none of those that come in later
beyond as (
    select trace_code, provider_id
    from supplied
    qualify
        nth - boxes > greatest(0, coalesce(max(nth - boxes) over (
            partition by holder_id, item_code order by nth
            rows between unbounded preceding and 1 preceding
        ), 0))
)

select
    unbacked.trace_code as subject_id,
    unbacked.trace_code,
    unbacked.provider_id,
    unbacked.item_code,
    unbacked.first_sold_on,
    case
        when unbacked.stocked_on is null then 'no purchase of it is recorded'
        when unbacked.left_on is not null
            then 'it had been sent back to the supplier on ' || cast(unbacked.left_on as varchar)
        else 'it was bought only on ' || cast(unbacked.stocked_on as varchar)
    end
    || case
        when backing.share < $min_backed_share
            then '; purchases cover ' || cast(cast(round(100 * backing.share) as integer) as varchar)
                || '% of its boxes'
        else ''
    end as fault,
    case
        when unbacked.stocked_on is null then '无购入记录'
        when unbacked.left_on is not null then cast(unbacked.left_on as varchar) || ' 已退回供货单位'
        else cast(unbacked.stocked_on as varchar) || ' 才入库'
    end
    || case
        when backing.share < $min_backed_share
            then '；采购记录仅覆盖其售出盒数的 '
                || cast(cast(round(100 * backing.share) as integer) as varchar) || '%'
        else ''
    end as fault_zh,
    unbacked.amount_at_risk,
    unbacked.claim_line_ids,
    unbacked.encounter_ids,
    [unbacked.trace_code] as trace_codes,
    coalesce(unbacked.purchase_ids, cast([] as varchar[])) as purchase_ids,
    unbacked.occurred_from,
    unbacked.occurred_to
from unbacked
inner join known_stock on unbacked.holder_id = known_stock.holder_id
inner join backing on unbacked.provider_id = backing.provider_id
semi join beyond on unbacked.trace_code = beyond.trace_code and unbacked.provider_id = beyond.provider_id
where
    date_diff(
        'day', coalesce(known_stock.opening_on, known_stock.first_on), unbacked.first_sold_on
    ) >= case when known_stock.opening_on is null then $opening_days else 0 end
