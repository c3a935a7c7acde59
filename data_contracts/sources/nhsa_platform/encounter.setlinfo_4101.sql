/* ---
title: The settlement list says whether a readmission was planned
title_zh: 结算清单注明的 31 天内再住院计划
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  -- a flag of the platform: 1 yes, 0 no; the 2 that some hospitals write is not told
  case days_rinp_flag_31 when '1' then true when '0' then false end as is_planned_readmission
from setlinfo_4101
