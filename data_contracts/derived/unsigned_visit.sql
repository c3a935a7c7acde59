/* ---
title: Visits of which no charge says who ordered it, and their doctors
title_zh: 明细均未填开单医师的就诊及其接诊医师
scope: encounter
note: >-
  The doctor of the visit ordered what is charged in it. Visits without a doctor are left out, and nothing is taken out
  for refunds: a charge that was taken back says who orders here, too.
--- */
select visit.encounter_id, visit.practitioner_id
from encounter as visit
anti join claim_line as line on visit.encounter_id = line.encounter_id and line.practitioner_id is not null
where visit.practitioner_id is not null
