/* ---
title: One trace code settled more than once
title_zh: 同一追溯码重复医保结算
official: none
version: 8
status: stable
certainty: definite
subject: trace_code
identity: [provider_id]
scope: all
basis: [条例38(四), 条例15, 实施细则(追溯码), 实施细则(再次结算), 追溯码(无码不结)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.sale_no, dispense.person_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.unit_price, purchase, purchase.unit_price, purchase.trace_code, provider, provider.chain_id, claim.original_claim_id]
evidence: {kept: {claim_line: kept_line_ids, dispense: kept_dispense_ids}, context: {purchase: purchase_ids}}
coded_parts: [bought]
parameters:
  min_price_share: {type: decimal, default: 0.6, min: 0, max: 1, step: 0.3, unit: share of the purchase price, note: "a proposal; charged for much less than a box costs means charged by the vial or the tablet, of a box of two with some markup"}
  full_price_share: {type: decimal, default: 0.9, min: 0.5, max: 1.5, step: 0.1, unit: share of the purchase price, note: a proposal; a pharmacy that charges as much sold a whole box though it marked a split pack}
  carton_sales: {type: integer, default: 4, min: 2, step: 1, unit: sales of one day at one seller, note: "a proposal; the code that a clerk scans for one customer after another is that of the carton, unless it was bought as a box"}
  most_carton_sales: {type: integer, default: 10, min: 2, step: 1, unit: sales, note: "a proposal; an inner carton holds ten boxes, and who scans its code for more customers scans no carton"}
  booking_days: {type: integer, default: 7, min: 0, step: 1, unit: days, note: a proposal; how late a delivery may be booked}
unmoved_by:
  cut_the_hour: "the time of the sale is that of the scan, not of the charge"
message: "code {trace_code} of {item_code} was sold {settlements} times; the sale that may stand is of {first_settled_on} at {first_provider_id} ({kept_payer}), bought by {bought_by}; {repeats} more settled here, {last_settled_on} the last"
message_zh: "追溯码 {trace_code}（{item_code}）共售出 {settlements} 次，购入方 {bought_by_zh}；可成立的一次为 {first_settled_on} 于 {first_provider_id}（{kept_payer_zh}）；本机构另结算 {repeats} 次，末次 {last_settled_on}"
innocent_when:
  - the box came back after the first sale and nobody recorded the return (suspect where all sales are of one seller)
  - the code is that of a carton, not of a box (left out where one seller scanned it for up to {most_carton_sales} customers on one day, or bought so many boxes under it, else suspect)
  - a split pack was sold without its mark (left out where the charged price shows it, else suspect)
  - the first seller sent the box back to the wholesaler without a record (suspect where the later seller bought it)
innocent_when_zh:
  - 首次销售后退回药品，未登记退货（同一机构的重复仅列可疑）
  - 所扫为中包装或大包装码，不是小包装码（同一机构同日连续扫同一码、不超过 {most_carton_sales} 次，或该码购入即为多盒的已排除，其余仅列可疑）
  - 拆零销售未作标志（计费单价明显低于采购价的已排除，其余仅列可疑）
  - 首售机构将药品退回批发企业未登记（后售机构有购入记录的仅列可疑）
verify_by:
  - the delivery note and invoice by which the box came in
  - the boxes on the shelf and the scanner's log of each sale
  - the persons who are said to have taken the box
verify_by_zh:
  - 核对随货同行单和发票，查明该盒药品的来源
  - 核对实物药盒和每次销售的扫码记录
  - 向各次结算的参保人核实是否取药
note: Whoever paid counts, so that a box sold for cash and settled on another day is seen; a cash sale and a settlement of one day at one till are one sale rung up twice. Of several sales that of the seller who bought the box may stand, else the first; a settlement that a cash sale of the same shop follows cannot stand. Definite is a settlement at somebody who never bought the box though he already reported his purchases by then, where the seller who did buy it had it by then and settled it too. Returns, refunds, repeated uploads, the second channel and split packs are taken out in derived.trace_sale, but a pharmacy's mark of a split pack does not count where it charged the whole box; a box that was moved within a chain or sent back to the supplier begins a new life there. Product bar codes and placeholders are left to trace_malformed.
note_zh: 自费销售也计入，可发现先自费售出、后医保结算（留码、剪码）的情形；同一机构同日自费与医保各一笔的视为一次销售改记。多次销售中，以有购入记录的机构的销售为可成立的一次，均无购入记录的以首次为准；结算后同一机构又自费售出的，该次结算不成立。仅当购入机构在此之前已购入并已结算、另一在此之前已有采购上传但从未购入该盒的机构也结算时，列为明确违规。退货、冲退、重复上传、双通道和拆零已在 derived.trace_sale 中剔除；药店标为拆零但按整盒价计费的，仍按整盒判断。
--- */
with
holder as (
    select provider_id, coalesce(chain_id, provider_id) as holder_id, kind
    from provider
),

-- codes with a history: the others are sold once
told as (
    select distinct trace_code
    from derived.trace_sale
    where not is_only_upload -- gate: equivalent, bounds work
),

-- one row per box and who bought it; a chain buys for all its shops
bought as (
    select
        purchase.trace_code,
        coalesce(holder.holder_id, purchase.provider_id) as seller,
        min(cast(purchase.stocked_at as date)) as bought_on,
        arg_min(purchase.provider_id, (purchase.stocked_at, purchase.purchase_id)) as bought_by,
        list(purchase.purchase_id) as purchase_ids
    from purchase
    semi join told -- gate: equivalent, bounds work
        on purchase.trace_code = told.trace_code -- gate: equivalent, bounds work
    left join holder on purchase.provider_id = holder.provider_id
    where purchase.kind in ('purchase', 'opening', 'transfer_in')
    group by purchase.trace_code, coalesce(holder.holder_id, purchase.provider_id)
),

-- who reports its purchases by the box, and from when on
reporting as (
    select
        coalesce(holder.holder_id, purchase.provider_id) as seller,
        min(cast(purchase.stocked_at as date)) as first_on
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where purchase.kind in ('purchase', 'opening', 'transfer_in') and purchase.trace_code is not null
    group by coalesce(holder.holder_id, purchase.provider_id)
),

item_price as (
    -- the middle: one price with a nought too many makes no box a tablet
    select item_code, cast(median(cast(unit_price as double)) as decimal(18, 6)) as unit_price
    from purchase
    where kind = 'purchase'
    group by item_code
),

-- one row per sale line of a whole box
whole_sale as (
    select
        sale.trace_code, sale.item_code, sale.provider_id, sale.encounter_id, sale.claim_line_id,
        sale.dispense_id, sale.event_id, sale.stock_life, sale.box_amount, sale.sold_at,
        sale.is_settled, sale.is_cash, sale.code_kind, sale.is_split_pack,
        cast(sale.sold_at as date) as sold_on,
        coalesce(holder.holder_id, sale.provider_id) as seller
    from derived.trace_sale as sale
    left join holder on sale.provider_id = holder.provider_id
    left join item_price on sale.item_code = item_price.item_code
    where
        not sale.is_only_upload -- gate: equivalent, bounds work
        and (sale.is_settled or sale.is_cash)
        -- a shop that charges the whole box breaks none, whatever the mark says
        and (
            not sale.is_split_pack
            or coalesce(
                holder.kind = 'pharmacy'
                and sale.line_quantity = floor(sale.line_quantity)
                and sale.unit_price >= item_price.unit_price * $full_price_share,
                false
            )
        )
        and not sale.is_part_refunded
        and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
        -- consumables are udi_dup's
        and not starts_with(sale.item_code, 'C')
        -- charged by the vial or the tablet: one box serves several persons
        and not coalesce(sale.unit_price < item_price.unit_price * $min_price_share, false)
),

-- deliveries of several boxes under fewer codes: what came in under one of these is a carton
carton_delivery as (
    select purchase.provider_id, purchase.item_code, purchase.stocked_at, max(purchase.quantity) as boxes
    from purchase
    semi join whole_sale -- gate: equivalent, bounds work
        on purchase.trace_code = whole_sale.trace_code -- gate: equivalent, bounds work
    where purchase.quantity > 1 -- gate: equivalent, bounds work: one box under one code is not more than its codes
        and purchase.kind in ('purchase', 'opening', 'transfer_in')
    group by purchase.provider_id, purchase.item_code, purchase.stocked_at
),

carton_code as (
    select
        purchase.trace_code, carton_delivery.boxes,
        count(purchase.trace_code) over (
            partition by purchase.provider_id, purchase.item_code, purchase.stocked_at
        ) as codes
    from purchase
    inner join carton_delivery
        on
            purchase.provider_id = carton_delivery.provider_id
            and purchase.item_code = carton_delivery.item_code
            and purchase.stocked_at = carton_delivery.stocked_at
),

-- a delivery with as many codes repeats its quantity on each
carton_bought as (
    select trace_code, max(boxes) as boxes
    from carton_code
    where boxes > codes
    group by trace_code
),

-- one code on sale after sale of one seller and day and on no other: scanned from the carton
carton as (
    select whole_sale.trace_code
    from whole_sale
    anti join bought on whole_sale.trace_code = bought.trace_code
    group by whole_sale.trace_code
    having
        count(distinct whole_sale.event_id) between $carton_sales and $most_carton_sales
        and count(distinct whole_sale.seller) = 1
        and count(distinct whole_sale.sold_on) = 1
    union
    -- or bought as one, and not sold more often than it has boxes
    select whole_sale.trace_code
    from whole_sale
    inner join carton_bought on whole_sale.trace_code = carton_bought.trace_code
    group by whole_sale.trace_code
    having
        count(distinct whole_sale.event_id) <= max(carton_bought.boxes)
        and count(distinct whole_sale.seller) = 1
),

-- a cash sale and a settlement of one day at one shop are one sale rung up twice
sale as (
    select
        whole_sale.trace_code, whole_sale.item_code, whole_sale.provider_id,
        whole_sale.encounter_id, whole_sale.claim_line_id, whole_sale.dispense_id,
        whole_sale.event_id, whole_sale.stock_life, whole_sale.box_amount, whole_sale.sold_at,
        whole_sale.is_settled, whole_sale.code_kind, whole_sale.sold_on,
        whole_sale.seller, whole_sale.is_split_pack
    from whole_sale
    anti join whole_sale as settled
        on
            whole_sale.is_cash
            and settled.is_settled
            and whole_sale.trace_code = settled.trace_code
            and whole_sale.provider_id = settled.provider_id
            and whole_sale.sold_on = settled.sold_on
    anti join carton on whole_sale.trace_code = carton.trace_code
),

event as (
    select
        sale.trace_code, sale.stock_life, sale.event_id,
        min(sale.seller) as seller,
        min(sale.provider_id) as provider_id,
        min(sale.sold_at) as sold_at,
        min(sale.sold_on) as sold_on,
        max(case when sale.is_settled then 1 else 0 end) as is_settled,
        max(case when bought.trace_code is null then 0 else 1 end) as has_bought,
        min(bought.bought_on) as bought_on
    from sale
    left join bought
        on
            sale.trace_code = bought.trace_code
            and sale.seller = bought.seller
            -- what came in long after the sale is not what was sold
            and date_diff('day', sale.sold_on, bought.bought_on) <= $booking_days
    group by sale.trace_code, sale.stock_life, sale.event_id
),

ranked as (
    select
        trace_code, stock_life, event_id, seller, provider_id, sold_on, is_settled, has_bought,
        row_number() over (
            partition by trace_code, stock_life order by has_bought desc, sold_at, event_id
        ) as nth,
        count(event_id) over (partition by trace_code, stock_life) as sales,
        first_value(seller) over box as kept_seller,
        first_value(provider_id) over box as kept_provider_id,
        first_value(sold_on) over box as kept_on,
        first_value(is_settled) over box as kept_is_settled,
        first_value(has_bought) over box as kept_has_bought,
        first_value(bought_on) over box as kept_bought_on,
        max(case when is_settled = 0 then sold_on end) over (
            partition by trace_code, stock_life, seller
        ) as last_cash_on
    from event
    window box as (
        partition by trace_code, stock_life order by has_bought desc, sold_at, event_id
        rows between unbounded preceding and unbounded following
    )
),

-- one row per settlement that cannot stand
repeat as (
    select
        trace_code, stock_life, event_id, sales, kept_provider_id, kept_on, kept_is_settled,
        nth > 1
        and seller <> kept_seller
        and kept_has_bought = 1
        and kept_is_settled = 1
        -- a box that the buyer got only after this sale was sold before, and may have come back to him
        and kept_bought_on <= sold_on
        and has_bought = 0 as is_other_seller
    from ranked
    where is_settled = 1 and (nth > 1 or last_cash_on > sold_on)
),

kept as (
    select
        repeat.trace_code, repeat.event_id,
        list(kept_sale.claim_line_id) filter (where kept_sale.claim_line_id is not null)
            as kept_line_ids,
        list(kept_sale.dispense_id) as kept_dispense_ids
    from repeat
    inner join sale as kept_sale
        on
            repeat.trace_code = kept_sale.trace_code
            and repeat.stock_life = kept_sale.stock_life
            and repeat.event_id <> kept_sale.event_id
    group by repeat.trace_code, repeat.event_id
),

buyer as (
    select
        trace_code,
        arg_min(bought_by, (bought_on, bought_by)) as bought_by,
        flatten(list(purchase_ids)) as purchase_ids
    from bought
    group by trace_code
)

select
    sale.trace_code as subject_id,
    sale.trace_code,
    sale.provider_id,
    min(sale.item_code) as item_code,
    max(repeat.sales) as settlements,
    count(distinct sale.event_id) as repeats,
    min(repeat.kept_on) as first_settled_on,
    min(repeat.kept_provider_id) as first_provider_id,
    case when min(repeat.kept_is_settled) = 1 then 'settled' else 'for cash' end as kept_payer,
    case when min(repeat.kept_is_settled) = 1 then '医保结算' else '自费' end as kept_payer_zh,
    coalesce(min(buyer.bought_by), 'nobody on record') as bought_by,
    coalesce(min(buyer.bought_by), '无记录') as bought_by_zh,
    max(sale.sold_on) as last_settled_on,
    case
        when
            min(case when repeat.is_other_seller and sale.code_kind <> 'typed_box' then 1 else 0 end) = 1
            and min(case when sale.box_amount > 0 and not sale.is_split_pack then 1 else 0 end) = 1
            and min(case when reporting.first_on <= sale.sold_on then 1 else 0 end) = 1
            then 'definite'
        else 'suspect'
    end as certainty,
    cast(sum(sale.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(sale.claim_line_id) filter (where sale.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct sale.encounter_id) as encounter_ids,
    [sale.trace_code] as trace_codes,
    coalesce(flatten(list(kept.kept_line_ids)), cast([] as varchar[])) as kept_line_ids,
    coalesce(flatten(list(kept.kept_dispense_ids)), cast([] as varchar[])) as kept_dispense_ids,
    coalesce(any_value(buyer.purchase_ids), cast([] as varchar[])) as purchase_ids,
    min(sale.sold_at) as occurred_from,
    max(sale.sold_at) as occurred_to
from sale
inner join repeat on sale.trace_code = repeat.trace_code and sale.event_id = repeat.event_id
left join kept on repeat.trace_code = kept.trace_code and repeat.event_id = kept.event_id
left join buyer on sale.trace_code = buyer.trace_code
left join reporting on sale.seller = reporting.seller
-- what the fund did not cover it did not pay for twice
where coalesce(sale.box_amount, 1) > 0
group by sale.trace_code, sale.provider_id
