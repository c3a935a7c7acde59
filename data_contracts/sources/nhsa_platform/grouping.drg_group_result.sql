/* ---
title: Group results
title_zh: 分组结果
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  'drg' as method,
  case when drg_code_20 is not null and drg_code is null then '2.0' end as version,
  -- 0000 is what the groupers write for a stay that falls into no group
  coalesce(drg_code, drg_code_20, case when grpg_flag in ('02', '2', '0') then '0000' end) as group_code,
  coalesce(adrg_code, nullif(left(coalesce(drg_code, drg_code_20), 3), '')) as adrg_code,
  weight,
  pay_std as standard_amount,
  coalesce(drg_name, case when drg_code is null then drg_name_20 end) as group_name,
  adrg_name
from drg_group_result
