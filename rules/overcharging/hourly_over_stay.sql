/* ---
title: Hours of a service priced by the hour exceed the hours of the stay
title_zh: 按小时项目总量超过住院时长
official: GZ10000102014000
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [problem_frequency, diagnosis]
judged: select count(*) from encounter where class = 'inpatient' and ended_at is not null
message: "{item_name} charged for {quantity} hours in a stay of {stay_hours} hours"
message_zh: "住院 {stay_hours} 小时，{item_name} 收费 {quantity} 小时"
innocent_when:
  - hours before the admission, in the emergency room, were settled with the stay
innocent_when_zh:
  - 入院前急诊留观时长并入住院结算
verify_by:
  - the monitor, ventilator or purification record with its times
verify_by_zh:
  - 核对监护、呼吸机、血液净化记录的起止时间
source: ["2025-hospital 174"]
note: >-
  Items with a published cap of 24 a day or of the problem lists' hourly scheme. A stay holds the
  hours between its two times, at least 24 for each night and 24 in all; where only its days are known, 24 for each
  day it touches. Hours in intensive care and on the ventilator cannot be judged: the
  settlement list's durations are not in the canonical tables.
--- */
with
hourly_item as (
    select item_code
    from item_daily_cap
    where max_per_day = 24 and doubt is null
    union
    select item_code
    from derived.listed_frequency_line
    where scheme = 'hourly'
),

-- one row per finished stay and hourly item
stay_item as (
    select
        line.encounter_id, line.item_code, stay.person_id, stay.provider_id,
        min(line.item_name) as item_name,
        -- the hours between the two times, and 24 for each night; where only dates are known, each day
        case
            when
                stay.started_at = cast(stay.admitted_on as timestamp)
                and stay.ended_at = cast(stay.discharged_on as timestamp)
                then 24 * (date_diff('day', stay.admitted_on, stay.discharged_on) + 1)
            else greatest(
                24 * stay.length_days,
                ceil((epoch(stay.ended_at) - epoch(stay.started_at)) / 3600.0)
            )
        end as stay_hours,
        sum(line.quantity) as quantity,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from derived.net_claim_line as line
    inner join hourly_item on line.item_code = hourly_item.item_code
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where stay.discharged_on >= stay.admitted_on
    group by
        line.encounter_id, line.item_code, stay.person_id, stay.provider_id, stay.admitted_on,
        stay.discharged_on, stay.started_at, stay.ended_at, stay.length_days
)

select
    encounter_id as subject_id, provider_id, person_id, item_code,
    coalesce(item_name, item_code) as item_name,
    quantity, stay_hours,
    cast(round(covered_amount * (quantity - stay_hours) / quantity, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids,
    [encounter_id] as encounter_ids,
    first_on as occurred_from,
    last_on as occurred_to
from stay_item
where quantity > stay_hours
