/* ---
title: A request names the settlement that is taken back
title_zh: 撤销请求中的原结算
key: [original_claim_id]
--- */
select
  staged_row,
  setl_id as original_claim_id,
  mdtrt_id as encounter_id
from data_2305
