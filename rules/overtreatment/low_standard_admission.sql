/* ---
title: Admission for a condition that needs no bed
title_zh: 低标准入院
official: GZ10000204005000
version: 1
status: stable
certainty: suspect
subject: encounter
scope: all
basis: [条例15, 条例38(二)]
loss: claim
parameters:
  most_days: {type: integer, default: 5, min: 1, max: 15, step: 1, unit: days of the stay}
  most_drug_share: {type: decimal, default: 0.2, min: 0, max: 0.6, step: 0.05, unit: of the charges are drugs}
  cheapest: {type: decimal, default: 0.1, min: 0.02, max: 0.5, step: 0.05, unit: of the stays at hospitals of the level cost as little}
  least_peers: {type: integer, default: 20, min: 10, max: 1000, step: 1, unit: stays at hospitals of the level}
  most_other_diagnoses: {type: integer, default: 2, min: 0, max: 10, step: 1, unit: other diagnoses, note: "a proposal: with more a mild condition is not the whole story"}
  child_years: {type: integer, default: 6, min: 0, max: 18, step: 1, unit: years of age below which a child may need a bed for it}
  old_years: {type: integer, default: 75, min: 60, max: 120, step: 1, unit: years of age from which a person may need a bed for it}
  least_at_provider: {type: integer, default: 5, min: 1, max: 100, step: 1, unit: such stays at the hospital, note: "a proposal: one is a doctor's judgement"}
  least_share: {type: decimal, default: 0.1, min: 0, max: 0.5, step: 0.05, unit: of the hospital's stays are such, note: "a proposal: a tenth is a habit"}
  emergencies: {type: list, default: ["24"], note: "visit types of a stay that began as an emergency"}
  excused_ways: {type: list, default: ["2", "4", "5"], note: "ways of leaving: transferred, against advice, died"}
message: "{main_diagnosis}: {length_days} days, {total_amount} yuan, {drug_percent} % drugs, no emergency and no operation"
message_zh: "{main_diagnosis}（{note}）住院 {length_days} 天，费用 {total_amount} 元，药品占 {drug_percent}%，非急诊、无手术"
innocent_when:
  - old age, small children, several diseases at once (left out)
  - sent down by a hospital of a higher level to finish a cure
innocent_when_zh:
  - 高龄、幼儿、多病共存（已排除）
  - 医联体内上级医院下转
verify_by:
  - the indication for admission in the record against the region's admission criteria
  - ask the patient how he came to be admitted and what he paid
verify_by_zh:
  - 对照当地入院标准核查入院指征
  - 询问患者入院经过及自付情况
tolerates: [encounter.is_newborn, encounter.discharge_way, encounter.department, provider.specialty, provider.level, readmission_innocent, procedure, diagnosis, person.birth_date]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: [rule catalogue low_standard_admission]
note: "the list of mild conditions is a proposal: outpatient_diagnosis"
--- */
with
costed as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.visit_type, stay.main_diagnosis, stay.discharge_way, stay.total_amount,
        percent_rank() over (partition by coalesce(stay.provider_level, 0) order by stay.total_amount) as cost_rank,
        count(*) over (partition by coalesce(stay.provider_level, 0)) as peers,
        count(*) over (partition by stay.provider_id) as provider_stays
    from derived.stay as stay
    where
        not stay.is_open -- gate: equivalent, a stay without an end has no length
        and stay.total_amount > 0
),

mild as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.length_days,
        stay.main_diagnosis, stay.total_amount, stay.provider_stays, mild.note
    from costed as stay
    inner join outpatient_diagnosis as mild
        on
            starts_with(stay.main_diagnosis, mild.diagnosis_prefix)
            and stay.admitted_on >= coalesce(mild.valid_from, date '1900-01-01')
            and stay.admitted_on < coalesce(mild.valid_to, date '2200-01-01')
    left join person on stay.person_id = person.person_id
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    anti join procedure on stay.encounter_id = procedure.encounter_id
    where
        stay.length_days <= $most_days
        and stay.cost_rank <= $cheapest
        and stay.peers >= $least_peers
        and not list_contains($emergencies, stay.visit_type)
        and not coalesce(list_contains($excused_ways, stay.discharge_way), false)
        -- an age that is not known excuses nothing
        and coalesce(date_diff('day', person.birth_date, stay.admitted_on) >= $child_years * 365.25, true)
        and coalesce(date_diff('day', person.birth_date, stay.admitted_on) < $old_years * 365.25, true)
    qualify
        row_number() over (partition by stay.encounter_id order by length(mild.diagnosis_prefix) desc) = 1
),

-- came through the emergency room that day or the day before
emergency as (
    select mild.encounter_id
    from mild
    inner join encounter
        on
            mild.person_id = encounter.person_id
            and encounter.class = 'emergency'
            and date_diff('day', cast(encounter.started_at as date), mild.admitted_on) between 0 and 1
),

comorbid as (
    select encounter_id
    from diagnosis
    where not is_main
    group by encounter_id
    having count(distinct code) > $most_other_diagnoses
),

charged as (
    select
        line.encounter_id,
        sum(line.amount) as amount,
        sum(case when line.category in ('western_drug', 'herbal_piece', 'patent_tcm') then line.amount else 0 end) as drug_amount,
        sum(case when line.category = 'surgery' then line.amount else 0 end) as surgery_amount
    from derived.net_claim_line as line
    semi join mild -- gate: equivalent, bounds the work
        on line.encounter_id = mild.encounter_id -- gate: equivalent, bounds the work
    group by line.encounter_id
)

select
    mild.encounter_id as subject_id, mild.provider_id, mild.person_id, mild.main_diagnosis, mild.note, mild.length_days,
    mild.total_amount,
    cast(round(charged.drug_amount * 100.0 / nullif(charged.amount, 0), 1) as decimal(5, 1)) as drug_percent,
    cast(mild.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [mild.encounter_id] as encounter_ids,
    mild.admitted_on as occurred_from,
    mild.discharged_on as occurred_to
from mild
inner join charged on mild.encounter_id = charged.encounter_id
anti join emergency on mild.encounter_id = emergency.encounter_id
anti join comorbid on mild.encounter_id = comorbid.encounter_id
where
    charged.drug_amount <= $most_drug_share * charged.amount
    and charged.surgery_amount = 0
qualify
    count(*) over (partition by mild.provider_id) >= $least_at_provider
    and count(*) over (partition by mild.provider_id) >= $least_share * provider_stays
