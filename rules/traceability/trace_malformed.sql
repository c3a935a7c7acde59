/* ---
title: A trace code that no box can carry
title_zh: 追溯码格式异常或占位
official: none
version: 3
status: stable
certainty: suspect
subject: trace_code
identity: [provider_id]
scope: trace_code
basis: [条例16, 条例39(三), 实施细则(追溯码), 追溯码(无码不结)]
tolerates: [dispense.claim_line_id, dispense.is_insured, dispense.is_split_pack, dispense.sale_no, claim_line.original_line_id, claim_line.covered_amount, purchase, purchase.trace_code, claim.original_claim_id]
parameters:
  min_sales: {type: integer, default: 2, min: 1, step: 1, unit: sales on one product bar code, note: a proposal; one is a slip of the scanner}
message: "the code {trace_code} is {fault}; settled {sales} times with it, {first_sold_on} to {last_sold_on}"
message_zh: "追溯码 {trace_code} {fault_zh}；{first_sold_on} 至 {last_sold_on} 共 {sales} 次结算使用"
innocent_when:
  - a maker's own code whose form nobody has described yet (left out where boxes were bought under it)
  - a scanner that sends the product bar code when the box is turned
  - stock without a code that is entered in the register of such stock
innocent_when_zh:
  - 企业自编码，格式尚未登记（有该码购入记录的已排除）
  - 扫码枪误扫商品条码
  - 已登记无码库的药品
verify_by:
  - the scanner's log, and whether codes were typed by hand
  - the boxes of the drug on the shelf and the codes printed on them
  - the register of stock without codes
verify_by_zh:
  - 核对扫码枪日志，是否手工录入
  - 核对货架上该药品实物盒上的追溯码
  - 核对无码库登记
note: Codes are 20 digits that begin with 8, GS1 with a serial number, or a maker's own (letters and digits); consumables carry other codes and are not judged here. A number that a spreadsheet has destroyed never reaches this table.
note_zh: 追溯码有三类：以 8 开头的 20 位数字、含序列号的 GS1 编码、含字母的企业自编码。耗材编码不在此判断。被电子表格损坏的数字在装载时已隔离。
--- */
select
    trace_code as subject_id,
    trace_code,
    provider_id,
    min(
        case code_kind
            when 'barcode' then 'the product bar code'
            when 'lot' then 'the code of a lot, without a serial number'
            when 'placeholder' then 'a placeholder'
            when 'typed_box' then 'typed: its serial number runs along the keys'
            else 'of no known form'
        end
    ) as fault,
    min(
        case code_kind
            when 'barcode' then '为商品条码'
            when 'lot' then '仅到批次，无序列号'
            when 'placeholder' then '为占位码'
            when 'typed_box' then '的序列号为顺序数字，疑为手工录入'
            else '不符合任何已知格式'
        end
    ) as fault_zh,
    count(distinct event_id) as sales,
    cast(min(sold_at) as date) as first_sold_on,
    cast(max(sold_at) as date) as last_sold_on,
    cast(sum(box_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(claim_line_id) filter (where claim_line_id is not null), cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    [trace_code] as trace_codes,
    min(sold_at) as occurred_from,
    max(sold_at) as occurred_to
from derived.trace_sale as sale
-- boxes came in under it: a maker's own form
anti join purchase
    on sale.trace_code = purchase.trace_code and sale.code_kind in ('malformed', 'typed_box')
where
    sale.code_kind in ('barcode', 'lot', 'placeholder', 'malformed', 'typed_box')
    and sale.is_settled
    and not starts_with(sale.item_code, 'C')
    -- what the fund did not cover it did not pay
    and coalesce(sale.box_amount, 1) > 0
group by trace_code, provider_id
having min(code_kind) not in ('barcode', 'lot') or count(distinct event_id) >= $min_sales
