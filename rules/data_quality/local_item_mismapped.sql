/* ---
title: A hospital's own item looks mapped to the wrong national item
title_zh: 院内目录疑似对照错误
official: none
version: 8
status: stable
certainty: suspect
subject: provider
identity: [local_item_code, item_code]
scope: provider
parts: [unfit_line]
basis: [条例16, 条例39(三), 两库]
parameters:
  mapping_persons:
    {type: integer, default: 10, min: 2, step: 1, unit: persons whom the item cannot fit,
     note: "proposal; the rules on sex and age leave such an item to this one"}
  either_sex_items:
    {type: list, default: ["003111000220000"], note: "published for one sex but also done for the other: bulbocavernosus reflex in spinal injury"}
message: "{persons} persons of the wrong sex or age [persons:was|were] charged {item_name} under the local code {local_item_code}"
message_zh: "{persons} 名性别或年龄不符的参保人以院内编码 {local_item_code} 收取 {item_name}"
innocent_when:
  - a disease, a family's account at a shop or a date of birth that nobody knows explains each of the persons (left out, as the rules on sex and age do)
  - the local item stands for another service and only its national code is wrong
innocent_when_zh:
  - 病种、家庭共济账户购药或出生日期不详可以解释（与性别、年龄规则一致，已排除）
  - 院内项目实为另一服务，仅国家编码对照错误
verify_by:
  - the hospital's item mapping, its price list and ten of the charges
verify_by_zh:
  - 查院内目录对照表、价目表，抽查十笔收费
tolerates: [provider, provider.kind, claim_line.local_item_code, claim_line.local_item_name, encounter.is_newborn, encounter.main_diagnosis, encounter.department, claim_line.item_name, claim, claim.fund_amount]
source: [rule catalogue sex_item_mismatch, rule catalogue age_item_mismatch]
note: >-
  One finding stands for all charges of the item, so that a mapping error does not become a
  hundred findings against patients and doctors. The amount is all that was charged to persons
  whom the item cannot fit, not a loss.
note_zh: 同一项目的全部收费合为一条疑点，避免一处对照错误变成对数百名患者和医师的指认。金额为向不可能适用者收取的全部费用，不是基金损失。
--- */
with
-- births are settled on the mother's account, and so may the baby be
obstetric as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|P|Z3[4-9])')
),

-- what makes it a treatment, as the rules on sex and age read it: the first characters of the items with the disease of the person
treated_otherwise as (
    select distinct
        encounter.person_id,
        case
            when regexp_matches(code, '^(I27|I73|M34|P29|Q2[0-8])') then 'XG04BE'
            when regexp_matches(code, '^(R04|J47|A1[56])') then 'XH01BB'
            when regexp_matches(code, '^(E25|E34[.]5|F64|Q5[0-6]|Q9[6-9]|Z87[.]7)') then 'X'
            when regexp_matches(code, '^(C50|D05|E30|N62|Z85[.]3)') then 'XL02'
            when starts_with(code, 'C') then 'XL02BB'
        end as item_prefix
    from derived.encounter_diagnosis as stated
    inner join encounter on stated.encounter_id = encounter.encounter_id
    where regexp_matches(code, '^[ACDEFIJMNPQRZ]') -- gate: equivalent, bounds work
),

-- the form for children for whoever cannot swallow
dysphagia as (
    select distinct encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(R13|Z43[.]?1|Z93[.]?1)')
),

-- a tumour of testis or germ cells is followed with a pregnancy test, and a lump is looked into with it
germ_cell_tumour as (
    select distinct encounter.person_id
    from encounter
    inner join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    where regexp_matches(stated.code, '^(C62|D40|D29|C38|C48|C71|C75|C80|D15|D38|D44|D48|E30|N44|N50|N62|R22|Z85[.]4)')
),

-- paid at a shop from the account, which is the family's too; the fund paid nothing
from_account as (
    select claim.claim_id
    from claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    where encounter.class = 'pharmacy' and claim.fund_amount = 0
),

limited_item as (
    select
        item_code, item_name as listed_name, allowed_sex, cast(null as integer) as max_age_days, cast(null as integer) as max_age_years,
        cast(null as integer) as min_age_years, cast(null as varchar) as provider_kind, valid_from, valid_to
    from item_sex
    where doubt is null
    union all
    -- items that the problem lists name; the rule on sex leaves them to this one too
    select
        named.item_code, cast(null as varchar) as listed_name, listed.allowed_sex, cast(null as integer) as max_age_days,
        cast(null as integer) as max_age_years, cast(null as integer) as min_age_years,
        listed.provider_kind, listed.valid_from, listed.valid_to
    from (select distinct item_code, item_name from derived.charged_item) as named
    inner join problem_person_limit as listed
        on
            regexp_matches(named.item_name, listed.name_pattern)
            -- a code of the house's own tells nothing of the national chapter
            and (starts_with(named.item_code, coalesce(listed.item_prefix, '')) or not regexp_matches(named.item_code, '^00[0-9]{4}'))
    -- one name for either sex: kidneys, bladder, prostate
    where not (
        regexp_matches(named.item_name, '前列腺|精囊|睾丸|阴囊')
        and regexp_matches(named.item_name, '子宫|卵巢|妇科|肾|输尿管|膀胱|泌尿|盆腔')
    )
    union all
    select
        item_code, item_name as listed_name, cast(null as varchar) as allowed_sex, max_age_days,
        -- hospitals treat persons up to 17 as children and give them their drugs
        case when item_kind = 'drug' and max_age_years < 17 then 17 else max_age_years end as max_age_years,
        min_age_years, cast(null as varchar) as provider_kind, valid_from, valid_to
    from item_age
    where item_age.doubt is null
),

-- one row per charge that the person's sex or age does not fit
unfit_line as (
    select distinct
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name,
        coalesce(line.local_item_code, line.item_code) as local_item_code, line.covered_amount
    from derived.net_line_scan as line
    inner join limited_item on line.item_code = limited_item.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join person on line.person_id = person.person_id
    left join provider on line.provider_id = provider.provider_id
    anti join obstetric on line.encounter_id = obstetric.encounter_id
    anti join from_account on line.claim_id = from_account.claim_id
    anti join treated_otherwise
        on
            line.person_id = treated_otherwise.person_id
            and starts_with(line.item_code, treated_otherwise.item_prefix)
    anti join germ_cell_tumour
        on line.person_id = germ_cell_tumour.person_id and regexp_matches(line.item_name, '妊娠试验|绒毛膜促性腺')
    left join dysphagia on line.encounter_id = dysphagia.encounter_id
    where
        coalesce(limited_item.provider_kind = provider.kind, limited_item.provider_kind is null)
        and not list_contains($either_sex_items, line.item_code)
        and line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        and (
            (limited_item.allowed_sex = 'female' and person.sex = '1')
            or (limited_item.allowed_sex = 'male' and person.sex = '2')
            or (
                (
                    date_diff('day', person.birth_date, cast(encounter.started_at as date)) > limited_item.max_age_days
                    or (
                        date_diff('day', person.birth_date, cast(encounter.started_at as date)) >= 366 * (limited_item.max_age_years + 1)
                        and not (dysphagia.encounter_id is not null and regexp_matches(line.item_code, '^[XZ]'))
                    )
                )
                -- 1900-01-01 stands for an unknown date of birth
                and date_diff('day', person.birth_date, cast(encounter.started_at as date)) < 365.25 * 120
            )
            or date_diff('day', person.birth_date, cast(encounter.started_at as date)) < 365 * limited_item.min_age_years
        )
        and not coalesce(encounter.is_newborn, false)
        -- where the hospital's own name is that of the item it is mapped rightly: each person is found by himself
        -- (of a name that is the house's own for want of the catalogue's the list is asked)
        and not coalesce(
            line.local_item_name = line.item_name
            and contains(coalesce(limited_item.listed_name, line.item_name), substr(line.local_item_name, 1, 2)), false
        )
        -- a newborn of thirty days who came from another hospital is still the newborn ward's
        and not coalesce(regexp_matches(encounter.department, '(新生儿|NICU|母婴)'), false)
)

select
    provider_id as subject_id,
    provider_id,
    local_item_code,
    item_code,
    min(item_name) as item_name,
    count(distinct person_id) as persons,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from unfit_line
group by provider_id, local_item_code, item_code
having count(distinct person_id) >= $mapping_persons
