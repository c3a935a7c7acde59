/* ---
title: The same service charged twice at the same moment
title_zh: 完全重复的费用明细
official: GZ10000102012000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_at]
scope: encounter
basis: [条例38(三), 条例15]
tolerates:
  - item_daily_cap
  - claim_line.local_item_code
  - claim_line.local_item_name
  - claim_line.unit_price
  - claim_line.prescription_no
  - claim_line.practitioner_id
  - claim_line.executing_practitioner_id
  - claim_line.department
message: "{item_name} stands {times} times with the time {charged_at}, the same quantity and price"
message_zh: "{charged_at} {item_name} 有 {times} 条时间、数量、单价完全相同的明细"
innocent_when:
  - the service was done twice at one moment, such as on both sides or on two specimens
  - two visits to the bedside were booked at one time of the day
innocent_when_zh:
  - 同一时刻对双侧、两份标本分别操作
  - 两次操作按同一时间集中记账
verify_by:
  - the execution record or report numbers of the service at that time
verify_by_zh:
  - 核对该时刻的执行记录、报告份数
note: >-
  Drugs, herbs and consumables are left out: several bottles of one minute are ordinary. So are
  cultures (two bottles are one set) and items that may be charged several times a day (a line an
  hour). The lines must agree in everything that tells two services apart: item, time, quantity,
  price, local item, prescription, doctor and department. The first is kept, the others are at risk.
--- */
with
several_a_day as (
    select item_code from item_daily_cap where max_per_day > 1
),

-- one row per encounter, item and moment with more than one line, refunded ones too
repeated as (
    select encounter_id, item_code, charged_at
    from claim_line
    where
        category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
        and quantity > 0 -- gate: equivalent, bounds work: only lines that stand are copies below
    group by encounter_id, item_code, charged_at
    having count(claim_line_id) > 1 -- gate: equivalent, bounds work: a single line has no second
),

-- the second and further of lines that agree in everything
copy as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_at, line.covered_amount,
        row_number() over (
            partition by
                line.encounter_id, line.item_code, line.charged_at, line.quantity, line.unit_price,
                line.amount, line.local_item_code, line.local_item_name, line.prescription_no,
                line.practitioner_id, line.executing_practitioner_id, line.department
            order by length(line.claim_line_id), line.claim_line_id
        ) as nth
    from derived.net_claim_line as line
    inner join repeated
        on
            line.encounter_id = repeated.encounter_id
            and line.item_code = repeated.item_code
            and line.charged_at = repeated.charged_at
    anti join several_a_day on line.item_code = several_a_day.item_code
    where
        line.encounter_id in (select encounter_id from repeated) -- gate: equivalent, bounds work
        and not regexp_matches(coalesce(line.item_name, ''), '培养')
    qualify nth > 1
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code,
    coalesce(min(item_name), item_code) as item_name,
    charged_at,
    count(claim_line_id) + 1 as times,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_at as occurred_from,
    charged_at as occurred_to
from copy
group by encounter_id, item_code, charged_at
