/* ---
title: Diagnoses in one numbering; the settlement list counts where there is one, then what was said at discharge, then at admission
title_zh: 统一编号的诊断；有结算清单的以清单为准，其次为出院诊断，再次为入院诊断
by: encounter_id
--- */
with left_with as (
  select encounter_id, code_system, seq, code, name, is_main, on_admission
  from diseinfo_2402
  union all
  select visit.encounter_id, visit.code_system, visit.seq, visit.code, visit.name, visit.is_main, null as on_admission
  from diseinfo_2203 as visit
  where not exists (select 1 from diseinfo_2402 as discharged where discharged.encounter_id = visit.encounter_id)
  union all
  -- what a patient was taken in with is no finding of the stay once more is known
  select admitted.encounter_id, admitted.code_system, admitted.seq, admitted.code, admitted.name, admitted.is_main, admitted.on_admission
  from diseinfo_2401 as admitted
  where
    not exists (select 1 from diseinfo_2402 as discharged where discharged.encounter_id = admitted.encounter_id)
    and not exists (select 1 from diseinfo_2203 as visit where visit.encounter_id = admitted.encounter_id)
),

-- a settlement list does not number its diagnoses: they keep the places they had before
numbered as (
  select encounter_id, code_system, code, min(seq) as seq
  from left_with
  group by encounter_id, code_system, code
),

every_diagnosis as (
  select
    listed.encounter_id,
    listed.code_system,
    numbered.seq,
    listed.code,
    listed.name,
    listed.is_main,
    listed.on_admission
  from diseinfo_4101 as listed
  left join numbered
    on
      listed.encounter_id = numbered.encounter_id
      and listed.code_system = numbered.code_system
      and listed.code = numbered.code
  union all
  select own.encounter_id, own.code_system, own.seq, own.code, own.name, own.is_main, own.on_admission
  from left_with as own
  where not exists (select 1 from diseinfo_4101 as listed where listed.encounter_id = own.encounter_id)
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
