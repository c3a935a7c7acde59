/* ---
title: An encounter with what its settlement list and its settlements add
title_zh: 就诊，并入结算清单和结算信息内容
by: encounter_id
--- */
with planned as (
  select
    encounter_id,
    bool_or(is_planned_readmission) as is_planned_readmission,
    -- a stay that was settled in parts has a list for each
    sum(ventilator_hours) as ventilator_hours,
    sum(special_nursing_days) as special_nursing_days,
    sum(first_nursing_days) as first_nursing_days,
    sum(second_nursing_days) as second_nursing_days,
    sum(third_nursing_days) as third_nursing_days
  from setlinfo_4101
  group by encounter_id
),

-- of several settlements the highest: the level excuses, it accuses nobody
settled as (
  select
    encounter_id,
    max(level_at_visit) as level_at_visit
  from setl_d
  group by encounter_id
)

select
  visit.encounter_id,
  visit.person_id,
  visit.provider_id,
  visit.class,
  visit.visit_type,
  visit.started_at,
  visit.ended_at,
  visit.department,
  visit.bed,
  visit.practitioner_id,
  visit.main_diagnosis,
  visit.hospital_no,
  visit.record_no,
  visit.is_newborn,
  planned.is_planned_readmission,
  visit.discharge_way,
  visit.insurance,
  planned.ventilator_hours,
  planned.special_nursing_days,
  planned.first_nursing_days,
  planned.second_nursing_days,
  planned.third_nursing_days,
  coalesce(visit.level_at_visit, settled.level_at_visit) as level_at_visit
from mdtrt_d as visit
left join planned on visit.encounter_id = planned.encounter_id
left join settled on visit.encounter_id = settled.encounter_id
