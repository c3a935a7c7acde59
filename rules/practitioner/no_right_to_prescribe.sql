/* ---
title: Drugs ordered under the number of a nurse or technician
title_zh: 无处方权人员（护士、技师）开具药品
official: none
version: 9
status: stable
certainty: suspect
subject: practitioner
identity: [provider_id]
scope: provider
parts: [own_line, booked_beside, booked_same_day, contrasted]
basis: [条例15, 条例38(七), 医师法]
parameters:
  min_persons: {type: integer, default: 3, min: 1, step: 1, unit: persons, note: "a proposal; one or two may be slips of the keyboard"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
  solvent: {type: string, default: "^((0?[.]9 ?%)? ?(氯化钠(注射液|[(（]|$)|生理盐水)|((5|10) ?%)? ?葡萄糖注射液|(5 ?%)? ?葡萄糖氯化钠注射液|(灭菌|无菌)?注射用水)", note: pattern of what other drugs are dissolved in}
message: "{practitioner_id}, registered as {role}, ordered drugs for {persons} persons between {first_on} and {last_on}: {lines} lines"
message_zh: "{practitioner_id} 登记为{role_zh}，{first_on} 至 {last_on} 为 {persons} 人开药 {lines} 条"
innocent_when:
  - who carried the order out was written where the ordering doctor belongs
  - the register still holds an earlier profession
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
innocent_when_zh:
  - 执行人误填在开单医师栏
  - 人员库仍为原类别，未更新
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
verify_by:
  - signatures on the prescriptions; licence of the person
verify_by_zh:
  - 核对处方签名和执业证书
tolerates: [claim_line.item_name, claim, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter]
judged: select count(distinct practitioner_id) from practitioner where role in ('nurse', 'technician')
source: [2025-hospital no. 5]
note: Drugs only; a stay, a visit or a day of a person at the house in which others ordered most of the drugs is left out, where a nurse books what belongs to an infusion, and so are the contrast medium of an examination that a doctor ordered, what other drugs are dissolved in (saline, glucose of 5 or 10 %, water), and consumables filed among the drugs; a technician may well stand beside a test or a treatment. Pharmacists are left out, whose number stands on what a pharmacy sells without prescription. Who is in no register is dr_unregistered's.
note_zh: 只看药品；同次就诊、住院或同日在本机构的药品主要由医师开具、护士仅记账配液的不计，医师所开检查的对比剂，以及配液用的生理盐水、5%或10%葡萄糖、注射用水和归入药费的耗材不计；检查治疗项目记技师属正常。药师不判断。不在人员库的见 dr_unregistered。
--- */
with
barred as (
    select practitioner_id, role
    from practitioner
    where role in ('nurse', 'technician')
),

-- drugs that they ordered
own_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.practitioner_id,
        line.charged_on, line.covered_amount, barred.role, regexp_matches(line.item_code, '^XV0[89]') as is_contrast
    from derived.net_claim_line as line
    inner join barred on line.practitioner_id = barred.practitioner_id
    -- what was not delivered may be what the doctor ordered
    anti join derived.undelivered_charge as undelivered
        on line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        -- who books what a drug is dissolved in, or a needle that the house files among the drugs, prescribes nothing
        and not regexp_matches(coalesce(line.item_name, ''), $solvent)
        and not regexp_matches(line.item_code, '^(XV07|C[0-9])')
        and line.practitioner_id in (select practitioner_id from barred) -- gate: equivalent, bounds work
),

-- stays and visits in which others ordered more drugs than they: the nurse books the saline for flushing
booked_beside as (
    select line.encounter_id
    from derived.net_line_scan as line
    left join barred on line.practitioner_id = barred.practitioner_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        and line.practitioner_id is not null
        and line.encounter_id in (select own_line.encounter_id from own_line) -- gate: equivalent, bounds work
    group by line.encounter_id
    having
        sum(case when barred.practitioner_id is null then line.covered_amount else 0 end)
        > sum(case when barred.practitioner_id is not null then line.covered_amount else 0 end)
),

-- the doctor's drugs of the day may stand under a visit number of their own
booked_same_day as (
    select line.person_id, line.provider_id, line.charged_on
    from derived.net_claim_line as line
    left join barred on line.practitioner_id = barred.practitioner_id
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        and line.practitioner_id is not null
        and encounter.class <> 'inpatient'
        and line.person_id in (select own_line.person_id from own_line) -- gate: equivalent, bounds work
    group by line.person_id, line.provider_id, line.charged_on
    having
        sum(case when barred.practitioner_id is null then line.covered_amount else 0 end)
        > sum(case when barred.practitioner_id is not null then line.covered_amount else 0 end)
),

-- the contrast medium belongs to the examination that a doctor ordered
contrasted as (
    select distinct line.encounter_id
    from derived.net_line_scan as line
    left join barred on line.practitioner_id = barred.practitioner_id
    where
        line.category = 'examination'
        and line.practitioner_id is not null
        and barred.practitioner_id is null
        and line.encounter_id in (select own_line.encounter_id from own_line) -- gate: equivalent, bounds work
)

select
    line.practitioner_id as subject_id, line.practitioner_id, line.provider_id,
    min(line.role) as role,
    case min(line.role) when 'nurse' then '护士' else '技师' end as role_zh,
    count(line.claim_line_id) as lines,
    count(distinct line.person_id) as persons,
    min(line.charged_on) as first_on,
    max(line.charged_on) as last_on,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    list(distinct line.encounter_id) as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from own_line as line
anti join booked_beside on line.encounter_id = booked_beside.encounter_id
anti join booked_same_day
    on
        line.person_id = booked_same_day.person_id
        and line.provider_id = booked_same_day.provider_id
        and line.charged_on = booked_same_day.charged_on
anti join contrasted on line.is_contrast and line.encounter_id = contrasted.encounter_id
where line.covered_amount > 0
group by line.practitioner_id, line.provider_id
having count(distinct line.person_id) >= $min_persons
