/* ---
title: Service priced by the hour charged for more than a day's hours
title_zh: 按小时计价项目单日超过 24 小时
official: GZ10000102014000
version: 5
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [item_daily_cap, diagnosis, encounter.visit_type, encounter.is_newborn, encounter.department, encounter.bed]
unmoved_by:
  cut_the_hour: "24 hours for each day of the stay decide, not the hour of booking"
  post_at_settlement: "24 hours for each day of the stay decide, wherever they were booked"
  home_bed: "a day at home has 24 hours"
  limit_undated: "that a day has 24 hours needs no list"
message: "{item_name} charged for {quantity} hours on {charged_on}, {total_quantity} in all; the days of the stay have {allowed_quantity}; {excess} of this day too many"
message_zh: "{charged_on} {item_name} 收费 {quantity} 小时，本次就诊共 {total_quantity} 小时，就诊期间至多 {allowed_quantity} 小时；本日计超出 {excess} 小时"
innocent_when:
  - a surcharge line of the same item stands beside the item itself
  - the settlement was sent twice, or the first one's refund was not (suspect where two of one amount stand within a fortnight)
  - the stay was closed under a wrong date (suspect where drugs, tests or operations go on for days)
innocent_when_zh:
  - 同一项目的加收行与主项目重叠
  - 同一结算传送两次，或前一笔退费未上传（十五日内同额结算两次者仅列可疑）
  - 出院日期登记有误（出院后数日仍有用药、检查、手术者仅列可疑）
verify_by:
  - the monitor, ventilator or purification record with its times
verify_by_zh:
  - 核对监护、呼吸机、血液净化记录的起止时间
source: ["2025-hospital 63", "2025-hospital 174"]
note: >-
  Judges the hourly items of the problem lists (problem_frequency, scheme hourly) by name or code.
  Items with a published daily cap are left to item_freq_cap, which is the same check: 24 hours for each
  day of the stay decide, wherever they were booked. Beyond them the finding is definite; a stay that
  was booked day by day and is over before its last booking, an open stay and a visit are suspect.
note_zh: 判断问题清单中按小时计价的项目（problem_frequency，scheme 为 hourly），按名称或编码识别。有公布日上限的项目由 item_freq_cap 作同样判断：以住院每日 24 小时为限，不论何日记账。超过即为确定；逐日记账而出院在末次记账之前的住院、未出院的住院和门诊为疑似。
--- */
select
    excess.encounter_id as subject_id,
    min(excess.provider_id) as provider_id,
    min(excess.person_id) as person_id,
    excess.item_code, excess.charged_on,
    min(excess.item_names) as item_name,
    sum(excess.quantity) as quantity,
    sum(excess.excess) as excess,
    max(excess.total_quantity) as total_quantity,
    max(excess.allowed_quantity) as allowed_quantity,
    sum(excess.amount_at_risk) as amount_at_risk,
    list(excess.claim_line_id) as claim_line_ids,
    [excess.encounter_id] as encounter_ids,
    case when bool_and(excess.is_certain) then 'definite' else 'suspect' end as certainty,
    excess.charged_on as occurred_from,
    excess.charged_on as occurred_to
from derived.limit_excess as excess
anti join item_daily_cap on excess.item_code = item_daily_cap.item_code
where
    excess.kind = 'hourly'
    and excess.per = 'day'
group by excess.encounter_id, excess.item_code, excess.charged_on
