/* ---
title: More packs of a drug than can be used, fetched without days of supply
title_zh: 超量取药（未报用药天数）
official: [GZ10000301005000, "2025-09"]
version: 2
status: stable
certainty: suspect
subject: person
identity: [item_code, provider_id]
scope: all
parts: [told_person, counted_pack]
joins: written
basis: [条例38(五), 条例17, 条例41, 实施细则(个人)]
source: [2025-pharmacy no. 15]
evidence: {kept: {claim_line: kept_line_ids}}
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, claim_line.days_supplied, claim_line.specification]
parameters:
  window_days: {type: integer, default: 90, min: 7, step: 1, unit: days, note: a proposal}
  max_ratio: {type: decimal, default: 2.5, min: 1.5, step: 0.5, unit: days supplied per day, note: "a proposal; twice the dose needs no more"}
  least_told: {type: integer, default: 20, min: 5, step: 1, unit: persons with days of the same drug, note: "a proposal; fewer do not tell how long a pack lasts"}
  quick_share: {type: decimal, default: 0.1, min: 0, max: 0.5, step: 0.1, unit: share of those persons whose pack lasts less, note: a proposal}
  most_a_day: {type: integer, default: 20, min: 6, step: 2, unit: tablets or capsules a day, note: "a proposal; no ordinary dose is more"}
  min_price_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.3, unit: share of the price of a pack, note: a proposal; charged for much less than a pack costs means charged by the tablet}
  tablet_price: {type: decimal, default: 5, min: 0, step: 1, unit: yuan, note: "a proposal; what one tablet costs at most, where nothing tells what a pack costs"}
message: "{packs} packs of {item_name} within {window_days} days up to {last_on}, without days of supply; {why}: {days} days"
message_zh: "截至 {last_on} 的 {window_days} 天内取得 {item_name} {packs} 盒（未报用药天数）；{why_zh}，共够用 {days} 天"
innocent_when:
  - one card buys for a family where the region allows it
  - a dose far above what others take (up to {max_ratio} times is left out)
  - charged by the tablet (left out, where the price tells, or the number on the line is that of whole packs)
  - drugs from the shop sent on to somebody who travels
innocent_when_zh:
  - 当地允许家庭共济，一卡为全家购药
  - 剂量明显高于他人（{max_ratio} 倍以内已排除）
  - 按片计费（价格可辨的，或明细数量恰为整盒片数的，已排除）
  - 代外出人员购药寄送
verify_by:
  - count the drug that the person still has
  - ask who fetched it, and whether it was sold
verify_by_zh:
  - 清点参保人余药
  - 询问由谁取药、是否转卖
judged: select count(distinct person_id || item_code) from claim_line where coalesce(days_supplied, 0) <= 0 and category in ('western_drug', 'patent_tcm')
note: Lines with days of supply are stockpile_cross's. How long a pack lasts is told by what others were given of the same code with days (the shortest of all but the quickest tenth), else by the specification of the line where it counts tablets or capsules. The window with the most days is shown; amount and days are those above one day a day, the first fills of the window are not at risk. A place is named for its own fills where it alone supplied more than the window has days.
note_zh: 报有用药天数的由 stockpile_cross 判断。一盒够用几天，先按同一编码其他参保人所报天数（剔除用得最快的一成后取最短），其次按本条明细规格所载片、粒数。取供应天数最多的窗口；超出每日一份的部分为疑点金额，窗口内先取得的不计。仅当某一机构自身供药已超过窗口天数时，才就其供药指向该机构。
--- */
with
-- tablets and capsules in a pack as its specification counts them: 75mg×7片×4板 are 28
counted_pack as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code, line.item_name,
        line.charged_on, line.quantity, line.amount, line.covered_amount,
        try_cast(nullif(regexp_extract(coalesce(line.specification, ''), '([0-9]{1,4}) *[片粒]', 1), '') as integer)
        * coalesce(try_cast(nullif(regexp_extract(coalesce(line.specification, ''), '([0-9]{1,3}) *板', 1), '') as integer), 1)
            as units
    from derived.net_line_scan as line
    anti join encounter as stay on line.encounter_id = stay.encounter_id and stay.class = 'inpatient'
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and line.quantity > 0
        and coalesce(line.days_supplied, 0) <= 0
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
),

-- how long a pack lasted for each person for whom days were sent
told_person as (
    select
        line.item_code, line.person_id,
        cast(sum(line.days_supplied) as double) / sum(line.quantity) as pack_days,
        cast(sum(line.amount) as double) / sum(line.quantity) as pack_price
    from derived.net_line_scan as line
    anti join encounter as stay on line.encounter_id = stay.encounter_id and stay.class = 'inpatient'
    where
        coalesce(line.category in ('western_drug', 'patent_tcm'), false)
        and line.quantity > 0 -- gate: equivalent, guards a null: days of no pack
        and line.days_supplied > 0
        -- more is an error of entry
        and line.days_supplied <= 366
        and line.item_code in (select counted_pack.item_code from counted_pack) -- gate: equivalent, bounds work
    group by line.item_code, line.person_id
),

told_rank as (
    select
        item_code, pack_days, pack_price,
        row_number() over (partition by item_code order by pack_days, person_id) as nth,
        count(*) over (partition by item_code) as persons
    from told_person
),

told_item as (
    select
        item_code,
        min(persons) as persons,
        min(case when nth > $quick_share * persons then pack_days end) as pack_days,
        median(pack_price) as pack_price
    from told_rank
    group by item_code
    having min(persons) >= $least_told
),

-- one row per line without days of a pack that is known
fill as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.item_code, line.item_name, line.charged_on,
        line.quantity, line.covered_amount,
        line.units, told_item.persons,
        coalesce(told_item.pack_days, cast(line.units as double) / $most_a_day) as pack_days
    from counted_pack as line
    left join told_item on line.item_code = told_item.item_code
    where
        case
            when told_item.item_code is not null then line.amount >= $min_price_share * told_item.pack_price * line.quantity
            else
                line.units > 0
                and line.amount >= $tablet_price * line.quantity
                -- as many as whole packs hold: a dear drug counted by the tablet
                and not (line.quantity >= line.units and line.quantity % line.units = 0)
        end
),

fill_day as (
    select
        person_id, item_code, charged_on, sum(quantity * pack_days) as days, sum(quantity) as packs
    from fill
    group by person_id, item_code, charged_on
),

window_total as (
    select
        last_fill.person_id, last_fill.item_code, last_fill.charged_on as last_on,
        sum(fill_day.days) as days,
        sum(fill_day.packs) as packs
    from fill_day as last_fill
    inner join fill_day
        on
            last_fill.person_id = fill_day.person_id
            and last_fill.item_code = fill_day.item_code
            and fill_day.charged_on <= last_fill.charged_on
            and date_diff('day', fill_day.charged_on, last_fill.charged_on) < $window_days
    group by last_fill.person_id, last_fill.item_code, last_fill.charged_on
),

worst as (
    select person_id, item_code, last_on, days, packs
    from window_total
    where
        days > $window_days * $max_ratio
        -- one pack is never too much
        and packs > 1
    qualify row_number() over (partition by person_id, item_code order by days desc, last_on) = 1
),

-- the fills of the window, and how many days were in hand after each
in_hand as (
    select
        fill.person_id, fill.item_code, fill.item_name, fill.claim_line_id, fill.encounter_id, fill.charged_on, fill.covered_amount,
        fill.persons, fill.units, fill.pack_days,
        fill.quantity * fill.pack_days as days_supplied,
        worst.last_on, worst.days, worst.packs,
        sum(fill.quantity * fill.pack_days) over (
            partition by fill.person_id, fill.item_code
            order by fill.charged_on, fill.claim_line_id
            rows between unbounded preceding and current row
        ) as days_so_far,
        -- what the others supply a place does not see
        case
            when
                sum(fill.quantity * fill.pack_days) over (partition by fill.person_id, fill.item_code, fill.provider_id)
                > $window_days
                then fill.provider_id
        end as named_id
    from worst
    inner join fill
        on
            worst.person_id = fill.person_id
            and worst.item_code = fill.item_code
            and fill.charged_on <= worst.last_on
            and date_diff('day', fill.charged_on, worst.last_on) < $window_days
),

beyond as (
    select
        person_id, item_code, item_name, claim_line_id, encounter_id, charged_on, covered_amount, persons, units, pack_days,
        days_supplied, last_on, days, packs, days_so_far, named_id,
        list(claim_line_id) filter (where days_so_far <= $window_days) over (
            partition by person_id, item_code
        ) as kept_line_ids
    from in_hand
)

select
    person_id as subject_id, person_id, item_code,
    named_id as provider_id,
    coalesce(min(item_name), item_code) as item_name,
    cast(max(packs) as decimal(18, 0)) as packs,
    cast(round(max(days), 0) as integer) as days,
    $window_days as window_days,
    max(last_on) as last_on,
    case
        when max(persons) is not null
            then concat(
                'of ', cast(max(persons) as varchar), ' persons with days of the same code a pack lasts ',
                cast(cast(floor(min(pack_days)) as integer) as varchar), ' days or more for all but the quickest'
            )
        else concat('a pack of ', cast(max(units) as varchar), ' at ', cast($most_a_day as varchar), ' a day')
    end as why,
    case
        when max(persons) is not null
            then concat(
                '同一编码报有天数的 ', cast(max(persons) as varchar), ' 人中，除用得最快者外一盒至少用 ',
                cast(cast(floor(min(pack_days)) as integer) as varchar), ' 天'
            )
        else concat('每盒 ', cast(max(units) as varchar), ' 片（粒），即使每日 ', cast($most_a_day as varchar), ' 片（粒）')
    end as why_zh,
    cast(sum(round(
        covered_amount * least(days_supplied, days_so_far - $window_days) / days_supplied, 2
    )) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    -- the fills that a person could use up, which make the others too many
    coalesce(any_value(kept_line_ids), cast([] as varchar[])) as kept_line_ids,
    list(distinct encounter_id) as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from beyond
where days_so_far > $window_days
group by person_id, item_code, named_id
