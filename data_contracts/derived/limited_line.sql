/* ---
title: Lines of items that a day or stay allows only so much of, with the limit
title_zh: 有单日或单次住院上限的项目费用明细
scope: encounter
from: {max_quantity: claim_line.quantity}
--- */
-- Only of encounters where some day or the stay is crowded, to spare the rest.
with
published_item as (
    select item_code, max_per_day, published_on, valid_from, valid_to
    from item_daily_cap
    where doubt is null
),

-- items of an encounter that exceed the cap in one line or have several lines on a day: a bit stands
-- for each day of two months, and fewer bits than lines are days with more than one. To ask so is
-- twice as fast as to add up each day, which is left for these
possible_item as (
    select line.encounter_id, line.item_code
    from claim_line as line
    inner join published_item on line.item_code = published_item.item_code
    -- before refunds: what stands is no more
    where line.quantity > 0
    group by line.encounter_id, line.item_code
    having
        max(line.quantity) > min(published_item.max_per_day)
        or count(*) > coalesce(bit_count(bit_or(
            cast(1 as bigint) << cast(extract('day' from line.charged_at) + 31 * (extract('month' from line.charged_at) % 2) as integer)
        )), 0)
),

crowded_item as (
    select line.encounter_id, line.item_code
    from claim_line as line
    semi join possible_item
        on line.encounter_id = possible_item.encounter_id and line.item_code = possible_item.item_code
    inner join published_item on line.item_code = published_item.item_code
    where
        line.encounter_id in (select possible_item.encounter_id from possible_item)
        and line.quantity > 0
    group by line.encounter_id, line.item_code, cast(line.charged_at as date)
    having sum(line.quantity) > min(published_item.max_per_day)
),

published_line as (
    select
        'published' as kind, 'day' as per, line.item_code as counted_as,
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.category, line.department,
        -- by the house's own name the bed of somebody else, or a difference, under the code of the bed
        line.category = 'bed'
        and regexp_matches(coalesce(line.local_item_name, ''), '陪护|陪床|陪客|陪伴|陪住|婴儿|新生儿|母婴|加收|差价|补差|取暖|空调|降温')
            as is_beside_own,
        -- no day of nursing costs so little: a house that charges it by the hour sends 24 of them a day
        case
            when
                published_item.max_per_day = 1 and line.category = 'nursing'
                -- be they on one line or on one for each hour
                and sum(line.quantity) over (partition by line.encounter_id, line.item_code, line.charged_on) >= 6
                and line.amount < 1.5 * line.quantity
                then cast(line.quantity / 24 as decimal(18, 4))
            else line.quantity
        end as quantity,
        line.covered_amount,
        published_item.max_per_day as max_quantity,
        cast(null as varchar) as unit, cast(null as varchar) as note,
        -- that a day has 24 hours needs no list
        published_item.max_per_day <> 24
        -- the earliest edition known
        and line.charged_on < coalesce(published_item.valid_from, published_item.published_on, date '2025-01-01')
            as is_before_edition,
        published_item.valid_from
    from derived.net_claim_line as line
    semi join crowded_item
        on line.encounter_id = crowded_item.encounter_id and line.item_code = crowded_item.item_code
    inner join published_item on line.item_code = published_item.item_code
    where
        line.charged_on >= coalesce(published_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(published_item.valid_to, date '2200-01-01')
        and line.covered_amount > 0
        and line.encounter_id in (select crowded_item.encounter_id from crowded_item)
    -- of two editions of a cap that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id
            order by published_item.valid_from desc nulls last, published_item.max_per_day desc
        ) = 1
),

-- where the patient has a bed of his own, what stands beside it is none
own_line as (
    select
        kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
        item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note, is_before_edition,
        valid_from
    from published_line
    qualify
        not coalesce(is_beside_own, false)
        or min(case when is_beside_own then 1 else 0 end) over (partition by encounter_id, item_code) = 1
),

crowded_listed as (
    select listed.encounter_id, listed.scheme, listed.per, listed.counted_as
    from derived.listed_frequency_line as listed
    where listed.per in ('day', 'stay') and listed.covered_amount > 0
    group by
        listed.encounter_id, listed.scheme, listed.per, listed.counted_as,
        case listed.per when 'stay' then null else listed.charged_on end
    having sum(greatest(listed.quantity, 0)) > min(listed.max_quantity)
),

-- one row per line and row of counting, however many rows of the lists name it
listed_line as (
    select
        listed.scheme as kind, listed.per, listed.counted_as, listed.claim_line_id, listed.encounter_id,
        listed.person_id, listed.provider_id, listed.charged_at, listed.charged_on, listed.item_code,
        listed.item_name, listed.category, listed.department, listed.quantity, listed.covered_amount,
        min(listed.max_quantity) as max_quantity,
        -- the longest where two rows name it
        max(listed.window_days) as window_days,
        min(listed.unit) as unit,
        min(listed.note) as note,
        -- where no row that names it is sure
        bool_and(listed.is_suspect) as is_before_edition,
        -- the limit that was first in force
        min(listed.valid_from) as valid_from
    from derived.listed_frequency_line as listed
    semi join crowded_listed
        on
            listed.encounter_id = crowded_listed.encounter_id and listed.scheme = crowded_listed.scheme
            and listed.per = crowded_listed.per and listed.counted_as = crowded_listed.counted_as
    where listed.covered_amount > 0
    group by
        listed.scheme, listed.per, listed.counted_as, listed.claim_line_id, listed.encounter_id,
        listed.person_id, listed.provider_id, listed.charged_at, listed.charged_on, listed.item_code,
        listed.item_name, listed.category, listed.department, listed.quantity, listed.covered_amount
),

-- items that no list caps, held against what a day can hold; only where some day is crowded
physical_item as (
    select
        item.item_name, min(physical.max_per_day) as max_per_day, min(physical.unit) as unit, min(physical.note) as note,
        max(physical.least_price) as least_price,
        coalesce(physical.valid_from, date '1900-01-01') as valid_from, coalesce(physical.valid_to, date '2200-01-01') as valid_to
    from derived.listed_name as item
    inner join item_physical_limit as physical
        on
            item.name_pattern = physical.name_pattern
            and not coalesce(regexp_matches(item.item_name, physical.except_pattern), false)
    group by item.item_name, physical.valid_from, physical.valid_to
),

possible_physical as (
    select line.encounter_id, line.item_code
    from claim_line as line
    inner join physical_item on line.item_name = physical_item.item_name
    anti join published_item on line.item_code = published_item.item_code
    where
        line.quantity > 0
        -- of what has a price by the piece one line holds more than a day: a crate, and not the many lines of a ward
        and (physical_item.least_price is null or line.quantity > physical_item.max_per_day)
    group by line.encounter_id, line.item_code
    having
        max(line.quantity) > min(physical_item.max_per_day)
        or count(*) > coalesce(bit_count(bit_or(
            cast(1 as bigint) << cast(extract('day' from line.charged_at) + 31 * (extract('month' from line.charged_at) % 2) as integer)
        )), 0)
),

crowded_physical as (
    select line.encounter_id, line.item_code
    from claim_line as line
    semi join possible_physical
        on line.encounter_id = possible_physical.encounter_id and line.item_code = possible_physical.item_code
    inner join physical_item on line.item_name = physical_item.item_name
    where
        line.encounter_id in (select possible_physical.encounter_id from possible_physical)
        and line.quantity > 0
    group by line.encounter_id, line.item_code, cast(line.charged_at as date)
    having sum(line.quantity) > min(physical_item.max_per_day)
),

physical_line as (
    select
        'physical' as kind, 'day' as per, line.item_code as counted_as,
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_at,
        line.charged_on, line.item_code, line.item_name, line.category, line.department,
        line.quantity, line.covered_amount,
        physical_item.max_per_day as max_quantity, physical_item.unit, physical_item.note,
        false as is_before_edition
    from derived.net_claim_line as line
    semi join crowded_physical
        on line.encounter_id = crowded_physical.encounter_id and line.item_code = crowded_physical.item_code
    inner join physical_item on line.item_name = physical_item.item_name
    where
        line.covered_amount > 0
        and line.encounter_id in (select crowded_physical.encounter_id from crowded_physical)
        -- cheaper than any piece is booked by a smaller unit
        and not coalesce(line.amount < physical_item.least_price * line.quantity, false)
        and line.charged_on >= physical_item.valid_from
        and line.charged_on < physical_item.valid_to
    -- of two rows that are both in force the narrower holds, and the line counts once
    qualify row_number() over (partition by line.claim_line_id order by physical_item.max_per_day, physical_item.valid_from) = 1
)

select
    kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
    item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note,
    is_before_edition, cast(null as integer) as window_days, valid_from
from own_line
union all
select
    kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
    item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note,
    is_before_edition, cast(null as integer) as window_days, cast(null as date) as valid_from
from physical_line
union all
select
    kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
    item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note,
    is_before_edition, window_days, valid_from
from listed_line
