/* ---
title: Many purchases of one amount whose goods differ
title_zh: 固定金额结算
official: none
version: 4
status: stable
certainty: suspect
subject: provider
identity: [total_amount]
scope: provider
parts: [settlement]
basis: [条例15, 条例38(四), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 7]
tolerates: [claim_line.unit_price, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
parameters:
  min_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.05, unit: share of the pharmacy's settlements}
  min_claims: {type: integer, default: 20, min: 2, step: 1, unit: settlements, note: a proposal}
  min_baskets: {type: integer, default: 3, min: 1, step: 1, unit: different baskets of goods, note: a proposal; one popular drug has one price}
  round_to: {type: decimal, default: 10, min: 1, max: 100, step: 5, unit: yuan, note: "a proposal; a card is emptied by round sums, a list price of several goods is none"}
  max_basket_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.2, unit: share of one and the same basket, note: a proposal; above it the amount is the price of those goods}
message: "{claims} of {all_claims} settlements came to exactly {total_amount} yuan, with {baskets} different baskets of goods"
message_zh: "{all_claims} 笔结算中 {claims} 笔金额均为 {total_amount} 元，对应 {baskets} 种不同的商品组合"
innocent_when:
  - a standing parcel for a chronic disease at a fixed price
  - a daily limit that many persons reach
  - several goods of one list price (left out where each is sold alone, at no other price in this shop, and the price is no multiple of {round_to} yuan)
innocent_when_zh:
  - 慢病定额用药包
  - 达到单日支付限额
  - 几种商品标价相同（单独购买、该店从无他价且金额非 {round_to} 元整倍数的已排除）
verify_by:
  - the goods that left the shop against the drugs that were settled
  - the stock of the drugs that appear in these settlements
verify_by_zh:
  - 核对实际售出商品与结算药品
  - 盘点涉及药品的库存
note: Baskets are told apart by number of lines, first and last item and quantity. Where the same goods make the amount, it is their price and nothing is found; nor does one kind of goods count whose price stands in other baskets of the shop too.
note_zh: 商品组合按条数、首末品种和数量区分；同一商品形成的同额结算是其价格，不列入；单一品种且该店其他结算也按同一单价收取的，亦不计。
--- */
with
settlement as (
    select claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.settled_at, claim.total_amount
    from claim
    inner join provider on claim.provider_id = provider.provider_id
    -- what was taken back, in part or whole, is no longer of this amount
    anti join claim as refund
        on claim.claim_id = refund.original_claim_id and refund.is_refund
    -- what was taken back whole is no settlement
    semi join derived.claim_charge as charge on claim.claim_id = charge.claim_id
    where
        provider.kind = 'pharmacy'
        and not claim.is_refund -- gate: equivalent, a refund is void or negative
),

counted_amount as (
    select
        provider_id, total_amount,
        count(claim_id) as claims,
        sum(count(claim_id)) over (partition by provider_id) as all_claims
    from settlement
    group by provider_id, total_amount
),

-- amounts that come back, with all settlements of the pharmacy
frequent_amount as (
    select provider_id, total_amount, all_claims
    from counted_amount
    where
        claims >= $min_claims -- gate: equivalent, bounds work: asked again of what is left
        and claims >= all_claims * $min_share -- gate: equivalent, bounds work: asked again of what is left
),

-- one row per such settlement with what was bought
basket as (
    select
        settlement.claim_id, settlement.encounter_id, settlement.person_id,
        settlement.provider_id, settlement.settled_at, settlement.total_amount,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        count(line.claim_line_id) || ' ' || min(line.item_code) || ' ' || max(line.item_code)
        || ' ' || cast(sum(line.quantity) as varchar) as goods,
        count(line.claim_line_id) as lines,
        min(line.item_code) as item_code,
        cast(sum(line.amount) / nullif(sum(line.quantity), 0) as decimal(18, 4)) as unit_price,
        frequent_amount.all_claims
    from settlement
    inner join frequent_amount
        on
            settlement.provider_id = frequent_amount.provider_id
            and settlement.total_amount = frequent_amount.total_amount -- gate: equivalent, bounds work: amounts are asked one by one below
    inner join derived.net_claim_line as line on settlement.claim_id = line.claim_id
    group by
        settlement.claim_id, settlement.encounter_id, settlement.person_id,
        settlement.provider_id, settlement.settled_at, settlement.total_amount,
        frequent_amount.all_claims
),

-- one kind of goods alone, by the amount that it came to most often
alone as (
    select provider_id, item_code, unit_price, max(times) as times
    from (
        select provider_id, total_amount, item_code, unit_price, count(claim_id) as times
        from basket
        where lines = 1
        group by provider_id, total_amount, item_code, unit_price
    ) as at_amount
    group by provider_id, item_code, unit_price
),

-- the price that the shop also takes for it in other baskets
own_price as (
    select alone.provider_id, alone.item_code, alone.unit_price
    from alone
    inner join derived.item_charge as price
        on
            alone.provider_id = price.provider_id
            and alone.item_code = price.item_code
            and alone.unit_price = price.asked_price
    group by alone.provider_id, alone.item_code, alone.unit_price, alone.times
    having sum(price.lines) > alone.times
),

-- goods for which the shop never took another price
list_price as (
    select provider_id, item_code
    from derived.item_charge
    group by provider_id, item_code
    having count(distinct asked_price) = 1
),

composed as (
    select
        basket.claim_id, basket.encounter_id, basket.person_id, basket.provider_id, basket.settled_at,
        basket.total_amount, basket.covered_amount, basket.claim_line_ids, basket.goods, basket.all_claims
    from basket
    anti join own_price
        on
            basket.lines = 1
            and basket.provider_id = own_price.provider_id
            and basket.item_code = own_price.item_code
            and basket.unit_price = own_price.unit_price
    -- one piece alone at its list price
    anti join list_price
        on
            basket.unit_price = basket.total_amount
            and basket.total_amount % $round_to <> 0
            and basket.provider_id = list_price.provider_id
            and basket.item_code = list_price.item_code
),

-- how often each basket came
weighed as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at, total_amount, covered_amount, claim_line_ids, goods,
        all_claims,
        count(claim_id) over (partition by provider_id, total_amount, goods) as same_goods
    from composed
)

select
    provider_id as subject_id, provider_id, total_amount,
    count(claim_id) as claims,
    max(all_claims) as all_claims,
    count(distinct goods) as baskets,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(settled_at) as occurred_from,
    max(settled_at) as occurred_to
from weighed
group by provider_id, total_amount
having
    count(claim_id) >= $min_claims
    and count(claim_id) >= max(all_claims) * $min_share
    and count(distinct goods) >= $min_baskets
    and max(same_goods) <= count(claim_id) * $max_basket_share
