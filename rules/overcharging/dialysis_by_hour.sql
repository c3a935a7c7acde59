/* ---
title: Dialysis priced by the session charged by the hour
title_zh: 按次计价的透析项目按时长或多次收费
official: [GZ10000102014000, GZ10000102012000]
version: 5
status: stable
certainty: suspect
subject: encounter
identity: [counted_as, period]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [diagnosis, item_daily_cap, encounter.visit_type, encounter.bed, encounter.department]
message: "{quantity} {unit_en} of {item_name} charged {period_en}, {total_quantity} in all; at most {max_quantity} a day; {excess} too many even if some were booked late or paid ahead"
message_zh: "{item_name} 在{period_zh}收费 {quantity} {unit}，本次就诊共 {total_quantity} {unit}，每日上限 {max_quantity} {unit}；扣除可能的补记、合并缴费后超出 {excess} {unit}（{reason}）"
innocent_when:
  - two sessions of one day in an emergency
  - sessions of several weeks were settled on one day
innocent_when_zh:
  - 当日两次急诊透析
  - 数周的透析费用集中在一日结算
verify_by:
  - the times at which the machine was started and stopped
verify_by_zh:
  - 核对机器上下机时间
source: ["2025-hospital 64", "2025-hospital 67"]
note: >-
  Reads the rows of problem_frequency on dialysis that count by the day. Of a stay the total is held
  against one a day of the stay; of outpatients what one payment can be for, up to the payment before
  or after, and a month where the visit is one of a chronic disease with no other payment near it.
note_zh: 读取 problem_frequency 中透析类按日计数的条目。住院以总数对照每日一次；门诊对照一次结算可能涵盖的日数，即截至前一次或后一次结算；慢特病就诊且前后无其他结算的，按一个月计。
--- */
select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    counted_as, period,
    min(item_names) as item_name,
    sum(quantity) as quantity,
    sum(excess) as excess,
    max(total_quantity) as total_quantity,
    max(allowed_quantity) as allowed_quantity,
    min(max_quantity) as max_quantity,
    min(unit) as unit,
    case min(unit) when '小时' then 'hours' when '部位' then 'sites' else 'units' end as unit_en,
    case period when 'stay' then '本次住院' else ' ' || substr(period, 1, 10) || ' ' end as period_zh,
    case period when 'stay' then 'in the stay' else 'on ' || substr(period, 1, 10) end as period_en,
    min(note) as reason,
    sum(amount_at_risk) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from derived.limit_excess
where
    kind = 'dialysis'
    and per = 'day'
group by encounter_id, counted_as, period
