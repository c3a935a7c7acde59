/* ---
title: Visits that were taken back whole, as before they were settled anew under another number
title_zh: 已整体退费的就诊（如退费后换号重新结算）
scope: encounter
--- */
-- all their settlements are void; who works by settlements or lines has them out by derived.claim_change
select encounter_id
from derived.claim_change
group by encounter_id
having bool_and(is_void)
