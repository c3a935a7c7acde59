/* ---
title: A person's purchases at pharmacies on many days of a month
title_zh: 频繁购药
official: GZ10000204003000
version: 4
status: stable
certainty: suspect
subject: person
identity: [month_from]
scope: person
basis: [条例15, 条例17, 条例38(二)]
parameters:
  min_days: {type: integer, default: 10, min: 2, step: 1, unit: days with a purchase in the month, note: a proposal}
  least_digits: {type: integer, default: 6, min: 4, max: 20, step: 1, unit: characters, note: "a proposal; so long a number at the end of another is that number"}
message: "purchases on {days} days of the month from {month_from} on, at {providers} pharmacies"
message_zh: "{month_from} 起当月购药 {days} 天，涉及 {providers} 家药店"
innocent_when:
  - one card buys for a family where the region allows it
innocent_when_zh:
  - 当地允许家庭共济，一卡为全家购药
verify_by:
  - what was bought for whom, and the pharmacies' pictures
verify_by_zh:
  - 核实购药品种、用药人和药店监控
source: [national rule library]
note: >-
  What the fund lost by it is unknown; rules on stockpiling and repeated drugs put amounts to it. A pharmacy is
  named only where the days at it alone are enough, since none sees what is bought at the others.
note_zh: 基金损失未知；金额由囤药、重复用药规则给出。仅当在某一家药店的购药天数即已达标时才指向该药店；各家药店互不知情、合计方达标的，只列参保人。
--- */
with
purchase_visit as (
    select encounter_id, person_id, provider_id, cast(started_at as date) as bought_on
    from encounter
    where class = 'pharmacy'
),

monthly as (
    select
        person_id, cast(date_trunc('month', bought_on) as date) as month_from, count(encounter_id) as visits
    from purchase_visit
    group by person_id, cast(date_trunc('month', bought_on) as date)
),

-- persons and months with visits enough, this month and the one before or after it together
often as (
    select person_id, month_from
    from (
        select
            person_id, month_from, visits,
            case when lag(month_from) over in_row >= month_from - interval 31 day then lag(visits) over in_row end as visits_before,
            case when lead(month_from) over in_row <= month_from + interval 31 day then lead(visits) over in_row end as visits_after
        from monthly
        window in_row as (partition by person_id order by month_from)
    ) as beside
    where visits + greatest(coalesce(visits_before, 0), coalesce(visits_after, 0)) >= $min_days -- gate: equivalent, bounds work
),

often_visit as (
    select visit.encounter_id, visit.person_id, visit.provider_id, visit.bought_on
    from purchase_visit as visit
    semi join often -- gate: equivalent, bounds work
        on
            visit.person_id = often.person_id -- gate: equivalent, bounds work
            and cast(date_trunc('month', visit.bought_on) as date) = often.month_from -- gate: equivalent, bounds work
),

-- a visit sent again under its number with the house or the year before it is the visit of the shorter number
candidate as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id,
        coalesce(min(shorter.bought_on), visit.bought_on) as bought_on
    from often_visit as visit
    left join often_visit as shorter
        on
            visit.person_id = shorter.person_id
            and visit.provider_id = shorter.provider_id
            and length(shorter.encounter_id) >= $least_digits
            and ends_with(visit.encounter_id, shorter.encounter_id)
    group by visit.encounter_id, visit.person_id, visit.provider_id, visit.bought_on
),

-- calendar months, and months from the sixteenth on: who buys at the turn of two buys as often
placed as (
    select
        encounter_id, person_id, provider_id, bought_on, 0 as shift,
        cast(date_trunc('month', bought_on) as date) as month_from
    from candidate
    union all
    select
        encounter_id, person_id, provider_id, bought_on, 1 as shift,
        cast(date_trunc('month', cast(bought_on - interval 15 day as date)) + interval 15 day as date) as month_from
    from candidate
),

-- what was taken back was not bought
bought_day as (
    select
        visit.person_id, visit.month_from, visit.shift, visit.provider_id, visit.bought_on,
        list(distinct visit.encounter_id) as encounter_ids,
        count(*) over (partition by visit.person_id, visit.month_from, visit.shift, visit.provider_id) as days_here
    from placed as visit
    semi join derived.net_claim_line as line on visit.encounter_id = line.encounter_id
    group by visit.person_id, visit.month_from, visit.shift, visit.provider_id, visit.bought_on
),

counted as (
    select
        person_id, month_from, shift,
        -- a pharmacy knows what it sells itself, not what the others sell
        arg_max(provider_id, (days_here, bought_on, provider_id)) filter (where days_here >= $min_days) as provider_id,
        count(distinct bought_on) as days,
        count(distinct provider_id) as providers,
        flatten(list(encounter_ids)) as encounter_ids,
        min(bought_on) as occurred_from,
        max(bought_on) as occurred_to
    from bought_day
    group by person_id, month_from, shift
    having count(distinct bought_on) >= $min_days
)

select
    counted.person_id as subject_id, counted.person_id, counted.provider_id, counted.month_from, counted.days,
    counted.providers,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    counted.encounter_ids, counted.occurred_from, counted.occurred_to
from counted
-- a calendar month tells it already
anti join counted as calendar
    on
        counted.person_id = calendar.person_id
        and counted.shift = 1
        and calendar.shift = 0
        and calendar.occurred_from <= counted.occurred_to
        and calendar.occurred_to >= counted.occurred_from
