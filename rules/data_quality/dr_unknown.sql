/* ---
title: Charges of a hospital without the physician who ordered them
title_zh: 开单医师缺失或为默认值
official: none
version: 1
status: stable
certainty: definite
subject: provider
identity: [month_from]
scope: provider
basis: [条例16, 条例39(三)]
parameters:
  min_share: {type: decimal, default: 0.05, min: 0, max: 1, step: 0.01, unit: share of the month's charges, note: a proposal}
  min_lines: {type: integer, default: 10, min: 1, step: 1, unit: charges of the month without a physician, note: a proposal}
message: "{unknown_lines} of {lines} charges since {month_from} name no physician"
message_zh: "{month_from} 起当月 {lines} 条收费中 {unknown_lines} 条无开单医师或为默认值"
innocent_when:
  - the interface of the hospital lost the code
innocent_when_zh:
  - 医院接口改造丢失医师代码
verify_by:
  - the hospital's interface, against its own order system
verify_by_zh:
  - 核对接口与院内医嘱系统
judged: select count(distinct provider_id) from provider where kind = 'hospital'
source: [rule catalogue dr_unknown]
--- */
with
used_code as (
    select provider_id, practitioner_id, count(claim_line_id) as lines
    from claim_line
    group by provider_id, practitioner_id
),

-- each code of a provider once, with whether it names nobody
code as (
    select
        provider_id, practitioner_id, lines,
        coalesce(regexp_matches(
            trim(practitioner_id), '^(|-+|/|0+|9+|无|空|未知|不详|其他|默认|医生|医师|管理员|聚合|医师名填|[Nn][Uu][Ll][Ll]|[Nn]/?[Aa]|test|TEST|admin|ADMIN)$'
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

judged_line as (
    select
        line.claim_line_id, line.provider_id, line.charged_on,
        cast(date_trunc('month', line.charged_on) as date) as month_from,
        code.is_unknown
    from derived.net_claim_line as line
    inner join code
        on line.provider_id = code.provider_id and line.practitioner_id is not distinct from code.practitioner_id
    inner join provider on line.provider_id = provider.provider_id
    -- pharmacies have no ordering physician of their own
    where
        provider.kind = 'hospital'
        and line.provider_id in (select provider_id from careless) -- gate: equivalent, bounds work
)

select
    provider_id as subject_id,
    provider_id,
    month_from,
    count(claim_line_id) as lines,
    count(claim_line_id) filter (where is_unknown) as unknown_lines,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) filter (where is_unknown) as claim_line_ids,
    min(charged_on) filter (where is_unknown) as occurred_from,
    max(charged_on) filter (where is_unknown) as occurred_to
from judged_line
group by provider_id, month_from
having
    count(claim_line_id) filter (where is_unknown) >= $min_lines
    and count(claim_line_id) filter (where is_unknown) > $min_share * count(claim_line_id)
