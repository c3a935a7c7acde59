/* ---
title: Charges, each in the settlement that followed it
title_zh: 费用明细，归入其后的结算
by: encounter_id
--- */
with settlement as (
  select
    settled.claim_id,
    settled.encounter_id,
    settled.settled_at,
    settled.total_amount,
    settled.batch,
    not exists (select 1 from setlinfo_2305 as back where back.original_claim_id = settled.claim_id)
    and not exists (select 1 from data_2305 as back where back.original_claim_id = settled.claim_id) as stands
  from setlinfo_2304 as settled
),

standing as (
  select
    encounter_id,
    sum(total_amount) as total_amount,
    count(batch) > 0 as has_batches
  from settlement
  where stands
  group by encounter_id
),

-- visits whose charges are worth what was settled: whatever was deleted of them was uploaded again
whole as (
  select standing.encounter_id
  from standing
  inner join (
    select encounter_id, sum(amount) as amount
    from feedetail_2301
    group by encounter_id
  ) as charged
    on standing.encounter_id = charged.encounter_id and standing.total_amount = charged.amount
),

-- only what is not settled can be deleted, and only what was uploaded before
deleted as (
  select distinct line.claim_line_id
  from feedetail_2301 as line
  inner join data_2302 as gone on line.encounter_id = gone.encounter_id
  left join standing on line.encounter_id = standing.encounter_id
  where
    gone.deleted_no in ('', line.line_no)
    and (gone.deleted_batch = '' or coalesce(gone.deleted_batch = line.batch, false))
    and line.own_claim_id is null
    -- what was settled before the request is out of its reach
    and not exists (
      select 1 from settlement as settled
      where
        settled.encounter_id = line.encounter_id
        and settled.stands
        and case
          when gone.told_at = '' then settled.batch = line.batch
          else
            settled.settled_at <= try_cast(gone.told_at as timestamp)
            and (
              settled.batch = line.batch
              or ((settled.batch is null or line.batch is null) and settled.settled_at > line.uploaded_at)
            )
        end
    )
    and case
      when line.uploaded_at is not null and gone.told_at <> ''
        then line.uploaded_at <= try_cast(gone.told_at as timestamp)
      -- without times the sums tell, and of a deletion of everything the batches that were settled
      when line.encounter_id in (select whole.encounter_id from whole) then false
      when gone.deleted_no = '' and gone.deleted_batch = ''
        then line.batch is not null and coalesce(standing.has_batches, false)
      else true
    end
),

-- settled, taken back and settled again: the lines of a visit are worth what now stands, so they are the new
-- settlement's; uploaded anew for it they are worth more, and each stays where it was
resettled as (
  select standing.encounter_id
  from standing
  inner join (
    select encounter_id, sum(amount) as amount
    from feedetail_2301
    where claim_line_id not in (select deleted.claim_line_id from deleted)
    group by encounter_id
  ) as charged
    on standing.encounter_id = charged.encounter_id and standing.total_amount = charged.amount
),

placed as (
  select
    line.claim_line_id,
    -- uploaded before it is settled, a line names no settlement: that of its batch took it in, else the next one
    -- of its visit
    coalesce(
      line.own_claim_id,
      arg_min(settled.claim_id, (settled.settled_at, settled.claim_id)) filter (
        where settled.batch = line.batch and settled.stands
      ),
      arg_min(settled.claim_id, (settled.settled_at, settled.claim_id)) filter (
        where settled.batch = line.batch
      ),
      arg_min(settled.claim_id, (settled.settled_at, settled.claim_id)) filter (
        where settled.settled_at >= line.charged_at and (settled.stands or resettled.encounter_id is null)
      ),
      arg_max(settled.claim_id, (settled.settled_at, settled.claim_id)) filter (
        where settled.stands or resettled.encounter_id is null
      )
    ) as claim_id
  from feedetail_2301 as line
  anti join deleted on line.claim_line_id = deleted.claim_line_id
  left join settlement as settled on line.encounter_id = settled.encounter_id
  left join resettled on line.encounter_id = resettled.encounter_id
  group by line.claim_line_id, line.own_claim_id, line.charged_at
)

select
  line.claim_line_id,
  line.line_no,
  placed.claim_id,
  line.encounter_id,
  line.person_id,
  line.provider_id,
  line.charged_at,
  line.item_code,
  line.item_name,
  line.local_item_code,
  line.local_item_name,
  line.category,
  line.quantity,
  line.unit_price,
  line.amount,
  line.covered_amount,
  line.price_ceiling,
  line.practitioner_id,
  line.executing_practitioner_id,
  line.department,
  line.prescription_no,
  line.days_supplied,
  line.is_discharge_drug,
  line.herb_use,
  line.original_line_id,
  line.original_line_no
from feedetail_2301 as line
inner join placed on line.claim_line_id = placed.claim_line_id
