/* ---
title: Member of a laboratory panel charged beside the panel
title_zh: 检验组套拆分或包含项另收
official: [GZ10000102013000, GZ10000102012000]
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [encounter, claim, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - two specimens taken within the hour, such as arterial and venous blood
innocent_when_zh:
  - 一小时内采集两份标本（如动脉血与静脉血）
verify_by:
  - the specimen bar codes and their times
verify_by_zh:
  - 核对标本条码及采集时间
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 127", "2025-hospital 128", "2024 检验-1"]
note: >-
  The member is at risk, not the panel. One specimen is taken within the hour or on one visit; a stay
  whose times tell no hour is not judged. Claims do not name the specimen, hence suspect.
--- */
with
-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        max(doubled_amount) as doubled_amount,
        min(containing_name) as containing_name,
        min(containing_line_id) as kept_line_id,
        min(note) as reason
    from derived.listed_pair
    where
        scheme = 'lab_panel'
        -- hours apart there are two specimens
        and is_same_session
        and covered_amount > 0
    group by
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name
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
    cast(sum(doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from contained
group by encounter_id, item_code, charged_on
