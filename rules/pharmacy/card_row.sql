/* ---
title: One basket on several cards, one after the other
title_zh: 同一药品组合连续多卡结算
official: none
version: 4
status: stable
certainty: suspect
subject: provider
identity: [row_from]
scope: provider
basis: [条例15, 条例38(七), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 1 to 3]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter, encounter.started_at, encounter.main_diagnosis, person, person.birth_date, person.address_key]
parameters:
  least_cards: {type: integer, default: 4, min: 3, max: 20, step: 1, unit: cards, note: "a proposal; a couple and a parent fetch the same now and then"}
  pause_minutes: {type: integer, default: 10, min: 1, max: 60, step: 5, unit: minutes from one card to the next}
  least_amount: {type: decimal, default: 100, min: 10, step: 20, unit: yuan of each basket, note: a proposal}
  beside_days: {type: integer, default: 30, min: 7, max: 180, step: 7, unit: days before and after, note: "a proposal; in them the shop sold the basket to others too"}
  old_age: {type: integer, default: 60, min: 40, step: 20, unit: years, note: a proposal; old persons of one address live in a home}
  shared_illness: {type: string, default: "^(A|B|J0|J1|J2|K52|R05|R50|T|U07|Z2)", note: what a household has together and treats alike}
message: "{cards} cards [cards:was|were] settled at {provider_id} one after the other from {row_from} to {row_to} for the same {items} items, {amount} yuan each"
message_zh: "{provider_id} 自 {row_from} 至 {row_to} 连续刷 {cards} 张医保卡，购买完全相同的 {items} 种商品，每笔 {amount} 元"
innocent_when:
  - a household that caught the same illness (left out where the diagnosis says so)
  - somebody fetches for a care home (left out where its residents have one address)
  - a shop whose times tell the hour alone (left out)
  - a package that the shop sells all year (left out where it sold as many otherwise within {beside_days} days)
innocent_when_zh:
  - 全家同患感冒等疾病（诊断已载明的已排除）
  - 为养老机构代购（住址相同的老年人已排除）
  - 结算时刻只到小时的药店（已排除）
  - 药店常年出售的固定组合（前后 {beside_days} 天内另有同样多笔的已排除）
verify_by:
  - the camera recording of the till at that time, and who held the cards
  - whether the persons know of the purchase and have the illness
  - the stock of these goods
verify_by_zh:
  - 调取收银台当时的监控录像，查明持卡人
  - 向参保人核实是否知情、是否患病
  - 盘点相应商品库存
note: Baskets are the same when items, quantities and amounts are; they hold two goods at least, or three packs of one. The last basket of a row is at most so many minutes after the one before it, whoever bought something else between them.
note_zh: 商品、数量、金额均相同视为同一组合；须含两种以上商品，或同一商品三件以上。前后两笔间隔不超过规定分钟数，其间他人购买其他商品不影响判断。
--- */
with
-- times cut to the hour tell of nothing that came one after the other
clock as (
    select provider_id
    from derived.counter_sale
    group by provider_id
    having count(claim_id) filter (where cast(epoch(settled_at) as bigint) % 3600 <> 0) * 10 > count(claim_id)
),

sale as (
    select
        counter.claim_id, counter.encounter_id, counter.person_id, counter.provider_id, counter.settled_at,
        claim.total_amount,
        cast(epoch(counter.settled_at) as bigint) as second
    from derived.counter_sale as counter
    inner join claim on counter.claim_id = claim.claim_id
    semi join clock on counter.provider_id = clock.provider_id
    where claim.total_amount >= $least_amount
),

-- sums that came several times within minutes: few of them are looked into
quick as (
    select
        claim_id, provider_id,
        count(claim_id) over (
            partition by provider_id, total_amount order by second
            range between 43200 preceding and 43200 following
        ) as near
    from sale
),

basket as (
    select
        sale.claim_id, sale.encounter_id, sale.person_id, sale.provider_id, sale.settled_at, sale.second,
        sale.total_amount,
        count(line.claim_line_id) as items,
        sum(line.quantity) as quantity,
        string_agg(line.item_code || ' ' || cast(line.quantity as varchar), ' ' order by line.item_code, line.quantity)
            as goods,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids
    from sale
    inner join quick on sale.claim_id = quick.claim_id
    inner join derived.net_claim_line as line on sale.claim_id = line.claim_id
    where quick.near >= $least_cards -- gate: equivalent, bounds work
    group by
        sale.claim_id, sale.encounter_id, sale.person_id, sale.provider_id, sale.settled_at, sale.second,
        sale.total_amount
),

-- a household with a cold, and the old people of one home, whom a carer fetches for
told as (
    select
        basket.claim_id, basket.encounter_id, basket.person_id, basket.provider_id, basket.settled_at, basket.second,
        basket.total_amount, basket.items, basket.goods, basket.covered_amount, basket.claim_line_ids,
        case
            when date_diff('day', person.birth_date, cast(basket.settled_at as date)) >= $old_age * 365
                then coalesce(person.address_key, basket.person_id)
            else basket.person_id
        end as buyer
    from basket
    left join encounter on basket.encounter_id = encounter.encounter_id
    left join person on basket.person_id = person.person_id
    where
        (basket.items >= 2 or basket.quantity >= 3)
        and not regexp_matches(coalesce(encounter.main_diagnosis, ''), $shared_illness)
),

stepped as (
    select
        claim_id, encounter_id, person_id, buyer, provider_id, settled_at, second, total_amount, items, goods,
        covered_amount, claim_line_ids,
        case
            when second - lag(second) over (
                partition by provider_id, goods, total_amount order by second, claim_id
            ) <= $pause_minutes * 60
                then 0
            else 1
        end as begins
    from told
),

numbered as (
    select
        claim_id, encounter_id, person_id, buyer, provider_id, settled_at, second, total_amount, items, goods,
        covered_amount, claim_line_ids,
        sum(begins) over (
            partition by provider_id, goods, total_amount order by second, claim_id
            rows between unbounded preceding and current row
        ) as nth_row
    from stepped
),

card_row as (
    select
        provider_id, total_amount, min(claim_id) as first_claim,
        min(items) as items,
        count(distinct buyer) as cards,
        count(claim_id) as claims,
        min(second) as from_second, max(second) as to_second,
        min(settled_at) as row_from, max(settled_at) as row_to,
        cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
        list(claim_line_ids) as claim_line_ids,
        list(encounter_id) as encounter_ids
    from numbered
    group by provider_id, goods, total_amount, nth_row
    having count(distinct buyer) >= $least_cards
),

-- what the shop sells all year long
otherwise as (
    select card_row.first_claim
    from card_row
    inner join sale
        on
            card_row.provider_id = sale.provider_id
            and card_row.total_amount = sale.total_amount
            and (
                sale.second between card_row.from_second - $beside_days * 86400 and card_row.from_second - 1
                or sale.second between card_row.to_second + 1 and card_row.to_second + $beside_days * 86400
            )
    group by card_row.first_claim, card_row.claims
    having count(sale.claim_id) >= card_row.claims
)

select
    card_row.provider_id as subject_id, card_row.provider_id,
    card_row.row_from, card_row.row_to, card_row.cards, card_row.items,
    card_row.total_amount as amount,
    card_row.amount_at_risk,
    flatten(card_row.claim_line_ids) as claim_line_ids,
    card_row.encounter_ids,
    card_row.row_from as occurred_from,
    card_row.row_to as occurred_to
from card_row
anti join otherwise on card_row.first_claim = otherwise.first_claim
