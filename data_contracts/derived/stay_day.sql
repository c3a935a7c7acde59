/* ---
title: Each day of a hospital stay with what was charged on it
title_zh: 住院逐日收费
scope: encounter
--- */
with calendar_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on,
        -- of a stay that is not over, the days up to its last charge
        coalesce(
            stay.length_days, date_diff('day', stay.admitted_on, stay.last_charged_on) + 1
        ) as days
    from derived.stay as stay
    where not stay.is_refunded
),

-- an extract begins somewhere: of a stay of years, the days before its first charge are not known
first_charge as (
    select line.encounter_id, date_diff('day', calendar_stay.admitted_on, min(line.charged_on)) as day_number
    from derived.net_claim_line as line
    inner join calendar_stay on line.encounter_id = calendar_stay.encounter_id
    where calendar_stay.days > 730
    group by line.encounter_id, calendar_stay.admitted_on
),

calendar as (
    select
        calendar_stay.encounter_id, calendar_stay.person_id, calendar_stay.provider_id,
        calendar_stay.admitted_on,
        unnest(generate_series(greatest(coalesce(first_charge.day_number, 0), 0), calendar_stay.days - 1))
            as day_number
    from calendar_stay
    left join first_charge on calendar_stay.encounter_id = first_charge.encounter_id
    -- a hundred years are a slip of the pen
    where calendar_stay.days between 1 and 36525
),

named as (
    select
        line.encounter_id, line.charged_on, line.amount,
        -- drugs, tests, treatment and what stands every day: numbers compare faster than names
        case line.category
            when 'western_drug' then 1
            when 'patent_tcm' then 1
            when 'herbal_piece' then 1
            when 'examination' then 2
            when 'laboratory' then 2
            -- charged by the day whether anything is done or not: bed, nursing, consultation, and
            -- heating, cooling, meals or an accompanying person among the other fees
            when 'bed' then 4
            when 'nursing' then 4
            when 'consultation' then 4
            when 'registration' then 4
            when 'general' then 4
            else
                case
                    when line.category <> 'other' then 3
                    when regexp_matches(
                        coalesce(line.item_name, ''), '空调|取暖|暖气|降温|采暖|陪护|陪住|陪床|伙食|膳食|餐费|病历|卡费'
                    ) then 4
                    else 3
                end
        end as kind
    from derived.net_line_scan as line
    semi join calendar_stay on line.encounter_id = calendar_stay.encounter_id
),

charged as (
    select
        encounter_id, charged_on,
        count(*) as lines,
        count(case when kind <> 4 then 1 end) as active_lines,
        sum(case when kind = 4 then amount else 0 end) as standing_amount,
        sum(case when kind = 1 then amount else 0 end) as drug_amount,
        sum(case when kind = 2 then amount else 0 end) as test_amount,
        sum(case when kind = 3 then amount else 0 end) as treatment_amount
    from named
    group by encounter_id, charged_on
)

select
    calendar.encounter_id, calendar.person_id, calendar.provider_id,
    calendar.day_number,
    cast(calendar.admitted_on + cast(calendar.day_number as integer) as date) as day,
    coalesce(charged.lines, 0) as lines,
    coalesce(charged.active_lines, 0) as active_lines,
    coalesce(charged.standing_amount + charged.drug_amount + charged.test_amount + charged.treatment_amount, 0) as amount,
    coalesce(charged.standing_amount, 0) as standing_amount,
    coalesce(charged.drug_amount, 0) as drug_amount,
    coalesce(charged.test_amount, 0) as test_amount,
    coalesce(charged.treatment_amount, 0) as treatment_amount
from calendar
left join charged
    on
        calendar.encounter_id = charged.encounter_id
        and cast(calendar.admitted_on + cast(calendar.day_number as integer) as date) = charged.charged_on
