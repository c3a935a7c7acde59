/* ---
title: Purchases that crowd just below a round amount
title_zh: 结算金额集中于整数限额之下（疑似凑单）
official: none
version: 2
status: stable
certainty: suspect
subject: provider
identity: [limit_yuan]
scope: all
parts: [settlement]
basis: [条例15, 条例38(四), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 7]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
parameters:
  limit_step: {type: integer, default: 50, min: 10, step: 10, unit: yuan, note: a proposal; limits for a purchase or a day are round}
  band_yuan: {type: decimal, default: 2, min: 0.5, max: 5, step: 0.5, unit: yuan below the limit, note: a proposal; so near below it no basket comes by itself}
  min_claims: {type: integer, default: 20, min: 2, step: 1, unit: settlements, note: a proposal}
  min_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.05, unit: share of the pharmacy's settlements}
  crowd_factor: {type: decimal, default: 3, min: 1, step: 1, unit: times what stands in a band further below, note: a proposal}
  peer_factor: {type: decimal, default: 3, min: 1, step: 1, unit: times the share of all other pharmacies, note: a proposal; a limit that everybody fills up is filled everywhere}
  max_same_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.2, unit: share of one and the same amount, note: a proposal; above it the amount is a price and pharm_fixed_amount judges it}
message: "{claims} of {all_claims} settlements came to between {from_yuan} and {limit_yuan} yuan, {share_percent}%; at all other pharmacies {elsewhere_percent}%"
message_zh: "{all_claims} 笔结算中 {claims} 笔金额在 {from_yuan} 元至 {limit_yuan} 元之间，占 {share_percent}%；其他药店合计占 {elsewhere_percent}%"
innocent_when:
  - a daily limit that many persons reach (left out where they do so at other pharmacies too)
  - a standing parcel whose price stands just below a round amount (left out where it makes most of them)
innocent_when_zh:
  - 达到单日支付限额（其他药店同样集中的已排除）
  - 定额用药包价格恰在整数之下（占多数的已排除）
verify_by:
  - the goods that left the shop against the drugs that were settled
  - who put the goods together, and whether the customer asked for them
verify_by_zh:
  - 核对实际售出商品与结算药品
  - 询问参保人所购商品由谁搭配、是否本人需要
note: The limits of a region are not known, so every round amount is looked at. A band just below it is measured against the mean of the four bands below that one at the same shop, and against the other pharmacies together; with no other pharmacy nothing is said. One amount that comes back is pharm_fixed_amount's.
note_zh: 各地限额不同，逐一判断各整数金额；与同店其下四档的平均笔数、与其他药店合计占比比较，没有其他药店可比的不判断。同一金额反复出现的由 pharm_fixed_amount 判断。
--- */
with
settlement as (
    select
        claim.claim_id, claim.encounter_id, claim.provider_id, claim.settled_at, claim.total_amount,
        cast(ceil(claim.total_amount / $limit_step) * $limit_step as integer) as limit_yuan
    from claim
    inner join provider on claim.provider_id = provider.provider_id
    -- what was taken back, in part or whole, is no longer of this amount
    anti join derived.claim_change as change on claim.claim_id = change.claim_id
    where
        provider.kind = 'pharmacy'
        and not claim.is_refund -- gate: equivalent, a refund is touched by itself
),

-- each amount of a shop once
amount_total as (
    select
        provider_id, limit_yuan, total_amount,
        cast(floor((limit_yuan - total_amount) / $band_yuan) as integer) as band,
        count(claim_id) as claims
    from settlement
    group by provider_id, limit_yuan, total_amount
),

limit_total as (
    select
        provider_id, limit_yuan,
        sum(case when band = 0 then claims else 0 end) as claims,
        sum(case when band between 1 and 4 then claims else 0 end) as claims_below,
        max(case when band = 0 then claims else 0 end) as same_claims
    from amount_total
    group by provider_id, limit_yuan
),

shop_total as (
    select provider_id, sum(claims) as claims
    from amount_total
    group by provider_id
),

-- beside each shop what all pharmacies have, itself taken out below
measured as (
    select
        limit_total.provider_id, limit_total.limit_yuan, limit_total.claims, limit_total.claims_below,
        limit_total.same_claims, shop_total.claims as all_claims,
        sum(limit_total.claims) over (partition by limit_total.limit_yuan) as county_claims,
        county.claims as county_all_claims
    from limit_total
    inner join shop_total on limit_total.provider_id = shop_total.provider_id
    cross join (select sum(claims) as claims from shop_total) as county
),

crowded as (
    select
        provider_id, limit_yuan, claims, all_claims,
        (county_claims - claims) / cast(county_all_claims - all_claims as double) as elsewhere
    from measured
    where
        claims >= $min_claims
        and claims >= all_claims * $min_share
        and claims * 4 >= claims_below * $crowd_factor
        and same_claims <= claims * $max_same_share
        -- who cannot be compared is not judged
        and county_all_claims > all_claims
        and claims * (county_all_claims - all_claims) >= (county_claims - claims) * all_claims * $peer_factor
)

select
    crowded.provider_id as subject_id, crowded.provider_id, crowded.limit_yuan,
    cast(crowded.limit_yuan - $band_yuan as decimal(18, 2)) as from_yuan,
    min(crowded.claims) as claims,
    min(crowded.all_claims) as all_claims,
    cast(round(100.0 * min(crowded.claims) / min(crowded.all_claims), 1) as decimal(5, 1)) as share_percent,
    cast(round(100.0 * min(crowded.elsewhere), 1) as decimal(5, 1)) as elsewhere_percent,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    list(distinct settlement.encounter_id) as encounter_ids,
    min(settlement.settled_at) as occurred_from,
    max(settlement.settled_at) as occurred_to
from crowded
inner join settlement
    on crowded.provider_id = settlement.provider_id and crowded.limit_yuan = settlement.limit_yuan
inner join derived.net_claim_line as line on settlement.claim_id = line.claim_id
where crowded.limit_yuan - settlement.total_amount < $band_yuan
group by crowded.provider_id, crowded.limit_yuan
