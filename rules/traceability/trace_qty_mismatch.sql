/* ---
title: Fewer trace codes than boxes charged
title_zh: 上传追溯码少于结算盒数
official: none
version: 11
status: stable
certainty: suspect
subject: claim_line
scope: all
basis: [条例38(四), 实施细则(追溯码), 追溯码(无码不结)]
tolerates: [claim.original_claim_id, dispense.is_insured, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, claim_line.unit_price, purchase, purchase.unit_price, claim_line.item_name]
parameters:
  min_short_lines: {type: integer, default: 3, min: 1, step: 1, unit: short lines of a provider, note: a proposal; a lone short line is a slip of the scanner or a code lost on the way}
  min_missing_codes: {type: integer, default: 3, min: 1, step: 1, unit: codes missing on one line, note: a proposal; as many are no slip of the scanner}
  most_boxes: {type: integer, default: 12, min: 2, step: 1, unit: units on a line, note: "a proposal; where no purchase tells what a box costs, more units of a cheap drug are its tablets"}
  tablet_price: {type: decimal, default: 5, min: 0, step: 1, unit: yuan, note: "a proposal; what one tablet costs at most, where no purchase tells what a box costs"}
  min_price_share: {type: decimal, default: 0.6, min: 0, max: 1, step: 0.3, unit: share of the purchase price, note: "a proposal; charged for much less than a box costs means charged by the tablet, or by the piece of a box of two with some markup"}
  recent_days: {type: integer, default: 180, min: 30, max: 730, step: 30, unit: days up to the sale, note: "a proposal; two purchases and more within them tell what a box costs now"}
message: "{boxes} boxes of {item_name} [boxes:was|were] charged on {charged_on} and {codes} codes uploaded; {short_lines} such [short_lines:line|lines] at this provider"
message_zh: "{charged_on} {item_name} 结算 {boxes} 盒，只上传 {codes} 个追溯码；本机构此类明细共 {short_lines} 条"
innocent_when:
  - a carton's code was scanned for all its boxes (left out where the delivery was booked under it with its quantity)
  - the drug is charged by the tablet and the sale was not marked as a split pack (left out where a purchase price shows it, or where there is none and many cheap units were charged)
  - a gift with the purchase was charged at nothing
innocent_when_zh:
  - 扫描中包装码代替多个小包装码（入库时以该码登记多盒的已排除）
  - 按片、支计费而未作拆零标志（有采购价可比的已排除；无采购价而数量多、单价低的也已排除）
  - 赠品
verify_by:
  - the boxes of the drug on the shelf against purchases and sales
  - the unit in which the provider charges the drug
verify_by_zh:
  - 盘点该药品库存，与购销记录核对
  - 核对该药品的计费单位
note: A code scanned again on another line of the settlement counts once. More codes than boxes are not found, no box was charged for them. Lines without any code are trace_missing's.
note_zh: 同一结算内重复扫描的码只计一次。码多于盒数的不列入；完全没有追溯码的明细由 trace_missing 判断。
--- */
with
-- lines with more boxes than uploads: one upload is enough for one box
many_box_line as (
    select claim_line_id
    from derived.trace_sale
    where line_quantity > 1 -- gate: equivalent, one upload is enough for one box
    group by claim_line_id
    having ceil(max(line_quantity)) > count(trace_code) -- gate: equivalent, bounds work
),

-- codes that may stand on another line of the settlement too
repeated_code as (
    select trace_code
    from derived.trace_sale
    where not is_only_upload -- gate: equivalent, bounds work
    group by trace_code
    having count(trace_code) > 1 -- gate: equivalent, bounds work
),

-- all others have a code for each box
doubtful_line as (
    select claim_line_id
    from many_box_line
    union
    select claim_line_id
    from derived.trace_sale
    where
        not is_only_upload -- gate: equivalent, bounds work
        and trace_code in (select trace_code from repeated_code) -- gate: equivalent, bounds work
),

-- one row per code and sale line; a code counts on the first line of a settlement that carries it
scanned as (
    select
        claim_line_id, is_split_pack, trace_code, provider_id,
        row_number() over (partition by trace_code, event_id order by claim_line_id) as nth_line
    from derived.trace_sale
    where claim_line_id in (select claim_line_id from doubtful_line) -- gate: equivalent, bounds work
),

-- what came in under one code: the quantity of a delivery, where it carries no more codes
delivered as (
    select purchase.provider_id, purchase.item_code, purchase.stocked_at, max(purchase.quantity) as quantity
    from purchase
    semi join scanned -- gate: equivalent, bounds work
        on purchase.trace_code = scanned.trace_code -- gate: equivalent, bounds work
    where purchase.quantity > 1 -- gate: equivalent, one box under one code is what is counted anyhow
    group by purchase.provider_id, purchase.item_code, purchase.stocked_at
),

delivered_code as (
    select
        purchase.provider_id, purchase.trace_code, delivered.quantity,
        count(purchase.trace_code) over (
            partition by purchase.provider_id, purchase.item_code, purchase.stocked_at
        ) as codes
    from purchase
    inner join delivered
        on
            purchase.provider_id = delivered.provider_id
            and purchase.item_code = delivered.item_code
            and purchase.stocked_at = delivered.stocked_at
),

-- a delivery with as many codes repeats its quantity on each; no box holds more than a dozen
held as (
    select provider_id, trace_code, max(quantity) as units
    from delivered_code
    where quantity > codes and quantity <= $most_boxes
    group by provider_id, trace_code
),

coded_line as (
    select
        scanned.claim_line_id,
        count(distinct scanned.trace_code) filter (where scanned.nth_line = 1) as codes,
        list(distinct scanned.trace_code) as trace_codes,
        coalesce(sum(coalesce(held.units, 1)) filter (where scanned.nth_line = 1), 0) as units
    from scanned
    left join held on scanned.trace_code = held.trace_code and scanned.provider_id = held.provider_id
    group by scanned.claim_line_id
    having count(scanned.claim_line_id) filter (where scanned.is_split_pack) = 0
),

-- those with a code for each box, or paid by nobody's insurance, are left out before anything is asked of prices
fewer_code as (
    select
        line.claim_line_id, line.claim_id, line.provider_id, line.person_id, line.encounter_id, line.item_code,
        line.item_name, line.charged_on, line.quantity, line.unit_price, line.amount, line.covered_amount,
        coded_line.codes, coded_line.trace_codes
    from coded_line
    inner join derived.net_line_scan as line on coded_line.claim_line_id = line.claim_line_id
    where
        -- five pens in a box came in as five under one code
        ceil(line.quantity) > coded_line.units
        -- what the fund did not cover it did not pay
        and line.covered_amount > 0
),

-- of two like lines a reversal that names none takes the one or the other: the codes of the line that went stand for
-- the one that stayed, unless the boxes were uploaded as returned
gone_line as (
    select line.claim_line_id, line.claim_id, line.item_code, line.quantity, line.amount
    from claim_line as line
    semi join derived.line_change as change on line.claim_line_id = change.claim_line_id and change.quantity_left = 0
    anti join claim_line as reversal on line.claim_line_id = reversal.original_line_id
    where line.claim_id in (select fewer_code.claim_id from fewer_code) -- gate: equivalent, bounds work
),

gone_coded as (
    select
        line.claim_id, line.item_code, line.quantity, line.amount, max(coded.codes) as codes
    from gone_line as line
    inner join (
        select sale.claim_line_id, count(distinct sale.trace_code) as codes
        from dispense as sale
        anti join dispense as returned
            on
                sale.provider_id = returned.provider_id
                and sale.trace_code = returned.trace_code
                and returned.kind = 'return'
        where sale.claim_line_id in (select gone_line.claim_line_id from gone_line) -- gate: equivalent, bounds work
        group by sale.claim_line_id
    ) as coded on line.claim_line_id = coded.claim_line_id
    group by line.claim_id, line.item_code, line.quantity, line.amount
),

price as (
    select provider_id, item_code, cast(median(cast(unit_price as double)) as decimal(18, 6)) as unit_price
    from purchase
    where
        kind = 'purchase'
        and item_code in (select fewer_code.item_code from fewer_code) -- gate: equivalent, bounds work
    group by provider_id, item_code
),

-- what others pay, where the provider's own purchases are not known
usual_price as (
    select item_code, cast(median(cast(unit_price as double)) as decimal(18, 6)) as unit_price
    from purchase
    where
        kind = 'purchase'
        and item_code in (select fewer_code.item_code from fewer_code) -- gate: equivalent, bounds work
    group by item_code
),

-- what a box cost of late: a price that was cut makes no box a tablet
recent_price as (
    select line.claim_line_id, cast(median(cast(purchase.unit_price as double)) as decimal(18, 6)) as unit_price
    from fewer_code as line
    inner join purchase
        on
            line.provider_id = purchase.provider_id
            and line.item_code = purchase.item_code
            and date_diff('day', cast(purchase.stocked_at as date), line.charged_on) between 0 and $recent_days
    where purchase.kind = 'purchase'
    group by line.claim_line_id
    -- one price may be a slip
    having count(purchase.unit_price) >= 2
),

short_line as (
    select
        line.claim_line_id, line.provider_id, line.person_id, line.encounter_id, line.item_code, line.item_name,
        line.charged_on, line.covered_amount,
        ceil(line.quantity) as boxes,
        line.codes, line.trace_codes,
        count(line.claim_line_id) over (partition by line.provider_id) as short_lines
    from fewer_code as line
    left join price on line.provider_id = price.provider_id and line.item_code = price.item_code
    left join usual_price on line.item_code = usual_price.item_code
    left join recent_price on line.claim_line_id = recent_price.claim_line_id
    anti join gone_coded
        on
            line.claim_id = gone_coded.claim_id
            and line.item_code = gone_coded.item_code
            and line.quantity = gone_coded.quantity
            and line.amount = gone_coded.amount
            and gone_coded.codes >= line.quantity
    where
        coalesce(
            line.unit_price >= coalesce(recent_price.unit_price, price.unit_price, usual_price.unit_price) * $min_price_share,
            true
        )
        and not (
            coalesce(price.unit_price, usual_price.unit_price) is null
            and line.quantity > $most_boxes
            and coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) < $tablet_price
        )
)

select
    claim_line_id as subject_id, provider_id, person_id, coalesce(item_name, item_code) as item_name, charged_on,
    cast(boxes as integer) as boxes, codes, short_lines,
    -- the boxes without a code
    cast(round(covered_amount * (boxes - codes) / boxes, 2) as decimal(18, 2)) as amount_at_risk,
    [claim_line_id] as claim_line_ids,
    [encounter_id] as encounter_ids,
    trace_codes,
    charged_on as occurred_from,
    charged_on as occurred_to
from short_line
where
    short_lines >= $min_short_lines
    or boxes - codes >= $min_missing_codes
