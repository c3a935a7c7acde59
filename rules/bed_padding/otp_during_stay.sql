/* ---
title: Outpatient visit or pharmacy purchase elsewhere during a hospital stay
title_zh: 住院期间在其他机构门诊就诊或药店购药
official: none
version: 1
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例17, 条例38(一), 条例41]
parameters:
  sessions: {type: list, default: [dialysis, radiotherapy, chemotherapy], note: "reasons of readmission_innocent for which a hospital sends its inpatients elsewhere"}
message: "in hospital from {admitted_on} to {discharged_on}, yet {visits} visits elsewhere from {occurred_from} to {occurred_to}"
message_zh: "{admitted_on} 至 {discharged_on} 住院期间，{occurred_from} 至 {occurred_to} 在其他机构门诊或购药 {visits} 次"
innocent_when:
  - a relative bought the drugs with the card
  - the hospital sent its inpatient elsewhere for an examination, dialysis or radiotherapy
  - a drug that only designated pharmacies hold was bought on the hospital's prescription
innocent_when_zh:
  - 家属持卡代购
  - 住院医院安排外出检查、透析或放疗
  - 凭住院医院处方在双通道药店购药
verify_by:
  - nursing records and leave slips of those days
  - the pharmacy's or clinic's pictures of who presented the card
verify_by_zh:
  - 调取当日护理记录、请假条
  - 调取药店、门诊刷卡监控及处方
tolerates: [readmission_innocent, encounter.is_newborn, encounter.department, provider.level, provider.specialty]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue otp_during_stay]
--- */
with
-- a baby is often settled on the mother's account while she goes her ways
stay as (
    select stay.encounter_id, stay.person_id, stay.provider_id, stay.provider_level, stay.admitted_on, stay.discharged_on
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where
        not stay.is_refunded
        and not stay.is_open -- gate: equivalent, a stay without an end has no days before it
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.main_diagnosis,
        cast(encounter.started_at as date) as begun_on,
        cast(coalesce(encounter.ended_at, encounter.started_at) as date) as over_on,
        provider.level as provider_level
    from encounter
    left join provider on encounter.provider_id = provider.provider_id
    where encounter.class <> 'inpatient'
),

-- one row per stay and visit elsewhere that may touch its inner days
crossing as (
    select
        stay.encounter_id as stay_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        visit.encounter_id as visit_id,
        coalesce(visit.provider_level > stay.provider_level, false) as is_higher
    from stay
    inner join visit
        on
            stay.person_id = visit.person_id
            and stay.provider_id <> visit.provider_id
            and stay.discharged_on > visit.begun_on -- gate: equivalent, lines of a visit lie within it; the days of the lines decide
            and stay.admitted_on < visit.over_on -- gate: equivalent, lines of a visit lie within it; the days of the lines decide
    anti join readmission_innocent as session
        on
            session.match_on = 'diagnosis'
            and list_contains($sessions, session.reason)
            and starts_with(visit.main_diagnosis, session.prefix)
),

-- admission and discharge day are left out: the visit may lie before the one or after the other
charged_inside as (
    select
        crossing.stay_id, crossing.person_id, crossing.provider_id, crossing.admitted_on, crossing.discharged_on,
        crossing.visit_id, crossing.is_higher,
        line.claim_line_id, line.charged_on, line.covered_amount,
        -- nothing but examinations at a higher hospital: the stay's hospital sent him there
        max(case when line.category in ('examination', 'laboratory', 'consultation', 'registration') then 0 else 1 end)
            over (partition by crossing.stay_id, crossing.visit_id) as has_treatment
    from crossing
    inner join derived.net_claim_line as line on crossing.visit_id = line.encounter_id
    where
        line.charged_on > crossing.admitted_on
        and line.charged_on < crossing.discharged_on
),

suspected as (
    select
        stay_id, person_id, provider_id, admitted_on, discharged_on, visit_id, claim_line_id, charged_on, covered_amount
    from charged_inside
    where has_treatment = 1 or not is_higher
),

-- one row per stay or visit that makes a finding
evidence as (
    select stay_id, visit_id as encounter_id from suspected
    union
    select stay_id, stay_id as encounter_id from suspected
),

evidence_of_stay as (
    select stay_id, list(encounter_id) as encounter_ids
    from evidence
    group by stay_id
)

select
    suspected.stay_id as subject_id, suspected.provider_id, suspected.person_id,
    suspected.admitted_on, suspected.discharged_on,
    count(distinct suspected.visit_id) as visits,
    cast(sum(suspected.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(suspected.claim_line_id) as claim_line_ids,
    evidence_of_stay.encounter_ids,
    min(suspected.charged_on) as occurred_from,
    max(suspected.charged_on) as occurred_to
from suspected
inner join evidence_of_stay on suspected.stay_id = evidence_of_stay.stay_id
group by
    suspected.stay_id, suspected.provider_id, suspected.person_id,
    suspected.admitted_on, suspected.discharged_on, evidence_of_stay.encounter_ids
