/* ---
title: What a visit costs at a provider in a month
title_zh: 定点医药机构月度次均费用
version: 1
status: draft                  # draft (scores in no lead) | stable | retired
subject: provider              # provider practitioner person stay item
period: month                  # month quarter year all
peers:                         # whom a subject is compared with, from narrow to wide
  - [period_from, kind]
peer_titles:
  kind: {title: kind of provider, title_zh: 同类机构}
features:                      # what may set a subject apart; `counts` is what a value is believed by
  cost_per_visit: {title: cost of a visit, title_zh: 次均费用, format: money, direction: high, scale: log, floor: 0.1, counts: visits, half_at: 10}
detectors: [robust_z]
innocent_when:
  - the provider treats graver cases than its peers
innocent_when_zh:
  - 收治病情较同类机构更重
verify_by:
  - bills of the dearest visits of the month
verify_by_zh:
  - 抽查当月费用最高的就诊账单
--- */
-- one row per provider and month of its visits
with visit as (
    select
        encounter.provider_id, encounter.encounter_id,
        date_trunc('month', encounter.started_at) as period_from,
        sum(line.amount) as amount
    from encounter
    inner join derived.net_claim_line as line on encounter.encounter_id = line.encounter_id
    group by encounter.provider_id, encounter.encounter_id, date_trunc('month', encounter.started_at)
)

select
    visit.provider_id as subject_id,
    visit.provider_id,
    cast(visit.period_from as date) as period_from,
    cast(visit.period_from + interval 1 month - interval 1 day as date) as period_to,
    min(provider.kind) as kind,
    sum(visit.amount) / count(*) as cost_per_visit,
    count(*) as visits
from visit
inner join provider on visit.provider_id = provider.provider_id
group by visit.provider_id, visit.period_from
