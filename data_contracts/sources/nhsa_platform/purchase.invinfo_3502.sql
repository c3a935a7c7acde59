/* ---
title: Transfers within a chain
title_zh: 连锁内调拨
--- */
select
  staged_row,
  -- a row without a trace code is told from its neighbours by its batch
  md5(concat_ws('|', fixmedins_code, case inv_chg_type when '101' then 'transfer_in' when '102' then 'transfer_out' end, fixmedins_hilist_id, med_list_codg, coalesce(drug_trac_codg, fixmedins_bchno), inv_chg_time)) as purchase_id,
  case inv_chg_type when '101' then 'transfer_in' when '102' then 'transfer_out' end as kind,
  fixmedins_code as provider_id,
  med_list_codg as item_code,
  drug_trac_codg as trace_code,
  cnt as quantity,
  pric as unit_price,
  cast(null as varchar) as supplier,
  cast(null as varchar) as invoice_no,
  inv_chg_time as stocked_at
from invinfo_3502
