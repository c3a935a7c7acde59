/* ---
title: Settlements that were taken back, whose lines may belong to the next one
title_zh: 已撤销的结算，其明细可能归入后一次结算
decides: false
key: [original_claim_id]
--- */
select
  staged_row,
  setl_id as original_claim_id,
  mdtrt_id as encounter_id
from data_2305
