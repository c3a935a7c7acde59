/* ---
title: One trace code settled more than once
title_zh: 同一追溯码重复医保结算
official: none
version: 1
status: stable
certainty: definite
subject: trace_code
identity: [provider_id]
scope: trace_code
basis: [条例15, 条例38(四), 实施细则(追溯码), 追溯码(无码不结)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase]
message: "code {trace_code} of {item_code} was settled {settlements} times, first on {first_settled_on} at {first_provider_id}; {repeats} of the repeats here, {last_settled_on} the last"
message_zh: "追溯码 {trace_code}（{item_code}）共结算 {settlements} 次，首次为 {first_settled_on} 于 {first_provider_id}；本机构重复 {repeats} 次，末次 {last_settled_on}"
innocent_when:
  - the box came back after the first sale and nobody recorded the return
  - the code is that of a carton, not of a box
  - a split pack was sold without its mark
innocent_when_zh:
  - 首次销售后退回药品，未登记退货
  - 所扫为中包装或大包装码，不是小包装码
  - 拆零销售未作标志
verify_by:
  - the delivery note and invoice by which the box came in
  - the boxes on the shelf and the scanner's log of each sale
  - the persons who are said to have taken the box
verify_by_zh:
  - 核对随货同行单和发票，查明该盒药品的来源
  - 核对实物药盒和每次销售的扫码记录
  - 向各次结算的参保人核实是否取药
note: Returns, refunded settlements, repeated uploads, the second channel and split packs are taken out in derived.trace_sale; a box that was moved within a chain or sent back to the supplier begins a new life there. Product bar codes and placeholders name no box and are left to trace_malformed. Evidence and amount are the repeats, not the first sale.
note_zh: 退货、冲退、重复上传、双通道和拆零已在 derived.trace_sale 中剔除；连锁调拨或退回供应商后再次销售的视为重新入库。商品条码和占位码由 trace_malformed 处理。证据和金额只含重复的结算，不含首次结算。
--- */
with
-- one row per settlement of a box, from the first of each life of the box on
settled as (
    select
        trace_code, item_code, provider_id, encounter_id, claim_line_id, event_id,
        stock_life, box_amount, sold_at,
        dense_rank() over (
            partition by trace_code, stock_life order by settled_at, event_id
        ) as settlement_no,
        row_number() over (
            partition by trace_code order by sold_at, event_id, claim_line_id
        ) as nth
    from (
        select
            sale.trace_code, sale.item_code, sale.provider_id, sale.encounter_id,
            sale.claim_line_id, sale.event_id, sale.stock_life, sale.box_amount, sale.sold_at,
            min(sale.sold_at) over (partition by sale.trace_code, sale.event_id) as settled_at
        from derived.trace_sale as sale
        where
            not sale.is_only_upload -- gate: equivalent, bounds work
            and sale.is_settled
            and not sale.is_split_pack
            and not sale.is_part_refunded
            and sale.code_kind in ('box', 'typed_box', 'gs1', 'maker')
            -- consumables are udi_dup's
            and not starts_with(sale.item_code, 'C')
    ) as sale
),

-- one row per code: how often it was settled and where first
code as (
    select
        trace_code,
        count(distinct event_id) as settlements,
        min(sold_at) as first_sold_at,
        min(case when nth = 1 then provider_id end) as first_provider_id
    from settled
    group by trace_code
)

select
    settled.trace_code as subject_id,
    settled.trace_code,
    settled.provider_id,
    min(settled.item_code) as item_code,
    min(code.settlements) as settlements,
    count(distinct settled.event_id) as repeats,
    cast(min(code.first_sold_at) as date) as first_settled_on,
    min(code.first_provider_id) as first_provider_id,
    cast(max(settled.sold_at) as date) as last_settled_on,
    cast(sum(settled.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(settled.claim_line_id) filter (where settled.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct settled.encounter_id) as encounter_ids,
    [settled.trace_code] as trace_codes,
    min(settled.sold_at) as occurred_from,
    max(settled.sold_at) as occurred_to
from settled
inner join code on settled.trace_code = code.trace_code
where settled.settlement_no > 1
group by settled.trace_code, settled.provider_id
