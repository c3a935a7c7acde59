/* ---
title: Pairs of persons who settled beside each other in quiet hours
title_zh: 相邻结算的人员对（非高峰时段）
scope: provider
day: visited_on
--- */
with
-- settlements of outpatients and customers
settled as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.settled_at,
        coalesce(provider.kind, 'pharmacy') = 'pharmacy' as is_counter,
        cast(claim.settled_at as date) as visited_on,
        cast(epoch(claim.settled_at) as bigint) as second
    from claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    left join provider on claim.provider_id = provider.provider_id
    anti join derived.claim_change as change on claim.claim_id = change.claim_id and change.is_void
    where
        not claim.is_refund
        and encounter.class <> 'inpatient'
        -- a date without a time says nothing of who came together
        and cast(epoch(claim.settled_at) as bigint) % 86400 not in (0, 86399)
        -- nor does the hour at which the visits of a month are settled together
        and not coalesce(
            date_diff('day', cast(coalesce(encounter.ended_at, encounter.started_at) as date), cast(claim.settled_at as date)) > 1,
            false
        )
        -- dialysis and chemotherapy bring the same persons at the same hours
        and not regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(N18|N19|Z49|Z51)')
),

-- most persons settle once that day
again as (
    select person_id, provider_id, visited_on
    from settled
    group by person_id, provider_id, visited_on
    having count(*) > 1
),

-- one row per person, provider and day: the first
visit as (
    select
        settled.claim_id, settled.encounter_id, settled.person_id, settled.provider_id, settled.is_counter,
        settled.visited_on, settled.second
    from settled
    anti join again
        on
            settled.person_id is not distinct from again.person_id
            and settled.provider_id = again.provider_id
            and settled.visited_on = again.visited_on
    union all
    select
        settled.claim_id, settled.encounter_id, settled.person_id, settled.provider_id, settled.is_counter,
        settled.visited_on, settled.second
    from settled
    semi join again
        on
            settled.person_id is not distinct from again.person_id
            and settled.provider_id = again.provider_id
            and settled.visited_on = again.visited_on
    qualify row_number() over (
        partition by settled.person_id, settled.provider_id, settled.visited_on
        order by settled.settled_at, settled.claim_id
    ) = 1
),

placed as (
    select
        claim_id, encounter_id, person_id, provider_id, visited_on, second, is_counter,
        count(claim_id) over (
            partition by provider_id order by second
            range between 1800 preceding and 1800 following
        ) as in_hour,
        row_number() over (partition by provider_id order by second, claim_id) as position
    from visit
),

-- busy hours bring strangers together; twelve in an hour is one every five minutes
quiet as (
    select
        encounter_id, person_id, provider_id, visited_on, second, position, is_counter,
        cast(floor(second / 600) as bigint) as slot
    from placed
    where in_hour <= 12
),

-- who comes within ten minutes comes in the same ten minutes of the clock or in the next
meeting as (
    select encounter_id, person_id, provider_id, visited_on, second, position, slot
    from quiet
    union all
    select encounter_id, person_id, provider_id, visited_on, second, position, slot + 1 as slot
    from quiet
)

select
    least(earlier.person_id, later.person_id) as person_a,
    greatest(earlier.person_id, later.person_id) as person_b,
    earlier.person_id as first_person_id,
    earlier.provider_id, earlier.visited_on,
    earlier.encounter_id as first_encounter_id,
    later.encounter_id as second_encounter_id,
    -- a doctor who sees one after the other needs two minutes at the least; cards are swiped in less
    not later.is_counter and later.second >= earlier.second + 120 as is_consult
from meeting as earlier
inner join quiet as later
    on
        earlier.provider_id = later.provider_id
        and earlier.slot = later.slot
        and earlier.visited_on = later.visited_on
        -- each visit meets the four after it, so that the pairs grow with the visits
        and later.position > earlier.position
        and later.position <= earlier.position + 4
        and later.second < earlier.second + 600
