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
  -- some houses write a refund in positive amounts; marked as one, and naming what it takes back, it is one
  case when refd_setl_flag = '1' and init_setl_id <> setl_id then -abs(medfee_sumamt) else medfee_sumamt end as total_amount,
  case when refd_setl_flag = '1' and init_setl_id <> setl_id then -abs(inscp_amt) else inscp_amt end as covered_amount,
  case
    when refd_setl_flag = '1' and init_setl_id <> setl_id then -abs(fund_pay_sumamt) else fund_pay_sumamt
  end as fund_amount,
  case when refd_setl_flag = '1' and init_setl_id <> setl_id then -abs(psn_pay) else psn_pay end as self_pay_amount,
  -- some extracts have no flag, or never set it; a negative settlement that names another one takes it back
  coalesce(refd_setl_flag = '1', false) or coalesce(medfee_sumamt < 0 and init_setl_id is not null, false) as is_refund,
  init_setl_id as original_claim_id,
  -- where neither a settlement list nor a group says how it is paid; not verified in practice
  case med_type when '26' then 'single_disease' when '2105' then 'per_diem' end as payment_method,
  invono as invoice_no,
  -- interfaces write 0 for what is not paid by group; not verified in practice
  case
    when refd_setl_flag = '1' and init_setl_id <> setl_id then -abs(nullif(bydise_setl_payamt, 0))
    else nullif(bydise_setl_payamt, 0)
  end as group_paid_amount
from setl_d
