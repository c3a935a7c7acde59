/* ---
title: Drugs or consumables sold far above their purchase price
title_zh: 药品耗材加价率异常
official: [GZ10000102001000, GZ10000202001000]
version: 6
status: stable
certainty: suspect
subject: provider
identity: [item_code]
scope: provider
joins: written
basis: [条例38(三), 条例15]
parameters:
  public_markup: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.01, unit: share of the purchase price,
                  note: "public hospitals sell without a markup; rounding and mixed lots are let pass"}
  other_markup: {type: decimal, default: 1, min: 0, max: 10, step: 0.1, unit: share of the purchase price,
                 note: "proposal for pharmacies and private hospitals, whose markup is free"}
  least_coverage: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the sold quantity,
                   note: "proposal; where less was bought, most of what was sold came from lots of unknown price"}
  max_ratio: {type: decimal, default: 5, min: 2, max: 100, step: 1, unit: times the purchase price,
              note: "above it the two are counted in different units, such as box and tablet"}
tolerates: [claim_line.specification, provider.ownership, claim_line.unit_price]
evidence: {context: {purchase: purchase_ids}}
message: "{item_name} sold at {sale_price} on average, bought at an average that never stood above {purchase_price}: {markup_percent}% more"
message_zh: "{item_name} 平均售价 {sale_price} 元，历次累计平均购进价最高 {purchase_price} 元，加价 {markup_percent}%"
innocent_when:
  - bought by the piece and sold by the box (left out where the print on the pack tells)
  - lots bought before at another price were sold (sales before the first delivered purchase are left out)
  - a rebate or discount is not in the purchase price
innocent_when_zh:
  - 按支、片入库而按盒销售（规格可证实的已排除）
  - 销售的是此前不同价格批次（首次采购记录之前的销售已排除）
  - 进价未含返利、折让
verify_by:
  - the purchase invoices of the item
verify_by_zh:
  - 核对采购发票
note: >-
  Both prices are averages by quantity, the purchase price that of what had been bought by the day of the
  sale. Herbal pieces may carry a markup and are left
  out. The amount is what was covered above the allowed price. The lines are the item's sales above it.
note_zh: 进价和售价均按数量加权平均，进价为截至销售当日已购入批次的平均价。中药饮片允许加成，不判。金额为列入医保范围的金额中高于允许售价的部分。证据为售价高于允许价的明细。
--- */
with
purchased as (
    select
        provider_id, item_code,
        sum(quantity) as bought_quantity,
        min(unit_price) as least_price,
        cast(sum(unit_price * quantity) / sum(quantity) as decimal(18, 4)) as purchase_price
    from purchase
    where kind = 'purchase' and unit_price > 0 and quantity > 0
    group by provider_id, item_code
),

-- with what the provider may ask
bought as (
    select
        purchased.provider_id, purchased.item_code, purchased.bought_quantity, purchased.least_price, purchased.purchase_price,
        1 + case
            when provider.kind = 'hospital' and coalesce(provider.ownership, '') = 'public' then $public_markup
            else $other_markup
        end as allowed_ratio
    from purchased
    inner join provider on purchased.provider_id = provider.provider_id
),

-- prices first: the sales of an item that was never dear are of no interest
dear_item as (
    select bought.provider_id, bought.item_code, bought.allowed_ratio, bought.bought_quantity, bought.purchase_price
    from bought
    inner join derived.item_charge as sold
        on
            bought.provider_id = sold.provider_id -- gate: equivalent, bounds work: the lines are asked again
            and bought.item_code = sold.item_code -- gate: equivalent, bounds work
    group by
        bought.provider_id, bought.item_code, bought.allowed_ratio, bought.bought_quantity, bought.purchase_price,
        bought.least_price
    having max(sold.amount / nullif(sold.quantity, 0)) > bought.least_price * bought.allowed_ratio -- gate: equivalent, bounds work
),

-- its purchases
priced_purchase as (
    select
        purchase.purchase_id, purchase.provider_id, purchase.item_code, purchase.unit_price, purchase.quantity,
        purchase.stocked_at
    from purchase
    semi join dear_item -- gate: equivalent, bounds work: the joins below compare both
        on
            purchase.provider_id = dear_item.provider_id -- gate: equivalent, bounds work
            and purchase.item_code = dear_item.item_code -- gate: equivalent, bounds work
    where purchase.kind = 'purchase' and purchase.unit_price > 0 and purchase.quantity > 0
),

-- how many pieces the box of a line holds, where its print says so: 0.5g×3支, 75mg×7片×4板
pack as (
    select
        line.claim_line_id,
        try_cast(nullif(regexp_extract(line.specification, '([0-9]{1,3}) *[片粒支瓶袋丸枚贴]', 1), '') as integer)
        * coalesce(try_cast(nullif(regexp_extract(line.specification, '([0-9]{1,3}) *板', 1), '') as integer), 1) as pieces
    from claim_line as line
    semi join dear_item -- gate: equivalent, bounds work
        on line.provider_id = dear_item.provider_id -- gate: equivalent, bounds work
        and line.item_code = dear_item.item_code -- gate: equivalent, bounds work
    where line.specification is not null -- gate: equivalent, bounds work
),

-- one row per sale of a dear item
sold as (
    select
        line.claim_line_id, line.provider_id, line.item_code, line.item_name, line.charged_on, line.quantity, line.amount,
        line.covered_amount, coalesce(pack.pieces, 1) as pieces, dear_item.allowed_ratio, dear_item.bought_quantity,
        dear_item.purchase_price as average_purchase_price
    from derived.net_line_scan as line
    inner join dear_item
        on
            line.provider_id = dear_item.provider_id
            and line.item_code = dear_item.item_code
    left join pack on line.claim_line_id = pack.claim_line_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'consumable'), false)
        and line.covered_amount > 0
        -- a difference without its line is no sale
        and line.quantity > 0 -- gate: equivalent, nothing is divided by no units
),

-- what had been bought by then: a tender that made the item cheap in June says nothing of the sales of May,
-- and what was sold before the first purchase came from lots of unknown price
price_of_day as (
    select
        day.provider_id, day.item_code, day.charged_on,
        cast(sum(lot.unit_price * lot.quantity) / sum(lot.quantity) as decimal(18, 4)) as purchase_price
    from (select distinct provider_id, item_code, charged_on from sold) as day
    inner join priced_purchase as lot
        on
            day.provider_id = lot.provider_id
            and day.item_code = lot.item_code
            and coalesce(cast(lot.stocked_at as date) <= day.charged_on, true)
    group by day.provider_id, day.item_code, day.charged_on
),

priced as (
    select
        sold.claim_line_id, sold.provider_id, sold.item_code, sold.item_name, sold.charged_on, sold.covered_amount,
        sold.bought_quantity, sold.average_purchase_price, sold.pieces,
        sold.amount / sold.quantity as sale_price,
        price_of_day.purchase_price,
        price_of_day.purchase_price * sold.allowed_ratio as allowed_price,
        sum(sold.quantity) over of_item as sold_quantity,
        sum(sold.amount) over of_item / sum(sold.quantity) over of_item as average_price,
        -- all sales together: dear and cheap lots of one day are mixed
        sum(sold.amount - sold.quantity * price_of_day.purchase_price * sold.allowed_ratio) over of_item as beyond
    from sold
    inner join price_of_day
        on
            sold.provider_id = price_of_day.provider_id
            and sold.item_code = price_of_day.item_code
            and sold.charged_on = price_of_day.charged_on
    window of_item as (partition by sold.provider_id, sold.item_code)
),

dear_purchase as (
    select provider_id, item_code, list(purchase_id) as purchase_ids
    from priced_purchase
    group by provider_id, item_code
),

dear_sale as (
    select
        provider_id, item_code,
        min(item_name) as item_name,
        max(average_price) as average_price,
        max(purchase_price) as purchase_price,
        sum(round(covered_amount * (sale_price - allowed_price) / sale_price, 2)) as amount_at_risk,
        list(claim_line_id) as claim_line_ids,
        min(charged_on) as occurred_from,
        max(charged_on) as occurred_to
    from priced
    where
        sale_price > allowed_price
        and beyond > 0
        and average_price < average_purchase_price * $max_ratio
        and bought_quantity >= $least_coverage * sold_quantity
        -- bought by the piece and sold by the box
        and not (
            pieces > 1
            and sale_price between purchase_price * pieces * 0.95 and purchase_price * pieces * (1 + $public_markup)
        )
    group by provider_id, item_code
)

select
    dear_sale.provider_id as subject_id, dear_sale.provider_id, dear_sale.item_code,
    coalesce(dear_sale.item_name, dear_sale.item_code) as item_name,
    cast(round(dear_sale.average_price, 2) as decimal(18, 2)) as sale_price,
    cast(round(dear_sale.purchase_price, 2) as decimal(18, 2)) as purchase_price,
    cast(round(100 * (dear_sale.average_price / dear_sale.purchase_price - 1), 0) as integer) as markup_percent,
    cast(dear_sale.amount_at_risk as decimal(18, 2)) as amount_at_risk,
    dear_sale.claim_line_ids,
    dear_purchase.purchase_ids,
    dear_sale.occurred_from,
    dear_sale.occurred_to
from dear_sale
inner join dear_purchase
    on dear_sale.provider_id = dear_purchase.provider_id and dear_sale.item_code = dear_purchase.item_code
