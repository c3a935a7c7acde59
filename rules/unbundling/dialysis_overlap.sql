/* ---
title: Two kinds of blood purification charged for one session
title_zh: 血液净化项目同时段并收
official: [GZ10000102012000, GZ10000102013000]
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  session_hours: {type: decimal, default: 4, min: 1, max: 12, step: 1, unit: hours, note: "a proposal; what a session of dialysis lasts"}
tolerates: [encounter, claim, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - dialysis and perfusion in series have a price item of their own in the province
  - the province's price list lets the tubing or the needles be charged beside the session
  - two sessions within four hours, or on one day where the hour is not known
innocent_when_zh:
  - 本省对串联治疗另有价格项目
  - 本省价格项目允许管路、穿刺针在透析之外另行收费
  - 四小时内（无时刻的为当日）两次治疗
verify_by:
  - the purification record with machine times
verify_by_zh:
  - 核对血液净化记录单和上下机时间
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 59", "2025-hospital 61", "2025-hospital 62", "2025-hospital 65"]
note: >-
  Reads the rows of problem_pair on blood purification, single-use material included. Sessions more
  than four hours apart are two.
note_zh: 读取 problem_pair 中血液净化类条目，含一次性材料。相隔四小时以上的视为两次治疗。
--- */
with
-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        max(doubled_amount) as doubled_amount,
        min(containing_name) as containing_name,
        arg_min(containing_line_id, (containing_name, containing_line_id, coalesce(note, '')))
            as kept_line_id,
        arg_min(note, (containing_name, containing_line_id, coalesce(note, ''))) as reason
    from derived.listed_pair
    where
        scheme = 'dialysis'
        and (
            is_same_session
            -- a day has one session, except beside a purification that runs for hours but leaves room for it
            or (
                not tells_hour and tells_day
                and (
                    not regexp_matches(containing_name, '连续')
                    -- more than a day's hours are those of several days
                    or (containing_quantity > 24 - $session_hours and containing_quantity <= 24)
                )
            )
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
    -- of the containing item that is named
    arg_min(kept_line_id, (containing_name, kept_line_id)) as kept_line_id,
    arg_min(reason, (containing_name, kept_line_id)) as reason,
    cast(sum(doubled_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from contained
group by encounter_id, item_code, charged_on
