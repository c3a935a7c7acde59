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
  dscg_caty as department,
  -- 0 and 0000 name nobody
  case when ltrim(chfpdr_code, '0') <> '' then chfpdr_code end as practitioner_id,
  medcasno as record_no,
  case days_rinp_flag_31 when '1' then true when '0' then false end as is_planned_readmission,
  dscg_way as discharge_way
from setlinfo_4101
