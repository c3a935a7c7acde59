/* ---
title: What each provider charged of each item, by category, cover and price
title_zh: 各机构各项目收费汇总（按类别、是否纳入支付范围、单价）
scope: provider
from: {is_covered: claim_line.covered_amount, asked_price: claim_line.unit_price, first_on: claim_line.charged_at, last_on: claim_line.charged_at, lines: claim_line.claim_line_id}
--- */
-- after refunds; items and prices of a house are few where lines are many
select
    provider_id, item_code, category, is_covered, asked_price,
    cast(sum(lines) as bigint) as lines,
    sum(quantity) as quantity,
    sum(amount) as amount,
    min(first_on) as first_on,
    max(last_on) as last_on
from derived.item_month
group by provider_id, item_code, category, is_covered, asked_price
