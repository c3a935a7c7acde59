/* ---
title: Uploaded sales of trace codes with their settlement and charged line, from either channel
title_zh: 追溯码销售上传记录（对应结算与费用明细，含两个通道）
scope: trace_code
stored: false   # a step of derived.trace_sale, worked out once there
essential: [dispense]
from: {trace_code: dispense.trace_code, item_code: dispense.item_code, provider_id: dispense.provider_id, claim_id: claim.claim_id, encounter_id: claim.encounter_id, claim_line_id: dispense.claim_line_id, is_split_pack: dispense.is_split_pack, line_covered_amount: claim_line.covered_amount, is_settled: dispense.is_insured, is_cash: dispense.is_insured, dispensed_at: dispense.dispensed_at, event_id: dispense.dispense_id, line_unit_price: claim_line.unit_price, is_stay: encounter.class, person_id: claim.person_id}
--- */
with
sold as (
    select
        dispense_id, trace_code, item_code, provider_id, claim_id, claim_line_id, person_id, sale_no,
        quantity, is_split_pack, is_insured, dispensed_at
    from canonical.dispense
    where trace_code is not null and kind = 'sale'
),

settlement as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id,
        stay.encounter_id is not null as is_stay
    from canonical.claim as claim
    left join canonical.encounter as stay
        on claim.encounter_id = stay.encounter_id and stay.class = 'inpatient'
),

-- an upload without the charged line names it by settlement and item, where only one line fits
only_line as (
    select
        line.claim_id, line.item_code,
        min(line.claim_line_id) as claim_line_id,
        min(line.quantity) as quantity,
        min(line.unit_price) as unit_price,
        min(line.amount) as amount,
        min(line.covered_amount) as covered_amount
    from canonical.claim_line as line
    semi join canonical.dispense as unnamed
        on
            line.claim_id = unnamed.claim_id and line.item_code = unnamed.item_code
            and unnamed.claim_line_id is null and unnamed.trace_code is not null and unnamed.kind = 'sale'
    group by line.claim_id, line.item_code
    having count(line.claim_line_id) = 1
)

select
    sold.dispense_id, sold.trace_code, sold.item_code, sold.provider_id,
    coalesce(sold.person_id, settlement.person_id) as person_id,
    coalesce(sold.claim_id, line.claim_id) as claim_id,
    coalesce(sold.claim_line_id, only_line.claim_line_id) as claim_line_id,
    settlement.encounter_id,
    -- the interim settlements of one stay are one use of the box
    case
        when settlement.is_stay then 'stay ' || settlement.encounter_id
        else coalesce(
            'claim ' || coalesce(sold.claim_id, line.claim_id),
            'sale ' || sold.sale_no,
            'at ' || cast(sold.dispensed_at as varchar)
        )
    end as event_id,
    coalesce(sold.is_split_pack, false)
    -- part of a box is a split pack, whatever the flag says
    or coalesce(sold.quantity <> floor(sold.quantity), false) as is_split_pack,
    coalesce(sold.is_insured, true) and settlement.claim_id is not null as is_settled,
    not coalesce(sold.is_insured, true) as is_cash,
    sold.dispensed_at,
    coalesce(line.claim_line_id, only_line.claim_line_id) is not null as is_line_known,
    coalesce(settlement.is_stay, false) as is_stay,
    coalesce(line.quantity, only_line.quantity) as line_quantity,
    -- the price of one unit as it is charged: of a box, or of a vial or tablet of it
    coalesce(
        line.unit_price, only_line.unit_price,
        case when line.quantity > 0 then line.amount / line.quantity end,
        case when only_line.quantity > 0 then only_line.amount / only_line.quantity end
    ) as line_unit_price,
    coalesce(line.amount, only_line.amount) as line_amount,
    coalesce(line.covered_amount, only_line.covered_amount, line.amount, only_line.amount)
        as line_covered_amount
from sold
left join canonical.claim_line as line on sold.claim_line_id = line.claim_line_id
left join only_line
    on
        sold.claim_line_id is null
        and sold.claim_id = only_line.claim_id
        and sold.item_code = only_line.item_code
left join settlement on coalesce(sold.claim_id, line.claim_id) = settlement.claim_id
