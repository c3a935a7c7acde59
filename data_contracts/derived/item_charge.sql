/* ---
title: What each provider charged of each item, by category, cover and price
title_zh: 各机构各项目收费汇总（按类别、是否纳入支付范围、单价）
scope: provider
from: {is_covered: claim_line.covered_amount, asked_price: claim_line.unit_price, first_on: claim_line.charged_at, last_on: claim_line.charged_at, lines: claim_line.claim_line_id}
--- */
-- after refunds; items and prices of a house are few where lines are many
select
    provider_id, item_code, category,
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
    provider_id, item_code, category, covered_amount > 0,
    cast(
        least(coalesce(unit_price, amount / nullif(quantity, 0)), amount / nullif(quantity, 0)) as decimal(18, 4)
    )
