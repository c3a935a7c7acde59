/* ---
title: Settlements become claims
title_zh: 结算信息成为结算
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
  -- where no settlement list says how it is paid; not verified in practice
  case med_type when '26' then 'single_disease' when '2105' then 'per_diem' end as payment_method,
  invono as invoice_no
from setlinfo_2304
