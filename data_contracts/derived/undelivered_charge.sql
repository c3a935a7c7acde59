/* ---
title: Stays that were settled for more than the charges delivered
title_zh: 结算金额大于已上传费用明细合计的住院
scope: encounter
optional: [claim]
from: {missing_amount: claim.total_amount, missing_share: claim.total_amount}
note: >-
  What was not delivered, or was set aside on loading, may be the very thing that a rule misses. Stays
  without any charge are not here: they prove nothing by themselves.
--- */
with delivered as (
    select encounter_id, sum(amount) as amount
    from derived.claim_charge
    group by encounter_id
)

select
    stay.encounter_id,
    stay.total_amount,
    cast(stay.total_amount - delivered.amount as decimal(18, 2)) as missing_amount,
    cast(round((stay.total_amount - delivered.amount) / stay.total_amount, 4) as decimal(9, 4)) as missing_share
from derived.stay as stay
inner join delivered on stay.encounter_id = delivered.encounter_id
where stay.total_amount > delivered.amount and stay.total_amount > 0
