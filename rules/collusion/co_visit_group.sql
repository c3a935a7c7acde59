/* ---
title: Persons who keep coming together
title_zh: 结伴就诊、购药
official: none
version: 4
status: stable
certainty: suspect
subject: group
scope: all
basis: [条例15, 条例17, 条例38(七)]
tolerates: [provider, provider.kind, claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id, encounter.main_diagnosis, person.address_key, person.phone_key]
parameters:
  min_days: {type: integer, default: 3, min: 2, step: 1, unit: days together}
  min_persons: {type: integer, default: 3, min: 2, step: 1, unit: persons}
  min_share: {type: decimal, default: 0.5, min: 0, max: 1, step: 0.1, unit: share of the days on which the one who comes less often comes, note: a proposal}
  household_size: {type: integer, default: 8, min: 1, step: 1, unit: persons of one address or phone, note: a proposal; up to that many are a family}
  old_age: {type: integer, default: 60, min: 40, step: 20, unit: years, note: a proposal; old persons of one address live in a home}
message: "{persons} persons settled beside each other on {days} days at {providers} providers, from {first_on} to {last_on}"
message_zh: "{first_on} 至 {last_on}，{persons} 人在 {providers} 家机构相邻结算，共 {days} 天"
innocent_when:
  - a family, a couple, neighbours who go together
  - residents of a care home and their carer
  - a regular doctor's day in the village
innocent_when_zh:
  - 家人、夫妻、邻里结伴
  - 养老机构集中就医
  - 村医定期坐诊日
verify_by:
  - cards and codes of other persons kept by somebody
  - camera recordings of the days together
  - ask who brought them and what they were given
verify_by_zh:
  - 检查是否有人持有多人医保凭证
  - 调取同行日监控
  - 询问组织者及给付情况
note: "Pairs come from derived.co_visit, which keeps to quiet hours and lets each visit meet the four after it within ten minutes, so that pairs grow with visits. A pair counts when it met on several days and on most days of the one who comes less often. Those whom a doctor saw one after the other, two minutes apart or more, did not meet: it is the pace of a regular day in the village. Groups are the whole components of such pairs. Pairs of one small household, and old persons of one address, are left out. The provider is the one where they came together on most days; the lines are those of all."
note_zh: 人员对取自 derived.co_visit（仅非高峰时段，每次结算只与其后四次、十分钟内的配对）。诊疗机构相邻两分钟及以上的，属医师依次接诊（如定期坐诊日），不作配对。以完整连通分量得到群组。同一小家庭、同一地址的老年人不计。所列机构为同行天数最多的一家，明细含全部机构。
--- */
with recursive
-- a shift and a room of training bring the same persons at the same hours, whatever diagnosis is written
beside as (
    select
        visit.person_a, visit.person_b, visit.provider_id, visit.visited_on,
        visit.first_encounter_id, visit.second_encounter_id, visit.is_consult
    from derived.co_visit as visit
    anti join derived.course_encounter as course on visit.first_encounter_id = course.encounter_id
),

met as (
    select person_a, person_b, count(distinct visited_on) as days, max(visited_on) as last_on
    from beside
    where not is_consult
    group by person_a, person_b
    having count(distinct visited_on) >= $min_days
),

met_person as (
    select person_a as person_id from met
    union
    select person_b as person_id from met
),

person_days as (
    select claim.person_id, count(distinct cast(claim.settled_at as date)) as days
    from claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    where
        encounter.class <> 'inpatient'
        and not claim.is_refund
        and claim.person_id in (select person_id from met_person) -- gate: equivalent, bounds work
    group by claim.person_id
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

-- one row per pair that keeps company and is no household
companions as (
    select met.person_a, met.person_b
    from met
    inner join person_days as days_a on met.person_a = days_a.person_id
    inner join person_days as days_b on met.person_b = days_b.person_id
    left join person as a on met.person_a = a.person_id
    left join person as b on met.person_b = b.person_id
    left join address_size on a.address_key = address_size.address_key
    left join phone_size on a.phone_key = phone_size.phone_key
    where
        met.days >= least(days_a.days, days_b.days) * $min_share
        and not coalesce(a.phone_key = b.phone_key and phone_size.persons <= $household_size, false)
        and not coalesce(
            a.address_key = b.address_key
            and (
                address_size.persons <= $household_size
                or date_diff('day', greatest(a.birth_date, b.birth_date), met.last_on)
                >= $old_age * 365
            ),
            false
        )
),

edge as (
    select person_a as person_id, person_b as other_id from companions
    union all
    select person_b as person_id, person_a as other_id from companions
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

-- the visits on which members of one group met
meeting as (
    select
        a.label, a.persons, visit.provider_id, visit.visited_on,
        visit.first_encounter_id, visit.second_encounter_id
    from beside as visit
    semi join companions
        on visit.person_a = companions.person_a and visit.person_b = companions.person_b
    inner join member as a on visit.person_a = a.person_id
    where a.persons >= $min_persons and not visit.is_consult
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
    'with:' || visit_together.label as subject_id,
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
    from derived.net_line_scan
    where encounter_id in (select visit_together.encounter_id from visit_together) -- gate: equivalent, bounds work
) as line on visit_together.encounter_id = line.encounter_id
group by visit_together.label, named.provider_id
