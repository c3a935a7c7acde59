/* ---
title: A bed for an injection, again and again
title_zh: 为注射给药反复办理住院
official: GZ10000204005000
version: 2
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例15, 条例38(二)]
parameters:
  most_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days of the stay}
  least_before: {type: integer, default: 1, min: 0, max: 10, step: 1, unit: such stays before it, note: "a proposal; after a first dose somebody may be watched"}
  before_days: {type: integer, default: 180, min: 1, max: 730, step: 30, unit: days within which they lie, note: a proposal}
  injection: {type: string, default: "^(门诊|住院)?((肌肉|皮下|皮内|肌内)(注射|给药)|肌注)", note: names of injections that take a minute}
  standing: {type: string, default: "^(取暖|采暖|空调|降温|暖气|陪护|陪床|陪住|病历|建档|住院诊查|住院诊察|一般诊疗|医疗垃圾|膳食|伙食)", note: names of what is charged for lying there}
message: "a stay of {length_days} days from {admitted_on} with nothing but an injection ({item_name}), after {stays_before} like it"
message_zh: "{admitted_on} 住院 {length_days} 天，除化验外仅 {item_name} 给药；此前已有 {stays_before} 次同类住院"
innocent_when:
  - the drug may be given in a ward alone by its licence
  - the patient was watched after each dose for an earlier reaction to it
  - treatment of those days was not delivered
  - chemotherapy under the skin, pregnancies outside the womb (left out)
innocent_when_zh:
  - 药品说明书规定须住院使用
  - 既往用药有反应，每次给药后须留院观察
  - 当日其他治疗明细未上传
  - 皮下注射化疗药、异位妊娠药物治疗（已排除）
verify_by:
  - the order sheet and nursing record of the night; was the patient there
  - whether the drug is paid for outpatients, and what the stay cost beside it
verify_by_zh:
  - 核查医嘱单及夜间护理记录，患者是否在院
  - 该药门诊是否可支付，住院比门诊多付多少
tolerates: [claim, encounter.department, encounter.bed, encounter.discharge_way, encounter.is_newborn, encounter.main_diagnosis, claim_line.original_line_id, claim_line.covered_amount, procedure.encounter_id, encounter.ended_at, encounter.visit_type, readmission_innocent, procedure, procedure.code, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date, provider, provider.specialty, provider.level]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: ["published reports of inspections: injections of the clinic given in beds"]
note: >-
  Beside bed, nursing, consultation, tests, drugs and what they are injected with, nothing but injections into muscle or skin was charged; infusions,
  examinations and anything else that is done make another stay of it. At risk is what was covered without the drug. Day surgery and
  emergencies are left out.
note_zh: 除床位、护理、诊查、化验、药品及耗材外，仅有肌肉、皮下注射；有输液、检查或其他治疗的不列。疑点金额为药品以外的费用。日间手术、急诊入院不判断。
--- */
with
short_stay as (
    select stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days
    from derived.stay as stay
    anti join procedure on stay.encounter_id = procedure.encounter_id
    -- a cell poison under the skin is prepared and watched as a drip is
    anti join derived.repeat_course_stay as course
        on stay.encounter_id = course.encounter_id and course.reason = 'chemotherapy'
    where
        not stay.is_open -- gate: equivalent, what is not over has no length
        and not stay.is_refunded
        and stay.length_days <= $most_days
        and coalesce(stay.visit_type, '') not in ('24', '28')
        -- a pregnancy outside the womb is treated by a needle and watched for a rupture
        and not regexp_matches(coalesce(stay.main_diagnosis, ''), '^O0[0-2]')
),

done as (
    select
        line.encounter_id,
        min(line.item_name) filter (where regexp_matches(line.item_name, $injection)) as item_name,
        sum(case
            when line.category in ('bed', 'nursing', 'consultation', 'registration', 'laboratory', 'western_drug', 'patent_tcm', 'consumable') then 0
            when regexp_matches(coalesce(line.item_name, ''), $injection) then 0
            -- a bed that is heated is no treatment
            when regexp_matches(coalesce(line.item_name, ''), $standing) then 0
            else 1
        end) as other_lines,
        sum(case when coalesce(line.category in ('western_drug', 'patent_tcm'), false) then 1 else 0 end) as drug_lines,
        list(line.claim_line_id) filter (where not coalesce(line.category in ('western_drug', 'patent_tcm'), false)) as claim_line_ids,
        sum(line.covered_amount) filter (where not coalesce(line.category in ('western_drug', 'patent_tcm'), false)) as covered_amount
    from derived.net_line_scan as line
    semi join short_stay -- gate: equivalent, bounds the work
        on line.encounter_id = short_stay.encounter_id -- gate: equivalent, bounds the work
    group by line.encounter_id
),

bed_of_injection as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        done.item_name, done.claim_line_ids, done.covered_amount,
        count(*) over (
            partition by stay.person_id, stay.provider_id
            order by date_diff('day', date '2000-01-01', stay.admitted_on)
            range between $before_days preceding and 1 preceding
        ) as stays_before
    from short_stay as stay
    inner join done on stay.encounter_id = done.encounter_id
    where
        done.item_name is not null
        and done.other_lines = 0
        and done.drug_lines > 0
)

select
    encounter_id as subject_id, provider_id, person_id, admitted_on, length_days, item_name, stays_before,
    cast(covered_amount as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    admitted_on as occurred_from,
    discharged_on as occurred_to
from bed_of_injection
where stays_before >= $least_before
