/* ---
title: One trace code sold at several providers
title_zh: 同一追溯码在多家机构销售
official: none
version: 4
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: trace_code
basis: [条例38(五), 条例15, 实施细则(倒卖), 追溯码(无码不结)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, purchase.trace_code, provider, provider.chain_id, provider.region_code, claim.original_claim_id]
evidence: {kept: {dispense: first_dispense_ids}, context: {dispense: dispense_ids, purchase: purchase_ids}}
parameters:
  booking_days: {type: integer, default: 7, min: 0, step: 1, unit: days, note: a proposal; how late a delivery may be booked}
message: "code {trace_code} of {item_code}: bought by {bought_by}, sold at {first_provider_id} on {first_sold_on} and also here on {last_sold_on} ({settled_here} settled); {providers} providers{region_text} sold it"
message_zh: "追溯码 {trace_code}（{item_code}）流转：购入方 {bought_by_zh}；{first_sold_on} 由 {first_provider_id} 售出；{last_sold_on} 本机构亦有售出（医保结算 {settled_here} 次）；共涉及 {providers} 家机构{region_text_zh}"
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
note: Any payer counts, so that a box bought for cash and settled elsewhere is seen; trace_dup_settle finds the double settlement itself. The route names who bought the box, whose sale may stand (the buyer's, else the first) and who sold it besides; the finding is at whoever sold it besides, even before the buyer did. The amount is what those sales settled.
note_zh: 自费销售也计入，以发现现金购入后在别处结算的药品；重复结算本身由 trace_dup_settle 发现。流转链列出购入方、可成立的销售（购入方的，否则为首次）和其余销售方；疑点记在其余销售方，即使其销售在先。金额为其余销售中已结算的部分。
--- */
with
-- codes with a history: the others are sold once
told as (
    select distinct trace_code
    from derived.trace_sale
    where not is_only_upload -- gate: equivalent, bounds work
),

-- one row per box and seller who bought it; a chain buys for all its shops
bought as (
    select
        purchase.trace_code,
        coalesce(provider.chain_id, purchase.provider_id) as seller,
        min(cast(purchase.stocked_at as date)) as bought_on,
        arg_min(purchase.provider_id, (purchase.stocked_at, purchase.purchase_id)) as bought_by,
        list(purchase.purchase_id) as purchase_ids
    from purchase
    semi join told -- gate: equivalent, bounds work
        on purchase.trace_code = told.trace_code -- gate: equivalent, bounds work
    left join provider on purchase.provider_id = provider.provider_id
    where
        purchase.kind in ('purchase', 'opening', 'transfer_in')
        and purchase.trace_code is not null -- gate: equivalent, a null code joins no sale
    group by purchase.trace_code, coalesce(provider.chain_id, purchase.provider_id)
),

-- one row per sale of a whole box
sale_of_box as (
    select
        sale.trace_code, sale.item_code, sale.provider_id, sale.encounter_id,
        sale.claim_line_id, sale.event_id, sale.stock_life, sale.is_settled, sale.box_amount,
        sale.sold_at, sale.dispense_id,
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

-- in the order of what may stand: the sale of the seller who bought the box, else the first
whole_sale as (
    select
        sale.trace_code, sale.item_code, sale.provider_id, sale.encounter_id, sale.claim_line_id,
        sale.event_id, sale.stock_life, sale.is_settled, sale.box_amount, sale.sold_at,
        sale.dispense_id, sale.seller, sale.region,
        row_number() over (
            partition by sale.trace_code, sale.stock_life
            order by
                case when bought.trace_code is null then 1 else 0 end,
                sale.sold_at, sale.event_id, sale.claim_line_id
        ) as nth
    from sale_of_box as sale
    left join bought
        on
            sale.trace_code = bought.trace_code
            and sale.seller = bought.seller
            and date_diff('day', cast(sale.sold_at as date), bought.bought_on) <= $booking_days
),

buyer as (
    select
        trace_code,
        arg_min(bought_by, (bought_on, bought_by)) as bought_by,
        flatten(list(purchase_ids)) as purchase_ids
    from bought
    group by trace_code
),

-- one row per life of a box that several sellers sold: whose sale may stand
travelled as (
    select
        trace_code, stock_life,
        min(case when nth = 1 then seller end) as first_seller,
        min(case when nth = 1 then provider_id end) as first_provider_id,
        min(case when nth = 1 then sold_at end) as first_sold_at,
        min(case when nth = 1 then dispense_id end) as first_dispense_id,
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
    -- of houses whose region nobody told, none is counted
    case when max(travelled.regions) > 0 then concat(' in ', max(travelled.regions), case when max(travelled.regions) = 1 then ' region' else ' regions' end) else '' end as region_text,
    case when max(travelled.regions) > 0 then concat('、', max(travelled.regions), ' 个统筹区') else '' end as region_text_zh,
    count(distinct case when sale.is_settled then sale.event_id end) as settled_here,
    coalesce(min(buyer.bought_by), 'nobody on record') as bought_by,
    coalesce(min(buyer.bought_by), '无记录') as bought_by_zh,
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
    list(distinct travelled.first_dispense_id) as first_dispense_ids,
    list(sale.dispense_id) as dispense_ids,
    coalesce(any_value(buyer.purchase_ids), cast([] as varchar[])) as purchase_ids,
    min(sale.sold_at) as occurred_from,
    max(sale.sold_at) as occurred_to
from whole_sale as sale
inner join travelled
    on sale.trace_code = travelled.trace_code and sale.stock_life = travelled.stock_life
left join buyer on sale.trace_code = buyer.trace_code
where sale.seller <> travelled.first_seller
group by sale.trace_code, sale.provider_id
