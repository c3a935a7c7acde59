/* ---
title: Lines of items that the problem lists allow only so often
title_zh: 问题清单限定频次项目的费用明细
scope: encounter
note: >-
  Of limits by the day or the stay only items of which an encounter has more than the limit in one line, or
  several lines on a day or in the stay.
--- */
-- one row per claim line and row of problem_frequency that names it, but for an excusing diagnosis
with
listed_item as (
    select
        item.item_code, item.item_name,
        listed.scheme, listed.per, listed.window_days,
        listed.max_quantity, listed.unit, listed.except_diagnosis, listed.note,
        -- a fact that no claim shows can make it right
        coalesce(listed.certainty = 'suspect', false) as is_suspect,
        -- what is counted together: everything that fits the row, or each item code
        case
            when listed.combine
                then listed.list_edition || ' ' || listed.list_no || ' ' || cast(listed.seq as varchar)
            else item.item_code
        end as counted_as,
        coalesce(listed.valid_from, date '1900-01-01') as valid_from,
        coalesce(listed.valid_to, date '2200-01-01') as valid_to
    from derived.listed_item as item
    inner join problem_frequency as listed on item.named_by = concat(listed.item_prefix, '/', listed.name_pattern)
),

-- items of an encounter beyond what a day or the stay allows, if only by a line named twice. A bit stands
-- for each day of two months, and fewer bits than lines are days with more than one
possible as (
    select line.encounter_id, listed_item.counted_as
    from derived.net_line_scan as line
    inner join listed_item
        on
            line.item_code = listed_item.item_code
            and coalesce(line.item_name, '') = coalesce(listed_item.item_name, '')
    where
        listed_item.per in ('day', 'stay')
        and line.covered_amount > 0
        and line.item_code in (select listed_item.item_code from listed_item)
        and line.charged_on >= listed_item.valid_from
        and line.charged_on < listed_item.valid_to
    group by line.encounter_id, listed_item.counted_as
    having
        max(line.quantity) > min(listed_item.max_quantity)
        or (min(listed_item.per) = 'day' and count(*) > coalesce(bit_count(bit_or(
            cast(1 as bigint) << cast(extract('day' from line.charged_on) + 31 * (extract('month' from line.charged_on) % 2) as integer)
        )), 0))
        or (max(listed_item.per) = 'stay' and count(*) > 1)
),

-- their lines, and all of items that are limited otherwise: read whole only once it is known which
line_beside as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.category, line.department,
        line.quantity, line.covered_amount
    from derived.net_line_scan as line
    where
        line.item_code in (select listed_item.item_code from listed_item)
        and (
            line.encounter_id in (select possible.encounter_id from possible)
            or line.item_code in (
                select listed_item.item_code from listed_item where listed_item.per not in ('day', 'stay')
            )
        )
),

named_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.category, line.department,
        line.quantity, line.covered_amount, listed_item.scheme,
        listed_item.per, listed_item.window_days, listed_item.max_quantity, listed_item.unit,
        listed_item.except_diagnosis, listed_item.note, listed_item.is_suspect, listed_item.counted_as,
        nullif(listed_item.valid_from, date '1900-01-01') as valid_from
    from line_beside as line
    inner join listed_item
        on
            line.item_code = listed_item.item_code
            and coalesce(line.item_name, '') = coalesce(listed_item.item_name, '')
    where
        line.charged_on >= listed_item.valid_from
        and line.charged_on < listed_item.valid_to
),

possible_line as (
    select named_line.*
    from named_line
    semi join possible
        on named_line.encounter_id = possible.encounter_id and named_line.counted_as = possible.counted_as
    where named_line.per in ('day', 'stay')
    union all
    select named_line.*
    from named_line
    where named_line.per not in ('day', 'stay')
),

-- encounters with a diagnosis that excuses a row of the list; asked of codes, which are few
stated as (
    select encounter_id, code from diagnosis
    union all
    select encounter_id, main_diagnosis as code from encounter
),

excusing_code as (
    select coded.code, listed.except_diagnosis
    from (
        select code from diagnosis
        union
        select main_diagnosis as code from encounter
    ) as coded
    inner join (
        select distinct except_diagnosis from listed_item
    ) as listed on starts_with(coded.code, listed.except_diagnosis)
),

excused as (
    select distinct concat(stated.encounter_id, ' ', excusing_code.except_diagnosis) as excused_key
    from stated
    inner join excusing_code on stated.code = excusing_code.code
)

select
    named_line.claim_line_id, named_line.encounter_id, named_line.person_id, named_line.provider_id,
    named_line.charged_at, named_line.charged_on, named_line.item_code, named_line.item_name,
    named_line.category, named_line.department, named_line.quantity, named_line.covered_amount,
    named_line.scheme, named_line.per, named_line.window_days,
    named_line.max_quantity, named_line.unit, named_line.note, named_line.is_suspect,
    named_line.counted_as, named_line.valid_from
from possible_line as named_line
where
    -- asked line by line, so that the lines need not be kept for it
    named_line.except_diagnosis is null
    or concat(named_line.encounter_id, ' ', named_line.except_diagnosis) not in (
        select excused.excused_key from excused
    )
