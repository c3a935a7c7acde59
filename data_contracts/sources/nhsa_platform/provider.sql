/* ---
title: A provider from its register, its extension and its departments
title_zh: 机构：登记、扩展与科室床位合并
by: provider_id
--- */
with beds as (
  select
    provider_id,
    cast(sum(approved_beds) as integer) as approved_beds
  from deptinfo_3401
  group by provider_id
),

named as (
  select
    coalesce(registered.provider_id, extended.provider_id) as provider_id,
    coalesce(registered.name, extended.name) as name,
    -- a street or a town called after a house says where the provider is, not what it does
    regexp_replace(
      coalesce(registered.name, extended.name),
      '(中医|国医|康复|疗养院?|养老|妇幼|妇产|儿童|口腔|眼科|肿瘤|精神|结核|传染病)[东南西北中一二三]?(大街|大道|路|街|巷|胡同|镇|乡|村)', '', 'g'
    ) as called,
    coalesce(registered.kind, extended.kind) as kind,
    registered.level,
    coalesce(extended.ownership, registered.ownership) as ownership,
    extended.specialty,
    coalesce(registered.region_code, extended.region_code) as region_code,
    coalesce(extended.approved_beds, registered.approved_beds) as approved_beds,
    extended.chain_id,
    coalesce(extended.longitude, registered.longitude) as longitude,
    coalesce(extended.latitude, registered.latitude) as latitude,
    registered.designated_from,
    registered.designated_to
  from fixmedins_b as registered
  full join fixmedins_ext as extended on registered.provider_id = extended.provider_id
)

select
  named.provider_id,
  named.name,
  named.kind,
  named.level,
  named.ownership,
  coalesce(named.specialty, case
    when named.called similar to '.*(精神|心理|脑科|安定医院|安康医院).*' then 'psychiatric'
    when named.called like '%康复%' then 'rehabilitation'
    when named.called similar to '.*(妇幼|妇产|妇儿|产科|妇科).*' then 'maternity'
    when named.called like '%肿瘤%' then 'oncology'
    when named.called similar to '.*(护理院|护理中心|养老|医养).*' then 'nursing'
    when named.called similar to '.*(中医|中西医|民族医药|民族医医院|藏医|蒙医|针灸|骨伤).*' then 'tcm'
    when named.called similar to '.*(眼科|口腔|耳鼻喉|皮肤|肛肠|骨科|胸科|传染|结核|儿童|心血管|整形|美容|血液透析).*' then 'other'
    else 'general'
  end) as specialty,
  named.region_code,
  coalesce(named.approved_beds, beds.approved_beds) as approved_beds,
  named.chain_id,
  named.longitude,
  named.latitude,
  named.designated_from,
  named.designated_to
from named
left join beds on named.provider_id = beds.provider_id
