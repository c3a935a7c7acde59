/* ---
title: The settlement list says whether a readmission was planned, and how long was nursed and ventilated
title_zh: 结算清单注明的再住院计划、护理天数和呼吸机时长
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  -- a flag of the platform: 1 yes, 0 no; the 2 that some hospitals write is not told
  case days_rinp_flag_31 when '1' then true when '0' then false end as is_planned_readmission,
  -- written days/hours/minutes; some write plain hours
  case
    when regexp_full_match(vent_used_dura, '[0-9]+/[0-9]+/[0-9]+')
      then try_cast(
        24 * try_cast(split_part(vent_used_dura, '/', 1) as integer)
        + try_cast(split_part(vent_used_dura, '/', 2) as integer)
        + try_cast(split_part(vent_used_dura, '/', 3) as integer) / 60.0 as decimal(9, 2)
      )
    else try_cast(vent_used_dura as decimal(9, 2))
  end as ventilator_hours,
  try_cast(spga_nurscare_days as decimal(9, 2)) as special_nursing_days,
  try_cast(lv1_nurscare_days as decimal(9, 2)) as first_nursing_days,
  try_cast(scd_nurscare_days as decimal(9, 2)) as second_nursing_days,
  try_cast(lv3_nurscare_days as decimal(9, 2)) as third_nursing_days
from setlinfo_4101
