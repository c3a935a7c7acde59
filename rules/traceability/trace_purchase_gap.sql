/* ---
title: Boxes settled by a provider that reports no purchase of any box
title_zh: 有追溯码销售而无任何有码采购记录
official: none
version: 4
status: stable
certainty: suspect
subject: provider
scope: all
joins: written
basis: [条例16, 条例39(三), 实施细则(追溯码)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, provider.chain_id]
evidence: {context: {dispense: dispense_ids}}
parameters:
  min_boxes: {type: integer, default: 10, min: 1, step: 1, unit: boxes settled, note: a proposal}
  late_days: {type: integer, default: 90, min: 0, step: 30, unit: days after its first sale, note: "a proposal; so long may stock from before be sold, and a single purchase at the end of the year hides no year"}
  min_peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the other providers of the kind that report purchases by the box, note: a proposal; below it the purchases of the kind were not delivered}
message: "{boxes} coded boxes settled between {first_on} and {last_on} and no purchase of any box on record by then; {reporting_others} of {others} others of its kind [reporting_others:reports its own|report theirs]"
message_zh: "{first_on} 至 {last_on} 医保结算有码药品 {boxes} 盒，至期末无任何有码采购记录；同类其他 {others} 家中 {reporting_others} 家有采购上传"
innocent_when:
  - purchases that were not delivered with the data, or are uploaded without codes
  - the chain buys for its shops and the chain is not recorded
innocent_when_zh:
  - 采购数据未提供，或采购上传未带追溯码
  - 连锁总部统一采购而集团关系未登记
verify_by:
  - invoices and delivery notes of the boxes, and who sent them
  - the upload log of purchases
verify_by_zh:
  - 核对所售药品的发票、随货同行单及供货单位
  - 核对采购上传日志
note: A provider that cannot be judged box by box for want of records; the amount is unknown. One that reports its first purchase months after its first sale is found for what it sold before. trace_no_purchase judges whoever reports any.
note_zh: 因缺少采购记录无法逐盒判断的机构，金额未知；有任何有码采购记录的机构由 trace_no_purchase 逐盒判断。
--- */
with
holder as (
    select provider_id, kind, coalesce(chain_id, provider_id) as holder_id
    from provider
),

-- whoever reports a box that came in, for itself or for its chain, and from when on
reporting as (
    select
        coalesce(holder.holder_id, purchase.provider_id) as holder_id,
        min(cast(purchase.stocked_at as date)) as first_on
    from purchase
    left join holder on purchase.provider_id = holder.provider_id
    where
        purchase.trace_code is not null
        and purchase.kind in ('purchase', 'opening', 'transfer_in')
    group by coalesce(holder.holder_id, purchase.provider_id)
),

-- one row per provider and day; codes with a history, few, by themselves: each of the others is sold once
sold_day as (
    select
        provider_id, cast(sold_at as date) as sold_on,
        case when not is_only_upload then trace_code end as told_code,
        count(trace_code) as boxes
    from derived.trace_sale
    where is_settled and code_kind in ('box', 'typed_box', 'gs1', 'maker')
    group by provider_id, cast(sold_at as date), case when not is_only_upload then trace_code end
),

opened as (
    select provider_id, min(sold_on) as opened_on
    from sold_day
    group by provider_id
),

-- one row per provider that settled boxes; of one that began late to report those from before
seller as (
    select
        sale.provider_id, holder.kind,
        cast(
            sum(case when sale.told_code is null then sale.boxes else 0 end) + count(distinct sale.told_code)
            as bigint
        ) as boxes,
        min(sale.sold_on) as first_on,
        max(sale.sold_on) as last_on,
        max(case when reporting.holder_id is null then 0 else 1 end) as reports
    from sold_day as sale
    inner join holder on sale.provider_id = holder.provider_id
    inner join opened on sale.provider_id = opened.provider_id
    left join reporting
        on
            holder.holder_id = reporting.holder_id
            and date_diff('day', opened.opened_on, reporting.first_on) <= $late_days
    left join reporting as late on holder.holder_id = late.holder_id
    where reporting.holder_id is not null or coalesce(sale.sold_on < late.first_on, true)
    group by sale.provider_id, holder.kind
    having
        sum(case when sale.told_code is null then sale.boxes else 0 end) + count(distinct sale.told_code)
        >= $min_boxes
),

beside as (
    select
        provider_id, boxes, first_on, last_on, reports,
        count(provider_id) over (partition by kind) - 1 as others,
        sum(reports) over (partition by kind) - reports as reporting_others
    from seller
),

silent as (
    select provider_id, boxes, first_on, last_on, others, reporting_others
    from beside
    where
        reports = 0
        and reporting_others >= 1 -- gate: equivalent, of no others none reports
        and reporting_others >= others * $min_peer_share
),

-- the boxes are read whole only of those who are found
box as (
    select
        sale.provider_id,
        list(sale.dispense_id) as dispense_ids,
        list(sale.claim_line_id) filter (where sale.claim_line_id is not null) as claim_line_ids,
        list(distinct sale.encounter_id) as encounter_ids
    from derived.trace_sale as sale
    inner join silent
        on sale.provider_id = silent.provider_id and cast(sale.sold_at as date) <= silent.last_on
    where
        sale.is_settled
        and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
        and sale.provider_id in (select provider_id from silent) -- gate: equivalent, bounds work
    group by sale.provider_id
)

select
    silent.provider_id as subject_id, silent.provider_id, silent.boxes, silent.first_on, silent.last_on,
    silent.others, silent.reporting_others,
    cast(null as decimal(18, 2)) as amount_at_risk,
    coalesce(box.claim_line_ids, cast([] as varchar[])) as claim_line_ids,
    box.encounter_ids, box.dispense_ids,
    silent.first_on as occurred_from,
    silent.last_on as occurred_to
from silent
inner join box on silent.provider_id = box.provider_id
