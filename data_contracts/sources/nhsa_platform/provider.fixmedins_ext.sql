/* ---
title: More about designated hospitals and pharmacies
title_zh: 定点医药机构扩展信息
--- */
select
  staged_row,
  fixmedins_code as provider_id,
  fixmedins_name as name,
  case
    when fixmedins_type = '1' then 'hospital'
    when fixmedins_type = '2' then 'pharmacy'
    -- a kind that no dictionary knows is unknown; a code's first letter speaks where none was sent
    when fixmedins_type is null and fixmedins_code like 'H%' then 'hospital'
    when fixmedins_type is null and fixmedins_code like 'P%' then 'pharmacy'
  end as kind,
  case
    when medins_natu in ('1', '01') then 'public'
    when medins_natu in ('2', '02') then 'private'
    else null
  end as ownership,
  case
    when coalesce(medins_lv_desc, '') like '%精神%' then 'psychiatric'
    when medins_lv_desc like '%康复%' then 'rehabilitation'
    when medins_lv_desc like '%妇%' then 'maternity'
    when medins_lv_desc like '%肿瘤%' then 'oncology'
    when medins_lv_desc like '%护理%' then 'nursing'
    when medins_lv_desc like '%中医%' then 'tcm'
    when medins_lv_desc like '%综合%' then 'general'
  end as specialty,
  admdvs as region_code,
  -- 0, -1 and 9999 are what is written for no number
  case when bed_cnt between 1 and 9998 then bed_cnt end as approved_beds,
  bloc_fixmedins_code as chain_id,
  -- 0, and the two exchanged, are no place in China
  case when lnt between 73 and 136 and lat between 3 and 54 then lnt end as longitude,
  case when lnt between 73 and 136 and lat between 3 and 54 then lat end as latitude
from fixmedins_ext
