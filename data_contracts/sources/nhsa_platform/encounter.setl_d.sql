/* ---
title: The level of the house by which a settlement was worked out
title_zh: 结算所依据的医院等级
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  fixmedins_code as provider_id,
  -- as mdtrt_d.hosp_lv: counted from the top
  case ltrim(hosp_lv, '0')
    when '1' then 3
    when '2' then 2
    when '3' then 1
    when '11' then 0
  end as level_at_visit
from setl_d
where hosp_lv is not null
