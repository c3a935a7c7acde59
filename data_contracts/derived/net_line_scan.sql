/* ---
title: Claim lines after refunds and reversals are taken out, for those who read all of them
title_zh: 冲退后的费用明细（供通读全部明细者）
scope: encounter
stored: false   # nearly all lines stand as they are: the few changes are stored, not the rest again
from: {covered_amount: claim_line.amount}   # without a covered amount the whole amount stands for it
note: >-
  The rows of derived.net_claim_line. A line is told changed by its encounter, which costs a fifth where
  all lines are read, or all of some items. But the engine takes them for few, and may keep them in
  memory to look something larger up in them: who joins them to a long list of its own tries both.
--- */
-- lines of encounters without a refund stand as they are
select
    line.claim_line_id, line.claim_id, line.encounter_id, line.person_id, line.provider_id,
    line.charged_at, cast(line.charged_at as date) as charged_on, line.item_code, line.item_name,
    line.local_item_code, line.local_item_name, line.category, line.quantity, line.unit_price, line.amount,
    coalesce(line.covered_amount, line.amount) as covered_amount,
    line.price_ceiling, line.practitioner_id, line.executing_practitioner_id, line.department,
    line.prescription_no, line.days_supplied, line.is_discharge_drug, line.herb_use, line.specification
from canonical.claim_line as line
anti join derived.line_change as change on line.encounter_id = change.encounter_id
where line.encounter_id is not null
union all
select
    changed.claim_line_id, changed.claim_id, changed.encounter_id, changed.person_id, changed.provider_id,
    changed.charged_at, changed.charged_on, changed.item_code, changed.item_name,
    changed.local_item_code, changed.local_item_name, changed.category, changed.quantity, changed.unit_price,
    changed.amount, changed.covered_amount,
    changed.price_ceiling, changed.practitioner_id, changed.executing_practitioner_id, changed.department,
    changed.prescription_no, changed.days_supplied, changed.is_discharge_drug, changed.herb_use, changed.specification
from derived.changed_line as changed
