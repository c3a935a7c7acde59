/* ---
title: Drug or service given in spite of a diagnosis that forbids it
title_zh: 药品、诊疗项目禁忌症（含妊娠期、哺乳期禁用）
official: [GZ10000301008000, GZ10000301010000, GZ10000302005000]
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code, rule_class]
scope: encounter
basis: [条例15, 条例38(二)]
message: "{item_name} charged with the diagnosis {diagnosis_code}, which forbids it"
message_zh: "诊断 {diagnosis_code} 患者使用禁忌的 {item_name}"
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
tolerates: [encounter.main_diagnosis, claim_line.item_name]
source: [national rule library]
note: >-
  Items and diagnoses are filled by the bureau (item_contraindication); rows of the class
  GZ10000301010000 hold the diagnoses of pregnancy and lactation.
--- */
with
used_item as (
    select distinct item_code from claim_line
),

forbidden as (
    select
        used_item.item_code, listed.diagnosis_prefix, listed.rule_class, listed.valid_from, listed.valid_to
    from used_item
    inner join item_contraindication as listed on starts_with(used_item.item_code, listed.item_prefix)
),

forbidden_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        forbidden.rule_class,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        max(line.covered_amount) as covered_amount,
        min(stated.code) as diagnosis_code
    from derived.net_claim_line as line
    inner join forbidden on line.item_code = forbidden.item_code
    inner join derived.encounter_diagnosis as stated
        on line.encounter_id = stated.encounter_id and starts_with(stated.code, forbidden.diagnosis_prefix)
    where
        line.charged_on >= coalesce(forbidden.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(forbidden.valid_to, date '2200-01-01')
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
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from forbidden_line
group by encounter_id, provider_id, person_id, item_code, rule_class
