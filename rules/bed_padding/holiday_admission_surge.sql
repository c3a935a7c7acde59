/* ---
title: Many admissions on one day, or a few days in a row, with the same length of stay
title_zh: 单日或连续数日集中入院且住院天数雷同
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [occurred_from]
scope: provider
basis: [条例15, 条例38(一)]
loss: claim
parameters:
  least_admissions: {type: integer, default: 8, min: 3, max: 500, step: 1, unit: admissions of the day, note: "a proposal; days that follow each other need half as many more for each further day, and half on each"}
  run_days: {type: integer, default: 3, min: 1, max: 8, step: 1, unit: days that follow each other, note: "a proposal: a longer run is a season, not a crowd that was fetched"}
  least_ratio: {type: decimal, default: 3, min: 1.5, max: 20, step: 0.5, unit: times the provider's usual day}
  least_same_length: {type: decimal, default: 0.6, min: 0.3, max: 1, step: 0.1, unit: of the day's stays have one length}
  near_from_days: {type: integer, default: 5, min: 2, max: 30, step: 1, unit: days of the stay, note: "a proposal; from so long on two lengths a day apart are one, short stays all lie a day apart"}
  least_near_length: {type: decimal, default: 0.8, min: 0.5, max: 1, step: 0.1, unit: of the day's stays have one of two such lengths, note: a proposal}
  outbreak_pattern: {type: string, default: "^(A|B|J09|J10|J11|K52|S|T|U07|J6[0-5])", note: "injuries, poisonings, infections and occupational disease"}
  max_outbreak_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of the group, note: "a proposal; that many with injuries, poisonings or infections are an accident or an outbreak"}
message: "{admissions} admissions {days_text} (usually {usual_en} a day), {same_length} of them for {length_days} days{more_text}"
message_zh: "{days_text_zh} 入院 {admissions} 人（其余日期日均{usual_zh} 人），其中 {same_length} 人均住院 {length_days} 天{more_text_zh}"
innocent_when:
  - an outbreak or an accident (left out where the diagnoses show it), or patients sent from a charity clinic
  - lists of day surgery or cataract operations
  - bills cut and opened anew for a whole house, as at the turn of the year (left out)
innocent_when_zh:
  - 流感暴发、群体事件（诊断可见的已排除）、义诊转诊
  - 日间手术、白内障等集中手术日
  - 全院中途结算后续住，如年度结算（已排除）
verify_by:
  - how the patients came; who fetched them, what was promised to them
  - rosters of the day: beds, nurses and doctors on duty
verify_by_zh:
  - 询问患者来院方式、有无接送和减免
  - 核对当日床位、医护排班
tolerates: [encounter.is_newborn, encounter.main_diagnosis, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue holiday_admission_surge]
note: "The evidence is the stays of the day with the common length; holidays need no calendar, the usual day of the provider is the measure. Full days in a row, three at most, are judged together, each as full as half a surge."
note_zh: 证据为当日入院且住院天数相同的各次住院；不依赖节假日日历，以该机构平日入院量为参照。连续满员日（至多三日）合并判断，每日须达门槛之半。
--- */
with
long_stay as (
    select distinct encounter_id
    from derived.repeat_course_stay
    where reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem')
),

-- courses and operations are planned for certain days
single_stay as (
    select
        stay.encounter_id, stay.provider_id, stay.admitted_on, stay.length_days, stay.total_amount,
        coalesce(regexp_matches(stay.main_diagnosis, $outbreak_pattern), false) as is_outbreak
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

-- one row per day of admission
day_of_admission as (
    select provider_id, admitted_on, count(*) as admissions
    from single_stay
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

-- days that may belong to a surge: half of its admissions, and more than usual
full_day as (
    select
        day.provider_id, day.admitted_on, day.admissions,
        date_diff('day', date '1900-01-01', day.admitted_on)
        - row_number() over (partition by day.provider_id order by day.admitted_on) as run
    from day_of_admission as day
    inner join span on day.provider_id = span.provider_id
    where
        2 * day.admissions >= $least_admissions
        and day.admissions * (span.days - 1) >= $least_ratio * (span.admissions - day.admissions)
),

-- a crowd that comes over the days of a holiday is one; a longer run is a season, and its days stand alone
crowd_day as (
    select
        provider_id, admitted_on,
        case
            when count(*) over (partition by provider_id, run) <= $run_days
                then min(admitted_on) over (partition by provider_id, run)
            else admitted_on
        end as began_on
    from full_day
),

crowd_length as (
    select
        crowd_day.provider_id, crowd_day.began_on, stay.length_days,
        count(*) as same_length, sum(case when stay.is_outbreak then 1 else 0 end) as outbreak,
        sum(stay.total_amount) as total_amount, list(stay.encounter_id) as encounter_ids
    from crowd_day
    inner join single_stay as stay
        on crowd_day.provider_id = stay.provider_id and crowd_day.admitted_on = stay.admitted_on
    group by crowd_day.provider_id, crowd_day.began_on, stay.length_days
),

-- or of two lengths a day apart: half are let go in the evening, half on the morning after
crowd_group as (
    select
        provider_id, began_on, length_days, 0 as more_days, same_length, outbreak, total_amount, encounter_ids
    from crowd_length
    union all
    select
        shorter.provider_id, shorter.began_on, shorter.length_days, 1 as more_days,
        shorter.same_length + longer.same_length as same_length,
        shorter.outbreak + longer.outbreak as outbreak,
        shorter.total_amount + longer.total_amount as total_amount,
        flatten([shorter.encounter_ids, longer.encounter_ids]) as encounter_ids
    from crowd_length as shorter
    inner join crowd_length as longer
        on
            shorter.provider_id = longer.provider_id
            and shorter.began_on = longer.began_on
            and shorter.length_days + 1 = longer.length_days
    where shorter.length_days >= $near_from_days
),

crowd as (
    select provider_id, began_on, sum(same_length) as admissions
    from crowd_length
    group by provider_id, began_on
),

-- one per crowd, one length before two
alike as (
    select
        alike_group.provider_id, alike_group.began_on, alike_group.length_days, alike_group.more_days,
        alike_group.same_length, alike_group.total_amount, alike_group.encounter_ids
    from crowd_group as alike_group
    inner join crowd on alike_group.provider_id = crowd.provider_id and alike_group.began_on = crowd.began_on
    where
        alike_group.same_length
        >= case when alike_group.more_days > 0 then $least_near_length else $least_same_length end * crowd.admissions
        and alike_group.outbreak < $max_outbreak_share * alike_group.same_length
    qualify
        row_number() over (
            partition by alike_group.provider_id, alike_group.began_on
            order by alike_group.more_days, alike_group.same_length desc, alike_group.length_days
        ) = 1
),

crowd_end as (
    select provider_id, began_on, max(admitted_on) as ended_on, count(*) as days
    from crowd_day
    group by provider_id, began_on
),

surge as (
    select
        crowd.provider_id, crowd.began_on, crowd_end.ended_on, crowd_end.days, crowd.admissions,
        -- the other days of the provider, those without any admission included
        coalesce((span.admissions - crowd.admissions) * 1.0 / nullif(span.days - crowd_end.days, 0), 0) as usual
    from crowd
    inner join crowd_end on crowd.provider_id = crowd_end.provider_id and crowd.began_on = crowd_end.began_on
    inner join span on crowd.provider_id = span.provider_id
)

select
    surge.provider_id as subject_id, surge.provider_id, surge.admissions, alike.same_length, alike.length_days,
    case when alike.more_days > 0 then ' or a day more' else '' end as more_text,
    case when alike.more_days > 0 then '或多一天' else '' end as more_text_zh,
    case
        when surge.days > 1 then 'from ' || cast(surge.began_on as varchar) || ' to ' || cast(surge.ended_on as varchar)
        else 'on ' || cast(surge.began_on as varchar)
    end as days_text,
    case
        when surge.days > 1 then cast(surge.began_on as varchar) || ' 至 ' || cast(surge.ended_on as varchar)
        else cast(surge.began_on as varchar)
    end as days_text_zh,
    cast(round(surge.usual, 1) as decimal(10, 1)) as usual,
    case when surge.usual < 0.05 then 'less than 0.1' else cast(cast(round(surge.usual, 1) as decimal(10, 1)) as varchar) end as usual_en,
    case when surge.usual < 0.05 then '不足 0.1' else concat(' ', cast(cast(round(surge.usual, 1) as decimal(10, 1)) as varchar)) end as usual_zh,
    cast(alike.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    alike.encounter_ids,
    surge.began_on as occurred_from,
    cast(surge.ended_on + cast(alike.length_days + alike.more_days as integer) as date) as occurred_to
from surge
inner join alike on surge.provider_id = alike.provider_id and surge.began_on = alike.began_on
where
    -- half a surge more for each further day
    2 * surge.admissions >= $least_admissions * (surge.days + 1)
