/* ---
title: A claim with its method of payment
title_zh: 结算，并入支付方式
by: encounter_id
--- */
with grouped as (
  select
    encounter_id,
    min(payment_method) as payment_method,
    max(group_paid_amount) as group_paid_amount
  from drg_group_result
  group by encounter_id
),

-- the monthly settlement pays for a stay: each of its settlements has its part, a revocation a negative one
billed as (
  select
    encounter_id,
    sum(total_amount) as total_amount
  from setl_d
  group by encounter_id
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
  settled.is_refund,
  settled.original_claim_id,
  coalesce(list.payment_method, grouped.payment_method, settled.payment_method) as payment_method,
  settled.invoice_no,
  case
    when coalesce(list.payment_method, grouped.payment_method, settled.payment_method, 'fee_for_service') <> 'fee_for_service'
      then
        coalesce(
          cast(
            round(grouped.group_paid_amount * settled.total_amount / nullif(billed.total_amount, 0), 2) as decimal(18, 2)
          ),
          settled.group_paid_amount
        )
  end as group_paid_amount
from setl_d as settled
left join setlinfo_4101 as list on settled.claim_id = list.claim_id
left join grouped on settled.encounter_id = grouped.encounter_id
left join billed on settled.encounter_id = billed.encounter_id
