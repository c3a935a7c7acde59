/* ---
title: Service or consumable charged that the person's sex cannot need
title_zh: 诊疗项目、耗材与参保人性别不符
official: [GZ10000302004000, 2025-87]
version: 8
status: stable
certainty: definite
subject: encounter
identity: [item_code]
joins: written
parts: [unfit_line]
scope: provider
basis: [条例15, 条例38(四), 两库]
parameters:
  mapping_persons:
    {type: integer, default: 10, min: 2, step: 1, unit: persons of the wrong sex,
     note: "proposal; from so many persons on, one local item looks wrongly mapped: data_quality.local_item_mismapped"}
  either_sex_items:
    {type: list, default: ["003111000220000"], note: "published for one sex but also done for the other: bulbocavernosus reflex in spinal injury"}
  childbed_days: {type: integer, default: 60, min: 28, max: 366, step: 1, unit: days after childbed or a visit in pregnancy, note: "a proposal: so long a newborn may lie on its mother's account"}
unmoved_by:
  home_bed: "he is of the same sex at home"
  cut_the_hour: "the sex does not change within a day"
  post_later: "the sex does not change between two days"
  post_at_settlement: "the sex does not change until the bill is settled"
  limit_undated: "anatomy needs no edition"
message: "{item_name} charged to a {sex_name} person"
message_zh: "{sex_name_zh}患者收取 {item_name}"
innocent_when:
  - the hospital's local item is mapped to the wrong national item (suspect where its own name shares no word)
  - the sex is registered wrongly (suspect where a diagnosis is of the sex that the item is for)
  - the person is intersex, or a childless couple's tests stand on one card (suspect where a diagnosis tells)
  - services of a newborn were charged to the parent's account (left out where the ward tells), or a child's (suspect in a place for children)
innocent_when_zh:
  - 院内目录对照错误，如输尿管镜对成宫腔镜（院内名称无相同用词者仅列可疑）
  - 性别登记错误（诊断为该项目所属性别的疾病者仅列可疑）
  - 双性畸形，或不孕不育夫妇检查记在一人名下（诊断提示者仅列可疑）
  - 新生儿费用记在父母账户（科室可见者已排除）；患儿使用父母账户（儿童医院、儿科各病区仅列可疑）
verify_by:
  - the hospital's item mapping for this local code
  - the report of the examination and the register entry of the person
verify_by_zh:
  - 查院内目录对照表
  - 查检查报告、手术记录和登记性别
tolerates: [provider, provider.name, person.birth_date, problem_person_limit, encounter.department, claim_line.department, claim_line.local_item_code, claim_line.local_item_name, encounter.is_newborn, encounter.main_diagnosis, claim_line.item_name]
source: [national knowledge batch 1, 2025-hospital 76, rule catalogue sex_item_mismatch]
note: A row of the problem lists that is no more than a suspicion (prostate antigen in women) finds suspects.
note_zh: 问题清单中仅属提示的条目（如女性查前列腺特异抗原）只作疑似。
--- */
with
used_item as (
    select distinct item_code, item_name
    from derived.charged_item
    where category not in ('western_drug', 'patent_tcm', 'herbal_piece')
),

-- by national code, and by name where the problem lists name an examination
limited_item as (
    select
        used_item.item_code, used_item.item_name, coalesce(item_sex.item_name, used_item.item_name) as listed_name,
        item_sex.allowed_sex, item_sex.valid_from, item_sex.valid_to,
        cast(null as varchar) as certainty
    from used_item
    inner join item_sex on used_item.item_code = item_sex.item_code
    where item_sex.doubt is null and item_sex.item_kind <> 'drug'
    union
    select
        used_item.item_code, used_item.item_name, used_item.item_name as listed_name, listed.allowed_sex, listed.valid_from, listed.valid_to,
        case when listed.certainty = 'suspect' then 'suspect' end as certainty
    from used_item
    inner join problem_person_limit as listed
        on
            regexp_matches(used_item.item_name, listed.name_pattern)
            -- a code of the house's own tells nothing of the national chapter
            and (starts_with(used_item.item_code, coalesce(listed.item_prefix, '')) or not regexp_matches(used_item.item_code, '^00[0-9]{4}'))
    where
        listed.rule_class = 'GZ10000302004000'
        -- one name for either sex: kidneys, bladder, prostate; bladder, womb, prostate
        and not (
            regexp_matches(used_item.item_name, '前列腺|精囊|睾丸|阴囊')
            and regexp_matches(used_item.item_name, '子宫|卵巢|妇科|肾|输尿管|膀胱|泌尿|盆腔')
        )
),

limited_code as (
    select distinct item_code from limited_item
),

-- births are settled on the mother's account, and so may the baby be
obstetric as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|Z3[4-9])')
),

-- a tumour of testis or germ cells is followed with a pregnancy test, for years after the stay that names it; a lump
-- of the testis, behind the breastbone or in the head, a man's breast and a boy's early puberty are looked into with it
germ_cell_tumour as (
    select distinct encounter.person_id, encounter.provider_id
    from encounter
    inner join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    where regexp_matches(stated.code, '^(C62|D40|D29|C38|C48|C71|C75|C80|D15|D38|D44|D48|E30|N44|N50|N62|R22|Z85[.]4)')
),

-- a body between the sexes is so for life, whichever visit to the house says it
intersex as (
    select distinct encounter.person_id, encounter.provider_id
    from encounter
    inner join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    where regexp_matches(stated.code, '^(E25|E34\.5|F64|Q5[0-6]|Q9[6-9]|Z87\.7)')
),

-- a childless couple whose tests stand on one card
ambiguous as (
    select distinct encounter_id
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(N46|N97|N98|Z31)')
),

-- a disease of the sex that the item is for: the register is wrong, or another lay on the card
own_disease as (
    select distinct
        encounter_id,
        case when regexp_matches(code, '^(C6[0-3]|D29|N4[0-9]|N5[01])') then 'male' else 'female' end as allowed_sex
    from derived.encounter_diagnosis
    where regexp_matches(code, '^(C5[1-8]|D06|D2[5-7]|N7[0-7]|N8[0-9]|N9[0-8]|O|Z3[2-9]|C6[0-3]|D29|N4[0-9]|N5[01])')
),

-- one row per charge of such an item
limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        line.item_name, line.local_item_code, line.local_item_name, line.department, line.covered_amount,
        limited_item.listed_name, limited_item.allowed_sex, limited_item.certainty
    from derived.net_line_scan as line
    semi join limited_code -- gate: equivalent, bounds work
        on line.item_code = limited_code.item_code -- gate: equivalent, bounds work
    inner join limited_item
        on line.item_code = limited_item.item_code and line.item_name is not distinct from limited_item.item_name
    where
        line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        and not list_contains($either_sex_items, line.item_code)
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
),

other_sex_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on, line.item_code,
        line.item_name, line.local_item_code, line.local_item_name, line.department, line.covered_amount,
        line.listed_name, line.allowed_sex, line.certainty, person.sex, person.birth_date
    from person
    inner join limited_line as line on person.person_id = line.person_id
    where
        (line.allowed_sex = 'female' and person.sex = '1')
        or (line.allowed_sex = 'male' and person.sex = '2')
),

-- charges that the person's sex cannot need, by each list that knows the item
doubted_line as (
    select distinct
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name,
        coalesce(line.local_item_code, line.item_code) as local_item_code,
        line.covered_amount, line.sex,
        -- of a name that is the house's own for want of the catalogue's the list is asked
        coalesce(
            line.local_item_name = line.item_name
            and contains(line.listed_name, substr(line.local_item_name, 1, 2)), false
        ) as is_own_name,
        -- the hospital's own name begins otherwise than the national one, which is nowhere in it
        case
            when
                not contains(line.local_item_name, substr(line.listed_name, 1, 2))
                and not contains(line.listed_name, substr(line.local_item_name, 1, 2))
                then 'suspect'
            when intersex.person_id is not null then 'suspect'
            -- a grown person on a ward or in a hospital for children is a child on a parent's card
            when
                regexp_matches(concat_ws(' ', encounter.department, line.department, provider.name), '儿科|儿内|儿外|儿保|小儿|儿童|PICU')
                and date_diff('day', line.birth_date, cast(encounter.started_at as date)) >= 18 * 365.25
                then 'suspect'
            when ambiguous.encounter_id is not null or own_disease.encounter_id is not null then 'suspect'
            else line.certainty
        end as certainty
    from encounter
    inner join other_sex_line as line on encounter.encounter_id = line.encounter_id
    left join intersex
        on line.person_id = intersex.person_id and line.provider_id is not distinct from intersex.provider_id
    left join ambiguous on line.encounter_id = ambiguous.encounter_id
    left join provider on line.provider_id = provider.provider_id
    left join own_disease
        on line.encounter_id = own_disease.encounter_id and line.allowed_sex = own_disease.allowed_sex
    anti join obstetric on line.encounter_id = obstetric.encounter_id and line.allowed_sex = 'male'
    anti join germ_cell_tumour
        on
            line.person_id = germ_cell_tumour.person_id
            and line.provider_id is not distinct from germ_cell_tumour.provider_id
            and regexp_matches(line.item_name, '妊娠试验|绒毛膜促性腺')
    where
        not coalesce(encounter.is_newborn, false)
        -- the baby of a newborn ward lies on the account of a parent of the other sex
        and not regexp_matches(concat_ws(' ', encounter.department, line.department), '新生儿|NICU|母婴')
),

-- one row per charge: two lists may know the item under two names
unfit_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name, local_item_code,
        covered_amount, sex, bool_or(is_own_name) as is_own_name,
        case when count(*) = count(certainty) then min(certainty) end as certainty
    from doubted_line
    group by
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name, local_item_code,
        covered_amount, sex
),

-- the baby boy of a mother who lay in childbed there some weeks ago
after_birth as (
    select distinct unfit_line.claim_line_id
    from encounter as birth
    inner join unfit_line
        on birth.person_id = unfit_line.person_id and birth.provider_id = unfit_line.provider_id
    semi join obstetric on birth.encounter_id = obstetric.encounter_id
    where date_diff('day', cast(birth.started_at as date), unfit_line.charged_on) between 0 and $childbed_days
),

-- a whole hospital does not examine the wrong sex: its own code stands for something else
mismapped as (
    select provider_id, local_item_code
    from unfit_line
    -- where the house's own name is that of the item nothing is mapped wrongly
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
    case when count(*) > count(unfit_line.certainty) then null else min(unfit_line.certainty) end as certainty,
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
anti join after_birth on unfit_line.claim_line_id = after_birth.claim_line_id and unfit_line.sex = '2'
group by unfit_line.encounter_id, unfit_line.provider_id, unfit_line.person_id, unfit_line.item_code
