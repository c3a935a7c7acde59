/* ---
title: The settlement list says how a claim is paid
title_zh: 结算清单注明的支付方式
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  -- the codes as the interface lists them; what regions write beside them is not verified
  case hi_paymtd
    when '1' then 'fee_for_service'
    when '2' then 'single_disease'
    when '3' then 'dip'
    when '4' then 'drg'
    when '5' then 'per_diem'
    when '6' then 'capitation'
  end as payment_method
from setlinfo_4101
