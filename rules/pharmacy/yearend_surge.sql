/* ---
title: A pharmacy's December far above its year
title_zh: 年底突击结算
official: none
version: 10
status: stable
certainty: suspect
subject: provider
identity: [year]
scope: all
loss: claim
basis: [条例15, 条例38(二), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 3, 2025-pharmacy no. 15]
tolerates: [claim.original_claim_id]
parameters:
  min_factor: {type: decimal, default: 2, min: 1, step: 0.5, unit: times the mean of the other months}
  over_highest: {type: decimal, default: 1.2, min: 1, step: 0.1, unit: times the highest of the other months, note: "a proposal; a shop that sold as much in another month of the year has no December of its own"}
  county_factor: {type: decimal, default: 1.5, min: 0, step: 0.5, unit: times the rise of all other pharmacies, note: a proposal; takes a cold winter out}
  min_months: {type: integer, default: 6, min: 1, max: 11, step: 1, unit: months before December}
  least_shops: {type: integer, default: 3, min: 1, max: 100, step: 1, unit: other pharmacies of which a middle one is told, note: "a proposal; the middle one is taken where all together rose more, so that two surges do not hide each other"}
  follow_share: {type: decimal, default: 0.3, min: 0.05, max: 1, step: 0.05, unit: of the persons of a house that closed, note: "a proposal; so many who come here for the first time show that this house took it over"}
  large_purchase: {type: integer, default: 5, min: 2, max: 100, step: 1, unit: boxes on one line, note: "a proposal; such lines of the December are shown as evidence"}
message: "December {year}: {december} yuan, {factor} times the mean of {months} months before, of which the highest had {highest}; {county_text}"
message_zh: "{year} 年 12 月结算 {december} 元，为此前 {months} 个月平均的 {factor} 倍（其中最高月 {highest} 元）；{county_text_zh}"
innocent_when:
  - a wave of influenza
  - the pharmacy opened or grew during the year
  - a shop that closed was taken over (its sales count as those of before where {follow_share} of its persons come here for the first time)
  - persons use up what a limit leaves them, for drugs they need
innocent_when_zh:
  - 流感等季节性疾病
  - 年内新开业或扩店
  - 接手了停业药店（其 {follow_share} 以上购药人首次转来本店的，原店销售并入基数）
  - 参保人合理使用年度限额
verify_by:
  - the stock at the end of December against the sales
  - member accounts charged in December and used later
verify_by_zh:
  - 12 月末库存与销售核对
  - 核查 12 月充值“会员账号”、次年消费的情况
note: Judged by what pharmacies settled, refunds taken off; what is settled anew counts in the month of the purchase. The surge is of the month; of its lines the purchases of many boxes are shown. The amount is what lies above the rise of the county's other pharmacies. A December that hardly exceeds another month of the year is none.
note_zh: 按药店结算金额（扣除退费）判断，重新结算的计入购药当月；疑点针对全月，其中一次购多盒的明细列为证据；金额为高出其他药店涨幅的部分；12 月与年内其他月份最高值相差不多的，不列。
--- */
with
sold as (
    select
        claim.provider_id, claim.person_id, claim.total_amount,
        -- settled anew in December, what was sold in October is of October
        case
            when claim.is_refund or encounter.started_at is null then claim.settled_at
            else least(encounter.started_at, claim.settled_at)
        end as sold_at
    from claim
    inner join provider on claim.provider_id = provider.provider_id
    left join encounter on claim.encounter_id = encounter.encounter_id
    -- what was taken back whole in January was not sold in December
    anti join derived.claim_change as change on claim.claim_id = change.claim_id and change.is_void
    where provider.kind = 'pharmacy'
),

month_total as (
    select
        provider_id,
        extract(year from sold_at) as year,
        extract(month from sold_at) as month,
        sum(total_amount) as amount
    from sold
    group by provider_id, extract(year from sold_at), extract(month from sold_at)
),

-- a December that is high enough to be looked at
high as (
    select provider_id, year, make_date(cast(year as integer), 12, 1) as december_on
    from month_total
    group by provider_id, year
    having
        sum(case when month = 12 then amount else 0 end)
        >= $min_factor * avg(case when month < 12 then amount end) -- gate: equivalent, bounds work
),

last_sale as (
    select provider_id, cast(max(sold_at) as date) as last_on
    from sold
    group by provider_id
),

-- the month in which each person came first to a shop with such a December
newcomer as (
    select sold.provider_id, sold.person_id, cast(date_trunc('month', min(sold.sold_at)) as date) as first_month
    from sold
    where sold.provider_id in (select high.provider_id from high) -- gate: equivalent, bounds work
    group by sold.provider_id, sold.person_id
),

-- what a shop that closed since sold in a month of the half-year before, where many of its persons came here, where they
-- had not been
heir as (
    select
        high.provider_id, high.year, last_sale.provider_id as closed_id,
        sum(sold.total_amount) as amount, count(distinct extract(month from sold.sold_at)) as months
    from high
    inner join last_sale on date_diff('day', last_sale.last_on, high.december_on) between -14 and 45
    inner join sold
        on
            last_sale.provider_id = sold.provider_id
            and date_diff('day', cast(sold.sold_at as date), high.december_on) between 1 and 183
    left join newcomer
        on
            high.provider_id = newcomer.provider_id
            and high.december_on = newcomer.first_month
            and sold.person_id = newcomer.person_id
    group by high.provider_id, high.year, last_sale.provider_id
    having count(distinct newcomer.person_id) >= greatest($follow_share * count(distinct sold.person_id), 1)
),

taken_over as (
    select concat(provider_id, ' ', cast(year as varchar)) as shop_year, sum(amount / nullif(months, 0)) as other_mean
    from heir
    group by provider_id, year
),

of_shop as (
    select
        provider_id, year,
        sum(amount) filter (where month = 12) as december,
        avg(amount) filter (where month < 12) as other_mean,
        max(amount) filter (where month < 12) as highest,
        count(month) filter (where month < 12) as months
    from month_total
    group by provider_id, year
),

-- with what a shop had that was taken over
year_of_shop as (
    select
        of_shop.provider_id, of_shop.year, of_shop.december, of_shop.months,
        of_shop.other_mean + coalesce(taken_over.other_mean, 0) as other_mean,
        of_shop.highest + coalesce(taken_over.other_mean, 0) as highest
    from of_shop
    left join taken_over on concat(of_shop.provider_id, ' ', cast(of_shop.year as varchar)) = taken_over.shop_year
),

rise as (
    select
        provider_id, year, december, other_mean, highest, months,
        december / cast(other_mean as double) as factor,
        -- the others together, never the shop itself; with nobody else nobody knows
        (sum(december) over (partition by year) - december)
        / cast(nullif(sum(other_mean) over (partition by year) - other_mean, 0) as double) as together
    from year_of_shop
    where months >= $min_months and december > 0 and other_mean > 0
),

-- how the middle one of the others rose: a second shop that rose alike is no measure of the county
middle as (
    select steep.provider_id, steep.year, median(other.factor) as factor, count(other.provider_id) as shops
    from rise as steep
    inner join rise as other on steep.year = other.year and steep.provider_id <> other.provider_id
    where steep.factor >= $min_factor -- gate: equivalent, bounds work
    group by steep.provider_id, steep.year
),

measured as (
    select
        rise.provider_id, rise.year, rise.december, rise.other_mean, rise.highest, rise.months, rise.factor,
        case when middle.shops >= $least_shops then least(rise.together, middle.factor) else rise.together end as county
    from rise
    left join middle on rise.provider_id = middle.provider_id and rise.year = middle.year
),

surge as (
    select provider_id, year, december, other_mean, highest, months, factor, county
    from measured
    where
        factor >= $min_factor
        and factor >= coalesce(county, 0) * $county_factor
        and december >= highest * $over_highest
),

-- purchases of many boxes in that December
large as (
    select
        surge.provider_id, surge.year,
        list(line.claim_line_id) as claim_line_ids,
        list(distinct line.encounter_id) as encounter_ids
    from surge
    inner join derived.net_claim_line as line
        on
            surge.provider_id = line.provider_id
            and line.charged_on >= make_date(cast(surge.year as integer), 12, 1)
            and line.charged_on <= make_date(cast(surge.year as integer), 12, 31)
    where coalesce(line.category in ('western_drug', 'patent_tcm'), false) and line.quantity >= $large_purchase
    group by surge.provider_id, surge.year
)

select
    surge.provider_id as subject_id, surge.provider_id,
    cast(surge.year as integer) as year,
    cast(december as decimal(18, 2)) as december,
    cast(highest as decimal(18, 2)) as highest,
    cast(months as integer) as months,
    cast(round(factor, 1) as decimal(10, 1)) as factor,
    cast(round(county, 1) as decimal(10, 1)) as county,
    coalesce(
        'the other pharmacies ' || cast(cast(round(county, 1) as decimal(10, 1)) as varchar)
        || ' times, all together or the middle one, whichever rose less',
        'no other pharmacy to compare'
    ) as county_text,
    coalesce(
        '其他药店为 ' || cast(cast(round(county, 1) as decimal(10, 1)) as varchar) || ' 倍（合计与居中一家取低者）',
        '无其他药店可比'
    ) as county_text_zh,
    cast(round(december - other_mean * coalesce(county, 1), 2) as decimal(18, 2)) as amount_at_risk,
    coalesce(large.claim_line_ids, cast([] as varchar[])) as claim_line_ids,
    coalesce(large.encounter_ids, cast([] as varchar[])) as encounter_ids,
    make_date(cast(surge.year as integer), 12, 1) as occurred_from,
    make_date(cast(surge.year as integer), 12, 31) as occurred_to
from surge
left join large on surge.provider_id = large.provider_id and surge.year = large.year
