/* ---
title: Two drugs that must not be given on the same day
title_zh: 药品相互作用
official: GZ10000301011000
version: 1
status: stable
certainty: suspect
subject: person
identity: [item_prefix_a, item_prefix_b, charged_on]
scope: person
basis: [条例15, 条例38(二)]
parameters:
  severities: {type: list, default: [forbidden], note: "severities of drug_interaction that are judged; add caution to see all"}
message: "{item_name_a} and {item_name_b} on {charged_on}"
message_zh: "{charged_on} 同日使用 {item_name_a} 与 {item_name_b}"
innocent_when:
  - one of the two was ordered and not given
  - different routes that do not meet in the body
innocent_when_zh:
  - 其中一药开具后未使用
  - 给药途径不同，不产生相互作用
verify_by:
  - orders and nursing record of the day
verify_by_zh:
  - 查当日医嘱与护理记录
tolerates: [claim_line.item_name]
source: [national rule library]
note: The pairs are filled by the bureau (drug_interaction). What the fund lost by it is unknown.
--- */
with
used_item as (
    select distinct item_code from claim_line
),

judged_pair as (
    select item_prefix_a, item_prefix_b, valid_from, valid_to
    from drug_interaction
    where list_contains($severities, severity)
),

-- one row per drug that some pair names, on either side
paired_item as (
    select distinct used_item.item_code, listed.item_prefix_a, listed.item_prefix_b, 'a' as side, listed.valid_from, listed.valid_to
    from used_item
    inner join judged_pair as listed on starts_with(used_item.item_code, listed.item_prefix_a)
    union all
    select distinct used_item.item_code, listed.item_prefix_a, listed.item_prefix_b, 'b' as side, listed.valid_from, listed.valid_to
    from used_item
    inner join judged_pair as listed on starts_with(used_item.item_code, listed.item_prefix_b)
)

select
    line.person_id as subject_id,
    line.person_id,
    min(line.provider_id) as provider_id,
    paired_item.item_prefix_a,
    paired_item.item_prefix_b,
    line.charged_on,
    min(coalesce(line.item_name, line.item_code)) filter (where paired_item.side = 'a') as item_name_a,
    min(coalesce(line.item_name, line.item_code)) filter (where paired_item.side = 'b') as item_name_b,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list(distinct line.claim_line_id) as claim_line_ids,
    list(distinct line.encounter_id) as encounter_ids,
    line.charged_on as occurred_from,
    line.charged_on as occurred_to
from derived.net_claim_line as line
inner join paired_item on line.item_code = paired_item.item_code
where
    line.charged_on >= coalesce(paired_item.valid_from, date '1900-01-01')
    and line.charged_on < coalesce(paired_item.valid_to, date '2200-01-01')
group by line.person_id, paired_item.item_prefix_a, paired_item.item_prefix_b, line.charged_on
having count(distinct paired_item.side) = 2
