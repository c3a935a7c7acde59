/* ---
title: A service dearer than at every other house of its level or above
title_zh: 服务项目单价高于所有同级及上级机构
official: GZ10000102001000
version: 4
status: stable
certainty: suspect
subject: provider
identity: [item_code]
scope: all
basis: [条例38(三), 条例15]
parameters:
  factor: {type: decimal, default: 1.2, min: 1, max: 5, step: 0.1, unit: times the dearest usual price elsewhere, note: "a proposal; lists of one region differ between levels by a tenth or two"}
  least_lines: {type: integer, default: 5, min: 1, max: 1000, step: 1, unit: lines at such a price, note: "a proposal; fewer are slips"}
  least_peers: {type: integer, default: 3, min: 1, max: 100, step: 1, unit: other houses of the level or above with the item, note: "a proposal; with fewer nobody knows what is usual"}
  peer_lines: {type: integer, default: 3, min: 1, max: 100, step: 1, unit: lines of a house that make a price usual, note: "a proposal"}
  most_spread: {type: decimal, default: 2, min: 1, max: 20, step: 0.5, unit: times the cheapest usual price elsewhere, note: "a proposal; where the others differ more, one code stands for several services"}
  child_age: {type: integer, default: 7, min: 0, max: 18, step: 1, unit: years, note: "a proposal; below this age a surcharge may be in the price"}
  by_the_hour: {type: string, default: "(监护|监测|呼吸|通气|氧疗|氧气|血液净化|体外膜肺|球囊反搏|泵|暖箱|蓝光)", note: names of what is charged by the hour under whatever code}
  hours_of_day: {type: decimal, default: 6, min: 2, max: 24, step: 1, unit: times the dearest usual price elsewhere, note: "a proposal; from here to 24 times it the price of an hour item is that of its day"}
message: "{item_name} at {unit_price} on {lines} lines; the usual price at {peers} other [peers:hospital|hospitals] of the level or above is {highest} at most"
message_zh: "{item_name} 有 {lines} 条按单价 {unit_price} 元收费；{peers} 家同级及上级机构的通常单价最高为 {highest} 元"
innocent_when:
  - a surcharge that the province allows is in the price, as for the night or small children (small children are left out)
  - the local code stands for several services of which the house does the dearest
  - the house charges by the day what others charge by the hour (left out where the name tells what goes by the hour)
  - the house sets its own prices by right, as for services open to the market
innocent_when_zh:
  - 含政策允许的加收，如夜间、儿童（低龄儿童已排除）
  - 同一国家编码对应多个院内项目，该机构开展的是价高者
  - 他院按小时计价、本院按日计价（名称可辨为按小时项目的已排除）
  - 该项目依规实行市场调节价
verify_by:
  - the price list of the province on the day, and the surcharges it allows
  - the house's price file and its posted prices
verify_by_zh:
  - 核对收费当日省级价格文件及加收规定
  - 核对机构价格字典和公示价格
tolerates: [claim_line.unit_price, claim_line.item_name, provider, provider.level, person, person.birth_date, claim.original_claim_id, claim_line.original_line_id, claim_line.covered_amount]
judged: select count(distinct provider_id) from derived.item_charge where category in ('laboratory', 'examination', 'treatment', 'surgery')
source: [published reports of inspections]
note: >-
  For the items of which no price table was delivered; where one was, over_regional_price judges by it. The
  usual price of a house is the one that most of its lines have, or one before or after it where its list changed. Beds, drugs and consumables are left out.
  At risk is what was covered above the dearest usual price elsewhere.
note_zh: 只判未交价格表的项目；已交价格表的由 over_regional_price 判断。机构的通常价取其最多明细所用的单价；价格表调整的，取调整前后较高者。床位、药品、耗材不判。疑点金额为列入医保范围的金额中高于其他机构最高通常价的部分。
--- */
with
-- what was asked for one, however the list price stands; no row for what the fund does not cover
price as (
    select
        charge.provider_id, charge.item_code, coalesce(provider.level, 0) as level, charge.asked_price as unit_price,
        sum(charge.lines) as lines,
        min(charge.first_on) as first_on,
        max(charge.last_on) as last_on
    from derived.item_charge as charge
    left join provider on charge.provider_id = provider.provider_id
    where
        charge.category in ('laboratory', 'examination', 'treatment', 'surgery', 'nursing', 'consultation')
        and charge.is_covered
    group by charge.provider_id, charge.item_code, coalesce(provider.level, 0), charge.asked_price
),

-- the price that most lines of a house have, and from when to when
main_price as (
    select
        provider_id, item_code, level,
        arg_max(unit_price, (lines, unit_price)) as unit_price,
        arg_max(first_on, (lines, unit_price)) as first_on,
        arg_max(last_on, (lines, unit_price)) as last_on
    from price
    group by provider_id, item_code, level
    having sum(lines) >= $peer_lines
),

-- or, where the price list changed, the price that went before or came after, whichever is dearest
usual as (
    select main_price.provider_id, main_price.item_code, main_price.level, max(price.unit_price) as unit_price
    from main_price
    inner join price on main_price.provider_id = price.provider_id and main_price.item_code = price.item_code
    where
        price.unit_price = main_price.unit_price
        or (
            price.lines >= $peer_lines
            and (price.first_on > main_price.last_on or price.last_on < main_price.first_on)
        )
    group by main_price.provider_id, main_price.item_code, main_price.level
),

-- a house is a peer of its own level and of those below
placed as (
    select usual.provider_id, usual.item_code, usual.unit_price, floor_level.level
    from usual
    inner join (
        select 0 as level
        union all
        select 1 as level
        union all
        select 2 as level
        union all
        select 3 as level
    ) as floor_level
        on usual.level >= floor_level.level
),

ordered as (
    select
        provider_id, item_code, level, unit_price,
        row_number() over (partition by item_code, level order by unit_price desc, provider_id) as nth,
        row_number() over (partition by item_code, level order by unit_price, provider_id) as nth_from_below
    from placed
),

-- the two dearest and the two cheapest of an item: one of them may be the house itself
peer as (
    select
        item_code, level,
        count(*) as houses,
        max(case when nth = 1 then provider_id end) as dearest,
        max(case when nth = 1 then unit_price end) as price_one,
        max(case when nth = 2 then unit_price end) as price_two,
        max(case when nth_from_below = 1 then provider_id end) as cheapest,
        max(case when nth_from_below = 1 then unit_price end) as lowest_one,
        max(case when nth_from_below = 2 then unit_price end) as lowest_two
    from ordered
    group by item_code, level
),

held as (
    select
        price.provider_id, price.item_code, price.unit_price,
        case when peer.dearest = price.provider_id then peer.price_two else peer.price_one end as highest,
        case when peer.cheapest = price.provider_id then peer.lowest_two else peer.lowest_one end as lowest,
        -- with so many lines it is one of the houses itself
        peer.houses - 1 as peers
    from price
    inner join peer on price.item_code = peer.item_code and price.level = peer.level
),

dear as (
    select provider_id, item_code, unit_price, highest, peers
    from held
    where
        unit_price > $factor * highest
        and highest <= $most_spread * lowest
        and peers >= $least_peers
),

-- lines are many and dear prices few: they are looked up once the prices are known
dear_line as (
    select
        line.claim_line_id, line.encounter_id, line.provider_id, line.item_code, line.charged_on,
        coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        dear.unit_price, dear.highest, dear.peers
    from derived.net_line_scan as line
    inner join dear on line.provider_id = dear.provider_id and line.item_code = dear.item_code
    left join person on line.person_id = person.person_id
    where
        line.item_code in (select dear.item_code from dear) -- gate: equivalent, bounds work
        and coalesce(line.category in ('laboratory', 'examination', 'treatment', 'surgery', 'nursing', 'consultation'), false)
        and line.covered_amount > 0
        and cast(
            least(
                coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)), line.amount / nullif(line.quantity, 0)
            ) as decimal(18, 4)
        ) = dear.unit_price
        and coalesce(date_diff('day', person.birth_date, line.charged_on) >= 365.25 * $child_age, true)
)

select
    provider_id as subject_id, provider_id, item_code,
    min(item_name) as item_name,
    cast(max(unit_price) as decimal(18, 2)) as unit_price,
    cast(max(highest) as decimal(18, 2)) as highest,
    max(peers) as peers,
    count(claim_line_id) as lines,
    cast(sum(round(covered_amount * (unit_price - highest) / nullif(unit_price, 0), 2)) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from dear_line
group by provider_id, item_code
having
    count(claim_line_id) >= $least_lines
    -- what others charge by the hour is charged here by the day
    and not (
        regexp_matches(coalesce(min(item_name), ''), $by_the_hour)
        and max(unit_price) between $hours_of_day * max(highest) and 24 * max(highest)
    )
