/* ---
title: Diagnoses of settlement lists
title_zh: 结算清单诊断
key: [encounter_id, code_system, code]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  coalesce(diag_type, '1') as code_system,
  diag_code as code,
  diag_name as name,
  coalesce(maindiag_flag = '1', false) as is_main,
  adm_cond_type as on_admission
from diseinfo_4101
