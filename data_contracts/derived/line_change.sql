/* ---
title: Claim lines that a refund or a reversal takes back, whole or in part, that a difference corrects, and lines sent again
title_zh: 被冲退或补差的费用明细、冲退和补差记录及重复传送的明细
scope: encounter
joins: written
note: >-
  Only lines that change are kept, so the work follows the number of reversals. Units and money are
  taken apart: a correction of the price takes money and no unit. A reversal meets first the line it
  names, then the newest line of the same units and money, then the newest lines of the item in the
  same settlement, charged before it; what still is left was settled together and takes any line of
  the item in the settlement, then the item's newest lines in the visit. A line of no units that adds
  money is a correction of the price by its difference: its money belongs to the line that it names, else to
  the newest line of the item charged before it in the settlement, else in the visit. The unit price follows
  where one line alone can be meant. What corrects no line stands as it was charged, but in a visit of nothing
  but differences, in which nothing was done. Where the house's own names tell services under one code
  apart and the reversals of each name fit what was charged under it, each name is an item of its own. A return that names
  nothing, in a visit of its own, takes from the newest line of the person, the house, the item and the price of the month before.
--- */
with
void_claim as (
    select claim_id from derived.claim_change where is_void
),

-- refunds of which something is left
open_refund as (
    select claim.claim_id
    from claim
    anti join void_claim on claim.claim_id = void_claim.claim_id
    where claim.is_refund and claim.total_amount < 0
),

-- those that list what they take back as plain charges
mirrored as (
    select line.claim_id
    from claim_line as line
    semi join open_refund on line.claim_id = open_refund.claim_id
    group by line.claim_id
    having min(line.amount) >= 0 and min(line.quantity) >= 0
),

-- negative lines, and those of such refunds; asked one after the other, since they are few of all lines
reversing_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.item_code, line.original_line_id,
        line.charged_at, line.quantity, line.amount, line.covered_amount,
        coalesce(line.local_item_name, line.item_name, '') as own_name
    from claim_line as line
    anti join derived.resent_line as resent on line.claim_line_id = resent.claim_line_id
    where line.quantity < 0 or line.amount < 0
    union
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.item_code, line.original_line_id,
        line.charged_at, line.quantity, line.amount, line.covered_amount,
        coalesce(line.local_item_name, line.item_name, '') as own_name
    from claim_line as line
    inner join mirrored on line.claim_id = mirrored.claim_id
),

-- refunds that name no settlement, in a visit without one
stray_refund as (
    select claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id
    from claim
    semi join open_refund on claim.claim_id = open_refund.claim_id
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    where
        claim.original_claim_id is null
        and coalesce(change.target_claim_id = claim.claim_id, true)
        and claim.encounter_id not in (
            select settled.encounter_id from claim as settled
            where
                not settled.is_refund
                and settled.encounter_id in (
                    select refund.encounter_id from claim as refund where refund.is_refund and refund.total_amount < 0
                )
        )
),

-- what they take back without naming a line
stray as (
    select
        line.claim_line_id, refund.person_id, refund.provider_id, line.item_code,
        cast(line.charged_at as date) as returned_on, abs(line.quantity) as quantity, abs(line.amount) as amount
    from reversing_line as line
    inner join stray_refund as refund on line.claim_id = refund.claim_id
    where line.original_line_id is null and line.quantity <> 0
),

-- the person, the house, the item and its price tell what is meant
stray_candidate as (
    select stray.claim_line_id, line.claim_line_id as target_line_id, line.claim_id, line.charged_at
    from claim_line as line
    inner join stray
        on
            line.person_id = stray.person_id
            and line.provider_id = stray.provider_id
            and line.item_code = stray.item_code
    where
        line.quantity >= stray.quantity
        and abs(line.amount * stray.quantity - stray.amount * line.quantity) <= 0.01 * line.quantity
        and date_diff('day', cast(line.charged_at as date), stray.returned_on) between 0 and 31
),

-- the newest such line of the month before. Of several it is not known which went, but that one did
stray_target as (
    select stray_candidate.claim_line_id, stray_candidate.target_line_id
    from claim as settled
    inner join stray_candidate on settled.claim_id = stray_candidate.claim_id
    anti join void_claim on settled.claim_id = void_claim.claim_id
    where not settled.is_refund
    qualify
        row_number() over (
            partition by stray_candidate.claim_line_id
            order by stray_candidate.charged_at desc, stray_candidate.target_line_id desc
        ) = 1
),

-- a date without a time means some time on that day: a reversal, the end of it
raw_reversal as (
    select
        line.claim_line_id, line.item_code,
        coalesce(line.original_line_id, stray_target.target_line_id) as original_line_id,
        coalesce(change.target_claim_id, line.claim_id, line.encounter_id) as claim_id,
        coalesce(change.encounter_id, line.encounter_id) as encounter_id,
        case
            when line.charged_at = date_trunc('day', line.charged_at)
                then line.charged_at + interval 1439 minute
            else line.charged_at
        end as moment,
        line.quantity < 0 or mirrored.claim_id is not null as takes_units,
        abs(line.quantity) as quantity,
        abs(line.amount) as amount,
        line.own_name,
        coalesce(line.covered_amount, line.amount) <> 0 as is_covered
    from reversing_line as line
    anti join void_claim on line.claim_id = void_claim.claim_id
    left join mirrored on line.claim_id = mirrored.claim_id
    left join derived.claim_change as change on line.claim_id = change.claim_id
    left join stray_target on line.claim_line_id = stray_target.claim_line_id
),

-- money without units: the difference between the price charged first and the right one
addition as (
    select
        line.claim_line_id, line.item_code, line.original_line_id,
        coalesce(change.target_claim_id, line.claim_id, line.encounter_id) as claim_id,
        coalesce(change.encounter_id, line.encounter_id) as encounter_id,
        case
            when line.charged_at = date_trunc('day', line.charged_at)
                then line.charged_at + interval 1439 minute
            else line.charged_at
        end as moment,
        line.amount, coalesce(line.covered_amount, line.amount) as covered_amount
    from claim_line as line
    anti join derived.resent_line as resent on line.claim_line_id = resent.claim_line_id
    anti join void_claim on line.claim_id = void_claim.claim_id
    -- what such a refund lists is taken back
    anti join mirrored on line.claim_id = mirrored.claim_id
    left join derived.claim_change as change on line.claim_id = change.claim_id
    where line.quantity = 0 and line.amount > 0
),

-- what takes back or adds, with the visit and the line that it is about
touch as (
    select encounter_id, original_line_id from raw_reversal
    union
    select encounter_id, original_line_id from addition
),

-- lines of a visit with a reversal or an addition, and lines that one names
touched_line as (
    select line.claim_line_id, line.claim_id, line.encounter_id, line.item_code, line.charged_at, line.quantity, line.amount,
        line.covered_amount, coalesce(line.local_item_name, line.item_name, '') as own_name
    from claim_line as line
    semi join touch on line.encounter_id = touch.encounter_id
    -- a copy that no settlement holds cannot bear a reversal
    anti join derived.resent_line as resent on line.claim_line_id = resent.claim_line_id
    union
    select line.claim_line_id, line.claim_id, line.encounter_id, line.item_code, line.charged_at, line.quantity, line.amount,
        line.covered_amount, coalesce(line.local_item_name, line.item_name, '') as own_name
    from claim_line as line
    semi join touch on line.claim_line_id = touch.original_line_id
),

-- the lines a reversal or an addition can meet: of its visit and item, or named by it
charge as (
    select
        line.claim_line_id, coalesce(line.claim_id, line.encounter_id) as claim_id, line.encounter_id, line.item_code,
        line.charged_at as moment, line.quantity, line.amount, coalesce(line.covered_amount, line.amount) as covered_amount,
        line.own_name
    from touched_line as line
    anti join void_claim on line.claim_id = void_claim.claim_id
    anti join mirrored on line.claim_id = mirrored.claim_id
    where line.quantity > 0 and line.amount >= 0
),

addition_choice as (
    select
        addition.claim_line_id, charge.claim_line_id as target_line_id, addition.amount, addition.covered_amount,
        addition.claim_id = charge.claim_id as is_same_claim, charge.moment <= addition.moment as is_before, charge.moment,
        false as is_named,
        count(*) over (partition by addition.claim_line_id) = 1 as is_only
    from addition
    inner join charge on addition.encounter_id = charge.encounter_id and addition.item_code = charge.item_code
    union all
    select
        addition.claim_line_id, charge.claim_line_id as target_line_id, addition.amount, addition.covered_amount,
        true as is_same_claim, true as is_before, charge.moment, true as is_named, true as is_only
    from addition
    inner join charge on addition.original_line_id = charge.claim_line_id
),

addition_target as (
    select claim_line_id, target_line_id, amount, covered_amount, is_named or is_only as is_told
    from addition_choice
    qualify
        row_number() over (
            partition by claim_line_id
            order by
                is_named desc, coalesce(is_same_claim, false) desc, coalesce(is_before, false) desc, moment desc,
                target_line_id desc
        ) = 1
),

corrected_line as (
    select
        target_line_id, sum(amount) as amount, sum(covered_amount) as covered_amount,
        min(case when is_told then 1 else 0 end) = 1 as is_price_told
    from addition_target
    group by target_line_id
),

-- several services under one code, told apart by the house's own names: each reversal names one that was charged,
-- and none takes back more than was
named_apart as (
    select encounter_id, item_code
    from (
        select
            encounter_id, item_code, own_name,
            sum(charged) as charged, sum(charged_amount) as charged_amount,
            sum(taken) as taken, sum(taken_amount) as taken_amount
        from (
            select
                encounter_id, item_code, own_name, quantity as charged, amount as charged_amount,
                0 as taken, 0 as taken_amount
            from charge
            union all
            select
                encounter_id, item_code, own_name, 0 as charged, 0 as charged_amount,
                case when takes_units then quantity else 0 end as taken, amount as taken_amount
            from raw_reversal
        ) as moved
        group by encounter_id, item_code, own_name
    ) as of_name
    group by encounter_id, item_code
    having count(*) > 1 and bool_and(taken <= charged and taken_amount <= charged_amount)
),

-- reversals take from what a line came to with its corrections
reversible as (
    select
        charge.claim_line_id, charge.claim_id, charge.encounter_id,
        case when named_apart.item_code is null then charge.item_code else concat(charge.item_code, ' ', charge.own_name) end
            as item_key,
        charge.moment, charge.quantity,
        charge.amount + coalesce(corrected_line.amount, 0) as amount,
        charge.covered_amount + coalesce(corrected_line.covered_amount, 0) as covered_amount,
        charge.amount as amount_charged,
        charge.covered_amount + coalesce(corrected_line.covered_amount, 0) <> 0 as is_covered,
        coalesce(corrected_line.amount, 0) > 0 as is_corrected,
        coalesce(corrected_line.is_price_told, false) as is_price_told
    from charge
    left join corrected_line on charge.claim_line_id = corrected_line.target_line_id
    left join named_apart
        on charge.encounter_id = named_apart.encounter_id and charge.item_code = named_apart.item_code
),

reversing as (
    select
        raw_reversal.claim_line_id, raw_reversal.original_line_id, raw_reversal.claim_id, raw_reversal.encounter_id,
        raw_reversal.moment, raw_reversal.takes_units, raw_reversal.quantity, raw_reversal.amount, raw_reversal.is_covered,
        case
            when named_apart.item_code is null then raw_reversal.item_code
            else concat(raw_reversal.item_code, ' ', raw_reversal.own_name)
        end as item_key
    from raw_reversal
    left join named_apart
        on raw_reversal.encounter_id = named_apart.encounter_id and raw_reversal.item_code = named_apart.item_code
),

-- a negative amount beside a positive quantity takes units where it has the price of a line, as charged
-- or as corrected, and corrects the price where it has not
price as (
    select encounter_id, item_key, round(amount / quantity, 2) as price
    from reversible
    union
    select encounter_id, item_key, round(amount_charged / quantity, 2) as price
    from reversible
),

reversal as (
    select
        reversing.claim_line_id, reversing.item_key, reversing.original_line_id,
        reversing.claim_id, reversing.encounter_id, reversing.moment,
        cast(
            case
                when reversing.takes_units or price.price is not null then reversing.quantity
                else 0
            end as decimal(18, 4)
        ) as quantity,
        reversing.amount, reversing.is_covered
    from reversing
    left join price
        on
            reversing.encounter_id = price.encounter_id
            and reversing.item_key = price.item_key
            and reversing.quantity > 0
            and price.price = round(reversing.amount / reversing.quantity, 2)
),

-- 1. by name. A line of another visit can be named; one whose settlement is void needs no more
named_line as (
    select
        reversible.claim_line_id, sum(reversal.quantity) as quantity, sum(reversal.amount) as amount
    from reversal
    inner join reversible on reversal.original_line_id = reversible.claim_line_id
    group by reversible.claim_line_id
),

named_away as (
    select reversal.claim_line_id
    from reversal
    inner join touched_line as line on reversal.original_line_id = line.claim_line_id
    semi join void_claim on line.claim_id = void_claim.claim_id
    union
    select reversal.claim_line_id
    from reversal
    semi join named_line on reversal.original_line_id = named_line.claim_line_id
),

-- 2. the newest line of the same units and money, and as much covered or private, as brackets meet: each reversal closes one
unnamed as (
    select
        reversal.claim_line_id, reversal.claim_id, reversal.encounter_id, reversal.item_key,
        reversal.moment, reversal.quantity, reversal.amount, reversal.is_covered
    from reversal
    anti join named_away on reversal.claim_line_id = named_away.claim_line_id
),

twin_event as (
    select
        reversible.claim_line_id, reversible.claim_id, reversible.item_key, reversible.quantity,
        reversible.amount, reversible.is_covered, reversible.moment, 0 as is_reversal, 1 as step
    from reversible
    semi join unnamed
        on
            reversible.claim_id = unnamed.claim_id and reversible.item_key = unnamed.item_key
            and reversible.quantity = unnamed.quantity and reversible.amount = unnamed.amount
    anti join named_line on reversible.claim_line_id = named_line.claim_line_id
    union all
    select
        claim_line_id, claim_id, item_key, quantity, amount, is_covered, moment, 1 as is_reversal, -1 as step
    from unnamed
),

-- taken back and charged again as paid privately: the covered line went, not the new one. Where the lines
-- are all of one kind, what the reversal says of itself does not matter
paid_twin_event as (
    select
        claim_line_id, claim_id, item_key, quantity, amount, moment, is_reversal, step,
        case
            when is_reversal = 1 then is_covered and max(case when is_reversal = 0 and is_covered then 1 else 0 end) over twin = 1
                or min(case when is_reversal = 0 and not is_covered then 0 else 1 end) over twin = 1
            else is_covered
        end as is_covered
    from twin_event
    window twin as (partition by claim_id, item_key, quantity, amount)
),

twin_sum as (
    select
        *,
        sum(step) over (
            partition by claim_id, item_key, quantity, amount, is_covered order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        ) as run
    from paid_twin_event
),

-- height of the stack after each event; what no line stands for is passed over
twin_height as (
    select
        *,
        run - least(0, min(run) over (
            partition by claim_id, item_key, quantity, amount, is_covered order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        )) as height
    from twin_sum
),

twin_end as (
    select
        claim_line_id, is_reversal, height,
        min(height) over (
            partition by claim_id, item_key, quantity, amount, is_covered order by moment, is_reversal, claim_line_id
            rows between current row and unbounded following
        ) as lowest_after,
        lag(height, 1, 0) over (
            partition by claim_id, item_key, quantity, amount, is_covered order by moment, is_reversal, claim_line_id
        ) as height_before
    from twin_height
),

-- a line that a twin takes is gone; a reversal that lowered the stack has met one
met as (
    select claim_line_id
    from twin_end
    where is_reversal = 0 and lowest_after < height
    union all
    select claim_line_id
    from twin_end
    where is_reversal = 1 and height < height_before
),

-- 3. what is left takes from the newest lines of the item in the settlement, units and money apart
open_line as (
    select
        reversible.claim_line_id, reversible.claim_id, reversible.encounter_id,
        reversible.item_key, reversible.moment,
        greatest(reversible.quantity - coalesce(named_line.quantity, 0), 0) as quantity,
        greatest(reversible.amount - coalesce(named_line.amount, 0), 0) as amount,
        -- named by more than it holds: the rest looks for other lines like a reversal without name
        greatest(coalesce(named_line.quantity, 0) - reversible.quantity, 0) as quantity_over,
        greatest(coalesce(named_line.amount, 0) - reversible.amount, 0) as amount_over
    from reversible
    left join named_line on reversible.claim_line_id = named_line.claim_line_id
    anti join met on reversible.claim_line_id = met.claim_line_id
),

pending as (
    select unnamed.claim_line_id, unnamed.claim_id, unnamed.encounter_id, unnamed.item_key, unnamed.moment,
        unnamed.quantity, unnamed.amount
    from unnamed
    anti join met on unnamed.claim_line_id = met.claim_line_id
    union all
    select claim_line_id, claim_id, encounter_id, item_key, moment, quantity_over as quantity, amount_over as amount
    from open_line
    where quantity_over > 0 or amount_over > 0
),

event as (
    select
        open_line.claim_line_id, open_line.claim_id, open_line.encounter_id, open_line.item_key,
        open_line.moment, 0 as is_reversal, open_line.quantity, open_line.amount
    from open_line
    semi join pending
        on open_line.claim_id = pending.claim_id and open_line.item_key = pending.item_key
    union all
    select
        claim_line_id, claim_id, encounter_id, item_key, moment, 1 as is_reversal, -quantity as quantity,
        -amount as amount
    from pending
),

event_sum as (
    select
        *,
        sum(quantity) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        ) as quantity_run,
        sum(amount) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        ) as amount_run
    from event
),

event_height as (
    select
        *,
        quantity_run - least(0, min(quantity_run) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        )) as quantity_height,
        amount_run - least(0, min(amount_run) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between unbounded preceding and current row
        )) as amount_height
    from event_sum
),

event_end as (
    select
        *,
        min(quantity_height) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between current row and unbounded following
        ) as quantity_lowest,
        min(amount_height) over (
            partition by claim_id, item_key order by moment, is_reversal, claim_line_id
            rows between current row and unbounded following
        ) as amount_lowest
    from event_height
),

settled_line as (
    select
        claim_line_id, claim_id, encounter_id, item_key, moment,
        least(greatest(quantity_lowest - (quantity_height - quantity), 0), quantity) as quantity,
        least(greatest(amount_lowest - (amount_height - amount), 0), amount) as amount
    from event_end
    where is_reversal = 0
),

-- 4. settled together: a reversal dated before its line takes it all the same
claim_over as (
    select
        claim_id, item_key, min(encounter_id) as encounter_id, max(moment) as moment,
        greatest(-min(quantity_run), 0) as quantity,
        greatest(-min(amount_run), 0) as amount
    from event_sum
    group by claim_id, item_key
    having min(quantity_run) < 0 or min(amount_run) < 0
),

claim_line_left as (
    select
        settled_line.claim_line_id, settled_line.claim_id, settled_line.encounter_id,
        settled_line.item_key, settled_line.moment,
        settled_line.quantity - least(settled_line.quantity, greatest(
            coalesce(claim_over.quantity, 0) - coalesce(sum(settled_line.quantity) over earlier, 0), 0
        )) as quantity,
        settled_line.amount - least(settled_line.amount, greatest(
            coalesce(claim_over.amount, 0) - coalesce(sum(settled_line.amount) over earlier, 0), 0
        )) as amount
    from settled_line
    left join claim_over
        on
            settled_line.claim_id = claim_over.claim_id
            and settled_line.item_key = claim_over.item_key
    window earlier as (
        partition by settled_line.claim_id, settled_line.item_key
        order by settled_line.moment, settled_line.claim_line_id
        rows between unbounded preceding and 1 preceding
    )
),

-- 5. what one settlement cannot bear falls on the item's newest lines in the rest of the visit
visit_over as (
    select
        claim_over.encounter_id, claim_over.item_key, max(claim_over.moment) as moment,
        sum(greatest(claim_over.quantity - coalesce(borne.quantity, 0), 0)) as quantity,
        sum(greatest(claim_over.amount - coalesce(borne.amount, 0), 0)) as amount
    from claim_over
    left join (
        select claim_id, item_key, sum(quantity) as quantity, sum(amount) as amount
        from settled_line
        group by claim_id, item_key
    ) as borne
        on claim_over.claim_id = borne.claim_id and claim_over.item_key = borne.item_key
    group by claim_over.encounter_id, claim_over.item_key
),

visit_line as (
    select
        open_line.claim_line_id, open_line.encounter_id, open_line.item_key, open_line.moment,
        coalesce(claim_line_left.quantity, open_line.quantity) as quantity,
        coalesce(claim_line_left.amount, open_line.amount) as amount
    from open_line
    left join claim_line_left on open_line.claim_line_id = claim_line_left.claim_line_id
),

visit_line_left as (
    select
        visit_line.claim_line_id,
        visit_line.quantity - least(visit_line.quantity, greatest(
            visit_over.quantity - coalesce(sum(visit_line.quantity) over newer, 0), 0
        )) as quantity,
        visit_line.amount - least(visit_line.amount, greatest(
            visit_over.amount - coalesce(sum(visit_line.amount) over newer, 0), 0
        )) as amount
    from visit_line
    inner join visit_over
        on
            visit_line.encounter_id = visit_over.encounter_id
            and visit_line.item_key = visit_over.item_key
            and visit_line.moment <= visit_over.moment
    window newer as (
        partition by visit_line.encounter_id, visit_line.item_key
        order by visit_line.moment desc, visit_line.claim_line_id desc
        rows between unbounded preceding and 1 preceding
    )
),

line_left as (
    select
        reversible.claim_line_id, reversible.encounter_id,
        reversible.quantity as quantity_was, reversible.amount as amount_was, reversible.covered_amount as covered_was,
        reversible.is_corrected, reversible.is_price_told,
        case
            when met.claim_line_id is not null then 0
            else coalesce(visit_line_left.quantity, visit_line.quantity)
        end as quantity,
        case
            when met.claim_line_id is not null then 0
            else coalesce(visit_line_left.amount, visit_line.amount)
        end as amount
    from reversible
    left join met on reversible.claim_line_id = met.claim_line_id
    left join visit_line on reversible.claim_line_id = visit_line.claim_line_id
    left join visit_line_left on reversible.claim_line_id = visit_line_left.claim_line_id
),

-- the cases that a cent or a missing unit decides
line_rest as (
    select
        claim_line_id, encounter_id, quantity_was, amount_was, covered_was, is_corrected, is_price_told,
        cast(
            case
                -- a cent is rounding; nothing of the money left is nothing of the line
                when quantity = 0 and amount <= 0.01 or amount = 0 and amount_was > 0 then 0
                -- every unit went back for less than it cost: money stays charged, as after a price correction
                when quantity = 0 then quantity_was
                else quantity
            end as decimal(18, 4)
        ) as quantity_left,
        cast(
            case when quantity = 0 and amount <= 0.01 then 0 else amount end as decimal(18, 2)
        ) as amount_left
    from line_left
    where quantity < quantity_was or amount < amount_was or is_corrected
),

-- of a line that a difference corrects nothing stands by itself, nor of what was taken back as well
gone_line as (
    select claim_line_id, claim_id, encounter_id from reversing_line
    union
    select claim_line_id, claim_id, encounter_id from claim_line where quantity = 0 and amount <= 0
    union
    select line.claim_line_id, line.claim_id, line.encounter_id
    from claim_line as line
    semi join addition_target on line.claim_line_id = addition_target.claim_line_id
    union
    select line.claim_line_id, line.claim_id, line.encounter_id
    from claim_line as line
    inner join addition on line.claim_line_id = addition.claim_line_id
    semi join raw_reversal as reversal on addition.encounter_id = reversal.encounter_id and addition.item_code = reversal.item_code
    union
    -- a visit of nothing but differences is the cashier's: nobody was seen and nothing was done on its day
    select line.claim_line_id, line.claim_id, line.encounter_id
    from claim_line as line
    inner join addition on line.claim_line_id = addition.claim_line_id
    anti join charge on addition.encounter_id = charge.encounter_id
)

select
    line.claim_line_id,
    -- that of the line itself: neighbouring lines share it, so that all other visits are passed over quickly
    line.encounter_id,
    cast(0 as decimal(18, 4)) as quantity_left,
    cast(0 as decimal(18, 2)) as amount_left,
    cast(0 as decimal(18, 2)) as covered_left,
    cast(null as decimal(18, 6)) as unit_price_left
from claim_line as line
semi join void_claim on line.claim_id = void_claim.claim_id
union all
select
    claim_line_id, encounter_id, quantity_left, amount_left,
    -- the share that the fund's catalogue covers stays what it was
    cast(
        case when amount_was > 0 then round(covered_was * amount_left / amount_was, 2) else 0 end as decimal(18, 2)
    ) as covered_left,
    -- null: the price that was sent stands. Of the type of a line's own price: where all lines are read, a wider one costs
    try_cast(
        case when is_price_told and quantity_left > 0 then round(amount_left / quantity_left, 4) end as decimal(18, 6)
    ) as unit_price_left
from line_rest
union all
select
    line.claim_line_id, line.encounter_id,
    cast(0 as decimal(18, 4)) as quantity_left,
    cast(0 as decimal(18, 2)) as amount_left,
    cast(0 as decimal(18, 2)) as covered_left,
    cast(null as decimal(18, 6)) as unit_price_left
from gone_line as line
anti join void_claim on line.claim_id = void_claim.claim_id
union all
-- what was sent again was charged once
select
    resent.claim_line_id, resent.encounter_id,
    cast(0 as decimal(18, 4)) as quantity_left,
    cast(0 as decimal(18, 2)) as amount_left,
    cast(0 as decimal(18, 2)) as covered_left,
    cast(null as decimal(18, 6)) as unit_price_left
from derived.resent_line as resent
anti join void_claim on resent.claim_id = void_claim.claim_id
