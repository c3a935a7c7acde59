/* ---
title: Several small settlements of one person on one day at one place
title_zh: 同日多笔小额结算（分解处方）
official: none
version: 1
status: stable
certainty: suspect
subject: person
identity: [provider_id, settled_on]
scope: person
basis: [条例15, 条例38(二)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter.department]
parameters:
  min_claims: {type: integer, default: 3, min: 2, step: 1, unit: settlements on the day}
  max_claim_amount: {type: decimal, default: 200, min: 1, step: 100, unit: yuan a settlement, note: a proposal}
message: "{claims} settlements of {provider_id} on {settled_on}, {total} yuan together, none above {max_claim_amount}"
message_zh: "{settled_on} 在 {provider_id} 结算 {claims} 笔，合计 {total} 元，单笔均不超过 {max_claim_amount} 元"
innocent_when:
  - visits to several departments
  - tests paid one after the other as they were ordered
  - medicines fetched for the family with the family account
innocent_when_zh:
  - 同日分科就诊
  - 检查检验分次缴费
  - 家庭共济代家人购药
verify_by:
  - the prescriptions of the day and who wrote them
  - the cashier's account and the recording of the counter
verify_by_zh:
  - 核对当日处方及开具人
  - 核对收费员账号和柜台监控
note: Settlements count within one department and one kind of visit; hospital stays are left out, and days on which the person was treated in courses (dialysis).
note_zh: 同一科室、同类就诊内计数；住院和透析等疗程治疗不计。
--- */
with
settlement as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.total_amount,
        cast(claim.settled_at as date) as settled_on,
        coalesce(encounter.department, '') as department,
        row_number() over (
            partition by
                claim.person_id, claim.provider_id, cast(claim.settled_at as date),
                coalesce(encounter.department, '')
            order by claim.settled_at, claim.claim_id
        ) as nth,
        count(claim.claim_id) over (
            partition by
                claim.person_id, claim.provider_id, cast(claim.settled_at as date),
                coalesce(encounter.department, '')
        ) as claims
    from claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    anti join claim as refund
        on claim.claim_id = refund.original_claim_id and refund.is_refund
    where
        not claim.is_refund
        and encounter.class in ('outpatient', 'pharmacy')
        and claim.total_amount > 0
        and claim.total_amount <= $max_claim_amount
        and not regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(N18|Z49|Z51)')
),

split_day as (
    select
        settlement.person_id, settlement.provider_id, settlement.settled_on,
        settlement.department, settlement.claims, settlement.claim_id, settlement.encounter_id,
        settlement.total_amount, settlement.nth, line.claim_line_id, line.covered_amount
    from settlement
    left join derived.net_claim_line as line
        on settlement.claim_id = line.claim_id and settlement.nth > 1
    where settlement.claims >= $min_claims
)

select
    person_id as subject_id, person_id, provider_id, settled_on,
    count(distinct claim_id) as claims,
    cast(sum(total_amount / claim_lines) as decimal(18, 2)) as total,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(claim_line_id) filter (where claim_line_id is not null), cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    settled_on as occurred_from,
    settled_on as occurred_to
from (
    select
        person_id, provider_id, settled_on, claim_id, encounter_id, total_amount, claim_line_id,
        covered_amount,
        count(claim_id) over (partition by claim_id) as claim_lines
    from split_day
) as paid
group by person_id, provider_id, settled_on
