/* ---
title: Further sites of one imaging method charged without the regional discount
title_zh: 多部位影像检查未按标准折价
official: GZ10000102001000
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [name_pattern, charged_on]
scope: encounter
basis: [条例38(三), 条例15, 典型问题清单(2025)]
message: "{sites} sites charged on {charged_on} ({item_name}); from the {from_order}. on the share is {share}"
message_zh: "{charged_on} {item_name} 等收费 {sites} 个部位，第 {from_order} 个部位起应按 {share} 收费"
innocent_when:
  - two examinations hours apart, each with a report
  - the province sets no discount for these items
innocent_when_zh:
  - 间隔数小时的两次独立检查并各有报告
  - 本省该类项目不设折扣
verify_by:
  - the provincial price document, and the reports of the day
verify_by_zh:
  - 查省级价格文件及当日报告
source: ["2025-hospital 84", "2025-hospital 87"]
note: >-
  Needs imaging_discount, which each province fills. What all sites of a day may cost together is
  worked out from the dearest of them; the lines from the discounted site on are evidence.
--- */
with
-- one row per line of a method with a discount, the nearest row of the region
discounted_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_name, line.quantity, line.amount, line.covered_amount,
        coalesce(line.unit_price, line.amount / nullif(line.quantity, 0)) as unit_price,
        discount.name_pattern, discount.from_order, discount.share
    from derived.net_claim_line as line
    inner join provider on line.provider_id = provider.provider_id
    inner join imaging_discount as discount
        on
            starts_with(provider.region_code, discount.region_code)
            and regexp_matches(line.item_name, discount.name_pattern)
            and line.charged_on >= coalesce(discount.valid_from, date '1900-01-01')
            and line.charged_on < coalesce(discount.valid_to, date '2200-01-01')
    qualify row_number() over (
        partition by line.claim_line_id
        order by
            length(discount.region_code) desc, discount.from_order, discount.name_pattern,
            discount.valid_from desc
    ) = 1
),

-- lines of a day in order of price, with the number of sites up to each
ordered_line as (
    select
        claim_line_id, encounter_id, person_id, provider_id, charged_on, item_name, amount, covered_amount,
        name_pattern, from_order, share,
        sum(ceil(quantity)) over (
            partition by encounter_id, charged_on, name_pattern
            order by unit_price * quantity desc, claim_line_id
            rows between unbounded preceding and current row
        ) as site_number,
        sum(ceil(quantity)) over (partition by encounter_id, charged_on, name_pattern) as sites,
        sum(amount) over (partition by encounter_id, charged_on, name_pattern) as day_amount,
        max(unit_price) over (partition by encounter_id, charged_on, name_pattern) as full_price
    from discounted_line
)

select
    encounter_id as subject_id,
    min(provider_id) as provider_id,
    min(person_id) as person_id,
    name_pattern, charged_on, from_order, share,
    min(item_name) as item_name,
    max(sites) as sites,
    cast(
        round(
            least(
                sum(covered_amount),
                max(day_amount) - max(full_price) * (from_order - 1 + share * (max(sites) - from_order + 1))
            ), 2
        ) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from ordered_line
where site_number >= from_order
group by encounter_id, charged_on, name_pattern, from_order, share
-- a cent of rounding is no excess
having max(day_amount) > max(full_price) * (from_order - 1 + share * (max(sites) - from_order + 1)) + 0.01
