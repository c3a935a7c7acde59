/* ---
title: Sales of trace codes with a history, after returns, refunds, repeated uploads and the double channel are taken out
title_zh: 有多次记录的追溯码之有效销售（剔除退货、冲退、重复上传、双通道）
scope: trace_code
essential: [dispense]
from: {trace_code: dispense.trace_code, item_code: dispense.item_code, provider_id: dispense.provider_id, encounter_id: claim.encounter_id, claim_line_id: dispense.claim_line_id, is_split_pack: dispense.is_split_pack, box_amount: claim_line.covered_amount, is_settled: dispense.is_insured, is_cash: dispense.is_insured, sold_at: dispense.dispensed_at, event_id: dispense.dispense_id, unit_price: claim_line.unit_price, is_stay: encounter.class, person_id: claim.person_id}
--- */
-- the few codes that were uploaded more than once or moved; of every other the one upload is the sale
with
void_claim as (
    select claim_id from derived.claim_change where is_void
),

-- times a box came back into stock: moved within a chain, or sent back
move as (
    select trace_code, stocked_at
    from purchase
    where trace_code is not null and kind in ('transfer_in', 'transfer_out', 'return')
),

uploaded as (
    select
        trace_code, claim_line_id, item_code, provider_id, claim_id, encounter_id, is_split_pack, is_settled,
        dispensed_at, dispense_id, person_id, is_stay, is_cash, line_unit_price, code_kind, box_amount,
        is_part_refunded, is_line_taken_back, line_quantity,
        -- the interim settlements of one stay are one use of the box
        case
            when is_stay then 'stay ' || encounter_id
            else coalesce('claim ' || claim_id, 'sale ' || sale_no, 'at ' || cast(dispensed_at as varchar))
        end as event_id
    from derived.sale_upload
    where has_history
),

told_row as (
    select
        sale_row.trace_code,
        -- each shop numbers its own sales: of two shops with one number the second is named
        case
            when
                regexp_matches(sale_row.event_id, '^(sale|at) ')
                and sale_row.provider_id
                <> min(sale_row.provider_id) over (partition by sale_row.trace_code, sale_row.event_id)
                then sale_row.event_id || ' ' || sale_row.provider_id
            else sale_row.event_id
        end as event_id,
        sale_row.claim_line_id, sale_row.item_code,
        sale_row.provider_id, sale_row.claim_id, sale_row.encounter_id, sale_row.is_split_pack,
        sale_row.is_settled, sale_row.dispensed_at, sale_row.dispense_id, sale_row.person_id,
        sale_row.is_stay, sale_row.is_cash, sale_row.line_unit_price, sale_row.code_kind,
        sale_row.box_amount, sale_row.is_part_refunded, sale_row.is_line_taken_back,
        sale_row.line_quantity
    from uploaded as sale_row
),

-- an upload that names no line says nothing beside one that does
telling_row as (
    select
        told_row.trace_code, told_row.event_id, told_row.claim_line_id, told_row.item_code,
        told_row.provider_id, told_row.claim_id, told_row.encounter_id, told_row.is_split_pack,
        told_row.is_settled, told_row.dispensed_at, told_row.dispense_id, told_row.person_id,
        told_row.is_stay, told_row.is_cash, told_row.line_unit_price, told_row.code_kind,
        told_row.box_amount, told_row.is_part_refunded, told_row.is_line_taken_back,
        told_row.line_quantity
    from told_row
    anti join told_row as named
        on
            told_row.trace_code = named.trace_code
            and told_row.event_id = named.event_id
            and told_row.claim_line_id is null
            and named.claim_line_id is not null
),

-- one row per code, sale and charged line: a repeated upload and the second channel fall together
sale as (
    select
        trace_code, event_id, claim_line_id,
        min(item_code) as item_code,
        min(provider_id) as provider_id,
        min(claim_id) as claim_id,
        min(encounter_id) as encounter_id,
        max(case when is_split_pack then 1 else 0 end) = 1 as is_split_pack,
        max(case when is_settled then 1 else 0 end) = 1 as is_settled,
        min(dispensed_at) as sold_at,
        min(dispense_id) as dispense_id,
        min(person_id) as person_id,
        max(case when is_stay then 1 else 0 end) = 1 as is_stay,
        max(case when is_cash then 1 else 0 end) = 1 as is_cash,
        min(line_unit_price) as unit_price,
        -- of one code or of one line, and so the same in all rows
        min(code_kind) as code_kind,
        min(box_amount) as box_amount,
        max(case when is_part_refunded then 1 else 0 end) = 1 as is_part_refunded,
        max(case when is_line_taken_back then 1 else 0 end) = 1 as is_line_taken_back,
        min(line_quantity) as line_quantity
    from telling_row
    group by trace_code, event_id, claim_line_id
),

-- one row per recorded return, with the settlement that was returned
return_row as (
    select
        uploaded.trace_code, uploaded.provider_id, uploaded.dispensed_at,
        coalesce(refund.original_claim_id, uploaded.claim_id) as claim_id
    from dispense as uploaded
    left join claim as refund on uploaded.claim_id = refund.claim_id and refund.is_refund
    where uploaded.trace_code is not null and uploaded.kind = 'return'
),

-- a return that names no settlement of the code takes back the sale just before it
unnamed_return as (
    select return_row.trace_code, return_row.provider_id, return_row.dispensed_at
    from return_row
    anti join told_row
        on
            return_row.trace_code = told_row.trace_code
            and return_row.claim_id = told_row.claim_id
),

step as (
    select
        sale.trace_code, sale.provider_id, sale.event_id, 0 as is_return,
        min(sale.sold_at) as happened_at
    from sale
    semi join unnamed_return on sale.trace_code = unnamed_return.trace_code
    group by sale.trace_code, sale.provider_id, sale.event_id
    union all
    select trace_code, provider_id, '' as event_id, 1 as is_return, dispensed_at as happened_at
    from unnamed_return
),

followed as (
    select
        trace_code, event_id, is_return, happened_at,
        lead(is_return) over history as next_is_return,
        lag(is_return) over history as last_is_return,
        lag(happened_at) over history as last_happened_at,
        lag(is_return, 2, 1) over history as second_last_is_return
    from step
    window history as (
        partition by trace_code, provider_id order by happened_at, is_return, event_id
    )
),

-- a return dated without a time stands before the sale of its morning, one of a till whose clock is
-- slow minutes before it, and any before a sale dated without a time: where no earlier sale is open
-- that it could take back, it takes that one
brought_back as (
    select distinct trace_code, event_id
    from followed
    where
        is_return = 0
        and (
            next_is_return = 1
            or (
                last_is_return = 1 and second_last_is_return = 1
                and (
                    last_happened_at = date_trunc('day', happened_at)
                    or last_happened_at >= happened_at - interval 30 minute
                    or (
                        happened_at + interval 1 second = date_trunc('day', happened_at + interval 1 second)
                        and cast(last_happened_at as date) = cast(happened_at as date)
                    )
                )
            )
        )
),

kept as (
    select
        sale.trace_code, sale.event_id, sale.claim_line_id, sale.item_code, sale.provider_id,
        sale.claim_id, sale.encounter_id, sale.is_split_pack, sale.is_settled, sale.sold_at,
        sale.dispense_id, sale.person_id, sale.is_stay, sale.is_cash, sale.unit_price,
        sale.code_kind, sale.box_amount, sale.is_part_refunded, sale.is_line_taken_back,
        sale.line_quantity
    from sale
    anti join return_row
        on sale.trace_code = return_row.trace_code and sale.claim_id = return_row.claim_id
    anti join brought_back
        on sale.trace_code = brought_back.trace_code and sale.event_id = brought_back.event_id
),

box_history as (
    select kept.trace_code, kept.event_id, 0 as moves, min(kept.sold_at) as happened_at
    from kept
    semi join move on kept.trace_code = move.trace_code
    group by kept.trace_code, kept.event_id
    union all
    select move.trace_code, '' as event_id, 1 as moves, move.stocked_at as happened_at
    from move
),

life as (
    select
        trace_code, event_id,
        sum(moves) over (
            partition by trace_code order by happened_at, moves desc, event_id
            rows between unbounded preceding and current row
        ) as stock_life
    from box_history
)

select
    kept.trace_code, kept.code_kind, kept.dispense_id, kept.event_id, kept.claim_line_id, kept.item_code,
    kept.provider_id, kept.encounter_id, kept.person_id, kept.is_stay, kept.is_split_pack,
    kept.is_settled, kept.is_cash, kept.sold_at, kept.unit_price,
    -- how often the box had been moved or sent back before: a new life begins each time
    cast(coalesce(life.stock_life, 0) as integer) as stock_life,
    kept.box_amount, kept.is_part_refunded, kept.line_quantity
from kept
anti join void_claim on kept.claim_id = void_claim.claim_id
left join life on kept.trace_code = life.trace_code and kept.event_id = life.event_id
-- a line taken back whole is no sale
where not kept.is_line_taken_back
