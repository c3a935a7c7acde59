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
        line.encounter_id, line.charged_at, line.item_code, line.category,
        coalesce(
            cast(encounter.ended_at as date) > cast(encounter.started_at as date), false
        ) as is_of_days
    from claim_line as line
    left join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(encounter.class, 'inpatient') = 'inpatient'
        and line.quantity > 0
),

by_item as (
    select
        encounter_id, charged_at, item_code,
        count(*) as lines,
        bool_or(is_of_days) as is_of_days,
        max(case when category in ('bed', 'nursing') then 1 else 0 end) as is_of_the_day
    from stay_line
    group by encounter_id, charged_at, item_code
),

moment as (
    select
        encounter_id, charged_at,
        sum(lines) as lines,
        count(*) as items,
        bool_or(is_of_days) as is_of_days,
        max(is_of_the_day) as is_of_the_day,
        sum(sum(lines)) over (partition by encounter_id) as lines_of_stay,
        sum(sum(lines)) over (partition by encounter_id, cast(charged_at as date)) as lines_of_day
    from by_item
    group by encounter_id, charged_at
),

settled as (
    select distinct encounter_id, settled_at from claim
)

select
    moment.encounter_id, moment.charged_at,
    settled.settled_at is not null as is_settlement,
    -- a run of the day tells the day; a posting at the end of some days does not
    not moment.is_of_days or (settled.settled_at is null and moment.lines * 2 <= moment.lines_of_stay) as tells_day
from moment
left join settled
    on moment.encounter_id = settled.encounter_id and moment.charged_at = settled.settled_at
where
    settled.settled_at is not null
    or (
        moment.items >= 3
        and (
            moment.lines * 2 > moment.lines_of_stay
            -- the nightly or morning run that books the bed and what was ordered for the day
            or (moment.is_of_the_day = 1 and moment.lines * 2 > moment.lines_of_day)
        )
    )
