/* ---
title: One consumable with a serial number settled more than once
title_zh: 耗材唯一标识（序列号）重复结算
official: none
version: 4
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: trace_code
basis: [条例38(四), 条例15, 典型问题清单(2025)]
source: [2025-hospital no. 13, 2025-hospital no. 32]
tolerates: [claim_line.unit_price, dispense.claim_line_id, dispense.is_insured, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, claim.original_claim_id]
evidence: {kept: {claim_line: kept_line_ids, dispense: kept_dispense_ids}}
parameters:
  dear_piece: {type: decimal, default: 1000, min: 100, step: 100, unit: yuan, note: a proposal; a code of twenty digits names a package and a piece as dear is packed alone}
message: "the piece {trace_code} ({item_code}) was settled for {settlements} patients or stays, first on {first_settled_on}"
message_zh: "耗材 {trace_code}（{item_code}）为 {settlements} 次就诊结算，首次 {first_settled_on}"
innocent_when:
  - the code names a lot and no single piece
  - a kit whose parts went to several patients
  - an instrument that may be reprocessed
innocent_when_zh:
  - 编码只到批号，不到单件
  - 套装拆分使用
  - 可重复使用的器械
verify_by:
  - the bar code page in each patient's record
  - the delivery note of the piece
verify_by_zh:
  - 核对每份病历粘贴的条码页
  - 核对该件耗材的入库单
note: Only a code with a serial number names one piece, in the form of GS1 (21), of HIBCC, of ICCBBA or of the MA code; a code with a lot and no serial number names many and is left out. A code of twenty digits names a package and is judged for dear pieces. A piece that was paid privately first counts as used.
note_zh: 只有含序列号的编码才唯一到单件，可识别 GS1（21）、HIBCC、ICCBBA 和 MA 码；仅有批号的不判断。二十位数字码对应一个包装，只判断单价较高、单件包装的耗材。自费先用的也计为已使用。
--- */
with
-- one row per settlement of a piece, in order
settled as (
    select
        trace_code, item_code, provider_id, encounter_id, claim_line_id, event_id, box_amount,
        sold_at, dispense_id, stock_life, is_settled,
        dense_rank() over (
            partition by trace_code, stock_life order by settled_at, event_id
        ) as settlement_no
    from (
        select
            trace_code, item_code, provider_id, encounter_id, claim_line_id, event_id,
            stock_life, box_amount, sold_at, dispense_id, is_settled,
            min(sold_at) over (partition by trace_code, event_id) as settled_at
        from derived.trace_sale
        where
            -- whoever paid counts: a piece paid privately was used
            (is_settled or is_cash)
            and not is_part_refunded
            and not is_split_pack
            and starts_with(item_code, 'C')
            -- the forms of the issuing bodies in which a serial number stands
            and (
                -- GS1: article number, dates, lot closed by its separator, serial number
                regexp_matches(
                    trace_code,
                    '^(\][A-Za-z][0-9])?([(]01[)][0-9]{14}.*[(]21[)].+|01[0-9]{14}((11|17)[0-9]{6}){0,2}(10[^\x1d]+\x1d)?21.+)$'
                )
                -- HIBCC: the serial number follows a plus sign or an S, a lot neither
                or regexp_matches(upper(trace_code), '^[+][A-Z][A-Z0-9]{3}[^/]*(/[^/]+)*/([$]{1,2}[+]|S)[^/]+')
                -- ICCBBA: product code, then the serial number of the piece
                or regexp_matches(upper(trace_code), '^=/[A-Z0-9]{16}.*=,[A-Z0-9]{6}')
                -- MA: issuer, country, trade, maker, product, then fields that begin with a letter each
                or regexp_matches(upper(trace_code), '^MA([.][0-9A-Z]+){4}([.][A-RT-Z][^.]*)*[.]S[^.]+')
                -- twenty digits name a package, and a dear piece is packed alone
                or (code_kind = 'box' and unit_price >= $dear_piece)
            )
    ) as piece
),

piece_total as (
    select
        trace_code,
        count(distinct event_id) as settlements,
        cast(min(sold_at) as date) as first_settled_on,
        list(claim_line_id) filter (where settlement_no = 1 and claim_line_id is not null) as kept_line_ids,
        list(dispense_id) filter (where settlement_no = 1) as kept_dispense_ids
    from settled
    group by trace_code
)

select
    settled.trace_code as subject_id, settled.trace_code, settled.provider_id,
    min(settled.item_code) as item_code,
    min(piece_total.settlements) as settlements,
    min(piece_total.first_settled_on) as first_settled_on,
    cast(sum(settled.box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(settled.claim_line_id) filter (where settled.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct settled.encounter_id) as encounter_ids,
    [settled.trace_code] as trace_codes,
    coalesce(any_value(piece_total.kept_line_ids), cast([] as varchar[])) as kept_line_ids,
    any_value(piece_total.kept_dispense_ids) as kept_dispense_ids,
    min(settled.sold_at) as occurred_from,
    max(settled.sold_at) as occurred_to
from settled
inner join piece_total on settled.trace_code = piece_total.trace_code
-- what the fund did not cover it did not pay for twice
where settled.settlement_no > 1 and settled.is_settled and coalesce(settled.box_amount, 1) > 0
group by settled.trace_code, settled.provider_id
