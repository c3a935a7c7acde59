/* ---
title: Uploaded sales of trace codes with their settlement and charged line, from either channel
title_zh: 追溯码销售上传记录（对应结算与费用明细，含两个通道）
scope: trace_code
essential: [dispense]
from: {trace_code: dispense.trace_code, item_code: dispense.item_code, provider_id: dispense.provider_id, claim_id: claim.claim_id, encounter_id: claim.encounter_id, claim_line_id: dispense.claim_line_id, is_split_pack: dispense.is_split_pack, is_settled: dispense.is_insured, is_cash: dispense.is_insured, dispensed_at: dispense.dispensed_at, line_unit_price: claim_line.unit_price, box_amount: claim_line.covered_amount, is_stay: encounter.class, person_id: claim.person_id}
--- */
with
void_claim as (
    select claim_id from derived.claim_change where is_void
),

-- codes with a history; of every other code the one upload is the one sale
told_code as (
    select trace_code
    from dispense
    where trace_code is not null
    group by trace_code
    having count(trace_code) > 1
    union
    select trace_code
    from purchase
    where trace_code is not null and kind in ('transfer_in', 'transfer_out', 'return')
),

sold as (
    select
        dispense.dispense_id, dispense.trace_code, dispense.item_code, dispense.provider_id,
        dispense.claim_id, dispense.claim_line_id, dispense.person_id, dispense.sale_no,
        dispense.quantity, dispense.is_split_pack, dispense.is_insured, dispense.dispensed_at,
        told_code.trace_code is not null as has_history
    from dispense
    left join told_code on dispense.trace_code = told_code.trace_code
    where dispense.trace_code is not null and dispense.kind = 'sale'
),

settlement as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id,
        stay.encounter_id is not null as is_stay,
        void_claim.claim_id is not null as is_void
    from claim
    left join encounter as stay
        on claim.encounter_id = stay.encounter_id and stay.class = 'inpatient'
    left join void_claim on claim.claim_id = void_claim.claim_id
),

-- the lines that uploads name, found first: joined to all lines, every upload would be kept in memory
named_line as (
    select
        line.claim_line_id, line.claim_id, line.quantity, line.unit_price, line.amount,
        line.covered_amount
    from claim_line as line
    semi join dispense as upload on line.claim_line_id = upload.claim_line_id
),

-- an upload without the charged line names it by settlement and item, where only one line fits: of several the
-- one that stands, where the others were taken back
fitting_line as (
    select
        line.claim_id, line.item_code, line.claim_line_id, line.quantity, line.unit_price, line.amount,
        line.covered_amount,
        case when coalesce(change.quantity_left, line.quantity) > 0 then 1 else 0 end as is_standing
    from claim_line as line
    semi join dispense as unnamed
        on
            line.claim_id = unnamed.claim_id and line.item_code = unnamed.item_code
            and unnamed.claim_line_id is null and unnamed.trace_code is not null and unnamed.kind = 'sale'
    left join derived.line_change as change on line.claim_line_id = change.claim_line_id
    -- the difference of a corrected price is no second sale, and a reversal none at all
    where line.quantity > 0 and coalesce(line.amount, 0) >= 0
),

only_line as (
    select
        fitting.claim_id, fitting.item_code, fitting.claim_line_id, fitting.quantity, fitting.unit_price,
        fitting.amount, fitting.covered_amount
    from fitting_line as fitting
    qualify
        row_number() over (
            partition by fitting.claim_id, fitting.item_code
            order by fitting.is_standing desc, fitting.claim_line_id
        ) = 1
        -- where nothing stands, whichever it was is no sale
        and sum(fitting.is_standing) over (partition by fitting.claim_id, fitting.item_code) <= 1
),

uploaded as (
    select
        sold.dispense_id, sold.trace_code, sold.item_code, sold.provider_id,
        coalesce(sold.person_id, settlement.person_id) as person_id,
        coalesce(sold.claim_id, line.claim_id) as claim_id,
        coalesce(sold.claim_line_id, only_line.claim_line_id) as claim_line_id,
        settlement.encounter_id,
        case when coalesce(sold.claim_id, line.claim_id) is null then sold.sale_no end as sale_no,
        coalesce(sold.is_split_pack, false)
        -- part of a box is a split pack, whatever the flag says
        or coalesce(sold.quantity <> floor(sold.quantity), false) as is_split_pack,
        coalesce(sold.is_insured, true) and settlement.claim_id is not null as is_settled,
        not coalesce(sold.is_insured, true) as is_cash,
        sold.dispensed_at, sold.has_history,
        coalesce(settlement.is_stay, false) as is_stay,
        coalesce(settlement.is_void, false) as is_settlement_void,
        coalesce(line.quantity, only_line.quantity) as line_quantity,
        -- the price of one unit as it is charged: of a box, or of a vial or tablet of it
        coalesce(
            line.unit_price, only_line.unit_price,
            case when line.quantity > 0 then line.amount / line.quantity end,
            case when only_line.quantity > 0 then only_line.amount / only_line.quantity end
        ) as line_unit_price,
        coalesce(line.covered_amount, only_line.covered_amount, line.amount, only_line.amount)
            as line_covered_amount
    from sold
    left join named_line as line on sold.claim_line_id = line.claim_line_id
    left join only_line
        on
            sold.claim_line_id is null
            and sold.claim_id = only_line.claim_id
            and sold.item_code = only_line.item_code
    left join settlement on coalesce(sold.claim_id, line.claim_id) = settlement.claim_id
),

-- boxes that came back by their codes: a refund of as many units leaves no doubt which ones they were
return_row as (
    select
        uploaded.trace_code, uploaded.claim_line_id, uploaded.item_code,
        coalesce(refund.original_claim_id, uploaded.claim_id) as claim_id
    from dispense as uploaded
    left join claim as refund on uploaded.claim_id = refund.claim_id and refund.is_refund
    where uploaded.kind = 'return' and uploaded.trace_code is not null
),

returned_of_line as (
    select claim_line_id, count(distinct trace_code) as boxes
    from return_row
    where claim_line_id is not null
    group by claim_line_id
),

change as (
    select
        line_change.claim_line_id, line_change.quantity_left, line_change.covered_left,
        coalesce(returned_of_line.boxes, 0) as boxes_returned
    from derived.line_change
    left join returned_of_line on line_change.claim_line_id = returned_of_line.claim_line_id
),

returned_of_claim as (
    select claim_id, item_code, count(distinct trace_code) as boxes
    from return_row
    where claim_id is not null
    group by claim_id, item_code
)

select
    uploaded.dispense_id, uploaded.trace_code, uploaded.item_code, uploaded.provider_id,
    uploaded.person_id, uploaded.claim_id, uploaded.claim_line_id, uploaded.encounter_id,
    -- of what no settlement names
    uploaded.sale_no,
    uploaded.is_split_pack, uploaded.is_settled, uploaded.is_cash,
    uploaded.dispensed_at, uploaded.has_history, uploaded.is_stay,
    uploaded.line_quantity, uploaded.line_unit_price,
    case
        when regexp_matches(uploaded.trace_code, '^8[0-9]{19}$')
            then case
                -- a run of digits, up, down or one throughout, repeats itself after ten: few others do
                when substr(uploaded.trace_code, 8, 3) <> substr(uploaded.trace_code, 18, 3) then 'box'
                -- one digit throughout: the rest is the rest moved by one
                when substr(uploaded.trace_code, 8, 12) = substr(uploaded.trace_code, 9, 12) then 'placeholder'
                when
                    strpos('0123456789012345678901234', substr(uploaded.trace_code, 8)) > 0
                    or strpos('9876543210987654321098765', substr(uploaded.trace_code, 8)) > 0
                    then case
                        when
                            strpos('01234567890123456789012345678901234567890', uploaded.trace_code) > 0
                            or strpos('98765432109876543210987654321098765432109', uploaded.trace_code) > 0
                            then 'placeholder'
                        -- the serial number as a finger runs along the keys: typed, yet it may name one box
                        else 'typed_box'
                    end
                else 'box'
            end
        when
            length(uploaded.trace_code) >= 8
            and (
                replace(uploaded.trace_code, substr(uploaded.trace_code, 1, 1), '') = ''
                or strpos('01234567890123456789012345678901234567890', uploaded.trace_code) > 0
                or strpos('98765432109876543210987654321098765432109', uploaded.trace_code) > 0
                or (
                    replace(substr(uploaded.trace_code, 8), substr(uploaded.trace_code, 8, 1), '') = ''
                    and regexp_matches(uploaded.trace_code, '^[0-9]{20}$')
                )
            )
            then 'placeholder'
        -- GS1 that ends with a date or the lot, in whose digits a 21 may stand: as many boxes have it as the lot holds. A
        -- serial number is longer than what may follow a 21 within a lot
        when
            regexp_matches(
                uploaded.trace_code,
                '^(\][A-Za-z][0-9])?[(]?01[)]?[0-9]{14}([(]?1[157][)]?[0-9]{6}){0,3}([(]?10[)]?[^(\x1d]{1,20})?([(]?1[157][)]?[0-9]{6}){0,2}$'
            )
            and not regexp_matches(
                uploaded.trace_code,
                '^(\][A-Za-z][0-9])?[(]?01[)]?[0-9]{14}([(]?1[157][)]?[0-9]{6}){0,3}([(]?21.+|[(]?10[)]?.*21.{6,})$'
            )
            then 'lot'
        -- GS1: article number, then other fields, a serial number (21) among them; scanners may say first
        -- which kind of symbol they read
        when regexp_matches(uploaded.trace_code, '^(\][A-Za-z][0-9])?[(]?01[)]?[0-9]{14}.*21.+$') then 'gs1'
        when regexp_matches(uploaded.trace_code, '^69[0-9]{11}$') then 'barcode'
        when
            regexp_matches(uploaded.trace_code, '^[0-9A-Za-z./_-]{8,100}$')
            and regexp_matches(uploaded.trace_code, '^.*[A-Za-z]')
            and not regexp_matches(uploaded.trace_code, '^[0-9][.0-9]*[Ee][+-]?[0-9]+$')
            then 'maker'
        else 'malformed'
    end as code_kind,
    -- one box of the line as it stands after refunds; null where the line is not known
    case
        when change.quantity_left is null and coalesce(uploaded.line_quantity, 0) <= 1
            then uploaded.line_covered_amount
        when change.quantity_left > 0
            then cast(round(change.covered_left / greatest(change.quantity_left, 1), 2) as decimal(18, 2))
        when uploaded.line_quantity > 0
            then cast(
                round(uploaded.line_covered_amount / greatest(uploaded.line_quantity, 1), 2)
                as decimal(18, 2)
            )
    end as box_amount,
    -- part of the line was refunded and nobody recorded which box came back
    coalesce(
        change.quantity_left
        < uploaded.line_quantity - greatest(change.boxes_returned, coalesce(returned_of_claim.boxes, 0)),
        false
    ) as is_part_refunded,
    -- a line or a settlement taken back whole is no sale
    coalesce(change.quantity_left <= 0, false) as is_line_taken_back,
    uploaded.is_settlement_void
from uploaded
left join change on uploaded.claim_line_id = change.claim_line_id
left join returned_of_claim
    on
        -- asked of changed lines alone
        case when change.claim_line_id is not null then uploaded.claim_id end = returned_of_claim.claim_id
        and uploaded.item_code = returned_of_claim.item_code
