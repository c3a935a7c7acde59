/* ---
title: Outpatient encounters and sales that are part of another, or of none
title_zh: 不单独计次的门急诊与购药记录（挂号、同次就诊分笔结算、全额退费）
scope: person
--- */
with visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id,
        coalesce(encounter.practitioner_id, '') as practitioner_id, encounter.started_at,
        cast(encounter.started_at as date) as started_on,
        -- a night in the emergency room is one day of duty
        cast(encounter.started_at - interval 4 hour as date) as duty_on
    from encounter
    where encounter.class in ('outpatient', 'emergency', 'pharmacy')
),

-- taken back whole: every settlement is void, or the sums add up to nothing; a refund under a number
-- of its own stands for the settlement that it takes back
taken_back as (
    select encounter_id from claim where is_refund
    union
    select claim.encounter_id
    from claim
    inner join derived.claim_change as change on claim.claim_id = change.claim_id
    where change.is_void
),

settled as (
    select claim.encounter_id
    from claim
    semi join taken_back on claim.encounter_id = taken_back.encounter_id
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    group by claim.encounter_id
    having
        min(case when coalesce(change.is_void, false) or claim.is_refund then 1 else 0 end) = 1
        or (
            sum(claim.total_amount) <= 0
            and max(case when claim.is_refund then 1 else 0 end) = 1
        )
),

-- with something charged besides coming at all
done as (
    select encounter_id from derived.claim_charge where lines > fee_lines and encounter_id is not null
),

placed as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.practitioner_id,
        visit.started_at, visit.started_on, visit.duty_on,
        settled.encounter_id is not null as is_refunded,
        -- a registration without any line is one too
        visit.encounter_id not in (select done.encounter_id from done) as is_fee_only
    from visit
    left join settled on visit.encounter_id = settled.encounter_id
),

-- days on which somebody was registered and no more
registered_day as (
    select distinct person_id, provider_id, practitioner_id, started_on
    from placed
    where is_fee_only and not is_refunded
),

-- what the person came for at this provider that day; a registration may be paid when the visit is booked, up to a
-- week ahead and with the same physician
treated as (
    select
        registered_day.person_id, registered_day.provider_id, registered_day.practitioner_id,
        registered_day.started_on, placed.encounter_id
    from placed
    inner join registered_day
        on placed.person_id = registered_day.person_id and placed.provider_id = registered_day.provider_id
    where
        not placed.is_fee_only and not placed.is_refunded
        and (
            placed.started_on = registered_day.started_on
            or (
                placed.practitioner_id = registered_day.practitioner_id
                and placed.practitioner_id <> ''
                and date_diff('day', registered_day.started_on, placed.started_on) between 1 and 7
            )
        )
    qualify
        row_number() over (
            partition by
                registered_day.person_id, registered_day.provider_id, registered_day.practitioner_id,
                registered_day.started_on
            order by placed.started_on, placed.encounter_id
        ) = 1
),

-- most persons see a doctor once that day: only those who come again can have a visit in parts
again as (
    select person_id, provider_id, practitioner_id, duty_on
    from visit
    group by person_id, provider_id, practitioner_id, duty_on
    having count(encounter_id) > 1
),

single as (
    select
        placed.encounter_id, placed.person_id, placed.provider_id, placed.practitioner_id,
        placed.duty_on, placed.started_at
    from placed
    semi join again
        on
            placed.person_id = again.person_id and placed.provider_id = again.provider_id
            and placed.practitioner_id = again.practitioner_id
            and placed.duty_on = again.duty_on
    left join treated
        on
            placed.person_id = treated.person_id and placed.provider_id = treated.provider_id
            and placed.practitioner_id = treated.practitioner_id
            and placed.started_on = treated.started_on
    where
        not placed.is_refunded
        and not (placed.is_fee_only and treated.encounter_id is not null)
),

own as (
    select
        single.encounter_id, single.person_id, single.provider_id, single.practitioner_id,
        single.duty_on, single.started_at,
        case
            when single.started_at - lag(single.started_at) over (
                partition by
                    single.person_id, single.provider_id, single.practitioner_id, single.duty_on
                order by single.started_at, single.encounter_id
            ) <= interval 10 minute then 0
            else 1
        end as begins
    from single
),

numbered as (
    select
        own.encounter_id, own.person_id, own.provider_id, own.practitioner_id, own.duty_on,
        own.started_at, own.begins,
        sum(own.begins) over (
            partition by own.person_id, own.provider_id, own.practitioner_id, own.duty_on
            order by own.started_at, own.encounter_id
            rows between unbounded preceding and current row
        ) as visit_number
    from own
),

begun as (
    select
        numbered.encounter_id, numbered.begins,
        min(case when numbered.begins = 1 then numbered.encounter_id end) over (
            partition by
                numbered.person_id, numbered.provider_id, numbered.practitioner_id,
                numbered.duty_on, numbered.visit_number
        ) as part_of,
        count(numbered.encounter_id) over (
            partition by
                numbered.person_id, numbered.provider_id, numbered.practitioner_id,
                numbered.duty_on, numbered.visit_number
        ) as parts
    from numbered
)

select placed.encounter_id, treated.encounter_id as part_of, 'registration' as reason
from placed
inner join treated
    on
        placed.person_id = treated.person_id and placed.provider_id = treated.provider_id
        and placed.practitioner_id = treated.practitioner_id
        and placed.started_on = treated.started_on
where placed.is_fee_only and not placed.is_refunded
union all
select begun.encounter_id, begun.part_of, 'settled in parts' as reason
from begun
-- a card drawn through again and again within minutes is no visit settled in parts
where begun.begins = 0 and begun.parts <= 3
union all
select placed.encounter_id, null as part_of, 'refunded' as reason
from placed
where placed.is_refunded
