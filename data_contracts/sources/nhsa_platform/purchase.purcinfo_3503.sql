/* ---
title: Purchases
title_zh: 采购入库
--- */
select
  staged_row,
  -- a row without a trace code is told from its neighbours by its batch
  md5(concat_ws('|', fixmedins_code, case when purc_retn_cnt < 0 then 'returned' else 'purchase' end, coalesce(purc_invo_no, purc_invo_codg, dynt_no), med_list_codg, coalesce(drug_trac_codg, fixmedins_bchno, manu_lotnum), purc_retn_stoin_time)) as purchase_id,
  -- a purchase of less than nothing went back to the supplier, or was booked by mistake: it takes back what came in
  case when purc_retn_cnt < 0 then 'return' else 'purchase' end as kind,
  fixmedins_code as provider_id,
  med_list_codg as item_code,
  drug_trac_codg as trace_code,
  abs(purc_retn_cnt) as quantity,
  finl_trns_pric as unit_price,
  spler_name as supplier,
  coalesce(purc_invo_no, purc_invo_codg) as invoice_no,
  purc_retn_stoin_time as stocked_at
from purcinfo_3503
