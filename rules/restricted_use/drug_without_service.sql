/* ---
title: Drug that makes no sense without a service, charged without it
title_zh: 药品与医疗服务项目不符
official: GZ10000301001000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code]
scope: person
basis: [条例15, 条例38(四)]
parameters:
  visit_days: {type: integer, default: 7, min: 0, max: 30, step: 1, unit: days, note: "proposal; the service may be settled on another visit of the person so many days before or after"}
  missing_share: {type: decimal, default: 0.05, min: 0.01, max: 1, step: 0.01, unit: of what was settled was not delivered, note: "a proposal; what is missed may stand among it, less is a line set aside by chance"}
tolerates: [claim, claim_line.local_item_name]
message: "{item_name} charged, the service that it goes with is not{knowledge_note}"
message_zh: "收取 {item_name}，本次就诊无对应医疗服务项目{knowledge_note_zh}"
innocent_when:
  - the service was paid privately, or is settled on a visit more than {visit_days} days away (nearer ones are left out)
  - the service is named otherwise
  - items were not delivered with the settlement (left out where it shows {missing_share} more than the charges)
  - a service or material was sent without a name (left out where such lines are {missing_share} of the charges)
innocent_when_zh:
  - 服务自费，或在相隔 {visit_days} 天以上的另一次就诊结算（{visit_days} 天以内的已排除）
  - 服务项目名称写法不同
  - 部分明细未随结算上传（结算金额高出明细合计 {missing_share} 以上的已排除）
  - 部分诊疗、耗材明细缺项目名称（占明细合计 {missing_share} 以上的已排除）
verify_by:
  - the record of the service
verify_by_zh:
  - 查相应操作记录
source: [private rule set]
note: Drugs and services stand in item_requires, rows of the class GZ10000301001000.
note_zh: 药品与对应诊疗项目见 item_requires 中 GZ10000301001000 类的条目。
--- */
with
used_item as (
    select distinct item_code, item_name from derived.charged_item
),

needing_item as (
    select distinct
        used_item.item_code, used_item.item_name, needs.needs_pattern, needs.valid_from, needs.valid_to,
        case when coalesce(needs.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from used_item
    inner join item_requires as needs
        on
            starts_with(used_item.item_code, needs.item_prefix)
            and (needs.name_pattern is null or regexp_matches(used_item.item_name, needs.name_pattern))
    where needs.rule_class = 'GZ10000301001000'
),

-- a house may say the service in words of its own alone
needed_item as (
    select distinct needing_item.needs_pattern, named.item_name
    from needing_item
    inner join derived.listed_name as named on needing_item.needs_pattern = named.name_pattern
),

needing_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.charged_on,
        line.item_code, coalesce(line.item_name, line.item_code) as item_name, line.covered_amount,
        needing_item.needs_pattern, needing_item.is_doubted
    from derived.net_claim_line as line
    inner join needing_item
        on line.item_code = needing_item.item_code and line.item_name is not distinct from needing_item.item_name
    where
        line.charged_on >= coalesce(needing_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(needing_item.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and line.covered_amount > 0
),

-- several services may each be enough: any row of the drug that is met will do
met as (
    select distinct needing_line.claim_line_id
    from needing_line
    inner join needed_item on needing_line.needs_pattern = needed_item.needs_pattern
    inner join derived.net_claim_line as service
        on
            needing_line.encounter_id = service.encounter_id
            and needed_item.item_name in (coalesce(service.item_name, ''), coalesce(service.local_item_name, ''))
    -- a drug named after its service is not the service
    where coalesce(service.category not in ('western_drug', 'patent_tcm', 'consumable'), true)
    union
    -- settled on another visit of the days around, wherever that was
    select distinct needing_line.claim_line_id
    from needing_line
    inner join needed_item on needing_line.needs_pattern = needed_item.needs_pattern
    inner join derived.net_claim_line as service
        on
            needing_line.person_id = service.person_id
            and needed_item.item_name in (coalesce(service.item_name, ''), coalesce(service.local_item_name, ''))
    where
        coalesce(service.category not in ('western_drug', 'patent_tcm', 'consumable'), true)
        and abs(date_diff('day', service.charged_on, needing_line.charged_on)) <= $visit_days
),

unmet as (
    select
        needing_line.claim_line_id, needing_line.encounter_id, needing_line.person_id, needing_line.provider_id,
        needing_line.charged_on, needing_line.item_code, needing_line.item_name, needing_line.covered_amount,
        max(needing_line.is_doubted) as is_doubted
    from needing_line
    anti join met on needing_line.claim_line_id = met.claim_line_id
    -- what was not delivered may be the service
    anti join derived.undelivered_charge as undelivered
        on needing_line.encounter_id = undelivered.encounter_id and undelivered.missing_share >= $missing_share
    -- nor is it known what a line without a name is
    anti join derived.nameless_charge as nameless
        on needing_line.encounter_id = nameless.encounter_id and nameless.nameless_share >= $missing_share
    group by
        needing_line.claim_line_id, needing_line.encounter_id, needing_line.person_id, needing_line.provider_id,
        needing_line.charged_on, needing_line.item_code, needing_line.item_name, needing_line.covered_amount
)

select
    encounter_id as subject_id,
    provider_id,
    person_id,
    item_code,
    min(item_name) as item_name,
    case when max(is_doubted) = 1 then '; the entry is a proposal or was read with doubt, to be confirmed first' else '' end as knowledge_note,
    case when max(is_doubted) = 1 then '；该知识条目为推定或辨识有疑，须先确认' else '' end as knowledge_note_zh,
    case when max(is_doubted) = 1 then 'suspect' end as certainty,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(claim_line_id) as claim_line_ids,
    [encounter_id] as encounter_ids,
    min(charged_on) as occurred_from,
    max(charged_on) as occurred_to
from unmet
group by encounter_id, provider_id, person_id, item_code
