/* ---
title: Insured sales of a pharmacy in a month
title_zh: 零售药店月度医保销售
version: 1
status: stable
subject: provider
period: month
peers:
  - [period_from, region_code]
  - [period_from]
  - []
peer_titles:
  region_code: {title: region, title_zh: 同区划}
minimum_subjects: 25
optional: [dispense]
features:
  amount_per_sale: {title: amount per sale, title_zh: 次均金额, format: money, direction: high, scale: log, floor: 0.1, counts: sales, half_at: 15}
  sales_per_person: {title: sales per person, title_zh: 人均购药次数, format: number, direction: high, floor: 0.1, counts: sales, half_at: 20}
  top_person_share: {title: share of the best customer, title_zh: 首位参保人金额占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  top_item_share: {title: share of the dearest item, title_zh: 首位商品金额占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  top_day_share: {title: share of sales on the busiest day, title_zh: 最集中日销售占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  same_amount_share: {title: share of sales of exactly the same amount, title_zh: 相同金额销售占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  round_amount_share: {title: share of sales of whole tens of yuan, title_zh: 整十元销售占比, format: percent, direction: high, floor: 0.05, counts: sales, half_at: 20}
  close_share: {title: share of sales within two minutes of the one before, title_zh: 与上一笔间隔两分钟内占比, format: percent, direction: high, floor: 0.03, counts: sales, half_at: 20}
  night_share: {title: share of sales from 22 to 6 o'clock, title_zh: 夜间（22–6 时）销售占比, format: percent, direction: high, floor: 0.02, counts: sales, half_at: 20}
  days_supplied: {title: days supplied per line, title_zh: 单行用药天数, unit: days, unit_zh: 天, format: number, direction: high, scale: log, floor: 0.1, counts: supplied_lines, half_at: 20}
  quantity_per_line: {title: quantity per line, title_zh: 单行数量, format: number, direction: high, scale: log, floor: 0.1, counts: sales, half_at: 15}
  elsewhere_share: {title: share of sales to persons who bought elsewhere the same day, title_zh: 同日另在他店购药占比, format: percent, direction: high, floor: 0.02, counts: sales, half_at: 20}
  other_goods_share: {title: share of what is not a drug, title_zh: 非药品金额占比, format: percent, direction: high, floor: 0.02, counts: sales, half_at: 20}
  codeless_share: {title: share of drug lines without a trace code, title_zh: 无追溯码药品行占比, format: percent, direction: high, floor: 0.02, counts: sales, half_at: 20}
  price_index: {title: price level against all providers, title_zh: 价格水平（各机构中位价=1）, format: number, direction: high, floor: 0.01, counts: sales, half_at: 20}
  amount: {title: insured sales of the month, title_zh: 当月医保销售额, format: money, direction: high, scale: log, floor: 0.2, counts: sales, half_at: 10}
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

usual_price as (
    select provider_price.item_code, median(provider_price.price) as price
    from (
        select
            line.item_code, line.provider_id, sum(line.amount) / sum(line.quantity) as price
        from derived.net_claim_line as line
        where line.quantity > 0 and line.amount > 0
        group by line.item_code, line.provider_id
    ) as provider_price
    group by provider_price.item_code
    having count(provider_price.provider_id) >= 3
),

coded as (
    select dispense.claim_line_id
    from dispense
    where dispense.kind = 'sale' and dispense.trace_code is not null
        and dispense.claim_line_id is not null
    group by dispense.claim_line_id
),

sold as (
    select
        line.provider_id, line.encounter_id, line.person_id, line.item_code, line.category,
        line.quantity, line.amount, line.days_supplied, line.charged_at, line.charged_on,
        cast(date_trunc('month', line.charged_on) as date) as period_from,
        coded.claim_line_id is not null as has_code, usual_price.price as usual_price
    from derived.net_claim_line as line
    inner join pharmacy on line.provider_id = pharmacy.provider_id
    left join coded on line.claim_line_id = coded.claim_line_id
    left join usual_price on line.item_code = usual_price.item_code
),

-- one row per sale: a visit to the counter
sale as (
    select
        sold.provider_id, sold.period_from, sold.encounter_id, sold.person_id,
        min(sold.charged_at) as sold_at, min(sold.charged_on) as sold_on, sum(sold.amount) as amount
    from sold
    group by sold.provider_id, sold.period_from, sold.encounter_id, sold.person_id
),

-- providers a person bought at on a day: more than one is 'elsewhere the same day'
person_day as (
    select sale.person_id, sale.sold_on, count(distinct sale.provider_id) as providers
    from sale
    group by sale.person_id, sale.sold_on
),

placed as (
    select
        sale.provider_id, sale.period_from, sale.person_id, sale.sold_at, sale.sold_on,
        sale.amount, person_day.providers,
        lag(sale.sold_at) over (
            partition by sale.provider_id order by sale.sold_at, sale.encounter_id
        ) as sold_before_at
    from sale
    inner join person_day
        on sale.person_id = person_day.person_id and sale.sold_on = person_day.sold_on
),

shape as (
    select
        placed.provider_id, placed.period_from,
        count(placed.amount) as sales, count(distinct placed.person_id) as persons,
        count(placed.amount) filter (
            where placed.sold_at - placed.sold_before_at <= interval 2 minute
        ) as close_sales,
        count(placed.amount) filter (
            where extract(hour from placed.sold_at) >= 22 or extract(hour from placed.sold_at) < 6
        ) as night_sales,
        count(placed.amount) filter (where placed.amount % 10 = 0) as round_sales,
        count(placed.amount) filter (where placed.providers > 1) as elsewhere_sales
    from placed
    group by placed.provider_id, placed.period_from
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
        count(sold.item_code) as lines, sum(sold.quantity) as quantity,
        sum(sold.days_supplied) as days_supplied, count(sold.days_supplied) as supplied_lines,
        coalesce(sum(sold.amount) filter (
            where sold.category not in ('western_drug', 'patent_tcm', 'herbal_piece')
        ), 0) as other_amount,
        count(sold.item_code) filter (where sold.category in ('western_drug', 'patent_tcm'))
            as drug_lines,
        count(sold.item_code) filter (
            where sold.category in ('western_drug', 'patent_tcm') and not sold.has_code
        ) as codeless_lines,
        sum(sold.amount) filter (where sold.usual_price > 0 and sold.quantity > 0)
        / nullif(
            sum(cast(sold.quantity * sold.usual_price as decimal(18, 2))) filter (
                where sold.usual_price > 0 and sold.quantity > 0
            ), 0
        ) as price_index
    from sold
    group by sold.provider_id, sold.period_from
)

select
    shape.provider_id as subject_id, shape.provider_id, shape.period_from,
    cast(last_day(shape.period_from) as date) as period_to, pharmacy.region_code,
    shape.sales, charged.supplied_lines,
    charged.amount / shape.sales as amount_per_sale,
    shape.sales / shape.persons as sales_per_person,
    by_person.amount / nullif(charged.amount, 0) as top_person_share,
    by_item.amount / nullif(charged.amount, 0) as top_item_share,
    by_day.sales / shape.sales as top_day_share,
    by_amount.sales / shape.sales as same_amount_share,
    shape.round_sales / shape.sales as round_amount_share,
    shape.close_sales / shape.sales as close_share,
    shape.night_sales / shape.sales as night_share,
    charged.days_supplied / nullif(charged.supplied_lines, 0) as days_supplied,
    charged.quantity / charged.lines as quantity_per_line,
    shape.elsewhere_sales / shape.sales as elsewhere_share,
    charged.other_amount / nullif(charged.amount, 0) as other_goods_share,
    charged.codeless_lines / nullif(charged.drug_lines, 0) as codeless_share,
    charged.price_index, charged.amount
from shape
inner join pharmacy on shape.provider_id = pharmacy.provider_id
inner join charged
    on shape.provider_id = charged.provider_id and shape.period_from = charged.period_from
inner join by_person
    on shape.provider_id = by_person.provider_id and shape.period_from = by_person.period_from
inner join by_item
    on shape.provider_id = by_item.provider_id and shape.period_from = by_item.period_from
inner join by_day
    on shape.provider_id = by_day.provider_id and shape.period_from = by_day.period_from
inner join by_amount
    on shape.provider_id = by_amount.provider_id and shape.period_from = by_amount.period_from
where shape.sales >= $minimum_sales
