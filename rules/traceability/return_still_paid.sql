/* ---
title: Boxes came back, and the fund's money did not
title_zh: 退药未退费：已上传退货，结算未冲退
official: none
version: 3
status: stable
certainty: suspect
subject: encounter
identity: [claim_id, item_code]
scope: provider
joins: written
basis: [条例38(四), 条例15, 实施细则(追溯码)]
parameters:
  grace_days: {type: integer, default: 15, min: 0, max: 90, step: 1, unit: days since the return, note: "a proposal; until then the refund may be on its way"}
message: "{returned} boxes of {item_name} came back on {returned_on}; {boxes} [boxes:is|are] still charged and {kept} [kept:is|are] with the buyer"
message_zh: "{item_name} 于 {returned_on} 退货 {returned} 盒，患者手中余 {kept} 盒，结算仍计 {boxes} 盒"
innocent_when:
  - the box was exchanged for one of which the code was not uploaded (one of which it was counts as kept)
  - the return was uploaded for the wrong settlement
  - the refund was not yet settled (left out for {grace_days} days) or not delivered
innocent_when_zh:
  - 换货而新药追溯码未上传（已上传的按持有计）
  - 退货误挂到另一笔结算
  - 冲退结算尚未办理（{grace_days} 天内的已排除）或未纳入本次数据
verify_by:
  - the till's receipt of the return, to whom money was paid back, and from which account
  - whether the box stands in stock again or was sold anew
verify_by_zh:
  - 核对退货小票，退款给付对象及资金来源
  - 核实退回药品是否入库、再次销售
tolerates: [claim, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, encounter, encounter.class, dispense.is_split_pack, dispense.is_insured, dispense.person_id, dispense.claim_line_id]
judged: select count(*) from dispense where kind = 'return' and claim_id is not null
source: ["published reports of inspections: goods taken back and the insurance not refunded"]
note: >-
  Asked by settlement and drug, where every box that is charged had a code: boxes sold less boxes brought back are
  those that the buyer kept. What is charged beyond them is in question. A code that was sold again under the same settlement is kept.
  Wards and broken packs are left out.
note_zh: 按结算单和药品比对，且结算的每盒均有追溯码：售出减退回即患者持有，结算盒数多于持有的为疑点。退回后又在同一结算下售出的按持有计。住院及拆零不判断。
--- */
with
-- settlements of which something came back; of those that were taken back whole no line is charged any more
came_back as (
    select distinct dispense.claim_id
    from dispense
    anti join derived.claim_change -- gate: equivalent, bounds work
        on dispense.claim_id = claim_change.claim_id and claim_change.is_void
    where dispense.kind = 'return' -- gate: equivalent, bounds work
),

-- what was told last of each code of a settlement of which something came back
code as (
    select
        dispense.claim_id, dispense.item_code, dispense.trace_code,
        max(case when dispense.kind = 'sale' then dispense.dispensed_at end) as sold_at,
        max(case when dispense.kind = 'return' then dispense.dispensed_at end) as returned_at
    from dispense
    inner join came_back on dispense.claim_id = came_back.claim_id -- gate: equivalent, bounds work
    where not coalesce(dispense.is_split_pack, false)
    group by dispense.claim_id, dispense.item_code, dispense.trace_code
),

-- what came back before it was sold is with the buyer
kept_code as (
    select
        claim_id, item_code, trace_code, sold_at,
        case when returned_at >= sold_at then returned_at end as returned_at
    from code
),

box as (
    select
        claim_id, item_code,
        count(sold_at) as sold,
        count(returned_at) as returned,
        max(returned_at) as returned_at,
        list(trace_code) filter (where returned_at is not null) as trace_codes
    from kept_code
    group by claim_id, item_code
),

charged as (
    select
        line.claim_id, line.item_code, line.encounter_id,
        min(line.provider_id) as provider_id,
        min(line.person_id) as person_id,
        min(coalesce(line.item_name, line.item_code)) as item_name,
        sum(line.quantity) as boxes,
        sum(line.covered_amount) as covered_amount,
        list(line.claim_line_id) as claim_line_ids,
        min(line.charged_on) as charged_on
    from derived.net_line_scan as line
    semi join came_back -- gate: equivalent, bounds work
        on line.claim_id = came_back.claim_id -- gate: equivalent, bounds work
    inner join encounter on line.encounter_id = encounter.encounter_id
    where
        encounter.class <> 'inpatient'
        and line.covered_amount > 0
    group by line.claim_id, line.item_code, line.encounter_id
),

-- another box handed out for the one that came back, uploaded without the number of the settlement
exchanged as (
    select charged.claim_id, charged.item_code, count(distinct sale.trace_code) as boxes
    from charged
    inner join box on charged.claim_id = box.claim_id and charged.item_code = box.item_code
    inner join dispense as sale
        on
            charged.provider_id = sale.provider_id
            and charged.item_code = sale.item_code
            and cast(box.returned_at as date) = cast(sale.dispensed_at as date)
    where
        sale.kind = 'sale'
        and sale.claim_id is null
        and sale.claim_line_id is null
        and coalesce(sale.is_insured, true)
        and coalesce(sale.person_id = charged.person_id, true)
    group by charged.claim_id, charged.item_code
),

-- with how many boxes the buyer kept, or got for those that came back
kept as (
    select
        box.claim_id, box.item_code,
        box.sold - box.returned + least(coalesce(exchanged.boxes, 0), box.returned) as boxes
    from box
    left join exchanged on box.claim_id = exchanged.claim_id and box.item_code = exchanged.item_code
)

select
    charged.encounter_id as subject_id, charged.provider_id, charged.person_id, charged.claim_id, charged.item_code,
    charged.item_name, box.returned,
    kept.boxes as kept,
    cast(charged.boxes as decimal(18, 2)) as boxes,
    cast(box.returned_at as date) as returned_on,
    cast(round(
        charged.covered_amount * (charged.boxes - kept.boxes) / charged.boxes, 2
    ) as decimal(18, 2)) as amount_at_risk,
    charged.claim_line_ids,
    box.trace_codes,
    [charged.encounter_id] as encounter_ids,
    charged.charged_on as occurred_from,
    cast(box.returned_at as date) as occurred_to
from box
inner join charged on box.claim_id = charged.claim_id and box.item_code = charged.item_code
inner join kept on box.claim_id = kept.claim_id and box.item_code = kept.item_code
where
    -- each box had a code: tablets have none of their own, and a box without one may be the one that was kept
    box.sold >= charged.boxes
    and kept.boxes < charged.boxes
    and date_diff('day', cast(box.returned_at as date), cast($as_of as date)) >= $grace_days
