/* ---
title: Claim lines after refunds and reversals, of encounters that have any
title_zh: 有冲退的就诊中冲退后的费用明细
scope: encounter
from: {covered_amount: claim_line.amount}   # without a covered amount the whole amount stands for it
note: The changed part of derived.net_line_scan, which adds the lines of all other encounters as they are.
--- */
with
-- lines without an encounter stand here, changed or not
line_beside as (
    select
        claim_line_id, claim_id, encounter_id, person_id, provider_id, charged_at, item_code, item_name,
        local_item_code, local_item_name, category, quantity, unit_price, amount, covered_amount,
        price_ceiling, practitioner_id, executing_practitioner_id, department, prescription_no,
        days_supplied, is_discharge_drug, herb_use, specification
    from claim_line
    semi join derived.line_change as change on claim_line.encounter_id = change.encounter_id
    union all
    select
        claim_line_id, claim_id, encounter_id, person_id, provider_id, charged_at, item_code, item_name,
        local_item_code, local_item_name, category, quantity, unit_price, amount, covered_amount,
        price_ceiling, practitioner_id, executing_practitioner_id, department, prescription_no,
        days_supplied, is_discharge_drug, herb_use, specification
    from claim_line
    where encounter_id is null
)

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
from line_beside as line
left join derived.line_change as change on line.claim_line_id = change.claim_line_id
-- a line that was taken back whole is no charge, nor is the reversal
where coalesce(change.quantity_left, 1) > 0
