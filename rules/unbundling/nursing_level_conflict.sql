/* ---
title: Two levels of nursing charged on one day
title_zh: 同日收取两种及以上护理等级
official: [GZ10000102012000, GZ10000102014000]
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [charged_on]
scope: encounter
basis: [条例38(三), 条例15]
message: "{levels} levels of nursing charged on {charged_on}, the highest {highest_name}"
message_zh: "{charged_on} 收取 {levels} 种护理等级，最高为 {highest_name}"
innocent_when:
  - the level was changed during the day
innocent_when_zh:
  - 当日调整护理级别
verify_by:
  - the nursing orders of the day, with their times
verify_by_zh:
  - 核对当日护理医嘱的开立、停止时间
source: ["2025-hospital 175"]
note: >-
  The highest level of the day is kept, the others are at risk. A day between a day of the one level
  and a day of the other is the day of the change. 特级护理 of some hours beside another level is a
  patient who came from or went to intensive care. Nursing days against the settlement list cannot be
  judged: the list's day counts are not in the canonical tables.
--- */
with
graded_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, quantity, covered_amount,
        case
            when regexp_matches(item_name, '^特级护理') then 4
            when regexp_matches(item_name, '^(Ⅰ|I|一|1)级护理') then 3
            when regexp_matches(item_name, '^(Ⅱ|II|二|2)级护理') then 2
            when regexp_matches(item_name, '^(Ⅲ|III|三|3)级护理') then 1
        end as level
    from derived.net_claim_line
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
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        max(line.level) over (partition by line.encounter_id, line.charged_on) as highest,
        min(line.level) over (partition by line.encounter_id, line.charged_on) as lowest,
        first_value(min(line.item_name)) over (
            partition by line.encounter_id, line.charged_on order by line.level desc
        ) as highest_name
    from graded_line as line
    semi join mixed_day -- gate: equivalent, bounds work
        on line.encounter_id = mixed_day.encounter_id -- gate: equivalent, bounds work
    where line.level is not null -- gate: equivalent, other nursing has no level and joins no day
    group by line.encounter_id, line.charged_on, line.level
),

-- the levels of a day with those of the nursing days beside it
day_of_stay as (
    select
        encounter_id, charged_on,
        count(level) as levels,
        sum(quantity) as quantity,
        lag(max(level)) over (partition by encounter_id order by charged_on) as level_before,
        lead(max(level)) over (partition by encounter_id order by charged_on) as level_after,
        max(case when level = 4 and quantity > 1 and quantity < 24 then 1 else 0 end) as has_special_hours
    from level_day
    group by encounter_id, charged_on
)

select
    level_day.encounter_id as subject_id,
    min(level_day.provider_id) as provider_id,
    min(level_day.person_id) as person_id,
    level_day.charged_on,
    max(day_of_stay.levels) as levels,
    min(level_day.highest_name) as highest_name,
    cast(sum(level_day.covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(level_day.claim_line_ids)) as claim_line_ids,
    [level_day.encounter_id] as encounter_ids,
    level_day.charged_on as occurred_from,
    level_day.charged_on as occurred_to
from level_day
inner join day_of_stay
    on
        level_day.encounter_id = day_of_stay.encounter_id
        and level_day.charged_on = day_of_stay.charged_on
where
    level_day.level < level_day.highest
    -- two halves of a day make one
    and day_of_stay.quantity > 1
    and day_of_stay.has_special_hours = 0
    and not (
        day_of_stay.levels = 2
        and coalesce(day_of_stay.level_before, 0) in (level_day.highest, level_day.lowest)
        and coalesce(day_of_stay.level_after, 0) in (level_day.highest, level_day.lowest)
        and day_of_stay.level_before <> day_of_stay.level_after
    )
group by level_day.encounter_id, level_day.charged_on
