/* ---
title: Trace codes sent with outpatient settlements; the charged line says the rest
title_zh: 门诊结算上传的追溯码，其余内容取自费用明细
inherits: {table: claim_line, through: claim_line_id, columns: {provider_id: provider_id, claim_id: claim_id, person_id: person_id, item_code: item_code, quantity: quantity, dispensed_at: charged_at}}
--- */
select
  staged_row,
  -- the same sale by the other channel (3505) stays a row of its own: rules count distinct codes
  md5(concat_ws('|', '2207', coalesce(mdtrt_id, setl_id, fixmedins_code), feedetl_sn, drug_trac_codg)) as dispense_id,
  'sale' as kind,
  feedetl_sn as claim_line_id,
  -- what the upload says of where the line is, from near to far
  coalesce(mdtrt_id, setl_id, fixmedins_code) as visit_no,
  drug_trac_codg as trace_code,
  trdn_flag = '1' as is_split_pack,
  true as is_insured
from drug_trac_info_2207
