/* ---
title: The head of a message names the hospital
title_zh: 报文头中的机构
decides: false
key: [claim_id]
--- */
select
  staged_row,
  setl_id as claim_id,
  fixmedins_code as provider_id,
  fixmedins_name as name
from setlinfo_2304
