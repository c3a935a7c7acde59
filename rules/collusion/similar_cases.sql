/* ---
title: Stays of one disease with the same charges
title_zh: 相似病例（模板病历）
official: none
version: 3
status: stable
certainty: suspect
subject: group
identity: [provider_id, first_stay]
scope: all
parts: [item, planless]
basis: [条例15, 条例16, 条例38(七)]
loss: claim
tolerates: [claim_line.original_line_id, claim_line.covered_amount, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.bed, encounter.practitioner_id, encounter.discharge_way, claim.original_claim_id, provider.level, provider.specialty, readmission_innocent, procedure, diagnosis, person.birth_date]
parameters:
  min_cosine: {type: decimal, default: 0.98, min: 0.5, max: 1, step: 0.01, unit: cosine of the charges}
  min_stays: {type: integer, default: 10, min: 3, step: 1, unit: stays}
  min_items: {type: integer, default: 3, min: 1, step: 1, unit: different items, note: a proposal; a stay of one item is like any other}
  min_peer_stays: {type: integer, default: 10, min: 1, step: 1, unit: stays of the disease elsewhere, note: a proposal; with fewer nothing in the disease tells a template from a pathway}
  max_peer_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of stays elsewhere that have a twin, note: a proposal; above it the disease is treated alike everywhere}
  min_beyond: {type: integer, default: 5, min: 1, step: 1, unit: stays with a twin beyond the share elsewhere, note: a proposal; a house with many stays of a disease has neighbours among them by chance}
  programme: {type: string, default: "(康复|针灸|推拿|理疗)", note: wards whose stays are the sessions of a programme}
  min_peer_providers: {type: integer, default: 3, min: 1, step: 1, unit: hospitals elsewhere that treat the disease, note: a proposal; what one or two others do alike is not done alike everywhere}
  min_copied_items: {type: integer, default: 6, min: 3, step: 1, unit: different items of a stay that is copied to the cent, note: a proposal; used where the disease has no peers}
  min_copied_days: {type: integer, default: 2, min: 1, step: 1, unit: days of such a stay, note: a proposal; a day case is a package}
  min_county_stays: {type: integer, default: 30, min: 1, step: 1, unit: such stays of any disease elsewhere, note: a proposal}
  max_county_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.05, unit: share of them that have an identical one, note: a proposal; above it stays here are billed in packages}
message: "{stays} stays of {disease} (such as {example}) at {provider_id} between {admitted_from} and {admitted_to} have the same charges; elsewhere {peer_percent} % of {compared} have a twin"
message_zh: "{provider_id} {admitted_from} 至 {admitted_to} 共 {stays} 例 {disease} 类疾病（如 {example}）住院，费用构成几乎相同；其他机构{compared_zh}有相似病例的占 {peer_percent}%"
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
note: >-
  A stay is the vector of its charges by item, without bed, nursing and consultation. Stays of one
  provider and disease stand in the order of their largest share; each is compared with the two
  before it, which bounds the work by the number of stays. Runs of stays that resemble a neighbour
  are a group. Courses (chemotherapy, dialysis, psychiatry, rehabilitation of the lame) are left out: their plan is the same for all. A disease that hardly
  anybody else treats, or that one or two others treat alike, has no peers to be measured by: there
  only stays that are equal to the cent
  are a group, of several days, without operation and of no course, and only where equal stays are
  rare among all others of the county.
note_zh: 以各项目费用构成向量（不含床位、护理、诊查）比较；化疗、透析、精神、偏瘫等康复疗程方案本就相同，不判；同一机构同一病种按最大占比排序，每例只与前两例比较，工作量与住院数成正比。其他机构几乎不收治、或仅一两家机构同样雷同的病种无从比较，仅将非手术、非疗程、住院数日且各项费用完全相同的病例归为一组，且以全县此类住院少有完全相同者为前提。
--- */
with
judged_stay as (
    select
        encounter_id, provider_id, diagnosis_category as disease, length_days,
        regexp_matches(coalesce(department, ''), $programme) as is_programme
    from derived.stay
    where not is_newborn and not regexp_matches(main_diagnosis, '^(Z51|Z49|Z50|N18|F|I69|G8[0-3])')
),

item as (
    select
        line.encounter_id, line.item_code, cast(sum(line.amount) as double) as amount,
        cast(sum(line.amount) as decimal(18, 2)) as exact_amount,
        max(case when line.category = 'surgery' then 1 else 0 end) as is_operation
    from derived.net_line_scan as line
    where
        line.category not in ('bed', 'nursing', 'consultation', 'registration')
        and line.encounter_id in (select encounter_id from judged_stay) -- gate: equivalent, bounds work
    group by line.encounter_id, line.item_code
),

-- one row per stay: the length of its vector and its largest part
length as (
    select
        item.encounter_id, judged_stay.provider_id, judged_stay.disease, judged_stay.length_days,
        judged_stay.is_programme,
        sqrt(sum(item.amount * item.amount)) as length,
        max(item.amount) / nullif(sqrt(sum(item.amount * item.amount)), 0) as largest,
        count(item.item_code) as items,
        sum(item.exact_amount) as total, sum(item.exact_amount * item.exact_amount) as squares,
        max(item.is_operation) as is_operated
    from item
    inner join judged_stay on item.encounter_id = judged_stay.encounter_id
    group by
        item.encounter_id, judged_stay.provider_id, judged_stay.disease, judged_stay.length_days,
        judged_stay.is_programme
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
    -- an operation makes stays alike by its price, a programme by its sessions
    where is_operated = 0 and not is_programme
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
        provider_id, disease, stays, twins,
        count(provider_id) over (partition by disease) - 1 as peer_providers,
        sum(stays) over (partition by disease) - stays as peer_stays,
        sum(twins) over (partition by disease) - twins as peer_twins
    from uniformity
),

-- stays that no plan makes alike; equal in the number of items, their sum and the sum of their
-- squares to the cent are hardly ever other than equal charges
planless as (
    select length.encounter_id, length.provider_id, length.disease, length.items, length.total, length.squares
    from length
    anti join procedure on length.encounter_id = procedure.encounter_id
    anti join derived.repeat_course_stay as course on length.encounter_id = course.encounter_id
    where
        length.is_operated = 0
        and length.items >= $min_copied_items
        and length.length_days >= $min_copied_days
),

copied as (
    select
        encounter_id, provider_id, disease, items,
        min(encounter_id) over same as first_copy,
        count(encounter_id) over same as copies
    from planless
    window same as (partition by provider_id, disease, items, total, squares)
),

-- how many stays of any disease have an identical one, by provider
identical as (
    select
        provider_id, count(encounter_id) as stays,
        sum(case when copies > 1 then 1 else 0 end) as twins
    from copied
    group by provider_id
),

county as (
    select
        provider_id,
        sum(stays) over () - stays as county_stays,
        sum(twins) over () - twins as county_twins
    from identical
),

-- item by item as the first of them
confirmed as (
    select copied.encounter_id
    from copied
    inner join item on copied.encounter_id = item.encounter_id
    inner join item as first_item
        on
            copied.first_copy = first_item.encounter_id
            and item.item_code = first_item.item_code
            and item.exact_amount = first_item.exact_amount
    where copied.copies >= $min_stays -- gate: equivalent, bounds the work
    group by copied.encounter_id, copied.items
    having count(item.item_code) = copied.items
),

member as (
    select
        numbered.encounter_id, numbered.provider_id, numbered.disease, numbered.group_no,
        '' as first_copy, true as has_peers, peer.peer_twins as twins, peer.peer_stays as compared_stays
    from numbered
    inner join peer
        on numbered.provider_id = peer.provider_id and numbered.disease = peer.disease
    where
        peer.peer_stays >= $min_peer_stays
        and peer.peer_twins <= peer.peer_stays * $max_peer_share
        -- of many stays some are neighbours by chance, here as elsewhere
        and peer.twins * peer.peer_stays - peer.stays * peer.peer_twins >= $min_beyond * peer.peer_stays
    union all
    select
        copied.encounter_id, copied.provider_id, copied.disease, 0 as group_no,
        copied.first_copy, false as has_peers, county.county_twins as twins, county.county_stays as compared_stays
    from copied
    inner join confirmed on copied.encounter_id = confirmed.encounter_id
    left join peer
        on copied.provider_id = peer.provider_id and copied.disease = peer.disease
    inner join county on copied.provider_id = county.provider_id
    where
        (
            coalesce(peer.peer_stays, 0) < $min_peer_stays
            or (
                peer.peer_providers < $min_peer_providers
                and peer.peer_twins > peer.peer_stays * $max_peer_share
            )
        )
        and county.county_stays >= $min_county_stays
        and county.county_twins <= county.county_stays * $max_county_share
)

select
    'charges:' || member.disease as subject_id,
    member.provider_id, member.disease, min(stay.main_diagnosis) as example,
    min(member.encounter_id) as first_stay,
    count(member.encounter_id) as stays,
    min(stay.admitted_on) as admitted_from,
    max(stay.admitted_on) as admitted_to,
    cast(round(100.0 * max(member.twins) / nullif(max(member.compared_stays), 0), 0) as integer) as peer_percent,
    case when member.has_peers then 'such stays' else 'stays of any disease without operation' end as compared,
    case when member.has_peers then '此类住院' else '各病种非手术住院' end as compared_zh,
    cast(sum(stay.total_amount) as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(member.encounter_id) as encounter_ids,
    min(stay.admitted_on) as occurred_from,
    max(stay.admitted_on) as occurred_to
from member
inner join derived.stay as stay on member.encounter_id = stay.encounter_id
group by member.provider_id, member.disease, member.group_no, member.first_copy, member.has_peers
having count(member.encounter_id) >= $min_stays
