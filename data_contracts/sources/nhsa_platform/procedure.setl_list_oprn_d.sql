/* ---
title: Operations and procedures of settlement lists
title_zh: 结算清单手术操作
key: [encounter_id, code, started_at, ended_at, is_main]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  1 as seq,
  oprn_oprt_code as code,
  oprn_oprt_name as name,
  main_oprn_flag = '1' as is_main,
  coalesce(oprn_oprt_begntime, oprn_oprt_date) as started_at,
  oprn_oprt_endtime as ended_at,
  anst_way as anesthesia,
  anst_begntime as anesthesia_started_at,
  anst_endtime as anesthesia_ended_at
from setl_list_oprn_d
