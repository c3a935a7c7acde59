/* ---
title: A box settled after its expiry date
title_zh: 过期药品销售
official: none
version: 4
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: all
basis: [条例38(七), 条例15]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, dispense.lot_no, claim_line.original_line_id, claim_line.covered_amount, purchase, claim.original_claim_id]
coded_parts: [dated_upload]
parameters:
  grace_days: {type: integer, default: 0, min: 0, step: 1, unit: days after the expiry date}
message: "code {trace_code} of {item_code}, lot {lot_no}, expired on {expired_on} and was sold on {sold_on}"
message_zh: "追溯码 {trace_code}（{item_code}，批号 {lot_no}）有效期至 {expired_on}，{sold_on} 仍销售"
innocent_when:
  - the expiry date was entered wrongly (left out where the lot's other uploads give a later one more often)
  - the sale was uploaded long after it was made (left out where the charge is dated before the expiry)
  - the expiry is given by the month and was entered as its first day (left out)
  - the bill of a stay was booked at its end, and the box was used before it expired (left out where the stay began before)
innocent_when_zh:
  - 有效期录入错误（同批号多数上传有效期更晚的已排除）
  - 销售补传（费用发生日期未过期的已排除）
  - 有效期只到月、录入为当月 1 日（已排除，按月末计）
  - 住院费用出院时集中记账，药品在到期前已使用（入院早于到期日的已排除）
verify_by:
  - the expiry date on boxes of the lot
  - the invoice of the box, and whether it came from a licensed supplier
verify_by_zh:
  - 核对该批号实物上的有效期
  - 核对发票和供货单位资质
note: A lot to which most uploads of the drug give a later date was entered wrongly here; one later date among many is itself the slip. The lot of the purchase is not delivered, so that a sale cannot be compared with it. Dates before 2000 are typing errors.
note_zh: 同一品种同一批号多数上传的有效期更晚的，视为录入错误；多数一致、个别更晚的，以多数为准。采购数据不含批号，无法比对入库批号。
--- */
with
-- codes of which some upload is dated after an expiry: of the others nothing can be late
suspected_code as (
    select trace_code
    from dispense
    where date_diff('day', expires_on, cast(dispensed_at as date)) > 0 -- gate: equivalent, bounds work
    union
    -- a code with a history may have several dates
    select dispense.trace_code
    from dispense
    semi join derived.told_sale -- gate: equivalent, bounds work
        on dispense.trace_code = told_sale.trace_code -- gate: equivalent, bounds work
    group by dispense.trace_code
    having min(dispense.expires_on) < cast(max(dispense.dispensed_at) as date) -- gate: equivalent, bounds work
),

-- what their sellers uploaded of them
dated_upload as (
    select dispense.trace_code, dispense.provider_id, dispense.item_code, dispense.lot_no, dispense.expires_on
    from dispense
    semi join suspected_code -- gate: equivalent, bounds work
        on dispense.trace_code = suspected_code.trace_code -- gate: equivalent, bounds work
    where dispense.kind = 'sale' and dispense.expires_on >= date '2000-01-01'
),

-- the date that most uploads of a lot give, of two as frequent the later one: a single slip decides nothing
lot as (
    select item_code, lot_no, expires_on as latest_expires_on
    from (
        select dispense.item_code, dispense.lot_no, dispense.expires_on, count(dispense.expires_on) as uploads
        from dispense
        semi join dated_upload -- gate: equivalent, bounds work
            on dispense.lot_no = dated_upload.lot_no -- gate: equivalent, bounds work
        where dispense.lot_no is not null -- gate: equivalent, a null lot joins nothing
        group by dispense.item_code, dispense.lot_no, dispense.expires_on
    ) as dated_lot
    qualify row_number() over (partition by item_code, lot_no order by uploads desc, expires_on desc) = 1
),

-- one row per code and provider with the expiry date that its seller uploaded
dated as (
    select
        upload.trace_code, upload.provider_id,
        max(upload.lot_no) as lot_no,
        -- an expiry by the month is entered as its first day and lasts to its end
        max(case
            when
                extract(day from greatest(upload.expires_on, coalesce(lot.latest_expires_on, upload.expires_on)))
                = 1
                then last_day(greatest(upload.expires_on, coalesce(lot.latest_expires_on, upload.expires_on)))
            else greatest(upload.expires_on, coalesce(lot.latest_expires_on, upload.expires_on))
        end) as expires_on
    from dated_upload as upload
    left join lot on upload.item_code = lot.item_code and upload.lot_no = lot.lot_no
    group by upload.trace_code, upload.provider_id
),

-- boxes uploaded after their expiry: a charge before the upload can only excuse one
late_upload as (
    select
        sale.trace_code, sale.provider_id, sale.item_code, sale.encounter_id, sale.claim_line_id,
        sale.box_amount, sale.sold_at, dated.lot_no, dated.expires_on
    from derived.trace_sale as sale
    inner join dated
        on sale.trace_code = dated.trace_code and sale.provider_id = dated.provider_id
    where
        sale.is_settled
        and date_diff('day', dated.expires_on, cast(sale.sold_at as date)) > $grace_days -- gate: equivalent, bounds work
        -- what the fund did not cover it did not pay
        and coalesce(sale.box_amount, 1) > 0
),

-- a bill that was booked at its end, or by the week, does not tell on which day of the stay a box was used
charged as (
    select
        line.claim_line_id, line.charged_at,
        case
            when posting.charged_at is not null then least(stay.started_at, line.charged_at)
            else line.charged_at
        end as used_from
    from claim_line as line
    semi join late_upload -- gate: equivalent, bounds work
        on line.claim_line_id = late_upload.claim_line_id -- gate: equivalent, bounds work
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at and not posting.tells_day
    left join derived.stay as stay on line.encounter_id = stay.encounter_id
)

select
    sale.trace_code as subject_id, sale.trace_code, sale.provider_id,
    min(sale.item_code) as item_code,
    coalesce(min(sale.lot_no), '-') as lot_no,
    min(sale.expires_on) as expired_on,
    min(least(cast(sale.sold_at as date), coalesce(cast(line.charged_at as date), cast(sale.sold_at as date))))
        as sold_on,
    cast(sum(sale.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(sale.claim_line_id) filter (where sale.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct sale.encounter_id) as encounter_ids,
    [sale.trace_code] as trace_codes,
    min(sale.sold_at) as occurred_from,
    max(sale.sold_at) as occurred_to
from late_upload as sale
left join charged as line on sale.claim_line_id = line.claim_line_id
where
    -- an upload may come late; the charge is dated when the drug was handed out
    date_diff(
        'day', sale.expires_on,
        least(cast(sale.sold_at as date), coalesce(cast(line.used_from as date), cast(sale.sold_at as date)))
    ) > $grace_days
group by sale.trace_code, sale.provider_id
