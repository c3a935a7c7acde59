/* ---
title: Settlements taken back
title_zh: 结算撤销
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  setl_time as settled_at,
  medfee_sumamt as total_amount,
  inscp_scp_amt as covered_amount,
  fund_pay_sumamt as fund_amount,
  psn_part_amt as self_pay_amount,
  init_setl_id as original_claim_id
from setlinfo_2305
