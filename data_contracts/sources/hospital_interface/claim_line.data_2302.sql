/* ---
title: Charges that were deleted before they were settled
title_zh: 结算前撤销的费用明细
key: [encounter_id, deleted_no, deleted_batch, told_at]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  -- 0000 names all that was uploaded and not settled
  case when ltrim(feedetl_sn, '0') <> '' then feedetl_sn else '' end as deleted_no,
  case when ltrim(chrg_bchno, '0') <> '' then chrg_bchno else '' end as deleted_batch,
  coalesce(cast(inf_time as varchar), '') as told_at
from data_2302
-- a request that names nothing deletes nothing
where feedetl_sn is not null or chrg_bchno is not null
