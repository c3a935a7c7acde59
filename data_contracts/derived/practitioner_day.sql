/* ---
title: Lines that each practitioner ordered at each provider on each day, before refunds
title_zh: 医师逐日开单明细数（未剔除冲退）
scope: provider
charge_day: charged_on
bounds: true   # who reads it finds out of whom to read the lines; those of others change nothing there
note: >-
  Lines without a practitioner are counted under null. Nothing is taken out, so that whoever narrows
  his work by it misses nobody.
--- */
select
    provider_id, practitioner_id,
    cast(charged_at as date) as charged_on,
    count(*) as lines
from claim_line
group by provider_id, practitioner_id, cast(charged_at as date)
