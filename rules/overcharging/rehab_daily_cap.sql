/* ---
title: Rehabilitation charged more often or at more sites than a day or stay allows
title_zh: 康复理疗项目超次数、超部位收费
official: GZ10000102014000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [counted_as, period]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025), 典型问题清单(2024)]
tolerates: [diagnosis]
message: "{item_name} charged {quantity} times in {period}; at most {max_quantity} {unit}"
message_zh: "{item_name} 在 {period} 收费 {quantity}，上限 {max_quantity} {unit}（{reason}）"
innocent_when:
  - the province allows several sites or sessions a day
innocent_when_zh:
  - 本省允许多部位或多次计价
verify_by:
  - the sign-in sheet of the treatment room, the number of devices
verify_by_zh:
  - 核对治疗签到表和设备数量
source: ["2025-hospital 74", "2024 康复-1", "2024 康复-2"]
note: >-
  Reads the rows of problem_frequency on rehabilitation, by the day and by the stay. A therapist's hours a day are judged
  in the family practitioner.
--- */
with
-- one row per line and period of counting, however many rows of the lists name it
counted_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on, item_code, item_name,
        quantity, covered_amount, counted_as,
        case per when 'day' then cast(charged_on as varchar) else 'stay' end as period,
        min(max_quantity) as max_quantity,
        min(unit) as unit,
        min(note) as reason
    from derived.listed_frequency_line
    where
        scheme = 'rehabilitation'
        and per in ('day', 'stay')
    group by
        claim_line_id, encounter_id, person_id, provider_id, charged_at, charged_on, item_code, item_name,
        quantity, covered_amount, counted_as, per
),

-- lines of a period in order; one that is too many by itself comes last
ordered_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, quantity, covered_amount,
        counted_as, period, max_quantity, unit, reason,
        sum(quantity) over (
            partition by encounter_id, counted_as, period
            order by
                case when quantity > max_quantity then 1 else 0 end, charged_at,
                length(claim_line_id), claim_line_id
            rows between unbounded preceding and current row
        ) as quantity_so_far
    from counted_line
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    counted_as, period,
    min(item_name) as item_name,
    sum(quantity) as quantity,
    min(max_quantity) as max_quantity,
    min(unit) as unit,
    min(reason) as reason,
    -- the excess, pro rata of what was charged
    cast(
        round(sum(covered_amount) * (sum(quantity) - min(max_quantity)) / nullif(sum(quantity), 0), 2) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) filter (where quantity_so_far > max_quantity) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from ordered_line
group by encounter_id, counted_as, period
having sum(quantity) > min(max_quantity)
