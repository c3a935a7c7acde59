/* ---
title: Uploaded visits
title_zh: 上传的就诊信息
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  med_type as visit_type,
  begntime as started_at,
  endtime as ended_at,
  adm_dept_name as department,
  adm_bed as bed,
  -- 0 and 0000 name nobody
  case when ltrim(chfpdr_code, '0') <> '' then chfpdr_code end as practitioner_id,
  -- the code of a disease programme (门慢门特, 单病种, 日间手术) as a rule; a diagnosis only where it is one
  case when regexp_full_match(dise_codg, '[A-Za-z][0-9][0-9A-Za-z]([.].*)?') then dise_codg end as main_diagnosis,
  ipt_otp_no as hospital_no,
  medrcdno as record_no,
  nwb_flag = '1' as is_newborn,
  insutype as insurance
from mdtrtinfo_2203
