/* ---
title: The same cost settled twice
title_zh: 同一费用重复结算
official: GZ10000102012000
version: 8
status: stable
certainty: suspect
subject: claim
scope: all
joins: written
basis: [条例41, 条例17, 实施细则(再次结算)]
parameters:
  min_lines: {type: integer, default: 3, min: 1, step: 1, unit: lines of a settlement,
              note: "proposal; two settlements with this many lines equal in item, time and amount are the same cost"}
  least_copied: {type: integer, default: 5, min: 2, step: 1, unit: lines of one settlement that stand in another too, note: "a proposal; of a copy from which a line was dropped"}
  copied_share: {type: decimal, default: 0.8, min: 0.5, max: 1, step: 0.05, unit: of the lines of the longer settlement stand in both, note: "a proposal"}
loss: claim
tolerates: [claim.invoice_no, claim.covered_amount, encounter, encounter.is_newborn, encounter.department, encounter.main_diagnosis, person, person.birth_date]
evidence: {kept: {claim: first_claim_id}}
message: "settlement {claim_id} repeats {first_claim_id}: {reason}"
message_zh: "结算 {claim_id} 与 {first_claim_id} 重复：{reason_zh}"
innocent_when:
  - the first settlement was withdrawn and the refund is not in the extract
  - one invoice covers several settlements of equal amount whose lines are not in the extract
  - twins on their mother's number (left out where the visit is told a baby's and the person is none)
innocent_when_zh:
  - 前一笔结算已退费，但退费记录未在数据中
  - 一张票据对应金额相同的多笔结算，且明细未上传
  - 双胞胎以母亲证号就诊（就诊可见为新生儿而参保人并非婴儿的已排除）
verify_by:
  - both invoices, checked against the invoice platform
verify_by_zh:
  - 查验两笔结算的票据
note: >-
  Three ways: one invoice number and amount settled twice for a person, two settlements of a
  person whose lines agree in number, amount, times and items, or two that begin at one moment and have most
  of their lines in common; of these only the lines that stand in both are at risk. Refunded settlements are left out
  first. Other insurance schemes and other places settle at other providers, so the provider may differ.
note_zh: 分三种：同一参保人同一发票号、同一金额结算两次；同一参保人两次结算的明细条数、金额、时间、项目均相同；首条明细时刻相同且绝大部分明细相同的，仅相同的明细列为疑点。先剔除已退费的结算。其他险种和异地可能在另一机构结算，故两次的机构可以不同。
--- */
with
refunded as (
    select claim_id from derived.claim_change where is_void
),

-- numbers that come back, refunded or not: few of all. A spreadsheet drops leading noughts
number_again as (
    select regexp_replace(trim(invoice_no), '^0+', '') as invoice_no
    from claim
    where not is_refund -- gate: equivalent, bounds work
    group by regexp_replace(trim(invoice_no), '^0+', '')
    having count(*) > 1 -- gate: equivalent, bounds work: a single settlement has no second
),

-- moments at which charges of several settlements start
shared_moment as (
    select first_charged_at
    from derived.claim_charge
    group by first_charged_at
    having count(*) > 1 -- gate: equivalent, bounds work
),

shared_claim as (
    select charge.claim_id
    from derived.claim_charge as charge
    semi join shared_moment -- gate: equivalent, bounds work
        on charge.first_charged_at = shared_moment.first_charged_at -- gate: equivalent, bounds work
),

started as (
    select claim_id, min(first_charged_at) as first_charged_at
    from derived.claim_charge
    where claim_id in (select claim_id from shared_claim) -- gate: equivalent, bounds work
    group by claim_id
    having sum(lines) >= $min_lines
),

claim_start as (
    select claim.claim_id, claim.person_id, started.first_charged_at
    from claim
    inner join started on claim.claim_id = started.claim_id -- gate: equivalent, bounds work
),

-- persons and moments at which several settlements start
repeated_start as (
    select person_id, first_charged_at
    from claim_start
    group by person_id, first_charged_at
    having count(claim_id) > 1 -- gate: equivalent, bounds work: a single settlement has no second
),

started_together as (
    select claim_start.claim_id
    from claim_start
    semi join repeated_start -- gate: equivalent, bounds work
        on
            claim_start.person_id = repeated_start.person_id -- gate: equivalent, bounds work
            and claim_start.first_charged_at = repeated_start.first_charged_at -- gate: equivalent, bounds work
),

possible_claim as (
    select claim.claim_id
    from claim
    semi join number_again -- gate: equivalent, bounds work
        on regexp_replace(trim(claim.invoice_no), '^0+', '') = number_again.invoice_no -- gate: equivalent, bounds work
    union
    select claim_id from started_together
),

standing as (
    select
        claim.claim_id, claim.encounter_id, claim.person_id, claim.provider_id, claim.settled_at,
        regexp_replace(trim(claim.invoice_no), '^0+', '') as invoice_no,
        claim.total_amount,
        coalesce(claim.covered_amount, claim.total_amount) as covered_amount
    from claim
    semi join possible_claim -- gate: equivalent, bounds work
        on claim.claim_id = possible_claim.claim_id -- gate: equivalent, bounds work
    anti join refunded on claim.claim_id = refunded.claim_id
    where
        not claim.is_refund -- gate: equivalent, a refund is void or negative
        and claim.total_amount > 0 -- gate: equivalent, what is covered is part of it
        and coalesce(claim.covered_amount, claim.total_amount) > 0
),

-- what a settlement is made of, as far as it tells it from another
content as (
    select
        claim_id,
        count(claim_line_id) as lines,
        sum(amount) as amount,
        sum(quantity) as quantity,
        min(charged_at) as first_charged_at,
        max(charged_at) as last_charged_at,
        min(item_code) as first_item,
        max(item_code) as last_item
    from derived.net_claim_line
    where claim_id in (select claim_id from started_together) -- gate: equivalent, bounds work
    group by claim_id
),

-- a number that stands for three persons, or is made of noughts, is none
repeated_invoice as (
    select invoice_no
    from standing
    where regexp_matches(invoice_no, '[1-9]')
    group by invoice_no
    having
        count(distinct person_id) < 3
        and count(claim_id) > 1 -- gate: equivalent, bounds work: what comes once is paired with nothing below
),

-- a missing number is none
with_number as (
    select standing.claim_id, standing.provider_id
    from standing
    semi join repeated_invoice on standing.invoice_no = repeated_invoice.invoice_no
),

-- what the settlements of such a number are made of, where their lines were delivered
invoiced as (
    select
        with_number.claim_id, with_number.provider_id,
        count(line.claim_line_id) as lines,
        min(line.item_code) as first_item,
        max(line.item_code) as last_item,
        min(line.charged_on) as first_on,
        max(line.charged_on) as last_on
    from with_number
    left join (
        select net.claim_id, net.claim_line_id, net.item_code, net.charged_on
        from derived.net_line_scan as net
        where net.claim_id in (select with_number.claim_id from with_number) -- gate: equivalent, bounds work
    ) as line on with_number.claim_id = line.claim_id
    group by with_number.claim_id, with_number.provider_id
),

invoice_order as (
    select
        standing.claim_id, standing.provider_id, invoiced.lines, invoiced.first_item, invoiced.last_item, invoiced.first_on, invoiced.last_on,
        first_value(standing.claim_id) over (
            partition by standing.person_id, standing.invoice_no, standing.total_amount
            order by standing.settled_at, standing.claim_id
        ) as first_claim_id
    from standing
    inner join invoiced on standing.claim_id = invoiced.claim_id
),

-- two steps of one visit may stand on one invoice with equal amounts: their lines differ
by_invoice as (
    select later.claim_id, later.first_claim_id
    from invoice_order as later
    inner join invoiced as earlier on later.first_claim_id = earlier.claim_id
    where
        later.lines = 0
        or earlier.lines = 0
        or (
            later.lines = earlier.lines
            and later.first_item = earlier.first_item
            and later.last_item = earlier.last_item
            -- a month of sessions on one invoice, each settled by itself
            and (
                later.provider_id <> earlier.provider_id
                or (later.first_on = earlier.first_on and later.last_on = earlier.last_on)
            )
        )
),

-- babies that are treated on their mother's number: two of them on one morning are twins
baby_visit as (
    select encounter.encounter_id
    from encounter
    left join person on encounter.person_id = person.person_id
    where
        encounter.encounter_id in (
            select standing.encounter_id
            from standing
            inner join content on standing.claim_id = content.claim_id -- gate: equivalent, bounds work
        ) -- gate: equivalent, bounds work
        and (
            coalesce(encounter.is_newborn, false)
            or regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(encounter.department, ''), '新生儿')
        )
        and coalesce(date_diff('day', person.birth_date, cast(encounter.started_at as date)) > 365, true)
),

settled as (
    select
        standing.claim_id, standing.encounter_id, standing.person_id, standing.settled_at,
        baby_visit.encounter_id as baby_visit, content.lines, content.amount, content.quantity,
        content.first_charged_at, content.last_charged_at, content.first_item, content.last_item
    from standing
    inner join content on standing.claim_id = content.claim_id
    left join baby_visit on standing.encounter_id = baby_visit.encounter_id
),

by_content as (
    select
        settled.claim_id,
        first_value(settled.claim_id) over (
            partition by
                settled.person_id, settled.lines, settled.amount, settled.quantity,
                settled.first_charged_at, settled.last_charged_at, settled.first_item, settled.last_item,
                settled.baby_visit,
                -- dates without times do not tell the morning from the evening: only what was settled at one moment
                case
                    when
                        cast(epoch(settled.last_charged_at) as bigint) % 86400 in (0, 86399)
                        then settled.settled_at
                end
            order by settled.settled_at, settled.claim_id
        ) as first_claim_id
    from settled
),

repeat as (
    select claim_id, first_claim_id, 1 as is_invoice from by_invoice where claim_id <> first_claim_id
    union all
    select claim_id, first_claim_id, 0 as is_invoice from by_content where claim_id <> first_claim_id
),

repeated_claim as (
    select claim_id, min(first_claim_id) as first_claim_id, max(is_invoice) as is_invoice
    from repeat
    group by claim_id
),

-- lines with an hour, each of several equal ones by its number
told_line as (
    select
        settled.claim_id, settled.encounter_id, settled.person_id, settled.settled_at, settled.lines, settled.baby_visit,
        line.claim_line_id, line.item_code, line.charged_at, line.quantity, line.amount, line.covered_amount,
        row_number() over (
            partition by line.claim_id, line.item_code, line.charged_at, line.quantity, line.amount
            order by line.claim_line_id
        ) as nth
    from derived.net_claim_line as line
    inner join settled on line.claim_id = settled.claim_id
    where
        line.claim_id in (select claim_id from started_together) -- gate: equivalent, bounds work
        and cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399)
),

-- a copy from which a line was dropped, or in which one was changed
copied as (
    select
        later.claim_id, earlier.claim_id as first_claim_id,
        count(later.claim_line_id) as same_lines,
        sum(later.covered_amount) as covered_amount,
        list(later.claim_line_id) as claim_line_ids
    from told_line as later
    inner join told_line as earlier
        on
            later.person_id = earlier.person_id
            and later.item_code = earlier.item_code
            and later.charged_at = earlier.charged_at
            and later.quantity = earlier.quantity
            and later.amount = earlier.amount
            and later.nth = earlier.nth
            and (
                later.settled_at > earlier.settled_at
                or (later.settled_at = earlier.settled_at and later.claim_id > earlier.claim_id)
            )
    -- two babies on their mother's number
    where later.baby_visit is null or later.baby_visit = earlier.baby_visit
    group by later.claim_id, earlier.claim_id, later.lines, earlier.lines
    having
        count(later.claim_line_id) >= $least_copied
        and count(later.claim_line_id) >= $copied_share * greatest(later.lines, earlier.lines)
        -- two bills of one stay, each booked at one moment, may be its days of two years
        and (count(distinct later.charged_at) > 1 or min(later.encounter_id) is distinct from min(earlier.encounter_id))
),

nearest_copy as (
    select claim_id, first_claim_id, covered_amount, claim_line_ids
    from copied
    anti join repeated_claim on copied.claim_id = repeated_claim.claim_id
    qualify row_number() over (partition by claim_id order by same_lines desc, first_claim_id) = 1
),

repeated_line as (
    select line.claim_id, list(line.claim_line_id) as claim_line_ids
    from derived.net_claim_line as line
    inner join repeated_claim
        on line.claim_id = repeated_claim.claim_id -- gate: equivalent, bounds work: the last join compares the settlement
    group by line.claim_id
)

select
    standing.claim_id as subject_id,
    standing.claim_id, standing.provider_id, standing.person_id,
    repeated_claim.first_claim_id,
    case repeated_claim.is_invoice when 1 then 'same invoice and amount' else 'same lines' end as reason,
    case repeated_claim.is_invoice when 1 then '票据号与金额相同' else '费用明细相同' end as reason_zh,
    cast(standing.covered_amount as decimal(18, 2)) as amount_at_risk,
    coalesce(repeated_line.claim_line_ids, cast([] as varchar[])) as claim_line_ids,
    [standing.encounter_id] as encounter_ids,
    standing.settled_at as occurred_from,
    standing.settled_at as occurred_to
from standing
inner join repeated_claim on standing.claim_id = repeated_claim.claim_id
left join repeated_line on repeated_claim.claim_id = repeated_line.claim_id
union all
select
    standing.claim_id as subject_id,
    standing.claim_id, standing.provider_id, standing.person_id,
    nearest_copy.first_claim_id,
    'nearly all lines the same' as reason,
    '费用明细绝大部分相同' as reason_zh,
    cast(nearest_copy.covered_amount as decimal(18, 2)) as amount_at_risk,
    nearest_copy.claim_line_ids,
    [standing.encounter_id] as encounter_ids,
    standing.settled_at as occurred_from,
    standing.settled_at as occurred_to
from standing
inner join nearest_copy on standing.claim_id = nearest_copy.claim_id
