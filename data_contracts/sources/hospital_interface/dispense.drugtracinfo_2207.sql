/* ---
title: Trace codes of settled lines
title_zh: 结算上传的追溯码
inherits: {table: claim_line, through: claim_line_id, columns: {provider_id: provider_id, claim_id: claim_id, person_id: person_id, item_code: item_code, quantity: quantity, dispensed_at: charged_at}}
--- */
select
  staged_row,
  md5(concat_ws('|', '2207', mdtrt_id, feedetl_sn, drug_trac_codg)) as dispense_id,
  'sale' as kind,
  fixmedins_code as provider_id,
  mdtrt_id || ':' || feedetl_sn as claim_line_id,
  feedetl_sn as line_no,
  mdtrt_id as visit_no,
  drug_trac_codg as trace_code,
  trdn_flag = '1' as is_split_pack,
  true as is_insured
from drugtracinfo_2207
