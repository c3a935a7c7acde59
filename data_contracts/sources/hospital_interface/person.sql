/* ---
title: Persons as messages describe them
title_zh: 报文中的参保人
by: person_id
--- */
with
said as (
  select person_id, seen_at, encounter_id as told_by, sex, birth_date, insurance from mdtrtinfo_2203
  union all
  select person_id, seen_at, claim_id as told_by, sex, birth_date, insurance from setlinfo_2304
  union all
  select person_id, seen_at, claim_id as told_by, sex, birth_date, null as insurance from setlinfo_4101
),

-- of several messages the latest that says anything decides
seen as (
  select
    person_id,
    arg_max(sex, (seen_at, told_by)) filter (where sex is not null) as sex,
    arg_max(birth_date, (seen_at, told_by)) filter (where birth_date is not null) as birth_date,
    arg_max(insurance, (seen_at, told_by)) filter (where insurance is not null) as insurance
  from said
  group by person_id
),

died as (
  select person_id, max(died_on) as died_on
  from dscginfo_2402
  group by person_id
)

select
  seen.person_id,
  seen.sex,
  seen.birth_date,
  died.died_on,
  seen.insurance
from seen
left join died on seen.person_id = died.person_id
