/* ---
title: A card whose purchases never carry a code at a shop that scans nearly everything else
title_zh: 同一参保人在该店购药从无追溯码，而该店其他销售几乎均已扫码
official: none
version: 2
status: stable
certainty: suspect
subject: person
identity: [provider_id]
scope: provider
parts: [sold]
basis: [条例16, 条例39(三), 实施细则(追溯码), 追溯码(无码不结)]
source: ["published reports of inspections: goods sold as drugs have no code to scan"]
parameters:
  owed_from: {type: string, default: "2025-07-01", note: no code no settlement}
  min_days: {type: integer, default: 3, min: 2, max: 31, step: 1, unit: days, note: "a proposal; once or twice the scanner failed"}
  min_amount: {type: decimal, default: 200, min: 0, step: 50, unit: yuan, note: a proposal}
  min_lines: {type: integer, default: 20, min: 2, step: 1, unit: lines of other persons at the shop, note: a proposal}
  min_rate: {type: decimal, default: 0.9, min: 0.5, max: 1, step: 0.05, unit: share of the lines, note: "a proposal; below it the shop scans badly, which is another finding"}
  dark_persons: {type: integer, default: 3, min: 2, max: 50, step: 1, unit: persons, note: "a proposal; on a day on which so many bought and nobody has a code the scanner was out of order"}
  min_item_lines: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: lines of the drug with a code at the shop, note: "a proposal; a drug that nobody buys with a code is stock without codes"}
message: "{lines} lines on {days} days for {amount} yuan, none with a trace code; of the {others} lines of other persons at the shop {rate}% have one"
message_zh: "{days} 天购药 {lines} 条明细 {amount} 元均无追溯码；该店其他参保人 {others} 条明细中 {rate}% 有追溯码"
innocent_when:
  - stock without codes that is entered in the register of such stock (left out where others at the shop never have a code for the drug)
  - sales at a second till that uploads late (left out after the last upload of anybody)
  - the scanner was not yet there or out of order (left out before the shop's first code and on days on which nobody has one)
innocent_when_zh:
  - 已登记无码库的药品（该店该药他人亦无追溯码的已排除）
  - 第二收银台延后上传（全部机构最后一次上传之后的明细已排除）
  - 扫码设备尚未启用或故障（该店首次采集之前及当日无人有追溯码的已排除）
verify_by:
  - the camera recording of these sales, and what was carried out of the shop
  - the stock of these drugs against what was settled
verify_by_zh:
  - 调取相应时点收银监控，核实实际所购商品
  - 盘点相应药品库存与结算数量
tolerates: [dispense.is_insured, dispense.claim_line_id, dispense.claim_id, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount, claim_line.days_supplied]
judged: select count(distinct person_id) from claim_line where category in ('western_drug', 'patent_tcm')
note: >-
  A month of a shop is trace_missing's; this rule asks for one card. Uploads that name neither settlement nor line
  speak for every line of the drug on that day.
note_zh: 机构按月的采集率由 trace_missing 判断，本规则针对单张医保卡。上传记录未载明结算单和明细的，视为当日该药各条明细均有追溯码。
--- */
with
last_upload as (
    select max(cast(dispensed_at as date)) as last_on
    from dispense
    where trace_code is not null -- gate: equivalent, a row without a code is rare and later only by chance
),

-- drugs that shops sold to the insured since codes are owed
sold as (
    select
        line.claim_line_id, line.claim_id, line.encounter_id, line.person_id, line.provider_id, line.item_code,
        line.charged_on, line.covered_amount
    from derived.net_line_scan as line
    inner join provider on line.provider_id = provider.provider_id
    where
        provider.kind = 'pharmacy'
        and coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and line.covered_amount > 0
        and line.charged_on >= cast($owed_from as date)
),

-- of what was charged after the newest upload the codes are still to come
owed as (
    select
        sold.claim_line_id, sold.claim_id, sold.encounter_id, sold.person_id, sold.provider_id, sold.item_code,
        sold.charged_on, sold.covered_amount
    from sold
    cross join last_upload
    where sold.charged_on <= last_upload.last_on
),

-- the few without a code: neither of their own nor by settlement or day
uncoded as (
    select
        owed.claim_line_id, owed.encounter_id, owed.person_id, owed.provider_id, owed.item_code, owed.charged_on,
        owed.covered_amount
    from owed
    anti join dispense as coded
        on owed.claim_line_id = coded.claim_line_id and coded.trace_code is not null
    anti join dispense as coded
        on
            owed.claim_id = coded.claim_id
            and owed.item_code = coded.item_code
            and coded.claim_line_id is null
            and coded.trace_code is not null
    anti join dispense as coded
        on
            owed.provider_id = coded.provider_id
            and owed.item_code = coded.item_code
            and owed.charged_on = cast(coded.dispensed_at as date)
            and coded.claim_id is null
            and coded.claim_line_id is null
            and coded.trace_code is not null
            and coalesce(coded.is_insured, true)
),

-- cards none of whose lines at the shop has one
card as (
    select provider_id, person_id, sum(lines) as lines
    from (
        select provider_id, person_id, count(claim_line_id) as lines, 0 as uncoded_lines
        from owed
        where person_id in (select uncoded.person_id from uncoded) -- gate: equivalent, bounds work
        group by provider_id, person_id
        union all
        select provider_id, person_id, 0 as lines, count(claim_line_id) as uncoded_lines
        from uncoded
        group by provider_id, person_id
    ) as counted
    group by provider_id, person_id
    having sum(lines) = sum(uncoded_lines)
),

-- the shop, and how often the drug had a code there
item_of_shop as (
    select provider_id, item_code, sum(lines) as lines, sum(lines) - sum(uncoded_lines) as coded
    from (
        select provider_id, item_code, count(claim_line_id) as lines, 0 as uncoded_lines
        from owed
        group by provider_id, item_code
        union all
        select provider_id, item_code, 0 as lines, count(claim_line_id) as uncoded_lines
        from uncoded
        group by provider_id, item_code
    ) as counted
    group by provider_id, item_code
),

-- what the shop sold on each day, how much of it with a code and to how many without
shop_day as (
    select provider_id, charged_on, sum(lines) - sum(uncoded_lines) as coded, sum(persons) as persons
    from (
        select provider_id, charged_on, count(claim_line_id) as lines, 0 as uncoded_lines, 0 as persons
        from owed
        group by provider_id, charged_on
        union all
        select
            provider_id, charged_on, 0 as lines, count(claim_line_id) as uncoded_lines,
            count(distinct person_id) as persons
        from uncoded
        group by provider_id, charged_on
    ) as counted
    group by provider_id, charged_on
),

-- before the shop's first code, and on a day on which nobody's purchase has one, the scanner was
-- not there or out of order
scanning as (
    select provider_id, min(charged_on) as first_on
    from shop_day
    where coded > 0
    group by provider_id
),

dark_day as (
    select provider_id, charged_on
    from shop_day
    where coded = 0 and persons >= $dark_persons
),

shop as (
    select provider_id, sum(lines) as lines, sum(coded) as coded
    from item_of_shop
    group by provider_id
)

select
    uncoded.person_id as subject_id, uncoded.person_id, uncoded.provider_id,
    count(uncoded.claim_line_id) as lines,
    count(distinct uncoded.charged_on) as days,
    cast(sum(uncoded.covered_amount) as decimal(18, 2)) as amount,
    cast(max(shop.lines - card.lines) as bigint) as others,
    cast(round(100.0 * max(shop.coded) / nullif(max(shop.lines - card.lines), 0), 1) as decimal(5, 1)) as rate,
    cast(sum(uncoded.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(uncoded.claim_line_id) as claim_line_ids,
    list(distinct uncoded.encounter_id) as encounter_ids,
    min(uncoded.charged_on) as occurred_from,
    max(uncoded.charged_on) as occurred_to
from uncoded
inner join card on uncoded.provider_id = card.provider_id and uncoded.person_id = card.person_id
inner join shop on uncoded.provider_id = shop.provider_id
inner join item_of_shop on uncoded.provider_id = item_of_shop.provider_id and uncoded.item_code = item_of_shop.item_code
inner join scanning
    on uncoded.provider_id = scanning.provider_id and uncoded.charged_on >= scanning.first_on
anti join dark_day on uncoded.provider_id = dark_day.provider_id and uncoded.charged_on = dark_day.charged_on
where
    shop.lines - card.lines >= $min_lines
    and shop.coded >= (shop.lines - card.lines) * $min_rate
    and item_of_shop.coded >= $min_item_lines
group by uncoded.person_id, uncoded.provider_id
having count(distinct uncoded.charged_on) >= $min_days and sum(uncoded.covered_amount) >= $min_amount
