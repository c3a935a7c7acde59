/* ---
title: Hours of a service priced by the hour exceed the hours of the stay
title_zh: 按小时项目总量超过住院时长
official: GZ10000102014000
version: 11
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  extra_hours: {type: integer, default: 2, min: 0, max: 24, step: 1, unit: hours beyond the stay,
                note: "proposal; the patient hung on the monitor before he was registered, or hours were rounded up"}
  unseen_hours: {type: integer, default: 24, min: 0, max: 72, step: 12, unit: hours beyond the stay,
                 note: "proposal; as long can a patient have been in an emergency room that left no trace: suspect"}
  observed: {type: string, default: "急诊|急救|抢救|留观|观察", note: departments in which a patient under observation is settled as an outpatient}
  emergency_stays: {type: list, default: ["24"], note: visit types of a stay that began as an emergency}
  emergency_days: {type: integer, default: 3, min: 1, max: 30, step: 1, unit: days before the admission, note: an emergency room of the house that ended with the admission}
  one_at_a_time: {type: list, default: [ventilation_hours], note: rows of item_physical_limit of which a patient has one at a time; their items count together}
tolerates: [problem_frequency, item_physical_limit, diagnosis, encounter.is_newborn, encounter.department, encounter.main_diagnosis, claim_line.local_item_name, claim_line.department, encounter.visit_type]
evidence: {context: {encounter: emergency_ids}}
judged: select count(*) from encounter where class = 'inpatient' and ended_at is not null
unmoved_by:
  cut_the_hour: "the hours of the whole stay are counted from admission to discharge"
  post_at_settlement: "the hours of the whole stay decide, wherever they were booked"
  post_later: "the hours of the whole stay decide, wherever they were booked"
  home_bed: "a stay at home has no more hours than it lasts"
  sell_by_unit: "hours come in no packs"
  limit_not_yet: "that a stay has no more hours than it lasts needs no list"
  limit_undated: "that a stay has no more hours than it lasts needs no list"
message: "{item_name} charged for {quantity} hours in a stay of {stay_hours} hours"
message_zh: "住院 {stay_hours} 小时，{item_name} 收费 {quantity} 小时"
innocent_when:
  - hours in an emergency room that neither a visit nor the day of a line shows
  - two devices of one kind were in use at the same time, or a day counted as a whole for each of two ways of ventilation (let pass up to {unseen_hours} hours)
  - the house prices the item by minutes, or the bill was cut and hours of before were booked on this part (suspect where its own name or a stay that ended with the admission tells)
  - the settlement was sent twice, or the first one's refund was not (suspect where two of one amount stand within a fortnight)
  - mother and newborn, or twins, on one account (suspect where a diagnosis, the ward or the newborn mark tells)
innocent_when_zh:
  - 入院前急诊时长并入结算，但就诊记录和明细日期均未体现
  - 同一时段使用两台同类设备，或更换通气方式当日两种方式各按整日计（{unseen_hours} 小时以内已放过）
  - 院内按分钟计价，或中途结算前段的时长记入本段（院内名称、前段住院可见者仅列可疑）
  - 同一结算传送两次，或前一笔退费未上传（十五日内同额结算两次者仅列可疑）
  - 母婴、双胞胎记在同一账户（诊断、科室或新生儿标志可见者仅列可疑）
verify_by:
  - the monitor, ventilator or purification record with its times
verify_by_zh:
  - 核对监护、呼吸机、血液净化记录的起止时间
source: ["2025-hospital 174"]
note: >-
  Items with a published cap of 24 a day or of the problem lists' hourly scheme; as suspect those that item_physical_limit
  has by the hour. Ways of ventilation take turns, so their hours together are held against the stay too, as suspect. A stay holds the
  hours between its two times, at least 24 for each night and 24 in all; where only its days are known,
  24 for each day it touches; an end without an hour is that of its day. To these come the hours in the emergency room: from a visit of the house
  that ended in the stay, or from the first moment of the day of a line booked before the admission: a day of them, three where the department
  of a line or the type of the stay tells of that room, and as suspect where no line names a department.
  The ventilator hours of the settlement list are over_settlement_list.
note_zh: 判断公布日上限为 24 的项目和问题清单按小时计价的项目；item_physical_limit 中按小时的项目仅列可疑。各种通气方式只能交替使用，其时长合计亦与住院时长比较，仅列可疑。一次住院可计入院至出院的小时数，每夜不少于 24 小时，合计不少于 24 小时；只有日期的，所涉每日计 24 小时；出院仅有日期的，计至当日末。另加急诊时段：自随后收入本院的急诊就诊开始，或自入院前记账的首个明细当日起：一般计一日，明细科室或急诊转住院可见的计三日；明细均无科室的，超出一日部分只列可疑。结算清单的呼吸机时长由 over_settlement_list 判断。
--- */
with
listed_item as (
    select item_code
    from item_daily_cap
    where max_per_day = 24 and doubt is null
    union
    select item.item_code
    from derived.listed_item as item
    inner join problem_frequency as listed on item.named_by = concat(listed.item_prefix, '/', listed.name_pattern)
    where listed.scheme = 'hourly' and coalesce(listed.certainty, 'definite') = 'definite'
),

-- by the hour as the work is, though no list says so or one is not sure: another house may price it by another unit
hourly_item as (
    select item_code, true as is_listed from listed_item
    union all
    select unsure.item_code, false as is_listed
    from (
        select item.item_code
        from derived.charged_item as item
        inner join derived.listed_name as named on item.item_name = named.item_name
        inner join item_physical_limit as physical on named.name_pattern = physical.name_pattern
        where physical.unit = '小时'
        union
        select item.item_code
        from derived.listed_item as item
        inner join problem_frequency as listed on item.named_by = concat(listed.item_prefix, '/', listed.name_pattern)
        where listed.scheme = 'hourly'
    ) as unsure
    anti join listed_item on unsure.item_code = listed_item.item_code
),

-- items of which a patient has one at a time, whatever the way
taking_turns as (
    select item.item_code, min(physical.limit_id) as counted_as
    from derived.charged_item as item
    inner join derived.listed_name as named on item.item_name = named.item_name
    inner join item_physical_limit as physical on named.name_pattern = physical.name_pattern
    where list_contains($one_at_a_time, physical.limit_id)
    group by item.item_code
),

-- one row per finished stay and hourly item
single_item as (
    select
        line.encounter_id, line.item_code, stay.person_id, stay.provider_id, stay.admitted_on,
        stay.started_at, stay.discharged_on, stay.is_end_inferred, stay.visit_type,
        min(line.item_name) as item_name,
        stay.started_at = cast(stay.admitted_on as timestamp)
        and stay.ended_at = cast(stay.discharged_on as timestamp) as has_dates_only,
        -- the hours between the two times, and 24 for each night; where only dates are known, each day
        case
            when
                stay.started_at = cast(stay.admitted_on as timestamp)
                and stay.ended_at = cast(stay.discharged_on as timestamp)
                then 24 * (date_diff('day', stay.admitted_on, stay.discharged_on) + 1)
            else greatest(
                24 * stay.length_days,
                -- an end without an hour is some hour of that day
                ceil((
                    epoch(stay.ended_at) + case when stay.ended_at = cast(stay.discharged_on as timestamp) then 86400 else 0 end
                    - epoch(stay.started_at)
                ) / 3600.0)
            )
        end as stay_hours,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        -- what the house's own name prices by minutes is no number of hours
        bool_or(
            not hourly_item.is_listed
            or regexp_matches(concat_ws(' ', line.item_name, line.local_item_name), '分钟|刻钟|半小时')
        ) as is_by_minutes,
        bool_or(line.charged_on < stay.admitted_on and regexp_matches(coalesce(line.department, ''), $observed)) as is_observed,
        count(line.department) as told_departments,
        -- a night of that room lies so near
        min(case when date_diff('day', line.charged_on, stay.admitted_on) <= $emergency_days then line.charged_on end) as near_on,
        min(line.charged_on) as first_on,
        min(line.charged_at) as first_at,
        max(line.charged_on) as last_on
    from derived.net_line_scan as line
    inner join hourly_item on line.item_code = hourly_item.item_code
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where
        line.item_code in (select item_code from hourly_item) -- gate: equivalent, bounds work
        and stay.discharged_on >= stay.admitted_on
        and line.covered_amount > 0
    group by
        line.encounter_id, line.item_code, stay.person_id, stay.provider_id, stay.admitted_on,
        stay.discharged_on, stay.started_at, stay.ended_at, stay.length_days, stay.is_end_inferred, stay.visit_type
),

-- what takes turns is one, under the item of the most hours
stay_item as (
    select
        single_item.encounter_id, single_item.person_id, single_item.provider_id, single_item.admitted_on,
        single_item.started_at, single_item.discharged_on, single_item.is_end_inferred, single_item.has_dates_only,
        single_item.stay_hours, single_item.visit_type,
        arg_max(single_item.item_code, (single_item.quantity, single_item.item_code)) as item_code,
        string_agg(single_item.item_name, '、' order by single_item.quantity desc, single_item.item_code desc) as item_name,
        max(single_item.quantity) as longest,
        sum(single_item.quantity) as quantity,
        sum(single_item.covered_amount) as covered_amount,
        flatten(list(single_item.claim_line_ids)) as claim_line_ids,
        bool_or(single_item.is_by_minutes) as is_by_minutes,
        bool_or(single_item.is_observed) as is_observed,
        sum(single_item.told_departments) as told_departments,
        min(single_item.near_on) as near_on,
        min(single_item.first_on) as first_on,
        min(single_item.first_at) as first_at,
        max(single_item.last_on) as last_on
    from single_item
    left join taking_turns on single_item.item_code = taking_turns.item_code
    group by
        single_item.encounter_id, coalesce(taking_turns.counted_as, single_item.item_code), single_item.person_id,
        single_item.provider_id, single_item.admitted_on, single_item.started_at, single_item.discharged_on,
        single_item.is_end_inferred, single_item.has_dates_only, single_item.stay_hours, single_item.visit_type
),

-- more than the stay holds
overlong as (
    select
        encounter_id, item_code, person_id, provider_id, admitted_on, started_at, discharged_on, item_name, stay_hours,
        is_end_inferred, has_dates_only, quantity, longest, covered_amount, claim_line_ids, is_by_minutes,
        is_observed or (told_departments = 0 and coalesce(list_contains($emergency_stays, visit_type), false)) as is_observed,
        told_departments, near_on, first_on, first_at, last_on
    from stay_item
    where quantity > stay_hours + $extra_hours -- gate: equivalent, bounds work: judged below with the emergency room
),

-- a visit of the same house that ended in the stay
emergency as (
    select
        overlong.encounter_id, overlong.item_code,
        max((epoch(overlong.started_at) - epoch(visit.started_at)) / 3600.0) as hours,
        list(visit.encounter_id) as emergency_ids
    from overlong
    inner join encounter as visit
        on overlong.person_id = visit.person_id and overlong.provider_id = visit.provider_id
    where
        visit.class in ('emergency', 'outpatient')
        and visit.started_at < overlong.started_at
        and date_diff('day', cast(visit.started_at as date), overlong.admitted_on) <= 3
        and date_diff('day', cast(coalesce(visit.ended_at, visit.started_at) as date), overlong.admitted_on) <= 1
    group by overlong.encounter_id, overlong.item_code
),

allowed as (
    select
        overlong.encounter_id, overlong.item_code, overlong.person_id, overlong.provider_id,
        overlong.item_name, overlong.quantity, overlong.longest, overlong.covered_amount, overlong.claim_line_ids,
        overlong.first_on, overlong.last_on, overlong.is_end_inferred, overlong.discharged_on, overlong.is_by_minutes,
        emergency.emergency_ids,
        -- nights that nothing tells
        case
            when overlong.told_departments > 0 then 0
            else coalesce(greatest(date_diff('day', overlong.near_on, overlong.admitted_on) - 1, 0), 0)
        end as nights_untold,
        cast(ceil(overlong.stay_hours + greatest(
            coalesce(emergency.hours, 0),
            -- a line of before the admission: the hours from the beginning of its day, a day at most
            case
                when overlong.first_on >= overlong.admitted_on and overlong.has_dates_only then 0
                when overlong.first_at < overlong.started_at
                    then (
                        epoch(overlong.started_at)
                        - epoch(cast(greatest(
                            overlong.first_on,
                            cast(overlong.admitted_on - cast(
                                case when overlong.is_observed then $emergency_days else 1 end as integer
                            ) as date)
                        ) as timestamp))
                    ) / 3600.0
                else 0
            end
        )) as decimal(18, 0)) as stay_hours
    from overlong
    left join emergency
        on overlong.encounter_id = emergency.encounter_id and overlong.item_code = emergency.item_code
),

-- a bill that was cut, as at the turn of the year: what was booked late is of the days before
continued as (
    select stay.encounter_id
    from derived.stay as stay
    semi join allowed -- gate: equivalent, bounds work
        on stay.encounter_id = allowed.encounter_id -- gate: equivalent, bounds work
    inner join derived.stay as part
        on
            stay.person_id = part.person_id
            and stay.provider_id = part.provider_id
            and stay.encounter_id <> part.encounter_id
    where date_diff('day', part.discharged_on, stay.admitted_on) between 0 and 1
),

-- two settlements of one amount within days of each other: the same lines may stand twice, sent again or the refund not
-- sent, which is claim_twice's to say
settled_twice as (
    select distinct first_claim.encounter_id
    from claim as first_claim
    semi join allowed -- gate: equivalent, bounds work
        on first_claim.encounter_id = allowed.encounter_id -- gate: equivalent, bounds work
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

-- mother and newborn on one account, twins on one number: whose device it was nobody tells
several as (
    select stated.encounter_id
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    semi join allowed -- gate: equivalent, bounds work
        on stated.encounter_id = allowed.encounter_id -- gate: equivalent, bounds work
    where regexp_matches(stated.code, '^(O8[0-4]|O30|Z37|Z38[.]?[3-8])')
    union
    select encounter.encounter_id
    from encounter
    semi join allowed -- gate: equivalent, bounds work
        on encounter.encounter_id = allowed.encounter_id -- gate: equivalent, bounds work
    where encounter.is_newborn or regexp_matches(encounter.department, '(新生儿|NICU|母婴|产科|产房|产后)')
),

-- when anything else of such a stay was last charged, refunds left in: it may be closed under a wrong date
booked as (
    select
        line.encounter_id, cast(max(line.charged_at) as date) as last_on, max(allowed.discharged_on) as discharged_on
    from claim_line as line
    inner join allowed on line.encounter_id = allowed.encounter_id
    where line.item_code <> allowed.item_code and line.category not in ('bed', 'nursing', 'consultation')
    group by line.encounter_id
)

select
    encounter_id as subject_id, provider_id, person_id, item_code,
    coalesce(item_name, item_code) as item_name,
    quantity, stay_hours,
    cast(round(covered_amount * (quantity - stay_hours) / quantity, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    coalesce(emergency_ids, cast([] as varchar[])) as emergency_ids,
    case
        when
            longest > stay_hours + $unseen_hours + 24 * nights_untold
            -- an end that was worked out from a settlement may lie later
            and not is_end_inferred
            -- closed under a wrong date, as that of a settlement in between
            and encounter_id not in (
                select booked.encounter_id from booked
                where date_diff('day', booked.discharged_on, booked.last_on) > 1
            )
            and encounter_id not in (select several.encounter_id from several)
            and encounter_id not in (select continued.encounter_id from continued)
            and encounter_id not in (select settled_twice.encounter_id from settled_twice)
            and not is_by_minutes
            then 'definite'
        else 'suspect'
    end as certainty,
    first_on as occurred_from,
    last_on as occurred_to
from allowed
where
    longest > stay_hours + $extra_hours
    -- on the day of a change both may count to its end
    or quantity > stay_hours + $unseen_hours
