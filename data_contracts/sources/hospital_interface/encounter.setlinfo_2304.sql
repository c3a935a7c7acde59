/* ---
title: What a settlement says about its visit
title_zh: 结算信息中的就诊内容
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  fixmedins_code as provider_id,
  med_type as visit_type,
  insutype as insurance
from setlinfo_2304
