/* ---
title: What an encounter says about its person
title_zh: 就诊记录中的参保人信息
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  -- a visit that is set aside as another house's tells nothing of the person of the visit that stands
  fixmedins_code as provider_id,
  begntime as seen_at,
  case when gend in ('1', '2') then gend end as sex,
  brdy as birth_date,
  die_date as died_on,
  insutype as insurance,
  phone_key,
  emp_no as employer_id
from mdtrt_d
