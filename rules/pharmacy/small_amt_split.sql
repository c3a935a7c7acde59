/* ---
title: Several small settlements of one person on one day at one place
title_zh: 同日多笔小额结算（分解处方）
official: none
version: 5
status: stable
certainty: suspect
subject: person
identity: [provider_id, settled_on]
scope: person
basis: [条例38(二), 条例15]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter.visit_type, encounter.practitioner_id, encounter.department, encounter.main_diagnosis]
evidence: {kept: {claim_line: kept_line_ids}}
parameters:
  min_claims: {type: integer, default: 3, min: 2, step: 1, unit: visits on the day that brought drugs, note: "or settlements that brought one and the same drug"}
  max_claim_amount: {type: decimal, default: 200, min: 1, step: 100, unit: yuan a settlement, note: a proposal}
message: "{claims} settlements with drugs of {visits} visits at {provider_id} on {settled_on}, {total} yuan together, none above {max_claim_amount}{repeated}"
message_zh: "{settled_on} 在 {provider_id} 就诊 {visits} 次、结算含药费用 {claims} 笔，合计 {total} 元，单笔均不超过 {max_claim_amount} 元{repeated_zh}"
innocent_when:
  - visits to several departments or for several diseases (left out, where they are recorded and more than one doctor saw the patient)
  - registration, tests and drugs of one visit paid one after the other (left out; a shop has no such steps)
  - what the fund of special diseases pays settled apart at a shop (left out)
  - medicines fetched for the family with the family account
  - a limit for each settlement in the region's system that forces several
innocent_when_zh:
  - 同日分科、分病种就诊（有记录且非同一医师接诊的已排除）
  - 一次就诊的挂号、检查、取药分次缴费（已排除；药店购药无此步骤）
  - 药店慢特病与普通购药分开结算（已排除）
  - 家庭共济代家人购药
  - 当地系统单笔限额导致分笔
verify_by:
  - the prescriptions of the day and who wrote them
  - the cashier's account and the recording of the counter
verify_by_zh:
  - 核对当日处方及开具人
  - 核对收费员账号和柜台监控
note: One visit paid in steps is one visit, and only settlements that brought drugs count. Visits count within one department and one disease, or one doctor whatever the diseases, special diseases apart (at a hospital and at a shop), from the day they began on, so that visits of several days settled together do not fall together; hospital stays and days of treatment in courses (dialysis) are left out. The first settlement may stand.
note_zh: 一次就诊分次缴费算一次，只计含药品的结算；同一科室、同一病种、同日开始且同日结算的才合并计数，多日就诊集中结算的不计；住院和透析等疗程治疗不计。首笔可成立。
--- */
with
-- ordinary visits of a person to one doctor on one day: a doctor sees him once, whatever he writes each time
one_doctor as (
    select encounter.person_id, encounter.provider_id, encounter.practitioner_id, cast(encounter.started_at as date) as started_on
    from encounter
    where
        encounter.class = 'outpatient'
        -- special diseases are settled one by one
        and not coalesce(starts_with(encounter.visit_type, '14'), false)
        and encounter.practitioner_id is not null -- gate: equivalent, a null joins no visit
    group by encounter.person_id, encounter.provider_id, encounter.practitioner_id, cast(encounter.started_at as date)
    having count(encounter.encounter_id) >= $min_claims
),

-- persons with as many small settlements on a day, whatever was bought
busy as (
    select person_id, provider_id, cast(settled_at as date) as settled_on
    from claim
    where
        not is_refund -- gate: equivalent, bounds work
        and total_amount > 0 -- gate: equivalent, bounds work
        and total_amount <= $max_claim_amount -- gate: equivalent, bounds work
    group by person_id, provider_id, cast(settled_at as date)
    having count(claim_id) >= $min_claims -- gate: equivalent, bounds work
),

busy_claim as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.total_amount, claim.settled_at,
        busy.settled_on, claim.is_refund
    from claim
    inner join busy -- gate: equivalent, bounds work
        on
            claim.person_id = busy.person_id -- gate: equivalent, bounds work
            and claim.provider_id = busy.provider_id -- gate: equivalent, bounds work
            and cast(claim.settled_at as date) = busy.settled_on
),

settlement as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.total_amount,
        claim.settled_at, claim.settled_on,
        cast(encounter.started_at as date) as started_on,
        coalesce(encounter.department, '') as department,
        -- at a shop nothing is paid in steps: each settlement is a purchase
        case when encounter.class = 'pharmacy' then claim.claim_id else claim.encounter_id end as visit,
        case
            when one_doctor.practitioner_id is not null and not coalesce(starts_with(encounter.visit_type, '14'), false)
                then 'doctor ' || one_doctor.practitioner_id
            -- a shop settles what the fund of special diseases pays apart from what the account pays
            when encounter.visit_type = '9929' then 'special ' || coalesce(substr(encounter.main_diagnosis, 1, 3), '')
            else coalesce(substr(encounter.main_diagnosis, 1, 3), '')
        end as disease
    from busy_claim as claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    left join one_doctor
        on
            encounter.person_id = one_doctor.person_id
            and encounter.provider_id = one_doctor.provider_id
            and encounter.practitioner_id = one_doctor.practitioner_id
            and cast(encounter.started_at as date) = one_doctor.started_on
    where
        not claim.is_refund -- gate: equivalent, a refund is void or negative
        and encounter.class in ('outpatient', 'pharmacy')
        and claim.total_amount > 0
        and claim.total_amount <= $max_claim_amount
        and not regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(N18|Z49|Z51)')
),

-- one row per drug line of these settlements
drug as (
    select
        settlement.claim_id, settlement.encounter_id, settlement.person_id, settlement.provider_id,
        settlement.total_amount, settlement.settled_at, settlement.settled_on,
        settlement.started_on, settlement.department, settlement.disease, settlement.visit,
        line.claim_line_id, line.item_code, line.covered_amount
    from settlement
    inner join derived.net_line_scan as line on settlement.claim_id = line.claim_id
    where
        coalesce(line.category in ('western_drug', 'patent_tcm', 'herbal_piece'), false)
        -- the code tells a drug where the category does not
        or regexp_matches(line.item_code, '^[XZT]')
),

-- in how many settlements of the day each drug stands
repeated as (
    select
        person_id, provider_id, settled_on, started_on, department, disease, item_code,
        count(distinct claim_id) as claims
    from drug
    group by person_id, provider_id, settled_on, started_on, department, disease, item_code
),

most_repeated as (
    select person_id, provider_id, settled_on, started_on, department, disease, max(claims) as same_drug
    from repeated
    group by person_id, provider_id, settled_on, started_on, department, disease
),

placed as (
    select
        drug.claim_id, drug.encounter_id, drug.person_id, drug.provider_id,
        drug.settled_on, drug.started_on, drug.department, drug.disease, drug.visit, drug.claim_line_id,
        drug.covered_amount, most_repeated.same_drug,
        dense_rank() over (
            partition by
                drug.person_id, drug.provider_id, drug.settled_on, drug.started_on, drug.department,
                drug.disease
            order by drug.settled_at, drug.claim_id
        ) as nth,
        drug.total_amount / count(drug.claim_line_id) over (partition by drug.claim_id) as line_share
    from drug
    inner join most_repeated
        on
            drug.person_id = most_repeated.person_id
            and drug.provider_id = most_repeated.provider_id
            and drug.settled_on = most_repeated.settled_on
            and drug.started_on = most_repeated.started_on
            and drug.department = most_repeated.department
            and drug.disease = most_repeated.disease
),

split_day as (
    select
        person_id, provider_id, settled_on, department, disease,
        count(distinct claim_id) as claims,
        count(distinct encounter_id) as visits,
        max(same_drug) as same_drug,
        cast(sum(line_share) as decimal(18, 2)) as total,
        cast(sum(covered_amount) filter (where nth > 1) as decimal(18, 2)) as amount_at_risk,
        list(claim_line_id) filter (where nth > 1) as claim_line_ids,
        list(claim_line_id) filter (where nth = 1) as kept_line_ids,
        list(distinct encounter_id) as encounter_ids
    from placed
    group by person_id, provider_id, settled_on, started_on, department, disease
    having count(distinct visit) >= $min_claims or max(same_drug) >= $min_claims
)

select
    person_id as subject_id, person_id, provider_id, settled_on,
    sum(claims) as claims,
    sum(visits) as visits,
    max(same_drug) as same_drug,
    case when max(same_drug) > 1 then concat('; one drug in ', max(same_drug), ' of them') when count(*) = 1 then '; no drug twice' else '' end as repeated,
    case when max(same_drug) > 1 then concat('；同一药品出现在其中 ', max(same_drug), ' 笔') when count(*) = 1 then '；各笔药品均不相同' else '' end as repeated_zh,
    sum(total) as total,
    cast(sum(amount_at_risk) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    flatten(list(kept_line_ids)) as kept_line_ids,
    list_distinct(flatten(list(encounter_ids))) as encounter_ids,
    settled_on as occurred_from,
    settled_on as occurred_to
from split_day
group by person_id, provider_id, settled_on
