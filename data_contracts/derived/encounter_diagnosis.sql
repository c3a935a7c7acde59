/* ---
title: Every diagnosis of an encounter, from the list and from the visit itself
title_zh: 就诊全部诊断
scope: encounter
from: {code: encounter.main_diagnosis, is_main: encounter.main_diagnosis}
--- */
with
-- some extracts carry no list, some leave the main diagnosis out of it
stated as (
    select encounter_id, code, coalesce(is_main, false) as is_main
    from diagnosis
    union all
    select encounter_id, main_diagnosis as code, true as is_main
    from encounter
    where main_diagnosis is not null
)

select encounter_id, code, bool_or(is_main) as is_main
from stated
group by encounter_id, code
