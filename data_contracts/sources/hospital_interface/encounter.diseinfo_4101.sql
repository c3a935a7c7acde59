/* ---
title: The main diagnosis of the settlement list
title_zh: 结算清单的主要诊断
decides: false
key: [encounter_id, code_system, diagnosis]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  coalesce(diag_type, '1') as code_system,
  diag_code as diagnosis,
  coalesce(maindiag_flag = '1', false) as is_main
from diseinfo_4101
