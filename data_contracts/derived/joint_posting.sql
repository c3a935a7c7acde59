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

-- by days, which are far fewer than moments. A moment with most lines of a day is the middle one of
-- the day, so that of all moments only these are counted
day_total as (
    select
        line.encounter_id, cast(line.charged_at as date) as charged_on,
        count(*) as lines,
        median(epoch(line.charged_at)) as middle_second,
        max(line.charged_at) as last_at,
        min(case when line.category = 'bed' or line.category = 'nursing' then line.charged_at end) as first_bed_at,
        max(case when line.category = 'bed' or line.category = 'nursing' then line.charged_at end) as last_bed_at
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

-- a moment with most lines of the stay lies on a day with most of them; the nightly or morning run that
-- books the bed and what was ordered for the day, on a day with a bed or nursing then
full_day as (
    select
        day_total.encounter_id, day_total.middle_second,
        day_total.lines as lines_of_day, stay_total.lines as lines_of_stay
    from day_total
    inner join stay_total on day_total.encounter_id = stay_total.encounter_id
    where
        day_total.lines >= 3
        and (
            day_total.lines * 2 > stay_total.lines
            or day_total.middle_second between epoch(day_total.first_bed_at) and epoch(day_total.last_bed_at)
        )
),

moment_item as (
    select
        line.encounter_id, line.charged_at, line.item_code, full_day.lines_of_day, full_day.lines_of_stay,
        count(*) as lines,
        sum(case when line.category = 'bed' then line.quantity else 0 end) as beds,
        max(case when line.category = 'bed' or line.category = 'nursing' then 1 else 0 end) as has_bed
    from claim_line as line
    inner join full_day
        on line.encounter_id = full_day.encounter_id and epoch(line.charged_at) = full_day.middle_second
    where line.quantity > 0
    group by line.encounter_id, line.charged_at, line.item_code, full_day.lines_of_day, full_day.lines_of_stay
),

-- moments with most lines of the stay, or with the bed and most lines of the day; and three different
-- items: the same thing often is one thing
joint as (
    select
        encounter_id, charged_at, sum(lines) * 2 > lines_of_stay as is_most_of_stay,
        -- several nights in one bed are booked for several days, and so is what stands beside them
        max(beds) >= 3 as holds_days
    from moment_item
    group by encounter_id, charged_at, lines_of_day, lines_of_stay
    having
        count(item_code) >= 3
        and (
            sum(lines) * 2 > lines_of_stay
            or (sum(lines) * 2 > lines_of_day and max(has_bed) = 1)
        )
),

settled as (
    select distinct claim.encounter_id, claim.settled_at
    from claim
    semi join stay_total on claim.encounter_id = stay_total.encounter_id
),

-- the moment of leaving, at which a ward closes its books, is that of no service either
closing as (
    select encounter_id, settled_at from settled
    union
    select encounter_id, ended_at as settled_at
    from encounter
    where class = 'inpatient' and ended_at <> cast(cast(ended_at as date) as timestamp)
),

-- most are settled when all is booked: few on a day with a line at that time or later
settled_day as (
    select closing.encounter_id, closing.settled_at
    from closing
    inner join day_total
        on closing.encounter_id = day_total.encounter_id and cast(closing.settled_at as date) = day_total.charged_on
    where closing.settled_at <= day_total.last_at
),

-- moments that are a settlement or joint: few of all
told as (
    select line.encounter_id, line.charged_at
    from claim_line as line
    semi join settled_day
        on line.encounter_id = settled_day.encounter_id and line.charged_at = settled_day.settled_at
    where
        line.quantity > 0
        and line.encounter_id in (select settled_day.encounter_id from settled_day)
    union
    -- the last second of a day is a date in another spelling
    select line.encounter_id, line.charged_at
    from claim_line as line
    semi join stay_total on line.encounter_id = stay_total.encounter_id
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
    or (
        settled.settled_at is null and not coalesce(joint.is_most_of_stay, false)
        and not coalesce(joint.holds_days, false) and not moment.is_leaving
    )
        as tells_day,
    -- known by nothing else than that the patient left then
    moment.is_leaving and settled.settled_at is null and joint.charged_at is null as is_only_leaving
from told_moment as moment
left join settled
    on moment.encounter_id = settled.encounter_id and moment.charged_at = settled.settled_at
left join joint
    on moment.encounter_id = joint.encounter_id and moment.charged_at = joint.charged_at
