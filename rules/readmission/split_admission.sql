/* ---
title: Discharged and admitted again to the same hospital for the same disease
title_zh: 分解住院：同一机构短期内同类疾病再次入院
official: GZ10000204001000
version: 1
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  gap_days: {type: integer, default: 15, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "regions use 7, 10, 15 or 30"}
  change_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days from discharge to admission, note: "a proposal: so soon, another diagnosis with the same charges counts too"}
  least_likeness: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: of the items of both stays are in each}
  excused_ways: {type: list, default: ["2", "4"], note: "ways of leaving: transferred, against advice"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
message: "left {provider_id} on {discharged_before} and was admitted again {gap} days later ({diagnosis_before}, then {main_diagnosis})"
message_zh: "{discharged_before} 出院，{gap} 天后再次入住同一机构（{diagnosis_before} → {main_diagnosis}）"
innocent_when:
  - courses of chemotherapy, radiotherapy, dialysis, rehabilitation or psychiatric care
  - the second stay was planned at discharge, or was an emergency
  - the patient had left against advice or been transferred, and came back
innocent_when_zh:
  - 放化疗、透析、康复、精神等分疗程住院
  - 出院时已有再住院计划，或急诊入院
  - 患者自行离院、转院后返回
verify_by:
  - lay both records side by side; was the patient cured or improved at the first discharge
  - ask the patient who asked for the discharge
verify_by_zh:
  - 对照两次病历，核实首次出院时是否达到出院标准
  - 询问患者是否被要求办理出院再入院
tolerates: [encounter.is_newborn, encounter.is_planned_readmission, encounter.discharge_way, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue split_admission]
--- */
with
single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.started_at, stay.visit_type, stay.main_diagnosis, stay.diagnosis_category,
        stay.discharge_way, stay.is_planned_readmission, stay.total_amount
    from derived.stay as stay
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    where not stay.is_refunded
),

-- one row per stay with the one before it at the same hospital
followed as (
    select
        encounter_id, person_id, provider_id, admitted_on, visit_type, main_diagnosis, diagnosis_category,
        is_planned_readmission, total_amount,
        lag(encounter_id) over by_hospital as stay_before,
        lag(discharged_on) over by_hospital as discharged_before,
        lag(main_diagnosis) over by_hospital as diagnosis_before,
        lag(diagnosis_category) over by_hospital as category_before,
        lag(discharge_way) over by_hospital as way_before,
        lag(is_planned_readmission) over by_hospital as is_planned_before
    from single_stay
    window by_hospital as (partition by person_id, provider_id order by started_at, encounter_id)
),

returned as (
    select
        encounter_id, person_id, provider_id, admitted_on, main_diagnosis, total_amount,
        stay_before, discharged_before, diagnosis_before,
        date_diff('day', discharged_before, admitted_on) as gap,
        coalesce(diagnosis_category = category_before, false) as is_same_category
    from followed
    where
        date_diff('day', discharged_before, admitted_on) between 0 and $gap_days
        and not coalesce(list_contains($excused_ways, way_before), false)
        and not coalesce(list_contains($emergencies, visit_type), false)
        and not is_planned_readmission
        and not is_planned_before
),

-- only pairs with another diagnosis need their items compared
doubtful as (
    select encounter_id, stay_before
    from returned
    where
        not is_same_category -- gate: equivalent, pairs of one disease are found without it
        and gap <= $change_days
),

doubtful_stay as (
    select encounter_id as pair, encounter_id from doubtful
    union all
    select encounter_id as pair, stay_before as encounter_id from doubtful
),

-- one row per pair and item, with the number of its stays that have the item
item_of_pair as (
    select
        doubtful_stay.pair, line.item_code,
        count(distinct line.encounter_id) as stays
    from doubtful_stay
    inner join derived.net_claim_line as line on doubtful_stay.encounter_id = line.encounter_id
    where line.category not in ('bed', 'nursing', 'consultation', 'registration')
    group by doubtful_stay.pair, line.item_code
),

alike as (
    select pair
    from item_of_pair
    group by pair
    having count(*) filter (where stays = 2) >= $least_likeness * count(*)
)

select
    returned.encounter_id as subject_id, returned.provider_id, returned.person_id,
    returned.stay_before, returned.discharged_before, returned.diagnosis_before,
    returned.main_diagnosis, returned.gap,
    cast(returned.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [returned.stay_before, returned.encounter_id] as encounter_ids,
    returned.discharged_before as occurred_from,
    returned.admitted_on as occurred_to
from returned
left join alike on returned.encounter_id = alike.pair
where returned.is_same_category or alike.pair is not null
