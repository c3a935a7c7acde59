/* ---
title: Hospital stays with their length, amounts and provider
title_zh: 住院病程
scope: encounter
--- */
with settled as (
    select
        encounter_id,
        sum(total_amount) as total_amount,
        sum(fund_amount) as fund_amount,
        max(case when is_refund then 1 else 0 end) as has_refund
    from claim
    where encounter_id in (
        select encounter.encounter_id
        from encounter
        where encounter.class = 'inpatient'
    )
    group by encounter_id
)

select
    encounter.encounter_id, encounter.person_id, encounter.provider_id,
    cast(encounter.started_at as date) as admitted_on,
    cast(encounter.ended_at as date) as discharged_on,
    encounter.started_at, encounter.ended_at,
    -- the day of admission counts, the day of discharge does not; a stay within a day is one day
    case
        when encounter.ended_at is null then null
        else greatest(
            date_diff('day', cast(encounter.started_at as date), cast(encounter.ended_at as date)), 1
        )
    end as length_days,
    encounter.visit_type, encounter.department, encounter.bed, encounter.practitioner_id,
    encounter.main_diagnosis,
    substr(encounter.main_diagnosis, 1, 3) as diagnosis_category,
    settled.total_amount, settled.fund_amount,
    coalesce(settled.has_refund = 1 and settled.total_amount = 0, false) as is_refunded,
    coalesce(encounter.is_newborn, false) as is_newborn,
    coalesce(encounter.is_planned_readmission, false) as is_planned_readmission,
    encounter.discharge_way,
    provider.level as provider_level,
    provider.specialty as provider_specialty,
    encounter.ended_at is null as is_open
from encounter
left join settled on encounter.encounter_id = settled.encounter_id
left join provider on encounter.provider_id = provider.provider_id
where encounter.class = 'inpatient'
