/* ---
title: Physicians
title_zh: 医师
--- */
-- a doctor of several houses has a row for each: they say one thing of him, and where no row is newer they are taken together
select
  staged_row,
  dr_code as practitioner_id,
  max(psn_no) over doctor as person_id,
  first_value(coalesce(main_pracins_no, medins_code)) over main_house as provider_id,
  'physician' as role,
  bool_or(mul_prac_flag = '1') over doctor
  or coalesce(
    min(coalesce(medins_code, main_pracins_no)) over doctor <> max(coalesce(medins_code, main_pracins_no)) over doctor, false
  ) as is_multi_site,
  -- settlement for this person: 1 allowed, 2 suspended, anything else ended; allowed in one house is allowed
  case min(
    case
      when psn_stas = '1' then 1
      when psn_stas = '2' then 2
      when psn_stas is not null then 3
      when prac_stas = '1' then 1
      when prac_stas = '2' then 2
      when prac_stas is not null then 3
    end
  ) over doctor
    when 1 then 'active'
    when 2 then 'suspended'
    when 3 then 'terminated'
  end as status,
  min(cntr_begntime) over doctor as contract_from,
  -- 9999-12-31 and 2999-12-31 are how the platform writes "no end"
  case
    when bool_or(cntr_endtime is null or year(cntr_endtime) in (2999, 3000, 9999)) over doctor then null
    else max(cntr_endtime) over doctor
  end as contract_to
from dr_info_b
window
  doctor as (partition by dr_code, updt_time, vali_flag),
  main_house as (
    partition by dr_code, updt_time, vali_flag
    order by coalesce(mul_prac_flag, ''), cntr_begntime nulls last, coalesce(main_pracins_no, medins_code)
  )
