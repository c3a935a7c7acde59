/* ---
title: Hospital stays with their length, amounts and provider
title_zh: 住院病程
scope: encounter
optional: [claim_line]   # only tells whether a stay without an end goes on
from: {department: encounter.department, practitioner_id: encounter.practitioner_id, started_at: encounter.started_at, ended_at: encounter.ended_at, provider_level: provider.level, provider_specialty: provider.specialty}
note: >-
  A stay without a discharge date that was settled, with no line charged after the last settlement,
  ended on the day of that settlement: leaving the date out hides nothing. Such an end is inferred
  (is_end_inferred) and may lie some days after the true one.
--- */
with inpatient as (
    select encounter_id, started_at, ended_at
    from encounter
    where class = 'inpatient'
),

-- a refund counts for the visit of the settlement that it takes back
settled as (
    select
        coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        sum(case when change.is_void then 0 else claim.total_amount end) as total_amount,
        sum(case when change.is_void then 0 else coalesce(claim.group_paid_amount, claim.fund_amount) end) as fund_amount,
        -- from the fund and the patient; a group's payment is not what the items cost
        sum(
            case
                when change.is_void then 0
                when claim.group_paid_amount is null then claim.total_amount
                else claim.group_paid_amount + claim.total_amount - claim.fund_amount
            end
        ) as received_amount,
        bool_and(coalesce(change.is_void, false)) as is_refunded,
        max(case when change.is_void or claim.is_refund then null else claim.settled_at end) as settled_at
    from claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    semi join inpatient on coalesce(change.encounter_id, claim.encounter_id) = inpatient.encounter_id
    group by coalesce(change.encounter_id, claim.encounter_id)
),

-- the last charge of stays without an end
charged as (
    select line.encounter_id, max(line.charged_at) as charged_at
    from claim_line as line
    anti join derived.claim_change as change on line.claim_id = change.claim_id and change.is_void
    where
        line.quantity > 0 and line.amount >= 0
        and line.encounter_id in (
            select inpatient.encounter_id
            from inpatient
            where inpatient.ended_at is null
        )
    group by line.encounter_id
),

ended as (
    select
        inpatient.encounter_id,
        charged.charged_at,
        -- by days: charges may be dated without a time
        case
            when inpatient.ended_at is not null then inpatient.ended_at
            when settled.settled_at is null then null
            when cast(settled.settled_at as date) < cast(inpatient.started_at as date) then null
            when cast(charged.charged_at as date) > cast(settled.settled_at as date) then null
            else greatest(settled.settled_at, inpatient.started_at)
        end as ended_at
    from inpatient
    left join settled on inpatient.encounter_id = settled.encounter_id
    left join charged on inpatient.encounter_id = charged.encounter_id
)

select
    encounter.encounter_id, encounter.person_id, encounter.provider_id,
    cast(encounter.started_at as date) as admitted_on,
    cast(ended.ended_at as date) as discharged_on,
    encounter.started_at, ended.ended_at,
    -- the day of admission counts, the day of discharge does not; a stay within a day is one day
    case
        when ended.ended_at is null then null
        else greatest(
            date_diff('day', cast(encounter.started_at as date), cast(ended.ended_at as date)), 1
        )
    end as length_days,
    encounter.visit_type, encounter.department, encounter.bed, encounter.practitioner_id,
    encounter.main_diagnosis,
    substr(encounter.main_diagnosis, 1, 3) as diagnosis_category,
    settled.total_amount, settled.fund_amount, settled.received_amount,
    coalesce(settled.is_refunded, false) as is_refunded,
    coalesce(encounter.is_newborn, false) as is_newborn,
    coalesce(encounter.is_planned_readmission, false) as is_planned_readmission,
    encounter.discharge_way,
    provider.level as provider_level,
    -- what a register calls general the name may tell, as provider_peer reads it of houses; here of those whose
    -- patients lie long or come back, and not of a general house with such a ward in its name
    case
        when coalesce(provider.specialty, 'general') not in ('general', 'other') then provider.specialty
        when regexp_matches(provider.name, '(人民医院|中心医院|综合医院|附属|卫生院|社区|卫生服务)') then provider.specialty
        when regexp_matches(provider.name, '(精神|安定医院|心理医院)') then 'psychiatric'
        when regexp_matches(provider.name, '(血液透析|血透|透析中心)') then 'dialysis'
        when regexp_matches(provider.name, '(康复|疗养)') then 'rehabilitation'
        when regexp_matches(provider.name, '(护理院|护理中心|护养|安宁疗护|养老|颐养)') then 'nursing'
        else provider.specialty
    end as provider_specialty,
    ended.ended_at is null as is_open,
    encounter.ended_at is null and ended.ended_at is not null as is_end_inferred,
    -- of a stay without a discharge date
    cast(ended.charged_at as date) as last_charged_on,
    -- the last day the person is known to have been there
    coalesce(
        cast(ended.ended_at as date), cast(ended.charged_at as date),
        cast(encounter.started_at as date)
    ) as known_until
from encounter
inner join ended on encounter.encounter_id = ended.encounter_id
left join settled on encounter.encounter_id = settled.encounter_id
left join provider on encounter.provider_id = provider.provider_id
where encounter.class = 'inpatient'
