/* ---
title: Lines beyond what a day or stay allows of an item, after late booking is let pass
title_zh: 扣除补记账后仍超出单日或单次住院上限的费用明细
scope: person
from: {item_names: claim_line.item_name, excess: claim_line.quantity, total_quantity: claim_line.quantity, allowed_quantity: encounter.ended_at, amount_at_risk: claim_line.covered_amount}
--- */
-- Services are booked late, by the week or at the discharge: a day alone proves little. So the total of
-- the encounter is held against the limit times its days; only where an item was booked day by day is it
-- held against the days until its last booking, which is suspect. Operations and scans are of their day.
with
-- encounters where some item exceeds its limit on some day or in the stay at all: few of many
crowded_encounter as (
    select encounter_id
    from derived.limited_line
    group by encounter_id, kind, per, counted_as, case per when 'stay' then null else charged_on end
    having sum(greatest(quantity, 0)) > min(max_quantity)
),

-- tests drawn within an hour are one session; those of another hour are another specimen. Who is charged the fee of a
-- visit hours later has come again, if under the same number
timed_line as (
    select
        kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
        item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note,
        is_before_edition, window_days, valid_from,
        case
            when
                kind in ('lab', 'visit_fee') and per = 'day'
                and charged_at <= lag(charged_at) over (
                    partition by encounter_id, counted_as, charged_on, kind, per order by charged_at, claim_line_id
                ) + interval 1 hour * case kind when 'lab' then 1 else 3 end
                then 0
            when kind in ('lab', 'visit_fee') and per = 'day' then 1
            else 0
        end as is_new_session
    from derived.limited_line
    where encounter_id in (select crowded_encounter.encounter_id from crowded_encounter)
),

placed_line as (
    select
        kind, per, counted_as, claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
        item_code, item_name, category, department, quantity, covered_amount, max_quantity, unit, note,
        is_before_edition, window_days, valid_from,
        case per
            when 'stay' then 'stay'
            else cast(charged_on as varchar)
            || case
                when kind not in ('lab', 'visit_fee') then ''
                else ' ' || cast(sum(is_new_session) over (
                    partition by encounter_id, counted_as, charged_on, kind, per order by charged_at, claim_line_id
                    rows between unbounded preceding and current row
                ) as varchar)
            end
        end as period
    from timed_line
),

-- one row per encounter, item and day (or session, or stay)
item_period as (
    select
        kind, per, encounter_id, counted_as, period,
        min(person_id) as person_id,
        min(provider_id) as provider_id,
        min(charged_on) as charged_on,
        max(charged_on) as charged_to,
        min(max_quantity) as max_quantity,
        sum(quantity) as quantity,
        sum(covered_amount) as covered_amount,
        -- two wards both count the day on which the patient moves from the one to the other; two on each day are no move
        case
            when
                count(distinct department) > 1
                and lag(count(distinct department), 1, 1) over (
                    partition by kind, per, encounter_id, counted_as order by min(charged_on), period
                ) <= 1
                then 1
            else 0
        end as is_move,
        count(department) as told_departments,
        min(department) as first_department,
        max(department) as last_department,
        -- what two wards both count on the day of a move
        bool_or(coalesce(category in ('bed', 'nursing', 'consultation'), false)) as is_of_ward,
        bool_or(coalesce(category = 'bed', false)) as is_bed,
        bool_or(regexp_matches(coalesce(department, ''), '急诊|急救|抢救|留观|观察')) as is_observed,
        bool_or(is_before_edition) as is_before_edition,
        max(window_days) as window_days,
        -- what is counted together is named together
        case
            when count(distinct item_name) <= 1 then min(item_name)
            when count(distinct item_name) = 2 then min(item_name) || '、' || max(item_name)
            else min(item_name) || '、…、' || max(item_name)
        end as item_names
    from placed_line
    group by kind, per, encounter_id, counted_as, period
),

crowded as (
    select distinct encounter_id, person_id, kind, per, counted_as
    from item_period
    where quantity > max_quantity
),

-- when anything of such an encounter was booked, refunds left in: the clock of the bookkeeping
booked as (
    select
        line.encounter_id,
        cast(min(line.charged_at) as date) as first_on,
        cast(max(line.charged_at) as date) as last_on,
        -- a line taken back and charged again is booked at the moment of the charge
        count(distinct case when line.quantity > 0 then line.charged_at end) as moments,
        -- the first and the last second of a day are a date without an hour
        bool_or(
            line.quantity > 0
            and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
        ) as has_hours,
        -- drugs and tests go on only while somebody lies there: a stay may be closed under a wrong date
        cast(max(
            case
                when line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'laboratory', 'examination', 'surgery')
                    then line.charged_at
            end
        ) as date) as served_to,
        -- what the house's own name prices by minutes is no number of hours
        bool_or(regexp_matches(concat_ws(' ', line.item_name, line.local_item_name), '分钟|刻钟|半小时')) as is_by_minutes,
        -- the first charge of an emergency room that was not taken back
        cast(min(
            case when line.quantity > 0 and regexp_matches(line.item_name, '急诊|急救|留观|观察床|观察室') then line.charged_at end
        ) as date) as emergency_item_on
    from claim_line as line
    where line.encounter_id in (select crowded.encounter_id from crowded)
    group by line.encounter_id
),

-- several beds written on one day stand for several days, and so does what stands beside them
by_the_week as (
    select distinct bed.encounter_id
    from (
        select line.encounter_id, cast(line.charged_at as date) as charged_on, sum(line.quantity) as beds
        from claim_line as line
        where line.category = 'bed' and line.encounter_id in (select crowded.encounter_id from crowded where crowded.kind = 'lab')
        group by line.encounter_id, cast(line.charged_at as date)
    ) as bed
    where bed.beds >= 3
),

-- a bill that was cut, as at the turn of the year: what was booked late is of the days before
continued as (
    select distinct stay.encounter_id
    from encounter as stay
    inner join encounter as part
        on
            stay.person_id = part.person_id
            -- a house that was merged goes on under another number: the patient lies in the same bed of the same ward
            and (stay.provider_id = part.provider_id or (stay.bed = part.bed and stay.department = part.department))
            and stay.encounter_id <> part.encounter_id
    where
        stay.encounter_id in (select crowded.encounter_id from crowded) -- gate: equivalent, bounds work
        and stay.class = 'inpatient'
        and part.class = 'inpatient'
        and date_diff('day', cast(part.ended_at as date), cast(stay.started_at as date)) between 0 and 1
),

-- two settlements of one amount within days of each other: the same lines may stand twice, sent again or the refund not
-- sent, which is claim_twice's to say
settled_twice as (
    select distinct first_claim.encounter_id
    from claim as first_claim
    semi join crowded
        on first_claim.encounter_id = crowded.encounter_id
    inner join claim as second_claim
        on
            first_claim.encounter_id = second_claim.encounter_id
            and first_claim.total_amount = second_claim.total_amount
            and first_claim.claim_id < second_claim.claim_id
    where
        abs(date_diff('day', cast(first_claim.settled_at as date), cast(second_claim.settled_at as date))) <= 15
        and first_claim.claim_id not in (select change.claim_id from derived.claim_change as change where change.is_void)
        and second_claim.claim_id not in (select change.claim_id from derived.claim_change as change where change.is_void)
),

-- mother and newborn on one account, twins: how many persons are charged for
delivery as (
    select
        encounter_id,
        max(
            case
                when starts_with(code, 'O84') or starts_with(code, 'O30') or regexp_matches(code, '^Z37[.]?[2-7]') then 3
                when regexp_matches(code, '^(O8[0-3]|Z37)') then 2
                when regexp_matches(code, '^Z38[.]?[3-8]') then 2
            end
        ) as persons
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    where regexp_matches(code, '^(O8[0-4]|O30|Z37|Z38)')
    group by encounter_id
),

-- hours in the emergency room are settled with the stay that follows
emergency as (
    select
        stay.encounter_id,
        min(cast(visit.started_at as date)) as started_on,
        -- who lay under observation had a bed and was nursed; a visit to the clinic had neither
        min(case
            when
                visit.class = 'emergency'
                or regexp_matches(coalesce(visit.department, ''), '急诊|急救|抢救|留观|观察')
                then cast(visit.started_at as date)
        end) as observed_from
    from encounter as stay
    inner join encounter as visit
        on
            stay.person_id = visit.person_id
            and stay.provider_id = visit.provider_id
            and stay.encounter_id <> visit.encounter_id
    where
        stay.class = 'inpatient'
        and stay.encounter_id in (select crowded.encounter_id from crowded)
        and visit.class in ('emergency', 'outpatient')
        and visit.started_at <= stay.started_at
        and date_diff('day', cast(visit.started_at as date), cast(stay.started_at as date)) <= 3
        and date_diff(
            'day', cast(coalesce(visit.ended_at, visit.started_at) as date), cast(stay.started_at as date)
        ) <= 1
    group by stay.encounter_id
),

-- the days on which the encounter can have been served
span as (
    select
        booked.encounter_id, booked.has_hours, booked.moments, booked.first_on, booked.last_on,
        by_the_week.encounter_id is not null as is_by_the_week,
        -- days of another part, or lines that stand twice: nothing is certain
        continued.encounter_id is not null or settled_twice.encounter_id is not null as is_continued,
        booked.is_by_minutes, booked.served_to,
        -- a stay that began in the emergency room by its type or its charges, where no line names a department
        coalesce(encounter.visit_type = '24', false)
        or coalesce(
            date_diff('day', booked.emergency_item_on, cast(encounter.started_at as date)) between 0 and 3, false
        ) as tells_emergency,
        encounter.class, encounter.visit_type,
        emergency.started_on as emergency_on,
        emergency.observed_from,
        case
            when encounter.class = 'inpatient' then cast(encounter.started_at as date)
            else least(booked.first_on, coalesce(cast(encounter.started_at as date), booked.first_on))
        end as admitted_on,
        case
            when encounter.class = 'inpatient' and encounter.ended_at >= encounter.started_at
                then cast(encounter.ended_at as date)
            else greatest(booked.last_on, coalesce(cast(encounter.ended_at as date), booked.last_on))
        end as to_on,
        coalesce(encounter.class = 'inpatient' and encounter.ended_at >= encounter.started_at, false) as is_closed_stay,
        coalesce(delivery.persons, 1) as persons,
        -- twins are charged on one number, and their diagnoses need not say so
        coalesce(encounter.is_newborn, false)
        or regexp_matches(coalesce(encounter.department, ''), '(新生儿|NICU|母婴|产科|产房|产后)') as may_be_twins
    from booked
    left join encounter on booked.encounter_id = encounter.encounter_id
    left join delivery on booked.encounter_id = delivery.encounter_id
    left join emergency on booked.encounter_id = emergency.encounter_id
    left join by_the_week on booked.encounter_id = by_the_week.encounter_id
    left join continued on booked.encounter_id = continued.encounter_id
    left join settled_twice on booked.encounter_id = settled_twice.encounter_id
),

-- what of an item was charged before its limit was in force uses up the allowance of these days, as far as they had one:
-- what is booked late, nothing before, has it whole
used_before as (
    select
        item.encounter_id, item.kind, item.per, item.counted_as, min(item.valid_from) as valid_from,
        sum(least(line.quantity, item.max_quantity)) as quantity
    from (
        select encounter_id, kind, per, counted_as, item_code, min(valid_from) as valid_from, min(max_quantity) as max_quantity
        from placed_line
        where valid_from is not null and per = 'day'
        group by encounter_id, kind, per, counted_as, item_code
    ) as item
    inner join (
        select encounter_id, item_code, charged_on, sum(quantity) as quantity
        from derived.net_claim_line
        where encounter_id in (select placed_line.encounter_id from placed_line where placed_line.valid_from is not null)
        group by encounter_id, item_code, charged_on
    ) as line
        on
            item.encounter_id = line.encounter_id
            and item.item_code = line.item_code
            and line.charged_on < item.valid_from
    -- what is dated before the admission used up no day of it
    inner join span on line.encounter_id = span.encounter_id and line.charged_on >= span.admitted_on
    group by item.encounter_id, item.kind, item.per, item.counted_as
),

course_item as (
    select distinct person_id, item_code
    from placed_line
    where kind in ('rehabilitation', 'dialysis', 'tcm', 'physical') and per = 'day'
),

-- outpatients pay a course at once or a month at its end: days to the item's day before and after
near_day as (
    select
        line.encounter_id, line.item_code, line.charged_on,
        date_diff('day', lag(line.charged_on) over (
            partition by line.person_id, line.item_code order by line.charged_on, line.encounter_id
        ), line.charged_on) as days_before,
        date_diff('day', line.charged_on, lead(line.charged_on) over (
            partition by line.person_id, line.item_code order by line.charged_on, line.encounter_id
        )) as days_after
    from (
        select net.encounter_id, net.person_id, net.item_code, net.charged_on
        from derived.net_claim_line as net
        semi join course_item on net.person_id = course_item.person_id and net.item_code = course_item.item_code
        where net.person_id in (select course_item.person_id from course_item)
        group by net.encounter_id, net.person_id, net.item_code, net.charged_on
    ) as line
),

-- what one booking of an outpatient may pay for
paid_ahead as (
    select
        line.encounter_id, line.kind, line.counted_as, line.charged_on,
        case
            -- several kinds of a treatment, each once, are one sitting and no course
            when line.kind = 'tcm' and max(line.quantity) <= 1 and count(*) = count(distinct line.item_code) then 1
            else max(case
                when near_day.days_before is null and near_day.days_after is null
                    then case
                        when line.kind in ('rehabilitation', 'tcm') or coalesce(span.visit_type, '') like '14%' then 31
                        -- a week of nebulisation is paid at one visit
                        when line.kind = 'physical' then 7
                        -- a visit that was open for the month and booked at its end
                        else greatest(date_diff('day', span.admitted_on, line.charged_on), 0) + 1
                    end
                -- and not a week at each visit of a week; the last may pay for a week
                when line.kind = 'physical'
                    then greatest(least(coalesce(near_day.days_before, 1), 7), least(coalesce(near_day.days_after, 7), 7))
                else greatest(coalesce(near_day.days_before, 1), coalesce(near_day.days_after, 1))
            end)
        end as days
    from placed_line as line
    inner join span on line.encounter_id = span.encounter_id
    inner join near_day
        on
            line.encounter_id = near_day.encounter_id
            and line.item_code = near_day.item_code
            and line.charged_on = near_day.charged_on
    where span.class = 'outpatient'
    group by line.encounter_id, line.kind, line.counted_as, line.charged_on
),

-- one row per period with the totals of its item and the days that these may be spread over
totalled as (
    select
        item_period.kind, item_period.per, item_period.encounter_id, item_period.counted_as,
        item_period.period, item_period.person_id, item_period.provider_id, item_period.charged_on,
        item_period.charged_to, item_period.max_quantity, item_period.quantity, item_period.covered_amount,
        item_period.is_before_edition, item_period.item_names,
        -- a limit by the stay may be that of so many days of it; longer stays have it as many times
        case
            when item_period.per = 'stay' and item_period.window_days is not null and span.to_on > span.admitted_on
                then cast(ceil((date_diff('day', span.admitted_on, span.to_on) + 1) * 1.0 / item_period.window_days) as integer)
            else 1
        end as times_of_stay,
        span.is_closed_stay, span.persons, span.may_be_twins, span.to_on, span.is_continued,
        coalesce(date_diff('day', span.to_on, span.served_to) > 1, false) as goes_on,
        item_period.max_quantity >= 24 and span.is_by_minutes as is_by_minutes,
        -- what hangs on the patient by the hour began in the emergency room; other items the day before at most
        least(
            span.admitted_on,
            case when item_period.max_quantity >= 24 then span.emergency_on else span.observed_from end,
            -- a night in the emergency room is settled with the stay under the day of admission, and need not be a visit
            case
                when
                    item_period.max_quantity >= 24
                    and (
                        bool_or(item_period.is_observed) over item
                        or (span.tells_emergency and sum(item_period.told_departments) over item = 0)
                    )
                    then cast(span.admitted_on - 1 as date)
            end,
            greatest(
                min(item_period.charged_on) over item,
                -- three days in the emergency room, where the department of a line tells of them
                cast(span.admitted_on - cast(
                    case
                        when bool_or(item_period.is_observed) over item then 3
                        when span.tells_emergency and sum(item_period.told_departments) over item = 0 then 3
                        else 1
                    end as integer
                ) as date)
            )
        ) as from_on,
        -- of its day by its nature, where it was not booked with the rest of the stay at one moment
        item_period.per = 'stay'
        or (
            -- who is dying is rescued twice a day, or the rescue of the next day is booked on this one
            (
                item_period.kind in ('cardiac', 'imaging', 'radiotherapy', 'lab', 'psychiatry')
                or (item_period.kind = 'rescue' and item_period.quantity > 2 * item_period.max_quantity)
            )
            and span.has_hours
            and (span.moments > 1 or span.to_on = span.admitted_on)
            and not (item_period.kind = 'lab' and span.is_by_the_week)
        ) as is_of_day,
        paid_ahead.days as days_paid,
        used_before.quantity as used_before, used_before.valid_from as limit_from,
        sum(item_period.quantity) over item as total_quantity,
        -- hours are booked when they have passed, or later; up to this day no more can have passed. Only an order
        -- that is booked whole is booked ahead
        case
            when item_period.per = 'day' and item_period.max_quantity >= 24 and span.is_closed_stay
                then sum(item_period.quantity) over (
                    partition by item_period.encounter_id, item_period.kind, item_period.per, item_period.counted_as
                    order by item_period.charged_on, item_period.period
                    rows between unbounded preceding and current row
                )
        end as hours_so_far,
        -- an order booked whole on its first day: nothing on the day before
        coalesce(date_diff('day', lag(item_period.charged_on) over in_order, item_period.charged_on) > 1, true) as is_first_of_order,
        date_diff('day', item_period.charged_on, lead(item_period.charged_on) over in_order) as days_to_next,
        min(item_period.max_quantity) over item * span.persons as daily_limit,
        count(item_period.period) over item as days_booked,
        max(item_period.charged_on) over item as last_on,
        sum(item_period.is_move) over item as moves,
        -- where no line names a ward nothing tells a move into a bed of the same price; of nursing and rounds nothing
        -- tells any. Two wards that book on different days may both have counted the day of the move
        case
            when not bool_or(item_period.is_of_ward) over item then 0
            when
                min(item_period.first_department) over item <> max(item_period.last_department) over item
                and sum(item_period.is_move) over item = 0
                then 1
            when sum(item_period.told_departments) over item > 0 then 0
            when bool_or(item_period.is_bed) over item then 1
            else 2
        end as moves_untold,
        -- nights of an emergency room that nothing tells, where no line names a department: beds, nursing and hours under
        -- dates shortly before the admission, or beyond a day's on the day of it
        case
            when
                sum(item_period.told_departments) over item = 0 and span.is_closed_stay
                and (item_period.max_quantity >= 24 or bool_or(item_period.is_of_ward) over item)
                then least(
                    coalesce(greatest(date_diff('day', min(
                        case when date_diff('day', item_period.charged_on, span.admitted_on) <= 3 then item_period.charged_on end
                    ) over item, span.admitted_on) - 1, 0), 0)
                    + coalesce(greatest(ceil(max(
                        case when item_period.is_of_ward and item_period.charged_on = span.admitted_on then item_period.quantity end
                    ) over item / (min(item_period.max_quantity) over item * span.persons)) - 1, 0), 0),
                    3
                )
            else 0
        end as nights_untold
    from item_period
    inner join span on item_period.encounter_id = span.encounter_id
    semi join crowded
        on
            item_period.encounter_id = crowded.encounter_id
            and item_period.kind = crowded.kind
            and item_period.per = crowded.per
            and item_period.counted_as = crowded.counted_as
    left join paid_ahead
        on
            item_period.encounter_id = paid_ahead.encounter_id
            and item_period.kind = paid_ahead.kind
            and item_period.counted_as = paid_ahead.counted_as
            and item_period.charged_on = paid_ahead.charged_on
            and item_period.per = 'day'
    left join used_before
        on
            item_period.encounter_id = used_before.encounter_id
            and item_period.kind = used_before.kind
            and item_period.per = used_before.per
            and item_period.counted_as = used_before.counted_as
    window
        item as (
            partition by item_period.encounter_id, item_period.kind, item_period.per, item_period.counted_as
        ),
        in_order as (
            partition by item_period.encounter_id, item_period.kind, item_period.per, item_period.counted_as
            order by item_period.charged_on, item_period.period
        )
),

-- no more than the days before the limit had
allowance as (
    select
        *,
        coalesce(least(used_before, daily_limit * greatest(date_diff('day', from_on, limit_from), 0)), 0) as used_up
    from totalled
),

judged as (
    select
        kind, per, encounter_id, counted_as, period, person_id, provider_id, charged_on, charged_to,
        max_quantity, quantity, covered_amount, is_before_edition, item_names, is_closed_stay, is_of_day,
        daily_limit, total_quantity, days_paid, persons, may_be_twins, is_continued, is_by_minutes, goes_on,
        daily_limit * (date_diff('day', from_on, to_on) + 1 + case when max_quantity < 24 then moves else 0 end) - used_up as allowed_quantity,
        daily_limit * (moves_untold + nights_untold) as untold_quantity,
        case
            when
                charged_on >= from_on
                -- nor on a day that the order still reaches to: the hours of an order are to come
                and not (
                    is_first_of_order
                    and coalesce(
                        days_to_next * daily_limit
                        > hours_so_far + used_up - daily_limit * (date_diff('day', from_on, charged_on) + 1 + moves), true
                    )
                )
                then hours_so_far + used_up - daily_limit * (date_diff('day', from_on, charged_on) + 1 + moves)
        end as hours_ahead,
        -- booked on nearly each day and to the end: nothing is left to be booked later
        case
            when
                not is_of_day and is_closed_stay and days_booked >= 3
                and days_booked >= 0.8 * (date_diff('day', from_on, last_on) + 1)
                and date_diff('day', last_on, to_on) <= 1
                then daily_limit * (date_diff('day', from_on, last_on) + 1 + moves) - used_up
        end as allowed_by_booking,
        case
            when is_of_day then greatest(quantity - max_quantity * persons * times_of_stay, 0)
            when charged_on < from_on or charged_on > to_on then quantity
            when days_paid is not null then greatest(quantity - daily_limit * days_paid, 0)
            else greatest(quantity - daily_limit, 0)
        end as period_excess
    from allowance
),

-- how much of the item is too much altogether
weighed as (
    select
        kind, per, encounter_id, counted_as, period, person_id, provider_id, charged_on, charged_to,
        max_quantity, quantity, covered_amount, total_quantity, allowed_quantity, period_excess, item_names,
        case
            when is_of_day then period_excess
            when days_paid is not null then period_excess
            when total_quantity > allowed_quantity then total_quantity - allowed_quantity
            else greatest(
                total_quantity - coalesce(allowed_by_booking, total_quantity),
                coalesce(max(hours_ahead) over (partition by encounter_id, kind, per, counted_as), 0),
                0
            )
        end as item_excess,
        is_of_day or days_paid is not null as is_judged_alone,
        -- the total of a stay with known days, under a limit in force
        not is_of_day and days_paid is null and is_closed_stay and not may_be_twins
        and not is_continued and not is_by_minutes and not goes_on
        and total_quantity > allowed_quantity + untold_quantity
        and not is_before_edition as is_certain
    from judged
),

-- the excess falls on the fullest days first
shared_out as (
    select
        kind, per, encounter_id, counted_as, period, person_id, provider_id, charged_on, charged_to,
        max_quantity, quantity, covered_amount, total_quantity, allowed_quantity, is_certain, item_names,
        case
            when is_judged_alone then period_excess
            else least(period_excess, greatest(item_excess - coalesce(sum(period_excess) over (
                partition by encounter_id, kind, per, counted_as
                order by period_excess desc, charged_on, period
                rows between unbounded preceding and 1 preceding
            ), 0), 0))
        end as excess
    from weighed
),

-- lines of a period in order; one that is too much by itself comes last
ordered_line as (
    select
        shared_out.kind, shared_out.per, shared_out.encounter_id, shared_out.counted_as, shared_out.period,
        line.person_id, line.provider_id, line.charged_on, line.item_code, line.item_name, line.unit,
        line.note, line.claim_line_id,
        shared_out.max_quantity, shared_out.quantity, shared_out.covered_amount, shared_out.total_quantity,
        shared_out.allowed_quantity, shared_out.excess, shared_out.is_certain, shared_out.item_names,
        sum(line.quantity) over (
            partition by shared_out.encounter_id, shared_out.kind, shared_out.per, shared_out.counted_as, shared_out.period
            order by
                case when line.quantity > shared_out.quantity - shared_out.excess then 1 else 0 end,
                line.charged_at, length(line.claim_line_id), line.claim_line_id
            rows between unbounded preceding and current row
        ) as quantity_so_far
    from shared_out
    inner join placed_line as line
        on
            shared_out.encounter_id = line.encounter_id
            and shared_out.kind = line.kind
            and shared_out.per = line.per
            and shared_out.counted_as = line.counted_as
            and shared_out.period = line.period
    where shared_out.excess > 0
)

select
    kind, per, encounter_id, person_id, provider_id, counted_as,
    case per when 'stay' then 'stay' else cast(charged_on as varchar) end as period,
    charged_on, item_code, item_name, item_names, unit, note, claim_line_id,
    max_quantity, total_quantity, allowed_quantity, is_certain,
    -- of the day (of the session, of the stay), on the first of its lines only, so that they can be added up
    case when nth = 1 then quantity else 0 end as quantity,
    case when nth = 1 then excess else 0 end as excess,
    -- pro rata of what was charged
    case
        when nth = 1 then cast(round(covered_amount * excess / quantity, 2) as decimal(18, 2))
        else cast(0 as decimal(18, 2))
    end as amount_at_risk
from (
    select
        kind, per, encounter_id, person_id, provider_id, counted_as, charged_on, item_code, item_name, item_names, unit,
        note, claim_line_id, max_quantity, quantity, covered_amount, total_quantity, allowed_quantity,
        excess, is_certain,
        row_number() over (
            partition by encounter_id, kind, per, counted_as, period order by quantity_so_far, claim_line_id
        ) as nth
    from ordered_line
    where quantity_so_far > quantity - excess
) as line_at_risk
