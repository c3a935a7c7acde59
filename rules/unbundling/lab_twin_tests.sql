/* ---
title: Two tests of the same meaning done together
title_zh: 同义检验同时开展
official: GZ10000302001000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code, charged_on]
scope: encounter
basis: [条例38(二), 条例15, 典型问题清单(2025)]
parameters:
  other_specimen: {type: string, default: "尿|脑脊液|脊髓液|胸水|胸腔积液|腹水|腹腔积液|心包积液|浆膜腔|关节液|滑液|穿刺液|引流液|体液", note: "names of specimens that are not blood; a test of another specimen than the one beside it is a test of its own"}
  days_together: {type: integer, default: 3, min: 2, max: 31, step: 1, unit: days of the stay, note: "a proposal; once or twice two services of a day may lie hours apart where nothing tells the hour"}
tolerates: [diagnosis, encounter, claim, claim_line.local_item_name]
message: "{item_name} charged on {charged_on} beside {containing_name}, which answers the same question"
message_zh: "{charged_on} 同时收取 {containing_name} 与 {item_name}（{reason}）"
innocent_when:
  - mother and newborn are charged on one account (left out at births, but for tests charged in one moment)
  - the second test was indicated by the result of the first and added within the hour
  - another specimen, as urine or cerebrospinal fluid, that the name tells (left out)
innocent_when_zh:
  - 母亲与新生儿同一账户（分娩住院仅判同一时刻记账的检验）
  - 一小时内根据首项结果有指征加做
  - 名称写明为尿液、脑脊液等另一种标本（已排除）
verify_by:
  - the order sets and the doctors notes on why both were asked for
verify_by_zh:
  - 查医嘱套餐设置及加做理由
evidence: {kept: {claim_line: kept_line_id}}
source: ["2025-hospital 105", "2025-hospital 114", "2025-hospital 115"]
note: >-
  The test that the list names second is at risk. Only tests asked for within the hour or on one visit; where a house
  books once a day, those that stand together on days_together days and never apart.
note_zh: 列为疑点的是清单中列在第二位的检验。限一小时内或同一次门诊开具的检验；每日一次集中记账的机构，须多日均同收且从未单独收取。
--- */
with
-- mother and child on one account: tests of another moment may be those of the other one
delivery as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(O8[0-4]|Z3[78])')
),

-- charged at all on a day without the other
alone as (
    select distinct line.encounter_id, line.item_code
    from derived.net_claim_line as line
    left join derived.listed_pair as pair on line.claim_line_id = pair.claim_line_id
    where
        line.encounter_id in (select beside.encounter_id from derived.listed_pair as beside) -- gate: equivalent, bounds work
        and pair.claim_line_id is null
),

-- of a house that books once a day: the two stand together on one day after another, and the one never without the other
together as (
    select pair.encounter_id, pair.item_code
    from derived.listed_pair as pair
    anti join alone on pair.encounter_id = alone.encounter_id and pair.item_code = alone.item_code
    where pair.tells_day
    group by pair.encounter_id, pair.item_code
    having count(distinct pair.charged_on) >= $days_together
),

-- one row per line at risk, however many rows of the lists name it
contained as (
    select
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id, pair.provider_id,
        pair.item_name,
        max(pair.doubled_amount) as doubled_amount,
        min(pair.containing_name) as containing_name,
        arg_min(pair.containing_line_id, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, '')))
            as kept_line_id,
        arg_min(pair.note, (pair.containing_name, pair.containing_line_id, coalesce(pair.note, ''))) as reason
    from derived.listed_pair as pair
    left join together on pair.encounter_id = together.encounter_id and pair.item_code = together.item_code
    anti join delivery on pair.encounter_id = delivery.encounter_id and coalesce(pair.minutes_apart, 1) > 0
    where
        pair.scheme = 'lab_twin'
        -- a test that follows hours later may answer the first
        and (pair.is_same_session or (not pair.tells_hour and together.encounter_id is not null))
        and pair.covered_amount > 0
        -- the names tell of another specimen than that of the blood beside it
        and not (
            regexp_matches(coalesce(pair.item_name, ''), $other_specimen)
            and not regexp_matches(coalesce(pair.containing_name, ''), $other_specimen)
        )
    group by
        pair.claim_line_id, pair.encounter_id, pair.charged_on, pair.item_code, pair.person_id, pair.provider_id,
        pair.item_name
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
