/* ---
title: Case mix index jumps while the diseases stay the same
title_zh: CMI 突增而病种结构未变
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [month, version]
scope: provider
basis: [条例38(七), 实施细则(高套)]
loss: group_payment
parameters:
  least_stays: {type: integer, default: 20, min: 10, max: 1000, step: 1, unit: stays in the month and in the months before}
  months_before: {type: integer, default: 3, min: 1, max: 12, step: 1, unit: months it is compared with}
  least_rise: {type: decimal, default: 0.2, min: 0.05, max: 1, step: 0.05, unit: of the index of the months before}
  least_likeness: {type: decimal, default: 0.8, min: 0.3, max: 1, step: 0.1, unit: of the stays lie in the same major categories, note: "a proposal"}
message: "case mix index {month}: {cmi}, {rise_percent}% above the {months_before} months before ({cmi_before}); {likeness_percent}% of the case mix unchanged"
message_zh: "{month} 月 CMI {cmi}，较前 {months_before} 个月（{cmi_before}）上升 {rise_percent}%，主要诊断大类结构 {likeness_percent}% 未变"
innocent_when:
  - a new department or surgeon
  - a season that brings severe cases of the same categories
  - one patient of the heaviest groups (left out where the others alone rose by less than half of {least_rise})
innocent_when_zh:
  - 新设学科或引进人才
  - 季节性重症增多
  - 个别极高权重病例（剔除后升幅不足 {least_rise} 之一半的已排除）
verify_by:
  - minutes of coding training and changes of the coding software before that month
  - the groups that carry the rise, a sample of their charts
verify_by_zh:
  - 核查该月前编码培训、分组软件变更痕迹
  - 抽查拉升 CMI 的病组病历
tolerates: [grouping.version, grouping.adrg_code, grouping.is_special_case, grouping.standard_amount, group_weight, group_rate, provider.specialty, provider.region_code, provider.level, encounter.insurance, encounter.is_newborn, encounter.discharge_way, encounter.is_planned_readmission, encounter.department]
judged: select count(distinct provider_id) from derived.grouped_stay where weight > 0
source: [rule catalogue drg_cmi_jump]
--- */
with
-- one row per provider, month and major diagnostic category (the first letter of the group)
month_category as (
    select
        -- codes of two versions never mix
        provider_id, coalesce(version, '') as version, concat(provider_id, ' ', coalesce(version, '')) as series,
        cast(extract(year from discharged_on) * 12 + extract(month from discharged_on) - 1 as integer) as month_number,
        substr(group_code, 1, 1) as category,
        count(*) as stays,
        sum(weight) as weight,
        max(weight) as heaviest,
        min(discharged_on) as first_day,
        max(discharged_on) as last_day
    from derived.grouped_stay
    where
        method = 'drg'
        and weight > 0
    group by
        provider_id, version,
        extract(year from discharged_on) * 12 + extract(month from discharged_on) - 1, substr(group_code, 1, 1)
),

month_total as (
    select
        series, min(provider_id) as provider_id, min(version) as version, month_number,
        sum(stays) as stays, sum(weight) as weight, max(heaviest) as heaviest,
        min(first_day) as first_day, max(last_day) as last_day
    from month_category
    group by series, month_number
),

before_category as (
    select
        month_total.series, month_total.month_number, earlier.category,
        sum(earlier.stays) as stays, sum(earlier.weight) as weight
    from month_total
    inner join month_category as earlier
        on
            month_total.series = earlier.series
            and month_total.month_number > earlier.month_number
            and month_total.month_number - $months_before <= earlier.month_number
    group by month_total.series, month_total.month_number, earlier.category
),

before_total as (
    select series, month_number, sum(stays) as stays, sum(weight) as weight
    from before_category
    group by series, month_number
),

-- how much of the mix of categories both periods have in common
likeness as (
    select
        month_total.series, month_total.month_number,
        sum(least(
            month_category.stays * 1.0 / month_total.stays, before_category.stays * 1.0 / before_total.stays
        )) as likeness
    from month_total
    inner join month_category
        on
            month_total.series = month_category.series
            and month_total.month_number = month_category.month_number
    inner join before_category
        on
            month_total.series = before_category.series
            and month_total.month_number = before_category.month_number
            and month_category.category = before_category.category
    inner join before_total
        on
            month_total.series = before_total.series
            and month_total.month_number = before_total.month_number
    group by month_total.series, month_total.month_number
),

compared as (
    select
        month_total.provider_id, month_total.version, month_total.first_day, month_total.last_day,
        month_total.stays, before_total.stays as stays_before,
        month_total.weight / month_total.stays as cmi,
        (month_total.weight - month_total.heaviest) / nullif(month_total.stays - 1, 0) as cmi_of_others,
        before_total.weight / before_total.stays as cmi_before,
        likeness.likeness
    from month_total
    inner join before_total
        on
            month_total.series = before_total.series
            and month_total.month_number = before_total.month_number
    inner join likeness
        on
            month_total.series = likeness.series
            and month_total.month_number = likeness.month_number
)

select
    provider_id as subject_id, provider_id, version,
    substr(cast(first_day as varchar), 1, 7) as month,
    stays, stays_before,
    cast(round(cmi, 4) as decimal(10, 4)) as cmi,
    cast(round(cmi_before, 4) as decimal(10, 4)) as cmi_before,
    cast(round((cmi / cmi_before - 1) * 100, 1) as decimal(6, 1)) as rise_percent,
    cast(round(likeness * 100, 1) as decimal(5, 1)) as likeness_percent,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    first_day as occurred_from, last_day as occurred_to
from compared
where
    stays >= $least_stays
    and stays_before >= $least_stays
    and cmi >= cmi_before * (1 + $least_rise)
    -- one patient on an artificial lung is no habit of coding: the others alone have risen too
    and cmi_of_others >= cmi_before * (1 + 0.5 * $least_rise)
    and likeness >= $least_likeness
