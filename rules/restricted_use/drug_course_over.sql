/* ---
title: Drug charged beyond the course that the fund pays
title_zh: 药品超支付疗程
official: GZ10000101010000
version: 7
status: stable
certainty: definite
subject: encounter
identity: [substance, course_from]
scope: person
basis: [条例15, 条例38(六), 药品目录, 两库]
parameters:
  new_course_after_days:
    {type: integer, default: 7, min: 0, step: 1, unit: days without the drug,
     note: "proposal; a longer break makes the next use a new course"}
  known_from: {type: string, default: "2025-01-01", note: "first day of the catalogue that the lists were read against; a limit without a first day of its own finds suspects only before it"}
unmoved_by:
  cut_the_hour: "days of use are counted, not hours"
  home_bed: "the course is of the drug, wherever it is given"
  newborn_on_mothers_card: "the course is of the drug, whoever takes it"
  sell_by_unit: "days of use are counted, not packs"
message: "{item_name}: {days_so_far} days of one course since {course_from}; the fund pays {max_days}"
message_zh: "{item_name} 自 {course_from} 起同一疗程已用 {days_so_far} 天，限支付 {max_days} 天"
innocent_when:
  - another disease began and with it another course (suspect where the main diagnosis changes)
  - another hospital had used the course up, and this one did not know (suspect unless its own days are too many)
  - the days supplied are recorded wrongly, or repeated on each pack of one prescription (suspect where that decides)
  - what the clinic supplied lay at home while the ward gave its own (suspect where the calendar holds no more days than are paid)
innocent_when_zh:
  - 换病种另起疗程（主诊断改变者仅列可疑）
  - 疗程已在其他机构用满而本机构不知（本机构自身未超者仅列可疑）
  - 用药天数登记错误，或同一处方各包装重复登记（由此超限者仅列可疑）
  - 住院前门诊所取药品留在家中、病区另行用药（按日历未超限者仅列可疑）
verify_by:
  - the orders of the drug day by day
verify_by_zh:
  - 按疗程核对医嘱
tolerates: [encounter.main_diagnosis, claim_line.days_supplied, claim_line.is_discharge_drug, claim_line.item_name, claim_line.prescription_no]
source: [national knowledge batch 6, revision 2026-01, rule catalogue drug_course_over]
note: >-
  In a stay each day with the drug is one day; elsewhere, and for drugs taken home, the days
  supplied count. A ward that books the pieces of a week on one day is counted by the week, in doubt.
  All packs of a substance (first ten characters of the code) are one drug.
note_zh: 住院期间每个用药日计一天；门诊和出院带药按供药天数计。病区一次记多日用量的按所记天数计，仅列可疑。同一成分（编码前十位）的各种包装视为同一药品。
--- */
with
limit_of as (
    select item_code, item_name, max_days, valid_from, valid_to
    from item_course
    where item_kind = 'drug' and doubt is null
),

-- one row per line of a limited course; a row of the list that stands twice counts once
limited_line as (
    select
        line.claim_line_id, line.person_id, line.encounter_id, line.provider_id, line.charged_on, line.charged_at,
        substr(line.item_code, 1, 10) as substance,
        coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        limited.max_days, line.covered_amount,
        -- more than a year is an error of entry
        case
            when (encounter.class <> 'inpatient' or line.is_discharge_drug) and line.days_supplied <= 366
                then line.days_supplied
        end as days_supplied,
        -- a ward that writes the days of a week on one line, and as many pieces, or on a line for each lot
        case
            when
                encounter.class = 'inpatient'
                and line.days_supplied between 2 and 31
                and sum(line.quantity) over (
                    partition by
                        line.encounter_id, line.item_code, line.charged_at, line.days_supplied,
                        limited.max_days, limited.valid_from, limited.valid_to
                ) >= line.days_supplied
                then line.days_supplied
        end as days_of_line,
        substr(encounter.main_diagnosis, 1, 3) as disease, line.prescription_no,
        case when limited.valid_from is null and line.charged_on < cast($known_from as date) then 1 else 0 end
            as is_before_known
    from derived.net_line_scan as line
    inner join limit_of as limited on line.item_code = limited.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        line.item_code in (select limit_of.item_code from limit_of) -- gate: equivalent, bounds work
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
        -- days that the patient pays himself are not days that the fund pays
        and line.covered_amount > 0
    qualify row_number() over (partition by line.claim_line_id order by limited.max_days desc) = 1
),

-- the days that stand on each of several packs of one prescription are its days once
prescribed as (
    select
        claim_line_id, person_id, encounter_id, provider_id, charged_on, charged_at, substance, item_name, max_days,
        covered_amount, days_supplied, days_of_line, disease, is_before_known,
        case
            when prescription_no is null then days_supplied
            when row_number() over (
                partition by person_id, encounter_id, charged_on, substance, prescription_no
                order by days_supplied desc nulls last, claim_line_id
            ) = 1 then days_supplied
        end as days_of_prescription
    from limited_line
),

-- one row per encounter, day and substance, with the days of use it stands for
used_day as (
    select
        person_id, encounter_id, charged_on, substance,
        min(provider_id) as provider_id,
        min(item_name) as item_name,
        max(max_days) as max_days,
        greatest(coalesce(sum(days_of_prescription), 1), 1) as days,
        -- days that stand on each of several packs may be the days of one prescription
        greatest(coalesce(max(days_supplied), 1), 1) as least_days,
        coalesce(max(days_of_line), 1) as days_of_line,
        min(disease) as disease,
        -- the first and the last second of a day are a date without an hour
        case when bool_and(cast(epoch(charged_at) as bigint) % 86400 not in (0, 86399)) then min(charged_at) end as first_at,
        case when bool_and(cast(epoch(charged_at) as bigint) % 86400 not in (0, 86399)) then max(charged_at) end as last_at,
        max(is_before_known) as is_before_known,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids
    from prescribed
    group by person_id, encounter_id, charged_on, substance
),

-- such a week counts as far as the next line leaves it room; of days that the ward writes each it is one
spread_day as (
    select
        person_id, encounter_id, charged_on, substance, provider_id, item_name, max_days,
        greatest(
            days,
            least(
                days_of_line,
                coalesce(
                    date_diff('day', charged_on, lead(charged_on) over along),
                    date_diff('day', lag(charged_on) over along, charged_on),
                    days_of_line
                )
            )
        ) as days,
        least_days, disease, first_at, last_at, is_before_known, covered_amount, claim_line_ids
    from used_day
    window along as (partition by person_id, substance order by charged_on, days desc, encounter_id)
),

-- given in the emergency room and on the ward of one day is one day
told_day as (
    select
        person_id, encounter_id, charged_on, substance, provider_id, item_name, max_days,
        case when days = 1 and lag(charged_on) over same_day = charged_on then 0 else days end as days,
        case when days = 1 and lag(charged_on) over same_day = charged_on then 0 else least_days end as least_days,
        disease, first_at, last_at, is_before_known, covered_amount, claim_line_ids
    from spread_day
    window same_day as (partition by person_id, substance order by charged_on, days desc, encounter_id)
),

placed as (
    select
        person_id, encounter_id, charged_on, substance, provider_id, item_name, max_days, days, least_days, disease, first_at, last_at, is_before_known,
        covered_amount, claim_line_ids,
        case
            when
                date_diff('day', lag(charged_on) over earlier, charged_on) - lag(days) over earlier
                <= $new_course_after_days
                then 0
            else 1
        end as begins_course
    from told_day
    window earlier as (partition by person_id, substance order by charged_on, encounter_id)
),

numbered as (
    select
        person_id, encounter_id, charged_on, substance, provider_id, item_name, max_days, days, least_days, disease, first_at, last_at, is_before_known,
        covered_amount, claim_line_ids, begins_course,
        sum(begins_course) over (
            partition by person_id, substance order by charged_on, encounter_id
            rows between unbounded preceding and current row
        ) as course_number
    from placed
),

counted as (
    select
        person_id, encounter_id, charged_on, substance, provider_id, item_name, max_days, days,
        is_before_known, covered_amount, claim_line_ids, course_number,
        -- from one evening to the morning of the last date are so many times 24 hours
        coalesce(
            last_at < min(case when begins_course = 1 then first_at end) over (
                partition by person_id, substance, course_number
            ) + interval 24 hour * max_days,
            false
        ) as is_in_time,
        max(disease) over (partition by person_id, substance, course_number) as last_disease,
        min(disease) over (partition by person_id, substance, course_number) as first_disease,
        -- what another house gave before this one may not know
        sum(days) over (
            partition by person_id, substance, course_number, provider_id order by charged_on, encounter_id
            rows between unbounded preceding and current row
        ) as days_here,
        -- of a part of the course nobody tells what it was for
        count(disease) over (partition by person_id, substance, course_number)
        between 1 and count(*) over (partition by person_id, substance, course_number) - 1 as is_partly_told,
        sum(least_days) over (
            partition by person_id, substance, course_number order by charged_on, encounter_id
            rows between unbounded preceding and current row
        ) as least_days_so_far,
        min(charged_on) over (partition by person_id, substance, course_number) as course_from,
        sum(days) over (
            partition by person_id, substance, course_number order by charged_on, encounter_id
            rows between unbounded preceding and current row
        ) as days_so_far
    from numbered
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    person_id,
    substance,
    course_from,
    min(item_name) as item_name,
    max(max_days) as max_days,
    cast(max(days_so_far) as integer) as days_so_far,
    case
        when max(days_here) <= max(max_days) then 'suspect'
        when max(least_days_so_far) <= max(max_days) or max(is_before_known) = 1 or min(first_disease) <> max(last_disease)
            or bool_or(is_partly_told)
            then 'suspect'
        -- what the clinic gave lay at home while the ward gave its own: the calendar holds no more days than are paid
        when max(date_diff('day', course_from, charged_on) + days) <= max(max_days) then 'suspect'
    end as certainty,
    cast(sum(round(covered_amount * least(days, days_so_far - max_days) / days, 2)) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from counted
where days_so_far > max_days and days > 0 and not (is_in_time and days = 1 and days_so_far = max_days + 1)
group by encounter_id, person_id, substance, course_from
