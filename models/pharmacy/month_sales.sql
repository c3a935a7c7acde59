/* ---
title: Insured sales of a pharmacy in a month
title_zh: 零售药店月度医保销售
version: 6
status: stable
subject: provider
period: month
peers:
  - [period_from, goods, region_code]
  - [period_from, goods]
  - [goods]
peer_titles:
  region_code: {title: region, title_zh: 同区划}
  goods: {title: kind of goods (boxes or herbs or tumour drugs), title_zh: 同经营品类}
minimum_subjects: 25
set_aside: part_reason
count_titles:
  weighty_sales: {title: sales (fewer where few carry the amount), title_zh: 笔（金额集中于少数几笔时折减）}
  timed_sales: {title: sales with a known time, title_zh: 笔（有时刻）}
  supplied_lines: {title: lines with days supplied, title_zh: 条有用药天数明细}
  boxed_lines: {title: lines of packed drugs, title_zh: 条成药明细}
  codable_lines: {title: lines of packed drugs since codes are uploaded, title_zh: 条成药明细（追溯码上传以来）}
  priced_lines: {title: charge lines with a usual price, title_zh: 条有参照价明细}
optional: [dispense, derived.delivered_month, derived.visit_part]
features:
  amount_per_sale: {title: amount per sale, title_zh: 次均金额, format: money, direction: high, scale: log, floor: 0.1, counts: weighty_sales, half_at: 15}
  sales_per_person: {title: sales per person, title_zh: 人均购药次数, format: number, direction: high, floor: 0.1, counts: sales, half_at: 20}
  top_person_share: {title: share of the best customer, title_zh: 首位参保人金额占比, format: percent, direction: high, floor: 0.03, counts: weighty_sales, half_at: 20}
  top_item_share: {title: share of the dearest item, title_zh: 首位商品金额占比, format: percent, direction: high, floor: 0.03, counts: weighty_sales, half_at: 20}
  top_day_share: {title: share of sales on the busiest day, title_zh: 最集中日销售占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  same_amount_share: {title: share of sales of exactly the same amount, title_zh: 相同金额销售占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  round_amount_share: {title: share of sales of whole tens of yuan, title_zh: 整十元销售占比, format: percent, direction: high, floor: 0.05, counts: sales, half_at: 20}
  close_share: {title: share of sales within two minutes of the one before, title_zh: 与上一笔间隔两分钟内占比, format: percent, direction: high, floor: 0.03, counts: timed_sales, half_at: 20}
  night_share: {title: share of sales from 22 to 6 o'clock, title_zh: 夜间（22–6 时）销售占比, format: percent, direction: high, floor: 0.02, counts: timed_sales, half_at: 20}
  days_supplied: {title: days supplied per line, title_zh: 单行用药天数, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.1, counts: supplied_lines, half_at: 20, norm: 84}
  quantity_per_line: {title: quantity per line of packed drugs, title_zh: 成药单行数量, format: number, direction: high, scale: log, floor: 0.1, counts: boxed_lines, half_at: 15}
  elsewhere_share: {title: share of sales to persons who bought elsewhere the same day, title_zh: 同日另在他店购药占比, format: percent, direction: high, floor: 0.02, counts: sales, half_at: 20}
  other_goods_share: {title: share of what is not a drug, title_zh: 非药品金额占比, format: percent, direction: high, floor: 0.02, counts: weighty_sales, half_at: 20}
  codeless_share: {title: share of drug lines without a trace code, title_zh: 无追溯码药品行占比, format: percent, direction: high, floor: 0.02, counts: codable_lines, half_at: 20}
  price_index: {title: price level against all providers, title_zh: 价格水平（各机构中位价=1）, format: number, direction: high, floor: 0.01, counts: priced_lines, half_at: 20}
  amount: {title: insured sales of the month, title_zh: 当月医保销售额, format: money, direction: high, scale: log, floor: 1.0}
detectors: [robust_z, iforest, ecod, knn]
parameters:
  minimum_sales: {type: integer, default: 10, min: 1, step: 5, unit: sales a month}
innocent_when:
  - the pharmacy serves a hospital's out-patients or holds the dual-channel licence for dear drugs
  - it is open at night on duty
innocent_when_zh:
  - 院边药店或双通道药店，贵重药品较多
  - 承担夜间值班供药
verify_by:
  - purchase and stock records of the items named, with their trace codes
  - video and receipts of the times named
verify_by_zh:
  - 核对所列商品的进销存与追溯码
  - 调取所列时段监控录像与销售小票
--- */
with pharmacy as (
    select provider.provider_id, provider.region_code
    from provider
    where provider.kind = 'pharmacy'
),

provider_price as (
    select
        line.item_code, line.provider_id, sum(line.amount) / sum(line.quantity) as price,
        sum(line.quantity) / count(line.claim_line_id) as quantity
    from derived.net_claim_line as line
    where line.quantity > 0 and line.amount > 0
    group by line.item_code, line.provider_id
),

usual_price as (
    select
        provider_price.item_code, median(provider_price.price) as price,
        median(provider_price.quantity) as quantity
    from provider_price
    group by provider_price.item_code
    having count(provider_price.provider_id) >= 3
),

-- tablets against boxes: another unit moves price and quantity against each other
beside_usual as (
    select
        provider_price.item_code, provider_price.provider_id, usual_price.price,
        provider_price.price / usual_price.price as usual_units,
        (
            provider_price.price >= 2 * usual_price.price
            and 2 * provider_price.quantity <= usual_price.quantity
            or 2 * provider_price.price <= usual_price.price
            and provider_price.quantity >= 2 * usual_price.quantity
        )
        and provider_price.price * provider_price.quantity
        between 0.5 * usual_price.price * usual_price.quantity
        and 2 * usual_price.price * usual_price.quantity as is_other_unit
    from provider_price
    inner join usual_price on provider_price.item_code = usual_price.item_code
    where usual_price.price > 0 and usual_price.quantity > 0
),

compared_price as (
    select item_code, provider_id, price
    from beside_usual
    where not is_other_unit
),

-- a shop that counts tablets counts them on every line: some lines of many pieces for the money of one are
-- another matter
tablet_shop as (
    select line.provider_id
    from derived.net_claim_line as line
    inner join beside_usual
        on line.item_code = beside_usual.item_code and line.provider_id = beside_usual.provider_id
    where line.quantity > 0 and line.amount > 0
    group by line.provider_id
    having
        5 * count(line.claim_line_id) filter (
            where 2 * line.amount <= line.quantity * beside_usual.price
            or line.amount >= 2 * line.quantity * beside_usual.price
        ) >= 4 * count(line.claim_line_id)
),

other_unit as (
    select beside_usual.item_code, beside_usual.provider_id, beside_usual.usual_units
    from beside_usual
    inner join tablet_shop on beside_usual.provider_id = tablet_shop.provider_id
    where beside_usual.is_other_unit
),

-- an upload names the charged line, or the settlement and the item, or the person, item and day
upload as (
    select
        dispense.provider_id, dispense.claim_line_id, dispense.claim_id, dispense.person_id,
        dispense.item_code, cast(dispense.dispensed_at as date) as dispensed_on
    from dispense
    where
        dispense.kind = 'sale' and dispense.trace_code is not null
        and coalesce(dispense.is_insured, true)
),

coded as (
    select upload.claim_line_id
    from upload
    where upload.claim_line_id is not null
    group by upload.claim_line_id
),

coded_in_claim as (
    select upload.claim_id, upload.item_code
    from upload
    where upload.claim_line_id is null and upload.claim_id is not null
    group by upload.claim_id, upload.item_code
),

-- sent in the evening of the day or on one of the next
coded_on_day as (
    select
        upload.provider_id, upload.person_id, upload.item_code,
        cast(upload.dispensed_on - later.days as date) as charged_on
    from upload
    cross join (values (0), (1), (2)) as later (days)
    where
        upload.claim_line_id is null and upload.claim_id is null
        and upload.person_id is not null
    group by
        upload.provider_id, upload.person_id, upload.item_code,
        cast(upload.dispensed_on - later.days as date)
),

-- before anybody's first upload nobody could upload
first_upload as (
    select min(upload.dispensed_on) as dispensed_on
    from upload
),

sold as (
    select
        line.provider_id, line.encounter_id, line.person_id, line.item_code, line.category,
        line.quantity, line.amount, line.days_supplied, line.charged_at, line.charged_on,
        cast(date_trunc('month', line.charged_on) as date) as period_from,
        coded.claim_line_id is not null or coded_in_claim.claim_id is not null
        or coded_on_day.person_id is not null as has_code,
        line.charged_on >= first_upload.dispensed_on as can_have_code,
        compared_price.price as usual_price,
        -- thirty tablets of a box of thirty are one box
        line.quantity * coalesce(other_unit.usual_units, 1) as usual_quantity
    from derived.net_claim_line as line
    inner join pharmacy on line.provider_id = pharmacy.provider_id
    cross join first_upload
    left join coded on line.claim_line_id = coded.claim_line_id
    left join coded_in_claim
        on line.claim_id = coded_in_claim.claim_id and line.item_code = coded_in_claim.item_code
    left join coded_on_day
        on
            line.provider_id = coded_on_day.provider_id
            and line.person_id = coded_on_day.person_id
            and line.item_code = coded_on_day.item_code
            and line.charged_on = coded_on_day.charged_on
    left join compared_price
        on
            line.item_code = compared_price.item_code
            and line.provider_id = compared_price.provider_id
            -- five times the usual price in one line is a slip or another unit, no level of prices
            and line.amount <= 5 * line.quantity * compared_price.price
            and 5 * line.amount >= line.quantity * compared_price.price
    left join other_unit
        on line.item_code = other_unit.item_code and line.provider_id = other_unit.provider_id
),

-- one row per sale: a visit to the counter, however many slips it was settled in
sale as (
    select
        sold.provider_id, sold.period_from,
        coalesce(visit_part.part_of, sold.encounter_id) as encounter_id, sold.person_id,
        min(sold.charged_at) as sold_at, min(sold.charged_on) as sold_on, sum(sold.amount) as amount
    from sold
    left join derived.visit_part as visit_part
        on sold.encounter_id = visit_part.encounter_id and visit_part.reason = 'settled in parts'
    group by
        sold.provider_id, sold.period_from, coalesce(visit_part.part_of, sold.encounter_id),
        sold.person_id
),

-- providers a person bought at on a day: more than one is 'elsewhere the same day'
person_day as (
    select sale.person_id, sale.sold_on, count(distinct sale.provider_id) as providers
    from sale
    group by sale.person_id, sale.sold_on
),

-- an interface that sends days sends one time of day for all
clock as (
    select
        sale.provider_id,
        3600 * extract(hour from sale.sold_at) + 60 * extract(minute from sale.sold_at)
        + extract(second from sale.sold_at) as second_of_day,
        count(sale.encounter_id) as sales
    from sale
    group by
        sale.provider_id,
        3600 * extract(hour from sale.sold_at) + 60 * extract(minute from sale.sold_at)
        + extract(second from sale.sold_at)
),

timeless as (
    select clock.provider_id
    from clock
    group by clock.provider_id
    having max(clock.sales) >= 10 and 5 * max(clock.sales) > 4 * sum(clock.sales)
),

-- of an interface that sent days for a while: no shop sells ten times at the very same second
stopped as (
    select clock.provider_id, clock.second_of_day
    from clock
    inner join (
        select clock.provider_id, sum(clock.sales) as sales
        from clock
        group by clock.provider_id
    ) as whole_clock on clock.provider_id = whole_clock.provider_id
    where
        clock.sales >= 10 and clock.second_of_day % 3600 <> 0
        and 20 * clock.sales > whole_clock.sales
),

placed as (
    select
        sale.provider_id, sale.period_from, sale.person_id, sale.sold_at, sale.sold_on,
        sale.amount, person_day.providers,
        timeless.provider_id is null and stopped.provider_id is null
        and cast(epoch(sale.sold_at) as bigint) % 86400 not in (0, 86399) as is_timed,
        sale.sold_at = date_trunc('hour', sale.sold_at) as is_whole_hour,
        lag(sale.sold_at) over (
            partition by sale.provider_id order by sale.sold_at, sale.encounter_id
        ) as sold_before_at
    from sale
    inner join person_day
        on sale.person_id = person_day.person_id and sale.sold_on = person_day.sold_on
    left join timeless on sale.provider_id = timeless.provider_id
    left join stopped
        on
            sale.provider_id = stopped.provider_id
            and 3600 * extract(hour from sale.sold_at) + 60 * extract(minute from sale.sold_at)
            + extract(second from sale.sold_at) = stopped.second_of_day
),

shape as (
    select
        placed.provider_id, placed.period_from,
        count(placed.amount) as sales, count(distinct placed.person_id) as persons,
        count(placed.amount) filter (where placed.is_timed) as timed_sales,
        -- two sales at the very same full hour say that the minutes are not known
        count(placed.amount) filter (
            where placed.is_timed and placed.sold_at - placed.sold_before_at <= interval 2 minute
            and not (placed.is_whole_hour and placed.sold_at = placed.sold_before_at)
        ) as close_sales,
        count(placed.amount) filter (
            where placed.is_timed
            and (extract(hour from placed.sold_at) >= 22 or extract(hour from placed.sold_at) < 6)
        ) as night_sales,
        count(placed.amount) filter (where placed.amount > 0 and placed.amount % 10 = 0) as round_sales,
        count(placed.amount) filter (where placed.providers > 1) as elsewhere_sales
    from placed
    group by placed.provider_id, placed.period_from
),

-- one dear sale makes no shop's month. The square of the sum over the sum of squares tells in how many
-- sales the money lies: a quarter of all is ordinary, and fewer are believed by the square of that share
weighed as (
    select
        sale.provider_id, sale.period_from,
        round(
            16 * power(
                power(sum(cast(sale.amount as double)), 2)
                / sum(cast(sale.amount as double) * cast(sale.amount as double)), 2
            ) / count(sale.amount)
        ) as sales
    from sale
    where sale.amount > 0
    group by sale.provider_id, sale.period_from
),

-- the largest part of a month by one person, one day, one amount and one item
by_person as (
    select parts.provider_id, parts.period_from, max(parts.amount) as amount
    from (
        select sale.provider_id, sale.period_from, sale.person_id, sum(sale.amount) as amount
        from sale
        group by sale.provider_id, sale.period_from, sale.person_id
    ) as parts
    group by parts.provider_id, parts.period_from
),

by_day as (
    select parts.provider_id, parts.period_from, max(parts.sales) as sales
    from (
        select sale.provider_id, sale.period_from, sale.sold_on, count(sale.amount) as sales
        from sale
        group by sale.provider_id, sale.period_from, sale.sold_on
    ) as parts
    group by parts.provider_id, parts.period_from
),

by_amount as (
    select parts.provider_id, parts.period_from, max(parts.sales) as sales
    from (
        select sale.provider_id, sale.period_from, sale.amount, count(sale.amount) as sales
        from sale
        -- what carries no money has no amount to be the same
        where sale.amount > 0
        group by sale.provider_id, sale.period_from, sale.amount
    ) as parts
    group by parts.provider_id, parts.period_from
),

by_item as (
    select parts.provider_id, parts.period_from, max(parts.amount) as amount
    from (
        select sold.provider_id, sold.period_from, sold.item_code, sum(sold.amount) as amount
        from sold
        group by sold.provider_id, sold.period_from, sold.item_code
    ) as parts
    group by parts.provider_id, parts.period_from
),

charged as (
    select
        sold.provider_id, sold.period_from, sum(sold.amount) as amount,
        -- grams of herbs are no boxes
        sum(sold.usual_quantity) filter (where sold.category in ('western_drug', 'patent_tcm'))
            as boxed_quantity,
        sum(sold.days_supplied) as days_supplied, count(sold.days_supplied) as supplied_lines,
        coalesce(sum(sold.amount) filter (
            where sold.category not in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) as other_amount,
        count(sold.item_code) filter (where sold.category in ('western_drug', 'patent_tcm'))
            as boxed_lines,
        count(sold.item_code) filter (
            where sold.category in ('western_drug', 'patent_tcm') and sold.can_have_code
        ) as drug_lines,
        count(sold.item_code) filter (
            where sold.category in ('western_drug', 'patent_tcm') and sold.can_have_code
            and not sold.has_code
        ) as codeless_lines,
        count(sold.item_code) filter (where sold.usual_price > 0 and sold.quantity > 0) as priced_lines,
        sum(sold.amount) filter (where sold.usual_price > 0 and sold.quantity > 0)
        / nullif(
            sum(cast(sold.quantity * sold.usual_price as decimal(18, 2))) filter (
                where sold.usual_price > 0 and sold.quantity > 0
            ), 0
        ) as price_index
    from sold
    group by sold.provider_id, sold.period_from
),

-- a shop of herbs is no shop of boxes, whatever it sells in one month
goods as (
    select
        sold.provider_id,
        case
            when
                5 * coalesce(sum(sold.amount) filter (where sold.category = 'herbal_piece'), 0)
                > 4 * sum(sold.amount) then 'herbs'
            -- the second channel for tumour and immune drugs (ATC L): few, dear and by order
            when
                2 * coalesce(sum(sold.amount) filter (where starts_with(sold.item_code, 'XL0')), 0)
                > sum(sold.amount) then 'tumour drugs'
            else 'boxes'
        end as goods
    from sold
    group by sold.provider_id
),

-- a month of few but dear sales is looked at when its money is that of the others
ordinary_size as (
    select shape.period_from, median(cast(charged.amount as double)) as amount
    from shape
    inner join charged
        on shape.provider_id = charged.provider_id and shape.period_from = charged.period_from
    where shape.sales >= $minimum_sales
    group by shape.period_from
)

select
    shape.provider_id as subject_id, shape.provider_id, shape.period_from,
    cast(last_day(shape.period_from) as date) as period_to, pharmacy.region_code, goods.goods,
    delivered_month.part_reason,
    shape.sales, least(shape.sales, coalesce(weighed.sales, shape.sales)) as weighty_sales,
    shape.timed_sales, charged.supplied_lines, charged.boxed_lines,
    charged.drug_lines as codable_lines, charged.priced_lines,
    charged.amount / shape.sales as amount_per_sale,
    shape.sales / shape.persons as sales_per_person,
    by_person.amount / nullif(charged.amount, 0) as top_person_share,
    by_item.amount / nullif(charged.amount, 0) as top_item_share,
    by_day.sales / shape.sales as top_day_share,
    coalesce(by_amount.sales, 0) / shape.sales as same_amount_share,
    shape.round_sales / shape.sales as round_amount_share,
    shape.close_sales / nullif(shape.timed_sales, 0) as close_share,
    shape.night_sales / nullif(shape.timed_sales, 0) as night_share,
    charged.days_supplied / nullif(charged.supplied_lines, 0) as days_supplied,
    charged.boxed_quantity / nullif(charged.boxed_lines, 0) as quantity_per_line,
    shape.elsewhere_sales / shape.sales as elsewhere_share,
    charged.other_amount / nullif(charged.amount, 0) as other_goods_share,
    charged.codeless_lines / nullif(charged.drug_lines, 0) as codeless_share,
    charged.price_index, charged.amount
from shape
inner join pharmacy on shape.provider_id = pharmacy.provider_id
inner join charged
    on shape.provider_id = charged.provider_id and shape.period_from = charged.period_from
left join weighed
    on shape.provider_id = weighed.provider_id and shape.period_from = weighed.period_from
inner join by_person
    on shape.provider_id = by_person.provider_id and shape.period_from = by_person.period_from
inner join by_item
    on shape.provider_id = by_item.provider_id and shape.period_from = by_item.period_from
inner join by_day
    on shape.provider_id = by_day.provider_id and shape.period_from = by_day.period_from
left join by_amount
    on shape.provider_id = by_amount.provider_id and shape.period_from = by_amount.period_from
inner join goods on shape.provider_id = goods.provider_id
left join ordinary_size on shape.period_from = ordinary_size.period_from
left join derived.delivered_month as delivered_month
    on
        shape.provider_id = delivered_month.provider_id
        and shape.period_from = delivered_month.period_from
where shape.sales >= $minimum_sales or charged.amount >= ordinary_size.amount
