/* ---
title: Outpatient prescription with more kinds of drugs than one may hold
title_zh: 门诊处方药品种类超标
official: GZ10000202004000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [prescription_no]
scope: encounter
basis: [条例15, 条例38(二)]
parameters:
  max_kinds: {type: integer, default: 5, min: 1, step: 1, unit: kinds of drugs in one prescription}
message: "{kinds} kinds of drugs in prescription {prescription_no} of {charged_on}; {max_kinds} are allowed"
message_zh: "{charged_on} 处方 {prescription_no} 含药品 {kinds} 种，每张处方不得超过 {max_kinds} 种"
innocent_when:
  - several prescriptions were transmitted under one number
innocent_when_zh:
  - 多张处方使用同一处方号上传
verify_by:
  - the original prescriptions
verify_by_zh:
  - 查看处方原件
source: [national rule library, rules on the management of prescriptions]
note: >-
  Western and patent medicines count by substance (first ten characters of the code); solutions
  that only carry others (ATC B05, V07) do not. Herbal compounds and stays are not judged. What
  the fund lost by it is unknown.
note_zh: 西药、中成药按成分（编码前十位）计数；仅作溶媒的（ATC B05、V07）不计。中药复方和住院不判。基金损失未知。
--- */
with
-- visits with lines enough, before anything is taken out
full_visit as (
    select encounter_id
    from claim_line
    where category in ('western_drug', 'patent_tcm') -- gate: equivalent, bounds work
    group by encounter_id
    having count(claim_line_id) > $max_kinds -- gate: equivalent, bounds work
),

prescribed as (
    select
        line.encounter_id, line.person_id, line.provider_id, line.prescription_no, line.claim_line_id,
        line.charged_on, substr(line.item_code, 1, 10) as substance
    from derived.net_claim_line as line
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join full_visit
        on line.encounter_id = full_visit.encounter_id -- gate: equivalent, bounds work
    where
        line.prescription_no is not null
        and line.category in ('western_drug', 'patent_tcm')
        and not regexp_matches(line.item_code, '^X(B05|V07)')
        and encounter.class in ('outpatient', 'emergency')
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    prescription_no,
    min(charged_on) as charged_on,
    count(distinct substance) as kinds,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from prescribed
group by encounter_id, provider_id, person_id, prescription_no
having count(distinct substance) > $max_kinds
