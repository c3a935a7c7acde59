/* ---
title: What a person was charged at a provider in a day
title_zh: 参保人单日单机构费用
scope: person                  # rows sharing this key decide each other's value: encounter person practitioner provider trace_code all
--- */
-- refunds are taken out; a day without charges has no row
select
    person_id, provider_id, charged_on,
    count(*) as lines,
    cast(sum(amount) as decimal(18, 2)) as amount
from derived.net_claim_line
group by person_id, provider_id, charged_on
