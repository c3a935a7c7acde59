/* ---
title: Service or consumable charged beyond the age it is meant for
title_zh: 诊疗项目、耗材与参保人年龄不符
official: [GZ10000302003000, GZ10000102005000, GZ10000102006000, 2025-29, GZ10000103001000, GZ10000103002000]
version: 9
status: stable
certainty: definite
subject: encounter
identity: [item_code]
scope: provider
parts: [unfit_line]
basis: [条例15, 条例38(四), 条例38(六), 两库]
parameters:
  known_from: {type: string, default: "2025-01-01", note: "first day of the edition that the lists were read against; a limit without a first day of its own finds suspects only before it"}
  mapping_persons:
    {type: integer, default: 10, min: 2, step: 1, unit: persons of the wrong age,
     note: "proposal; from so many persons on, one local item looks wrongly mapped: data_quality.local_item_mismapped"}
  childbed_days: {type: integer, default: 60, min: 28, max: 366, step: 1, unit: days after childbed or a visit in pregnancy, note: "a proposal: so long a newborn may lie on its mother's account"}
unmoved_by:
  cut_the_hour: "age is counted from the beginning of the visit"
  post_at_settlement: "age is counted from the beginning of the visit"
  home_bed: "he is as old at home"
message: "{item_name} charged to a person of {age_years} years ({age_days} days); it is for {limit_text}"
message_zh: "{age_years} 岁（出生 {age_days} 天）患者收取 {item_name}，该项目限 {limit_text_zh}"
innocent_when:
  - a newborn's services on the account of a parent whose records show no birth
  - a preterm baby is still cared for as a newborn (not found; other babies are suspects)
  - the date of birth is registered wrongly
  - the hospital's local item is mapped to the wrong national item (suspect where its own name says no age)
innocent_when_zh:
  - 新生儿费用并入父母账户，且父母记录中无分娩
  - 早产儿矫正月龄内仍按新生儿护理（不列；其他婴儿仅列可疑）
  - 出生日期登记错误
  - 院内目录对照错误（院内名称不含年龄者仅列可疑）
verify_by:
  - birth certificate and bed card
  - the hospital's item mapping for this local code
verify_by_zh:
  - 查出生证明、床位卡
  - 查院内目录对照表
tolerates: [provider, provider.name, claim_line.local_item_code, claim_line.local_item_name, claim_line.department, encounter.department, encounter.ended_at, encounter.is_newborn, encounter.main_diagnosis, claim_line.item_name]
source: [national knowledge batches 1 and 8, rule catalogue age_item_mismatch]
note: >-
  Age is counted on the day the encounter begins, so that a child who outgrows a limit during a
  stay stays innocent, also when the stay goes on in another hospital the day after. A newborn ward may
  keep a baby of less than a year. Consumables are judged as soon as item_age holds rows for them.
note_zh: 年龄按就诊开始之日计算，住院期间超过限龄的不判，次日转他院续住的亦同。新生儿病区可收治不满一岁的婴儿。耗材在 item_age 有相应条目时判断。
--- */
with
limit_of as (
    select item_code, item_name, max_age_days, max_age_years, min_age_years, valid_from, valid_to
    from item_age
    where item_kind <> 'drug' and doubt is null
),

-- one row per charge of an age-limited item, with the person's age when the encounter began
aged_line as (
    select
        coalesce(line.local_item_name, line.item_name, limited.item_name, '新生') as own_name,
        encounter.started_at, encounter.class,
        regexp_matches(concat_ws(' ', encounter.department, line.department), '新生|NICU|早产|产科|产房|母婴') as is_newborn_ward,
        regexp_matches(concat_ws(' ', encounter.department, line.department, provider.name), '儿科|儿内|儿外|儿保|小儿|儿童|PICU') as is_child_ward,
        -- a code of the house tells no place
        not regexp_matches(concat_ws('', encounter.department, line.department), '[一-龥]') as is_place_unknown,
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, limited.item_name, line.item_code) as item_name,
        coalesce(line.local_item_code, line.item_code) as local_item_code, line.covered_amount,
        -- of a name that is the house's own for want of the catalogue's the list is asked
        coalesce(
            line.local_item_name = line.item_name
            and contains(coalesce(limited.item_name, line.item_name), substr(line.local_item_name, 1, 2)), false
        ) as is_own_name,
        limited.max_age_days, limited.max_age_years, limited.min_age_years,
        limited.valid_from is null and line.charged_on < cast($known_from as date) as is_before_known,
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
    left join provider on line.provider_id = provider.provider_id
    where
        line.item_code in (select limit_of.item_code from limit_of) -- gate: equivalent, bounds work
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

-- births are settled on the mother's account, and so may the baby be
obstetric as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|Z3[4-9])')
),

-- the baby of a mother who lay in childbed there some weeks ago
after_birth as (
    select distinct aged_line.claim_line_id
    from aged_line
    inner join encounter as birth
        on aged_line.person_id = birth.person_id and aged_line.provider_id = birth.provider_id
    semi join obstetric on birth.encounter_id = obstetric.encounter_id
    where
        aged_line.max_age_days is not null
        and date_diff('day', cast(birth.started_at as date), aged_line.charged_on) between 0 and $childbed_days
),

preterm as (
    select distinct encounter_id from derived.encounter_diagnosis where starts_with(code, 'P07')
),

-- the stay began in another hospital, the day before at the latest, and the baby was young enough there
begun_before as (
    select distinct aged_line.claim_line_id
    from aged_line
    inner join encounter as earlier on aged_line.person_id = earlier.person_id
    where
        earlier.class = 'inpatient'
        and earlier.started_at < aged_line.started_at
        and date_diff('day', cast(earlier.ended_at as date), cast(aged_line.started_at as date)) <= 1
        and aged_line.age_days - date_diff('day', cast(earlier.started_at as date), cast(aged_line.started_at as date))
        <= aged_line.max_age_days
),

-- a birth or a newborn's disease among an older person's diagnoses: a baby on the account
baby_named as (
    select distinct encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(P|Z38)')
),

unfit_line as (
    select
        case
            -- babies grow out of the words before they grow out of the care; youths of wards for children
            when aged_line.max_age_days is not null and aged_line.age_years < 1 then 'suspect'
            when aged_line.max_age_years is not null and aged_line.age_years < 18 then 'suspect'
            when aged_line.is_before_known then 'suspect'
            -- who is of an age to have a newborn may have had its services on the own card, before it had one;
            -- nobody lies in a bed of his own for that
            when
                aged_line.max_age_days is not null
                and aged_line.age_years between 18 and 50
                -- nor is it known whose bed it is where no ward is named
                and (aged_line.class <> 'inpatient' or aged_line.is_place_unknown)
                then 'suspect'
            when aged_line.is_newborn_ward or baby_named.encounter_id is not null then 'suspect'
            -- a grown person on a ward or in a hospital for children is a child on a parent's card
            when aged_line.is_child_ward and aged_line.age_years >= 18 then 'suspect'
            when not regexp_matches(aged_line.own_name, '新生|婴|儿|幼|早产|老|成人|岁') then 'suspect'
        end as certainty,
        aged_line.claim_line_id, aged_line.encounter_id, aged_line.person_id, aged_line.provider_id,
        aged_line.charged_on, aged_line.item_code, aged_line.item_name, aged_line.local_item_code,
        aged_line.covered_amount, aged_line.age_days, aged_line.age_years, aged_line.is_own_name,
        aged_line.max_age_days, aged_line.max_age_years, aged_line.min_age_years
    from aged_line
    -- an adult woman in childbed with a baby's services
    anti join obstetric
        on
            aged_line.encounter_id = obstetric.encounter_id
            and (aged_line.age_days > aged_line.max_age_days or aged_line.age_years > aged_line.max_age_years)
    left join baby_named on aged_line.encounter_id = baby_named.encounter_id
    anti join after_birth on aged_line.claim_line_id = after_birth.claim_line_id
    anti join begun_before on aged_line.claim_line_id = begun_before.claim_line_id
    anti join preterm
        on
            aged_line.encounter_id = preterm.encounter_id
            and aged_line.age_years < 1
    where
        (
            aged_line.age_days > aged_line.max_age_days
            or aged_line.age_years > aged_line.max_age_years
            or greatest(aged_line.age_years, aged_line.years_when_charged) < aged_line.min_age_years
        )
        and not aged_line.is_newborn
        and not (aged_line.is_newborn_ward and aged_line.max_age_days is not null and aged_line.age_years < 1)
        -- 1900-01-01 stands for an unknown date of birth
        and aged_line.age_years < 120
),

-- a whole hospital does not mistake adults for babies: its own code stands for something else
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
    min(unfit_line.age_days) as age_days,
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
group by unfit_line.encounter_id, unfit_line.provider_id, unfit_line.person_id, unfit_line.item_code
