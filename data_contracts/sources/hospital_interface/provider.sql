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
),

called as (
  select
    provider_id,
    max(name) as name,
    -- a street or a town called after a house says where the provider is, not what it does
    regexp_replace(
      max(name),
      '(中医|国医|康复|疗养院?|养老|妇幼|妇产|儿童|口腔|眼科|肿瘤|精神|结核|传染病)[东南西北中一二三]?(大街|大道|路|街|巷|胡同|镇|乡|村)', '', 'g'
    ) as called
  from named
  group by provider_id
)

select
  provider_id,
  coalesce(name, provider_id) as name,
  case when provider_id like 'P%' then 'pharmacy' else 'hospital' end as kind,
  case
    when called similar to '.*(精神|心理|脑科|安定医院|安康医院).*' then 'psychiatric'
    when called like '%康复%' then 'rehabilitation'
    when called similar to '.*(妇幼|妇产|妇儿|产科|妇科).*' then 'maternity'
    when called like '%肿瘤%' then 'oncology'
    when called similar to '.*(护理院|护理中心|养老|医养).*' then 'nursing'
    when called similar to '.*(中医|中西医|民族医药|民族医医院|藏医|蒙医|针灸|骨伤).*' then 'tcm'
    when called similar to '.*(眼科|口腔|耳鼻喉|皮肤|肛肠|骨科|胸科|传染|结核|儿童|心血管|整形|美容|血液透析).*' then 'other'
    when name is not null then 'general'
  end as specialty
from called
