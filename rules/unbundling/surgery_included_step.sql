/* ---
title: Step charged beside the operation that contains it
title_zh: 手术内涵步骤重复收费
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
  - the step belongs to another operation of the day, another vessel, joint or side
  - the two were done in two sessions
innocent_when_zh:
  - 该步骤属于当日另一台手术、另一血管、关节或侧别
  - 两次分别进行
verify_by:
  - the operation record, step by step against the content of the price item
verify_by_zh:
  - 对照价格项目内涵逐步核对手术记录
source: ["2025-hospital 11-54", "2025-hospital 77-94", "2025-hospital 139-143", "2025-hospital 180-183"]
note: >-
  Reads the rows of problem_pair on operations, interventions, treatment, dentistry and other imaging. A step on the
  other side of the body is another service. Suspect, since some rows hold only for one vessel or one joint.
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
    where scheme in ('surgery_step', 'cardiac', 'treatment', 'dental', 'imaging_other')
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
