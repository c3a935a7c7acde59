/* ---
title: Many stays of one person in a year
title_zh: 频繁住院
official: GZ10000204004000
version: 1
status: stable
certainty: suspect
subject: person
identity: [year]
scope: person
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_stays: {type: integer, default: 6, min: 3, max: 50, step: 1, unit: stays in a calendar year}
  least_days: {type: integer, default: 180, min: 30, max: 366, step: 1, unit: days in hospital in a calendar year}
message: "{stays} stays with {days} days in {providers} hospitals in {year}"
message_zh: "{year} 年在 {providers} 家机构住院 {stays} 次、共 {days} 天"
innocent_when:
  - cancer, dialysis, psychiatric, rehabilitation and long-term care (left out)
  - a chronic disease in its last years
innocent_when_zh:
  - 肿瘤、透析、精神、康复、长期照护（已排除）
  - 慢性病终末期
verify_by:
  - was each admission needed; ask the patient and his family
  - where does the patient live, who pays his share
verify_by_zh:
  - 评估各次入院指征，询问患者及家属
  - 核实居住地及自付费用由谁承担
tolerates: [encounter.is_newborn, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date]
judged: select count(distinct person_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue frequent_admission]
note: "a stay counts in the year of its admission"
--- */
with
single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.started_at,
        stay.length_days, stay.total_amount,
        cast(extract(year from stay.admitted_on) as integer) as year
    from derived.stay as stay
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    where not stay.is_refunded
)

select
    person_id as subject_id, person_id, year,
    arg_max(provider_id, (started_at, encounter_id)) as provider_id,
    count(*) as stays,
    sum(length_days) as days,
    count(distinct provider_id) as providers,
    cast(sum(total_amount) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(encounter_id) as encounter_ids,
    min(admitted_on) as occurred_from,
    max(coalesce(discharged_on, admitted_on)) as occurred_to
from single_stay
group by person_id, year
having count(*) >= $least_stays or sum(length_days) >= $least_days
