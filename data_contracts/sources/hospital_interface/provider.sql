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
  case when provider_id like 'P%' then 'pharmacy' else 'hospital' end as kind,
  case
    when max(name) similar to '.*(精神|心理|脑科|安定医院|安康医院).*' then 'psychiatric'
    when max(name) like '%康复%' then 'rehabilitation'
    when max(name) similar to '.*(妇幼|妇产|妇儿|产科|妇科).*' then 'maternity'
    when max(name) like '%肿瘤%' then 'oncology'
    when max(name) similar to '.*(护理院|护理中心|养老|医养).*' then 'nursing'
    when max(name) similar to '.*(中医|中西医|民族医药|民族医医院|藏医|蒙医|针灸|骨伤).*' then 'tcm'
    when max(name) similar to '.*(眼科|口腔|耳鼻喉|皮肤|肛肠|骨科|胸科|传染|结核|儿童|心血管|整形|美容|血液透析).*' then 'other'
    when max(name) is not null then 'general'
  end as specialty
from named
group by provider_id
