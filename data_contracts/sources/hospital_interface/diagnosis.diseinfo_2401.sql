/* ---
title: Diagnoses at admission
title_zh: 入院诊断
key: [encounter_id, code_system, seq]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  coalesce(diag_type, '1') as code_system,
  diag_srt_no as seq,
  diag_code as code,
  diag_name as name,
  coalesce(maindiag_flag = '1', diag_srt_no = 1 and coalesce(diag_type, '1') = '1') as is_main,
  adm_cond as on_admission
from diseinfo_2401
