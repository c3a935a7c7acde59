/* ---
title: Moments at which the charges of a stay were booked together
title_zh: 集中记账时刻
scope: encounter
--- */
-- one row per stay and moment that says when charges were booked, not when each was done; a visit
-- that is paid at once is no stay, and its one moment is that of the visit
with
-- encounters that are known to be a visit
visit as (
    select encounter_id from encounter where class <> 'inpatient'
),

-- by days, which are far fewer than moments
day_total as (
    select line.encounter_id, cast(line.charged_at as date) as charged_on, count(*) as lines
    from claim_line as line
    anti join visit on line.encounter_id = visit.encounter_id
    where line.quantity > 0
    group by line.encounter_id, cast(line.charged_at as date)
),

stay_total as (
    select encounter_id, sum(lines) as lines
    from day_total
    group by encounter_id
),

-- a moment with most lines of the stay lies on a day with most of them
full_day as (
    select day_total.encounter_id, day_total.charged_on
    from day_total
    inner join stay_total on day_total.encounter_id = stay_total.encounter_id
    where day_total.lines >= 3 and day_total.lines * 2 > stay_total.lines
),

-- moments at which what is charged by the day was booked
bed_moment as (
    select encounter_id, charged_at
    from claim_line
    where category in ('bed', 'nursing') and quantity > 0
    group by encounter_id, charged_at
),

-- of the many moments of stays only these are counted
moment as (
    select line.encounter_id, line.charged_at, 0 as is_of_the_day, count(*) as lines
    from claim_line as line
    semi join full_day
        on line.encounter_id = full_day.encounter_id and cast(line.charged_at as date) = full_day.charged_on
    where line.quantity > 0
    group by line.encounter_id, line.charged_at
    having count(*) >= 3
    union all
    select line.encounter_id, line.charged_at, 1 as is_of_the_day, count(*) as lines
    from claim_line as line
    semi join bed_moment
        on line.encounter_id = bed_moment.encounter_id and line.charged_at = bed_moment.charged_at
    where line.quantity > 0
    group by line.encounter_id, line.charged_at
    having count(*) >= 3
),

-- moments with most lines of the stay, or the nightly or morning run that books the bed and what was
-- ordered for the day
busy as (
    select distinct
        moment.encounter_id, moment.charged_at,
        moment.lines * 2 > stay_total.lines as is_most_of_stay
    from moment
    inner join stay_total on moment.encounter_id = stay_total.encounter_id
    inner join day_total
        on
            moment.encounter_id = day_total.encounter_id
            and cast(moment.charged_at as date) = day_total.charged_on
    where
        moment.lines * 2 > stay_total.lines
        or (moment.is_of_the_day = 1 and moment.lines * 2 > day_total.lines)
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
    select distinct claim.encounter_id, claim.settled_at
    from claim
    anti join visit on claim.encounter_id = visit.encounter_id
),

-- the moment of leaving, at which a ward closes its books: it is that of no service
left_at as (
    select encounter_id, ended_at
    from encounter
    where class = 'inpatient' and ended_at <> cast(cast(ended_at as date) as timestamp)
),

-- moments that are a settlement or joint: few of all
told as (
    select line.encounter_id, line.charged_at
    from claim_line as line
    semi join settled on line.encounter_id = settled.encounter_id and line.charged_at = settled.settled_at
    where line.quantity > 0
    union
    select line.encounter_id, line.charged_at
    from claim_line as line
    semi join left_at on line.encounter_id = left_at.encounter_id and line.charged_at = left_at.ended_at
    where line.quantity > 0
    union
    -- the last second of a day is a date in another spelling
    select line.encounter_id, line.charged_at
    from claim_line as line
    anti join visit on line.encounter_id = visit.encounter_id
    where
        line.quantity > 0
        and extract(second from line.charged_at) = 59
        and extract(minute from line.charged_at) = 59
        and extract(hour from line.charged_at) = 23
    union
    select encounter_id, charged_at from joint
),

told_moment as (
    select
        moment.encounter_id, moment.charged_at,
        coalesce(encounter.class = 'inpatient' and moment.charged_at = encounter.ended_at, false) as is_leaving,
        -- not known to be a visit of one day
        coalesce(
            cast(encounter.ended_at as date) > cast(encounter.started_at as date), false
        ) as is_of_days
    from told as moment
    left join encounter on moment.encounter_id = encounter.encounter_id
)

select
    moment.encounter_id, moment.charged_at,
    settled.settled_at is not null as is_settlement,
    -- a run of the day tells the day; a posting at the end of some days does not
    not moment.is_of_days
    or (settled.settled_at is null and not coalesce(joint.is_most_of_stay, false) and not moment.is_leaving)
        as tells_day
from told_moment as moment
left join settled
    on moment.encounter_id = settled.encounter_id and moment.charged_at = settled.settled_at
left join joint
    on moment.encounter_id = joint.encounter_id and moment.charged_at = joint.charged_at
