/* ---
title: Case mix rising while resources do not
title_zh: 病组权重上升而资源消耗未升
version: 3
status: stable
subject: provider
period: month
peers:
  - [period_from, level, specialty]
  - [level, specialty]
minimum_subjects: 25
set_aside: part_reason
count_titles:
  stays_beside_usual: {title: stays (the fewer of month and usual month), title_zh: 例住院（当月与平常月份取少）}
optional: [derived.course_encounter, derived.delivered_month]
features:
  case_mix_change: {title: change of the payment weight per stay against its own months before, title_zh: 例均权重较本机构前期变化, format: change, direction: high, scale: log, floor: 0.03, counts: stays_beside_usual, half_at: 20, norm: 0.1}
  cost_per_weight_change: {title: change of cost per unit of weight, title_zh: 单位权重费用较前期变化, format: change, direction: low, scale: log, floor: 0.03, counts: stays_beside_usual, half_at: 20, norm: -0.1}
  days_per_weight_change: {title: change of days per unit of weight, title_zh: 单位权重住院日较前期变化, format: change, direction: low, scale: log, floor: 0.03, counts: stays_beside_usual, half_at: 20, norm: -0.1}
  severe_share_change: {title: share of groups with complications above its own usual by, title_zh: 伴并发症病组占比较前期变化, format: points, direction: high, floor: 0.03, counts: stays_beside_usual, half_at: 20, norm: 0.1}
  severe_share: {title: share of groups with complications, title_zh: 伴并发症合并症病组占比, format: percent, direction: high, floor: 0.03, counts: stays, half_at: 20}
  weight_over_cost: {title: weight against cost per stay (all hospitals = 1), title_zh: 权重与费用之比（全部医院=1）, format: number, direction: high, scale: log, floor: 0.05, counts: stays, half_at: 20}
detectors: [robust_z, iforest, copod]
parameters:
  minimum_stays: {type: integer, default: 10, min: 1, step: 5, unit: grouped stays a month}
  months_before: {type: integer, default: 2, min: 1, max: 6, step: 1, unit: months with stays, note: "months before, of the same edition of the groups; the first months of a new edition score nobody, because another edition weighs every group anew and no factor takes that out of one hospital's mix"}
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
-- months are compared within one edition of the groups: another edition weighs otherwise
with grouped_stay as (
    select
        grouped.encounter_id, grouped.provider_id,
        provider_peer.level, provider_peer.specialty,
        coalesce(grouped.version, '') as version, grouped.length_days, grouped.total_amount,
        cast(date_trunc('month', grouped.discharged_on) as date) as period_from,
        grouped.weight, grouped.standard_amount / 10000 as standard_weight,
        substr(grouped.group_code, 4, 1) in ('1', '3') as is_severe
    from derived.grouped_stay as grouped
    inner join derived.provider_peer as provider_peer
        on grouped.provider_id = provider_peer.provider_id
    where
        grouped.method = 'drg' and grouped.total_amount > 0 and not grouped.is_special_case
        -- courses come and go with few patients and are light
        and not exists (
            select 1
            from derived.course_encounter as course_encounter
            where
                course_encounter.encounter_id = grouped.encounter_id
                and course_encounter.reason in (
                    'dialysis', 'chemotherapy', 'radiotherapy', 'tumour_therapy'
                )
        )
),

-- where an edition's weights are not all known its payment standards stand for all of them
edition as (
    select
        grouped_stay.version,
        count(grouped_stay.weight) >= 0.95 * count(grouped_stay.encounter_id) as is_weighted
    from grouped_stay
    group by grouped_stay.version
),

weighed as (
    select
        grouped_stay.encounter_id, grouped_stay.provider_id, grouped_stay.level,
        grouped_stay.specialty, grouped_stay.version, grouped_stay.period_from,
        grouped_stay.length_days, grouped_stay.total_amount, grouped_stay.is_severe,
        case
            when edition.is_weighted then grouped_stay.weight
            else grouped_stay.standard_weight
        end as weight
    from grouped_stay
    inner join edition on grouped_stay.version = edition.version
),

overall as (
    select
        weighed.version, weighed.period_from,
        sum(weighed.weight) / nullif(sum(weighed.total_amount), 0) as weight_per_yuan
    from weighed
    where weighed.weight > 0
    group by weighed.version, weighed.period_from
),

counted as (
    select
        weighed.provider_id, weighed.level, weighed.specialty, weighed.version,
        weighed.period_from,
        count(weighed.encounter_id) as stays,
        sum(weighed.weight) as weight, sum(weighed.total_amount) as amount,
        sum(weighed.length_days) as days,
        count(weighed.encounter_id) filter (where weighed.is_severe) as severe_stays
    from weighed
    where weighed.weight > 0
    group by
        weighed.provider_id, weighed.level, weighed.specialty, weighed.version,
        weighed.period_from
),

-- the edition that most stays of the month are grouped by
main_edition as (
    select
        counted.provider_id, counted.level, counted.specialty, counted.version,
        counted.period_from, counted.stays, counted.weight, counted.amount, counted.days,
        counted.severe_stays,
        row_number() over (
            partition by counted.provider_id, counted.period_from
            order by counted.stays desc, counted.version asc
        ) as nth
    from counted
),

month as (
    select
        main_edition.provider_id, main_edition.level, main_edition.specialty,
        main_edition.version, main_edition.period_from, main_edition.stays,
        main_edition.amount,
        main_edition.weight / nullif(main_edition.stays, 0) as case_mix,
        main_edition.amount / nullif(main_edition.weight, 0) as cost_per_weight,
        main_edition.days / nullif(main_edition.weight, 0) as days_per_weight,
        main_edition.severe_stays / nullif(main_edition.stays, 0) as severe_share,
        main_edition.weight / nullif(main_edition.amount, 0) as weight_per_yuan
    from main_edition
    where main_edition.nth = 1
),

ordinary_size as (
    select month.level, median(cast(month.amount as double)) as amount
    from month
    where month.stays >= $minimum_stays
    group by month.level
),

large_enough as (
    select
        month.provider_id, month.level, month.specialty, month.version, month.period_from,
        month.stays, month.case_mix, month.cost_per_weight, month.days_per_weight,
        month.severe_share, month.weight_per_yuan
    from month
    left join ordinary_size on month.level = ordinary_size.level
    where month.stays >= $minimum_stays or month.amount >= ordinary_size.amount
),

-- grouping comes after settlement: a month of which a part is grouped is a part
grouped_part as (
    select
        stay.provider_id, cast(date_trunc('month', stay.discharged_on) as date) as period_from,
        count(stay.encounter_id) as stays,
        count(grouped_stay.encounter_id) * 1.0 / count(stay.encounter_id) as share
    from derived.stay as stay
    left join (
        select grouping.encounter_id
        from grouping
        where grouping.method = 'drg'
        group by grouping.encounter_id
    ) as grouped_stay on stay.encounter_id = grouped_stay.encounter_id
    where not stay.is_open and not stay.is_refunded
    group by stay.provider_id, cast(date_trunc('month', stay.discharged_on) as date)
),

usually_grouped as (
    select grouped_part.provider_id, median(grouped_part.share) as share
    from grouped_part
    where grouped_part.stays >= 5
    group by grouped_part.provider_id
),

beside_usual as (
    select
        large_enough.provider_id, large_enough.level, large_enough.specialty,
        large_enough.version, large_enough.period_from, large_enough.stays,
        large_enough.case_mix, large_enough.cost_per_weight, large_enough.days_per_weight,
        large_enough.severe_share, large_enough.weight_per_yuan,
        count(large_enough.stays) over before as months_before,
        median(cast(large_enough.stays as double)) over before as usual_stays,
        median(large_enough.case_mix) over before as usual_case_mix,
        median(large_enough.cost_per_weight) over before as usual_cost_per_weight,
        median(large_enough.days_per_weight) over before as usual_days_per_weight,
        median(large_enough.severe_share) over before as usual_severe_share
    from large_enough
    window before as (
        partition by large_enough.provider_id, large_enough.version
        order by large_enough.period_from
        range between interval 6 month preceding and interval 1 month preceding
    )
)

select
    beside_usual.provider_id as subject_id, beside_usual.provider_id, beside_usual.period_from,
    cast(last_day(beside_usual.period_from) as date) as period_to, beside_usual.level,
    beside_usual.specialty,
    case
        when delivered_month.part_reason is not null then delivered_month.part_reason
        when grouped_part.share < 0.8 * usually_grouped.share then 'stays not yet grouped'
    end as part_reason,
    beside_usual.stays, least(beside_usual.stays, beside_usual.usual_stays) as stays_beside_usual,
    beside_usual.case_mix / nullif(beside_usual.usual_case_mix, 0) - 1 as case_mix_change,
    beside_usual.cost_per_weight / nullif(beside_usual.usual_cost_per_weight, 0) - 1
        as cost_per_weight_change,
    beside_usual.days_per_weight / nullif(beside_usual.usual_days_per_weight, 0) - 1
        as days_per_weight_change,
    beside_usual.severe_share - beside_usual.usual_severe_share as severe_share_change,
    beside_usual.severe_share,
    beside_usual.weight_per_yuan / nullif(overall.weight_per_yuan, 0) as weight_over_cost
from beside_usual
inner join overall
    on
        beside_usual.version = overall.version
        and beside_usual.period_from = overall.period_from
left join derived.delivered_month as delivered_month
    on
        beside_usual.provider_id = delivered_month.provider_id
        and beside_usual.period_from = delivered_month.period_from
left join grouped_part
    on
        beside_usual.provider_id = grouped_part.provider_id
        and beside_usual.period_from = grouped_part.period_from
left join usually_grouped on beside_usual.provider_id = usually_grouped.provider_id
where beside_usual.months_before >= $months_before
