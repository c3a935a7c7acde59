/* ---
title: Many stays of one person in a year
title_zh: 频繁住院
official: GZ10000204004000
version: 10
status: stable
certainty: suspect
subject: person
identity: [year]
scope: person
basis: [条例15, 条例38(一), 定点机构通知(2025)]
loss: claim
parameters:
  least_stays: {type: integer, default: 6, min: 3, max: 50, step: 1, unit: stays in a calendar year}
  least_days: {type: integer, default: 180, min: 30, max: 366, step: 1, unit: days in hospital in a calendar year}
  across_ratio: {type: decimal, default: 1.5, min: 1, max: 3, step: 0.5, unit: times as many in a year from July on, note: "a proposal; stays on both sides of New Year that no calendar year holds"}
  return_days: {type: integer, default: 7, min: 0, max: 31, step: 1, unit: days from discharge to admission, note: "a proposal: long care broken off for so few days was hardly broken off"}
  least_returns: {type: integer, default: 3, min: 1, max: 20, step: 1, unit: such returns of a psychiatric or rehabilitation or nursing patient in a calendar year, note: "a proposal"}
  least_long_days: {type: integer, default: 120, min: 30, max: 366, step: 1, unit: days of long care in a calendar year beside the returns, note: "a proposal"}
  year_round_days: {type: integer, default: 330, min: 180, max: 366, step: 1, unit: days of long care in a calendar year, note: "a proposal; schizophrenia and dementia are cared for year-round"}
  open_days: {type: integer, default: 31, min: 1, max: 120, step: 1, unit: days without a charge after which a stay without an end has ended}
message: "{stays} stays with {days} days in {providers} hospitals in {period}{again}"
message_zh: "{period_zh}在 {providers} 家机构住院 {stays} 次、共 {days} 天{again_zh}"
innocent_when:
  - cancer, dialysis, chemotherapy, radiotherapy, newborns, childbirth, day surgery, beds at home, injuries and operations (left out)
  - psychiatric, rehabilitation and nursing care that lasts (judged by repeated returns and by the whole year only)
  - the turn of the year, at which stays are settled and opened anew (not counted as a return)
  - bills of a psychiatric, rehabilitation or nursing ward that the house cuts by the month (left out where all returns are such and no group is paid)
  - a chronic disease in its last years
innocent_when_zh:
  - 肿瘤、透析、放化疗、新生儿、分娩、日间手术、家庭病床、外伤及手术住院（已排除）
  - 精神、康复、护理类长期住院（仅按反复出院再入院和全年在院判断）
  - 年度结算办理的出院再入院（不计为返院）
  - 精神、康复、护理病区按月结算（各段不超过一个月、均在月初同院续开且非按病组病种付费的已排除）
  - 慢性病终末期
verify_by:
  - was each admission needed; ask the patient and his family
  - where does the patient live, who pays his share; was he in the ward between the stays
verify_by_zh:
  - 评估各次入院指征，询问患者及家属
  - 核实居住地及自付费用由谁承担；两次住院之间是否仍在病区
tolerates: [claim.payment_method, encounter.is_newborn, encounter.department, encounter.ended_at, encounter.visit_type, encounter.main_diagnosis, provider, provider.specialty, provider.level, readmission_innocent, procedure, procedure.code, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date, claim.settled_at]
judged: select count(distinct person_id) from derived.stay where not is_refunded
source: [rule catalogue frequent_admission]
note: "Days are those that hospitals count, with the day of admission and without the day of discharge (计入不计出): six stays from 2 January to 12 December with five breaks of two days are 334; a stay counts in the year of its admission (calendar years, and years from July on where no calendar year tells it, with half as many more), its days in the years they lie in, a day in two hospitals once; a stay without an end lasts until the day of the run, or its last charge where that is long ago. The hospital is the one with most of the stays; where it had the person only once and not for as many days, none is named."
note_zh: 天数按医院计法，计入不计出：1 月 2 日至 12 月 12 日共六次住院、中间五次各隔两日，合计 334 天。住院次数计入入院所在年度（自然年度未达而七月起算的跨年度达到一倍半的，另行列出），住院天数计入其所在年度，同日在两院住院只计一天；未出院的计至运行日，末次收费已很久的，计至末次收费。所列机构为住院次数最多的一家；各家均仅住院一次且天数未达标的，只列参保人。
--- */
with
tumour as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where starts_with(code, 'C')
),

-- nobody breaks a leg or has the cataract done in order to lie in a bed; tests and measures of the ward are no operation
operated as (
    select distinct encounter_id
    from procedure
    where not regexp_matches(code, '^(87|89|90|91|9[3-9])')
),

course as (
    select
        encounter_id,
        max(case when reason in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem') then 0 else 1 end) as is_course
    from derived.repeat_course_stay
    group by encounter_id
),

endless as (
    select encounter_id from derived.stay
    where discharged_on is null -- gate: equivalent, bounds the work
),

-- each such stay is paid anew
paid_by_stay as (
    select distinct claim.encounter_id
    from claim
    where claim.payment_method in ('drg', 'dip', 'single_disease')
),

-- when something was last heard of a stay that has no end
last_sign as (
    select encounter_id, max(seen_on) as seen_on
    from (
        select line.encounter_id, line.charged_on as seen_on
        from derived.net_claim_line as line
        semi join endless -- gate: equivalent, bounds the work
            on line.encounter_id = endless.encounter_id -- gate: equivalent, bounds the work
        union all
        select claim.encounter_id, cast(claim.settled_at as date) as seen_on
        from claim
        semi join endless -- gate: equivalent, bounds the work
            on claim.encounter_id = endless.encounter_id -- gate: equivalent, bounds the work
    ) as sign
    group by encounter_id
),

single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.started_at, stay.total_amount,
        stay.main_diagnosis, stay.discharged_on,
        case when course.encounter_id is null then 'ordinary' else 'long' end as care,
        -- the day of discharge does not count; a stay of which nothing was charged is no stay
        greatest(
            coalesce(
                stay.discharged_on,
                case
                    when last_sign.encounter_id is null or last_sign.seen_on is null
                        then case when stay.total_amount > 0 then $as_of else stay.admitted_on end
                    when date_diff('day', last_sign.seen_on, $as_of) <= $open_days then $as_of
                    else last_sign.seen_on
                end
            ),
            stay.admitted_on + 1
        ) as left_on
    from derived.stay as stay
    left join course on stay.encounter_id = course.encounter_id
    left join last_sign on stay.encounter_id = last_sign.encounter_id
    anti join tumour on stay.encounter_id = tumour.encounter_id
    anti join operated on stay.encounter_id = operated.encounter_id
    where
        not stay.is_refunded
        and not coalesce(regexp_matches(stay.main_diagnosis, '^[ST]'), false)
        and coalesce(course.is_course, 0) = 0
),

followed as (
    select
        encounter_id, person_id, provider_id, admitted_on, started_at, total_amount, main_diagnosis, care, left_on,
        lag(discharged_on) over (partition by person_id, care order by started_at, encounter_id) as discharged_before,
        lag(provider_id) over (partition by person_id, care order by started_at, encounter_id) as provider_before,
        lag(admitted_on) over (partition by person_id, care order by started_at, encounter_id) as admitted_before,
        -- a day in two hospitals is one day
        max(left_on) over (
            partition by person_id, care order by started_at, encounter_id rows between unbounded preceding and 1 preceding
        ) as counted_until
    from single_stay
),

marked as (
    select
        encounter_id, person_id, provider_id, admitted_on, started_at, total_amount, main_diagnosis, care, left_on,
        least(greatest(admitted_on, coalesce(counted_until, admitted_on)), left_on) as counted_from,
        case
            when
                date_diff('day', discharged_before, admitted_on) between 0 and $return_days
                -- at the turn of the year stays are settled and opened anew
                and not (
                    date_diff('day', discharged_before, admitted_on) <= 1
                    and (
                        extract(year from discharged_before) < extract(year from admitted_on)
                        or (extract(month from admitted_on) = 12 and extract(day from admitted_on) = 31)
                        or (extract(month from admitted_on) = 1 and extract(day from admitted_on) <= 2)
                    )
                )
                then 1
            else 0
        end as is_return,
        -- bills of a ward that are cut by the month and opened anew: none lasts longer than one, and none is paid by itself
        coalesce(
            date_diff('day', discharged_before, admitted_on) <= 1
            and provider_id = provider_before
            and date_diff('day', admitted_before, discharged_before) <= 31
            and encounter_id not in (select paid_by_stay.encounter_id from paid_by_stay)
            and (extract(day from discharged_before) = 1 or extract(day from discharged_before + 1) = 1),
            false
        ) as is_of_month
    from followed
),

calendar_year as (
    select distinct cast(extract(year from admitted_on) as integer) as year from single_stay
    union
    select distinct cast(extract(year from left_on - 1) as integer) as year from single_stay
),

-- and years from July on: whose stays lie on both sides of New Year has as many
period as (
    select
        year, 0 as shift,
        cast(concat(year, '-01-01') as date) as from_on,
        cast(concat(year + 1, '-01-01') as date) as until_on
    from calendar_year
    union
    select
        year, 1 as shift,
        cast(concat(year, '-07-01') as date) as from_on,
        cast(concat(year + 1, '-07-01') as date) as until_on
    from calendar_year
    union
    select
        year - 1 as year, 1 as shift,
        cast(concat(year - 1, '-07-01') as date) as from_on,
        cast(concat(year, '-07-01') as date) as until_on
    from calendar_year
),

-- one row per stay and year that it reaches into
in_year as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.started_at, stay.total_amount,
        stay.main_diagnosis, stay.care, stay.left_on, stay.is_return, stay.is_of_month, period.year, period.shift,
        stay.admitted_on >= period.from_on and stay.admitted_on < period.until_on as is_begun,
        greatest(date_diff(
            'day',
            greatest(stay.counted_from, period.from_on),
            least(stay.left_on, period.until_on)
        ), 0) as days
    from marked as stay
    inner join period on stay.left_on > period.from_on and stay.admitted_on < period.until_on
),

found as (
    select
        person_id, year, shift, care,
        sum(case when is_begun then is_return else 0 end) as returns
    from in_year
    group by person_id, year, shift, care
    having
        (
            care = 'ordinary'
            and (
                count(*) filter (where is_begun) >= $least_stays * case shift when 0 then 1 else $across_ratio end
                or sum(days) >= $least_days * case shift when 0 then 1 else $across_ratio end
            )
        )
        or (
            care = 'long'
            and shift = 0
            and (
                (
                    sum(case when is_begun then is_return else 0 end) >= $least_returns
                    and sum(days) >= $least_long_days
                    -- some return is no bill of the month
                    and bool_or(is_begun and is_return = 1 and not is_of_month)
                )
                or (
                    sum(days) >= $year_round_days
                    -- an unbroken year of these is what such wards are for
                    and not bool_and(coalesce(regexp_matches(main_diagnosis, '^(F0|F2|F7|G3[01]|G93|R40)'), false))
                )
            )
        )
),

-- a calendar year tells it already
told as (
    select found.person_id, found.year, found.shift, found.care, found.returns
    from found
    anti join found as calendar
        on
            found.person_id = calendar.person_id
            and found.care = calendar.care
            and found.shift = 1
            and calendar.shift = 0
            and calendar.year between found.year and found.year + 1
),

found_stay as (
    select
        stay.person_id, stay.year, stay.shift, stay.care, stay.encounter_id, stay.provider_id, stay.started_at,
        stay.days, stay.admitted_on, stay.left_on, stay.is_return, stay.is_begun, stay.total_amount, found.returns,
        count(*) over at_house as stays_here,
        sum(stay.days) over at_house as days_here
    from in_year as stay
    inner join told as found
        on
            stay.person_id = found.person_id
            and stay.year = found.year
            and stay.shift = found.shift
            and stay.care = found.care
    window at_house as (partition by stay.person_id, stay.year, stay.shift, stay.provider_id)
)

select
    stay.person_id as subject_id, stay.person_id, stay.year,
    case
        when min(stay.shift) = 0 then cast(stay.year as varchar)
        else concat(cast(stay.year as varchar), '-07 – ', cast(stay.year + 1 as varchar), '-06')
    end as period,
    case
        when min(stay.shift) = 0 then concat(cast(stay.year as varchar), ' 年')
        else concat(cast(stay.year as varchar), ' 年 7 月至 ', cast(stay.year + 1 as varchar), ' 年 6 月')
    end as period_zh,
    -- who took the person in once could not know of the others
    arg_max(
        stay.provider_id, (stay.stays_here, stay.days_here, stay.started_at, stay.encounter_id)
    ) filter (where stay.stays_here > 1 or stay.days_here >= $least_days) as provider_id,
    count(*) as stays,
    sum(stay.days) as days,
    count(distinct stay.provider_id) as providers,
    sum(case when stay.is_begun then stay.is_return else 0 end) as returns,
    case
        when sum(case when stay.is_begun then stay.is_return else 0 end) = 0 then ''
        else
            concat(
                '; ', cast(sum(case when stay.is_begun then stay.is_return else 0 end) as varchar),
                ' times back within ', cast($return_days as varchar), ' days'
            )
    end as again,
    case
        when sum(case when stay.is_begun then stay.is_return else 0 end) = 0 then ''
        else
            concat(
                '，其中 ', cast(sum(case when stay.is_begun then stay.is_return else 0 end) as varchar),
                ' 次出院后 ', cast($return_days as varchar), ' 天内再入院'
            )
    end as again_zh,
    -- of long care only what followed a return; a year in a ward says nothing of what it is worth
    cast(
        sum(case when stay.care = 'ordinary' or (stay.is_return = 1 and stay.returns >= $least_returns) then stay.total_amount end)
        as decimal(18, 2)
    ) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(stay.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.left_on) as occurred_to
from found_stay as stay
group by stay.person_id, stay.year, stay.shift
