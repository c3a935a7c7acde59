/* ---
title: One trace code sold at several providers
title_zh: 同一追溯码在多家机构销售
official: none
version: 1
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: trace_code
basis: [条例15, 条例38(五), 追溯码(无码不结)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, provider.chain_id, provider.region_code]
message: "code {trace_code} of {item_code} was sold first at {first_provider_id} on {first_sold_on} and again here on {last_sold_on}; {providers} providers in {regions} regions sold it"
message_zh: "追溯码 {trace_code}（{item_code}）{first_sold_on} 先由 {first_provider_id} 售出，{last_sold_on} 又由本机构售出；共涉及 {providers} 家机构、{regions} 个统筹区"
innocent_when:
  - the box moved between shops of one chain and the transfer was not recorded
  - the box was returned at another place than where it was sold
  - the code is that of a carton
innocent_when_zh:
  - 连锁门店间调拨未登记
  - 在另一机构办理退货
  - 所扫为中包装或大包装码
verify_by:
  - the delivery note by which the later seller came by the box
  - the stock records of both providers between the two sales
verify_by_zh:
  - 核对后售机构的随货同行单
  - 核对两家机构两次销售之间的库存记录
note: Any payer counts, so that a box bought for cash and settled elsewhere is seen; trace_dup_settle finds the double settlement itself. The amount is what the later sales settled.
note_zh: 自费销售也计入，以发现现金购入后在别处结算的药品；重复结算本身由 trace_dup_settle 发现。金额为后续销售中已结算的部分。
--- */
with
-- one row per sale of a whole box
whole_sale as (
    select
        sale.trace_code, sale.item_code, sale.provider_id, sale.encounter_id,
        sale.claim_line_id, sale.event_id, sale.stock_life, sale.is_settled, sale.box_amount,
        sale.sold_at,
        row_number() over (
            partition by sale.trace_code, sale.stock_life
            order by sale.sold_at, sale.event_id, sale.claim_line_id
        ) as nth,
        coalesce(provider.chain_id, sale.provider_id) as seller,
        substr(provider.region_code, 1, 4) as region
    from derived.trace_sale as sale
    left join provider on sale.provider_id = provider.provider_id
    where
        not sale.is_only_upload -- gate: equivalent, bounds work
        and not sale.is_split_pack
        and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
        and not starts_with(sale.item_code, 'C')
),

-- one row per life of a box that several sellers sold: who was the first
travelled as (
    select
        trace_code, stock_life,
        min(case when nth = 1 then seller end) as first_seller,
        min(case when nth = 1 then provider_id end) as first_provider_id,
        min(sold_at) as first_sold_at,
        count(distinct provider_id) as providers,
        count(distinct region) as regions
    from whole_sale
    group by trace_code, stock_life
    having count(distinct seller) > 1 -- gate: equivalent, bounds work
)

select
    sale.trace_code as subject_id,
    sale.trace_code,
    sale.provider_id,
    min(sale.item_code) as item_code,
    min(travelled.first_provider_id) as first_provider_id,
    cast(min(travelled.first_sold_at) as date) as first_sold_on,
    cast(max(sale.sold_at) as date) as last_sold_on,
    max(travelled.providers) as providers,
    max(travelled.regions) as regions,
    cast(sum(case when sale.is_settled then sale.box_amount end) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(sale.claim_line_id) filter (where sale.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    coalesce(
        list(distinct sale.encounter_id) filter (where sale.encounter_id is not null),
        cast([] as varchar[])
    ) as encounter_ids,
    [sale.trace_code] as trace_codes,
    min(sale.sold_at) as occurred_from,
    max(sale.sold_at) as occurred_to
from whole_sale as sale
inner join travelled
    on sale.trace_code = travelled.trace_code and sale.stock_life = travelled.stock_life
where sale.seller <> travelled.first_seller
group by sale.trace_code, sale.provider_id
