/* ---
title: Drug charged outside the age it is meant for
title_zh: 药品与参保人年龄不符（儿童专用、限儿童、儿童禁用）
official: [GZ10000301002000, GZ10000301003000, GZ10000101006000, GZ10000101007000]
version: 11
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: provider
parts: [unfit_line]
basis: [条例15, 条例38(六), 条例38(二), 两库]
parameters:
  child_until:
    {type: integer, default: 17, min: 13, max: 20, step: 1, unit: full years,
     note: "proposal; the lists say 14, hospitals treat persons up to 17 as children: only older persons are found"}
  adult_classes: {type: list, default: [XJ01MA], note: "first six characters of the codes of drugs that are not for persons under 18: quinolones by mouth and vein"}
  child_name: {type: string, default: "^(小儿|婴儿|婴幼儿|幼儿|儿童|宝宝)", note: "how names of drugs for children begin; such a drug that is in no list is found where the children's department gave it to an adult"}
  child_department: {type: string, default: "(儿科|儿内|儿外|小儿|儿童)", note: names of departments for children}
  mapping_persons:
    {type: integer, default: 10, min: 2, step: 1, unit: persons of the wrong age,
     note: "proposal; from so many persons on, one local item looks wrongly mapped: data_quality.local_item_mismapped"}
message: "{item_name} charged to a person of {age_years} years; it is for {limit_text}"
message_zh: "{age_years} 岁参保人使用 {item_name}，该药限 {limit_text_zh}"
innocent_when:
  - an adult who cannot swallow is given the form for children
  - a parent bought the drug where the region allows family use of the account (left out at a shop where the fund paid nothing)
  - the date of birth is registered wrongly
  - an infection for which nothing else is left
innocent_when_zh:
  - 吞咽困难的成人使用儿童剂型
  - 当地允许家庭共济，由父母持卡购买（药店购药且统筹未支付的已排除）
  - 出生日期登记错误
  - 感染无其他药物可选
verify_by:
  - weight, dose and form in the prescription
  - who the drug was for
verify_by_zh:
  - 核对处方剂量、剂型与患者体重
  - 核实用药人
tolerates: [claim_line.local_item_code, claim_line.local_item_name, encounter.is_newborn, encounter.main_diagnosis, encounter.department, claim_line.item_name, claim, claim.fund_amount]
source: [national knowledge batch 1, revision 2026-01, rule catalogue age_drug_mismatch]
note: >-
  Age is counted on the day the encounter begins. Drugs forbidden to children and drugs for
  newborns are judged as soon as item_age holds rows for them (min_age_years, max_age_days); quinolones
  for children by their class, but for tuberculosis, plague, anthrax, cystic fibrosis and typhoid fever.
  Drugs whose name says that they are for children and that no list holds are found where the children's department gave them to an adult.
note_zh: 年龄按就诊开始之日计算。儿童禁用药和新生儿用药，item_age 有相应条目（min_age_years、max_age_days）时判断；儿童使用喹诺酮类按药物类别判断，结核、鼠疫、炭疽、囊性纤维化和伤寒除外。名称写明儿童用而未列入清单的药品，仅在儿科为成人开出时列为疑点。
--- */
with
limit_of as (
    select item_code, item_name, max_age_days, max_age_years, min_age_years, valid_from, valid_to
    from item_age
    where item_kind = 'drug' and doubt is null
    union all
    select
        item_code, cast(null as varchar) as item_name, cast(null as integer) as max_age_days,
        cast(null as integer) as max_age_years, 18 as min_age_years,
        cast(null as date) as valid_from, cast(null as date) as valid_to
    from (select distinct item_code from derived.charged_item) as used
    where
        list_contains($adult_classes, substr(item_code, 1, 6))
        and item_code not in (select item_code from item_age)
    union all
    select distinct
        item_code, cast(null as varchar) as item_name, cast(null as integer) as max_age_days,
        14 as max_age_years, cast(null as integer) as min_age_years,
        cast(null as date) as valid_from, cast(null as date) as valid_to
    from derived.charged_item
    where
        regexp_matches(coalesce(item_name, ''), $child_name) -- gate: equivalent, bounds work: asked of each line below
        and regexp_matches(item_code, '^[XZ]')
        and item_code not in (select item_code from item_age)
),

-- what leaves a child nothing else than a quinolone; mycoplasma and pseudomonas that nothing else reaches
needs_quinolone as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(A0[13]|A1[5-9]|A20|A22|A49[.]?3|B96[.]?0|E84|J15[.]?[17]|J20[.]?0|U8[2-4])')
),

-- one row per charge of an age-limited drug, with the person's age when the encounter began
aged_line as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        coalesce(line.local_item_code, line.item_code) as local_item_code, line.covered_amount,
        -- of a name that is the house's own for want of the catalogue's the list is asked
        coalesce(
            line.local_item_name = line.item_name
            and contains(coalesce(limited.item_name, line.item_name), substr(line.local_item_name, 1, 2)), false
        ) as is_own_name,
        limited.max_age_days, limited.max_age_years, limited.min_age_years,
        coalesce(encounter.is_newborn, false) as is_newborn,
        date_diff('day', person.birth_date, cast(encounter.started_at as date)) as age_days,
        cast(floor((
            year(encounter.started_at) * 10000 + month(encounter.started_at) * 100 + day(encounter.started_at)
            - year(person.birth_date) * 10000 - month(person.birth_date) * 100 - day(person.birth_date)
        ) / 10000) as integer) as age_years,
        -- who comes of age during a stay or a visit of months is old enough from then on
        cast(floor((
            year(line.charged_on) * 10000 + month(line.charged_on) * 100 + day(line.charged_on)
            - year(person.birth_date) * 10000 - month(person.birth_date) * 100 - day(person.birth_date)
        ) / 10000) as integer) as years_when_charged
    from derived.net_line_scan as line
    inner join limit_of as limited on line.item_code = limited.item_code
    inner join encounter on line.encounter_id = encounter.encounter_id
    inner join person on line.person_id = person.person_id
    where line.item_code in (select item_code from limit_of) -- gate: equivalent, bounds work
        -- of a drug that its name alone says is for children the place has to say so too
        and (
            line.item_code in (select item_age.item_code from item_age)
            or limited.max_age_years is null
            or (
                regexp_matches(coalesce(line.item_name, ''), $child_name)
                and regexp_matches(coalesce(encounter.department, ''), $child_department)
            )
        )
        and line.charged_on >= coalesce(limited.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- a row of the list that stands twice counts once
    qualify
        row_number() over (
            partition by line.claim_line_id, limited.max_age_days, limited.max_age_years, limited.min_age_years
            order by limited.valid_from nulls first
        ) = 1
),

-- childbed, or a newborn's disease: the baby's drugs on a parent's account; dysphagia, or a tube: the form for children for an adult
excused as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|P|Z3[4-9]|R13|Z43[.]?1|Z93[.]?1)')
    union
    select line.encounter_id
    from derived.net_line_scan as line
    where
        line.encounter_id in (select aged_line.encounter_id from aged_line) -- gate: equivalent, bounds work
        and regexp_matches(coalesce(line.item_name, ''), '鼻饲|管饲|胃管|鼻肠管')
        and not coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
),

-- paid at a shop from the account, which is the family's too; the fund paid nothing
from_account as (
    select aged_line.claim_line_id
    from aged_line
    inner join encounter on aged_line.encounter_id = encounter.encounter_id
    inner join claim on aged_line.claim_id = claim.claim_id
    where encounter.class = 'pharmacy' and claim.fund_amount = 0
),

unfit_line as (
    select
        aged_line.claim_line_id, aged_line.encounter_id, aged_line.person_id, aged_line.provider_id,
        aged_line.charged_on, aged_line.item_code, aged_line.item_name, aged_line.local_item_code,
        aged_line.covered_amount, aged_line.age_years, aged_line.is_own_name,
        aged_line.max_age_days, aged_line.max_age_years, aged_line.min_age_years
    from aged_line
    anti join from_account on aged_line.claim_line_id = from_account.claim_line_id
    anti join excused
        on
            aged_line.encounter_id = excused.encounter_id
            and coalesce(aged_line.max_age_days, aged_line.max_age_years) is not null
    anti join needs_quinolone
        on
            aged_line.encounter_id = needs_quinolone.encounter_id
            and list_contains($adult_classes, substr(aged_line.item_code, 1, 6))
    where
        (
            aged_line.age_days > aged_line.max_age_days
            or (
                aged_line.max_age_years is not null
                and aged_line.age_years > greatest(aged_line.max_age_years, $child_until)
            )
            or greatest(aged_line.age_years, aged_line.years_when_charged) < aged_line.min_age_years
        )
        and not (aged_line.is_newborn and aged_line.min_age_years is null)
        -- 1900-01-01 stands for an unknown date of birth
        and aged_line.age_years < 120
),

-- a whole hospital does not mistake adults for children: its own code stands for something else
mismapped as (
    select provider_id, local_item_code
    from unfit_line
    -- where the hospital's own name is that of the drug nothing is mapped wrongly
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
    min(unfit_line.age_years) as age_years,
    case
        -- of a limit from both sides the one that is passed
        when min(unfit_line.age_years) < min(unfit_line.min_age_years)
            then concat('from ', min(unfit_line.min_age_years), ' years')
        when min(unfit_line.max_age_days) is not null
            then concat('up to ', min(unfit_line.max_age_days), ' days')
        else concat('up to ', min(unfit_line.max_age_years), ' years')
    end as limit_text,
    case
        when min(unfit_line.age_years) < min(unfit_line.min_age_years)
            then concat(min(unfit_line.min_age_years), ' 岁及以上')
        when min(unfit_line.max_age_days) is not null
            then concat('出生 ', min(unfit_line.max_age_days), ' 天以内')
        else concat(min(unfit_line.max_age_years), ' 岁及以下')
    end as limit_text_zh,
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
