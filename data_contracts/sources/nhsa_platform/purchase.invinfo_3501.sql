/* ---
title: Stock counted
title_zh: 商品盘存
--- */
select
  staged_row,
  -- a row without a trace code is told from its neighbours by its batch
  md5(concat_ws('|', fixmedins_code, 'opening', fixmedins_hilist_id, med_list_codg, coalesce(drug_trac_codg, fixmedins_bchno, manu_lotnum), invdate)) as purchase_id,
  'opening' as kind,
  fixmedins_code as provider_id,
  med_list_codg as item_code,
  drug_trac_codg as trace_code,
  inv_cnt as quantity,
  cast(null as decimal(18,6)) as unit_price,
  cast(null as varchar) as supplier,
  cast(null as varchar) as invoice_no,
  invdate as stocked_at
from invinfo_3501
