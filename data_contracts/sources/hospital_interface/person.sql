/* ---
title: Persons as messages describe them
title_zh: 报文中的参保人
by: person_id
--- */
with seen as (
  select person_id, seen_at, sex, birth_date from mdtrtinfo_2203
  union all
  select person_id, seen_at, sex, birth_date from setlinfo_2304
  union all
  select person_id, seen_at, sex, birth_date from setlinfo_4101
)

select
  person_id,
  arg_max(sex, seen_at) filter (where sex is not null) as sex,
  arg_max(birth_date, seen_at) filter (where birth_date is not null) as birth_date
from seen
group by person_id
