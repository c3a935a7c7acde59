/* ---
title: Settlements that refunds touch, with the stay they belong to and whether anything is left of them
title_zh: 涉及退费的结算及其归属就诊、是否已全部冲销
scope: encounter
joins: written
--- */
with recursive
-- refunds, and whatever takes a refund back
refund as (
    select claim_id, encounter_id, settled_at, total_amount, original_claim_id
    from claim
    where is_refund
    union
    select
        claim.claim_id, claim.encounter_id, claim.settled_at, claim.total_amount,
        claim.original_claim_id
    from claim
    inner join claim as undone on claim.original_claim_id = undone.claim_id
    where undone.is_refund
),

named as (
    select refund.claim_id, refund.original_claim_id as above_id
    from claim
    inner join refund on claim.claim_id = refund.original_claim_id
    where refund.original_claim_id <> refund.claim_id
),

-- visits of refunds with a settlement of their own
settled_visit as (
    select distinct encounter_id
    from claim
    where not is_refund and encounter_id in (select refund.encounter_id from refund)
),

-- refunds that name nothing and have a visit number of their own: the person and the house tell
stray as (
    select refund.claim_id, claim.person_id, claim.provider_id, refund.settled_at, refund.total_amount
    from claim
    inner join refund on claim.claim_id = refund.claim_id
    anti join settled_visit on refund.encounter_id = settled_visit.encounter_id
    where refund.original_claim_id is null and refund.total_amount < 0
),

-- where a refund names nothing, or a number that nobody delivered: the newest settlement of its visit, or else of its person at the house,
-- that has the opposite amount and that no other refund names
possible as (
    select
        refund.claim_id, refund.settled_at as refunded_at, claim.claim_id as above_id, claim.settled_at,
        refund.total_amount + claim.total_amount as difference
    from claim
    inner join refund on claim.encounter_id = refund.encounter_id
    anti join named on refund.claim_id = named.claim_id
    where
        refund.total_amount < 0
        and not claim.is_refund
        and claim.total_amount > 0
    union all
    select
        stray.claim_id, stray.settled_at as refunded_at, claim.claim_id as above_id, claim.settled_at,
        stray.total_amount + claim.total_amount as difference
    from claim
    inner join stray on claim.person_id = stray.person_id and claim.provider_id = stray.provider_id
    where
        not claim.is_refund
        and claim.total_amount > 0
),

matching as (
    select possible.claim_id, possible.refunded_at, possible.above_id, possible.settled_at
    from possible
    anti join named on possible.above_id = named.above_id
    where
        abs(possible.difference) <= 0.01
        -- by days: a refund may be dated without a time
        and coalesce(cast(possible.settled_at as date) <= cast(possible.refunded_at as date), true)
),

candidate as (
    select
        matching.claim_id, matching.above_id,
        row_number() over (
            -- nothing is taken back before it was settled, where both times have hours
            partition by matching.claim_id
            order by
                case when matching.settled_at > matching.refunded_at then 1 else 0 end,
                matching.settled_at desc, matching.above_id desc
        ) as nth
    from matching
),

first_opposite as (
    select min(candidate.claim_id) as claim_id, candidate.above_id
    from candidate
    where candidate.nth = 1
    group by candidate.above_id
),

-- nobody takes one settlement back twice: a second refund of the same amount means the one before
other_candidate as (
    select
        matching.claim_id, matching.above_id,
        row_number() over (
            partition by matching.claim_id
            order by
                case when matching.settled_at > matching.refunded_at then 1 else 0 end,
                matching.settled_at desc, matching.above_id desc
        ) as nth
    from matching
    anti join first_opposite as taking on matching.claim_id = taking.claim_id
    anti join first_opposite as taken on matching.above_id = taken.above_id
),

opposite as (
    select claim_id, above_id
    from first_opposite
    union all
    select min(other_candidate.claim_id) as claim_id, other_candidate.above_id
    from other_candidate
    where other_candidate.nth = 1
    group by other_candidate.above_id
),

-- what matches no settlement alone may do so together: the fund's part and the person's
part_refund as (
    select refund.claim_id, refund.encounter_id, refund.settled_at, refund.total_amount
    from refund
    anti join named on refund.claim_id = named.claim_id
    anti join opposite on refund.claim_id = opposite.claim_id
    where refund.total_amount < 0
),

pooled as (
    select encounter_id, sum(total_amount) as total_amount, count(*) as refunds, max(settled_at) as refunded_at
    from part_refund
    group by encounter_id
    having count(*) > 1
),

pooled_whole as (
    select claim.encounter_id, claim.claim_id
    from claim
    inner join pooled on claim.encounter_id = pooled.encounter_id
    anti join named on claim.claim_id = named.above_id
    anti join opposite on claim.claim_id = opposite.above_id
    where
        not claim.is_refund
        and abs(pooled.total_amount + claim.total_amount) <= 0.01 * pooled.refunds
        and coalesce(cast(claim.settled_at as date) <= cast(pooled.refunded_at as date), true)
    qualify
        row_number() over (
            partition by claim.encounter_id
            order by
                case when claim.settled_at > pooled.refunded_at then 1 else 0 end,
                claim.settled_at desc, claim.claim_id desc
        ) = 1
),

link as (
    select claim_id, above_id from named
    union
    select claim_id, above_id from opposite
    union
    select part_refund.claim_id, pooled_whole.claim_id as above_id
    from part_refund
    inner join pooled_whole on part_refund.encounter_id = pooled_whole.encounter_id
),

-- a refund of a refund belongs to the first settlement of the chain as well
chain as (
    select claim_id, above_id, 1 as steps
    from link
    union
    select chain.claim_id, link.above_id, chain.steps + 1 as steps
    from chain
    inner join link on chain.above_id = link.claim_id
    -- settlements that name each other in a circle end here
    where chain.steps < 8
),

-- refunds of one settlement are added up before they are compared with it
below as (
    select chain.above_id as claim_id, sum(claim.total_amount) as total_amount, count(*) as refunds
    from claim
    inner join chain on claim.claim_id = chain.claim_id
    group by chain.above_id
),

-- amounts of two systems differ by a cent of rounding per refund
taken_whole as (
    select below.claim_id
    from claim
    inner join below on claim.claim_id = below.claim_id
    -- a refund that names a settlement and no amount takes all of it
    where coalesce(abs(claim.total_amount + below.total_amount) <= 0.01 * below.refunds, true)
),

-- refunds that take each other back: the settlement stands, they are nothing
restored as (
    select below.claim_id
    from below
    anti join taken_whole on below.claim_id = taken_whole.claim_id
    where below.refunds > 1 and abs(below.total_amount) <= 0.01 * below.refunds
),

rooted as (
    select chain.claim_id, arg_max(chain.above_id, chain.steps) as target_claim_id
    from chain
    group by chain.claim_id
),

touched as (
    select
        refund.claim_id,
        coalesce(rooted.target_claim_id, refund.claim_id) as target_claim_id
    from refund
    left join rooted on refund.claim_id = rooted.claim_id
    union
    select target_claim_id as claim_id, target_claim_id
    from rooted
),

homed as (
    select touched.claim_id, touched.target_claim_id, target.encounter_id
    from claim as target
    inner join touched on target.claim_id = touched.target_claim_id
),

-- every settlement of the visits that refunds touch, those that no refund names among them
of_visit as (
    select homed.claim_id, homed.target_claim_id, homed.encounter_id
    from homed
    union
    select claim.claim_id, claim.claim_id as target_claim_id, claim.encounter_id
    from claim
    semi join homed on claim.encounter_id = homed.encounter_id
    anti join homed as other on claim.claim_id = other.claim_id
),

-- a visit whose settlements make nothing together, or less than nothing, was refunded whole, whatever they name
empty_visit as (
    select of_visit.encounter_id
    from claim
    inner join of_visit on claim.claim_id = of_visit.claim_id
    left join refund on of_visit.claim_id = refund.claim_id
    group by of_visit.encounter_id
    having
        abs(sum(claim.total_amount)) <= 0.01 * count(refund.claim_id)
        -- a refund alone takes back nothing of its own visit
        or (sum(claim.total_amount) < 0 and max(claim.total_amount) > 0)
),

void_claim as (
    select claim_id from taken_whole
    union
    select chain.claim_id
    from chain
    where
        chain.above_id in (select taken_whole.claim_id from taken_whole)
        or chain.above_id in (select restored.claim_id from restored)
    union
    select of_visit.claim_id
    from of_visit
    semi join empty_visit on of_visit.encounter_id = empty_visit.encounter_id
    union
    -- marked as refunded and not negative: a settlement that was taken back, or a refund written without its
    -- minus; of neither anything is left
    select claim.claim_id
    from claim
    where claim.is_refund and claim.total_amount > 0
    union
    -- what the refund without its minus names
    select claim.claim_id
    from claim
    inner join claim as unsigned on claim.claim_id = unsigned.original_claim_id
    anti join restored on claim.claim_id = restored.claim_id
    where unsigned.is_refund and abs(unsigned.total_amount - claim.total_amount) <= 0.01 and claim.total_amount > 0
)

select
    of_visit.claim_id,
    -- what a refund's lines are to be looked for in
    of_visit.target_claim_id,
    -- whose money it is: a refund may have a visit number of its own
    of_visit.encounter_id,
    void_claim.claim_id is not null as is_void
from of_visit
left join void_claim on of_visit.claim_id = void_claim.claim_id
