/* ---
title: Stays of one disease with the same charges
title_zh: 相似病例（模板病历）
official: none
version: 1
status: stable
certainty: suspect
subject: group
identity: [provider_id, first_stay]
scope: all
basis: [条例40(二), 条例40(三)]
loss: claim
tolerates: [claim_line.original_line_id, claim_line.covered_amount, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.bed, encounter.practitioner_id, encounter.discharge_way, claim.original_claim_id, provider.level, provider.specialty]
parameters:
  min_cosine: {type: decimal, default: 0.98, min: 0.5, max: 1, step: 0.01, unit: cosine of the charges}
  min_stays: {type: integer, default: 10, min: 3, step: 1, unit: stays}
  min_items: {type: integer, default: 3, min: 1, step: 1, unit: different items, note: a proposal; a stay of one item is like any other}
  min_peer_stays: {type: integer, default: 10, min: 1, step: 1, unit: stays of the disease elsewhere, note: a proposal; without them nothing tells a template from a pathway}
  max_peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of stays elsewhere that have a twin, note: a proposal; above it the disease is treated alike everywhere}
message: "{stays} stays of {disease} at {provider_id} between {admitted_from} and {admitted_to} have the same charges; elsewhere {peer_percent} % of such stays have a twin"
message_zh: "{provider_id} {admitted_from} 至 {admitted_to} 共 {stays} 例 {disease} 住院费用构成几乎相同；其他机构此类住院有相似病例的占 {peer_percent}%"
innocent_when:
  - a clinical pathway or day surgery
  - a package price for the disease
innocent_when_zh:
  - 临床路径、日间手术
  - 单病种打包
verify_by:
  - compare the records word for word, above all the daily notes
  - ask the persons whether they were in hospital and what was done
verify_by_zh:
  - 比对病历文书尤其是病程记录是否雷同
  - 向患者核实住院及诊疗情况
note: "A stay is the vector of its charges by item, without bed, nursing and consultation. Stays of one provider and disease stand in the order of their largest share; each is compared with the two before it, which bounds the work by the number of stays. Runs of stays that resemble a neighbour are a group. Courses (chemotherapy, dialysis, psychiatry) are left out."
note_zh: 以各项目费用构成向量（不含床位、护理、诊查）比较；同一机构同一病种按最大占比排序，每例只与前两例比较，工作量与住院数成正比。
--- */
with
judged_stay as (
    select encounter_id, provider_id, diagnosis_category as disease
    from derived.stay
    where not is_newborn and not regexp_matches(main_diagnosis, '^(Z51|Z49|N18|F)')
),

item as (
    select line.encounter_id, line.item_code, cast(sum(line.amount) as double) as amount
    from derived.net_claim_line as line
    where
        line.category not in ('bed', 'nursing', 'consultation', 'registration')
        and line.encounter_id in (select encounter_id from judged_stay) -- gate: equivalent, bounds work
    group by line.encounter_id, line.item_code
),

-- one row per stay: the length of its vector and its largest part
length as (
    select
        item.encounter_id, judged_stay.provider_id, judged_stay.disease,
        sqrt(sum(item.amount * item.amount)) as length,
        max(item.amount) / nullif(sqrt(sum(item.amount * item.amount)), 0) as largest
    from item
    inner join judged_stay on item.encounter_id = judged_stay.encounter_id
    group by item.encounter_id, judged_stay.provider_id, judged_stay.disease
    having
        sum(item.amount) > 0 -- gate: equivalent, guards a null: a stay without charges has no direction
        and count(item.item_code) >= $min_items
),

placed as (
    select
        encounter_id, provider_id, disease, length,
        row_number() over (
            partition by provider_id, disease order by largest, encounter_id
        ) as position
    from length
),

-- one row per stay and each of the two just before it
pair as (
    select
        encounter_id, length, 1 as apart,
        lag(encounter_id) over along as earlier_id,
        lag(length) over along as earlier_length
    from placed
    window along as (partition by provider_id, disease order by position)
    union all
    select
        encounter_id, length, 2 as apart,
        lag(encounter_id, 2) over along as earlier_id,
        lag(length, 2) over along as earlier_length
    from placed
    window along as (partition by provider_id, disease order by position)
),

alike as (
    select pair.encounter_id, pair.apart
    from pair
    inner join item on pair.encounter_id = item.encounter_id
    inner join item as earlier_item
        on pair.earlier_id = earlier_item.encounter_id and item.item_code = earlier_item.item_code
    group by pair.encounter_id, pair.apart
    having sum(item.amount * earlier_item.amount) / (min(pair.length) * min(pair.earlier_length)) >= $min_cosine
),

compared as (
    select
        placed.encounter_id, placed.provider_id, placed.disease, placed.position,
        case when alike_1.encounter_id is null then 0 else 1 end as like_1,
        case when alike_2.encounter_id is null then 0 else 1 end as like_2
    from placed
    left join alike as alike_1 on placed.encounter_id = alike_1.encounter_id and alike_1.apart = 1
    left join alike as alike_2 on placed.encounter_id = alike_2.encounter_id and alike_2.apart = 2
),

linked as (
    select
        encounter_id, provider_id, disease, position,
        greatest(like_1, like_2) as resembles_earlier,
        greatest(
            coalesce(lead(like_1) over along, 0), coalesce(lead(like_2, 2) over along, 0)
        ) as resembles_later
    from compared
    window along as (partition by provider_id, disease order by position)
),

numbered as (
    select
        encounter_id, provider_id, disease,
        sum(1 - resembles_earlier) over (
            partition by provider_id, disease order by position
            rows between unbounded preceding and current row
        ) as group_no
    from linked
    where resembles_earlier = 1 or resembles_later = 1
),

-- how many stays of the disease have a twin, by provider
uniformity as (
    select
        provider_id, disease,
        count(encounter_id) as stays,
        sum(case when resembles_earlier = 1 or resembles_later = 1 then 1 else 0 end) as twins
    from linked
    group by provider_id, disease
),

peer as (
    select
        provider_id, disease,
        sum(stays) over (partition by disease) - stays as peer_stays,
        sum(twins) over (partition by disease) - twins as peer_twins
    from uniformity
)

select
    'charges:' || numbered.disease as subject_id,
    numbered.provider_id, numbered.disease,
    min(numbered.encounter_id) as first_stay,
    count(numbered.encounter_id) as stays,
    min(stay.admitted_on) as admitted_from,
    max(stay.admitted_on) as admitted_to,
    cast(round(100.0 * max(peer.peer_twins) / nullif(max(peer.peer_stays), 0), 0) as integer) as peer_percent,
    cast(sum(stay.total_amount) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(numbered.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.admitted_on) as occurred_to
from numbered
inner join derived.stay as stay on numbered.encounter_id = stay.encounter_id
inner join peer
    on numbered.provider_id = peer.provider_id and numbered.disease = peer.disease
where
    peer.peer_stays >= $min_peer_stays
    and peer.peer_twins <= peer.peer_stays * $max_peer_share
group by numbered.provider_id, numbered.disease, numbered.group_no
having count(numbered.encounter_id) >= $min_stays
