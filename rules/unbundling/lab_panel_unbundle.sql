/* ---
title: Member of a laboratory panel charged beside the panel
title_zh: 检验组套拆分或包含项另收
official: [GZ10000102013000, GZ10000102012000]
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  least_parts: {type: integer, default: 3, min: 2, max: 20, step: 1, unit: different parts of one panel charged beside it,
                note: "a proposal; where no hour is told, one part may be a check of its own, three are the panel taken apart"}
  other_specimen: {type: string, default: "尿|脑脊液|脊髓液|胸水|胸腔积液|腹水|腹腔积液|心包积液|浆膜腔|关节液|滑液|穿刺液|引流液|体液", note: "names of specimens that are not blood; a test of another specimen than the one beside it is a test of its own"}
tolerates: [diagnosis, encounter, claim, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which contains it"
message_zh: "{charged_on} 已收 {containing_name}，又收 {item_name}（{reason}）"
innocent_when:
  - mother and newborn are charged on one account (left out at births, but for tests charged in one moment)
  - two specimens taken within the hour, such as arterial and venous blood
  - another specimen, as urine or cerebrospinal fluid, that the name tells (left out)
innocent_when_zh:
  - 母亲与新生儿同一账户（分娩住院仅判同一时刻记账的检验）
  - 一小时内采集两份标本（如动脉血与静脉血）
  - 名称写明为尿液、脑脊液等另一种标本（已排除）
verify_by:
  - the specimen bar codes and their times
verify_by_zh:
  - 核对标本条码及采集时间
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 127", "2025-hospital 128", "2024 检验-1"]
note: >-
  The member is at risk, not the panel. One specimen is taken within the hour or on one visit; where the
  times tell no hour only several parts of one panel posted with it are judged. Claims seldom name the
  specimen, hence suspect.
note_zh: 列为疑点的是组套内的单项，不是组套。一小时内或同一次门诊视为同一标本；时间没有时分的，只判与组套一并记账的多个单项。结算数据多不写标本，故为疑似。
--- */
with
-- mother and child on one account: tests of another moment may be those of the other one
delivery as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O8[0-4]|Z3[78])')
),

-- parts in the hour of the panel, and those of which no hour is told; hours apart there are two specimens
part as (
    select
        claim_line_id, encounter_id, charged_on, item_code, person_id, provider_id, item_name,
        doubled_amount, containing_name, containing_line_id, note, is_same_session, tells_day
    from derived.listed_pair as pair
    anti join delivery on pair.encounter_id = delivery.encounter_id and coalesce(pair.minutes_apart, 1) > 0
    where
        scheme = 'lab_panel'
        and (is_same_session or not tells_hour)
        and covered_amount > 0
        -- the names tell of another specimen than that of the blood beside it
        and not (
            regexp_matches(coalesce(item_name, ''), $other_specimen)
            and not regexp_matches(coalesce(containing_name, ''), $other_specimen)
        )
),

-- without an hour a single part may have been checked on its own, several of one panel were not
taken_apart as (
    select encounter_id, containing_name, charged_on
    from part
    group by encounter_id, containing_name, charged_on
    having count(distinct item_code) >= $least_parts
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        part.claim_line_id, part.encounter_id, part.charged_on, part.item_code, part.person_id,
        part.provider_id, part.item_name,
        max(part.doubled_amount) as doubled_amount,
        min(part.containing_name) as containing_name,
        arg_min(part.containing_line_id, (part.containing_name, part.containing_line_id, coalesce(part.note, '')))
            as kept_line_id,
        arg_min(part.note, (part.containing_name, part.containing_line_id, coalesce(part.note, ''))) as reason
    from part
    left join taken_apart
        on
            part.encounter_id = taken_apart.encounter_id
            and part.containing_name = taken_apart.containing_name
            and part.charged_on = taken_apart.charged_on
    where
        part.is_same_session
        or taken_apart.encounter_id is not null
        -- nobody's marrow is drawn twice on a day
        or (part.tells_day and regexp_matches(part.containing_name, '骨髓'))
    group by
        part.claim_line_id, part.encounter_id, part.charged_on, part.item_code, part.person_id,
        part.provider_id, part.item_name
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
