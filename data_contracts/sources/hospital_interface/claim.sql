/* ---
title: Claims and what takes them back
title_zh: 结算及其撤销
by: encounter_id
--- */
with taken_back as (
  select
    claim_id,
    encounter_id,
    person_id,
    provider_id,
    settled_at,
    -- hospital systems write the amounts of a revocation with either sign
    -abs(total_amount) as total_amount,
    -abs(covered_amount) as covered_amount,
    -abs(fund_amount) as fund_amount,
    -abs(self_pay_amount) as self_pay_amount,
    original_claim_id
  from setlinfo_2305
  union all
  -- a request without its answer takes back all of the settlement it names
  select
    'R:' || settled.claim_id as claim_id,
    settled.encounter_id,
    settled.person_id,
    settled.provider_id,
    settled.settled_at,
    -settled.total_amount as total_amount,
    -settled.covered_amount as covered_amount,
    -settled.fund_amount as fund_amount,
    -settled.self_pay_amount as self_pay_amount,
    asked.original_claim_id
  from data_2305 as asked
  inner join setlinfo_2304 as settled on asked.original_claim_id = settled.claim_id
  where not exists (
    select 1 from setlinfo_2305 as answered where answered.original_claim_id = asked.original_claim_id
  )
)

select
  settled.claim_id,
  settled.encounter_id,
  settled.person_id,
  settled.provider_id,
  settled.settled_at,
  settled.total_amount,
  settled.covered_amount,
  settled.fund_amount,
  settled.self_pay_amount,
  false as is_refund,
  null as original_claim_id,
  coalesce(list.payment_method, settled.payment_method) as payment_method,
  settled.invoice_no
from setlinfo_2304 as settled
left join setlinfo_4101 as list on settled.claim_id = list.claim_id
union all
select
  claim_id,
  encounter_id,
  person_id,
  provider_id,
  settled_at,
  total_amount,
  covered_amount,
  fund_amount,
  self_pay_amount,
  true as is_refund,
  original_claim_id,
  null as payment_method,
  null as invoice_no
from taken_back
