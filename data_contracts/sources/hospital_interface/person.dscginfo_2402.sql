/* ---
title: Who died in hospital
title_zh: 住院死亡的参保人
decides: false
key: [encounter_id]
--- */
select
  staged_row,
  mdtrt_id as encounter_id,
  psn_no as person_id,
  die_date as died_on
from dscginfo_2402
