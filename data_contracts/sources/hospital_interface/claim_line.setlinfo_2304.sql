/* ---
title: Settlements that lines may belong to
title_zh: 明细所属的结算
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  setl_time as settled_at,
  medfee_sumamt as total_amount,
  chrg_bchno as batch
from setlinfo_2304
