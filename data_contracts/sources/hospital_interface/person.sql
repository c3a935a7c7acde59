/* ---
title: Persons as messages describe them
title_zh: 报文中的参保人
by: person_id
--- */
with
said as (
  select
    person_id, seen_at, encounter_id as told_by, sex, birth_date, insurance,
    null as address_key, null as locality_key, phone_key
  from mdtrtinfo_2203
  union all
  select
    person_id, seen_at, claim_id as told_by, sex, birth_date, insurance,
    null as address_key, null as locality_key, null as phone_key
  from setlinfo_2304
  union all
  select
    person_id, seen_at, claim_id as told_by, sex, birth_date, null as insurance,
    address_key, locality_key, null as phone_key
  from setlinfo_4101
),

-- of several messages the latest that says anything decides
seen as (
  select
    person_id,
    arg_max(sex, (seen_at, told_by)) filter (where sex is not null) as sex,
    arg_max(birth_date, (seen_at, told_by)) filter (where birth_date is not null) as birth_date,
    arg_max(insurance, (seen_at, told_by)) filter (where insurance is not null) as insurance,
    arg_max(address_key, (seen_at, told_by)) filter (where address_key is not null) as address_key,
    arg_max(locality_key, (seen_at, told_by)) filter (where locality_key is not null) as locality_key,
    arg_max(phone_key, (seen_at, told_by)) filter (where phone_key is not null) as phone_key
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
  seen.insurance,
  seen.address_key,
  seen.locality_key,
  seen.phone_key
from seen
left join died on seen.person_id = died.person_id
