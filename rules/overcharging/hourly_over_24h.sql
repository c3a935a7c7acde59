/* ---
title: Service priced by the hour charged for more than a day's hours
title_zh: 按小时计价项目单日超过 24 小时
official: GZ10000102014000
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  late_days: {type: integer, default: 1, min: 0, max: 7, step: 1, unit: days without the item just before,
              note: "proposal; late bookkeeping moves the services of so many skipped days onto the next"}
tolerates: [item_daily_cap, diagnosis]
message: "{item_name} charged for {quantity} hours on {charged_on}"
message_zh: "{charged_on} {item_name} 收费 {quantity} 小时"
innocent_when:
  - late bookkeeping moved hours of the day before onto this day
  - a surcharge line of the same item stands beside the item itself
innocent_when_zh:
  - 补记账把前一日时长记在当日
  - 同一项目的加收行与主项目重叠
verify_by:
  - the monitor, ventilator or purification record with its times
verify_by_zh:
  - 核对监护、呼吸机、血液净化记录的起止时间
source: ["2025-hospital 63", "2025-hospital 174"]
note: >-
  Judges the hourly items of the problem lists (problem_frequency, scheme hourly) by name or code.
  Items with a published daily cap are left to item_freq_cap, which is the same check.
--- */
with
-- one row per encounter, item and day; an item that two rows name counts once
hourly_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_at, charged_on,
        quantity, covered_amount,
        max(max_quantity) as max_quantity
    from derived.listed_frequency_line
    where scheme = 'hourly' and per = 'day'
    group by
        claim_line_id, encounter_id, person_id, provider_id, item_code, item_name, charged_at, charged_on,
        quantity, covered_amount
),

item_day as (
    select
        hourly_line.encounter_id, hourly_line.item_code, hourly_line.charged_on,
        min(hourly_line.person_id) as person_id,
        min(hourly_line.provider_id) as provider_id,
        min(hourly_line.item_name) as item_name,
        max(hourly_line.max_quantity) as max_quantity,
        sum(hourly_line.quantity) as quantity,
        sum(hourly_line.covered_amount) as covered_amount
    from hourly_line
    anti join item_daily_cap on hourly_line.item_code = item_daily_cap.item_code
    group by hourly_line.encounter_id, hourly_line.item_code, hourly_line.charged_on
),

allowed_day as (
    select
        encounter_id, person_id, provider_id, item_code, charged_on, item_name, quantity, covered_amount,
        -- only where the service ran in full before the gap, and so most likely through it
        max_quantity * (1 + case
            when lag(quantity) over (partition by encounter_id, item_code order by charged_on) >= max_quantity
                then least(
                    date_diff('day', lag(charged_on) over (
                        partition by encounter_id, item_code order by charged_on
                    ), charged_on) - 1,
                    $late_days
                )
            else 0
        end) as allowed
    from item_day
),

-- lines of a day too long in order; one that is too long by itself comes last
ordered_line as (
    select
        allowed_day.encounter_id, allowed_day.person_id, allowed_day.provider_id, allowed_day.item_code,
        allowed_day.charged_on, allowed_day.item_name, allowed_day.quantity, allowed_day.covered_amount,
        allowed_day.allowed, hourly_line.claim_line_id,
        sum(hourly_line.quantity) over (
            partition by allowed_day.encounter_id, allowed_day.item_code, allowed_day.charged_on
            order by
                case when hourly_line.quantity > allowed_day.allowed then 1 else 0 end, hourly_line.charged_at,
                length(hourly_line.claim_line_id), hourly_line.claim_line_id
            rows between unbounded preceding and current row
        ) as quantity_so_far
    from allowed_day
    inner join hourly_line
        on
            allowed_day.encounter_id = hourly_line.encounter_id
            and allowed_day.item_code = hourly_line.item_code
            and allowed_day.charged_on = hourly_line.charged_on
)

select
    encounter_id as subject_id, provider_id, person_id, item_code, charged_on,
    min(item_name) as item_name,
    max(quantity) as quantity,
    cast(
        round(max(covered_amount) * (max(quantity) - max(allowed)) / max(quantity), 2) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from ordered_line
where quantity_so_far > allowed
group by encounter_id, provider_id, person_id, item_code, charged_on
