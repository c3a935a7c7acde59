/* ---
title: A visit from its upload, its discharge, its settlements and its settlement list
title_zh: 就诊：上传、出院、结算与结算清单合并
by: encounter_id
--- */
with settled as (
  select
    encounter_id,
    max(person_id) as person_id,
    max(provider_id) as provider_id,
    max(visit_type) as visit_type,
    max(insurance) as insurance
  from setlinfo_2304
  group by encounter_id
),

listed as (
  select
    encounter_id,
    max(person_id) as person_id,
    max(provider_id) as provider_id,
    min(started_at) as started_at,
    max(ended_at) as ended_at,
    max(department) as department,
    max(practitioner_id) as practitioner_id,
    max(record_no) as record_no,
    max(stay_type) as stay_type,
    bool_or(is_newborn) as is_newborn,
    bool_or(is_planned_readmission) as is_planned_readmission,
    max(discharge_way) as discharge_way,
    -- a stay that was settled in parts has a list for each
    sum(ventilator_hours) as ventilator_hours,
    sum(special_nursing_days) as special_nursing_days,
    sum(first_nursing_days) as first_nursing_days,
    sum(second_nursing_days) as second_nursing_days,
    sum(third_nursing_days) as third_nursing_days
  from setlinfo_4101
  group by encounter_id
),

-- of western medicine; a settlement list is written after discharge and goes before the upload
listed_main as (
  select encounter_id, min(diagnosis) as diagnosis
  from diseinfo_4101
  where is_main and code_system = '1'
  group by encounter_id
),

discharged as (
  select encounter_id, min(diagnosis) as diagnosis
  from diseinfo_2402
  where is_main and code_system = '1'
  group by encounter_id
),

admitted as (
  select encounter_id, min(diagnosis) as diagnosis
  from diseinfo_2401
  where is_main and code_system = '1'
  group by encounter_id
),

uploaded as (
  select
    encounter_id,
    min(case when code_system = '1' then diagnosis end) as diagnosis,
    -- one of Chinese medicine has the same doctor
    min(practitioner_id) as practitioner_id,
    min(department) as department
  from diseinfo_2203
  where is_main
  group by encounter_id
),

known as (
  select encounter_id from mdtrtinfo_2203
  union
  select encounter_id from listed
),

told as (
  select
    known.encounter_id,
    coalesce(visit.person_id, settled.person_id, listed.person_id) as person_id,
    coalesce(visit.provider_id, settled.provider_id, listed.provider_id) as provider_id,
    -- a settlement list is of a stay, of a day or of several
    coalesce(
      visit.visit_type,
      settled.visit_type,
      case when listed.stay_type = '2' then '28' when listed.encounter_id is not null then '21' end
    ) as visit_type,
    coalesce(ended.encounter_id, listed.encounter_id) is not null as is_stay,
    coalesce(listed.started_at, visit.started_at) as started_at,
    coalesce(listed.ended_at, ended.ended_at, visit.ended_at) as ended_at,
    coalesce(ended.department, listed.department, visit.department, registered.department, uploaded.department) as department,
    coalesce(ended.bed, visit.bed) as bed,
    coalesce(
      listed.practitioner_id, visit.practitioner_id, uploaded.practitioner_id, registered.practitioner_id
    ) as practitioner_id,
    coalesce(
      listed_main.diagnosis, discharged.diagnosis, uploaded.diagnosis, visit.main_diagnosis, admitted.diagnosis
    ) as main_diagnosis,
    coalesce(visit.hospital_no, registered.hospital_no) as hospital_no,
    coalesce(listed.record_no, visit.record_no) as record_no,
    coalesce(visit.is_newborn, listed.is_newborn) as is_newborn,
    listed.is_planned_readmission,
    coalesce(listed.discharge_way, ended.discharge_way) as discharge_way,
    coalesce(visit.insurance, ended.insurance, settled.insurance, registered.insurance) as insurance,
    listed.ventilator_hours,
    listed.special_nursing_days,
    listed.first_nursing_days,
    listed.second_nursing_days,
    listed.third_nursing_days
  from known
  left join mdtrtinfo_2203 as visit on known.encounter_id = visit.encounter_id
  left join settled on known.encounter_id = settled.encounter_id
  left join listed on known.encounter_id = listed.encounter_id
  left join data_2201 as registered on known.encounter_id = registered.encounter_id
  left join dscginfo_2402 as ended on known.encounter_id = ended.encounter_id
  left join listed_main on known.encounter_id = listed_main.encounter_id
  left join discharged on known.encounter_id = discharged.encounter_id
  left join admitted on known.encounter_id = admitted.encounter_id
  left join uploaded on known.encounter_id = uploaded.encounter_id
)

select
  encounter_id,
  person_id,
  provider_id,
  case
    when visit_type in ('13', '1301') then 'emergency'
    when visit_type in ('41', '93', '9929') or visit_type like '41%' then 'pharmacy'
    when visit_type in ('52', '92') or visit_type like '2%' then 'inpatient'
    when visit_type in ('12', '19', '51', '53', '91') or visit_type like '14%' or visit_type like '11%' then 'outpatient'
    when visit_type is null then null
    -- other codes of a region: a shop sells, and a bed, a discharge or a settlement list means a stay
    when provider_id like 'P%' then 'pharmacy'
    when is_stay or bed is not null then 'inpatient'
    else 'outpatient'
  end as class,
  visit_type,
  started_at,
  ended_at,
  department,
  bed,
  practitioner_id,
  main_diagnosis,
  hospital_no,
  record_no,
  is_newborn,
  is_planned_readmission,
  discharge_way,
  insurance,
  ventilator_hours,
  special_nursing_days,
  first_nursing_days,
  second_nursing_days,
  third_nursing_days
from told
