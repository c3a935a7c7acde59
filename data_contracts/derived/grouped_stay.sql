/* ---
title: Grouped stays with the weight, payment standard and severity of their group
title_zh: 入组病例及其权重、支付标准和合并症级别
scope: encounter
essential: [grouping]
--- */
with
stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
        stay.length_days, stay.visit_type, stay.department, stay.main_diagnosis,
        stay.diagnosis_category, stay.total_amount, stay.fund_amount, stay.is_newborn, stay.is_planned_readmission,
        stay.discharge_way, stay.provider_level, stay.provider_specialty,
        encounter.insurance, provider.region_code
    from derived.stay as stay
    inner join encounter on stay.encounter_id = encounter.encounter_id
    left join provider on stay.provider_id = provider.provider_id
    where not stay.is_open and not stay.is_refunded
),

-- the weight published for the nearest division around the provider
published_weight as (
    select
        grouping.encounter_id,
        arg_max(
            published.weight, (length(regexp_replace(published.region_code, '(00)+$', '')), coalesce(published.valid_from, date '1900-01-01'))
        ) as weight
    from grouping
    inner join stay on grouping.encounter_id = stay.encounter_id
    inner join group_weight as published
        on
            grouping.method = published.method
            and grouping.group_code = published.group_code
            and coalesce(grouping.version, published.version) = published.version
            and starts_with(stay.region_code, regexp_replace(published.region_code, '(00)+$', ''))
            and stay.discharged_on >= coalesce(published.valid_from, date '1900-01-01')
            and stay.discharged_on < coalesce(published.valid_to, date '2200-01-01')
    group by grouping.encounter_id
),

-- the nearest division first, then the provider's own level, then the person's own insurance
published_rate as (
    select
        grouping.encounter_id,
        arg_max(
            published.rate_yuan,
            (
                length(regexp_replace(published.region_code, '(00)+$', '')) * 4
                + case when published.provider_level > 0 then 2 else 0 end
                + case when published.insurance <> '*' then 1 else 0 end,
                coalesce(published.valid_from, date '1900-01-01')
            )
        ) as rate_yuan
    from grouping
    inner join stay on grouping.encounter_id = stay.encounter_id
    inner join group_rate as published
        on
            grouping.method = published.method
            and published.provider_level in (0, coalesce(stay.provider_level, 0))
            and published.insurance in ('*', coalesce(stay.insurance, '*'))
            and starts_with(stay.region_code, regexp_replace(published.region_code, '(00)+$', ''))
            and stay.discharged_on >= coalesce(published.valid_from, date '1900-01-01')
            and stay.discharged_on < coalesce(published.valid_to, date '2200-01-01')
    group by grouping.encounter_id
),

-- what the last sign of a group says of its severity, on the day of the discharge
suffix as (
    select grouping.encounter_id, min(said.severity) as severity
    from grouping
    inner join stay on grouping.encounter_id = stay.encounter_id
    inner join drg_group_suffix as said
        on
            grouping.method = 'drg'
            and substr(grouping.group_code, 4, 1) = said.suffix
            and stay.discharged_on >= coalesce(said.valid_from, date '1900-01-01')
            and stay.discharged_on < coalesce(said.valid_to, date '2200-01-01')
    group by grouping.encounter_id
)

select
    stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.discharged_on,
    stay.length_days, stay.visit_type, stay.department, stay.main_diagnosis,
    stay.diagnosis_category, stay.total_amount, stay.fund_amount, stay.is_newborn, stay.is_planned_readmission,
    stay.discharge_way, stay.provider_level, stay.provider_specialty,
    grouping.method, grouping.version, grouping.group_code,
    coalesce(grouping.adrg_code, substr(grouping.group_code, 1, 3)) as adrg_code,
    suffix.severity,
    -- a weight or a standard of nothing was not filled in
    coalesce(nullif(grouping.weight, 0), published_weight.weight) as weight,
    coalesce(
        nullif(grouping.standard_amount, 0),
        cast(
            round(coalesce(nullif(grouping.weight, 0), published_weight.weight) * published_rate.rate_yuan, 2)
            as decimal(18, 2)
        )
    ) as standard_amount,
    coalesce(grouping.is_special_case, false) as is_special_case
from grouping
inner join stay on grouping.encounter_id = stay.encounter_id
left join suffix on grouping.encounter_id = suffix.encounter_id
left join published_weight on grouping.encounter_id = published_weight.encounter_id
left join published_rate on grouping.encounter_id = published_rate.encounter_id
