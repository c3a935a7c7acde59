/* ---
title: The first diagnosis of the uploaded visit, who made it and where
title_zh: 上传就诊的第一诊断及其医师、科室
decides: false
key: [encounter_id, code_system, seq]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  coalesce(diag_type, '1') as code_system,
  diag_srt_no as seq,
  diag_code as diagnosis,
  diag_srt_no = 1 as is_main,
  -- 0 and 0000 name nobody
  case when ltrim(dise_dor_no, '0') <> '' then dise_dor_no end as practitioner_id,
  -- a number of the house's own says nothing
  case when not regexp_full_match(diag_dept, '[A-Za-z]{0,2}[0-9][0-9._-]*') then diag_dept end as department
from diseinfo_2203
