/* ---
title: Two levels of nursing charged on one day
title_zh: 同日收取两种及以上护理等级
official: [GZ10000102012000, GZ10000102014000]
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [charged_on]
scope: encounter
basis: [条例38(三), 条例15]
parameters:
  hours_between: {type: integer, default: 2, min: 1, max: 12, step: 1, unit: hours between the lines of two levels,
                  note: "proposal; a level ordered hours after the other is a change of the level"}
  most_changes: {type: integer, default: 3, min: 1, max: 20, step: 1, unit: days with such a change,
                 note: "proposal; on more days than this two levels are no change, whatever the times say"}
tolerates: [encounter, encounter.main_diagnosis, diagnosis]
message: "{levels} levels of nursing charged on {charged_on}, the highest {highest_name}"
message_zh: "{charged_on} 收取 {levels} 种护理等级，最高为 {highest_name}"
innocent_when:
  - the level was raised for part of one day and lowered again, and both were booked at one time
innocent_when_zh:
  - 当日临时升级护理后又恢复，且同一时刻记账
verify_by:
  - the nursing orders of the day, with their times
verify_by_zh:
  - 核对当日护理医嘱的开立、停止时间
evidence: {kept: {claim_line: kept_line_ids}}
source: ["2025-hospital 175"]
note: >-
  The highest level of the day is kept, the others are at risk. A day between a day of the one level
  and a day of the other is the day of the change, and so is the first or last nursing day before or
  after a day of one of its levels, and a day on which the levels were charged hours apart. 特级护理 of
  some hours beside another level is a patient who came from or went to intensive care. Totals of the
  stay decide against posting: no more nursing days than days of the stay, with one for each change, is
  no finding; a delivery has two persons on the account, twins three. Nursing days
  against those of the settlement list are over_settlement_list's.
note_zh: 保留当日最高的护理等级，其余列为疑点。前一日为一种等级、后一日为另一种等级的，当日为变更日；护理首日、末日与相邻日等级相同的，以及两种等级收费相隔数小时的，亦为变更日。特级护理数小时与另一等级并存的，为转入或转出重症。以合计排除记账的影响：护理日数不超过住院天数（每次变更另加一日）的不判；分娩时账上有两人，双胎三人。护理天数与结算清单的比较由 over_settlement_list 判断。
--- */
with
graded_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on,
        coalesce(item_name, item_code) as item_name, quantity, covered_amount,
        -- where no name is sent at all the national code tells
        case
            when regexp_matches(coalesce(item_name, item_code), '^特级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?特级|^00120100002') then 4
            when regexp_matches(coalesce(item_name, item_code), '^(Ⅰ|I|一|1) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅰ|I|一|1) ?级|^00120100003') then 3
            when regexp_matches(coalesce(item_name, item_code), '^(Ⅱ|II|二|2) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅱ|II|二|2) ?级|^00120100004') then 2
            when regexp_matches(coalesce(item_name, item_code), '^(Ⅲ|III|三|3) ?级护理|^(分级|住院|普通|整体)?护理费?[-—(（:：]?(Ⅲ|III|三|3) ?级|^00120100005') then 1
        end as level
    from derived.net_line_scan
    where category = 'nursing' -- gate: equivalent, bounds work: the level comes from the name
),

mixed_day as (
    select encounter_id, charged_on
    from graded_line
    group by encounter_id, charged_on
    having max(level) > min(level) -- gate: equivalent, bounds work: a day of one level is no finding
),

-- one row per encounter, day and level, in encounters with a mixed day
level_day as (
    select
        line.encounter_id, line.charged_on, line.level,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        min(line.item_name) as item_name,
        min(hour(line.charged_at) * 60 + minute(line.charged_at)) as minute_of_day,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        max(line.level) over (partition by line.encounter_id, line.charged_on) as highest
    from graded_line as line
    semi join mixed_day -- gate: equivalent, bounds work
        on line.encounter_id = mixed_day.encounter_id -- gate: equivalent, bounds work
    where line.level is not null -- gate: equivalent, other nursing has no level and joins no day
    group by line.encounter_id, line.charged_on, line.level
),

nursing_day as (
    select
        encounter_id, charged_on,
        count(level) as levels,
        max(level) as highest,
        min(level) as lowest,
        sum(quantity) as quantity,
        -- special nursing is charged by the hour
        sum(case when level = 4 and quantity > 1 then quantity / 24 else quantity end) as level_days,
        max(minute_of_day) - min(minute_of_day) as minutes_between,
        max(case when level = 4 and quantity > 1 and quantity < 24 then 1 else 0 end) as has_special_hours
    from level_day
    group by encounter_id, charged_on
),

-- the levels of a day with those of the nursing days beside it; a mixed day tells of no level
beside_day as (
    select
        encounter_id, charged_on, levels, highest, lowest, quantity, level_days, minutes_between, has_special_hours,
        lag(case when levels = 1 then highest else 0 end, 1, -1)
            over (partition by encounter_id order by charged_on) as level_before,
        lead(case when levels = 1 then highest else 0 end, 1, -1)
            over (partition by encounter_id order by charged_on) as level_after
    from nursing_day
),

-- why two levels of a day may be right: the day of a change, by the days beside it or by the hours
explained_day as (
    select
        encounter_id, charged_on, levels, quantity, level_days, has_special_hours,
        case
            when levels = 1 then 0
            when
                (levels = 2 or highest = 4)
                and level_before in (highest, lowest, -1)
                and level_after in (highest, lowest, -1)
                and level_before <> level_after
                then 1
            else 0
        end as is_change,
        case when levels = 2 and minutes_between >= $hours_between * 60 then 1 else 0 end as is_apart
    from beside_day
),

-- mother and newborn on one account, and twins
delivery as (
    select
        encounter_id,
        max(case when regexp_matches(code, '^(O84|O30|Z37[.]?[2-7])') then 3 else 2 end) as persons
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O8[0-4]|O30|Z37|Z38)')
    group by encounter_id
),

judged_day as (
    select
        coalesce(delivery.persons, 1) as persons,
        day.encounter_id, day.charged_on, day.levels, day.quantity, day.has_special_hours, day.is_change,
        day.is_apart,
        sum(day.is_apart) over (partition by day.encounter_id) as days_apart,
        sum(day.level_days - case when day.is_change = 1 then day.levels - 1 else 0 end)
            over (partition by day.encounter_id) as level_days_of_stay,
        date_diff(
            'day', cast(encounter.started_at as date), cast(coalesce(encounter.ended_at, $as_of) as date)
        ) + 1 as days_of_stay
    from explained_day as day
    left join encounter on day.encounter_id = encounter.encounter_id
    left join delivery on day.encounter_id = delivery.encounter_id
)

select
    level_day.encounter_id as subject_id,
    min(level_day.provider_id) as provider_id,
    min(level_day.person_id) as person_id,
    level_day.charged_on,
    max(judged_day.levels) as levels,
    min(highest_level.item_name) as highest_name,
    min(highest_level.claim_line_ids) as kept_line_ids,
    cast(sum(level_day.covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(level_day.claim_line_ids)) as claim_line_ids,
    [level_day.encounter_id] as encounter_ids,
    level_day.charged_on as occurred_from,
    level_day.charged_on as occurred_to
from level_day
inner join judged_day
    on
        level_day.encounter_id = judged_day.encounter_id
        and level_day.charged_on = judged_day.charged_on
inner join level_day as highest_level
    on
        level_day.encounter_id = highest_level.encounter_id
        and level_day.charged_on = highest_level.charged_on
        and level_day.highest = highest_level.level
where
    level_day.level < level_day.highest
    and level_day.covered_amount > 0
    -- two halves of a day make one
    and judged_day.quantity > 1
    and judged_day.has_special_hours = 0
    and judged_day.is_change = 0
    and (judged_day.is_apart = 0 or judged_day.days_apart > $most_changes)
    -- posted late or early, but no more days than the stay has
    and judged_day.level_days_of_stay > coalesce(judged_day.days_of_stay, 0) * judged_day.persons
group by level_day.encounter_id, level_day.charged_on
