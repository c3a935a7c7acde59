/* ---
title: Further sites of one imaging method charged without the regional discount
title_zh: 多部位影像检查未按标准折价
official: GZ10000102001000
version: 5
status: stable
certainty: suspect
subject: encounter
identity: [name_pattern, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
tolerates: [encounter, claim]
message: "{sites} sites charged on {charged_on} ({item_name}); from site {from_order} on the share is {share}"
message_zh: "{charged_on} {item_name} 等收费 {sites} 个部位，第 {from_order} 个部位起应按 {share} 收费"
innocent_when:
  - two examinations of one day whose hours are not known, each with a report
  - the province sets no discount for these items
innocent_when_zh:
  - 时刻不明的当日两次独立检查并各有报告
  - 本省该类项目不设折扣
verify_by:
  - the provincial price document, and the reports of the day
verify_by_zh:
  - 查省级价格文件及当日报告
evidence: {kept: {claim_line: kept_line_ids}}
source: ["2025-hospital 84", "2025-hospital 87"]
note: >-
  Needs imaging_discount, which each province fills. What all sites of a day may cost together is
  worked out from the dearest of them; the lines from the discounted site on are evidence.
note_zh: 需要 imaging_discount，由各省填写。以价格最高的部位为基准计算当日各部位合计应收；自应折价的部位起的明细为证据。
--- */
with
-- one row per line of a method with a discount, the nearest row of the region
discounted_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_name, line.quantity, line.amount, line.charged_at,
        cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) and posting.charged_at is null as tells_hour, line.covered_amount,
        coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) as unit_price,
        discount.name_pattern, discount.from_order, discount.share
    from derived.net_claim_line as line
    inner join provider on line.provider_id = provider.provider_id
    inner join imaging_discount as discount
        on
            starts_with(provider.region_code, regexp_replace(discount.region_code, '(00)+$', ''))
            and regexp_matches(line.item_name, discount.name_pattern)
            and line.charged_on >= coalesce(discount.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(discount.valid_to, date '2200-01-01')
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where line.covered_amount > 0
    qualify row_number() over (
        partition by line.claim_line_id
        order by
            length(regexp_replace(discount.region_code, '(00)+$', '')) desc, discount.from_order, discount.name_pattern,
            discount.valid_from desc
    ) = 1
),

-- a gap of four hours begins another session of the day
session_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, quantity, amount, covered_amount,
        unit_price, name_pattern, from_order, share,
        sum(starts_session) over (
            partition by encounter_id, charged_on, name_pattern order by charged_at, claim_line_id
            rows between unbounded preceding and current row
        ) as session
    from (
        select
            claim_line_id, encounter_id, person_id, provider_id, charged_on, charged_at, item_name, quantity, amount,
            covered_amount, unit_price, name_pattern, from_order, share,
            case
                when
                    tells_hour and charged_at > lag(charged_at) over (
                        partition by encounter_id, charged_on, name_pattern order by charged_at, claim_line_id
                    ) + interval 4 hour
                    then 1
                else 0
            end as starts_session
        from discounted_line
    ) as line
),

-- lines of a session in order of price, with the number of sites up to each
ordered_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, amount, covered_amount,
        name_pattern, from_order, share, session,
        sum(ceil(quantity)) over (
            partition by encounter_id, charged_on, name_pattern, session
            order by unit_price * quantity desc, claim_line_id
            rows between unbounded preceding and current row
        ) as site_number,
        sum(ceil(quantity)) over (partition by encounter_id, charged_on, name_pattern, session) as sites,
        sum(amount) over (partition by encounter_id, charged_on, name_pattern, session) as day_amount,
        max(unit_price) over (partition by encounter_id, charged_on, name_pattern, session) as full_price
    from session_line
),

-- what a session costs above what its sites may cost together
session_excess as (
    select
        encounter_id, charged_on, name_pattern, session, from_order, share,
        min(provider_id) as provider_id,
        min(person_id) as person_id,
        min(item_name) filter (where site_number >= from_order) as item_name,
        max(sites) as sites,
        -- of what the fund covered of these sites
        (max(day_amount) - max(full_price) * (from_order - 1 + share * (max(sites) - from_order + 1)))
        * sum(covered_amount) filter (where site_number >= from_order)
        / nullif(sum(amount) filter (where site_number >= from_order), 0) as excess,
        list(claim_line_id) filter (where site_number >= from_order) as claim_line_ids,
        list(claim_line_id) filter (where site_number < from_order) as kept_line_ids
    from ordered_line
    group by encounter_id, charged_on, name_pattern, session, from_order, share
    having
        max(site_number) >= from_order -- gate: equivalent, fewer sites have no excess
        -- a cent of rounding is no excess
        and max(day_amount) > max(full_price) * (from_order - 1 + share * (max(sites) - from_order + 1)) + 0.01
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    name_pattern, charged_on, from_order, share,
    min(item_name) as item_name,
    max(sites) as sites,
    cast(round(sum(excess), 2) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    flatten(list(kept_line_ids)) as kept_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from session_excess
group by encounter_id, charged_on, name_pattern, from_order, share
