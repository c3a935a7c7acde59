/* ---
title: Step or monitoring charged beside the anaesthesia that contains it
title_zh: 麻醉内涵项目重复收费
official: GZ10000102012000
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
  - a tube placed for rescue within four hours of the anaesthesia, or on its day where the hour is not known
innocent_when_zh:
  - 麻醉前后四小时内（无时刻的为当日）另行抢救插管
verify_by:
  - the anaesthesia sheet
verify_by_zh:
  - 核对麻醉记录单
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 157-161"]
note: >-
  Reads the rows of problem_pair on anaesthesia. Monitoring is at risk with the hours that both lines
  share and no more: what follows on the ward is charged under the same items. Without an hour only
  what does not fit beside the other into a day is shared.
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
        scheme = 'anaesthesia'
        and (
            is_same_session
            -- a tube or a block is of the anaesthesia where only the day is known; monitoring and suction are not
            or (not tells_hour and tells_day and regexp_matches(item_name, '(插管|置管|麻醉)'))
        )
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
