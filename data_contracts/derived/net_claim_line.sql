/* ---
title: Claim lines after refunds and reversals are taken out
title_zh: 冲退后的费用明细
scope: encounter
stored: false   # nearly all lines stand as they are: the few changes are stored, not the rest again
from: {covered_amount: claim_line.amount}   # without a covered amount the whole amount stands for it
--- */
select
    line.claim_line_id, line.claim_id, line.encounter_id, line.person_id, line.provider_id,
    line.charged_at, cast(line.charged_at as date) as charged_on, line.item_code, line.item_name,
    line.local_item_code, line.local_item_name, line.category,
    coalesce(change.quantity_left, line.quantity) as quantity,
    -- corrected by its difference, the price is what the line came to
    coalesce(change.unit_price_left, line.unit_price) as unit_price,
    coalesce(change.amount_left, line.amount) as amount,
    coalesce(change.covered_left, line.covered_amount, line.amount) as covered_amount,
    line.price_ceiling, line.practitioner_id, line.executing_practitioner_id, line.department,
    line.prescription_no,
    -- packs that came back take their days with them
    case
        when change.quantity_left < line.quantity
            then cast(ceil(line.days_supplied * change.quantity_left / line.quantity) as decimal(18, 4))
        else line.days_supplied
    end as days_supplied,
    line.is_discharge_drug, line.herb_use, line.specification
from canonical.claim_line as line
left join derived.line_change as change on line.claim_line_id = change.claim_line_id
-- a line that was taken back whole is no charge, nor is the reversal
where coalesce(change.quantity_left, 1) > 0
