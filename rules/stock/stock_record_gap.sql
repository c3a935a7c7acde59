/* ---
title: Drugs or consumables settled for which hardly any purchase is on record
title_zh: 药品、耗材进销存记录缺失
official: none
version: 2
status: stable
certainty: suspect
subject: provider
identity: [kind]
scope: all
basis: [条例16, 条例39(三)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, provider.chain_id]
parameters:
  min_items: {type: integer, default: 10, min: 1, step: 1, unit: drugs or consumables settled, note: a proposal}
  max_unbought: {type: integer, default: 20, min: 1, step: 1, unit: of them never bought, note: "a proposal; more than these, and more than were bought, are a gap; fewer are found one by one by inventory_imbalance"}
  min_peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the other providers that report purchases of the kind, note: a proposal; below it the purchases were not delivered}
message: "{settled} {kind_en} settled between {first_on} and {last_on}, {bought} of them with any purchase on record; {reporting_others} of {others} other providers [reporting_others:reports its own|report theirs]"
message_zh: "{first_on} 至 {last_on} 结算{kind_zh} {settled} 种，其中有采购记录的 {bought} 种；其他 {others} 家中 {reporting_others} 家有采购上传"
innocent_when:
  - purchases that were not delivered with the data
  - a related institution buys and the relation is not recorded
innocent_when_zh:
  - 采购数据未提供
  - 由关联机构统一采购而关系未登记
verify_by:
  - the purchase ledger, invoices and delivery notes of the period
  - the upload log of purchases
verify_by_zh:
  - 核对同期采购台账、发票和随货同行单
  - 核对采购上传日志
note: A provider whose stock cannot be judged item by item for want of records; the amount is unknown. Purchases of a group count for all its institutions.
note_zh: 因缺少采购记录无法逐品种判断的机构，金额未知；集团内采购对各成员机构有效。
--- */
with
holder as (
    select provider_id, kind as provider_kind, coalesce(chain_id, provider_id) as holder_id
    from provider
),

bought_item as (
    select distinct
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        purchase.item_code
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where purchase.kind in ('purchase', 'opening', 'transfer_in')
),

-- items of a provider are few, lines are many
settled_item as (
    select
        provider_id, item_code,
        case when category = 'consumable' then 'consumable' else 'drug' end as kind,
        min(first_on) as first_on,
        max(last_on) as last_on
    from derived.item_charge
    where
        category in ('western_drug', 'patent_tcm', 'consumable')
        and is_covered
    group by provider_id, item_code, case when category = 'consumable' then 'consumable' else 'drug' end
),

-- one row per provider and kind of item: how many different ones were settled, and bought
seller as (
    select
        item.provider_id, holder.provider_kind, item.kind,
        count(distinct item.item_code) as settled,
        count(distinct bought_item.item_code) as bought,
        min(item.first_on) as first_on,
        max(item.last_on) as last_on
    from settled_item as item
    inner join holder on item.provider_id = holder.provider_id
    left join bought_item
        on holder.holder_id = bought_item.holder_id and item.item_code = bought_item.item_code
    group by item.provider_id, holder.provider_kind, item.kind
    having count(distinct item.item_code) >= $min_items
),

told as (
    select
        provider_id, provider_kind, kind, settled, bought, first_on, last_on,
        case
            when bought = 0 or (settled - bought > $max_unbought and bought * 2 < settled) then 0
            else 1
        end as reports
    from seller
),

-- what nobody's purchases hold was not delivered, and is no provider's fault
beside as (
    select
        provider_id, kind, settled, bought, first_on, last_on, reports,
        count(provider_id) over (partition by provider_kind, kind) - 1 as others,
        sum(reports) over (partition by provider_kind, kind) - reports as reporting_others
    from told
)

select
    provider_id as subject_id, provider_id, kind, settled, bought, first_on, last_on, others,
    reporting_others,
    case kind when 'drug' then 'drugs' else 'consumables' end as kind_en,
    case kind when 'drug' then '药品' else '耗材' end as kind_zh,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    cast([] as varchar[]) as encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from beside
where
    reports = 0
    and reporting_others >= 1 -- gate: equivalent, of no others none reports
    and reporting_others >= others * $min_peer_share
