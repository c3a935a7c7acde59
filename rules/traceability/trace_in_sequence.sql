/* ---
title: Boxes sold to one person after another carry codes that count up by one
title_zh: 多人所购药品追溯码逐一连号（疑似编造录入）
official: none
version: 1
status: stable
certainty: suspect
subject: provider
identity: [prefix, first_code]
scope: provider
basis: [条例16, 条例38(七), 实施细则(追溯码), 追溯码(无码不结)]
tolerates: [claim_line.item_name, dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, purchase.trace_code, claim.original_claim_id]
coded_parts: [box]
parameters:
  min_codes: {type: integer, default: 8, min: 3, max: 100, step: 1, unit: codes in a row, note: "a proposal; two neighbours may meet by chance"}
  min_persons: {type: integer, default: 4, min: 1, max: 100, step: 1, unit: persons, note: "a proposal; a carton for one patient is another matter"}
message: "{codes} codes of {item_name} from {first_code} on count up by one; {persons} persons bought them from {occurred_from} to {occurred_to}"
message_zh: "{item_name} 自 {first_code} 起 {codes} 个追溯码逐一连号，{occurred_from} 至 {occurred_to} 由 {persons} 人购得"
innocent_when:
  - a maker whose codes count up by one within a carton
  - boxes whose purchase was uploaded with their codes (left out)
innocent_when_zh:
  - 个别企业整箱内追溯码连号
  - 采购入库时已上传该追溯码的（已排除）
verify_by:
  - the scanner's log, and whether codes were typed or pasted
  - the delivery notes and boxes on the shelf under these codes; the maker's list of the carton
verify_by_zh:
  - 核对扫码枪日志，是否手工录入或粘贴
  - 核对随货同行单及货架实物；向生产企业查询整箱追溯码
judged: select count(distinct provider_id) from derived.trace_sale where code_kind = 'box' and is_settled
source: ["supervision notes: constant, sequential and pasted codes"]
note: Only codes of 20 digits that begin with 8 are judged; their last digits are scattered, so that boxes of one carton do not count up by one.
note_zh: 仅判断以 8 开头的 20 位追溯码；其末几位为散列数字，同箱药品通常不连号。
--- */
with
box as (
    select
        sale.provider_id, sale.trace_code, substr(sale.trace_code, 1, 7) as prefix,
        cast(substr(sale.trace_code, 8, 13) as bigint) as serial,
        sale.item_code, sale.person_id, sale.encounter_id, sale.claim_line_id, sale.box_amount, sale.sold_at
    from derived.trace_sale as sale
    -- boxes that came in under their codes
    anti join purchase on sale.trace_code = purchase.trace_code and sale.provider_id = purchase.provider_id
    where
        sale.code_kind = 'box'
        and sale.is_settled
        -- what the fund did not cover it did not pay
        and coalesce(sale.box_amount, 1) > 0
),

-- a row of codes has half of itself within a stretch of as many numbers: the other boxes need not be put in order
crowded as (
    select provider_id, prefix
    from box
    group by provider_id, prefix, serial // $min_codes -- gate: equivalent, bounds work
    having count(*) * 2 >= $min_codes -- gate: equivalent, bounds work
),

-- each code with the next lower one of the same house and drug; equal ones are one code
stepped as (
    select
        box.provider_id, box.trace_code, box.prefix, box.serial, box.item_code, box.person_id, box.encounter_id,
        box.claim_line_id, box.box_amount, box.sold_at,
        case when box.serial - lag(box.serial) over (
            partition by box.provider_id, box.prefix order by box.serial, box.sold_at, box.encounter_id
        ) <= 1 then 0 else 1 end as is_new
    from box
    semi join crowded -- gate: equivalent, bounds work
        on
            box.provider_id = crowded.provider_id -- gate: equivalent, bounds work
            and box.prefix = crowded.prefix -- gate: equivalent, bounds work
),

numbered as (
    select
        provider_id, trace_code, prefix, item_code, person_id, encounter_id, claim_line_id, box_amount, sold_at,
        sum(is_new) over (
            partition by provider_id, prefix order by serial, sold_at, encounter_id
            rows between unbounded preceding and current row
        ) as run_no
    from stepped
),

run as (
    select
        provider_id, prefix, run_no,
        min(trace_code) as first_code,
        count(distinct trace_code) as codes,
        count(distinct person_id) as persons,
        min(item_code) as item_code,
        cast(sum(box_amount) as decimal(18, 2)) as amount_at_risk,
        coalesce(
            list(claim_line_id) filter (where claim_line_id is not null), cast([] as varchar[])
        ) as claim_line_ids,
        list(distinct encounter_id) as encounter_ids,
        list(distinct trace_code) as trace_codes,
        min(sold_at) as occurred_from,
        max(sold_at) as occurred_to
    from numbered
    group by provider_id, prefix, run_no
    having count(distinct trace_code) >= $min_codes and count(distinct person_id) >= $min_persons
),

named as (
    select item_code, min(item_name) as item_name
    from derived.charged_item
    group by item_code
)

select
    run.provider_id as subject_id, run.provider_id, run.prefix, run.first_code, run.codes, run.persons,
    coalesce(named.item_name, run.item_code) as item_name,
    run.amount_at_risk, run.claim_line_ids, run.encounter_ids, run.trace_codes,
    run.occurred_from, run.occurred_to
from run
left join named on run.item_code = named.item_code
