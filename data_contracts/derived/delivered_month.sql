/* ---
title: Each provider's months with charges, and what says that a month is not wholly delivered
title_zh: 机构各月交付完整性
scope: provider
--- */
with
-- what each encounter was charged in each month, of all its settlements
charged_month as (
    select
        charge.provider_id, charge.encounter_id, charge.period_from,
        cast(min(charge.first_charged_at) as date) as first_on,
        cast(max(charge.last_charged_at) as date) as last_on,
        sum(charge.amount) as amount
    from derived.claim_charge as charge
    group by charge.provider_id, charge.encounter_id, charge.period_from
),

-- by class; patients of earlier months who never leave are charged when the house likes
class_month as (
    select
        month.provider_id, encounter.class, month.period_from,
        min(month.first_on) as first_on, max(month.last_on) as last_on,
        count(month.encounter_id) as encounters, sum(month.amount) as amount,
        count(case
            when
                encounter.class = 'inpatient' and encounter.ended_at is null
                and encounter.started_at < month.period_from
                then month.encounter_id
        end) as held_over
    from charged_month as month
    left join encounter on month.encounter_id = encounter.encounter_id
    group by month.provider_id, encounter.class, month.period_from
),

line_month as (
    select
        provider_id, period_from, min(first_on) as first_on, max(last_on) as last_on,
        cast(sum(encounters) as bigint) as encounters, cast(sum(held_over) as bigint) as held_over
    from class_month
    group by provider_id, period_from
),

whole as (
    select min(line_month.first_on) as first_on, max(line_month.last_on) as last_on
    from line_month
),

-- of encounters that a refund touches, those of which nothing is left; it may have a number of its own
touched as (
    select encounter_id from claim where is_refund
    union
    select claim.encounter_id
    from claim
    inner join derived.claim_change as change on claim.claim_id = change.claim_id
    where change.is_void
),

refunded as (
    select claim.encounter_id
    from claim
    semi join touched on claim.encounter_id = touched.encounter_id
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    group by claim.encounter_id
    having sum(case when change.is_void then 0 else claim.total_amount end) <= 0
),

begun as (
    select
        encounter.encounter_id, encounter.provider_id, encounter.class, encounter.ended_at,
        cast(date_trunc('month', encounter.started_at) as date) as period_from,
        encounter.encounter_id in (select month.encounter_id from charged_month as month) as is_charged
    from encounter
),

-- of the encounters of a class begun in the month, how many have any fee line
with_lines as (
    select
        begun.provider_id, begun.class, begun.period_from,
        count(begun.encounter_id) as encounters,
        count(case when begun.is_charged then 1 end) * 1.0 / count(begun.encounter_id) as share
    from begun
    anti join refunded on begun.encounter_id = refunded.encounter_id
    -- a stay that is booked at discharge has no lines before it
    where begun.class <> 'inpatient' or begun.ended_at is not null
    group by begun.provider_id, begun.class, begun.period_from
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

-- a class of encounters that a house has in every other month and that is nearly gone from one:
-- its part of the delivery lacks, or its door was shut; either way the month is not like the others
usual_class as (
    select
        class_month.provider_id, class_month.class,
        median(cast(class_month.encounters as double)) as encounters, sum(class_month.amount) as amount,
        count(class_month.period_from) as months
    from class_month
    where class_month.class is not null
    group by class_month.provider_id, class_month.class
),

house as (
    select
        line_month.provider_id, count(line_month.period_from) as months,
        min(line_month.period_from) as first_from, max(line_month.period_from) as last_from
    from line_month
    group by line_month.provider_id
),

house_amount as (
    select class_month.provider_id, sum(class_month.amount) as amount
    from class_month
    group by class_month.provider_id
),

lacking as (
    select line_month.provider_id, line_month.period_from, count(usual_class.class) as classes
    from line_month
    inner join house on line_month.provider_id = house.provider_id
    inner join house_amount on line_month.provider_id = house_amount.provider_id
    inner join usual_class on line_month.provider_id = usual_class.provider_id
    left join class_month
        on
            line_month.provider_id = class_month.provider_id
            and usual_class.class = class_month.class
            and line_month.period_from = class_month.period_from
    where
        house.months >= 3 and usual_class.months >= house.months - 1
        and usual_class.encounters >= 5 and 5 * usual_class.amount >= house_amount.amount
        and 5 * coalesce(class_month.encounters, 0) < usual_class.encounters
        -- a door that was shut in the middle is seen by what came before and after
        and line_month.period_from in (house.first_from, house.last_from)
    group by line_month.provider_id, line_month.period_from
),

beside as (
    select
        line_month.provider_id, line_month.period_from, line_month.first_on, line_month.last_on,
        line_month.encounters, line_month.held_over, thin.classes as thin_classes,
        lacking.classes as lacking_classes, whole.first_on as all_first_on,
        whole.last_on as all_last_on,
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
    left join lacking
        on
            line_month.provider_id = lacking.provider_id
            and line_month.period_from = lacking.period_from
)

select
    beside.provider_id, beside.period_from, beside.encounters, beside.first_on, beside.last_on,
    case
        when beside.thin_classes is not null then 'encounters without fee lines'
        when beside.lacking_classes is not null then 'a class of encounters is lacking'
        -- where all begin or end within the month, nobody's is a month; of a lone month nothing
        -- else is known, and its part is the same for all
        when
            date_trunc('month', beside.all_last_on) > date_trunc('month', beside.all_first_on)
            and beside.period_from = date_trunc('month', beside.all_first_on)
            and date_diff('day', beside.period_from, beside.all_first_on) > 9
            then 'the delivery begins within the month'
        when
            date_trunc('month', beside.all_last_on) > date_trunc('month', beside.all_first_on)
            and beside.period_from = date_trunc('month', beside.all_last_on)
            and date_diff('day', beside.all_last_on, cast(last_day(beside.period_from) as date)) > 9
            then 'the delivery ends within the month'
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
