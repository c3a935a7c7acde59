/* ---
title: Drug or service given in spite of a diagnosis that forbids it
title_zh: 药品、诊疗项目禁忌症（含妊娠期、哺乳期禁用）
official: [GZ10000301008000, GZ10000301010000, GZ10000302005000]
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code, rule_class]
scope: encounter
joins: written
basis: [条例15, 条例38(二)]
message: "{item_name} charged with the diagnosis {diagnosis_code}, which forbids it{knowledge_note}"
message_zh: "诊断 {diagnosis_code} 患者使用禁忌的 {item_name}{knowledge_note_zh}"
innocent_when:
  - the diagnosis is an old one or was excluded
  - the benefit was weighed against the risk and recorded
innocent_when_zh:
  - 既往诊断或已排除
  - 权衡利弊后使用并有记录
verify_by:
  - the medical record and the informed consent
verify_by_zh:
  - 查病历和知情同意书
tolerates: [procedure, encounter.main_diagnosis, claim_line.item_name]
source: [national rule base 2025]
note: >-
  Items by code or by name (item_contraindication); rows of the class GZ10000301010000 hold the
  diagnoses of pregnancy and lactation. A pregnancy that ends in the encounter forbids nothing: what
  is given after the birth or the abortion is another matter, and the day does not tell which came first.
note_zh: 项目按编码或名称识别（item_contraindication）；GZ10000301010000 类的条目为妊娠期、哺乳期诊断。本次就诊中妊娠终止的不判：分娩、流产之后用药另当别论，而同日先后无从判断。
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
        from item_contraindication
    ) as entry
        on
            starts_with(used_item.item_code, entry.item_prefix)
            and (entry.name_pattern is null or regexp_matches(used_item.item_name, entry.name_pattern))
),

forbidden as (
    select
        used_item.item_code, used_item.item_name, listed.diagnosis_prefix, listed.rule_class, listed.valid_from, listed.valid_to,
        case when coalesce(listed.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from named_item as used_item
    inner join item_contraindication as listed
        on used_item.entry_id = concat(listed.item_prefix, ' ', listed.name_pattern)
),

-- births and abortions, from the diagnoses or the operations
pregnancy_over as (
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O0|O8[0-4]|Z37|Z38)')
    union
    select encounter_id from procedure where regexp_matches(code, '^(69\.[05]|7[2-4]\.|75\.[04])')
),

-- diagnoses that some item must not meet, a few thousand codes against the prefixes
forbidding_code as (
    select coded.code, listed.diagnosis_prefix
    from (select distinct code from derived.encounter_diagnosis) as coded
    inner join (select distinct diagnosis_prefix from forbidden) as listed
        on starts_with(coded.code, listed.diagnosis_prefix)
),

stated as (
    select diagnosis.encounter_id, diagnosis.code, forbidding_code.diagnosis_prefix
    from derived.encounter_diagnosis as diagnosis
    inner join forbidding_code on diagnosis.code = forbidding_code.code
),

forbidden_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        forbidden.rule_class,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        max(line.covered_amount) as covered_amount,
        min(stated.code) as diagnosis_code,
        min(forbidden.is_doubted) as is_doubted
    from derived.net_line_scan as line
    inner join forbidden
        on line.item_code = forbidden.item_code and line.item_name is not distinct from forbidden.item_name
    inner join stated
        on line.encounter_id = stated.encounter_id and forbidden.diagnosis_prefix = stated.diagnosis_prefix
    anti join pregnancy_over
        on
            line.encounter_id = pregnancy_over.encounter_id
            and forbidden.rule_class = 'GZ10000301010000'
            and regexp_matches(stated.code, '^(O[1-8]|Z3[3-6])')
    where
        line.item_code in (select forbidden.item_code from forbidden) -- gate: equivalent, bounds work
        and line.charged_on >= coalesce(forbidden.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(forbidden.valid_to, date '2200-01-01')
        and line.encounter_id in (select encounter_id from stated) -- gate: equivalent, bounds work
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, forbidden.rule_class
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    rule_class,
    min(item_name) as item_name,
    min(diagnosis_code) as diagnosis_code,
    case when min(is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when min(is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when min(is_doubted) = 1 then 'suspect' end as certainty,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from forbidden_line
group by encounter_id, provider_id, person_id, item_code, rule_class
