/* ---
title: The main diagnosis at admission
title_zh: 入院主要诊断
decides: false
key: [encounter_id, code_system, seq]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  coalesce(diag_type, '1') as code_system,
  diag_srt_no as seq,
  diag_code as diagnosis,
  coalesce(maindiag_flag = '1', diag_srt_no = 1) as is_main
from diseinfo_2401
