/* ---
title: How a stay ended
title_zh: 出院办理
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  endtime as ended_at,
  dscg_dept_name as department,
  dscg_bed as bed,
  dscg_way as discharge_way,
  insutype as insurance
from dscginfo_2402
