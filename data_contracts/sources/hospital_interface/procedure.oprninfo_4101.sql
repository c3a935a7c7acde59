/* ---
title: Operations of settlement lists
title_zh: 结算清单手术操作
key: [encounter_id, code, started_at, ended_at, is_main]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  oprn_oprt_code as code,
  oprn_oprt_name as name,
  coalesce(oprn_oprt_type = '1', false) as is_main,
  coalesce(oprn_oprt_begntime, oprn_oprt_date) as started_at,
  oprn_oprt_endtime as ended_at,
  anst_way as anesthesia,
  anst_begntime as anesthesia_started_at,
  anst_endtime as anesthesia_ended_at
from oprninfo_4101
