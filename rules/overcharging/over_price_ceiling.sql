/* ---
title: Unit price above the price ceiling of the line
title_zh: 收费单价高于定价上限
official: GZ10000102001000
version: 8
status: stable
certainty: definite
subject: encounter
identity: [item_code, price_ceiling]
scope: encounter
basis: [条例38(三), 条例15]
parameters:
  tolerance: {type: decimal, default: 0.01, min: 0, step: 0.01, unit: yuan of the unit price}
  child_age: {type: integer, default: 7, min: 0, max: 18, step: 1, unit: years,
              note: "proposal; services for children below this age may carry a surcharge"}
  child_surcharge: {type: decimal, default: 0.3, min: 0, max: 1, step: 0.1, unit: share of the ceiling,
                    note: "proposal; provinces set 0.1 to 0.3"}
  unit_ratio: {type: decimal, default: 5, min: 2, max: 100, step: 1, unit: times the ceiling,
               note: "proposal; what is so much dearer is charged by another unit: the box and the piece, the day and the hour"}
  several: {type: string, default: "双侧|两侧|双眼|双耳|双手|双足|双膝|双髋|[(（/](双|对|副|套|组)|[2-4] ?[支片根枚个只条块贴粒板瓶袋]/", note: names of both sides or of a pair or set}
tolerates: [claim_line.unit_price, claim_line.local_item_name, claim_line.specification, person]
judged: select count(*) from claim_line where price_ceiling > 0
unmoved_by:
  cut_the_hour: "a ceiling holds at every hour"
  sex_and_birth_unknown: "the ceiling of the line has no surcharge for children"
  sell_by_unit: "what the change multiplies is a service, of which ten are ten"
message: "{item_name} charged at up to {unit_price} a unit; its ceiling is {price_ceiling}{child_text}"
message_zh: "{item_name} 单价最高 {unit_price} 元，定价上限 {price_ceiling} 元{child_text_zh}"
innocent_when:
  - the ceiling of another day or another level of hospital was sent with the line
  - the price is that of a day or a box and the ceiling that of an hour or a piece (suspect where the price is many times the ceiling)
  - both sides, a pair or several pieces were charged under one unit (suspect where the price is a whole multiple of the ceiling and the name or the specification says so, or it is a drug)
  - a surcharge that the province allows was added to the price, as for small children, or of an operation by night, done again or on both sides (suspect where it is a round share of the ceiling)
innocent_when_zh:
  - 上传的限价不是收费当日或该等级机构的价格
  - 收费按日或按盒，限价按小时或按最小单位（单价数倍于限价者仅列可疑）
  - 双侧、成对或多件按一个单位收费（单价恰为限价整数倍，且名称、规格载明或属药品者仅列可疑）
  - 含省级文件允许的加收，如儿童加收，手术的夜间急诊、再次手术、双侧、腔镜等加收（高出部分恰为限价 5% 的整数倍者仅列可疑）
verify_by:
  - the price list in force on the day, and the surcharges it allows
verify_by_zh:
  - 核对收费当日的价格文件及其加收规定
source: ["2025-hospital 8"]
note: >-
  Judges the ceiling that the platform sent with the line; the bureau's own price table is judged
  by over_regional_price. Where what is covered is just the ceiling, the platform has already cut
  the rest off and the fund lost nothing. A ceiling of 0 means none. The price is what was asked: the
  amount by the quantity where that is less than the listed price. Suspect and not definite: a price
  worked out from the amount, a drug or consumable at many times its ceiling (another unit), and a
  service for somebody whose age is not known.
note_zh: 判断平台随明细下发的定价上限；医保局自有价格表由 over_regional_price 判断。列入医保范围的金额恰等于上限的，平台已扣减，基金无损失。上限为 0 表示无上限。单价以实收为准：金额除以数量低于标价的，取前者。以下为疑似：单价由金额推算的；药品、耗材单价为上限许多倍（计价单位不同）的；年龄不明者的诊疗项目。
--- */
with
-- visits with a line above its ceiling, found in a few columns: few of all
dear_visit as (
    select line.encounter_id
    from derived.net_line_scan as line
    where
        line.price_ceiling > 0 -- gate: equivalent, bounds work: asked of the lines themselves below
        and coalesce(line.unit_price > line.price_ceiling, true) -- gate: equivalent, bounds work: no less is allowed
),

-- one row per line with a ceiling, with its price and what the ceiling allows this person
priced as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, line.item_name, line.price_ceiling, line.quantity, line.covered_amount,
        -- what was asked: a list price of which a part was let off is no overcharge
        least(coalesce(line.unit_price, line.amount / line.quantity), line.amount / line.quantity) as unit_price,
        case
            when line.unit_price is null then 0
            -- a box where the ceiling is that of a piece, a day where it is that of an hour
            when line.amount / line.quantity >= $unit_ratio * line.price_ceiling then 0
            -- both sides, a pair or a set under one unit, at just twice, three or four times the ceiling of one; of a drug
            -- a box of as many need not say so
            when
                (
                    regexp_matches(concat_ws(' ', line.item_name, line.local_item_name, line.specification), $several)
                    or line.category in ('western_drug', 'patent_tcm')
                )
                and least(abs(line.amount / line.quantity - 2 * line.price_ceiling), abs(line.amount / line.quantity - 3 * line.price_ceiling), abs(line.amount / line.quantity - 4 * line.price_ceiling)) <= $tolerance
                then 0
            -- an operation by night, done again, through a scope or on both sides: a round surcharge that the province may allow
            when
                (line.category = 'surgery' or starts_with(line.item_code, '0033'))
                and line.amount / line.quantity <= 2 * line.price_ceiling + $tolerance
                and abs(line.amount / line.quantity - line.price_ceiling * round(20 * (line.amount / line.quantity) / line.price_ceiling) / 20) <= $tolerance
                then 0
            when line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable') then 1
            when person.birth_date is null then 0
            else 1
        end as is_certain,
        case
            when
                line.category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
                and date_diff('day', person.birth_date, line.charged_on) < 365.25 * $child_age
                then line.price_ceiling * (1 + $child_surcharge)
            else line.price_ceiling
        end as allowed_price
    from derived.net_claim_line as line
    left join person on line.person_id = person.person_id
    where
        line.encounter_id in (select dear_visit.encounter_id from dear_visit) -- gate: equivalent, bounds work
        and line.price_ceiling > 0
        and line.covered_amount > 0
        -- a difference without its line has no price
        and line.quantity > 0
        and coalesce(line.unit_price > line.price_ceiling, true) -- gate: equivalent, bounds work: no less is allowed
),

-- where less than the ceiling was covered: a share of what the platform cut to it, or of the whole amount
shared as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name, price_ceiling, quantity,
        covered_amount, unit_price, is_certain, allowed_price,
        (
            covered_amount < price_ceiling * quantity
            and abs(covered_amount - price_ceiling * quantity * round(100 * covered_amount / (price_ceiling * quantity)) / 100) <= 0.005
        )
        or (
            covered_amount < allowed_price * quantity
            and abs(covered_amount - allowed_price * quantity * round(100 * covered_amount / (allowed_price * quantity)) / 100)
            <= 0.005
        ) as is_share_of_ceiling,
        abs(covered_amount - unit_price * quantity * round(20 * covered_amount / (unit_price * quantity)) / 20) <= 0.005
            as is_share_of_amount
    from priced
    where
        -- what costs a few fen is not let off a fen: a tenth, or half of that
        round(unit_price - allowed_price, 6) > round(least($tolerance, greatest($tolerance / 2, allowed_price / 10)), 6)
        -- the platform covered no more than the ceiling, or for a child than the ceiling with its surcharge
        and abs(covered_amount - price_ceiling * quantity) > 0.01
        and abs(covered_amount - allowed_price * quantity) > 0.01
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, price_ceiling,
    coalesce(min(item_name), item_code) as item_name,
    max(unit_price) as unit_price,
    -- what the amount is held against
    case
        when max(allowed_price) > price_ceiling
            then concat(', for a child ', cast(cast(round(max(allowed_price), 2) as decimal(18, 2)) as varchar))
        else ''
    end as child_text,
    case
        when max(allowed_price) > price_ceiling
            then concat('（儿童加收后 ', cast(cast(round(max(allowed_price), 2) as decimal(18, 2)) as varchar), ' 元）')
        else ''
    end as child_text_zh,
    cast(sum(round(covered_amount * (unit_price - allowed_price) / unit_price, 2)) as decimal(18, 2))
        as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    case
        when
            -- of less than the ceiling it has to be plain that it is a share of the whole amount
            bool_and(
                is_certain = 1
                and (covered_amount >= allowed_price * quantity or (is_share_of_amount and not is_share_of_ceiling))
            )
            then 'definite'
        else 'suspect'
    end as certainty,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from shared
-- cut to the ceiling, and then the patient's own share of that: a round share of the ceiling, and of the amount none
where is_share_of_amount or not is_share_of_ceiling
group by encounter_id, item_code, price_ceiling
