/* ---
title: More of an item in a stay than its days can hold
title_zh: 未设频次上限的项目超出单日可能数量
official: GZ10000102014000
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: person
basis: [条例38(三), 条例15]
message: "{quantity} {unit_en} of {item_name} charged on {charged_on}, {total_quantity} in all; a day holds {max_per_day} at most, the visit {allowed_quantity}; {excess} of this day too many"
message_zh: "{charged_on} {item_name} 收费 {quantity} {unit}，本次就诊共 {total_quantity} {unit}；单日可能上限 {max_per_day} {unit}，就诊期间至多 {allowed_quantity} {unit}；本日计超出 {excess} {unit}"
innocent_when:
  - the item is priced by a smaller unit, as by the site, the bottle or the quarter of an hour
innocent_when_zh:
  - 该项目按部位、瓶数或更短时长计价
verify_by:
  - the price item and the execution sheet of the stay
verify_by_zh:
  - 核对价目内涵与医嘱执行单
source: [time that the work takes]
tolerates: [item_daily_cap, problem_frequency, diagnosis, encounter.visit_type, encounter.bed, encounter.department]
note: >-
  Infusions, injections, nebulisation, oxygen, suction, glucose at the bedside and the like have no published
  cap, and yet a day holds only so many (item_physical_limit); so do ampoules, of which a body takes no crate. The total is held against the days of the
  stay, so that late booking passes. Items with a published cap are item_freq_cap.
note_zh: 输液、注射、雾化、吸氧、吸痰、床旁血糖等没有公布频次上限，但一日能做的次数有限（item_physical_limit）；注射剂一日能用的支数同样有限。以总数对照住院天数，延后记账不受影响。有公布上限的项目由 item_freq_cap 判断。
--- */
select
    excess.encounter_id as subject_id,
    min(excess.provider_id) as provider_id,
    min(excess.person_id) as person_id,
    excess.counted_as as item_code,
    excess.charged_on,
    min(excess.item_names) as item_name,
    sum(excess.quantity) as quantity,
    sum(excess.excess) as excess,
    max(excess.total_quantity) as total_quantity,
    max(excess.allowed_quantity) as allowed_quantity,
    max(excess.max_quantity) as max_per_day,
    min(excess.unit) as unit,
    case min(excess.unit) when '小时' then 'hours' when '支' then 'ampoules' else 'units' end as unit_en,
    sum(excess.amount_at_risk) as amount_at_risk,
    list(excess.claim_line_id) as claim_line_ids,
    [excess.encounter_id] as encounter_ids,
    excess.charged_on as occurred_from,
    excess.charged_on as occurred_to
from derived.limit_excess as excess
where excess.kind = 'physical'
group by excess.encounter_id, excess.counted_as, excess.charged_on
