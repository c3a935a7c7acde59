/* ---
title: Hospitals as messages name them
title_zh: 报文中的定点医疗机构
by: provider_id
--- */
with named as (
  select provider_id, name from mdtrtinfo_2203
  union all
  select provider_id, name from setlinfo_2304
  union all
  select provider_id, name from setlinfo_4101
)

select
  provider_id,
  coalesce(max(name), provider_id) as name,
  case when provider_id like 'P%' then 'pharmacy' else 'hospital' end as kind
from named
group by provider_id
