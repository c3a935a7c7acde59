/* ---
title: Visits of a month settled long after they ended
title_zh: 就诊数据非实时上传
official: GZ10000201007000
version: 6
status: stable
certainty: suspect
subject: provider
identity: [month_from]
scope: provider
parts: [open_visit]
basis: [条例16, 条例39(三), 两库]
parameters:
  late_after_days: {type: integer, default: 3, min: 1, step: 1, unit: days after the visit ended, note: a proposal}
  min_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.05, unit: share of the month's settlements, note: a proposal}
  batch_share: {type: decimal, default: 0.8, min: 0.5, max: 1, step: 0.05, unit: of the month's visits settled on one day, note: "a proposal; that is the custom of the house, told once for all such months"}
  min_claims: {type: integer, default: 10, min: 1, step: 1, unit: late settlements of the month, note: a proposal}
message: "{late} of {claims} visits since {month_from} [late:was|were] settled more than {late_after_days} days after [late:it|they] ended"
message_zh: "{month_from} 起当月 {claims} 次就诊中 {late} 次在结束 {late_after_days} 天以后才结算"
innocent_when:
  - the line to the bureau was down
  - manual reimbursement of visits elsewhere
innocent_when_zh:
  - 网络或接口故障
  - 异地就医手工报销
verify_by:
  - the hospital's own records of those visits and when they were entered
verify_by_zh:
  - 核对院内就诊记录及录入时间
tolerates: [claim_line, encounter.visit_type]
source: [rule catalogue setl_list_dq]
note: >-
  Hospital stays are often settled days after discharge and are not judged. Months of which nearly all visits
  were settled on one day are the custom of a house that settles by the month: one finding for all of them.
note_zh: 住院常在出院数日后结算，不判。当月就诊几乎全部集中于一日结算的，属机构按月汇总结算的习惯，各月合为一条疑点。
--- */
with
-- visits that are not closed end with their last charge
open_visit as (
    select line.encounter_id, max(line.charged_at) as last_at
    from claim_line as line
    inner join encounter
        on line.encounter_id = encounter.encounter_id -- gate: equivalent, bounds work
    where
        encounter.class <> 'inpatient' -- gate: equivalent, bounds work: stays are left out below
        and encounter.ended_at is null -- gate: equivalent, bounds work: an end goes before
    group by line.encounter_id
),

-- months of which enough settlements came late, each by itself
slow_month as (
    select encounter.provider_id, cast(date_trunc('month', encounter.started_at) as date) as month_from
    from encounter
    inner join claim
        on encounter.encounter_id = claim.encounter_id -- gate: equivalent, bounds work
    left join open_visit
        on encounter.encounter_id = open_visit.encounter_id -- gate: equivalent, bounds work
    where
        encounter.class <> 'inpatient' -- gate: equivalent, bounds work
        and not claim.is_refund -- gate: equivalent, bounds work
        and date_diff(
            'day', cast(coalesce(encounter.ended_at, open_visit.last_at, encounter.started_at) as date),
            cast(claim.settled_at as date)
        ) > $late_after_days -- gate: equivalent, bounds work
    group by encounter.provider_id, cast(date_trunc('month', encounter.started_at) as date)
    having count(*) >= $min_claims -- gate: equivalent, bounds work
),

slow_visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.started_at, encounter.ended_at,
        slow_month.month_from
    from encounter
    inner join slow_month
        on
            encounter.provider_id = slow_month.provider_id -- gate: equivalent, bounds work
            and cast(date_trunc('month', encounter.started_at) as date) = slow_month.month_from
    where
        encounter.class <> 'inpatient'
        -- special diseases are opened for a year and settled by the month
        and not coalesce(starts_with(encounter.visit_type, '14'), false)
),

first_settlement as (
    select claim.encounter_id, min(claim.settled_at) as settled_at
    from claim
    semi join slow_visit -- gate: equivalent, bounds work
        on claim.encounter_id = slow_visit.encounter_id -- gate: equivalent, bounds work
    where not claim.is_refund
    group by claim.encounter_id
),

-- one row per visit with its first settlement: what is paid in steps was settled in time when its
-- first step was; a visit of years ago is a wrong date, not a late upload
settled_visit as (
    select
        visit.encounter_id, visit.provider_id, visit.started_at, visit.month_from,
        -- taken back and settled anew under another number it was settled in time when it was so at first
        min(cast(first_settlement.settled_at as date)) over same_visit as settled_on,
        date_diff(
            'day',
            cast(coalesce(visit.ended_at, open_visit.last_at, visit.started_at) as date),
            min(cast(first_settlement.settled_at as date)) over same_visit
        ) as days_after
    from slow_visit as visit
    inner join first_settlement on visit.encounter_id = first_settlement.encounter_id
    left join open_visit on visit.encounter_id = open_visit.encounter_id
    window same_visit as (
        partition by coalesce(visit.person_id, visit.encounter_id), visit.provider_id, visit.started_at
    )
),

settled_day as (
    select provider_id, month_from, settled_on, count(encounter_id) as visits
    from settled_visit
    group by provider_id, month_from, settled_on
),

batch_month as (
    select provider_id, month_from
    from settled_day
    group by provider_id, month_from
    having max(visits) >= $batch_share * sum(visits)
),

late_month as (
    select
        provider_id, month_from,
        count(encounter_id) as claims,
        count(encounter_id) filter (where days_after > $late_after_days) as late,
        list(encounter_id) filter (where days_after > $late_after_days) as encounter_ids,
        min(started_at) filter (where days_after > $late_after_days) as occurred_from,
        max(started_at) filter (where days_after > $late_after_days) as occurred_to
    from settled_visit
    where days_after < 365
    group by provider_id, month_from
    having
        count(encounter_id) filter (where days_after > $late_after_days) >= $min_claims
        and count(encounter_id) filter (where days_after > $late_after_days) > $min_share * count(encounter_id)
)

select
    late_month.provider_id as subject_id,
    late_month.provider_id,
    min(late_month.month_from) as month_from,
    cast(sum(late_month.claims) as bigint) as claims,
    cast(sum(late_month.late) as bigint) as late,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    flatten(list(late_month.encounter_ids)) as encounter_ids,
    min(late_month.occurred_from) as occurred_from,
    max(late_month.occurred_to) as occurred_to
from late_month
left join batch_month
    on late_month.provider_id = batch_month.provider_id and late_month.month_from = batch_month.month_from
group by
    late_month.provider_id,
    case when batch_month.provider_id is null then late_month.month_from end
