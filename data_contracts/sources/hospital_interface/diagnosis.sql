/* ---
title: Diagnoses in one numbering; the settlement list counts where there is one
title_zh: 统一编号的诊断；有结算清单的以清单为准
by: encounter_id
--- */
with every_diagnosis as (
  select encounter_id, code_system, cast(null as integer) as seq, code, name, is_main, on_admission
  from diseinfo_4101
  union all
  select visit.encounter_id, visit.code_system, visit.seq, visit.code, visit.name, visit.is_main, null as on_admission
  from diseinfo_2203 as visit
  where not exists (select 1 from diseinfo_4101 as listed where listed.encounter_id = visit.encounter_id)
)

select
  encounter_id,
  cast(row_number() over (
    partition by encounter_id
    order by is_main desc, code_system asc, seq asc nulls last, code asc
  ) as integer) as seq,
  code,
  name,
  is_main,
  on_admission
from every_diagnosis
