/* ---
title: A provider of whose staff the register holds nobody
title_zh: 医保人员库中无该机构任何人员
official: none
version: 5
status: stable
certainty: suspect
subject: provider
scope: provider
basis: [条例15]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, provider, provider.region_code]
parameters:
  min_lines: {type: integer, default: 20, min: 1, step: 1, unit: lines with a doctor, note: "a proposal; a provider from outside with a few settlements is registered where it lies"}
message: "{practitioners} codes ordered {lines} lines between {first_on} and {last_on}, [practitioners:and it is not|none of them] in the register, where nobody is registered at the provider"
message_zh: "{first_on} 至 {last_on} 有 {practitioners} 个人员代码开单 {lines} 条，均不在人员库，库中亦无登记于该机构的人员"
innocent_when:
  - the register was delivered without this provider
  - the provider lies in another region and its staff is registered there (left out, where the register holds nobody of its city)
innocent_when_zh:
  - 提供的人员库未含该机构
  - 异地机构，人员在外地登记（人员库中无该市人员的已排除）
verify_by:
  - the register of the bureau for this provider
  - the licences of those who sign
verify_by_zh:
  - 调取该机构的医保人员备案
  - 核对开单人员的执业证书
note: A gap of the records, not a charge against a doctor; no amount. Where the register holds anybody of the provider, dr_unregistered names the others. A register that holds nobody at all was not delivered and finds nobody. Own user numbers are judged too, since with nobody registered none of them can be matched.
note_zh: 属数据缺口，不计金额。库中有该机构任何人员的，由 dr_unregistered 逐人列出；人员库整体未提供的不判断。
--- */
with
-- at which nobody is registered: few, and only their lines are read
unregistered as (
    select ordered.provider_id
    from (select distinct provider_id from derived.practitioner_day) as ordered
    anti join practitioner -- gate: equivalent, bounds work
        on ordered.provider_id = practitioner.provider_id -- gate: equivalent, bounds work
),

-- each code of a provider once: codes are few, lines are many
named as (
    select
        line.provider_id, line.practitioner_id, count(line.practitioner_id) as lines,
        min(line.charged_on) as first_on, max(line.charged_on) as last_on
    from derived.net_line_scan as line
    where
        line.practitioner_id is not null -- gate: equivalent, a null code joins nobody and counts nowhere
        and line.provider_id in (select unregistered.provider_id from unregistered) -- gate: equivalent, bounds work
    group by line.provider_id, line.practitioner_id
),

-- anybody registered at the provider, or ordering there and registered anywhere
held as (
    select provider_id
    from practitioner
    where provider_id is not null -- gate: equivalent, a null joins no provider
    union
    select named.provider_id
    from named
    inner join practitioner on named.practitioner_id = practitioner.practitioner_id
),

-- cities of which the register holds anybody
registered_city as (
    select distinct substr(provider.region_code, 1, 4) as city
    from practitioner
    inner join provider on practitioner.provider_id = provider.provider_id
    where provider.region_code is not null
)

select
    named.provider_id as subject_id, named.provider_id,
    cast(sum(named.lines) as bigint) as lines,
    count(named.practitioner_id) as practitioners,
    min(named.first_on) as first_on,
    max(named.last_on) as last_on,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    min(named.first_on) as occurred_from,
    max(named.last_on) as occurred_to
from named
anti join held on named.provider_id = held.provider_id
left join provider on named.provider_id = provider.provider_id
left join registered_city on substr(provider.region_code, 1, 4) = registered_city.city
where
    exists (select 1 from practitioner)
    -- a house of another city registers its staff there
    and (
        provider.region_code is null
        or registered_city.city is not null
        or not exists (select 1 from registered_city)
    )
group by named.provider_id
having sum(named.lines) >= $min_lines
