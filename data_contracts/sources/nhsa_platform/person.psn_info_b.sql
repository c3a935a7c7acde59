/* ---
title: Insured persons
title_zh: 参保人
--- */
select
  staged_row,
  psn_no as person_id,
  case when gend in ('1', '2') then gend end as sex,
  brdy as birth_date,
  die_date as died_on,
  address_key,
  locality_key,
  phone_key
from psn_info_b
