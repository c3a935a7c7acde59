/* ---
title: A person, made from his encounters where the register has none
title_zh: 参保人；登记表中没有的由其就诊记录生成
by: person_id
--- */
with
-- of several encounters the latest that says anything decides
seen as (
  select
    person_id,
    arg_max(sex, (seen_at, encounter_id)) filter (where sex is not null) as sex,
    arg_max(birth_date, (seen_at, encounter_id)) filter (where birth_date is not null) as birth_date,
    max(died_on) as died_on,
    arg_max(insurance, (seen_at, encounter_id)) filter (where insurance is not null) as insurance,
    arg_max(phone_key, (seen_at, encounter_id)) filter (where phone_key is not null) as phone_key,
    arg_max(employer_id, (seen_at, encounter_id)) filter (where employer_id is not null) as employer_id
  from mdtrt_d
  group by person_id
)

select
  coalesce(registered.person_id, seen.person_id) as person_id,
  coalesce(registered.sex, seen.sex) as sex,
  coalesce(registered.birth_date, seen.birth_date) as birth_date,
  coalesce(registered.died_on, seen.died_on) as died_on,
  seen.insurance,
  registered.address_key,
  registered.locality_key,
  coalesce(registered.phone_key, seen.phone_key) as phone_key,
  seen.employer_id
from psn_info_b as registered
full join seen on registered.person_id = seen.person_id
