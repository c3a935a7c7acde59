/* ---
title: Member of a laboratory panel charged beside the panel
title_zh: 检验组套拆分或包含项另收
official: [GZ10000102013000, GZ10000102012000]
version: 1
status: stable
certainty: definite
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - the single test was repeated on another specimen of the day
innocent_when_zh:
  - 当日另一份标本单独复查
verify_by:
  - the specimen bar codes and their times
verify_by_zh:
  - 核对标本条码及采集时间
source: ["2025-hospital 127", "2025-hospital 128", "2024 检验-1"]
note: >-
  The member is at risk, not the panel.
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
    where scheme = 'lab_panel'
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
