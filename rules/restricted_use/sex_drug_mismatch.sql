/* ---
title: Drug charged that the person's sex cannot need
title_zh: 药品与参保人性别不符
official: GZ10000301004000
version: 8
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: provider
joins: written
parts: [unfit_line]
basis: [条例15, 条例38(六), 两库]
parameters:
  mapping_persons:
    {type: integer, default: 10, min: 2, step: 1, unit: persons of the wrong sex,
     note: "proposal; from so many persons on, one local item looks wrongly mapped: data_quality.local_item_mismapped"}
message: "{item_name} charged to a {sex_name} person"
message_zh: "{sex_name_zh}参保人使用 {item_name}"
innocent_when:
  - a man with breast cancer or growing breasts is given hormone therapy (left out where the diagnosis tells)
  - a woman with pulmonary hypertension, a heart born so or white fingers is given sildenafil; oxytocin for blood coughed up; hormones of a body between the sexes (left out where the diagnosis tells)
  - a relative bought the drug where the region allows family use of the account (left out at a shop where the fund paid nothing)
  - the sex is registered wrongly
innocent_when_zh:
  - 男性乳腺癌、乳房发育的内分泌治疗（诊断可见者已排除）
  - 女性肺动脉高压、先心病、硬皮病及雷诺病使用西地那非，咯血使用缩宫素，性别不一致或性发育异常的激素治疗（诊断可见者已排除）
  - 当地允许家庭共济，由家属持卡购买（药店购药且统筹未支付的已排除）
  - 性别登记错误
verify_by:
  - who the drug was for, from the prescription and the pharmacy's pictures
  - the register entry of the person
verify_by_zh:
  - 查处方、监控，核实持卡人与用药人
  - 核对登记性别
tolerates: [problem_person_limit, provider, claim_line.local_item_code, claim_line.local_item_name, encounter.main_diagnosis, claim_line.item_name, claim, claim.fund_amount, encounter.class]
source: [national knowledge batch 1, 2025-pharmacy 17, rule catalogue sex_drug_mismatch]
--- */
with
used_item as (
    select distinct item_code, item_name
    from derived.charged_item
    where category in ('western_drug', 'patent_tcm', 'herbal_piece')
),

-- by national code, and by name where the problem lists name drugs that pharmacies sell
limited_item as (
    select
        used_item.item_code, used_item.item_name, coalesce(item_sex.item_name, used_item.item_name) as listed_name,
        item_sex.allowed_sex,
        cast(null as varchar) as provider_kind, item_sex.valid_from, item_sex.valid_to
    from used_item
    inner join item_sex on used_item.item_code = item_sex.item_code
    where item_sex.doubt is null
    union
    select
        used_item.item_code, used_item.item_name, used_item.item_name as listed_name, listed.allowed_sex,
        listed.provider_kind, listed.valid_from, listed.valid_to
    from used_item
    inner join problem_person_limit as listed
        on
            regexp_matches(used_item.item_name, listed.name_pattern)
            and starts_with(used_item.item_code, coalesce(listed.item_prefix, ''))
    where listed.rule_class = 'GZ10000301004000'
),

-- what makes a drug of the other sex a treatment: the class of the drug with the disease, in whichever visit of the
-- person it stands: a shop often writes none
treated_otherwise as (
    select distinct
        encounter.person_id,
        case
            -- high pressure in the lungs, whatever made it; fingers that turn white
            when regexp_matches(code, '^(I27|I73|M34|P29|Q2[0-8])') then 'XG04BE'
            -- blood is coughed up, and the other hormone of the gland is out of stock
            when regexp_matches(code, '^(R04|J47|A1[56])') then 'XH01BB'
            -- a body between the sexes, or on its way from one to the other
            when regexp_matches(code, '^(E25|E34\.5|F64|Q5[0-6]|Q9[6-9]|Z87\.7)') then 'X'
            -- hormones against a man's breast cancer and growing breasts, and early puberty
            when regexp_matches(code, '^(C50|D05|E30|N62|Z85\.3)') then 'XL02'
            -- salivary glands and other tumours of a woman that male hormones feed
            else 'XL02BB'
        end as item_prefix
    from derived.encounter_diagnosis as stated
    inner join encounter on stated.encounter_id = encounter.encounter_id
    where regexp_matches(
        stated.code,
        '^(C|D05|N62|Z85\.3|E30|I27|I73|M34|P29|Q2[0-8]|R04|J47|A1[56]|E25|E34\.5|F64|Q5[0-6]|Q9[6-9]|Z87\.7)'
    )
),

-- one row per charge that the person's sex cannot need
all_unfit_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name,
        coalesce(line.local_item_code, line.item_code) as local_item_code,
        line.covered_amount, person.sex,
        -- of a name that is the house's own for want of the catalogue's the list is asked
        bool_or(coalesce(
            line.local_item_name = line.item_name
            and contains(limited_item.listed_name, substr(line.local_item_name, 1, 2)), false
        )) as is_own_name,
        line.claim_id
    from derived.net_line_scan as line
    inner join limited_item
        on line.item_code = limited_item.item_code and line.item_name is not distinct from limited_item.item_name
    inner join person on line.person_id = person.person_id
    left join provider on line.provider_id = provider.provider_id
    anti join treated_otherwise
        on
            line.person_id = treated_otherwise.person_id
            and starts_with(line.item_code, treated_otherwise.item_prefix)
    where
        line.item_code in (select item_code from limited_item) -- gate: equivalent, bounds work
        and line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        and coalesce(limited_item.provider_kind = provider.kind, limited_item.provider_kind is null)
        and (
            (limited_item.allowed_sex = 'female' and person.sex = '1')
            or (limited_item.allowed_sex = 'male' and person.sex = '2')
        )
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- two lists may know the drug under two names
    group by
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        line.item_name, line.local_item_code, line.covered_amount, person.sex, line.claim_id
),

-- paid at a shop from the account, which is the family's too; the fund paid nothing
from_account as (
    select unfit.claim_line_id
    from all_unfit_line as unfit
    inner join encounter on unfit.encounter_id = encounter.encounter_id
    inner join claim on unfit.claim_id = claim.claim_id
    where encounter.class = 'pharmacy' and claim.fund_amount = 0
),

unfit_line as (
    select
        unfit.claim_line_id, unfit.encounter_id, unfit.person_id, unfit.provider_id, unfit.charged_on, unfit.item_code,
        unfit.item_name, unfit.local_item_code, unfit.covered_amount, unfit.sex, unfit.is_own_name
    from all_unfit_line as unfit
    anti join from_account on unfit.claim_line_id = from_account.claim_line_id
),

-- a whole hospital does not treat the wrong sex: its own code stands for something else
mismapped as (
    select provider_id, local_item_code
    from unfit_line
    -- where the house's own name is that of the drug nothing is mapped wrongly
    where not is_own_name
    group by provider_id, local_item_code
    having count(distinct person_id) >= $mapping_persons
)

select
    unfit_line.encounter_id as subject_id,
    unfit_line.provider_id,
    unfit_line.person_id,
    unfit_line.item_code,
    min(unfit_line.item_name) as item_name,
    case when min(unfit_line.sex) = '1' then 'male' else 'female' end as sex_name,
    case when min(unfit_line.sex) = '1' then '男性' else '女性' end as sex_name_zh,
    cast(sum(unfit_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(unfit_line.claim_line_id) as claim_line_ids,
    [unfit_line.encounter_id] as encounter_ids,
    min(unfit_line.charged_on) as occurred_from,
    max(unfit_line.charged_on) as occurred_to
from unfit_line
anti join mismapped
    on
        unfit_line.provider_id = mismapped.provider_id
        and unfit_line.local_item_code = mismapped.local_item_code
        and not unfit_line.is_own_name
group by unfit_line.encounter_id, unfit_line.provider_id, unfit_line.person_id, unfit_line.item_code
