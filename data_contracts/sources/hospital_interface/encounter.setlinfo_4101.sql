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
  -- the divisions (科别) of the national list by their names; a number of the house's own says nothing
  case
    when starts_with(dscg_caty, 'A07.01') then '新生儿'
    when starts_with(dscg_caty, 'A03') then '内科'
    when starts_with(dscg_caty, 'A04') then '外科'
    when starts_with(dscg_caty, 'A05') then '妇产科'
    when starts_with(dscg_caty, 'A07') then '儿科'
    when starts_with(dscg_caty, 'A08') then '小儿外科'
    when starts_with(dscg_caty, 'A10') then '眼科'
    when starts_with(dscg_caty, 'A11') then '耳鼻咽喉科'
    when starts_with(dscg_caty, 'A12') then '口腔科'
    when starts_with(dscg_caty, 'A15') then '精神科'
    when starts_with(dscg_caty, 'A16') then '传染科'
    when starts_with(dscg_caty, 'A19') then '肿瘤科'
    when starts_with(dscg_caty, 'A20') then '急诊医学科'
    when starts_with(dscg_caty, 'A21') then '康复医学科'
    when starts_with(dscg_caty, 'A28') then '重症医学科'
    when starts_with(dscg_caty, 'A50') then '中医科'
    when not regexp_full_match(dscg_caty, '[A-Za-z]{0,2}[0-9][0-9._-]*') then dscg_caty
  end as department,
  -- 0 and 0000 name nobody
  case when ltrim(chfpdr_code, '0') <> '' then chfpdr_code end as practitioner_id,
  medcasno as record_no,
  -- written of the newborn only
  case when nwb_adm_type is not null then true end as is_newborn,
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
