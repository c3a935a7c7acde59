/* ---
title: Stays as settlement lists describe them
title_zh: 结算清单中的住院
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  ipt_med_type as stay_type,
  adm_time as started_at,
  dscg_time as ended_at,
  dscg_caty as department,
  -- 0 and 0000 name nobody
  case when ltrim(chfpdr_code, '0') <> '' then chfpdr_code end as practitioner_id,
  medcasno as record_no,
  case days_rinp_flag_31 when '1' then true when '0' then false end as is_planned_readmission,
  dscg_way as discharge_way,
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
