/* ---
title: Same item charged more often than its daily cap allows over the stay
title_zh: 限定频次项目超次收费
official: GZ10000102014000
version: 7
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: person
basis: [条例38(三), 条例15]
parameters:
  twofold: {type: string, default: "床位|外固定|牵张器", note: "items of which a person may have two each day: a whole room, a frame on each leg; twice the cap on each day is suspect"}
unmoved_by:
  cut_the_hour: "the cap times the days of the stay decides"
  post_at_settlement: "the cap times the days of the stay decides, wherever they were booked"
  post_later: "the cap times the days of the stay decides, wherever they were booked"
  home_bed: "the cap of a day holds at home too"
  limit_undated: "a cap of 24 hours is that of the clock and needs no list"
message: "{item_name} charged {quantity} times on {charged_on}, {total_quantity} in all; the cap of {max_per_day} a day allows {allowed_quantity}; {excess} of this day too many"
message_zh: "{charged_on} {item_name} 收费 {quantity} 次，本次就诊共 {total_quantity} 次；日上限 {max_per_day} 次，就诊期间至多 {allowed_quantity} 次；本日计超出 {excess} 次"
innocent_when:
  - a whole room was taken at the patient's wish, or another person was charged on the account
  - several sites of the body were treated under one item
  - the settlement was sent twice, or the first one's refund was not (suspect where two of one amount stand within a fortnight)
  - the stay was closed under a wrong date (suspect where drugs, tests or operations go on for days)
  - the house prices the item by minutes, or the bill was cut and days of before were booked on this part (suspect where its own name or a stay that ended with the admission tells)
innocent_when_zh:
  - 患者自愿包房，或他人费用记入本账户
  - 同一项目用于多个部位
  - 同一结算传送两次，或前一笔退费未上传（十五日内同额结算两次者仅列可疑）
  - 出院日期登记有误（出院后数日仍有用药、检查、手术者仅列可疑）
  - 院内按分钟计价，或中途结算前段的数量记入本段（院内名称、前段住院可见者仅列可疑）
verify_by:
  - the execution record of the item over the stay, the bed turnover sheet
verify_by_zh:
  - 核对住院期间该项目执行记录、床位周转表
source: [national knowledge batch 8]
tolerates: [diagnosis, problem_frequency, encounter.visit_type, encounter.is_newborn, encounter.department, encounter.bed]
note: >-
  The cap times the days of the stay decides, so that what was booked by the week, on the Monday or at
  the discharge is let pass: beyond it the finding is definite. A stay in which the item was booked day
  by day is also held against the days until its last booking; that is suspect. So are visits, stays
  without an end, and charges before the earliest edition of the cap. Two wards that both count the day
  of a move, hours in the emergency room before the stay, mother and newborn on one account pass.
note_zh: 以单日上限乘以住院天数（含出入院当日）判断总量，按周、周一或出院时补记账不作疑点；逐日记账的住院另按截至末次记账的天数判断，仅列可疑。
--- */
select
    excess.encounter_id as subject_id,
    min(excess.provider_id) as provider_id,
    min(excess.person_id) as person_id,
    excess.counted_as as item_code,
    excess.charged_on,
    coalesce(min(excess.item_names), min(cap.item_name), excess.counted_as) as item_name,
    sum(excess.quantity) as quantity,
    sum(excess.excess) as excess,
    max(excess.total_quantity) as total_quantity,
    max(excess.allowed_quantity) as allowed_quantity,
    max(excess.max_quantity) as max_per_day,
    sum(excess.amount_at_risk) as amount_at_risk,
    list(excess.claim_line_id) as claim_line_ids,
    [excess.encounter_id] as encounter_ids,
    case
        when
            bool_and(excess.is_certain)
            and not (
                regexp_matches(coalesce(min(excess.item_name), min(cap.item_name), ''), $twofold)
                and max(excess.total_quantity)
                between 2 * (max(excess.allowed_quantity) - max(excess.max_quantity)) and 2 * max(excess.allowed_quantity)
            )
            then 'definite'
        else 'suspect'
    end as certainty,
    excess.charged_on as occurred_from,
    excess.charged_on as occurred_to
from derived.limit_excess as excess
inner join (select item_code, min(item_name) as item_name from item_daily_cap group by item_code) as cap
    on excess.counted_as = cap.item_code
where excess.kind = 'published'
group by excess.encounter_id, excess.counted_as, excess.charged_on
