/* ---
title: Inpatient costs moved to outpatient settlements of the same hospital
title_zh: 住院费用转嫁门诊
official: none
version: 7
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例38(七), 典型问题清单(2025)]
parameters:
  routine_visits: {type: list, default: ["14", "9929"], note: "visit types of registered chronic diseases, bought as a routine; 14 holds its longer codes, 140101 and others"}
  sessions: {type: list, default: [dialysis, radiotherapy, chemotherapy, pregnancy], note: "reasons of readmission_innocent whose sessions are settled as outpatient"}
  per_diem: {type: list, default: ["2105"], note: "visit types paid by the day, for all that the illness of the stay needs"}
  kept_bed: {type: string, default: "(请假|留床|保留床|包床)", note: names of the fee of a bed that is kept while the patient is on leave}
  mild_amount: {type: decimal, default: 50, min: 0, max: 1000, step: 10, unit: yuan below which the visits of a stay are let pass, note: "a proposal"}
message: "in hospital from {admitted_on} to {discharged_on}; {visits} outpatient [visits:settlement|settlements] of the same hospital in between"
message_zh: "{admitted_on} 至 {discharged_on} 住院期间，同院另有 {visits} 次门诊结算"
innocent_when:
  - the routine drugs of a registered chronic disease (left out, but for that for which a ward is paid by the day and on no leave)
  - a relative used the card for himself; a baby is seen on its mother's number (left out where diagnosis, department or mark tell)
  - a visit of before the stay that was booked late, and one after the patient had gone (left out)
innocent_when_zh:
  - 慢特病常规购药（已排除；按床日付费住院期间为同一疾病开药且非请假当日的除外）
  - 家属使用其凭证就诊；新生儿用母亲账户（诊断、科室、标志可见者已排除）
  - 入院前就诊滞后记账、患者已离院（已排除）
verify_by:
  - ask the patient who told him to pay at the outpatient counter
  - orders of the stay against the outpatient prescriptions of these days
verify_by_zh:
  - 询问患者门诊缴费由谁要求
  - 住院医嘱与同期门诊处方比对
tolerates: [readmission_innocent, encounter.is_newborn, encounter.department, encounter.bed, encounter.main_diagnosis, diagnosis, diagnosis.code, diagnosis.encounter_id, provider, provider.specialty, procedure, procedure.code, procedure.encounter_id, person, person.birth_date, claim, claim_line.item_name, encounter.visit_type]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue expense_shift, "problem list 2025 no. 35"]
note: "Purchases at pharmacies elsewhere are otp_during_stay; prescriptions paid wholly by the patient do not reach the platform."
note_zh: 在他处药店的购药由 otp_during_stay 判断；患者全自费的处方不上传平台。
--- */
with
stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        -- the day's rate pays for the drugs of this illness
        case when list_contains($per_diem, stay.visit_type) then stay.diagnosis_category end as illness_by_day,
        regexp_matches(coalesce(stay.department, ''), '(口腔|牙)') as is_dental
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'newborn'
    where
        not stay.is_refunded
        -- who lies at home comes to the outpatient door for what his bed has not
        and not regexp_matches(concat_ws(' ', stay.department, stay.bed), '(家庭病床|家床|日间)')
),

visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        cast(encounter.started_at as date) as begun_on,
        substr(encounter.main_diagnosis, 1, 3) as illness,
        coalesce(
            list_contains($routine_visits, encounter.visit_type)
            or list_contains($routine_visits, substr(encounter.visit_type, 1, 2)),
            false
        ) as is_routine,
        regexp_matches(coalesce(encounter.department, ''), '(口腔|牙)') as is_dental
    from encounter
    where
        encounter.class <> 'inpatient'
        -- a baby is seen on its mother's number
        and not (
            coalesce(encounter.is_newborn, false)
            or regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(encounter.department, ''), '新生儿')
        )
),

-- a session of a course, by any diagnosis of the visit or by what was done
session as (
    select distinct encounter_id
    from derived.course_session
    where list_contains($sessions, reason)
),

-- stays with a visit of the same hospital, and visits that began before them
crossing as (
    select
        stay.encounter_id as stay_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        visit.encounter_id as visit_id, visit.begun_on > stay.admitted_on as is_begun_inside
    from stay
    inner join visit
        on
            stay.person_id = visit.person_id
            and stay.provider_id = visit.provider_id
            and stay.discharged_on > visit.begun_on -- gate: equivalent, bounds work: the days of the lines decide
    anti join session on visit.encounter_id = session.encounter_id
    -- a tooth is seen to at the clinic, whatever ward the patient is of, but for that of the teeth
    where
        (stay.is_dental or not visit.is_dental)
        and (not visit.is_routine or coalesce(stay.illness_by_day = visit.illness, false))
),

-- the last day on which somebody lay there; bed days may be posted ahead, and whole bills at their end
presence as (
    select
        line.encounter_id,
        max(case
            when line.category in ('bed', 'nursing', 'western_drug', 'patent_tcm', 'herbal_piece', 'treatment', 'surgery')
                then cast(
                    line.charged_on + cast(case when line.category = 'bed' then greatest(floor(line.quantity) - 1, 0) else 0 end as integer)
                    as date
                )
        end) as last_on
    from derived.net_claim_line as line
    where line.encounter_id in (select crossing.stay_id from crossing) -- gate: equivalent, bounds work
    group by line.encounter_id
),

-- days on which the bed was kept for somebody on leave
leave_day as (
    select distinct encounter_id, charged_on
    from derived.net_claim_line
    where
        encounter_id in (select crossing.stay_id from crossing) -- gate: equivalent, bounds work
        and regexp_matches(coalesce(item_name, ''), $kept_bed)
),

visit_line as (
    select
        crossing.stay_id, crossing.person_id, crossing.provider_id, crossing.admitted_on, crossing.discharged_on,
        crossing.visit_id, crossing.is_begun_inside, line.claim_line_id, line.charged_on, line.covered_amount,
        min(line.charged_on) over (partition by crossing.stay_id, crossing.visit_id) as first_on,
        max(line.charged_on) over (partition by crossing.stay_id, crossing.visit_id) as last_on
    from crossing
    inner join derived.net_claim_line as line on crossing.visit_id = line.encounter_id
),

-- one row per outpatient line on an inner day of a stay at the same hospital
shifted as (
    select
        line.stay_id, line.person_id, line.provider_id, line.admitted_on, line.discharged_on,
        line.visit_id, line.claim_line_id, line.charged_on, line.covered_amount
    from visit_line as line
    left join presence on line.stay_id = presence.encounter_id
    anti join leave_day on line.stay_id = leave_day.encounter_id and line.charged_on = leave_day.charged_on
    where
        line.charged_on > line.admitted_on
        and line.charged_on < line.discharged_on
        -- gone before the ward wrote him out
        and line.charged_on <= coalesce(presence.last_on, line.discharged_on)
        -- begun before the stay and booked on one day: a test of before, reported and charged late
        and (line.is_begun_inside or line.first_on < line.last_on)
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
