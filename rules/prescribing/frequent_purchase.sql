/* ---
title: A person's purchases at pharmacies on many days of a month
title_zh: 频繁购药
official: GZ10000204003000
version: 1
status: stable
certainty: suspect
subject: person
identity: [month_from]
scope: person
basis: [条例15, 条例17, 条例38(二)]
parameters:
  min_days: {type: integer, default: 10, min: 2, step: 1, unit: days with a purchase in the month, note: a proposal}
message: "purchases on {days} days of the month from {month_from} on, at {providers} pharmacies"
message_zh: "{month_from} 起当月购药 {days} 天，涉及 {providers} 家药店"
innocent_when:
  - one card buys for a family where the region allows it
innocent_when_zh:
  - 当地允许家庭共济，一卡为全家购药
verify_by:
  - what was bought for whom, and the pharmacies' pictures
verify_by_zh:
  - 核实购药品种、用药人和药店监控
source: [national rule library]
note: What the fund lost by it is unknown; rules on stockpiling and repeated drugs put amounts to it.
note_zh: 基金损失未知；金额由囤药、重复用药规则给出。
--- */
with
purchase_visit as (
    select encounter_id, person_id, provider_id, cast(started_at as date) as bought_on
    from encounter
    where class = 'pharmacy'
),

-- months with visits enough, before anything was taken back
busy_month as (
    select person_id, date_trunc('month', bought_on) as month_from
    from purchase_visit
    group by person_id, date_trunc('month', bought_on)
    having count(encounter_id) >= $min_days -- gate: equivalent, bounds work
)

select
    visit.person_id as subject_id,
    visit.person_id,
    min(visit.provider_id) as provider_id,
    cast(date_trunc('month', visit.bought_on) as date) as month_from,
    count(distinct visit.bought_on) as days,
    count(distinct visit.provider_id) as providers,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(distinct visit.encounter_id) as encounter_ids,
    min(visit.bought_on) as occurred_from,
    max(visit.bought_on) as occurred_to
from purchase_visit as visit
semi join busy_month -- gate: equivalent, bounds work
    on
        visit.person_id = busy_month.person_id -- gate: equivalent, bounds work
        and date_trunc('month', visit.bought_on) = busy_month.month_from -- gate: equivalent, bounds work
-- what was taken back was not bought
semi join derived.net_claim_line as line on visit.encounter_id = line.encounter_id
group by visit.person_id, cast(date_trunc('month', visit.bought_on) as date)
having count(distinct visit.bought_on) >= $min_days
