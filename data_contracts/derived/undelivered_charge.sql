/* ---
title: Visits that were settled for more than the charges delivered
title_zh: 结算金额大于已上传费用明细合计的就诊
scope: encounter
optional: [claim]
from: {missing_amount: claim.total_amount, missing_share: claim.total_amount}
note: >-
  What was not delivered, or was set aside on loading, may be the very thing that a rule misses. Visits
  without any charge are not here: they prove nothing by themselves.
--- */
with delivered as (
    select encounter_id, sum(amount) as amount
    from derived.claim_charge
    group by encounter_id
),

-- a refund counts for the visit of the settlement that it takes back
settled as (
    select
        coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        sum(case when change.is_void then 0 else claim.total_amount end) as total_amount
    from claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    group by coalesce(change.encounter_id, claim.encounter_id)
)

select
    settled.encounter_id,
    cast(settled.total_amount as decimal(18, 2)) as total_amount,
    cast(settled.total_amount - delivered.amount as decimal(18, 2)) as missing_amount,
    cast(round((settled.total_amount - delivered.amount) / settled.total_amount, 4) as decimal(9, 4)) as missing_share
from settled
inner join delivered on settled.encounter_id = delivered.encounter_id
where settled.total_amount > delivered.amount and settled.total_amount > 0
