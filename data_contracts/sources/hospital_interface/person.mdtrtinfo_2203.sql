/* ---
title: What a message says about its person
title_zh: 报文中的参保人信息
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  begntime as seen_at,
  case when gend in ('1', '2') then gend end as sex,
  brdy as birth_date,
  insutype as insurance,
  phone_key
from mdtrtinfo_2203
