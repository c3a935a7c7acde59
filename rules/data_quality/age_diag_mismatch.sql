/* ---
title: Diagnosis that does not belong to the person's age
title_zh: 诊断与参保人年龄不符
official: GZ10000204007000
version: 3
status: stable
certainty: suspect
subject: encounter
identity: [code]
scope: encounter
basis: [条例16, 条例39(三), 两库]
message: "diagnosis {code} ({code_name}) at {age_years} years"
message_zh: "{age_years} 岁患者的诊断编码 {code}（{code_name}）"
innocent_when:
  - the code was mapped or typed wrongly
  - the date of birth is registered wrongly
  - a newborn is settled on the parent's account, in a ward that does not tell it
innocent_when_zh:
  - 编码映射或录入错误
  - 出生日期登记错误
  - 新生儿在父母账户结算，且科室看不出
verify_by:
  - front page of the medical record
verify_by_zh:
  - 调取病案首页
tolerates: [claim, claim.original_claim_id, encounter.is_newborn, encounter.main_diagnosis, encounter.department]
loss: group_payment
source: [national rule library]
--- */
with
used_diagnosis as (
    select distinct code from derived.encounter_diagnosis
),

limited_code as (
    select
        used_diagnosis.code, icd_age.name_zh, icd_age.min_age_years, icd_age.max_age_years,
        icd_age.valid_from, icd_age.valid_to
    from used_diagnosis
    inner join icd_age on starts_with(used_diagnosis.code, icd_age.diagnosis_prefix)
),

-- births are settled on the mother's account, and so may the baby be
obstetric as (
    select encounter_id from encounter where visit_type in ('51', '52')
    union
    select encounter_id from derived.encounter_diagnosis where regexp_matches(code, '^(O|Z3[4-9])')
),

-- one row per limited code of an encounter; distinct, so that these few are found before encounters are joined
limited as (
    select distinct
        stated.encounter_id, stated.code, limited_code.name_zh, limited_code.min_age_years,
        limited_code.max_age_years, limited_code.valid_from, limited_code.valid_to
    from derived.encounter_diagnosis as stated
    inner join limited_code on stated.code = limited_code.code
),

aged as (
    select
        limited.encounter_id, limited.code, limited.name_zh, limited.min_age_years, limited.max_age_years,
        encounter.provider_id, encounter.person_id, encounter.started_at, encounter.ended_at,
        -- a grown-up in the newborn ward is its baby, on a parent's account
        coalesce(encounter.is_newborn, false)
        or coalesce(regexp_matches(encounter.department, '(新生儿|NICU|母婴)'), false) as is_newborn,
        cast(floor((
            year(encounter.started_at) * 10000 + month(encounter.started_at) * 100 + day(encounter.started_at)
            - year(person.birth_date) * 10000 - month(person.birth_date) * 100 - day(person.birth_date)
        ) / 10000) as integer) as age_years
    from limited
    inner join encounter on limited.encounter_id = encounter.encounter_id
    inner join person on encounter.person_id = person.person_id
    where
        cast(encounter.started_at as date) >= coalesce(limited.valid_from, date '1900-01-01')
        and cast(encounter.started_at as date) < coalesce(limited.valid_to, date '2200-01-01')
)

select
    aged.encounter_id as subject_id,
    aged.provider_id,
    aged.person_id,
    aged.code,
    min(aged.name_zh) as code_name,
    aged.age_years,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [aged.encounter_id] as encounter_ids,
    aged.started_at as occurred_from,
    coalesce(aged.ended_at, aged.started_at) as occurred_to
from aged
anti join derived.taken_back_visit as taken_back on aged.encounter_id = taken_back.encounter_id
anti join obstetric on aged.encounter_id = obstetric.encounter_id and aged.max_age_years < 18
where
    (aged.age_years < aged.min_age_years or aged.age_years > aged.max_age_years)
    and not aged.is_newborn
    -- 1900-01-01 stands for an unknown date of birth
    and aged.age_years < 120
group by
    aged.encounter_id, aged.provider_id, aged.person_id, aged.code, aged.age_years,
    aged.started_at, aged.ended_at
