/* ---
title: Trace codes sold, after returns, refunds, repeated uploads and the double channel are taken out
title_zh: 追溯码有效销售（剔除退货、冲退、重复上传、双通道）
scope: trace_code
stored: false   # most uploads stand as they are: the few codes with a history are stored, not the rest again
essential: [dispense]
from: {trace_code: dispense.trace_code, item_code: dispense.item_code, provider_id: dispense.provider_id, encounter_id: claim.encounter_id, claim_line_id: dispense.claim_line_id, is_split_pack: dispense.is_split_pack, box_amount: claim_line.covered_amount, is_settled: dispense.is_insured, is_cash: dispense.is_insured, sold_at: dispense.dispensed_at, event_id: dispense.dispense_id, unit_price: claim_line.unit_price, is_stay: encounter.class, person_id: claim.person_id}
--- */
select
    trace_code, code_kind, dispense_id,
    -- the interim settlements of one stay are one use of the box
    case
        when is_stay then 'stay ' || encounter_id
        else coalesce('claim ' || claim_id, 'sale ' || sale_no, 'at ' || cast(dispensed_at as varchar))
    end as event_id,
    claim_line_id, item_code, provider_id, encounter_id,
    person_id, is_stay, is_split_pack, is_settled,
    -- the upload itself says that nobody's insurance paid
    is_cash,
    dispensed_at as sold_at, line_unit_price as unit_price, 0 as stock_life,
    -- the code has no history: nothing else was uploaded of it and it was never moved
    true as is_only_upload,
    -- one box of the line as it stands after refunds; null where the line is not known
    box_amount,
    -- part of the line was refunded and nobody recorded which box came back
    is_part_refunded,
    -- as it was charged, before refunds
    line_quantity
from derived.sale_upload
where not has_history and not is_line_taken_back and not is_settlement_void
union all
select
    trace_code, code_kind, dispense_id, event_id, claim_line_id, item_code, provider_id, encounter_id,
    person_id, is_stay, is_split_pack, is_settled, is_cash, sold_at, unit_price, stock_life,
    false as is_only_upload, box_amount, is_part_refunded, line_quantity
from derived.told_sale
