/* ---
title: Main diagnosis or main operation that leads to no group
title_zh: 主诊断或主手术为不入组编码
official: none
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [kind, code]
scope: encounter
basis: [条例16, 条例39(三)]
message: "main {kind} {code} leads to no group in version {group_version}"
message_zh: "主{kind_zh}编码 {code} 在分组方案 {group_version} 中不入组"
innocent_when:
  - an honest coding error
  - the grouping version changed during the stay
innocent_when_zh:
  - 编码质控问题，未必违规
  - 住院期间分组方案换版
verify_by:
  - the coding office, with the front page of the medical record
verify_by_zh:
  - 退编码科核对病案首页
tolerates: [claim, claim.original_claim_id, procedure, grouping.version]
loss: group_payment
source: [rule catalogue drg_nongroup_main]
note: Codes are taken from not_grouping_code, which the region fills for its grouping version.
note_zh: 编码取自 not_grouping_code，由统筹区按所用分组方案版本填写。
--- */
with
listed_main as (
    select encounter_id, code from diagnosis where diagnosis.is_main
),

main_code as (
    select encounter_id, 'diagnosis' as kind, code from listed_main
    union all
    -- what stands in the register is the diagnosis of the admission: the list goes before it
    select encounter.encounter_id, 'diagnosis' as kind, encounter.main_diagnosis as code
    from encounter
    anti join listed_main on encounter.encounter_id = listed_main.encounter_id
    union all
    select encounter_id, 'procedure' as kind, code from procedure where procedure.is_main
)

select
    main_code.encounter_id as subject_id,
    encounter.provider_id,
    encounter.person_id,
    main_code.kind,
    case main_code.kind when 'diagnosis' then '诊断' else '手术操作' end as kind_zh,
    main_code.code,
    min(listed.version) as group_version,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [main_code.encounter_id] as encounter_ids,
    encounter.started_at as occurred_from,
    coalesce(encounter.ended_at, encounter.started_at) as occurred_to
from main_code
inner join encounter on main_code.encounter_id = encounter.encounter_id
inner join grouping on main_code.encounter_id = grouping.encounter_id
anti join derived.taken_back_visit as taken_back on main_code.encounter_id = taken_back.encounter_id
inner join not_grouping_code as listed
    on
        main_code.kind = listed.kind
        and main_code.code = listed.code
        and listed.version = coalesce(grouping.version, listed.version)
where
    encounter.class = 'inpatient'
    and cast(encounter.started_at as date) >= coalesce(listed.valid_from, date '1900-01-01')
    and cast(encounter.started_at as date) < coalesce(listed.valid_to, date '2200-01-01')
group by
    main_code.encounter_id, encounter.provider_id, encounter.person_id, main_code.kind, main_code.code,
    encounter.started_at, encounter.ended_at
