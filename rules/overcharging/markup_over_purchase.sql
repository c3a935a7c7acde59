/* ---
title: Drugs or consumables sold far above their purchase price
title_zh: 药品耗材加价率异常
official: [GZ10000102001000, GZ10000202001000]
version: 2
status: stable
certainty: suspect
subject: provider
identity: [item_code]
scope: provider
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
tolerates: [provider.ownership, claim_line.unit_price]
evidence: {context: {purchase: purchase_ids}}
message: "{item_name} sold at {sale_price} on average, bought at {purchase_price}: {markup_percent} % more"
message_zh: "{item_name} 平均售价 {sale_price} 元，平均购进价 {purchase_price} 元，加价 {markup_percent}%"
innocent_when:
  - lots bought before at another price were sold
  - a rebate or discount is not in the purchase price
innocent_when_zh:
  - 销售的是此前不同价格批次
  - 进价未含返利、折让
verify_by:
  - the purchase invoices of the item
verify_by_zh:
  - 核对采购发票
note: >-
  Both prices are averages by quantity over the extract. Herbal pieces may carry a markup and are left
  out. The amount is what was covered above the allowed price. The lines are the item's sales above it.
--- */
with
bought as (
    select
        provider_id, item_code,
        list(purchase_id) as purchase_ids,
        sum(quantity) as bought_quantity,
        cast(sum(unit_price * quantity) / sum(quantity) as decimal(18, 4)) as purchase_price
    from purchase
    where kind = 'purchase' and unit_price > 0 and quantity > 0
    group by provider_id, item_code
),

-- one row per sale, with what the provider may ask
sold as (
    select
        line.claim_line_id, line.provider_id, line.item_code, line.item_name, line.charged_on, line.quantity,
        line.amount, line.covered_amount, bought.purchase_price, bought.bought_quantity, bought.purchase_ids,
        line.amount / line.quantity as sale_price,
        bought.purchase_price * (
            1 + case
                when provider.kind = 'hospital' and coalesce(provider.ownership, '') = 'public' then $public_markup
                else $other_markup
            end
        ) as allowed_price
    from derived.net_claim_line as line
    inner join bought on line.provider_id = bought.provider_id and line.item_code = bought.item_code
    inner join provider on line.provider_id = provider.provider_id
    where
        line.category in ('western_drug', 'patent_tcm', 'consumable')
        and line.covered_amount > 0
),

dear_item as (
    select provider_id, item_code, sum(amount) / nullif(sum(quantity), 0) as average_price
    from sold
    group by provider_id, item_code
    having
        sum(amount) / sum(quantity) > max(allowed_price)
        and sum(amount) / sum(quantity) < max(purchase_price) * $max_ratio
        and max(bought_quantity) >= $least_coverage * sum(quantity)
)

select
    sold.provider_id as subject_id, sold.provider_id, sold.item_code,
    coalesce(min(sold.item_name), sold.item_code) as item_name,
    cast(round(max(dear_item.average_price), 2) as decimal(18, 2)) as sale_price,
    cast(round(max(sold.purchase_price), 2) as decimal(18, 2)) as purchase_price,
    cast(round(100 * (max(dear_item.average_price) / max(sold.purchase_price) - 1), 0) as integer) as markup_percent,
    cast(
        sum(round(sold.covered_amount * (sold.sale_price - sold.allowed_price) / sold.sale_price, 2)) as decimal(18, 2)
    ) as amount_at_risk,
    list(sold.claim_line_id) as claim_line_ids,
    coalesce(any_value(sold.purchase_ids), cast([] as varchar[])) as purchase_ids,
    min(sold.charged_on) as occurred_from,
    max(sold.charged_on) as occurred_to
from sold
inner join dear_item on sold.provider_id = dear_item.provider_id and sold.item_code = dear_item.item_code
where sold.sale_price > sold.allowed_price
group by sold.provider_id, sold.item_code
