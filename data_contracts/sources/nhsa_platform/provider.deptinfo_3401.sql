/* ---
title: Departments and their approved beds
title_zh: 科室批准床位
key: [provider_id, department_code]
--- */
select
  staged_row,
  fixmedins_code as provider_id,
  hosp_dept_codg as department_code,
  aprv_bed_cnt as approved_beds
from deptinfo_3401
