/* ---
title: More settled than was ever in stock
title_zh: 结算数量超过进货库存
official: [GZ10000202001000, GZ10000203001000]
version: 11
status: stable
certainty: suspect
subject: provider
identity: [item_code]
scope: all
joins: written
basis: [条例38(四), 条例15, 典型问题清单(2025)]
source: [2025-hospital no. 4]
evidence: {context: {purchase: purchase_ids}}
tolerates: [provider, provider.chain_id, claim.original_claim_id, dispense, purchase.trace_code, purchase.unit_price, claim_line.unit_price, claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, dispense.claim_line_id, dispense.is_split_pack, dispense.trace_code]
parameters:
  tolerance: {type: decimal, default: 1.05, min: 1, step: 0.2, unit: times the stock, note: a proposal}
  min_excess: {type: integer, default: 3, min: 1, step: 1, unit: charging units, note: a proposal}
  min_items_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of the drugs or consumables settled, note: a proposal; below it the message warns that the purchases may not have been delivered whole}
  max_unbought: {type: integer, default: 20, min: 1, step: 1, unit: drugs or consumables never bought, note: "a proposal; more than these, and more than were bought, are one gap of the delivery, which stock_record_gap finds"}
  opening_days: {type: integer, default: 30, min: 0, step: 1, unit: days, note: a proposal; how long stock from before the first delivered purchase is sold where no opening stock was delivered}
  late_days: {type: integer, default: 30, min: 0, max: 365, step: 1, unit: days after the last sale, note: "a proposal; goods are booked late, what came in later still was not what was sold"}
  min_price_share: {type: decimal, default: 0.6, min: 0, max: 1, step: 0.3, unit: share of the purchase price, note: "a proposal; charged for much less than a box costs means charged by the tablet, or by the piece of a box of two with some markup"}
  most_markup: {type: decimal, default: 2, min: 1, max: 10, step: 1, unit: times the purchase price, note: a proposal; a box charged by the tablet brings no more}
  tablet_price: {type: decimal, default: 5, min: 0, step: 1, unit: yuan, note: "a proposal; what one tablet costs at most, where no purchase tells what a box costs"}
  tablet_times: {type: integer, default: 5, min: 2, step: 1, unit: times the stock, note: "a proposal; so many cheap units for each that came in are its tablets"}
message: "{item_name} settled {sold} units between {first_on} and {last_on}, {stock} [stock:was|were] in stock{remark}"
message_zh: "{first_on} 至 {last_on} {item_name} 结算数量 {sold}，期初库存与同期购进合计仅 {stock}（均按计价单位）{remark_zh}"
innocent_when:
  - bought by the box and charged by the tablet (counted in boxes by what was charged, at twice their purchase price)
  - stock from before the first purchase that was delivered
  - gifts that came in without an invoice
  - purchases of a related shop (left out as far as the chain's own stock reaches, where the chain is recorded)
  - purchases that were not delivered with the data
  - preparations that the hospital makes itself
  - goods that came in before and were booked more than {late_days} days after the last sale
innocent_when_zh:
  - 按盒采购、按片计费，单位未换算（有采购价的，按采购价两倍折算为盒）
  - 期初库存未上报
  - 赠药未入账
  - 关联门店采购（已登记集团关系的，集团内未售出的库存已计入）
  - 采购数据提供不全
  - 医疗机构自制制剂，无采购记录
  - 早已到货、末次销售 {late_days} 天之后才补登入库
verify_by:
  - a count of the stock against purchases, sales and settlements
  - the units of the drug in the purchase, the shelf and the charge
verify_by_zh:
  - 盘点库存，与采购、销售、结算三方核对
  - 核对采购、库存和计费单位
judged: select count(distinct provider_id || item_code) from derived.item_charge where category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
note: Lines that hold the first sale of a box the provider bought are covered first; the lines found are those for which no stock is left, the first one pro rata. A box sold as a split pack counts for nothing here. An item that was never bought is found like any other, however many there are, unless most of what is settled was never bought; the message then warns. Without opening stock the sales of the first weeks are taken to come from before.
note_zh: 售出码有购入记录且为首次销售的明细先由库存覆盖；列出的是库存用尽之后的明细。拆零销售不计。从未购入的品种逐项列出，采购覆盖比例低的在说明中提示；多数品种均无采购的由 stock_record_gap 列出。未报期初库存的，首月销售视为出自原有库存。
--- */
with
-- when a house last settled an item: what came in long after it was not sold with it
last_sale as (
    select provider_id, item_code, max(last_on) as last_on
    from derived.item_charge
    group by provider_id, item_code
),

movement as (
    select purchase.provider_id, purchase.item_code, purchase.kind, purchase.quantity, purchase.unit_price
    from purchase
    left join last_sale
        on purchase.provider_id = last_sale.provider_id and purchase.item_code = last_sale.item_code
    where
        purchase.kind <> 'opening'
        and coalesce(date_diff('day', last_sale.last_on, cast(purchase.stocked_at as date)) <= $late_days, true)
    union all
    -- a stock-take is repeated; only the first one is opening stock
    select provider_id, item_code, kind, quantity, unit_price
    from purchase
    where kind = 'opening'
    qualify
        dense_rank() over (partition by provider_id, item_code order by cast(stocked_at as date)) = 1
),

-- one row per provider and drug or consumable that came in or left again
stock as (
    select
        provider_id, item_code,
        -- what went out is sent with a minus by some houses; a return entered and taken back comes to nothing
        coalesce(sum(quantity) filter (where kind not in ('return', 'transfer_out')), 0)
        - abs(coalesce(sum(quantity) filter (where kind = 'return'), 0))
        - abs(coalesce(sum(quantity) filter (where kind = 'transfer_out'), 0)) as quantity
    from movement
    group by provider_id, item_code
),

-- what the other houses of the chain or union bought of an item and did not settle: one may buy for all
charged_total as (
    select provider_id, item_code, sum(quantity) as quantity
    from derived.item_charge
    where category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
    group by provider_id, item_code
),

sister_stock as (
    select
        house.provider_id, stock.item_code,
        sum(greatest(stock.quantity - coalesce(charged_total.quantity, 0), 0)) as quantity
    from provider as house
    inner join provider as sister
        on
            house.chain_id = sister.chain_id
            and house.provider_id <> sister.provider_id -- gate: equivalent, of what a house oversold nothing is left
    inner join stock on sister.provider_id = stock.provider_id
    left join charged_total
        on stock.provider_id = charged_total.provider_id and stock.item_code = charged_total.item_code
    group by house.provider_id, stock.item_code
),

known_stock as (
    select
        provider_id,
        min(cast(stocked_at as date)) as first_on,
        min(cast(stocked_at as date)) filter (where kind = 'opening') as opening_on
    from purchase
    group by provider_id
),

split_line as (
    select distinct claim_line_id
    from derived.trace_sale
    where is_split_pack and claim_line_id is not null -- gate: equivalent, a null joins no line
),

-- one row per provider and settled item of a stocked kind, less the lines that hold a split pack
settled_item as (
    select
        provider_id, item_code, category,
        -- herbs come from makers of decoction pieces, whose deliveries are often on no platform
        case when category in ('consumable', 'herbal_piece') then category else 'drug' end as kind,
        sum(quantity) as quantity
    from (
        select provider_id, item_code, category, lines, quantity
        from derived.item_charge
        union all
        select line.provider_id, line.item_code, line.category, -1 as lines, -line.quantity as quantity
        from derived.net_claim_line as line
        semi join split_line on line.claim_line_id = split_line.claim_line_id
    ) as charged
    where
        coalesce(category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable'), false)
        -- films and dressings that the list of services prices are bought under other codes
        and not regexp_matches(item_code, '^00[0-9]{13}')
    group by provider_id, item_code, category
    having sum(lines) > 0 -- gate: equivalent, bounds work
),

-- providers, and kinds of item, of which any purchase is known
judged_kind as (
    select
        settled_item.provider_id, settled_item.kind,
        count(distinct stock.item_code) as bought_items,
        count(distinct settled_item.item_code) as settled_items
    from settled_item
    left join stock
        on settled_item.provider_id = stock.provider_id and settled_item.item_code = stock.item_code
    group by settled_item.provider_id, settled_item.kind
    having
        count(distinct stock.item_code) > 0
        and (
            count(distinct settled_item.item_code) - count(distinct stock.item_code) <= $max_unbought
            or count(distinct stock.item_code) * 2 >= count(distinct settled_item.item_code)
        )
),

-- settled beyond what came in, before anything is known of kinds: prices are asked of these alone, and what a line is
-- looked up in is small
oversold_item as (
    select provider_id, item_code
    from (
        select provider_id, item_code, quantity from settled_item
        union all
        select provider_id, item_code, -quantity as quantity from stock
    ) as balance
    group by provider_id, item_code
    having sum(quantity) > 0 -- gate: equivalent, bounds work
),

-- an item to which the catalogue gave a new code: bought under the old one, which the house settled before and never
-- again after its first settlement under the new one, under the same name
coded_sale as (
    select sale.provider_id, sale.item_code, item.item_name, min(sale.first_on) as first_on, max(sale.last_on) as last_on
    from derived.item_charge as sale
    inner join (select distinct item_code, item_name from derived.charged_item) as item on sale.item_code = item.item_code
    group by sale.provider_id, sale.item_code, item.item_name
),

recoded_stock as (
    select recoded.provider_id, recoded.item_code, sum(left_over.quantity) as quantity
    from (
        select distinct later.provider_id, later.item_code, earlier.item_code as old_code
        from coded_sale as later
        inner join coded_sale as earlier
            on
                later.provider_id = earlier.provider_id
                and later.item_name = earlier.item_name
                and later.first_on > earlier.last_on
        semi join oversold_item -- gate: equivalent, bounds work
            on later.provider_id = oversold_item.provider_id -- gate: equivalent, bounds work
            and later.item_code = oversold_item.item_code -- gate: equivalent, bounds work
    ) as recoded
    inner join (
        select stock.provider_id, stock.item_code, stock.quantity - coalesce(charged_total.quantity, 0) as quantity
        from stock
        left join charged_total
            on stock.provider_id = charged_total.provider_id and stock.item_code = charged_total.item_code
    ) as left_over
        on recoded.provider_id = left_over.provider_id and recoded.old_code = left_over.item_code
    where left_over.quantity > 0
    group by recoded.provider_id, recoded.item_code
),

-- what a box cost the house
own_price as (
    select purchase.provider_id, purchase.item_code, cast(median(cast(purchase.unit_price as double)) as decimal(18, 6)) as unit_price
    from movement as purchase
    semi join oversold_item -- gate: equivalent, bounds work
        on
            purchase.provider_id = oversold_item.provider_id -- gate: equivalent, bounds work
            and purchase.item_code = oversold_item.item_code -- gate: equivalent, bounds work
    where purchase.kind = 'purchase'
    group by purchase.provider_id, purchase.item_code
),

-- what a box costs elsewhere, where the provider's own purchases tell no price
usual_price as (
    select item_code, cast(median(cast(unit_price as double)) as decimal(18, 6)) as unit_price
    from purchase
    where
        kind = 'purchase'
        and item_code in (select oversold_item.item_code from oversold_item) -- gate: equivalent, bounds work
    group by item_code
),

-- of those the items settled beyond the stock, at whatever price and on whatever day
candidate as (
    select
        settled_item.provider_id, settled_item.item_code, settled_item.category,
        coalesce(stock.quantity, 0) + coalesce(sister_stock.quantity, 0) + coalesce(recoded_stock.quantity, 0) as stocked,
        judged_kind.bought_items, judged_kind.settled_items,
        coalesce(own_price.unit_price, usual_price.unit_price) as unit_price, known_stock.first_on, known_stock.opening_on,
        sum(settled_item.quantity) over (partition by settled_item.provider_id, settled_item.item_code) as sold_units
    from settled_item
    inner join known_stock on settled_item.provider_id = known_stock.provider_id
    inner join judged_kind
        on settled_item.provider_id = judged_kind.provider_id and settled_item.kind = judged_kind.kind
    left join stock
        on settled_item.provider_id = stock.provider_id and settled_item.item_code = stock.item_code
    left join sister_stock
        on
            settled_item.provider_id = sister_stock.provider_id
            and settled_item.item_code = sister_stock.item_code
    left join recoded_stock
        on
            settled_item.provider_id = recoded_stock.provider_id
            and settled_item.item_code = recoded_stock.item_code
    left join own_price
        on settled_item.provider_id = own_price.provider_id and settled_item.item_code = own_price.item_code
    left join usual_price on settled_item.item_code = usual_price.item_code
    qualify
        sum(settled_item.quantity) over (partition by settled_item.provider_id, settled_item.item_code)
        > stocked -- gate: equivalent, bounds work
),

-- their lines, found in three columns before the others are read
oversold_line as (
    select line.claim_line_id
    from claim_line as line
    semi join oversold_item -- gate: equivalent, bounds work
        on
            line.provider_id = oversold_item.provider_id -- gate: equivalent, bounds work
            and line.item_code = oversold_item.item_code -- gate: equivalent, bounds work
    where line.item_code in (select item_code from oversold_item) -- gate: equivalent, bounds work
),

settled as (
    select
        line.claim_line_id, line.encounter_id, candidate.provider_id, candidate.item_code,
        line.item_name, line.charged_on, line.covered_amount,
        -- charged by the tablet: what money buys of boxes, at twice their price, whatever the units are
        case
            when coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) < candidate.unit_price * $min_price_share
                then coalesce(line.quantity * line.unit_price, line.amount) / (candidate.unit_price * $most_markup)
            else line.quantity
        end as quantity,
        candidate.stocked as stock,
        candidate.bought_items / cast(candidate.settled_items as double) as bought_share
    from derived.net_line_scan as line
    inner join candidate
        on
            line.provider_id = candidate.provider_id
            and line.item_code = candidate.item_code
            and line.category = candidate.category
    semi join oversold_line -- gate: equivalent, bounds work
        on line.claim_line_id = oversold_line.claim_line_id -- gate: equivalent, bounds work
    where
        line.item_code in (select item_code from candidate) -- gate: equivalent, bounds work
        and line.provider_id in (select provider_id from candidate) -- gate: equivalent, bounds work
        and date_diff('day', coalesce(candidate.opening_on, candidate.first_on), line.charged_on)
        >= case when candidate.opening_on is null then $opening_days else 0 end
        -- no purchase tells what a box costs, and many cheap units were charged for each that came in: tablets
        and not (
            candidate.unit_price is null
            and candidate.stocked > 0
            and candidate.sold_units >= $tablet_times * candidate.stocked
            and coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) < $tablet_price
        )
),

settled_box as (
    select sale.trace_code
    from derived.trace_sale as sale
    semi join oversold_line -- gate: equivalent, bounds work
        on sale.claim_line_id = oversold_line.claim_line_id -- gate: equivalent, bounds work
),

bought_box as (
    select purchase.trace_code, purchase.provider_id
    from purchase
    semi join settled_box -- gate: equivalent, bounds work
        on purchase.trace_code = settled_box.trace_code -- gate: equivalent, bounds work
),

-- lines that hold the provider's first sale of a box that it bought
covered_line as (
    select distinct first_sale.claim_line_id
    from (
        select sale.trace_code, sale.provider_id, sale.claim_line_id
        from derived.trace_sale as sale
        semi join settled_box -- gate: equivalent, bounds work
            on sale.trace_code = settled_box.trace_code -- gate: equivalent, bounds work
        qualify row_number() over (
            partition by sale.trace_code, sale.provider_id
            order by sale.sold_at, sale.event_id, sale.claim_line_id
        ) = 1
    ) as first_sale
    semi join bought_box
        on
            first_sale.trace_code = bought_box.trace_code
            and first_sale.provider_id = bought_box.provider_id
),

running as (
    select
        settled.claim_line_id, settled.encounter_id, settled.provider_id, settled.item_code,
        settled.item_name, settled.charged_on, settled.quantity, settled.covered_amount,
        settled.stock, settled.bought_share,
        sum(settled.quantity) over (
            partition by settled.provider_id, settled.item_code
            order by
                case when covered_line.claim_line_id is null then 1 else 0 end,
                settled.charged_on, settled.claim_line_id
            rows between unbounded preceding and current row
        ) as sold_so_far,
        sum(settled.quantity) over (partition by settled.provider_id, settled.item_code) as sold
    from settled
    left join covered_line on settled.claim_line_id = covered_line.claim_line_id
    anti join split_line on settled.claim_line_id = split_line.claim_line_id
),

oversold as (
    select
        provider_id, item_code,
        min(item_name) as item_name,
        cast(max(sold) as decimal(18, 2)) as sold,
        cast(max(stock) as decimal(18, 2)) as stock,
        case
            when max(bought_share) < $min_items_share
                then '; purchases cover ' || cast(cast(round(100 * max(bought_share)) as integer) as varchar)
                    || '% of what it settled of the kind'
            else ''
        end as remark,
        case
            when max(bought_share) < $min_items_share
                then '；采购记录仅覆盖其同类结算品种的 '
                    || cast(cast(round(100 * max(bought_share)) as integer) as varchar) || '%'
            else ''
        end as remark_zh,
        min(charged_on) as first_on,
        max(charged_on) as last_on,
        -- what lies above the stock, pro rata of the line that crosses it
        cast(sum(round(
            covered_amount * least(quantity, sold_so_far - stock) / quantity, 2
        )) as decimal(18, 2)) as amount_at_risk,
        list(claim_line_id) as claim_line_ids,
        list(distinct encounter_id) as encounter_ids,
        min(charged_on) as occurred_from,
        max(charged_on) as occurred_to
    from running
    where
        sold_so_far > stock
        -- what the fund did not cover it did not pay
        and covered_amount > 0
        and sold > stock * $tolerance
        and sold - stock >= $min_excess
    group by provider_id, item_code
),

-- what came in of it: as counted above, listed only where something may be found
oversold_stock as (
    select provider_id, item_code, list(purchase_id) as purchase_ids
    from (
        select purchase.provider_id, purchase.item_code, purchase.purchase_id
        from purchase
        semi join oversold_item -- gate: equivalent, bounds work: the last join compares both
            on
                purchase.provider_id = oversold_item.provider_id -- gate: equivalent, bounds work
                and purchase.item_code = oversold_item.item_code -- gate: equivalent, bounds work
        qualify
            kind <> 'opening'
            or dense_rank() over (
                partition by purchase.provider_id, purchase.item_code, purchase.kind
                order by cast(purchase.stocked_at as date)
            ) = 1
    ) as listed
    group by provider_id, item_code
)

select
    oversold.provider_id as subject_id, oversold.provider_id, oversold.item_code,
    coalesce(oversold.item_name, oversold.item_code) as item_name,
    oversold.sold, oversold.stock, oversold.remark, oversold.remark_zh, oversold.first_on, oversold.last_on,
    oversold.amount_at_risk, oversold.claim_line_ids, oversold.encounter_ids,
    coalesce(oversold_stock.purchase_ids, cast([] as varchar[])) as purchase_ids,
    oversold.occurred_from, oversold.occurred_to
from oversold
left join oversold_stock
    on oversold.provider_id = oversold_stock.provider_id and oversold.item_code = oversold_stock.item_code
