/* ---
title: People of one address admitted to one hospital over and over, in turn
title_zh: 同一住址（养老机构等）多人轮流反复住院
official: GZ10000204004000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [year, first_stay]
scope: all
basis: [条例15, 条例38(二), 定点机构通知(2025)]
loss: claim
tolerates: [encounter.is_newborn, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person.birth_date]
parameters:
  least_stays: {type: integer, default: 3, min: 2, max: 20, step: 1, unit: stays of a person at the hospital in a calendar year, note: a proposal}
  least_persons: {type: integer, default: 6, min: 3, max: 100, step: 1, unit: such persons of one address, note: a proposal; a family is smaller}
  most_at_address: {type: integer, default: 500, min: 10, step: 100, unit: persons of one address, note: a proposal; a collective household or an address without street and number holds more}
message: "{persons} persons of one address had {stays} stays here from {occurred_from} to {occurred_to}, each at least {least_stays}"
message_zh: "同一住址 {persons} 人自 {occurred_from} 至 {occurred_to} 在本机构住院 {stays} 次，每人均不少于 {least_stays} 次"
innocent_when:
  - dialysis, chemotherapy, psychiatry, rehabilitation, hospice and other courses (left out)
  - a care home beside the hospital whose residents are truly that ill
innocent_when_zh:
  - 透析、化疗、精神、康复、安宁疗护等疗程性住院（已排除）
  - 医养结合机构的高龄重病人群
verify_by:
  - who fetched the residents and who decided the day; their health on that day
  - compare records and drips of the group; who keeps their cards
verify_by_zh:
  - 核实由谁接送、由谁决定入院时间及当日病情
  - 比对同组病历和用药；核查社保卡由谁保管
judged: select count(distinct provider_id) from derived.stay where not is_refunded
source: ["notice of 2025-05-28 on designated institutions", "published reports of inspections: residents of care homes in turn"]
note: An address of hundreds is a collective household, or one cut off at the town, and is left out. The amount is that of every person's stays after the first.
note_zh: 人数过多的地址多为集体户或只到乡镇，不判断。金额为每人首次之后各次住院之和。
--- */
with
course as (
    select distinct encounter_id from derived.repeat_course_stay
),

-- a collective household, or an address cut off at the town, is no home
address as (
    select address_key
    from person
    group by address_key
    having count(person_id) <= $most_at_address
),

-- when the person had last left the hospital
stay_before as (
    select
        encounter_id,
        lag(discharged_on) over (partition by person_id, provider_id order by started_at, encounter_id) as left_on
    from derived.stay
    where not is_refunded
),

-- calendar years, and years from July on: who is in turn before and after New Year is in turn
resident_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.started_at,
        stay.total_amount, person.address_key, shifted.shift,
        cast(extract(
            year from case when shifted.shift = 1 then stay.admitted_on - interval 6 month else stay.admitted_on end
        ) as integer) as year
    from derived.stay as stay
    inner join person on stay.person_id = person.person_id
    cross join (
        select 0 as shift
        union all
        select 1 as shift
    ) as shifted
    inner join stay_before on stay.encounter_id = stay_before.encounter_id
    semi join address on person.address_key = address.address_key
    anti join course on stay.encounter_id = course.encounter_id
    -- who goes on from ward to ward, or under a new number, is admitted once
    where coalesce(stay.admitted_on > stay_before.left_on, true)
),

counted_stay as (
    select
        encounter_id, person_id, provider_id, admitted_on, discharged_on, total_amount, address_key, shift, year,
        row_number() over (
            partition by person_id, provider_id, shift, year order by started_at, encounter_id
        ) as nth_stay,
        count(*) over (partition by person_id, provider_id, shift, year) as stays
    from resident_stay
),

crowd as (
    select
        provider_id, year, shift, address_key,
        min(encounter_id) as first_stay,
        count(distinct person_id) as persons,
        count(*) as stays,
        cast(coalesce(sum(case when nth_stay > 1 then total_amount end), 0) as decimal(18, 2)) as amount_at_risk,
        list(encounter_id) as encounter_ids,
        min(admitted_on) as occurred_from,
        max(discharged_on) as occurred_to
    from counted_stay
    where stays >= $least_stays
    group by provider_id, year, shift, address_key
    having count(distinct person_id) >= $least_persons
)

select
    crowd.provider_id as subject_id, crowd.provider_id, crowd.year, crowd.first_stay, crowd.persons, crowd.stays,
    cast($least_stays as integer) as least_stays,
    crowd.amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    crowd.encounter_ids, crowd.occurred_from, crowd.occurred_to
from crowd
-- a calendar year tells it already
anti join crowd as calendar
    on
        crowd.provider_id = calendar.provider_id
        and crowd.address_key = calendar.address_key
        and crowd.shift = 1
        and calendar.shift = 0
        and calendar.year between crowd.year and crowd.year + 1
