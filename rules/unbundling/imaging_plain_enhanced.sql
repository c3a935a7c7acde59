/* ---
title: Plain and enhanced scan of one region charged both
title_zh: 平扫加增强分别收费
official: [GZ10000102012000, GZ10000102013000]
version: 9
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [encounter, claim, diagnosis, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - an operation lay between, and the plain scan is the control after it (left out where its hour is told)
  - the enhanced scan was added later the same day on clinical grounds
  - the two scans are of different regions that the names do not tell
innocent_when_zh:
  - 两次扫描之间做了手术，平扫为术后复查（有时刻可辨的已排除）
  - 当日稍后因临床需要追加增强扫描
  - 两次扫描部位不同但名称未注明
verify_by:
  - the times of the image series
verify_by_zh:
  - 核对影像采集时间
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 83", "2025-hospital 89", "2024 影像-10"]
note: >-
  The plain scan is at risk. Only within one session: charged within four hours or on one visit, and of
  one region where the names of both tell it; a person injured at two regions may need one of each. Stays that are
  written by the day are judged by plain_enhanced_by_habit.
note_zh: 列为疑点的是平扫。限同一次检查：四小时内收取或在同一次门诊；两者名称均写明部位的，须为同一部位；多部位外伤者可能各需一种。住院明细只记日期的，由 plain_enhanced_by_habit 判断。
--- */
with
-- injured at two regions of the body: the plain scan may be of the one and contrast of the other
injured_at_two as (
    select encounter_id
    from (
        select encounter_id, code from diagnosis
        union all
        select encounter_id, main_diagnosis as code from encounter
    ) as stated
    where regexp_matches(code, '^S[0-9]')
    group by encounter_id
    having count(distinct substr(code, 1, 2)) >= 2
),

-- operations of the stays with both scans, by the hour
operated as (
    select line.encounter_id, line.charged_at
    from derived.net_claim_line as line
    where
        line.category = 'surgery'
        and line.encounter_id in (select pair.encounter_id from derived.listed_pair as pair) -- gate: equivalent, bounds work
),

-- plain scans after an operation that itself came after the scan with contrast: the control, not the first look
control as (
    select distinct pair.claim_line_id
    from derived.listed_pair as pair
    inner join derived.net_claim_line as plain on pair.claim_line_id = plain.claim_line_id
    inner join derived.net_claim_line as contrast on pair.containing_line_id = contrast.claim_line_id
    inner join operated
        on
            pair.encounter_id = operated.encounter_id
            and operated.charged_at > contrast.charged_at
            and operated.charged_at < plain.charged_at
    where pair.scheme = 'imaging_plain_enhanced' -- gate: equivalent, bounds work
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name,
        max(pair.doubled_amount) as doubled_amount,
        min(pair.containing_name) as containing_name,
        arg_min(pair.containing_line_id, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, '')))
            as kept_line_id,
        arg_min(pair.note, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, ''))) as reason
    from derived.listed_pair as pair
    anti join control on pair.claim_line_id = control.claim_line_id
    anti join injured_at_two on pair.encounter_id = injured_at_two.encounter_id
    where
        pair.scheme = 'imaging_plain_enhanced'
        and pair.is_same_session
        and pair.covered_amount > 0
    group by
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id,
        pair.provider_id, pair.item_name
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
