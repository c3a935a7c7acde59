/* ---
title: Diagnoses of an encounter in one numbering
title_zh: 统一编号的诊断
by: encounter_id
--- */
with numbered as (
  select
    encounter_id,
    list,
    code_system,
    seq,
    code,
    name,
    is_main,
    on_admission
  from setl_diag_list_d
),

-- the settlement list counts only where the visit's own list was not delivered
unnumbered as (
  select
    listed.encounter_id,
    1 as list,
    listed.code_system,
    row_number() over (
      partition by listed.encounter_id
      order by listed.is_main desc, listed.code_system asc, listed.code asc
    ) as seq,
    listed.code,
    listed.name,
    listed.is_main,
    listed.on_admission
  from setl_list_diag_d as listed
  where not exists (select 1 from setl_diag_list_d as own where own.encounter_id = listed.encounter_id)
),

every_diagnosis as (
  select encounter_id, list, code_system, seq, code, name, is_main, on_admission from numbered
  union all
  select encounter_id, list, code_system, seq, code, name, is_main, on_admission from unnumbered
),

placed as (
  select
    encounter_id,
    list,
    code_system,
    seq,
    code,
    name,
    is_main,
    on_admission,
    count(*) over (partition by encounter_id, seq) as sharing
  from every_diagnosis
)

select
  encounter_id,
  -- the sender's number, unless two lists of one encounter use the same
  case
    when sharing = 1 then seq
    else cast(1000 + row_number() over (partition by encounter_id, sharing > 1 order by list, code_system, seq, code) as integer)
  end as seq,
  code,
  name,
  is_main,
  on_admission
from placed
