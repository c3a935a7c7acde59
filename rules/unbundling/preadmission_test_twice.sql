/* ---
title: Tests before the admission charged by the clinic and again in the stay
title_zh: 入院前检查在门诊结算后又计入住院费用
official: GZ10000102012000
version: 2
status: stable
certainty: suspect
subject: encounter
scope: person
basis: [条例38(三), 条例15]
parameters:
  least_items: {type: integer, default: 3, min: 1, step: 1, unit: different tests, note: "a proposal; one or two may have been done again in the emergency room"}
message: "{items} tests of {charged_on}, before the admission of {admitted_on}, [items:was|were] settled at the clinic and [items:stands|stand] in the stay's bill too"
message_zh: "{admitted_on} 入院，{charged_on} 的检查检验 {items} 项已在门诊结算，又以同一时间计入住院费用"
innocent_when:
  - the tests were taken into the stay's bill by rule, and the refund of the clinic's settlement was not delivered
  - a patient without hours in his bills was tested twice on one day before the admission
innocent_when_zh:
  - 按规定将院前检查并入住院，门诊冲退未纳入本次数据
  - 费用无时分，入院前同一天确实重复检查
verify_by:
  - report numbers of the tests, of which each has one
  - whether the clinic's settlement was refunded
verify_by_zh:
  - 核对检查检验报告单号，一次检查仅一份报告
  - 核实门诊结算是否已退费
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount]
judged: select count(*) from derived.stay where not is_open and not is_refunded
source: ["published reports of inspections: tests before the admission on two bills"]
evidence: {kept: {claim_line: kept_line_ids}}
note: >-
  Asked of one provider and person: a laboratory test or examination whose time lies before the admission, and a line of the same item with
  the same time in a visit that was settled by itself. Without hours only days before the day of admission tell. The clinic's line is kept, the stay's is at risk.
note_zh: 限同一机构同一患者：住院明细中发生时间早于入院的检查检验，另有门急诊以同一时间结算同一项目。无时分的，仅比对入院前日期。保留门诊一条，住院一条为疑点。
--- */
with
-- tests of a stay from before it
early as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.charged_at, line.charged_on, line.covered_amount, stay.admitted_on
    from derived.net_line_scan as line
    inner join derived.stay as stay on line.encounter_id = stay.encounter_id
    where
        coalesce(line.category in ('laboratory', 'examination'), false)
        and line.covered_amount > 0
        and line.charged_at < stay.started_at
        -- a day without hours says nothing of before and after on the day of admission itself
        and (line.charged_on < stay.admitted_on or line.charged_at > cast(line.charged_on as timestamp))
),

settled as (
    select
        early.claim_line_id, early.encounter_id, early.person_id, early.provider_id, early.item_code, early.charged_on,
        early.covered_amount, early.admitted_on,
        min(other.claim_line_id) as kept_line_id
    from early
    inner join derived.net_claim_line as other
        on
            early.person_id = other.person_id
            and early.provider_id = other.provider_id
            and early.item_code = other.item_code
            and early.charged_at = other.charged_at
    inner join encounter on other.encounter_id = encounter.encounter_id
    where
        encounter.class <> 'inpatient'
        and other.covered_amount > 0
    group by
        early.claim_line_id, early.encounter_id, early.person_id, early.provider_id, early.item_code, early.charged_on,
        early.covered_amount, early.admitted_on
)

select
    encounter_id as subject_id, provider_id, person_id, admitted_on,
    min(charged_on) as charged_on,
    count(distinct item_code) as items,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct kept_line_id) as kept_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from settled
group by encounter_id, provider_id, person_id, admitted_on
having count(distinct item_code) >= $least_items
