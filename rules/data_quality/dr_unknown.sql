/* ---
title: Charges of a hospital without the physician who ordered them
title_zh: 开单医师缺失或为默认值
official: none
version: 3
status: stable
certainty: suspect
subject: provider
identity: [kind, month_from]
scope: provider
basis: [条例16, 条例39(三)]
parameters:
  gap_share: {type: decimal, default: 0.95, min: 0.5, max: 1, step: 0.05, unit: share of a category's charges, note: a proposal; from here the hospital never sends the physician of the category}
  min_share: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.01, unit: share of the month's charges, note: a proposal}
  min_lines: {type: integer, default: 10, min: 1, step: 1, unit: charges of the month without a physician, note: a proposal}
message: "{unknown_lines} of {lines} charges since {month_from} [unknown_lines:names|name] no physician{beside}"
message_zh: "{month_from} 起{period_zh} {lines} 条收费中 {unknown_lines} 条无开单医师或为默认值{beside_zh}"
innocent_when:
  - the interface of the hospital lost the code, or never sends it for a whole kind of charge (one finding then, without lines)
innocent_when_zh:
  - 医院接口丢失医师代码，或某类费用从不上传医师（此时只列一条，不列明细）
verify_by:
  - the hospital's interface, against its own order system
verify_by_zh:
  - 核对接口与院内医嘱系统
judged: select count(distinct provider_id) from provider where kind = 'hospital'
tolerates: [claim_line.item_name, claim]
source: [rule catalogue dr_unknown]
note: >-
  Bed, nursing, registration, general and other fees and what is charged by the day are ordered by nobody
  and are left out. A category for which the hospital hardly ever sends a physician is a gap of its
  interface: all such categories make one finding, and the months are judged by what is left.
note_zh: 床位、护理、挂号、一般诊疗及其他费用，以及按日计价的项目，本无开单医师，不计入。某类费用机构几乎从不上传医师的，属接口缺项，合并为一条疑点，各月只按其余费用判断。
--- */
with
used_code as (
    select provider_id, practitioner_id, sum(lines) as lines
    from derived.practitioner_day
    group by provider_id, practitioner_id
),

-- each code of a provider once, with whether it names nobody
code as (
    select
        provider_id, practitioner_id, lines,
        coalesce(regexp_matches(
            trim(practitioner_id), '^(|-+|/|[DNYJ]?0+|[DNYJ]?9+|无|空|未知|不详|其他|默认|默认医[生师]|医生|医师|管理员|系统|系统管理员|操作员|自助机|聚合|医师名填|[Nn][Uu][Ll][Ll]|[Nn]/?[Aa]|test|TEST|admin|ADMIN)$'
        ), true) as is_unknown
    from used_code
),

-- providers with enough charges without a physician, before refunds
careless as (
    select provider_id
    from code
    where is_unknown -- gate: equivalent, bounds work: counted by month below
    group by provider_id
    having sum(lines) >= $min_lines -- gate: equivalent, bounds work: counted by month below
),

-- names of items are few, lines are many; the same as the categories left out below, under another one
routine_name as (
    select item.item_name
    from (select distinct item_name from derived.charged_item) as item
    where regexp_matches(item.item_name, '(床位|级护理|取暖|空调|降温|陪护|伙食|膳食|诊疗费|挂号|病历)')
),

-- their lines, before anything else is asked of them
careless_line as (
    select claim_line_id, provider_id, practitioner_id, charged_on, category, item_name
    from derived.net_line_scan
    where
        provider_id in (select careless.provider_id from careless) -- gate: equivalent, bounds work
        and category not in ('bed', 'nursing', 'registration', 'general', 'other')
),

ordered_line as (
    select
        line.claim_line_id, line.provider_id, line.charged_on, line.category,
        cast(date_trunc('month', line.charged_on) as date) as month_from,
        code.is_unknown
    from careless_line as line
    inner join code
        on line.provider_id = code.provider_id and line.practitioner_id is not distinct from code.practitioner_id
    inner join provider on line.provider_id = provider.provider_id
    where
        -- pharmacies have no ordering physician of their own
        provider.kind = 'hospital'
        and coalesce(line.item_name, '') not in (select routine_name.item_name from routine_name)
),

-- whole categories for which the physician is never sent
gap as (
    select
        provider_id, category,
        count(claim_line_id) as lines,
        count(claim_line_id) filter (where is_unknown) as unknown_lines,
        min(month_from) as month_from,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from ordered_line
    group by provider_id, category
    having
        count(claim_line_id) >= $min_lines
        and count(claim_line_id) filter (where is_unknown) >= $gap_share * count(claim_line_id)
)

select
    line.provider_id as subject_id,
    line.provider_id,
    'month' as kind,
    line.month_from,
    '' as beside,
    '' as beside_zh,
    '当月' as period_zh,
    count(line.claim_line_id) as lines,
    count(line.claim_line_id) filter (where line.is_unknown) as unknown_lines,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) filter (where line.is_unknown) as claim_line_ids,
    min(line.charged_on) filter (where line.is_unknown) as occurred_from,
    max(line.charged_on) filter (where line.is_unknown) as occurred_to
from ordered_line as line
anti join gap on line.provider_id = gap.provider_id and line.category = gap.category
group by line.provider_id, line.month_from
having
    count(line.claim_line_id) filter (where line.is_unknown) >= $min_lines
    and count(line.claim_line_id) filter (where line.is_unknown) > $min_share * count(line.claim_line_id)
union all
select
    provider_id as subject_id,
    provider_id,
    'gap' as kind,
    min(month_from) as month_from,
    ': the hospital never sends the physician for ' || string_agg(replace(category, '_', ' '), ', ' order by category) as beside,
    '：该院这些类别从不上传医师（' || string_agg(
        case category
            when 'bed' then '床位' when 'nursing' then '护理' when 'consultation' then '诊查'
            when 'examination' then '检查' when 'laboratory' then '化验' when 'treatment' then '治疗'
            when 'surgery' then '手术' when 'consumable' then '耗材' when 'western_drug' then '西药'
            when 'patent_tcm' then '中成药' when 'herbal_piece' then '中药饮片' when 'general' then '一般诊疗'
            when 'registration' then '挂号' else '其他'
        end, '、' order by category
    ) || '）' as beside_zh,
    '' as period_zh,
    sum(lines) as lines,
    sum(unknown_lines) as unknown_lines,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    min(first_on) as occurred_from,
    max(last_on) as occurred_to
from gap
group by provider_id
