/* ---
title: Moments at which the charges of a stay were booked together
title_zh: 集中记账时刻
scope: encounter
--- */
-- one row per stay and moment that says when charges were booked, not when each was done; a visit
-- that is paid at once is no stay, and its one moment is that of the visit
with
-- encounters that are not known to be a visit of one day
stay_line as (
    select
        line.encounter_id, line.charged_at, line.category,
        coalesce(
            cast(encounter.ended_at as date) > cast(encounter.started_at as date), false
        ) as is_of_days
    from claim_line as line
    left join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(encounter.class, 'inpatient') = 'inpatient'
        and line.quantity > 0
),

moment as (
    select
        encounter_id, charged_at,
        cast(charged_at as date) as charged_on,
        count(*) as lines,
        bool_or(is_of_days) as is_of_days,
        max(case when category in ('bed', 'nursing') then 1 else 0 end) as is_of_the_day
    from stay_line
    group by encounter_id, charged_at
),

stay_total as (
    select encounter_id, sum(lines) as lines
    from moment
    group by encounter_id
),

day_total as (
    select encounter_id, charged_on, sum(lines) as lines
    from moment
    group by encounter_id, charged_on
),

-- moments with most lines of the stay, or the nightly or morning run that books the bed and what was
-- ordered for the day
busy as (
    select
        moment.encounter_id, moment.charged_at,
        moment.lines * 2 > stay_total.lines as is_most_of_stay
    from moment
    inner join stay_total on moment.encounter_id = stay_total.encounter_id
    inner join day_total
        on moment.encounter_id = day_total.encounter_id and moment.charged_on = day_total.charged_on
    where
        moment.lines >= 3
        and (
            moment.lines * 2 > stay_total.lines
            or (moment.is_of_the_day = 1 and moment.lines * 2 > day_total.lines)
        )
),

-- and three different items: the same thing often is one thing
joint as (
    select busy.encounter_id, busy.charged_at, busy.is_most_of_stay
    from busy
    inner join claim_line as line
        on busy.encounter_id = line.encounter_id and busy.charged_at = line.charged_at
    where line.quantity > 0
    group by busy.encounter_id, busy.charged_at, busy.is_most_of_stay
    having count(distinct line.item_code) >= 3
),

settled as (
    select distinct encounter_id, settled_at from claim
)

select
    moment.encounter_id, moment.charged_at,
    settled.settled_at is not null as is_settlement,
    -- a run of the day tells the day; a posting at the end of some days does not
    not moment.is_of_days or (settled.settled_at is null and not joint.is_most_of_stay) as tells_day
from moment
left join settled
    on moment.encounter_id = settled.encounter_id and moment.charged_at = settled.settled_at
left join joint
    on moment.encounter_id = joint.encounter_id and moment.charged_at = joint.charged_at
where settled.settled_at is not null or joint.charged_at is not null
