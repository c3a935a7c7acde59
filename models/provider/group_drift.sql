/* ---
title: Case mix rising while resources do not
title_zh: 病组权重上升而资源消耗未升
version: 1
status: stable
subject: provider
period: month
peers:
  - [period_from, level]
  - [period_from]
  - [level]
  - []
minimum_subjects: 25
features:
  case_mix_change: {title: change of the payment weight per stay against its own months before, title_zh: 例均权重较本机构前期变化, format: change, direction: high, scale: log, floor: 0.03, counts: stays, half_at: 20}
  cost_per_weight_change: {title: change of cost per unit of weight, title_zh: 单位权重费用较前期变化, format: change, direction: low, scale: log, floor: 0.03, counts: stays, half_at: 20}
  days_per_weight_change: {title: change of days per unit of weight, title_zh: 单位权重住院日较前期变化, format: change, direction: low, scale: log, floor: 0.03, counts: stays, half_at: 20}
  severe_share_change: {title: share of groups with complications above its own usual by, title_zh: 伴并发症病组占比高出前期, format: points, direction: high, floor: 0.03, counts: stays, half_at: 20}
  severe_share: {title: share of groups with complications, title_zh: 伴并发症合并症病组占比, format: percent, direction: high, floor: 0.03, counts: stays, half_at: 20}
  weight_over_cost: {title: weight against cost per stay (all hospitals = 1), title_zh: 权重与费用之比（全部医院=1）, format: number, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 20}
detectors: [robust_z, iforest, copod]
parameters:
  minimum_stays: {type: integer, default: 10, min: 1, step: 5, unit: grouped stays a month}
  months_before: {type: integer, default: 2, min: 1, max: 6, step: 1, unit: months with stays}
innocent_when:
  - a department for severe cases opened, or coders were trained and now code what was left out before
  - the grouper's version or the weights changed for everybody
innocent_when_zh:
  - 新开重症相关科室，或加强编码培训后补齐漏编
  - 分组方案版本或权重统一调整
verify_by:
  - the front pages and records of stays in groups with complications, drawn at random
  - which codes were added since the change, and what was done for them
verify_by_zh:
  - 随机抽取伴并发症病组病例的首页与病历
  - 核对变化后新增编码及相应诊疗记录
--- */
with grouped_stay as (
    select
        stay.encounter_id, stay.provider_id, stay.provider_level as level, stay.length_days,
        stay.total_amount, cast(date_trunc('month', stay.discharged_on) as date) as period_from,
        grouping.group_code,
        -- where the extract has no weight the payment standard is as good: only changes count
        coalesce(grouping.weight, grouping.standard_amount / 10000) as weight,
        substr(grouping.group_code, 4, 1) in ('1', '3') as is_severe
    from derived.stay as stay
    inner join grouping on stay.encounter_id = grouping.encounter_id and grouping.method = 'drg'
    where not stay.is_open and not stay.is_refunded and stay.total_amount > 0
),

overall as (
    select sum(grouped_stay.weight) / sum(grouped_stay.total_amount) as weight_per_yuan
    from grouped_stay
    where grouped_stay.weight > 0
),

month as (
    select
        grouped_stay.provider_id, grouped_stay.level, grouped_stay.period_from,
        count(grouped_stay.encounter_id) as stays,
        sum(grouped_stay.weight) / count(grouped_stay.encounter_id) as case_mix,
        sum(grouped_stay.total_amount) / sum(grouped_stay.weight) as cost_per_weight,
        sum(grouped_stay.length_days) / sum(grouped_stay.weight) as days_per_weight,
        count(grouped_stay.encounter_id) filter (where grouped_stay.is_severe)
        / count(grouped_stay.encounter_id) as severe_share,
        sum(grouped_stay.weight) / sum(grouped_stay.total_amount) as weight_per_yuan
    from grouped_stay
    where grouped_stay.weight > 0
    group by grouped_stay.provider_id, grouped_stay.level, grouped_stay.period_from
    having count(grouped_stay.encounter_id) >= $minimum_stays
),

beside_usual as (
    select
        month.provider_id, month.level, month.period_from, month.stays, month.case_mix,
        month.cost_per_weight, month.days_per_weight, month.severe_share, month.weight_per_yuan,
        count(month.stays) over before as months_before,
        median(month.case_mix) over before as usual_case_mix,
        median(month.cost_per_weight) over before as usual_cost_per_weight,
        median(month.days_per_weight) over before as usual_days_per_weight,
        median(month.severe_share) over before as usual_severe_share
    from month
    window before as (
        partition by month.provider_id order by month.period_from
        range between interval 6 month preceding and interval 1 month preceding
    )
)

select
    beside_usual.provider_id as subject_id, beside_usual.provider_id, beside_usual.period_from,
    cast(last_day(beside_usual.period_from) as date) as period_to, beside_usual.level,
    beside_usual.stays,
    beside_usual.case_mix / nullif(beside_usual.usual_case_mix, 0) - 1 as case_mix_change,
    beside_usual.cost_per_weight / nullif(beside_usual.usual_cost_per_weight, 0) - 1
        as cost_per_weight_change,
    beside_usual.days_per_weight / nullif(beside_usual.usual_days_per_weight, 0) - 1
        as days_per_weight_change,
    beside_usual.severe_share - beside_usual.usual_severe_share as severe_share_change,
    beside_usual.severe_share,
    beside_usual.weight_per_yuan / overall.weight_per_yuan as weight_over_cost
from beside_usual
cross join overall
where beside_usual.months_before >= $months_before
