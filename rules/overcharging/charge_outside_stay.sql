/* ---
title: Charges dated before the admission or after the discharge
title_zh: 计费日期不在住院期间
official: GZ10000201008000
version: 1
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例15, 条例38(七), 条例39(三), 条例16]
parameters:
  days_before: {type: integer, default: 1, min: 0, max: 30, step: 1, unit: days before the admission,
                note: "set 3 to 7 where tests before the admission are settled with the stay"}
  days_after: {type: integer, default: 1, min: 0, max: 30, step: 1, unit: days after the discharge,
               note: late bookkeeping}
tolerates: [claim_line.is_discharge_drug]
judged: select count(*) from encounter where class = 'inpatient' and ended_at is not null
message: "{lines} lines outside the stay from {admitted_on} to {discharged_on}"
message_zh: "住院 {admitted_on} 至 {discharged_on}，期间外有 {lines} 条收费明细"
innocent_when:
  - late bookkeeping, or drugs taken home and booked after the discharge
  - tests before the admission that the province settles with the stay
innocent_when_zh:
  - 补记账，或出院带药在出院后记账
  - 按当地政策并入住院结算的院前检查
verify_by:
  - the bookkeeping log of the lines and the execution record of the day they are dated
verify_by_zh:
  - 查记账日志及所记日期的执行记录
note: >-
  A stay that ends before it begins, and one with every line outside it, has a wrong date and
  not wrong charges: both are left to the data quality rules.
--- */
with
charged as (
    select encounter_id, cast(min(charged_at) as date) as first_on, cast(max(charged_at) as date) as last_on
    from claim_line
    group by encounter_id
),

-- finished stays whose first or last charge lies outside, before refunds
strayed as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on
    from charged
    inner join derived.stay as stay on charged.encounter_id = stay.encounter_id
    where
        stay.discharged_on >= stay.admitted_on
        and (
            date_diff('day', charged.first_on, stay.admitted_on) > $days_before -- gate: equivalent, bounds work
            or date_diff('day', stay.discharged_on, charged.last_on) > $days_after -- gate: equivalent, bounds work
        )
),

-- one row per line of such a stay, with whether it lies outside
dated as (
    select
        line.claim_line_id, line.encounter_id, line.charged_on, line.covered_amount,
        stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        case
            when date_diff('day', line.charged_on, stay.admitted_on) > $days_before then 1
            when
                date_diff('day', stay.discharged_on, line.charged_on) > $days_after
                and not coalesce(line.is_discharge_drug, false)
                then 1
            else 0
        end as is_outside
    from derived.net_claim_line as line
    inner join strayed as stay on line.encounter_id = stay.encounter_id
),

outside as (
    select
        claim_line_id, encounter_id, charged_on, covered_amount, person_id, provider_id, admitted_on,
        discharged_on
    from dated
    where is_outside = 1
),

rightly_dated as (
    select distinct encounter_id
    from dated
    where is_outside = 0
)

select
    outside.encounter_id as subject_id,
    outside.provider_id, outside.person_id, outside.admitted_on, outside.discharged_on,
    count(outside.claim_line_id) as lines,
    cast(sum(outside.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(outside.claim_line_id) as claim_line_ids,
    [outside.encounter_id] as encounter_ids,
    min(outside.charged_on) as occurred_from,
    max(outside.charged_on) as occurred_to
from outside
semi join rightly_dated on outside.encounter_id = rightly_dated.encounter_id
group by
    outside.encounter_id, outside.provider_id, outside.person_id, outside.admitted_on, outside.discharged_on
