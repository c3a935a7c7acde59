/* ---
title: One practitioner's volume of one drug beyond all others
title_zh: 医师单品开药量极端
official: none
version: 7
status: stable
certainty: suspect
subject: practitioner
identity: [item_code]
scope: all
evidence: {context: {claim_line: other_line_ids}}
basis: [条例15, 条例38(二)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name]
parameters:
  min_factor: {type: decimal, default: 50, min: 2, step: 5, unit: times the mean of the others}
  min_practitioners: {type: integer, default: 10, min: 2, step: 1, unit: others who ordered the drug and less than half as much, note: a proposal}
  min_persons: {type: integer, default: 10, min: 1, step: 1, unit: persons, note: a proposal; one person on a long course is no volume}
  most_of_house: {type: integer, default: 3, min: 2, step: 1, unit: practitioners of one house who order so much, note: "a proposal; so many are the work of the house, as heparin is of a house of dialysis"}
message: "{practitioner_id} ordered {quantity} units of {item_name} for {persons} persons, {factor} times the mean of {others} others; the amount is what lies above {min_factor} times"
message_zh: "{practitioner_id} 为 {persons} 人开具 {item_name} 共 {quantity}（按计价单位），为其他 {others} 名医师平均的 {factor} 倍；疑点金额按超过 {min_factor} 倍的部分折算"
innocent_when:
  - a clinic for one disease (left out where {most_of_house} or more practitioners of the house order so much)
  - an account that a whole department shares
  - drugs of a programme that one doctor is charged with
innocent_when_zh:
  - 专病门诊（同一机构 {most_of_house} 名以上医师均大量开具的已排除）
  - 科室共用账号
  - 承担专项用药任务
verify_by:
  - cards of other persons kept at the clinic
  - the persons, whether they came and took the drug
verify_by_zh:
  - 检查是否留存他人医保卡
  - 向参保人核实是否到诊、取药
note: Counted are practitioners in the register; "unknown" and pooled codes do not stand there. The mean is that of the others who ordered less than half as much, so that two who order heaps do not hide each other. Tablets at one house and boxes at another are no volume, the money must lie as far above. The amount is what lies above the threshold, pro rata; the lines are all of the practitioner's orders of the drug where most of it was ordered, since none is more suspicious than another; those at other providers are shown.
note_zh: 只计库内人员，“未知”“聚合”等不在库；均值取开单量不足其一半的其他医师，以免两名大户互相掩护；计费单位不同的不比数量，金额也须达到同样倍数。金额为超过阈值部分按比例折算。疑点记在开单量最多的机构，只计该机构的收费，其他机构的开单仅作列示。
--- */
with
volume as (
    select ordered.practitioner_id, ordered.item_code, sum(ordered.quantity) as quantity, sum(ordered.amount) as amount
    from derived.drug_month as ordered
    semi join practitioner on ordered.practitioner_id = practitioner.practitioner_id
    group by ordered.practitioner_id, ordered.item_code
),

-- who orders as much is no measure: two who order heaps would excuse each other. The others are those
-- who ordered less than half of it
compared as (
    select
        practitioner_id, item_code, quantity, amount,
        count(practitioner_id) over lesser as others,
        sum(quantity) over lesser as others_quantity,
        sum(amount) over lesser as others_amount
    from volume
    window lesser as (
        partition by item_code order by cast(floor(ln(quantity) * 10) as integer)
        range between unbounded preceding and 7 preceding
    )
),

outlier as (
    select
        practitioner_id, item_code, quantity, others,
        quantity * others / cast(others_quantity as double) as factor
    from compared
    where
        others >= $min_practitioners
        and quantity * others >= others_quantity * $min_factor
        -- tablets here and boxes there are not more of the drug, and cost no more
        and amount * others >= others_amount * $min_factor
),

-- one row per line of such a drug, whatever its category
outlier_line as (
    select
        outlier.practitioner_id, outlier.item_code, outlier.quantity, outlier.others, outlier.factor,
        line.claim_line_id, line.encounter_id, line.item_name, line.provider_id, line.covered_amount,
        line.person_id, line.charged_on,
        line.category in ('western_drug', 'patent_tcm') as is_order,
        sum(case when line.category in ('western_drug', 'patent_tcm') then line.quantity else 0 end) over (
            partition by outlier.practitioner_id, outlier.item_code, line.provider_id
        ) as quantity_here
    from outlier
    inner join derived.net_line_scan as line
        on outlier.practitioner_id = line.practitioner_id and outlier.item_code = line.item_code
    where line.item_code in (select item_code from outlier) -- gate: equivalent, bounds work
),

-- the provider where most of it was ordered
placed as (
    select
        practitioner_id, item_code, quantity, others, factor, claim_line_id, encounter_id, item_name, provider_id,
        covered_amount, person_id, charged_on, is_order,
        first_value(provider_id) over (
            partition by practitioner_id, item_code order by quantity_here desc, provider_id
        ) as named_id
    from outlier_line
)

select
    practitioner_id as subject_id, practitioner_id, item_code,
    named_id as provider_id,
    min(item_name) filter (where is_order) as item_name,
    cast(quantity as decimal(18, 2)) as quantity,
    count(distinct person_id) filter (where is_order) as persons,
    others,
    cast(round(factor, 0) as integer) as factor,
    cast($min_factor as decimal(18, 1)) as min_factor,
    cast(
        round(sum(covered_amount) filter (where is_order and provider_id = named_id) * (1 - $min_factor / nullif(factor, 0)), 2) as decimal(18, 2)
    ) as amount_at_risk,
    list(claim_line_id) filter (where provider_id = named_id) as claim_line_ids,
    coalesce(list(claim_line_id) filter (where provider_id <> named_id), cast([] as varchar[])) as other_line_ids,
    list(distinct encounter_id) filter (where provider_id = named_id) as encounter_ids,
    min(charged_on) filter (where is_order) as occurred_from,
    max(charged_on) filter (where is_order) as occurred_to
from placed
group by practitioner_id, item_code, named_id, quantity, others, factor
having count(distinct person_id) filter (where is_order) >= $min_persons
-- what several of a house order in heaps is its work: nobody stands out there
qualify count(*) over (partition by item_code, named_id) < $most_of_house
