/* ---
title: Monitoring of deep anaesthesia charged without a general anaesthesia
title_zh: 非全身麻醉收取麻醉深度监测或恢复室监护
official: [GZ10000302002000, GZ10000102012000]
version: 9
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例38(三), 条例38(二), 典型问题清单(2025)]
parameters:
  monitored: {type: string, default: "^(麻醉深度|脑电双频(指数)?|BIS(\\(|（|监测)|(麻醉|术后|全麻)(恢复|复苏|苏醒)室监护)", note: pattern of item names that only go with a general anaesthesia}
  general: {type: string, default: "全身麻醉|全麻|静脉麻醉|吸入麻醉|支气管内麻醉|复合麻醉|气管插管|喉罩|全凭|镇静|无痛|呼吸机辅助|有创(机械)?通气", note: "pattern of item names that show a general anaesthesia, or the sleep of who is ventilated"}
  awake: {type: string, default: "^(椎管内麻醉|腰麻|硬膜外|神经阻滞麻醉|臂丛|局部(浸润)?麻醉|局麻|表面麻醉)", note: pattern of item names of an anaesthesia that leaves the patient awake}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
tolerates: [claim, procedure, procedure.anesthesia, procedure.encounter_id]
message: "{item_name} charged; the way of anaesthesia is {ways_en}"
message_zh: "收取 {item_name}，麻醉方式为{ways_zh}，无全身麻醉"
innocent_when:
  - the depth of a sedation was monitored under a price item that allows it
  - the way of anaesthesia was coded wrongly
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 镇静深度监测另有价格项目
  - 麻醉方式编码有误
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the anaesthesia sheet, for the way of anaesthesia
verify_by_zh:
  - 核对麻醉单上的麻醉方式
source: ["2025-hospital 162", "2025-hospital 167"]
note: >-
  Judged where the settlement list gives a way of anaesthesia for the stay, none of them general (codes
  that begin with 1, combined ones that begin with 4 but for plexus and epidural block, or words), or, where it gives none, the bill holds an anaesthesia that leaves the
  patient awake; and no line of the encounter names a general anaesthesia.
note_zh: 结算清单填有麻醉方式且均非全身麻醉（全身麻醉的编码以 1 开头，复合麻醉以 4 开头、其中 43 除外，或以文字写明）的，予以判断；未填的，以账单中有保持清醒的麻醉为准；同时该次就诊没有任何名称为全身麻醉的收费。
--- */
with
-- min: a pattern on the name itself would be tried on every line, not once per name
monitored_item as (
    select item_name
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), $monitored)
),

general_item as (
    select item_name
    from derived.charged_item
    group by item_name
    having regexp_matches(min(item_name), $general)
),

monitoring as (
    select
        line.encounter_id, line.item_code,
        min(line.person_id) as person_id,
        min(line.provider_id) as provider_id,
        min(line.item_name) as item_name,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from derived.net_claim_line as line
    inner join monitored_item on line.item_name = monitored_item.item_name
    where line.covered_amount > 0
    group by line.encounter_id, line.item_code
),

anaesthetised as (
    select
        encounter_id,
        min(anesthesia) as ways,
        max(case when regexp_matches(anesthesia, '^0?1|^0?4(\.?[^.3]|$)|全身|全麻|静脉|吸入|复合') then 1 else 0 end) as is_general
    from procedure
    where anesthesia is not null
    group by encounter_id
),

-- what the list codes by figures, in words
worded as (
    select
        encounter_id, is_general, ways,
        case
            when regexp_matches(ways, '^0?2') then '椎管内麻醉'
            when regexp_matches(ways, '^0?3') then '局部或神经阻滞麻醉'
            when regexp_matches(ways, '^0?4') then '神经丛与硬膜外复合麻醉'
            when regexp_matches(ways, '^[0-9]') then '其他麻醉（编码 ' || ways || '）'
            else ways
        end as ways_zh,
        case
            when regexp_matches(ways, '^0?2') then 'spinal or epidural'
            when regexp_matches(ways, '^0?3') then 'local or nerve block'
            when regexp_matches(ways, '^0?4') then 'plexus and epidural block'
            when regexp_matches(ways, '^[0-9]') then 'coded ' || ways
            else ways
        end as ways_en
    from anaesthetised
),

-- an anaesthesia in the bill that leaves the patient awake
awake_charge as (
    select line.encounter_id, min(line.item_name) as ways
    from derived.net_claim_line as line
    where
        line.encounter_id in (select monitoring.encounter_id from monitoring) -- gate: equivalent, bounds work
        -- names of items are few, lines are many
        and line.item_name in (
            select item.item_name from derived.charged_item as item where regexp_matches(item.item_name, $awake)
        )
    group by line.encounter_id
),

general_charge as (
    select distinct line.encounter_id
    from derived.net_claim_line as line
    inner join general_item on line.item_name = general_item.item_name
    inner join monitoring
        on line.encounter_id = monitoring.encounter_id -- gate: equivalent, bounds work: the last join compares the encounter
)

select
    monitoring.encounter_id as subject_id, monitoring.provider_id, monitoring.person_id,
    monitoring.item_code, monitoring.item_name,
    coalesce(worded.ways, awake_charge.ways) as ways,
    coalesce(worded.ways_zh, awake_charge.ways) as ways_zh,
    coalesce(worded.ways_en, awake_charge.ways) as ways_en,
    cast(monitoring.covered_amount as decimal(18, 2)) as amount_at_risk,
    monitoring.claim_line_ids,
    [monitoring.encounter_id] as encounter_ids,
    monitoring.first_on as occurred_from,
    monitoring.last_on as occurred_to
from monitoring
left join worded on monitoring.encounter_id = worded.encounter_id
left join awake_charge on monitoring.encounter_id = awake_charge.encounter_id
anti join general_charge on monitoring.encounter_id = general_charge.encounter_id
-- what was not delivered may be the anaesthesia
anti join derived.undelivered_charge as undelivered
    on monitoring.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on monitoring.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
where coalesce(worded.is_general, case when awake_charge.encounter_id is not null then 0 end) = 0
