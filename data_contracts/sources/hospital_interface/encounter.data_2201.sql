/* ---
title: Where a visit to the clinic was registered, and with whom
title_zh: 门诊挂号的科室和医师
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  ipt_otp_no as hospital_no,
  -- 0 and 0000 name nobody
  case when ltrim(atddr_no, '0') <> '' then atddr_no end as practitioner_id,
  dept_name as department,
  insutype as insurance
from data_2201
