/* ---
title: More bed, consultation or nursing days charged than the stay has
title_zh: 床位、诊查、护理收费天数超过住院天数
official: GZ10000102014000
version: 13
status: stable
certainty: definite
subject: encounter
identity: [kind]
scope: person
basis: [条例38(三), 条例15]
parameters:
  extra_days: {type: integer, default: 1, min: 0, max: 5, step: 1, unit: days beyond the length of stay,
               note: "the day of discharge, or a transfer between wards counted by both"}
  emergency_days: {type: integer, default: 3, min: 1, max: 30, step: 1, unit: days before the admission, note: an emergency room of the house that ended with the admission}
  observed: {type: string, default: "急诊|急救|抢救|留观|观察", note: departments in which a patient under observation is settled as an outpatient}
  emergency_item: {type: string, default: "急诊|急救|留观|观察床|观察室", note: names of charges of an emergency room}
  emergency_stays: {type: list, default: ["24"], note: visit types of a stay that began as an emergency}
  bed: {type: string, default: "床位|病床费|床费|病房费|^(普通|豪华|特需|套|[0-9单双一二两三四五六多])?(人|人病|病)?(房|间)(\\(|（|$)|^0011090000[1-4]", note: pattern of item names counted as bed days}
  consultation: {type: string, default: "(住院|病房).{0,5}诊(查|察)|诊(查|察)费?[-—(（](住院|病房)|^00110200005", note: pattern of item names counted as consultation days}
  nursing: {type: string, default: "^(Ⅰ|Ⅱ|Ⅲ|I{1,3}|一|二|三|1|2|3) ?级护理|^(分级|住院|普通)?护理费?[-—(（:：](Ⅰ|Ⅱ|Ⅲ|I{1,3}|一|二|三|1|2|3) ?级|^(分级|住院|整体)护理费?(Ⅰ|Ⅱ|Ⅲ|I{1,3}|一|二|三|1|2|3) ?级|^(住院|普通|一般|分级|基础|病房)?护理费?([(（](住院|普通)[)）])?$|^0012010000[3-5]",
            note: "pattern of item names counted as nursing days; 特级护理 is charged by the hour and left out"}
  hour_price: {type: decimal, default: 1.5, min: 0.1, max: 10, step: 0.1, unit: yuan, note: "a proposal: no day of nursing costs less; what does is an hour of it, 24 to the day"}
  least_hours: {type: integer, default: 6, min: 1, max: 24, step: 1, unit: hours in a line, note: "a proposal: fewer are read as days"}
  not_own_bed: {type: string, default: "新生儿|婴儿|母婴|陪护|陪床|陪客|陪伴|加收|差价|观察|取暖|空调|降温", note: pattern of beds that stand beside the patient's own}
tolerates: [encounter.ended_at, diagnosis, claim_line.department, claim_line.local_item_name, encounter.is_newborn, encounter.department, encounter.bed, encounter.visit_type]
judged: select count(*) from encounter where class = 'inpatient' and ended_at is not null
unmoved_by:
  cut_the_hour: "the total of the stay is held against its days"
  post_at_settlement: "the total of the stay is held against its days, whenever it was booked"
  post_later: "the total of the stay is held against its days, whenever it was booked"
  home_bed: "a stay at home has no more days than it lasts"
message: "{quantity} {kind} days charged in a stay of {length_days} days"
message_zh: "住院 {length_days} 天，{kind_zh}收费 {quantity} 天"
innocent_when:
  - a whole room was taken at the patient's wish and sent in as covered
  - the stay was closed under a wrong date
  - the settlement was sent twice, or the first one's refund was not (suspect where two of one amount stand within a fortnight)
  - nights in the emergency room that nothing tells, since no line names a department (suspect)
  - the bill was cut and days of before were booked on this part (suspect where a stay ended with the admission and lacks days)
innocent_when_zh:
  - 患者自愿包床，费用按统筹范围内上传
  - 出入院日期登记有误
  - 同一结算传送两次，或前一笔退费未上传（十五日内同额结算两次者仅列可疑）
  - 入院前急诊留观，明细未上传科室、亦无其他记载（仅列可疑）
  - 中途结算，前段住院的日数记入本段（前段出院即本段入院且日数不足者仅列可疑）
verify_by:
  - the ward's bed turnover sheet and the doctor's orders on nursing
verify_by_zh:
  - 核对床位周转表、护理医嘱
note: >-
  Nursing that is sent by the hour at a twenty-fourth of its price counts 24 hours as a day.
  The day of admission counts and the day of discharge does not; up to three nights in an emergency room
  of the house that ended with the admission are settled with the stay. Evidence are the lines outside the
  days from admission to discharge and what exceeds one a day on them; the amount is the excess over
  the length of stay and the extra days, pro rata of those lines. A delivery has two persons on the
  account, twins three. Suspect and not definite: a second day for each further ward that books the
  item, beds of twice the length (a whole room), a stay whose end was worked out from its settlement, and
  one with charges long after its discharge, whose date may be wrong. Where no line names a department, a night
  of the emergency room is told by the type of the stay or by charges of that room; else its days are no certain ones.
note_zh: 护理按小时上传且单价为日价二十四分之一的，24 小时折为 1 日。计入不计出；急诊留观最多三夜、随后收入本院住院的，可并入住院结算。证据为入出院日期之外的收费，以及期间每日超过一次的收费；金额为超过住院天数的部分及额外天数，按上述明细比例分摊。分娩时账上有两人，双胎三人。以下只作疑似：每个转入病区另计一日的；床位数为天数两倍（包房）的；出院日期由结算推算的；出院很久之后仍有收费、出院日期可能有误的。明细无科室的，急诊夜数由就诊类别或急诊项目认定；无从认定的，入院前三日及入院当日多记的天数只作疑似。
--- */
with
-- names of charges, with what they are days of
named_item as (
    select
        item.category, item.item_name,
        case
            when
                item.category = 'bed'
                and regexp_matches(item.item_name, $bed)
                and not regexp_matches(item.item_name, $not_own_bed)
                then 'bed'
            when item.category = 'consultation' and regexp_matches(item.item_name, $consultation) then 'consultation'
            when item.category = 'nursing' and regexp_matches(item.item_name, $nursing) then 'nursing'
        end as kind
    -- where no name is sent at all the national code tells
    from (select distinct category, coalesce(item_name, item_code) as item_name from derived.charged_item) as item
    where item.category in ('bed', 'consultation', 'nursing') -- gate: equivalent, bounds work: kind is null for others
),

-- those that stand for a day
day_item as (
    select category, item_name, kind
    from named_item
    where kind is not null -- gate: equivalent, a null kind joins nothing below
),

-- names of the house's own that tell of another bed than the patient's
not_own_name as (
    select distinct local_item_name
    from derived.charged_item
    where regexp_matches(local_item_name, $not_own_bed)
),

charged as (
    select
        line.encounter_id, day_item.kind,
        -- hours of nursing, be they on one line of a day or on one for each hour
        sum(case when day_item.kind = 'nursing' and line.amount < $hour_price * line.quantity then 0 else line.quantity end)
        + cast(
            sum(case when day_item.kind = 'nursing' and line.amount < $hour_price * line.quantity then line.quantity else 0 end)
            / case
                when
                    sum(case when day_item.kind = 'nursing' and line.amount < $hour_price * line.quantity then line.quantity else 0 end)
                    >= $least_hours
                    then 24
                else 1
            end as decimal(18, 4)
        ) as quantity
    from derived.net_line_scan as line
    inner join day_item on line.category = day_item.category and coalesce(line.item_name, line.item_code) = day_item.item_name
    anti join not_own_name on line.local_item_name = not_own_name.local_item_name and day_item.kind = 'bed'
    where
        coalesce(line.category in ('bed', 'consultation', 'nursing'), false) -- gate: equivalent, bounds work: kind is null for others
        and line.covered_amount > 0
    group by line.encounter_id, day_item.kind
),

-- stays with more days charged than they have, whatever else allows more
possible as (
    select distinct stay.encounter_id
    from charged
    inner join derived.stay as stay on charged.encounter_id = stay.encounter_id -- gate: equivalent, bounds work
    where charged.quantity > stay.length_days + $extra_days -- gate: equivalent, bounds work
),

-- mother and child on one account, and twins
delivery as (
    select
        encounter_id,
        max(case when regexp_matches(code, '^(O84|O30|Z37[.]?[2-7])') then 3 else 2 end) as persons
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from derived.stay
    ) as stated
    where regexp_matches(code, '^(O8[0-4]|Z37)')
    group by encounter_id
),

-- nights in the emergency room of the house, three at most, are settled with the stay that follows
emergency as (
    select stay.encounter_id, max(date_diff('day', cast(visit.started_at as date), stay.admitted_on)) as nights
    from derived.stay as stay
    inner join encounter as visit on stay.person_id = visit.person_id and stay.provider_id = visit.provider_id
    where
        stay.encounter_id in (select possible.encounter_id from possible) -- gate: equivalent, bounds work: joined below
        -- who lies under observation may be settled as an outpatient
        and (visit.class = 'emergency' or (visit.class = 'outpatient' and regexp_matches(coalesce(visit.department, ''), $observed)))
        and date_diff('day', cast(visit.started_at as date), stay.admitted_on) between 1 and $emergency_days
        and date_diff('day', cast(coalesce(visit.ended_at, visit.started_at) as date), stay.admitted_on) <= 1
    group by stay.encounter_id
),

-- a bill that was cut, as at the turn of the year, before its days were booked: they stand on the next
continued as (
    select stay.encounter_id, part.encounter_id as part_id, part.length_days
    from derived.stay as stay
    inner join derived.stay as part
        on
            stay.person_id = part.person_id
            -- a house that was merged goes on under another number: the patient lies in the same bed of the same ward
            and (stay.provider_id = part.provider_id or (stay.bed = part.bed and stay.department = part.department))
    where
        stay.encounter_id in (select possible.encounter_id from possible) -- gate: equivalent, bounds work: joined below
        and date_diff('day', part.discharged_on, stay.admitted_on) between 0 and 1
    -- of two the longer
    qualify row_number() over (partition by stay.encounter_id order by part.length_days desc, part.encounter_id) = 1
),

-- finished stays with more days charged than allowed
overlong as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.length_days,
        cast(stay.admitted_on - cast(coalesce(emergency.nights, 0) as integer) as date) as admitted_on,
        stay.discharged_on, stay.is_end_inferred, charged.kind, charged.quantity,
        -- a stay of a day is no part of itself: it has days enough
        coalesce(coalesce(before.quantity, 0) < continued.length_days, false) as is_continued,
        coalesce(delivery.persons, 1) as persons,
        -- twins are charged on one number, and their diagnoses need not say so
        coalesce(encounter.is_newborn, false)
        or regexp_matches(coalesce(encounter.department, ''), '(新生儿|NICU|母婴|产科|产房|产后)') as may_be_twins,
        coalesce(list_contains($emergency_stays, encounter.visit_type), false) as is_after_emergency,
        charged.quantity
        - (stay.length_days + coalesce(emergency.nights, 0) + $extra_days) * coalesce(delivery.persons, 1) as days_over
    from charged
    semi join possible -- gate: equivalent, bounds work
        on charged.encounter_id = possible.encounter_id -- gate: equivalent, bounds work
    inner join derived.stay as stay on charged.encounter_id = stay.encounter_id
    inner join encounter on charged.encounter_id = encounter.encounter_id
    left join delivery on charged.encounter_id = delivery.encounter_id
    left join emergency on charged.encounter_id = emergency.encounter_id
    left join continued on charged.encounter_id = continued.encounter_id
    left join charged as before on continued.part_id = before.encounter_id and charged.kind = before.kind
    where
        stay.discharged_on >= stay.admitted_on
        -- judged below with the nights that the lines tell
        and charged.quantity > (stay.length_days + coalesce(emergency.nights, 0) + $extra_days) * coalesce(delivery.persons, 1) -- gate: equivalent, bounds work
),

-- the lines of these
day_line as (
    select
        line.encounter_id, day_item.kind, line.claim_line_id, line.charged_at, line.charged_on,
        case
            when
                day_item.kind = 'nursing' and line.amount < $hour_price * line.quantity
                and sum(case when line.amount < $hour_price * line.quantity then line.quantity else 0 end) over (
                    partition by line.encounter_id, day_item.kind
                ) >= $least_hours
                then cast(line.quantity / 24 as decimal(18, 4))
            else line.quantity
        end as quantity,
        line.covered_amount, line.department, coalesce(line.item_name, line.item_code) as item_name
    from derived.net_line_scan as line
    inner join day_item on line.category = day_item.category and coalesce(line.item_name, line.item_code) = day_item.item_name
    where
        line.encounter_id in (select overlong.encounter_id from overlong) -- gate: equivalent, bounds work
        and line.covered_amount > 0
        and not (day_item.kind = 'bed' and regexp_matches(coalesce(line.local_item_name, ''), $not_own_bed))
),

-- stays with a charge of the emergency room on the day of admission or shortly before
emergency_named as (
    select distinct stay.encounter_id
    from overlong as stay
    inner join derived.net_line_scan as line on stay.encounter_id = line.encounter_id
    where
        date_diff('day', line.charged_on, stay.admitted_on) between 0 and $emergency_days
        and regexp_matches(line.item_name, $emergency_item)
),

-- nights in the emergency room that stand on the bill of the stay, as the department of their lines tells; where none
-- names one, the type of the stay or another charge
early_line as (
    select line.claim_line_id, line.encounter_id, line.kind, line.charged_on
    from day_line as line
    inner join (
        select overlong.encounter_id, overlong.admitted_on, overlong.is_after_emergency
        from overlong
        group by overlong.encounter_id, overlong.admitted_on, overlong.is_after_emergency
    ) as stay
        on line.encounter_id = stay.encounter_id
    left join emergency_named on line.encounter_id = emergency_named.encounter_id
    where
        date_diff('day', line.charged_on, stay.admitted_on) between 1 and $emergency_days
        and (
            regexp_matches(coalesce(line.department, ''), $observed)
            or (line.department is null and (stay.is_after_emergency or emergency_named.encounter_id is not null))
        )
),

-- nights that may have been there though nothing tells: under dates shortly before the admission, or on its day
untold_night as (
    select
        day.encounter_id, day.kind,
        least(sum(case when day.charged_on < day.admitted_on then 1 else greatest(day.quantity - 1, 0) end), $emergency_days) as nights
    from (
        select line.encounter_id, line.kind, line.charged_on, stay.admitted_on, sum(line.quantity) as quantity
        from day_line as line
        inner join (
            select overlong.encounter_id, overlong.admitted_on from overlong
            group by overlong.encounter_id, overlong.admitted_on
        ) as stay
            on line.encounter_id = stay.encounter_id
        anti join early_line on line.claim_line_id = early_line.claim_line_id
        where
            line.department is null
            and date_diff('day', line.charged_on, stay.admitted_on) between 0 and $emergency_days
        group by line.encounter_id, line.kind, line.charged_on, stay.admitted_on
    ) as day
    group by day.encounter_id, day.kind
),

early_night as (
    select encounter_id, kind, count(distinct charged_on) as nights
    from early_line
    group by encounter_id, kind
),

-- a ward that the patient leaves and the one that takes him both count the day
-- (to intensive care and back are two moves, which the kinds of bed tell where no line names a ward)
ward_day as (
    select
        encounter_id, kind,
        count(distinct department) as wards,
        count(distinct item_name) as names,
        lag(count(distinct department), 1, 1) over of_stay as wards_before,
        lag(count(distinct item_name), 1, 1) over of_stay as names_before
    from day_line
    group by encounter_id, kind, charged_on
    window of_stay as (partition by encounter_id, kind order by charged_on)
),

-- there and back, and there again; of nursing the level before and the one after stand on the day of the change.
-- Two on each day are no change
changed as (
    select
        encounter_id, kind,
        count(*) filter (where wards > 1 and wards_before <= 1) as ward_days,
        count(*) filter (where names > 1 and names_before <= 1) as level_days
    from ward_day
    group by encounter_id, kind
),

moved as (
    select
        line.encounter_id, line.kind,
        greatest(
            count(distinct line.department) - 1,
            min(changed.ward_days),
            case
                when line.kind = 'bed' then 2 * (count(distinct line.item_name) - 1)
                -- booked all at once, the levels tell no days of change: to another and back for each
                when line.kind = 'nursing' and count(distinct line.charged_on) = 1 then 2 * (count(distinct line.item_name) - 1)
                when line.kind = 'nursing' then min(changed.level_days)
                else 0
            end,
            -- where no line names a ward nothing tells a move into a bed of the same price; of nursing and
            -- rounds nothing tells any
            case when count(line.department) > 0 then 0 when line.kind = 'bed' then 1 else 2 end, 0
        ) as moves
    from day_line as line
    inner join changed on line.encounter_id = changed.encounter_id and line.kind = changed.kind
    group by line.encounter_id, line.kind
),

-- what each line charges beyond one a day of the stay
counted as (
    select
        overlong.encounter_id, overlong.person_id, overlong.provider_id, overlong.kind, overlong.length_days,
        overlong.quantity as charged_days,
        overlong.days_over - coalesce(early_night.nights, 0) * overlong.persons as days_over,
        moved.moves + coalesce(untold_night.nights, 0) as moves, overlong.persons,
        overlong.may_be_twins, overlong.discharged_on, overlong.is_end_inferred, overlong.is_continued, line.claim_line_id, line.charged_on, line.quantity, line.covered_amount,
        case
            when
                (line.charged_on < overlong.admitted_on and early_line.claim_line_id is null)
                or line.charged_on > overlong.discharged_on
                then line.quantity
            else least(
                line.quantity,
                greatest(
                    sum(line.quantity) over (
                        partition by line.encounter_id, overlong.kind, line.charged_on
                        order by line.charged_at, line.claim_line_id
                        rows between unbounded preceding and current row
                    ) - 1, 0
                )
            )
        end as surplus
    from day_line as line
    inner join overlong on line.encounter_id = overlong.encounter_id and line.kind = overlong.kind
    inner join moved on line.encounter_id = moved.encounter_id and line.kind = moved.kind
    left join early_line on line.claim_line_id = early_line.claim_line_id
    left join early_night on line.encounter_id = early_night.encounter_id and line.kind = early_night.kind
    left join untold_night on line.encounter_id = untold_night.encounter_id and line.kind = untold_night.kind
    where overlong.days_over > coalesce(early_night.nights, 0) * overlong.persons
),

-- two settlements of one amount within days of each other: the same lines may stand twice, sent again or the refund not
-- sent, which is claim_twice's to say
settled_twice as (
    select distinct first_claim.encounter_id
    from claim as first_claim
    semi join overlong -- gate: equivalent, bounds work
        on first_claim.encounter_id = overlong.encounter_id -- gate: equivalent, bounds work
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

-- the last charge of whatever kind, refunds left in: a stay may be closed under a wrong date
booked as (
    select line.encounter_id, cast(max(line.charged_at) as date) as last_on
    from claim_line as line
    semi join overlong -- gate: equivalent, bounds work: joined below
        on line.encounter_id = overlong.encounter_id -- gate: equivalent, bounds work
    where line.category not in ('bed', 'consultation', 'nursing')
    group by line.encounter_id
)

select
    counted.encounter_id as subject_id,
    counted.provider_id, counted.person_id, counted.kind, counted.length_days,
    case counted.kind when 'bed' then '床位费' when 'consultation' then '诊查费' else '护理费' end as kind_zh,
    counted.charged_days as quantity,
    cast(
        round(
            sum(counted.covered_amount * counted.surplus / nullif(counted.quantity, 0))
            * least(counted.days_over, sum(counted.surplus)) / nullif(sum(counted.surplus), 0), 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    list(counted.claim_line_id) filter (where counted.surplus > 0) as claim_line_ids,
    [counted.encounter_id] as encounter_ids,
    case
        when
            counted.days_over > counted.moves * counted.persons
            and not counted.may_be_twins
            and not counted.is_end_inferred
            and not counted.is_continued
            and counted.encounter_id not in (select settled_twice.encounter_id from settled_twice)
            and not (
                counted.kind = 'bed'
                and counted.charged_days between 2 * counted.length_days and 2 * counted.length_days + 2
            )
            and not coalesce(date_diff('day', counted.discharged_on, booked.last_on) > 1, false)
            then 'definite'
        else 'suspect'
    end as certainty,
    min(counted.charged_on) as occurred_from,
    max(counted.charged_on) as occurred_to
from counted
left join booked on counted.encounter_id = booked.encounter_id
group by
    counted.encounter_id, counted.provider_id, counted.person_id, counted.kind, counted.length_days,
    counted.charged_days, counted.days_over, counted.moves, counted.persons, counted.may_be_twins,
    counted.discharged_on, counted.is_end_inferred, counted.is_continued, booked.last_on
