/* ---
title: Rehabilitation charged beyond the course that is paid for
title_zh: 康复项目超支付疗程
official: GZ10000102010000
version: 5
status: stable
certainty: suspect
subject: person
identity: [item_code, course_from, provider_id]
scope: person
basis: [条例38(六), 两库]
parameters:
  least_booked: {type: integer, default: 3, min: 2, max: 31, step: 1, unit: days booked together, note: "a proposal; two on a day may be two sessions of it"}
  course_gap_days: {type: integer, default: 60, min: 1, max: 365, step: 1, unit: days without the item,
                    note: "proposal; after so long a pause the item belongs to another course"}
message: "{item_name} charged on {days} days of the course from {course_from}; {max_days} [max_days:is|are] paid for"
message_zh: "{item_name} 自 {course_from} 起的疗程收费 {days} 天，支付疗程 {max_days} 天"
innocent_when:
  - a new disease process began within the course
innocent_when_zh:
  - 期间为另一疾病过程，应重新计算疗程
verify_by:
  - the rehabilitation assessments at the beginning and end of the course
verify_by_zh:
  - 核对疗程前后的康复评定表
source: [national knowledge batch 8]
note: >-
  Days with the item are counted over one course, at all providers; each provider answers for its own
  days beyond the paid ones, which are at risk in full. Drugs with a course are judged in restricted_use; three assessments a stay are
  rehab_daily_cap.
note_zh: 同一疗程内有该项目的天数跨机构合并计算，各机构只对本机构超出的日子负责；超出支付天数的各日全额列为疑点。有疗程限制的药品由 restricted_use 类规则判断；每次住院评定三次的限制由 rehab_daily_cap 判断。
--- */
with
-- one row per person, item and day with the item
item_day as (
    select
        line.person_id, line.item_code, line.charged_on,
        max(course.max_days) as max_days,
        sum(line.quantity) as quantity,
        date_diff('day', lag(line.charged_on) over (
            partition by line.person_id, line.item_code order by line.charged_on
        ), line.charged_on) as gap_days
    from derived.net_claim_line as line
    inner join item_course as course on line.item_code = course.item_code
    where
        course.item_kind = 'service'
        and course.doubt is null
        and line.covered_amount > 0
        and line.charged_on >= coalesce(course.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(course.valid_to, date '2200-01-01')
    group by line.person_id, line.item_code, line.charged_on
),

in_course as (
    select
        person_id, item_code, charged_on, max_days,
        -- a week of training that is booked on one day is the days since the booking before
        case
            when quantity >= $least_booked and gap_days >= $least_booked
                then least(cast(floor(quantity) as integer), gap_days)
            else 1
        end as days_booked,
        sum(case when gap_days <= $course_gap_days then 0 else 1 end) over (
            partition by person_id, item_code order by charged_on
            rows between unbounded preceding and current row
        ) as course
    from item_day
),

numbered_day as (
    select
        person_id, item_code, charged_on, max_days, course,
        days_booked,
        sum(days_booked) over (
            partition by person_id, item_code, course order by charged_on
            rows between unbounded preceding and current row
        ) as day_number,
        min(charged_on) over (partition by person_id, item_code, course) as course_from,
        sum(days_booked) over (partition by person_id, item_code, course) as days
    from in_course
)

select
    day_beyond.person_id as subject_id,
    line.provider_id,
    day_beyond.person_id, day_beyond.item_code, day_beyond.course_from, cast(day_beyond.days as bigint) as days,
    day_beyond.max_days,
    coalesce(min(line.item_name), day_beyond.item_code) as item_name,
    -- of a booking that crosses the limit the days beyond it
    cast(
        sum(round(
            line.covered_amount * least(day_beyond.day_number - day_beyond.max_days, day_beyond.days_booked)
            / day_beyond.days_booked, 2
        )) as decimal(18, 2)
    ) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    list(line.encounter_id) as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from numbered_day as day_beyond
inner join derived.net_claim_line as line
    on
        day_beyond.person_id = line.person_id
        and day_beyond.item_code = line.item_code
        and day_beyond.charged_on = line.charged_on
where
    day_beyond.day_number > day_beyond.max_days
    and line.covered_amount > 0
group by
    line.provider_id, day_beyond.person_id, day_beyond.item_code, day_beyond.course_from, day_beyond.days, day_beyond.max_days
