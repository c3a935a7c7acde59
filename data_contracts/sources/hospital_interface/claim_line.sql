/* ---
title: Charges, each in the settlement that followed it
title_zh: 费用明细，归入其后的结算
by: encounter_id
--- */
with placed as (
  select
    line.claim_line_id,
    -- uploaded before it is settled, a line names no settlement: the next one of its visit took it in
    coalesce(
      line.own_claim_id,
      arg_min(settled.claim_id, settled.settled_at) filter (where settled.settled_at >= line.charged_at),
      arg_max(settled.claim_id, settled.settled_at)
    ) as claim_id
  from feedetail_2301 as line
  left join setlinfo_2304 as settled on line.encounter_id = settled.encounter_id
  group by line.claim_line_id, line.own_claim_id, line.charged_at
)

select
  line.claim_line_id,
  line.line_no,
  placed.claim_id,
  line.encounter_id,
  line.person_id,
  line.provider_id,
  line.charged_at,
  line.item_code,
  line.item_name,
  line.local_item_code,
  line.local_item_name,
  line.category,
  line.quantity,
  line.unit_price,
  line.amount,
  line.covered_amount,
  line.price_ceiling,
  line.practitioner_id,
  line.executing_practitioner_id,
  line.department,
  line.prescription_no,
  line.days_supplied,
  line.is_discharge_drug,
  line.herb_use,
  line.original_line_id,
  line.original_line_no
from feedetail_2301 as line
inner join placed on line.claim_line_id = placed.claim_line_id
