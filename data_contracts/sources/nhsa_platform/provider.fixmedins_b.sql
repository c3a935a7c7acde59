/* ---
title: Designated hospitals and pharmacies
title_zh: 定点医药机构
--- */
select
  staged_row,
  fixmedins_code as provider_id,
  fixmedins_name as name,
  case
    when fixmedins_type = '1' then 'hospital'
    when fixmedins_type = '2' then 'pharmacy'
    when fixmedins_code like 'H%' then 'hospital'
    when fixmedins_code like 'P%' then 'pharmacy'
  end as kind,
  case
    when fixmedins_type = '2' or fixmedins_code like 'P%' then 0
    -- the platform counts the other way round: 1 is tertiary, 3 is primary
    when ltrim(hosp_lv, '0') = '1' then 3
    when ltrim(hosp_lv, '0') = '2' then 2
    when ltrim(hosp_lv, '0') = '3' then 1
    when ltrim(hosp_lv, '0') = '11' or hosp_lv = '0' then 0
  end as level,
  case
    when medins_natu in ('1', '01') then 'public'
    when medins_natu in ('2', '02') then 'private'
    else null
  end as ownership,
  fix_blng_admdvs as region_code,
  -- 0, -1 and 9999 are what is written for no number
  case when bed_cnt between 1 and 9998 then bed_cnt end as approved_beds,
  -- 0, and the two exchanged, are no place in China
  case when lnt between 73 and 136 and lat between 3 and 54 then lnt end as longitude,
  case when lnt between 73 and 136 and lat between 3 and 54 then lat end as latitude,
  cast(begntime as date) as designated_from,
  -- 9999-12-31 and 2999-12-31 are how the platform writes "no end"
  case when year(endtime) in (2999, 3000, 9999) then null else cast(endtime as date) end as designated_to
from fixmedins_b
