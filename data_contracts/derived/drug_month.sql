/* ---
title: What was ordered of each drug at each provider by each practitioner in each month
title_zh: 各机构各医师各药品逐月开立量
scope: provider
charge_month: period_from
from: {period_from: claim_line.charged_at}
--- */
-- after refunds; a night adds up the months anew on which it touches a line. Nobody ordered what names nobody
select
    provider_id, practitioner_id, item_code,
    cast(date_trunc('month', charged_on) as date) as period_from,
    sum(quantity) as quantity,
    sum(amount) as amount
from derived.net_line_scan
where coalesce(category in ('western_drug', 'patent_tcm'), false) and practitioner_id is not null
group by provider_id, practitioner_id, item_code, cast(date_trunc('month', charged_on) as date)
