/* ---
title: Inpatient costs moved to outpatient settlements of the same hospital
title_zh: 住院费用转嫁门诊
official: none
version: 1
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例38(七), 典型问题清单(2025)]
parameters:
  routine_visits: {type: list, default: ["14", "140101", "9929"], note: "visit types of registered chronic diseases, bought as a routine"}
  sessions: {type: list, default: [dialysis, radiotherapy, chemotherapy, pregnancy], note: "reasons of readmission_innocent whose sessions are settled as outpatient"}
  mild_amount: {type: decimal, default: 50, min: 0, max: 1000, step: 10, unit: yuan below which the visits of a stay are let pass, note: "a proposal"}
message: "in hospital from {admitted_on} to {discharged_on}; {visits} outpatient settlements of the same hospital in between"
message_zh: "{admitted_on} 至 {discharged_on} 住院期间，同院另有 {visits} 次门诊结算"
innocent_when:
  - the routine drugs of a registered chronic disease
  - a relative used the card for himself
innocent_when_zh:
  - 慢特病常规购药
  - 家属使用其凭证就诊
verify_by:
  - ask the patient who told him to pay at the outpatient counter
  - orders of the stay against the outpatient prescriptions of these days
verify_by_zh:
  - 询问患者门诊缴费由谁要求
  - 住院医嘱与同期门诊处方比对
tolerates: [readmission_innocent, encounter.is_newborn, encounter.department, provider.specialty, procedure, person.birth_date]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue expense_shift, "problem list 2025 no. 35"]
note: "purchases at pharmacies elsewhere are otp_during_stay; prescriptions paid wholly by the patient do not reach the platform"
--- */
with
stay as (
    select stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where not stay.is_refunded
),

visit as (
    select encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.main_diagnosis
    from encounter
    where
        encounter.class <> 'inpatient'
        and not list_contains($routine_visits, encounter.visit_type)
),

-- one row per outpatient line on an inner day of a stay at the same hospital
shifted as (
    select
        stay.encounter_id as stay_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        visit.encounter_id as visit_id, line.claim_line_id, line.charged_on, line.covered_amount
    from stay
    inner join visit on stay.person_id = visit.person_id and stay.provider_id = visit.provider_id
    inner join derived.net_line_scan as line on visit.encounter_id = line.encounter_id
    anti join readmission_innocent as session
        on
            session.match_on = 'diagnosis'
            and list_contains($sessions, session.reason)
            and starts_with(visit.main_diagnosis, session.prefix)
    where
        line.charged_on > stay.admitted_on
        and line.charged_on < stay.discharged_on
),

evidence as (
    select stay_id, visit_id as encounter_id from shifted
    union
    select stay_id, stay_id as encounter_id from shifted
),

evidence_of_stay as (
    select stay_id, list(encounter_id) as encounter_ids
    from evidence
    group by stay_id
)

select
    shifted.stay_id as subject_id, shifted.provider_id, shifted.person_id, shifted.admitted_on, shifted.discharged_on,
    count(distinct shifted.visit_id) as visits,
    cast(sum(shifted.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(shifted.claim_line_id) as claim_line_ids,
    evidence_of_stay.encounter_ids,
    min(shifted.charged_on) as occurred_from,
    max(shifted.charged_on) as occurred_to
from shifted
inner join evidence_of_stay on shifted.stay_id = evidence_of_stay.stay_id
group by
    shifted.stay_id, shifted.provider_id, shifted.person_id, shifted.admitted_on, shifted.discharged_on,
    evidence_of_stay.encounter_ids
having sum(shifted.covered_amount) >= $mild_amount
