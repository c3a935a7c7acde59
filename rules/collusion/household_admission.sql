/* ---
title: One household admitted to one hospital together again and again
title_zh: 一家多口多次同时住院
official: none
version: 2
status: stable
certainty: suspect
subject: group
identity: [provider_id, first_stay]
scope: all
basis: [条例15, 条例38(二), 定点机构通知(2025)]
loss: claim
tolerates: [person.phone_key, encounter.is_newborn, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person.birth_date]
parameters:
  least_persons: {type: integer, default: 3, min: 2, max: 20, step: 1, unit: persons of the household who were there each time, note: "a proposal; a couple falls ill together"}
  least_times: {type: integer, default: 2, min: 2, max: 10, step: 1, unit: times, note: "a proposal; once is chance, a meal or a winter"}
  together_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days from one admission to the next, note: a proposal}
  apart_days: {type: integer, default: 14, min: 2, max: 180, step: 7, unit: days from the first admissions of one time to those of the next, note: "a proposal; who is admitted again within days is in one illness"}
  most_at_address: {type: integer, default: 12, min: 3, max: 100, step: 1, unit: persons of one address, note: "a proposal; more is a home or a collective household, which residents_in_turn and clustered_admission look at"}
  outbreak_pattern: {type: string, default: "^(A|B|J0|J1|J2|K52|P|R50|S|T|U07|Z3[78])", note: "infections, fever, injuries, poisonings, births and newborns: what a household has together"}
message: "{persons} persons of one address or phone were admitted to {provider_id} together {times} times from {occurred_from} to {occurred_to}: {stays} stays"
message_zh: "同一住址（无住址的按同一电话）{persons} 人自 {occurred_from} 至 {occurred_to} 先后 {times} 次同时在 {provider_id} 住院，共 {stays} 人次"
innocent_when:
  - an infection, a meal, an accident that a household has together, births, dialysis, chemotherapy and other courses (left out)
  - old people of one home, whom a carer brings when he has a car
  - an address or a phone that stands for several households
innocent_when_zh:
  - 家庭成员同患传染病、食物中毒、意外伤害，分娩，透析、化疗等疗程（已排除）
  - 同住老人由照护者一并送医
  - 地址登记不细、电话代填，数户共用
verify_by:
  - who was in bed at night; work, school and card use of these days
  - what each was admitted for, and whether records, tests and drips of the household are alike
verify_by_zh:
  - 夜间查房记录，住院期间上班、上学及外出刷卡情况
  - 各人入院指征，病历、检验、用药是否雷同
judged: select count(distinct provider_id) from derived.stay where not is_refunded
source: ["published reports of inspections: whole families in hospital together, twice a year"]
note: The same persons are asked for, each time. Bills that were cut and opened anew for those who lie there, beds at home and day surgery are no admission. The amount is that of all their stays of these times.
note_zh: 各次须为相同的人。在院患者中途结算后续住、家庭病床、日间手术不计。金额为各次住院之和。
--- */
with
-- newborns, day surgery and beds at home among them
course as (
    select distinct encounter_id from derived.repeat_course_stay
),

-- who gave no address gave a number to call
housed as (
    select person_id, coalesce(address_key, phone_key) as address_key
    from person
),

household as (
    select address_key
    from housed
    group by address_key
    having count(person_id) between $least_persons and $most_at_address
),

admission as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.total_amount,
        person.address_key,
        date_diff('day', lag(stay.admitted_on) over (
            partition by stay.provider_id, person.address_key order by stay.admitted_on, stay.encounter_id
        ), stay.admitted_on) as gap_days
    from derived.stay as stay
    inner join housed as person on stay.person_id = person.person_id
    semi join household on person.address_key = household.address_key
    anti join course on stay.encounter_id = course.encounter_id
    -- who was written out the day before lies there still
    anti join derived.stay as stay_before
        on
            stay.person_id = stay_before.person_id
            and stay.provider_id = stay_before.provider_id
            and stay.started_at > stay_before.started_at
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) between 0 and 1
    where
        not stay.is_refunded
        and not regexp_matches(coalesce(stay.main_diagnosis, ''), $outbreak_pattern)
),

-- admissions that follow each other closely are one time
numbered as (
    select
        encounter_id, person_id, provider_id, admitted_on, discharged_on, total_amount, address_key,
        sum(case when gap_days <= $together_days then 0 else 1 end) over (
            partition by provider_id, address_key order by admitted_on, encounter_id
            rows between unbounded preceding and current row
        ) as nth_time
    from admission
),

together as (
    select provider_id, address_key, nth_time, min(admitted_on) as began_on
    from numbered
    group by provider_id, address_key, nth_time
    having count(distinct person_id) >= $least_persons
),

-- what follows within days is the same illness still
apart as (
    select
        provider_id, address_key, nth_time,
        date_diff('day', lag(began_on) over (
            partition by provider_id, address_key order by began_on
        ), began_on) as days_since
    from together
),

counted_stay as (
    select
        numbered.encounter_id, numbered.person_id, numbered.provider_id, numbered.admitted_on, numbered.discharged_on,
        numbered.total_amount, numbered.address_key, numbered.nth_time
    from numbered
    inner join apart
        on
            numbered.provider_id = apart.provider_id
            and numbered.address_key = apart.address_key
            and numbered.nth_time = apart.nth_time
    where coalesce(apart.days_since >= $apart_days, true)
),

-- the same persons each time
member as (
    select provider_id, address_key, person_id
    from counted_stay
    group by provider_id, address_key, person_id
    having count(distinct nth_time) >= $least_times
)

select
    stay.address_key as subject_id, stay.provider_id,
    min(stay.encounter_id) as first_stay,
    count(distinct stay.person_id) as persons,
    count(distinct stay.nth_time) as times,
    count(stay.encounter_id) as stays,
    cast(coalesce(sum(stay.total_amount), 0) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(stay.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.discharged_on) as occurred_to
from counted_stay as stay
inner join member
    on
        stay.provider_id = member.provider_id
        and stay.address_key = member.address_key -- gate: equivalent, a person has one address
        and stay.person_id = member.person_id
group by stay.address_key, stay.provider_id
having count(distinct stay.person_id) >= $least_persons
