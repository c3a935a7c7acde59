/* ---
title: The same cards in the same order at several providers
title_zh: 卡聚集（固定卡序跨机构结算）
official: none
version: 3
status: stable
certainty: suspect
subject: group
scope: all
basis: [条例15, 条例17, 条例38(七), 条例41]
tolerates: [provider, provider.kind, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter.main_diagnosis, person.address_key, person.phone_key]
parameters:
  min_days: {type: integer, default: 3, min: 2, step: 1, unit: days in this order}
  min_providers: {type: integer, default: 2, min: 2, step: 1, unit: providers}
  min_order_share: {type: decimal, default: 0.8, min: 0.5, max: 1, step: 0.1, unit: share of the meetings in this order, note: a proposal; persons who walk together come in any order}
  min_pair_share: {type: decimal, default: 0.6, min: 0, max: 1, step: 0.1, unit: share of the pairs of a group in one order, note: "a proposal; of people who come in any order a quarter of the pairs keep one by chance"}
  min_persons: {type: integer, default: 3, min: 2, step: 1, unit: cards}
  household_size: {type: integer, default: 8, min: 1, step: 1, unit: persons of one address or phone, note: a proposal; up to that many are a family}
message: "{persons} cards settled in the same order on {days} days at {providers} providers, from {first_on} to {last_on}"
message_zh: "{first_on} 至 {last_on}，{persons} 张医保卡在 {providers} 家机构按相同次序结算，共 {days} 天"
innocent_when:
  - one member of a family fetches for all
  - the carer of a home
innocent_when_zh:
  - 家庭成员代全家购药
  - 养老机构工作人员代购
verify_by:
  - who held the cards, by the camera recordings
  - where the drugs are
verify_by_zh:
  - 调取监控，查明持卡人
  - 追查药品去向
note: Pairs come from derived.co_visit (quiet hours, each visit meets the four after it within ten minutes); only pairs that met at several providers and nearly always in one order count, and only groups of which most pairs keep their order. Groups are whole components of such pairs. The provider is the one where they came together on most days; the lines are those of all.
note_zh: 人员对取自 derived.co_visit；只保留跨机构且次序基本固定的人员对，以完整连通分量成组；组内次序固定的人员对不足 {min_pair_share} 的，视为结伴而行，不列。所列机构为同行天数最多的一家，明细含全部机构。
--- */
with recursive
met as (
    select
        person_a, person_b,
        count(distinct visited_on) as days,
        count(distinct provider_id) as providers,
        count(first_person_id) filter (where first_person_id = person_a)
            / cast(nullif(count(first_person_id), 0) as double) as a_first
    from derived.co_visit
    group by person_a, person_b
    having
        count(distinct visited_on) >= $min_days
        and count(distinct provider_id) >= $min_providers
),

address_size as (
    select address_key, count(person_id) as persons
    from person
    where address_key is not null -- gate: equivalent, a null joins nobody
    group by address_key
),

phone_size as (
    select phone_key, count(person_id) as persons
    from person
    where phone_key is not null -- gate: equivalent, a null joins nobody
    group by phone_key
),

stranger as (
    select
        met.person_a, met.person_b,
        coalesce(greatest(met.a_first, 1 - met.a_first) >= $min_order_share, false) as is_in_order
    from met
    left join person as a on met.person_a = a.person_id
    left join person as b on met.person_b = b.person_id
    left join address_size on a.address_key = address_size.address_key
    left join phone_size on a.phone_key = phone_size.phone_key
    where
        not coalesce(a.phone_key = b.phone_key and phone_size.persons <= $household_size, false)
        and not coalesce(a.address_key = b.address_key and address_size.persons <= $household_size, false)
),

in_order as (
    select person_a, person_b from stranger where is_in_order
),

edge as (
    select person_a as person_id, person_b as other_id from in_order
    union all
    select person_b as person_id, person_a as other_id from in_order
),

-- what has no smaller neighbour gives its name to all it can reach; the smallest name of a group wins
reached as (
    select person_id, person_id as label
    from edge
    group by person_id
    having min(other_id) > person_id -- gate: equivalent, bounds work
    union
    select edge.other_id as person_id, reached.label
    from reached
    inner join edge on reached.person_id = edge.person_id
),

labelled as (
    select person_id, min(label) as label
    from reached
    group by person_id
),

member as (
    select person_id, label, count(person_id) over (partition by label) as persons
    from labelled
),

-- people of one bus come in any order, and a pair of them keeps one by chance
ordered_group as (
    select a.label
    from stranger
    inner join member as a on stranger.person_a = a.person_id
    inner join member as b on stranger.person_b = b.person_id and a.label = b.label
    group by a.label
    having sum(case when stranger.is_in_order then 1 else 0 end) >= $min_pair_share * count(stranger.person_a)
),

meeting as (
    select
        a.label, a.persons, visit.provider_id, visit.visited_on,
        visit.first_encounter_id, visit.second_encounter_id
    from derived.co_visit as visit
    semi join in_order on visit.person_a = in_order.person_a and visit.person_b = in_order.person_b
    inner join member as a on visit.person_a = a.person_id
    semi join ordered_group on a.label = ordered_group.label
    where a.persons >= $min_persons
),

visit_together as (
    select distinct label, persons, provider_id, visited_on, encounter_id
    from (
        select label, persons, provider_id, visited_on, first_encounter_id as encounter_id from meeting
        union all
        select label, persons, provider_id, visited_on, second_encounter_id as encounter_id from meeting
    ) as visit
),

house as (
    select label, provider_id, count(distinct visited_on) as days, count(encounter_id) as visits, max(visited_on) as last_on
    from visit_together
    group by label, provider_id
),

-- where they came together most often
named as (
    select label, provider_id
    from house
    qualify row_number() over (partition by label order by days desc, visits desc, last_on desc, provider_id) = 1
)

select
    'cards:' || visit_together.label as subject_id,
    named.provider_id,
    max(visit_together.persons) as persons,
    count(distinct visit_together.visited_on) as days,
    count(distinct visit_together.provider_id) as providers,
    min(visit_together.visited_on) as first_on,
    max(visit_together.visited_on) as last_on,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(line.claim_line_id) filter (where line.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct visit_together.encounter_id) as encounter_ids,
    min(visit_together.visited_on) as occurred_from,
    max(visit_together.visited_on) as occurred_to
from visit_together
inner join named on visit_together.label = named.label
left join (
    select encounter_id, provider_id, claim_line_id, covered_amount
    from derived.net_claim_line
    where encounter_id in (select visit_together.encounter_id from visit_together) -- gate: equivalent, bounds work
) as line on visit_together.encounter_id = line.encounter_id
group by visit_together.label, named.provider_id
