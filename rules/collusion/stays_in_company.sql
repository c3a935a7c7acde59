/* ---
title: The same persons admitted and discharged together again and again
title_zh: 同一批人多次同进同出住院
official: none
version: 3
status: stable
certainty: suspect
subject: group
identity: [provider_id, first_stay]
scope: all
basis: [条例15, 条例38(二), 定点机构通知(2025)]
loss: claim
tolerates: [encounter.is_newborn, encounter.department, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person.birth_date]
parameters:
  least_persons: {type: integer, default: 4, min: 3, max: 20, step: 1, unit: persons who were there each time, note: "a proposal; two or three meet by chance in a small ward"}
  least_times: {type: integer, default: 3, min: 2, max: 10, step: 1, unit: times, note: "a proposal; twice may be two courses of a ward that takes its patients in on fixed days"}
  apart_days: {type: integer, default: 14, min: 2, max: 180, step: 7, unit: days from one time to the next, note: "a proposal; who is admitted again within days is in one illness"}
  left_out_pattern: {type: string, default: "^(A|B|J0|J1|J2|K52|P|R50|S|T|U07|Z3[78]|I6|G8|G9[13])", note: "infections, fever, injuries, poisonings, births and newborns, which people have together; strokes and palsies, whose courses a house plans"}
message: "{persons} persons [persons:was|were] admitted to {provider_id} on one day and discharged on one day, {times} times from {occurred_from} to {occurred_to}: {stays} stays"
message_zh: "自 {occurred_from} 至 {occurred_to}，同一批 {persons} 人先后 {times} 次在 {provider_id} 同日入院、同日出院，共 {stays} 人次"
innocent_when:
  - dialysis, chemotherapy, psychiatry, rehabilitation of the lame and other courses that a house plans by the calendar; infections, injuries, births (left out)
  - residents of one home, whom a carer brings when he has a car
  - a programme that the house runs with fixed dates for a fixed group
innocent_when_zh:
  - 透析、化疗、精神、偏瘫康复等按日程安排的疗程，传染病、外伤、分娩（已排除）
  - 养老机构老人由照护者统一送医
  - 机构对固定人群按固定日期开展的项目
verify_by:
  - who organised the admissions, who drove, whether food, lodging or money was offered
  - who was in bed at night; use of the cards and telephones elsewhere on these days
  - what each was admitted for, and whether records, tests and drips of the group are alike
verify_by_zh:
  - 询问由谁组织、是否车接车送、包吃包住、返现
  - 夜间查房记录，住院期间在外就诊、购药情况
  - 各人入院指征，病历、检验、用药是否雷同
judged: select count(distinct provider_id) from derived.stay where not is_refunded
source: ["published reports of inspections: the same old people brought to the ward together several times a year"]
note: >-
  A time is a day of admission with its day of discharge at one hospital. The persons are those who shared the earliest
  such time with each later one. Bills that were cut and opened anew for those who lie there, beds at home and day
  surgery are no admission. The amount is that of all their stays of these times.
note_zh: 以同一机构同一入院日、同一出院日为一次；所列为首次即在、其后各次均同进同出的人员。在院患者中途结算后续住、家庭病床、日间手术不计。金额为各次住院之和。
--- */
with
-- newborns, day surgery and beds at home among them
course as (
    select distinct encounter_id
    from derived.repeat_course_stay
    -- a backache in a house of rehabilitation is no course
    where reason <> 'rehabilitation'
),

admission as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on, stay.total_amount,
        count(stay.encounter_id) over (partition by stay.person_id, stay.provider_id) as own_stays
    from derived.stay as stay
    anti join course on stay.encounter_id = course.encounter_id
    -- who was written out the day before lies there still
    anti join derived.stay as stay_before
        on
            stay.person_id = stay_before.person_id
            and stay.provider_id = stay_before.provider_id
            and stay.started_at > stay_before.started_at -- gate: equivalent, of stays of two days and more
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) between 0 and 1
    where
        not stay.is_refunded
        and stay.discharged_on > stay.admitted_on
        and not regexp_matches(coalesce(stay.main_diagnosis, ''), $left_out_pattern)
),

-- few persons come back to one ward so often
often_here as (
    select encounter_id, person_id, provider_id, admitted_on, discharged_on, total_amount
    from admission
    where own_stays >= $least_times -- gate: equivalent, bounds work
),

-- each person of two times, and how many were there both times
again as (
    select
        earlier.provider_id, earlier.admitted_on as first_in, earlier.discharged_on as first_out,
        later.admitted_on, later.discharged_on, later.person_id,
        earlier.encounter_id as first_stay, earlier.total_amount as first_amount,
        later.encounter_id, later.total_amount,
        count(later.encounter_id) over (
            partition by
                earlier.provider_id, earlier.admitted_on, earlier.discharged_on,
                later.admitted_on, later.discharged_on
        ) as persons
    from often_here as earlier
    inner join often_here as later
        on
            earlier.person_id = later.person_id
            and earlier.provider_id = later.provider_id
            and date_diff('day', earlier.admitted_on, later.admitted_on) >= $apart_days
),

-- of a company that came five times only the first time has none before it
since_first as (
    select
        later.provider_id, later.first_in, later.first_out, later.admitted_on, later.discharged_on, later.person_id,
        later.first_stay, later.first_amount, later.encounter_id, later.total_amount
    from again as later
    anti join again as sooner
        on
            later.provider_id = sooner.provider_id
            and later.first_in = sooner.admitted_on
            and later.first_out = sooner.discharged_on
            and sooner.persons >= $least_persons
    where later.persons >= $least_persons
),

-- who was there so often
member as (
    select first_stay
    from since_first
    group by first_stay
    having count(distinct admitted_on) + 1 >= $least_times
),

company_stay as (
    select
        since_first.provider_id, since_first.first_in, since_first.first_out, since_first.person_id,
        since_first.encounter_id, since_first.admitted_on, since_first.discharged_on, since_first.total_amount
    from since_first
    semi join member on since_first.first_stay = member.first_stay
    union
    select
        since_first.provider_id, since_first.first_in, since_first.first_out, since_first.person_id,
        since_first.first_stay as encounter_id, since_first.first_in as admitted_on,
        since_first.first_out as discharged_on, since_first.first_amount as total_amount
    from since_first
    semi join member on since_first.first_stay = member.first_stay
)

select
    'company:' || min(stay.encounter_id) as subject_id,
    stay.provider_id,
    min(stay.encounter_id) as first_stay,
    count(distinct stay.person_id) as persons,
    count(distinct stay.admitted_on) as times,
    count(stay.encounter_id) as stays,
    cast(coalesce(sum(stay.total_amount), 0) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(stay.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.discharged_on) as occurred_to
from company_stay as stay
group by stay.provider_id, stay.first_in, stay.first_out
having count(distinct stay.person_id) >= $least_persons
