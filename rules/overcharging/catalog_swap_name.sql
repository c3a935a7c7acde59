/* ---
title: The hospital's own name of an item has nothing in common with the national one
title_zh: 院内项目名称与医保目录名称不符
official: GZ10000201002000
version: 3
status: draft
certainty: suspect
subject: provider
identity: [item_code, local_item_name]
scope: provider
basis: [条例38(四)]
parameters:
  least_likeness: {type: decimal, default: 0.2, min: 0, max: 1, step: 0.1, unit: share of one name's characters that stand in the other,
                   note: "proposal; the catalogue's 0.5 names too many honest abbreviations"}
  min_lines: {type: integer, default: 20, min: 1, step: 1, unit: lines, note: proposal}
message: "{local_item_name} is settled as {item_name} on {lines} lines"
message_zh: "院内项目“{local_item_name}”按“{item_name}”结算，共 {lines} 条"
innocent_when:
  - an abbreviation, a trade name or a regional name of the same service
innocent_when_zh:
  - 同一服务的缩写、商品名或地方名称
verify_by:
  - the hospital's mapping table and what was really done
verify_by_zh:
  - 核对院内与医保对照表及实际开展的项目
note: >-
  Services only: trade names of drugs have nothing in common with their substance. Draft: the price that
  the national platform holds for the mapped item is not in the canonical tables, so likeness of names
  is all there is.
note_zh: 只判诊疗项目：药品商品名与通用名本无相似之处。草案：国家平台中对照项目的价格不在标准表中，只能比较名称。
--- */
with
name_pair as (
    select item_name, local_item_name
    from derived.charged_item
    where local_item_name is not null -- gate: equivalent, bounds work
    group by item_name, local_item_name
),

-- characters of the one name that do not stand in the other
unlike as (
    select item_name, local_item_name
    from name_pair
    where
        -- a laboratory's short names are letters
        regexp_matches(local_item_name, '[一-龥]')
        and length(translate(local_item_name, item_name, '')) > (1 - $least_likeness) * length(local_item_name)
        and length(translate(item_name, local_item_name, '')) > (1 - $least_likeness) * length(item_name)
),

mapped as (
    select
        provider_id, item_code, local_item_name,
        min(item_name) as item_name,
        count(claim_line_id) as lines,
        sum(covered_amount) as covered_amount,
        list(claim_line_id) as claim_line_ids,
        min(charged_on) as first_on,
        max(charged_on) as last_on
    from derived.net_claim_line
    where
        category not in ('western_drug', 'patent_tcm', 'herbal_piece', 'consumable')
        and covered_amount > 0
        and local_item_name in (select local_item_name from unlike) -- gate: equivalent, bounds work
    group by provider_id, item_code, local_item_name
)

select
    mapped.provider_id as subject_id, mapped.provider_id, mapped.item_code, mapped.item_name,
    mapped.local_item_name, mapped.lines,
    cast(mapped.covered_amount as decimal(18, 2)) as amount_at_risk,
    mapped.claim_line_ids,
    mapped.first_on as occurred_from,
    mapped.last_on as occurred_to
from mapped
semi join unlike
    on
        mapped.item_name = unlike.item_name
        and mapped.local_item_name = unlike.local_item_name
where mapped.lines >= $min_lines
