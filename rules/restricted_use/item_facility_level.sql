/* ---
title: Service charged at a provider below the level that the fund pays it at
title_zh: 医疗服务项目限医疗机构级别，低级别机构收费
official: GZ10000102011000
version: 5
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: encounter
basis: [条例15, 条例38(六)]
parameters:
  primary: {type: string, default: "卫生院|卫生室|卫生站|卫生所|社区卫生|诊所|门诊部|医务室|村医", note: "names of houses of primary care, whose level the register often leaves out"}
message: "{item_name} at a provider of level {provider_level}; the fund pays it from level {min_level}"
message_zh: "{item_name} 限{min_level_zh}及以上机构支付，本机构为{provider_level_zh}"
innocent_when:
  - the provider was raised to the level and the register is behind
  - the provider had the level at that time; the register knows today's only (left out where the visit names its level)
  - the institutions of one county settle under one code and the register shows no union
innocent_when_zh:
  - 机构已晋级，信息尚未更新
  - 机构当时符合级别，名册只有现在的等级（就诊记录载明当时等级的已排除）
  - 医共体统一结算，名册未登记所属集团
verify_by:
  - the level of the provider on that day
verify_by_zh:
  - 核查机构当时的等级
tolerates: [practitioner, provider.chain_id, claim_line.practitioner_id, claim_line.item_name, provider.level, provider.name, encounter.level_at_visit]
source: [national rule library]
note: The items are filled by the bureau (item_min_level). A provider whose level is unknown is not judged. A service of a union with a hospital of the level, or ordered by a doctor of one who comes to operate, is in order.
note_zh: 项目由医保局填写（item_min_level）。级别不明的机构不判。所在医联体有相应级别医院的，或由该级别医院医师来院手术开具的，不判。
--- */
with
used_item as (
    select distinct item_code from derived.charged_item
),

limited_item as (
    select used_item.item_code, limited.min_level, limited.valid_from, limited.valid_to
    from used_item
    inner join item_min_level as limited on starts_with(used_item.item_code, limited.item_prefix)
),

limited_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        coalesce(
            provider.level, case when regexp_matches(coalesce(provider.name, ''), $primary) then 0 end
        ) as provider_level, limited_item.min_level, provider.chain_id, line.practitioner_id
    from derived.net_claim_line as line
    inner join limited_item on line.item_code = limited_item.item_code
    inner join provider on line.provider_id = provider.provider_id
    -- what the visit says of the level is of its day, what the register says of today
    left join encounter on line.encounter_id = encounter.encounter_id
    where
        line.charged_on >= coalesce(limited_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(limited_item.valid_to, date '2200-01-01')
        and coalesce(
            provider.level, case when regexp_matches(coalesce(provider.name, ''), $primary) then 0 end
        ) < limited_item.min_level
        and coalesce(encounter.level_at_visit, 0) < limited_item.min_level
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
    -- a longer prefix and a shorter one may both name the item: the stricter level is told
    qualify row_number() over (
        partition by line.claim_line_id order by limited_item.min_level desc, limited_item.valid_from
    ) = 1
),

-- the union or group has a hospital of the level, or the ordering doctor belongs to one
lent_level as (
    select distinct limited_line.claim_line_id
    from limited_line
    inner join provider as sister on limited_line.chain_id = sister.chain_id
    where sister.level >= limited_line.min_level
    union
    select distinct limited_line.claim_line_id
    from limited_line
    inner join practitioner on limited_line.practitioner_id = practitioner.practitioner_id
    inner join provider as home on practitioner.provider_id = home.provider_id
    where home.level >= limited_line.min_level
)

select
    limited_line.encounter_id as subject_id,
    limited_line.provider_id,
    limited_line.person_id,
    limited_line.item_code,
    min(limited_line.item_name) as item_name,
    min(limited_line.provider_level) as provider_level,
    max(limited_line.min_level) as min_level,
    case max(limited_line.min_level) when 1 then '一级' when 2 then '二级' when 3 then '三级' else '未定级' end as min_level_zh,
    case min(limited_line.provider_level) when 1 then '一级' when 2 then '二级' when 3 then '三级' else '未定级' end as provider_level_zh,
    cast(sum(limited_line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(limited_line.claim_line_id) as claim_line_ids,
    [limited_line.encounter_id] as encounter_ids,
    min(limited_line.charged_on) as occurred_from,
    max(limited_line.charged_on) as occurred_to
from limited_line
anti join lent_level on limited_line.claim_line_id = lent_level.claim_line_id
group by limited_line.encounter_id, limited_line.provider_id, limited_line.person_id, limited_line.item_code
