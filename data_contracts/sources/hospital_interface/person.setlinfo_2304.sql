/* ---
title: What a message says about its person
title_zh: 报文中的参保人信息
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  psn_no as person_id,
  setl_time as seen_at,
  case when gend in ('1', '2') then gend end as sex,
  brdy as birth_date,
  insutype as insurance
from setlinfo_2304
