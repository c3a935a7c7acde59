/* ---
title: Many admissions on one day with the same length of stay
title_zh: 单日集中入院且住院天数雷同
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [occurred_from]
scope: provider
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_admissions: {type: integer, default: 8, min: 3, max: 500, step: 1, unit: admissions of the day, note: "a proposal"}
  least_ratio: {type: decimal, default: 3, min: 1.5, max: 20, step: 0.5, unit: times the provider's usual day}
  least_same_length: {type: decimal, default: 0.6, min: 0.3, max: 1, step: 0.1, unit: of the day's stays have one length}
message: "{admissions} admissions on {occurred_from} (usually {usual} a day), {same_length} of them for {length_days} days"
message_zh: "{occurred_from} 入院 {admissions} 人（日均 {usual} 人），其中 {same_length} 人均住院 {length_days} 天"
innocent_when:
  - an outbreak, an accident, or patients sent from a charity clinic
  - lists of day surgery or cataract operations
  - bills cut and opened anew for a whole house, as at the turn of the year (left out)
innocent_when_zh:
  - 流感暴发、群体事件、义诊转诊
  - 日间手术、白内障等集中手术日
  - 全院中途结算后续住，如年度结算（已排除）
verify_by:
  - how the patients came; who fetched them, what was promised to them
  - rosters of the day: beds, nurses and doctors on duty
verify_by_zh:
  - 询问患者来院方式、有无接送和减免
  - 核对当日床位、医护排班
tolerates: [encounter.is_newborn, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue holiday_admission_surge]
note: "The evidence is the stays of the day with the common length; holidays need no calendar, the usual day of the provider is the measure."
note_zh: 证据为当日入院且住院天数相同的各次住院；不依赖节假日日历，以该机构平日入院量为参照。
--- */
with
long_stay as (
    select distinct encounter_id
    from derived.repeat_course_stay
    where reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem')
),

-- courses and operations are planned for certain days
single_stay as (
    select stay.encounter_id, stay.provider_id, stay.admitted_on, stay.length_days, stay.total_amount
    from derived.stay as stay
    -- psychiatric, rehabilitation and nursing patients may come back, but not all on one day
    anti join derived.repeat_course_stay as course
        on
            stay.encounter_id = course.encounter_id
            and course.reason not in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem', 'ward')
    -- an operation, not one of the tests and small procedures that every stay is coded with
    anti join procedure
        on stay.encounter_id = procedure.encounter_id and substr(procedure.code, 1, 2) < '87'
    -- who was written out the day before goes on in bed: bills are cut, at the end of a year for a whole house
    anti join derived.stay as stay_before
        on
            stay.person_id = stay_before.person_id
            and stay.provider_id = stay_before.provider_id
            and stay.started_at > stay_before.started_at
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) between 0 and 1
    -- of a delivery that begins with the year the bills before it are not there
    anti join long_stay
        on
            stay.encounter_id = long_stay.encounter_id
            and extract(month from stay.admitted_on) = 1
            and extract(day from stay.admitted_on) <= 2
    where
        not stay.is_open
        and not stay.is_refunded
),

day_length as (
    select
        provider_id, admitted_on, length_days,
        count(*) as same_length, sum(total_amount) as total_amount, list(encounter_id) as encounter_ids
    from single_stay
    group by provider_id, admitted_on, length_days
),

-- one row per provider and day of admission, with its most frequent length, the shortest of several
day_of_admission as (
    select
        provider_id, admitted_on,
        sum(same_length) as admissions,
        max(same_length) as same_length,
        arg_max(length_days, (same_length, -length_days)) as length_days
    from day_length
    group by provider_id, admitted_on
),

span as (
    select
        provider_id,
        date_diff('day', min(admitted_on), max(admitted_on)) + 1 as days,
        sum(admissions) as admissions
    from day_of_admission
    group by provider_id
),

surge as (
    select
        day_of_admission.provider_id, day_of_admission.admitted_on, day_of_admission.admissions,
        day_of_admission.same_length, day_of_admission.length_days,
        -- the other days of the provider, those without any admission included
        coalesce((span.admissions - day_of_admission.admissions) * 1.0 / nullif(span.days - 1, 0), 0) as usual
    from day_of_admission
    inner join span on day_of_admission.provider_id = span.provider_id
)

select
    surge.provider_id as subject_id, surge.provider_id, surge.admissions, surge.same_length, surge.length_days,
    cast(round(surge.usual, 1) as decimal(10, 1)) as usual,
    cast(day_length.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    day_length.encounter_ids,
    surge.admitted_on as occurred_from,
    cast(surge.admitted_on + cast(surge.length_days as integer) as date) as occurred_to
from surge
inner join day_length
    on
        surge.provider_id = day_length.provider_id
        and surge.admitted_on = day_length.admitted_on
        and surge.length_days = day_length.length_days
where
    surge.admissions >= $least_admissions
    and surge.admissions >= $least_ratio * surge.usual
    and surge.same_length >= $least_same_length * surge.admissions
