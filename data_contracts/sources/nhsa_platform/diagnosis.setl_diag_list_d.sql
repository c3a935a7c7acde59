/* ---
title: Diagnoses of visits and stays
title_zh: 就诊诊断
key: [encounter_id, list, code_system, position]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  -- admission and discharge diagnoses are numbered each from 1; so are those of Chinese medicine
  case when inout_diag_type = '1' then 2 else 1 end as list,
  coalesce(diag_type, '1') as code_system,
  diag_srt_no as position,
  diag_srt_no as seq,
  diag_code as code,
  diag_name as name,
  coalesce(maindiag_flag = '1', false) and coalesce(inout_diag_type, '2') <> '1' as is_main,
  adm_cond as on_admission
from setl_diag_list_d
