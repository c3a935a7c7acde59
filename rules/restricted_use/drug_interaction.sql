/* ---
title: Two drugs that must not be given on the same day
title_zh: 药品相互作用
official: GZ10000301011000
version: 3
status: stable
certainty: suspect
subject: person
identity: [item_prefix_a, item_prefix_b, charged_on, provider_id]
scope: person
basis: [条例15, 条例38(二)]
parameters:
  severities: {type: list, default: [forbidden], note: "severities of drug_interaction that are judged; add caution to see all"}
message: "{item_name_a} and {item_name_b} on {charged_on}{knowledge_note}"
message_zh: "{charged_on} 同日使用 {item_name_a} 与 {item_name_b}{knowledge_note_zh}"
innocent_when:
  - one of the two was ordered and not given
  - different routes that do not meet in the body
  - one was stopped before the other began and the bill was booked at the end of the stay (left out where the booking shows it)
innocent_when_zh:
  - 其中一药开具后未使用
  - 给药途径不同，不产生相互作用
  - 先后使用而出院时一并记账（记账可见的已排除）
verify_by:
  - orders and nursing record of the day
verify_by_zh:
  - 查当日医嘱与护理记录
tolerates: [claim_line.item_name]
evidence: {kept: {claim_line: kept_line_ids}}
source: [national rule base 2025]
note: >-
  Pairs by code and, where the group is wider than the drug, by name (drug_interaction). What the fund lost by it is
  unknown; two drugs that the patient paid for are not judged. A house that gave both is named; where the two come from
  two houses, the one that gave the second, which could ask for the first; where nothing tells which came second, none.
note_zh: 药品对按编码识别，成组药物按名称识别（drug_interaction）。基金损失未知；两种药均由患者自费的不判。同一机构开具两药的，指向该机构；两药出自两家机构的，指向后开具的一家；无法分辨先后的，只列参保人。
--- */
with
used_item as (
    select distinct item_code, item_name from derived.charged_item
),

judged_pair as (
    select
        item_prefix_a, item_prefix_b, name_pattern_a, name_pattern_b, valid_from, valid_to,
        case when coalesce(confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from drug_interaction
    where list_contains($severities, severity)
),

-- one row per drug and pair that names it, on either side
paired_item as (
    select
        used_item.item_code, used_item.item_name, 'a' as side, listed.item_prefix_a, listed.item_prefix_b,
        listed.name_pattern_a, listed.name_pattern_b, listed.valid_from, listed.valid_to, listed.is_doubted
    from used_item
    inner join judged_pair as listed
        on
            starts_with(used_item.item_code, listed.item_prefix_a)
            and (listed.name_pattern_a is null or regexp_matches(used_item.item_name, listed.name_pattern_a))
    union all
    select
        used_item.item_code, used_item.item_name, 'b' as side, listed.item_prefix_a, listed.item_prefix_b,
        listed.name_pattern_a, listed.name_pattern_b, listed.valid_from, listed.valid_to, listed.is_doubted
    from used_item
    inner join judged_pair as listed
        on
            starts_with(used_item.item_code, listed.item_prefix_b)
            and (listed.name_pattern_b is null or regexp_matches(used_item.item_name, listed.name_pattern_b))
),

-- one row per person, day, pair of the list and house that gave one of the two
house_day as (
    select
        line.person_id, line.charged_on, line.provider_id, paired_item.item_prefix_a, paired_item.item_prefix_b,
        paired_item.name_pattern_a, paired_item.name_pattern_b,
        min(coalesce(line.item_name, line.item_code)) filter (where paired_item.side = 'a') as item_name_a,
        min(coalesce(line.item_name, line.item_code)) filter (where paired_item.side = 'b') as item_name_b,
        min(line.charged_at) filter (where paired_item.side = 'a') as a_at,
        min(line.charged_at) filter (where paired_item.side = 'b') as b_at,
        count(distinct paired_item.side) as sides,
        max(line.covered_amount) as covered_amount,
        -- the first and the last second of a day stand for a date without a time
        max(case
            when cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) then 0
            else 1
        end) as is_date_only,
        list(distinct line.claim_line_id) as claim_line_ids,
        list(distinct line.encounter_id) as encounter_ids,
        min(paired_item.is_doubted) as is_doubted
    from derived.net_line_scan as line
    inner join paired_item
        on line.item_code = paired_item.item_code and line.item_name is not distinct from paired_item.item_name
    left join derived.joint_posting as posting
        on line.encounter_id = posting.encounter_id and line.charged_at = posting.charged_at
    where
        line.item_code in (select paired_item.item_code from paired_item) -- gate: equivalent, bounds work
        -- a bill of days that was booked at its end tells not that the two met
        and coalesce(posting.tells_day, true)
        and line.charged_on >= coalesce(paired_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(paired_item.valid_to, date '2200-01-01')
    group by
        line.person_id, line.provider_id, paired_item.item_prefix_a, paired_item.item_prefix_b,
        paired_item.name_pattern_a, paired_item.name_pattern_b, line.charged_on
),

-- the two met: when each was given first, and whether one house gave both
met as (
    select
        person_id, charged_on, provider_id, item_prefix_a, item_prefix_b, name_pattern_a, name_pattern_b,
        sides, a_at, b_at, is_doubted, claim_line_ids, encounter_ids,
        min(item_name_a) over meeting as met_name_a,
        min(item_name_b) over meeting as met_name_b,
        min(a_at) over meeting as first_a_at,
        min(b_at) over meeting as first_b_at,
        max(sides) over meeting as most_sides,
        max(is_date_only) over meeting as is_date_only
    from house_day
    window meeting as (
        partition by person_id, charged_on, item_prefix_a, item_prefix_b, name_pattern_a, name_pattern_b
    )
    qualify
        min(item_name_a) over meeting is not null
        and min(item_name_b) over meeting is not null
        and max(covered_amount) over meeting > 0
),

-- who gave both answers; else who gave the second, if it is told which came second
placed as (
    select
        person_id, charged_on, item_prefix_a, item_prefix_b, name_pattern_a, name_pattern_b, is_doubted,
        claim_line_ids, encounter_ids, met_name_a, met_name_b,
        most_sides = 2 or (is_date_only = 0 and first_a_at <> first_b_at) as is_told,
        case
            when sides = 2 then provider_id
            when
                most_sides = 1 and is_date_only = 0 and first_a_at <> first_b_at
                and coalesce(a_at, b_at) = greatest(first_a_at, first_b_at)
                then provider_id
        end as named_id
    from met
),

shown as (
    select
        person_id, charged_on, item_prefix_a, item_prefix_b, is_doubted, claim_line_ids, encounter_ids,
        met_name_a, met_name_b, is_told, named_id,
        list(claim_line_ids) filter (where is_told and named_id is null) over (
            partition by person_id, charged_on, item_prefix_a, item_prefix_b, name_pattern_a, name_pattern_b
        ) as kept_line_ids
    from placed
)

select
    person_id as subject_id,
    person_id,
    named_id as provider_id,
    item_prefix_a,
    item_prefix_b,
    charged_on,
    min(met_name_a) as item_name_a,
    min(met_name_b) as item_name_b,
    case when min(is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when min(is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when min(is_doubted) = 1 then 'suspect' end as certainty,
    cast(null as decimal(18, 2)) as amount_at_risk,
    list_distinct(flatten(list(claim_line_ids))) as claim_line_ids,
    list_distinct(flatten(list(coalesce(flatten(kept_line_ids), cast([] as varchar[]))))) as kept_line_ids,
    list_distinct(flatten(list(encounter_ids))) as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from shown
where named_id is not null or not is_told
group by person_id, named_id, item_prefix_a, item_prefix_b, charged_on
