/* ---
title: Visits become encounters
title_zh: 就诊信息成为就诊
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  -- 0 and 999999999 are what is entered for who has no number: they are not one person
  case when not regexp_full_match(psn_no, '0+|1{6,}|9{6,}') then psn_no end as person_id,
  fixmedins_code as provider_id,
  case
    when med_type in ('13', '1301') then 'emergency'
    when med_type in ('41', '93', '9929') or med_type like '41%' then 'pharmacy'
    when med_type in ('52', '92') or med_type like '2%' then 'inpatient'
    when med_type in ('12', '19', '51', '53', '91') or med_type like '14%' or med_type like '11%' then 'outpatient'
    when med_type is null then null
    -- other codes of the platform: a bed or an end on another day means a stay
    when fixmedins_code like 'P%' then 'pharmacy'
    when coalesce(dscg_bed, adm_bed, wardarea_bed) is not null then 'inpatient'
    else 'outpatient'
  end as class,
  med_type as visit_type,
  begntime as started_at,
  endtime as ended_at,
  coalesce(dscg_dept_name, adm_dept_name) as department,
  coalesce(dscg_bed, wardarea_bed, adm_bed) as bed,
  -- 0 and 0000 name nobody
  case when ltrim(chfpdr_code, '0') <> '' then chfpdr_code end as practitioner_id,
  dscg_maindiag_code as main_diagnosis,
  ipt_otp_no as hospital_no,
  medrcdno as record_no,
  nwb_flag = '1' as is_newborn,
  dscg_way as discharge_way,
  insutype as insurance,
  -- the platform counts the other way round: 1 is tertiary, 3 is primary
  case ltrim(hosp_lv, '0')
    when '1' then 3
    when '2' then 2
    when '3' then 1
    when '11' then 0
  end as level_at_visit
from mdtrt_d
