/* ---
title: Diagnosis or operation that the person's sex cannot have
title_zh: 诊断、手术操作编码与参保人性别不符
official: [GZ10000201005000, GZ10000204006000]
version: 4
status: stable
certainty: suspect
subject: encounter
identity: [kind, code]
scope: encounter
joins: written
basis: [条例16, 条例38(七), 条例39(三), 两库]
message: "{kind} {code} ({code_name}) of a {sex_name} person"
message_zh: "{sex_name_zh}患者的{kind_zh}编码 {code}（{code_name}）"
innocent_when:
  - the code was mapped or typed wrongly
  - the sex is registered wrongly, or the person is intersex
  - a newborn is settled on the parent's account, in a ward that does not tell it
  - a purchase for the wife or husband from the family's personal account (left out where a shop's sale or a clinic's visit covers nothing)
innocent_when_zh:
  - 编码映射或录入错误
  - 性别登记错误或双性畸形
  - 新生儿在父母账户结算，且科室看不出
  - 家庭共济个人账户代配偶购药（药店、门诊全部未纳入统筹的已排除）
verify_by:
  - front page of the medical record
verify_by_zh:
  - 调取病案首页
tolerates: [claim, claim.original_claim_id, claim_line, procedure, encounter.is_newborn, encounter.main_diagnosis, encounter.department]
loss: group_payment
source: [rule catalogue sex_diag_oprn_mismatch]
note: >-
  Which of the two is wrong, code or sex, the data do not tell, hence suspect. A wrong code may move the stay into another group; what the fund lost is unknown until it is grouped again.
note_zh: 编码与性别哪一项有误，数据无法判断，故为疑似。编码有误可能使病例入错病组；重新分组之前，基金损失未知。
--- */
with
used_diagnosis as (
    select distinct code from derived.encounter_diagnosis
),

used_procedure as (
    select distinct code from procedure
),

limited_diagnosis as (
    select used_diagnosis.code, icd_sex.name_zh, icd_sex.allowed_sex, icd_sex.valid_from, icd_sex.valid_to
    from used_diagnosis
    inner join icd_sex on starts_with(used_diagnosis.code, icd_sex.diagnosis_prefix)
),

limited_procedure as (
    select
        used_procedure.code, procedure_sex.name_zh, procedure_sex.allowed_sex,
        procedure_sex.valid_from, procedure_sex.valid_to
    from used_procedure
    inner join procedure_sex on starts_with(used_procedure.code, procedure_sex.procedure_prefix)
),

-- one row per code of an encounter and limit that names it
coded as (
    select
        'diagnosis' as kind, stated.encounter_id, stated.code, limited.name_zh, limited.allowed_sex,
        limited.valid_from, limited.valid_to
    from derived.encounter_diagnosis as stated
    inner join limited_diagnosis as limited on stated.code = limited.code
    union all
    select
        'procedure' as kind, procedure.encounter_id, procedure.code, limited.name_zh, limited.allowed_sex,
        limited.valid_from, limited.valid_to
    from procedure
    inner join limited_procedure as limited on procedure.code = limited.code
),

-- codes of the other sex: few of all, and what excuses them is asked of these
contrary as (
    select
        coded.kind, coded.encounter_id, coded.code, coded.name_zh, coded.allowed_sex,
        encounter.provider_id, encounter.person_id, encounter.class, encounter.visit_type,
        encounter.started_at, encounter.ended_at, person.sex
    from encounter
    inner join coded on encounter.encounter_id = coded.encounter_id
    inner join person on encounter.person_id = person.person_id
    where
        cast(encounter.started_at as date) >= coalesce(coded.valid_from, date '1900-01-01')
        and cast(encounter.started_at as date) < coalesce(coded.valid_to, date '2200-01-01')
        and (
            (coded.allowed_sex = 'female' and person.sex = '1')
            or (coded.allowed_sex = 'male' and person.sex = '2')
        )
        and not coalesce(encounter.is_newborn, false)
        -- the baby of a newborn ward lies on the account of a parent of the other sex
        and not coalesce(regexp_matches(encounter.department, '(新生儿|NICU|母婴)'), false)
),

-- births are settled on the mother's account, and so may the baby be
obstetric as (
    select encounter_id from contrary where visit_type in ('51', '52')
    union
    select stated.encounter_id
    from derived.encounter_diagnosis as stated
    where
        stated.encounter_id in (select contrary.encounter_id from contrary) -- gate: equivalent, bounds work
        and regexp_matches(stated.code, '^(O|Z3[4-9])')
),

-- paid from a purse, perhaps the family's, and not by the fund
uncovered as (
    select line.encounter_id
    from derived.net_line_scan as line
    where
        line.encounter_id in (
            select contrary.encounter_id from contrary where contrary.class in ('pharmacy', 'outpatient')
        )
    group by line.encounter_id
    having sum(line.covered_amount) = 0
)

select
    contrary.encounter_id as subject_id,
    contrary.provider_id,
    contrary.person_id,
    contrary.kind,
    case contrary.kind when 'diagnosis' then '诊断' else '手术操作' end as kind_zh,
    contrary.code,
    min(contrary.name_zh) as code_name,
    case contrary.sex when '1' then 'male' else 'female' end as sex_name,
    case contrary.sex when '1' then '男性' else '女性' end as sex_name_zh,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [contrary.encounter_id] as encounter_ids,
    contrary.started_at as occurred_from,
    coalesce(contrary.ended_at, contrary.started_at) as occurred_to
from contrary
anti join derived.taken_back_visit as taken_back on contrary.encounter_id = taken_back.encounter_id
anti join uncovered on contrary.encounter_id = uncovered.encounter_id
anti join obstetric on contrary.encounter_id = obstetric.encounter_id and contrary.allowed_sex = 'male'
group by
    contrary.encounter_id, contrary.provider_id, contrary.person_id, contrary.kind, contrary.code,
    contrary.sex, contrary.started_at, contrary.ended_at
