/* ---
title: Service, consumable or drug without any diagnosis that stands for its indication
title_zh: 诊疗项目、耗材、药品无适应症（限适应症、无指征检查治疗、超说明书适应症、限疾病使用）
official: [GZ10000102007000, GZ10000302001000, GZ10000302002000, GZ10000302006000, GZ10000301007000, 2025-88]
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code, rule_class]
scope: person
basis: [条例15, 条例38(二), 条例38(六)]
parameters:
  min_diagnoses:
    {type: integer, default: 2, min: 1, step: 1, unit: diagnoses recorded,
     note: "proposal; an encounter with fewer has an incomplete list (clinics often transmit one diagnosis) and is not judged"}
  min_diagnoses_of_stay:
    {type: integer, default: 1, min: 1, step: 1, unit: diagnoses recorded,
     note: "proposal; the front sheet of a stay names at least why the patient was in bed, and what he was trained or isolated for is part of that"}
  telling_visits:
    {type: integer, default: 3, min: 2, max: 50, step: 1, unit: visits of the person with the item,
     note: "proposal; who comes so often for it is told the diagnosis for it once, however few the clinic transmits"}
message: "{item_name} charged with {diagnoses} diagnoses on record, its indication not among them ({indication_name}){knowledge_note}"
message_zh: "收取 {item_name}，本次 {diagnoses} 个诊断均不属其适应症（{indication_name}）{knowledge_note_zh}"
innocent_when:
  - the diagnosis was left out of the list
  - the test was done to exclude the disease
innocent_when_zh:
  - 诊断漏报
  - 为排除诊断而检查
verify_by:
  - the medical record and the order
verify_by_zh:
  - 查病历和医嘱
tolerates: [encounter.main_diagnosis, claim_line.item_name]
source: [national rule base 2025, list 2026, notices on rehabilitation of 2010 and 2016]
note: >-
  Items by code or by name (item_indication); rule_class tells which class of the national library
  a row feeds. A person who has the diagnosis in any other encounter has it; who comes telling_visits times for the
  item and never has it is judged by single diagnoses too.
note_zh: 项目按编码或名称识别（item_indication）；rule_class 说明条目对应国家规则库的哪一类。参保人在任何一次就诊中有该诊断，即视为有；因同一项目多次就诊而从无该诊断的，每次仅一个诊断也判断。
--- */
with
used_item as (
    select distinct item_code, item_name from derived.charged_item
),

-- each pattern is worked out once per item, however many diagnoses it has
named_item as (
    select used_item.item_code, used_item.item_name, entry.entry_id
    from used_item
    inner join (
        select distinct item_prefix, name_pattern, concat(item_prefix, ' ', name_pattern) as entry_id
        from item_indication
    ) as entry
        on
            starts_with(used_item.item_code, entry.item_prefix)
            and (entry.name_pattern is null or regexp_matches(used_item.item_name, entry.name_pattern))
),

indicated as (
    select
        used_item.item_code, used_item.item_name,
        concat(indication.rule_class, ' ', used_item.item_code, ' ', used_item.item_name) as item_key, indication.diagnosis_prefix, indication.rule_class,
        indication.item_name as indication_name, indication.valid_from, indication.valid_to,
        case when coalesce(indication.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from named_item as used_item
    inner join item_indication as indication
        on used_item.entry_id = concat(indication.item_prefix, ' ', indication.name_pattern)
),

limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        indicated.rule_class, indicated.item_key,
        coalesce(min(indicated.indication_name), min(line.item_name), line.item_code) as indication_name,
        max(indicated.is_doubted) as is_doubted
    from derived.net_line_scan as line
    inner join indicated
        on line.item_code = indicated.item_code and line.item_name is not distinct from indicated.item_name
    where
        line.charged_on >= coalesce(indicated.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(indicated.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code), line.covered_amount, indicated.rule_class,
        indicated.item_key
),

-- the encounters whose diagnoses count: its own, and the person's others
receiver as (
    select distinct encounter_id, encounter_id as stated_in, item_key from limited_line
    union
    select distinct limited_line.encounter_id, encounter.encounter_id as stated_in, limited_line.item_key
    from limited_line
    inner join encounter on limited_line.person_id = encounter.person_id
),

has_indication as (
    select distinct receiver.encounter_id, receiver.item_key
    from receiver
    inner join derived.encounter_diagnosis as stated on receiver.stated_in = stated.encounter_id
    inner join indicated
        on receiver.item_key = indicated.item_key and starts_with(stated.code, indicated.diagnosis_prefix)
),

recorded as (
    select
        stated.encounter_id,
        -- I10 of the visit and I10.x00 of the list are one
        count(distinct substr(stated.code, 1, 3)) as diagnoses,
        coalesce(bool_or(encounter.class = 'inpatient'), false) as is_stay
    from derived.encounter_diagnosis as stated
    -- the list itself, not only the main diagnosis of the visit
    semi join diagnosis on stated.encounter_id = diagnosis.encounter_id
    left join encounter on stated.encounter_id = encounter.encounter_id
    where stated.encounter_id in (select limited_line.encounter_id from limited_line) -- gate: equivalent, bounds work
        -- the disease and the pattern of Chinese medicine are further names of what the others name
        and not regexp_matches(stated.code, '^([A-Z]{2}|[A-Z][0-9]{2}[.][0-9]{2}[.])')
    group by stated.encounter_id
),

-- who came again and again for the item, each time with some diagnosis
repeated as (
    select limited_line.person_id, limited_line.item_key
    from limited_line
    semi join recorded on limited_line.encounter_id = recorded.encounter_id
    group by limited_line.person_id, limited_line.item_key
    having count(distinct limited_line.encounter_id) >= $telling_visits
)

select
    limited_line.encounter_id as subject_id,
    limited_line.provider_id,
    limited_line.person_id,
    limited_line.item_code,
    limited_line.rule_class,
    min(limited_line.item_name) as item_name,
    min(recorded.diagnoses) as diagnoses,
    min(limited_line.indication_name) as indication_name,
    case when max(limited_line.is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when max(limited_line.is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when max(limited_line.is_doubted) = 1 then 'suspect' end as certainty,
    cast(sum(limited_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(limited_line.claim_line_id) as claim_line_ids,
    [limited_line.encounter_id] as encounter_ids,
    min(limited_line.charged_on) as occurred_from,
    max(limited_line.charged_on) as occurred_to
from limited_line
inner join recorded on limited_line.encounter_id = recorded.encounter_id
anti join has_indication
    on
        limited_line.encounter_id = has_indication.encounter_id
        and limited_line.item_key = has_indication.item_key
left join repeated
    on limited_line.person_id = repeated.person_id and limited_line.item_key = repeated.item_key
where
    repeated.person_id is not null
    or recorded.diagnoses >= case when recorded.is_stay then $min_diagnoses_of_stay else $min_diagnoses end
group by
    limited_line.encounter_id, limited_line.provider_id, limited_line.person_id, limited_line.item_code,
    limited_line.rule_class
