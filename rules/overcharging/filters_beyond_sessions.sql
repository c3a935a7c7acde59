/* ---
title: More dialysers charged than there were sessions that use them
title_zh: 透析器收费数量超过透析次数
official: GZ10000303003000
version: 2
status: stable
certainty: suspect
subject: person
identity: [quarter_from, provider_id]
scope: person
basis: [条例38(三), 条例15, 典型问题清单(2025)]
parameters:
  filters: {type: string, default: "(透析器|透析滤过器|血液滤过器|血滤器)( ?[A-Z0-9]|\\(|（|\\[|【|$)", note: pattern of names of the filter of which a session takes one}
  sessions: {type: string, default: "(血液透析|血液滤过|血液灌流|血液净化|血浆置换|血透|血滤|血液透滤|(^|[^A-Za-z])HDF?([^A-Za-z]|$))", note: pattern of names of what is a session}
  by_the_hour: {type: string, default: "连续性|CRRT|持续缓慢", note: "purifications priced by the hour, of which the hours tell no filters"}
  spare_share: {type: decimal, default: 0.2, min: 0, max: 1, step: 0.05, unit: of the sessions, note: "a proposal; so many filters may have clotted and been changed"}
  least_extra: {type: integer, default: 3, min: 1, max: 50, step: 1, unit: filters beyond the sessions, note: a proposal}
  least_sessions: {type: integer, default: 6, min: 1, max: 50, step: 1, unit: sessions in the quarter, note: "a proposal; fewer may be the bills of months, each of many sessions"}
message: "{quantity} of {item_name} for {sessions} sessions in the quarter from {quarter_from} on"
message_zh: "{quarter_from} 起的季度内透析 {sessions} 次，{item_name} 收费 {quantity} 个"
innocent_when:
  - filters clotted and were changed more often than {spare_share} of the sessions
  - sessions were paid privately and not sent
  - purification by the hour, or sessions billed by the month (left out)
innocent_when_zh:
  - 凝血更换透析器的比例确实超过 {spare_share}
  - 部分透析自费且未上传
  - 按小时计价的血液净化、按月打包收费的透析（已排除）
verify_by:
  - the dialysis records with their bar codes, and how many filters the house bought
verify_by_zh:
  - 核对透析记录单条码及透析器采购入库数量
tolerates: [encounter.class]
judged: select count(distinct person_id) from derived.net_claim_line where category = 'consumable'
source: ["2025-hospital 13", "2025-hospital 32"]
note: >-
  Of one person at one house over a quarter of the year, so that late booking and the bill of a month pass.
  What is charged as a session counts whoever paid for it, filters only where the fund did. A filter without any
  session is consumable_no_procedure's.
note_zh: 按参保人、机构和自然季度合计，延后记账、按月结算不受影响。透析次数不论由谁支付均计入，透析器只计基金支付的。完全没有透析收费的由 consumable_no_procedure 判断。
--- */
with
named_item as (
    select
        item_name, category,
        coalesce(category = 'consumable', false) and regexp_matches(item_name, $filters) as is_filter,
        regexp_matches(item_name, $by_the_hour) as is_by_the_hour
    from (select distinct item_name, category from derived.charged_item) as item
    where
        (coalesce(category = 'consumable', false) and regexp_matches(item_name, $filters))
        or (coalesce(category in ('treatment', 'surgery'), false) and regexp_matches(item_name, $sessions))
),

named_line as (
    select
        line.person_id, line.provider_id, line.encounter_id, line.claim_line_id, line.charged_on, line.item_name,
        line.quantity, line.covered_amount, item.is_filter, item.is_by_the_hour
    from derived.net_line_scan as line
    inner join named_item as item on line.item_name = item.item_name and line.category = item.category
),

-- sessions of the week before the quarter and of the week after it: a bill is written by the month, and later
beside as (
    select
        line.person_id, line.provider_id,
        cast(date_trunc('quarter', line.charged_on + apart.days) as date) as quarter_from,
        sum(line.quantity) as sessions
    from named_line as line
    cross join (
        select -7 as days
        union all
        select 7 as days
    ) as apart
    where
        not line.is_filter
        and date_trunc('quarter', line.charged_on + apart.days) <> date_trunc('quarter', line.charged_on)
    group by line.person_id, line.provider_id, cast(date_trunc('quarter', line.charged_on + apart.days) as date)
),

-- one row per person, house and quarter
quarter as (
    select
        line.person_id, line.provider_id,
        cast(date_trunc('quarter', line.charged_on) as date) as quarter_from,
        coalesce(sum(case when not line.is_filter then line.quantity end), 0) as sessions,
        sum(case when line.is_filter and line.covered_amount > 0 then line.quantity end) as quantity,
        max(coalesce(beside.sessions, 0)) as sessions_beside,
        sum(case when line.is_filter then line.covered_amount end) as covered_amount,
        min(case when line.is_filter then line.item_name end) as item_name,
        bool_or(not line.is_filter and line.is_by_the_hour) as is_by_the_hour,
        list(line.claim_line_id) filter (where line.is_filter and line.covered_amount > 0) as claim_line_ids,
        list(distinct line.encounter_id) filter (where line.is_filter and line.covered_amount > 0) as encounter_ids,
        min(line.charged_on) as occurred_from,
        max(line.charged_on) as occurred_to
    from named_line as line
    left join beside
        on
            line.person_id = beside.person_id
            and line.provider_id = beside.provider_id
            and cast(date_trunc('quarter', line.charged_on) as date) = beside.quarter_from
    group by line.person_id, line.provider_id, cast(date_trunc('quarter', line.charged_on) as date)
)

select
    person_id as subject_id, person_id, provider_id, quarter_from, item_name,
    cast(quantity as integer) as quantity,
    cast(sessions as integer) as sessions,
    cast(round(covered_amount * (quantity - sessions - sessions_beside) / quantity, 2) as decimal(18, 2)) as amount_at_risk,
    claim_line_ids, encounter_ids, occurred_from, occurred_to
from quarter
where
    not is_by_the_hour
    and sessions >= $least_sessions
    and quantity >= sessions + sessions_beside + $least_extra
    and quantity > (sessions + sessions_beside) * (1 + $spare_share)
