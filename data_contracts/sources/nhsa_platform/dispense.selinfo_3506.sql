/* ---
title: Returns with trace codes
title_zh: 销售退货（追溯码）
--- */
select
  staged_row,
  -- a repeated upload is the same row: its settlement or visit, number, item, code and time make the
  -- identity; a number alone is unique within its visit only
  md5(concat_ws('|', fixmedins_code, coalesce(setl_id, mdtrt_sn), 'return', coalesce(bkkp_sn, rtal_docno, stoout_no, medins_prod_sel_no, setl_id), med_list_codg, drug_trac_codg, sel_retn_time)) as dispense_id,
  'return' as kind,
  fixmedins_code as provider_id,
  setl_id as claim_id,
  bkkp_sn as claim_line_id,
  mdtrt_sn as visit_no,
  psn_no as person_id,
  med_list_codg as item_code,
  drug_trac_codg as trace_code,
  coalesce(rtal_docno, stoout_no, medins_prod_sel_no) as sale_no,
  sel_retn_cnt as quantity,
  trdn_flag = '1' as is_split_pack,
  case when mdtrt_setl_type = '1' then true when mdtrt_setl_type = '2' then false when setl_id is not null then true end as is_insured,
  sel_retn_time as dispensed_at,
  manu_lotnum as lot_no,
  expy_end as expires_on,
  finl_trns_pric as unit_price
from selinfo_3506
