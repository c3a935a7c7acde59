/* ---
title: A stay with a group is paid by it
title_zh: 有分组结果的住院按病组付费
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  case when drg_code is not null and coalesce(grpg_flag, '01') <> '02' then 'drg' end as payment_method,
  -- what the monthly settlement paid for the stay; nothing written before it has taken place
  nullif(hifp_act_pay + coalesce(hifob_act_pay, 0), 0) as group_paid_amount
from drg_group_result
