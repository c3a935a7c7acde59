/* ---
title: Item charged again before its interval has passed
title_zh: 周期内超频次收费
official: 2025-31
version: 6
status: stable
certainty: suspect
subject: person
identity: [item_group, charged_on, provider_id]
scope: person
basis: [条例38(二), 条例38(三), 两库]
parameters:
  near_share: {type: decimal, default: 0.1, min: 0, max: 0.5, step: 0.05, unit: share of the interval,
               note: "proposal; a visit every twelve weeks comes a few days before ninety, a late booking moves a day"}
  by_the_year: {type: string, default: "签约", note: "names of fees of an agreement that runs with the calendar year; the first of a new year renews it"}
tolerates: [problem_frequency, diagnosis, encounter, encounter.main_diagnosis]
evidence: {kept: {claim_line: earlier_line_ids}}
message: "{item_name} charged again on {charged_on}, {days} days after the time before; the interval is {min_interval_days} days"
message_zh: "{charged_on} 再次收取 {item_name}，距上次 {days} 天，间隔应不少于 {min_interval_days} 天"
innocent_when:
  - the state of the patient changed suddenly
  - the result of another hospital could not be accepted
  - a family doctor's agreement by the calendar year was renewed in the new one (left out)
  - a pregnant woman is watched by the month (left out where a diagnosis of the visit tells)
innocent_when_zh:
  - 病情急变确需复查
  - 外院结果无法互认
  - 按自然年签订的家庭医生签约在新一年续签（已排除）
  - 孕期按月随访（就诊诊断载明妊娠的已排除）
verify_by:
  - both reports, and whether the first was at hand when the second was asked for
verify_by_zh:
  - 核对两次报告及再次开单时能否查得前次结果
source: [national knowledge batch 8, "2025-hospital 117", "2024 康复-2"]
note: >-
  Across providers; the provider of the repeat answers for it. Variants of an item (the first eleven
  characters of its code) share the interval. Repeats in close succession are counted from the first of
  the row: one charge in each interval is let pass.
note_zh: 跨机构计算；由重复的一次所在机构负责。同一项目的不同细项（编码前十一位相同）共用间隔。短期内连续重复的，自首次起算，每个间隔期放过一次。
--- */
with
-- one row per line of an item with an interval, published or of the problem lists
interval_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.covered_amount, item_interval.min_interval_days
    from derived.net_line_scan as line
    inner join item_interval on line.item_code = item_interval.item_code
    where
        item_interval.doubt is null
        and line.covered_amount > 0
        and line.charged_on >= coalesce(item_interval.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(item_interval.valid_to, date '2200-01-01')
    -- of two editions that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id
            order by item_interval.valid_from desc nulls last, item_interval.min_interval_days
        ) = 1
    union all
    select
        listed.claim_line_id, listed.encounter_id, listed.person_id, listed.provider_id, listed.item_code,
        listed.item_name, listed.charged_on, listed.covered_amount,
        max(listed.window_days) as min_interval_days
    from derived.listed_frequency_line as listed
    anti join item_interval on listed.item_code = item_interval.item_code
    where listed.per = 'period' and listed.covered_amount > 0
    group by
        listed.claim_line_id, listed.encounter_id, listed.person_id, listed.provider_id, listed.item_code,
        listed.item_name, listed.charged_on, listed.covered_amount
),

-- who is with child is watched by the month
with_child as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O|Z3[3-5])')
),

-- one row per person, item, day and house
house_day as (
    select
        person_id,
        substr(item_code, 1, 11) as item_group,
        charged_on, provider_id,
        min(coalesce(item_name, item_code)) as item_name,
        max(min_interval_days) as min_interval_days,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids,
        list(encounter_id) as encounter_ids
    from interval_line
    anti join with_child on interval_line.encounter_id = with_child.encounter_id
    group by person_id, substr(item_code, 1, 11), charged_on, provider_id
),

-- one row per person, item and day, with the days since the day before it
item_day as (
    select
        person_id, item_group, charged_on,
        max(min_interval_days) as min_interval_days,
        flatten(list(claim_line_ids)) as claim_line_ids,
        min(item_name) as item_name,
        lag(charged_on) over (partition by person_id, item_group order by charged_on) as before_on,
        date_diff('day', lag(charged_on) over (
            partition by person_id, item_group order by charged_on
        ), charged_on) as days
    from house_day
    group by person_id, item_group, charged_on
),

-- rows of repeats, each counted from its first
numbered_row as (
    select
        person_id, item_group, charged_on, min_interval_days, claim_line_ids, days,
        sum(case
            when
                days < min_interval_days * (1 - $near_share)
                -- signed in autumn until the year is out, and again in January
                and not (
                    regexp_matches(item_name, $by_the_year)
                    and extract('year' from before_on) < extract('year' from charged_on)
                )
                then 0
            else 1
        end) over (
            partition by person_id, item_group order by charged_on
            rows between unbounded preceding and current row
        ) as row_number_of_repeats
    from item_day
),

counted as (
    select
        person_id, item_group, charged_on, min_interval_days, days, row_number_of_repeats,
        cast(floor(
            date_diff('day', min(charged_on) over (
                partition by person_id, item_group, row_number_of_repeats
            ), charged_on) / (min_interval_days * (1 - $near_share))
        ) as integer) as interval_number,
        lag(claim_line_ids) over (partition by person_id, item_group order by charged_on) as earlier_line_ids
    from numbered_row
),

repeated as (
    select person_id, item_group, charged_on, min_interval_days, days, earlier_line_ids
    from counted
    qualify row_number() over (
        partition by person_id, item_group, row_number_of_repeats, interval_number order by charged_on
    ) > 1
)

select
    repeated.person_id as subject_id,
    house_day.provider_id, repeated.person_id, repeated.item_group, house_day.item_name, repeated.charged_on,
    repeated.days, repeated.min_interval_days,
    cast(house_day.covered_amount as decimal(18, 2)) as amount_at_risk,
    house_day.claim_line_ids, house_day.encounter_ids,
    coalesce(repeated.earlier_line_ids, cast([] as varchar[])) as earlier_line_ids,
    repeated.charged_on as occurred_from,
    repeated.charged_on as occurred_to
from repeated
inner join house_day
    on
        repeated.person_id = house_day.person_id
        and repeated.item_group = house_day.item_group
        and repeated.charged_on = house_day.charged_on
