/* ---
title: Settlements of pharmacies that stand, with the time of day at which each was bought and settled
title_zh: 药店有效结算及其购药、结算时刻
scope: encounter
optional: [encounter]
from: {started_at: encounter.started_at}
joins: written
--- */
-- refunds and what was taken back whole are left out; a part taken back leaves a settlement
select
    claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.settled_at, encounter.started_at,
    -- the first and the last second of a day stand for a date without a time
    cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399)
        as tells_start
from (
    select
        settled.claim_id, settled.encounter_id, settled.person_id, settled.provider_id, settled.settled_at
    from claim as settled
    semi join (select provider_id from provider where kind = 'pharmacy') as pharmacy
        on settled.provider_id = pharmacy.provider_id
    anti join derived.claim_change as change on settled.claim_id = change.claim_id and change.is_void
    where
        not settled.is_refund
        and cast(epoch(settled.settled_at) as bigint) % 86400 not in (0, 86399)
) as claim
left join encounter on claim.encounter_id = encounter.encounter_id
