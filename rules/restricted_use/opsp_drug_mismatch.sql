/* ---
title: Drug in a special-disease visit that none of the person's certified diseases covers
title_zh: 门慢门特用药与认定病种不符
official: GZ10000101011000
version: 2
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(六)]
parameters:
  special_visit_types: {type: list, default: ["14", "9929"], note: "codes of visit for outpatient special diseases, also at pharmacies"}
message: "{item_name} in a special-disease visit; none of the person's certified diseases covers it"
message_zh: "门慢门特就诊使用 {item_name}，不在其认定病种用药范围内"
innocent_when:
  - the person has another certified disease that the visits do not show
  - the region's list is behind the catalogue
innocent_when_zh:
  - 参保人还有就诊中未体现的认定病种
  - 病种目录更新滞后
verify_by:
  - the certificate of the person's special diseases
verify_by_zh:
  - 核对门慢门特认定表
tolerates: [encounter.main_diagnosis, claim_line.item_name]
source: [2025-pharmacy 16, rule catalogue opsp_drug_mismatch]
note: >-
  A disease that the region's list (special_disease_item) does not hold is not judged. All
  diseases that the person shows in special-disease visits count together.
note_zh: 地方目录（special_disease_item）未列的病种不判。参保人在各次门诊慢特病就诊中出现的全部病种合并计算。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

insured_region as (
    select distinct region_code from provider
),

-- one row per region, disease and drug that it covers; the row written nearest to the region wins
disease_row as (
    select
        insured_region.region_code, listed.diagnosis_prefix, listed.item_prefix, listed.valid_from, listed.valid_to
    from insured_region
    inner join special_disease_item as listed on starts_with(insured_region.region_code, regexp_replace(listed.region_code, '(00)+$', ''))
    qualify rank() over (
        partition by insured_region.region_code, listed.diagnosis_prefix order by length(regexp_replace(listed.region_code, '(00)+$', '')) desc
    ) = 1
),

disease_drug as (
    select
        disease_row.region_code, disease_row.diagnosis_prefix, used_item.item_code,
        disease_row.valid_from, disease_row.valid_to
    from disease_row
    inner join used_item on starts_with(used_item.item_code, disease_row.item_prefix)
),

special_visit as (
    select encounter.encounter_id, encounter.person_id, provider.region_code
    from encounter
    inner join provider on encounter.provider_id = provider.provider_id
    where
        -- the first two digits are the kind, what follows is its kind of disease
        list_contains($special_visit_types, encounter.visit_type)
        or list_contains($special_visit_types, substr(encounter.visit_type, 1, 2))
),

-- one row per special-disease visit and listed disease that it was for
certified as (
    select distinct
        special_visit.encounter_id, special_visit.person_id, special_visit.region_code, disease_row.diagnosis_prefix
    from special_visit
    inner join derived.encounter_diagnosis as stated on special_visit.encounter_id = stated.encounter_id
    inner join disease_row
        on
            special_visit.region_code = disease_row.region_code
            and starts_with(stated.code, disease_row.diagnosis_prefix)
),

judged_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount
    from derived.net_claim_line as line
    semi join certified on line.encounter_id = certified.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
),

covered_line as (
    select distinct judged_line.claim_line_id
    from judged_line
    inner join certified on judged_line.person_id = certified.person_id
    inner join disease_drug
        on
            certified.region_code = disease_drug.region_code
            and certified.diagnosis_prefix = disease_drug.diagnosis_prefix
            and judged_line.item_code = disease_drug.item_code
    where
        judged_line.charged_on >= coalesce(disease_drug.valid_from, date '1900-01-01')
        and judged_line.charged_on < coalesce(disease_drug.valid_to, date '2200-01-01')
)

select
    judged_line.encounter_id as subject_id,
    judged_line.provider_id,
    judged_line.person_id,
    judged_line.item_code,
    min(judged_line.item_name) as item_name,
    cast(sum(judged_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(judged_line.claim_line_id) as claim_line_ids,
    [judged_line.encounter_id] as encounter_ids,
    min(judged_line.charged_on) as occurred_from,
    max(judged_line.charged_on) as occurred_to
from judged_line
anti join covered_line on judged_line.claim_line_id = covered_line.claim_line_id
group by judged_line.encounter_id, judged_line.provider_id, judged_line.person_id, judged_line.item_code
