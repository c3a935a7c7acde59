/* ---
title: Each provider's months with charges, and what says that a month is not wholly delivered
title_zh: 机构各月交付完整性
scope: provider
--- */
with line_month as (
    select
        line.provider_id, cast(date_trunc('month', line.charged_on) as date) as period_from,
        min(line.charged_on) as first_on, max(line.charged_on) as last_on,
        count(distinct line.encounter_id) as encounters,
        count(distinct open_stay.encounter_id) as held_over
    from derived.net_claim_line as line
    -- patients of earlier months who never leave are charged when the house likes
    left join encounter as open_stay
        on
            line.encounter_id = open_stay.encounter_id and open_stay.class = 'inpatient'
            and open_stay.ended_at is null
            and open_stay.started_at < date_trunc('month', line.charged_on)
    group by line.provider_id, cast(date_trunc('month', line.charged_on) as date)
),

whole as (
    select min(line_month.first_on) as first_on, max(line_month.last_on) as last_on
    from line_month
),

charged as (
    select line.encounter_id
    from derived.net_claim_line as line
    group by line.encounter_id
),

refunded as (
    select claim.encounter_id
    from claim
    group by claim.encounter_id
    having sum(claim.total_amount) <= 0 and max(case when claim.is_refund then 1 else 0 end) = 1
),

-- of the encounters of a class begun in the month, how many have any fee line
with_lines as (
    select
        encounter.provider_id, encounter.class,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        count(encounter.encounter_id) as encounters,
        count(charged.encounter_id) * 1.0 / count(encounter.encounter_id) as share
    from encounter
    left join charged on encounter.encounter_id = charged.encounter_id
    left join refunded on encounter.encounter_id = refunded.encounter_id
    -- a stay that is booked at discharge has no lines before it
    where
        refunded.encounter_id is null
        and (encounter.class <> 'inpatient' or encounter.ended_at is not null)
    group by
        encounter.provider_id, encounter.class,
        cast(date_trunc('month', encounter.started_at) as date)
),

best as (
    select with_lines.provider_id, with_lines.class, max(with_lines.share) as share
    from with_lines
    where with_lines.encounters >= 5
    group by with_lines.provider_id, with_lines.class
),

thin as (
    select with_lines.provider_id, with_lines.period_from, count(with_lines.share) as classes
    from with_lines
    inner join best
        on with_lines.provider_id = best.provider_id and with_lines.class = best.class
    where with_lines.encounters >= 5 and with_lines.share < 0.8 * best.share
    group by with_lines.provider_id, with_lines.period_from
),

beside as (
    select
        line_month.provider_id, line_month.period_from, line_month.first_on, line_month.last_on,
        line_month.encounters, line_month.held_over, thin.classes as thin_classes,
        lag(line_month.period_from) over (
            partition by line_month.provider_id order by line_month.period_from
        ) as month_before,
        lead(line_month.period_from) over (
            partition by line_month.provider_id order by line_month.period_from
        ) as month_after,
        greatest(line_month.period_from, whole.first_on) as could_begin_on,
        least(cast(last_day(line_month.period_from) as date), whole.last_on) as could_end_on
    from line_month
    cross join whole
    left join thin
        on
            line_month.provider_id = thin.provider_id
            and line_month.period_from = thin.period_from
)

select
    beside.provider_id, beside.period_from, beside.encounters, beside.first_on, beside.last_on,
    case
        when beside.thin_classes is not null then 'encounters without fee lines'
        when
            coalesce(beside.month_before < beside.period_from - interval 1 month, true)
            and date_diff('day', beside.could_begin_on, beside.first_on) > 9
            then 'charges begin within the month'
        when
            coalesce(beside.month_after > beside.period_from + interval 1 month, true)
            and date_diff('day', beside.last_on, beside.could_end_on) > 9
            and 2 * beside.held_over < beside.encounters
            then 'charges end within the month'
    end as part_reason
from beside
