/* ---
title: Unit price above the region's price table
title_zh: 收费单价高于本地区最高限价
official: GZ10000102001000
version: 8
status: stable
certainty: definite
subject: encounter
identity: [item_code, ceiling]
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
  night_hours: {type: integer, default: 6, min: 0, max: 12, step: 1, unit: hours after midnight,
                note: "proposal; until then the services of the day before are booked, at its price"}
tolerates: [claim_line.unit_price, claim_line.local_item_name, claim_line.specification, person, provider.level, provider.ownership, encounter, encounter.ended_at]
unmoved_by:
  cut_the_hour: "a price holds at every hour"
  level_unknown: "the ceiling holds for all levels"
  sex_and_birth_unknown: "the ceiling has no surcharge for children"
  sell_by_unit: "the ceiling is of the unit that is charged"
  post_at_settlement: "above every ceiling of the stay, whenever it was done"
  post_later: "above every ceiling of the stay, whenever it was done"
  home_bed: "a price holds wherever somebody is treated"
  newborn_on_mothers_card: "a price holds whoever is treated"
message: "{item_name} charged at up to {unit_price} a unit; the regional ceiling is {ceiling}{child_text}"
message_zh: "{item_name} 单价最高 {unit_price} 元，本地区最高限价 {ceiling} 元{child_text_zh}"
innocent_when:
  - the price is that of a day or a box and the ceiling that of an hour or a piece (suspect where the price is many times the ceiling)
  - both sides, a pair or several pieces were charged under one unit (suspect where the price is a whole multiple of the ceiling and the name or the specification says so, or it is a drug)
  - a surcharge that the province allows was added to the price, as for small children, or of an operation by night, done again or on both sides (suspect where it is a round share of the ceiling)
  - the price was cut during the stay, and what was done before was booked later (left out where the bill was booked whole, else suspect)
  - the provider holds a price of its own, granted by the price authority
  - a shop or a house that is not public, whose prices only its agreement binds (suspect)
innocent_when_zh:
  - 收费按日或按盒，限价按小时或按最小单位（单价数倍于限价者仅列可疑）
  - 双侧、成对或多件按一个单位收费（单价恰为限价整数倍，且名称、规格载明或属药品者仅列可疑）
  - 含省级文件允许的加收，如儿童加收，手术的夜间急诊、再次手术、双侧、腔镜等加收（高出部分恰为限价 5% 的整数倍者仅列可疑）
  - 住院期间价格下调，调价前的项目延后记账（整单集中记账的已排除，其余仅列可疑）
  - 该机构有价格主管部门批准的自主定价
  - 药店、非公立医疗机构实行市场调节价，仅受协议约束（仅列可疑）
verify_by:
  - the price list in force on the day, and the surcharges it allows
verify_by_zh:
  - 核对收费当日的价格文件及其加收规定
source: ["2025-hospital 8"]
note: >-
  Part of the catalogue's over_price_ceiling, for the ceilings that a bureau keeps in its own table.
  Suspect and not definite: a ceiling of one level of hospital (the register has today's level, not that
  of the day), a row without the day from which it holds, a price worked out from the amount, a drug or
  consumable at many times its ceiling (another unit), a service for somebody whose age is not known.
note_zh: 国家规则目录 over_price_ceiling 的一部分，判断医保局自有价格表中的上限。以下为疑似：按机构级别定的上限（登记表为当前级别，并非当日级别）；无起始日期的条目；单价由金额推算的；药品、耗材单价为上限许多倍（计价单位不同）的；年龄不明者的诊疗项目。
--- */
with
-- one row per line of a listed item, with the ceiling nearest to its provider
priced as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, line.item_name, line.quantity, line.covered_amount,
        -- what was asked: a list price of which a part was let off is no overcharge
        least(coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)), line.amount / nullif(line.quantity, 0)) as unit_price,
        listed.ceiling,
        -- the highest that was in force on an earlier day of the stay: what is booked by the week, or as the patient
        -- leaves, may have been done then
        max(case when listed.valid_to <= line.charged_on then listed.ceiling end) over (partition by line.claim_line_id)
            as earlier_ceiling,
        coalesce(not posting.tells_day, false) as is_lump,
        coalesce(line.category = 'surgery' or starts_with(line.item_code, '0033'), false) as is_operation,
        least(
            case when hour(line.charged_at) < $night_hours then cast(line.charged_on - interval 1 day as date) else line.charged_on end,
            cast(coalesce(encounter.ended_at, line.charged_at) as date)
        ) < coalesce(listed.valid_to, date '2200-01-01') as is_of_day,
        case
            when line.unit_price is null or listed.provider_level > 0 or listed.valid_from is null then 0
            -- a shop or a house that is not public sets its prices itself, as far as its agreement lets it
            when provider.kind = 'pharmacy' or provider.ownership = 'private' then 0
            -- a box where the ceiling is that of a piece, a day where it is that of an hour
            when line.unit_price >= $unit_ratio * listed.ceiling then 0
            -- both sides, a pair or a set under one unit, at just twice, three or four times the ceiling of one; of a drug
            -- a box of as many need not say so
            when
                (
                    regexp_matches(concat_ws(' ', line.item_name, line.local_item_name, line.specification), $several)
                    or line.category in ('western_drug', 'patent_tcm')
                )
                and least(abs(line.unit_price - 2 * listed.ceiling), abs(line.unit_price - 3 * listed.ceiling), abs(line.unit_price - 4 * listed.ceiling)) <= $tolerance
                then 0
            when line.category in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable') then 1
            when person.birth_date is null then 0
            else 1
        end as is_certain,
        case
            when
                line.category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
                and date_diff('day', person.birth_date, line.charged_on) < 365.25 * $child_age
                then listed.ceiling * (1 + $child_surcharge)
            else listed.ceiling
        end as allowed_price
    from derived.net_claim_line as line
    inner join price_ceiling as listed on line.item_code = listed.item_code
    inner join provider on line.provider_id = provider.provider_id
    left join person on line.person_id = person.person_id
    left join encounter on line.encounter_id = encounter.encounter_id
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where
        starts_with(provider.region_code, regexp_replace(listed.region_code, '(00)+$', ''))
        and line.covered_amount > 0
        -- a difference without its line has no price
        and line.quantity > 0
        -- of a house whose level is not known the highest ceiling of the region holds
        and (listed.provider_level = 0 or listed.provider_level = coalesce(provider.level, listed.provider_level))
        -- what was done before midnight, or before the patient left, and booked later has the price of its day:
        -- of two ceilings the higher holds
        and line.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
        and least(
            case when hour(line.charged_at) < $night_hours then cast(line.charged_on - interval 1 day as date) else line.charged_on end,
            cast(coalesce(encounter.ended_at, line.charged_at) as date),
            coalesce(cast(encounter.started_at as date), line.charged_on)
        ) < coalesce(listed.valid_to, date '2200-01-01')
    qualify row_number() over (
        partition by line.claim_line_id
        order by
            case
                when
                    least(
                        case when hour(line.charged_at) < $night_hours then cast(line.charged_on - interval 1 day as date) else line.charged_on end,
                        cast(coalesce(encounter.ended_at, line.charged_at) as date)
                    ) < coalesce(listed.valid_to, date '2200-01-01')
                    then 0
                else 1
            end,
            length(regexp_replace(listed.region_code, '(00)+$', '')) desc, case when provider.level is null then listed.ceiling end desc nulls last,
            listed.provider_level desc, listed.ceiling desc
    ) = 1
),

-- where less than the ceiling was covered: a share of what the platform cut to it, or of the whole amount
shared as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_code, item_name, ceiling, quantity,
        covered_amount, unit_price, allowed_price,
        case
            -- an operation by night, done again, through a scope or on both sides: a round surcharge that the province may allow
            when
                is_operation
                and unit_price <= 2 * ceiling + $tolerance
                and abs(unit_price - ceiling * round(20 * unit_price / ceiling) / 20) <= $tolerance
                then 0
            else is_certain
        end as is_certain,
        coalesce(unit_price <= allowed_price * earlier_ceiling / ceiling + $tolerance, false) as is_earlier_price,
        (
            covered_amount < ceiling * quantity
            and abs(covered_amount - ceiling * quantity * round(100 * covered_amount / (ceiling * quantity)) / 100) <= 0.005
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
        -- a ceiling that ended before this day says nothing of it
        and is_of_day
        -- of a bill that was booked whole nothing tells of which day a line is
        and not (is_lump and coalesce(unit_price <= allowed_price * earlier_ceiling / ceiling + $tolerance, false))
        -- the platform covered no more than the ceiling, or for a child than the ceiling with its surcharge
        and abs(covered_amount - ceiling * quantity) > 0.01
        and abs(covered_amount - allowed_price * quantity) > 0.01
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    item_code, ceiling,
    coalesce(min(item_name), item_code) as item_name,
    max(unit_price) as unit_price,
    -- what the amount is held against
    case
        when max(allowed_price) > ceiling
            then concat(', for a child ', cast(cast(round(max(allowed_price), 2) as decimal(18, 2)) as varchar))
        else ''
    end as child_text,
    case
        when max(allowed_price) > ceiling
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
                and not is_earlier_price
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
group by encounter_id, item_code, ceiling
