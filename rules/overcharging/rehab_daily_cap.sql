/* ---
title: Rehabilitation charged more often or at more sites than a day or stay allows
title_zh: 康复理疗项目超次数、超部位收费
official: GZ10000102014000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [counted_as, period]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025), 典型问题清单(2024)]
tolerates: [diagnosis, item_daily_cap, encounter.visit_type, encounter.bed, encounter.department]
message: "{quantity} {unit_en} of {item_name} charged {period_en}, {total_quantity} in all; at most {max_quantity}; {excess} too many even if some were booked late or paid ahead"
message_zh: "{item_name} 在{period_zh}收费 {quantity} {unit}，本次就诊共 {total_quantity} {unit}，上限 {max_quantity} {unit}；扣除可能的补记、合并缴费后超出 {excess} {unit}（{reason}）"
innocent_when:
  - the province allows several sites or sessions a day
  - a course was paid at once and spread over more days than lie between two payments
innocent_when_zh:
  - 本省允许多部位或多次计价
  - 门诊一次缴纳整个疗程费用，实际分次治疗
verify_by:
  - the sign-in sheet of the treatment room, the number of devices
verify_by_zh:
  - 核对治疗签到表和设备数量
source: ["2025-hospital 74", "2024 康复-1", "2024 康复-2"]
note: >-
  Reads the rows of problem_frequency on rehabilitation, by the day and by the stay. Of a stay the total
  is held against the limit times its days, so that late booking passes; of outpatients what one
  payment can be for, up to the payment before or after. A therapist's hours a day are judged in the
  family practitioner.
note_zh: 读取 problem_frequency 中康复类按日和按次住院计数的条目。住院以总数对照限次乘以天数，延后记账不受影响；门诊对照一次结算可能涵盖的日数，即截至前一次或后一次结算。治疗师每日工时由 practitioner 类规则判断。
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
    kind = 'rehabilitation'
group by encounter_id, counted_as, period
