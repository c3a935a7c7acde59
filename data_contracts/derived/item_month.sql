/* ---
title: What each provider charged of each item in each month, by category, cover and price
title_zh: 各机构各项目逐月收费（按类别、是否纳入支付范围、单价）
scope: provider
charge_month: period_from
from: {is_covered: claim_line.covered_amount, asked_price: claim_line.unit_price, first_on: claim_line.charged_at, last_on: claim_line.charged_at, lines: claim_line.claim_line_id, period_from: claim_line.charged_at}
--- */
-- after refunds; a night adds up the months anew on which it touches a line
select
    provider_id, item_code, category,
    cast(date_trunc('month', charged_on) as date) as period_from,
    covered_amount > 0 as is_covered,
    -- what was asked for one, however the list price stands
    cast(
        least(coalesce(unit_price, amount / nullif(quantity, 0)), amount / nullif(quantity, 0)) as decimal(18, 4)
    ) as asked_price,
    count(*) as lines,
    sum(quantity) as quantity,
    sum(amount) as amount,
    min(charged_on) as first_on,
    max(charged_on) as last_on
from derived.net_line_scan
group by
    provider_id, item_code, category, cast(date_trunc('month', charged_on) as date), covered_amount > 0,
    cast(
        least(coalesce(unit_price, amount / nullif(quantity, 0)), amount / nullif(quantity, 0)) as decimal(18, 4)
    )
