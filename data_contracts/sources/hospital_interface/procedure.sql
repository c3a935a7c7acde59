/* ---
title: Procedures of a stay, the main one first
title_zh: 手术操作排序，主手术在前
by: encounter_id
--- */
select
  encounter_id,
  cast(row_number() over (
    partition by encounter_id
    order by is_main desc, started_at asc nulls last, code asc, ended_at asc nulls last
  ) as integer) as seq,
  code,
  name,
  is_main,
  started_at,
  ended_at,
  anesthesia,
  anesthesia_started_at,
  anesthesia_ended_at
from oprninfo_4101
