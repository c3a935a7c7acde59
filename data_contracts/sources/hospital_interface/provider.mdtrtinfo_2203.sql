/* ---
title: The head of a message names the hospital
title_zh: 报文头中的机构
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  fixmedins_code as provider_id,
  fixmedins_name as name
from mdtrtinfo_2203
