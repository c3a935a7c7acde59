/* ---
title: Intensive care charged outside intensive care
title_zh: 非重症病区收取重症监护费
official: [GZ10000102012000, GZ10000302002000]
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例38(三), 条例38(四), 典型问题清单(2025)]
parameters:
  charged: {type: string, default: "^(重症监护$|重症监护费|重症监护护理|(重症)?监护病房床位费)", note: pattern of item names charged in intensive care}
  unit: {type: string, default: "重症|监护|[ICPNESR]{1,3}CU|抢救|急诊|急救|复苏|新生儿", note: pattern of departments with intensive care}
tolerates: [claim_line.department, encounter.department, encounter.bed]
message: "{item_name} charged by {department}, which is no intensive care unit"
message_zh: "{department} 非重症病区，收取 {item_name}"
innocent_when:
  - the patient lay in intensive care and the line names the department that admitted him
innocent_when_zh:
  - 患者实际在重症病区，明细仅记录收治科室
verify_by:
  - the bed register and the unit's qualification
verify_by_zh:
  - 核对床位记录与重症病区资质
source: ["2025-hospital 179"]
note: >-
  The department of the line, of the stay and the bed are looked at: any that names an intensive care
  unit excuses, and where none is known nothing is judged. The settlement list's stays in intensive care
  are not in the canonical tables.
--- */
with
-- min: a pattern on the name itself would be tried on every line, not once per name
intensive_item as (
    select item_name
    from claim_line
    group by item_name
    having regexp_matches(min(item_name), $charged)
),

intensive_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.item_name, line.charged_on, line.covered_amount,
        coalesce(line.department, encounter.department) as department,
        coalesce(line.department, '') || ' ' || coalesce(encounter.department, '') || ' ' || coalesce(encounter.bed, '')
            as whereabouts
    from derived.net_claim_line as line
    inner join intensive_item on line.item_name = intensive_item.item_name
    inner join encounter on line.encounter_id = encounter.encounter_id
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code,
    min(item_name) as item_name,
    min(department) as department,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from intensive_line
where department is not null and not regexp_matches(upper(whereabouts), $unit)
group by encounter_id, item_code
