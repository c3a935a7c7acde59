/* ---
title: Step or monitoring charged beside the anaesthesia that contains it
title_zh: 麻醉内涵项目重复收费
official: GZ10000102012000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - intubation or monitoring on the ward, outside the anaesthesia
innocent_when_zh:
  - 麻醉以外的抢救插管或病房监测
verify_by:
  - the anaesthesia sheet
verify_by_zh:
  - 核对麻醉记录单
source: ["2025-hospital 157-161"]
note: >-
  Reads the rows of problem_pair on anaesthesia. Suspect, since monitoring on the ward the same day is charged under the
  same items.
--- */
with
-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        covered_amount,
        min(containing_name) as containing_name,
        min(containing_line_id) as kept_line_id,
        min(note) as reason
    from derived.listed_pair
    where scheme = 'anaesthesia'
    group by
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        covered_amount
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, charged_on,
    min(item_name) as item_name,
    min(containing_name) as containing_name,
    min(kept_line_id) as kept_line_id,
    min(reason) as reason,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from contained
group by encounter_id, item_code, charged_on
