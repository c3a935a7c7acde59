/* ---
title: More persons of one village, employer or phone admitted together than chance allows
title_zh: 聚集性（团体）住院
official: none
version: 5
status: stable
certainty: suspect
subject: group
identity: [provider_id, admitted_from]
scope: all
parts: [admission]
basis: [条例15, 条例38(二), 定点机构通知(2025)]
loss: claim
tolerates: [encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.bed, encounter.practitioner_id, encounter.discharge_way, claim.original_claim_id, person.locality_key, person.employer_id, person.phone_key, provider.level, provider.specialty]
parameters:
  window_days: {type: integer, default: 5, min: 1, step: 1, unit: days, note: two days before and after}
  min_persons: {type: integer, default: 8, min: 3, step: 1, unit: persons of one village or employer, note: a proposal}
  min_phone_persons: {type: integer, default: 5, min: 3, step: 1, unit: persons with one phone, note: a proposal; a family is smaller}
  max_probability: {type: decimal, default: 0.0001, min: 0, max: 1, step: 0.00009, unit: probability}
  max_outbreak_share: {type: decimal, default: 0.8, min: 0, max: 1, step: 0.1, unit: share of the group, note: "a proposal; that many with injuries, poisonings or infections are an accident or an outbreak"}
  outbreak_pattern: {type: string, default: "^(A|B|J09|J10|J11|K52|S|T|U07|J6[0-5]|Z0|Z1|Z57)", note: "injuries, poisonings, infections, occupational disease and examinations"}
  regimen_pattern: {type: string, default: "^(Z51|Z49|N18)", note: "courses that bring the same persons on the same days: chemotherapy, dialysis; psychiatric wards are not left out"}
message: "{persons} persons of one {kind_en} [persons:was|were] admitted to {provider_id} from {admitted_from} to {admitted_to}, against {expected} expected; probability by chance {probability}"
message_zh: "{admitted_from} 至 {admitted_to}，{provider_id} 收治同一{kind_zh} {persons} 人，预期约 {expected} 人，偶然发生的概率{probability_zh}"
innocent_when:
  - an accident, a poisoning or an outbreak
  - an occupational or a school examination
  - a team of doctors visited the village and sent the sick to hospital
  - a care home moved its residents
  - bills cut and opened anew for those who lie there, and beds at home (left out)
innocent_when_zh:
  - 事故、食物中毒或传染病暴发
  - 职业病体检或学校体检
  - 医疗队下乡义诊后集中转诊
  - 养老机构集中转入
  - 在院患者中途结算后续住、家庭病床（已排除）
verify_by:
  - ask the persons who fetched them, and whether food, lodging or money was offered
  - visit the ward at night and count who is there
  - compare admission records, tests and images of the group
verify_by_zh:
  - 询问患者是否车接车送、包吃包住、返现
  - 夜间查房核实在院情况
  - 比对该组患者的入院记录、检验检查和影像
note: "Persons are counted, not stays. Expected is the greatest of three: the county's share of the group times the admissions of those days; the group's own admissions to this provider at other times; the same in proportion to the other patients of those days. The probability is the Chernoff bound of the Poisson tail, exp(k - m) (m / k)^k, which lies above the exact tail. Candidates are bounded by windows over one provider and group in order of admission; no pairs of persons are joined."
note_zh: 按人计数。预期人数取三者最大：全体参保人中该群体占比乘以当期入院人数；该群体其他时期在本机构的入院强度；按同期其他患者折算。概率为泊松尾概率的切诺夫上界。
--- */
with
stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.main_diagnosis,
        stay.total_amount, date_diff('day', date '2000-01-01', stay.admitted_on) as day_no
    from derived.stay as stay
    -- who was written out the day before lies there still: bills are cut, at the turn of a year for a whole house
    anti join derived.stay as stay_before
        on
            stay.person_id = stay_before.person_id
            and stay.provider_id = stay_before.provider_id
            and stay.started_at > stay_before.started_at
            and date_diff('day', stay_before.discharged_on, stay.admitted_on) between 0 and 1
    where
        not stay.is_refunded
        and not stay.is_newborn
        and not regexp_matches(coalesce(stay.main_diagnosis, ''), $regimen_pattern)
        -- nobody is brought to a bed at home
        and not regexp_matches(coalesce(stay.department, ''), '(家庭病床|家床)')
),

-- one row per person and group: a village, an employer, a phone
membership as (
    select person_id, 'locality' as kind, 'locality:' || locality_key as group_id
    from person
    where locality_key is not null -- gate: equivalent, a null key joins no group
    union all
    select person_id, 'employer' as kind, 'employer:' || employer_id as group_id
    from person
    where employer_id is not null -- gate: equivalent, a null key joins no group
    union all
    select person_id, 'phone' as kind, 'phone:' || phone_key as group_id
    from person
    where phone_key is not null -- gate: equivalent, a null key joins no group
),

-- one row per stay and group of its person; a person in again within the window counts once
admission as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.admitted_on, stay.day_no,
        stay.main_diagnosis, stay.total_amount, membership.kind, membership.group_id,
        coalesce(stay.day_no - lag(stay.day_no) over (
            partition by stay.provider_id, membership.group_id, stay.person_id
            order by stay.day_no, stay.encounter_id
        ) >= $window_days, true) as is_first
    from stay
    inner join membership on stay.person_id = membership.person_id
),

crowded as (
    select
        provider_id, kind, group_id, day_no,
        count(encounter_id) over (
            partition by provider_id, group_id order by day_no
            range between current row and $window_days - 1 following
        ) as persons
    from admission
    where is_first
),

-- windows that overlap are one cluster
cluster_step as (
    select
        provider_id, kind, group_id, day_no,
        case when day_no - lag(day_no) over (
            partition by provider_id, group_id order by day_no
        ) < $window_days then 0 else 1 end as is_new
    from crowded
    where persons >= case when kind = 'phone' then $min_phone_persons else $min_persons end
),

cluster_day as (
    select
        provider_id, kind, group_id, day_no,
        sum(is_new) over (
            partition by provider_id, group_id order by day_no
            range between unbounded preceding and current row
        ) as cluster_no
    from cluster_step
),

cluster_window as (
    select
        provider_id, kind, group_id, cluster_no,
        min(day_no) as from_day, max(day_no) + $window_days as until_day
    from cluster_day
    group by provider_id, kind, group_id, cluster_no
),

-- one row per cluster and stay at its provider, at any time
stay_beside as (
    select
        cluster_window.provider_id, cluster_window.kind, cluster_window.group_id,
        cluster_window.cluster_no,
        cluster_window.until_day - cluster_window.from_day as days,
        stay.encounter_id, stay.person_id, stay.admitted_on, stay.main_diagnosis,
        stay.total_amount,
        case when membership.person_id is null then 'other' else 'member' end
        || case
            when stay.day_no >= cluster_window.from_day and stay.day_no < cluster_window.until_day
                then ' inside'
            else ' outside'
        end as part
    from cluster_window
    inner join stay on cluster_window.provider_id = stay.provider_id
    left join membership
        on stay.person_id = membership.person_id and cluster_window.group_id = membership.group_id
),

cluster as (
    select
        provider_id, kind, group_id, cluster_no, days,
        count(distinct person_id) filter (where part = 'member inside') as persons,
        count(distinct case
            when part = 'member inside' and regexp_matches(main_diagnosis, $outbreak_pattern)
                then person_id
        end) as outbreak_persons,
        min(admitted_on) filter (where part = 'member inside') as admitted_from,
        max(admitted_on) filter (where part = 'member inside') as admitted_to,
        sum(total_amount) filter (where part = 'member inside') as amount,
        list(distinct encounter_id) filter (where part = 'member inside') as encounter_ids,
        count(encounter_id) filter (where part in ('member inside', 'other inside')) as inside,
        count(encounter_id) filter (where part = 'other inside') as others_inside,
        count(encounter_id) filter (where part = 'member outside') as members_outside,
        count(encounter_id) filter (where part = 'other outside') as others_outside
    from stay_beside
    group by provider_id, kind, group_id, cluster_no, days
),

population as (
    select count(person_id) as persons
    from person
),

group_size as (
    select group_id, count(person_id) as persons
    from membership
    group by group_id
),

observed as (
    select max(day_no) - min(day_no) + 1 as days
    from stay
),

expectation as (
    select
        cluster.provider_id, cluster.kind, cluster.group_id, cluster.persons,
        cluster.outbreak_persons, cluster.admitted_from, cluster.admitted_to, cluster.amount,
        cluster.encounter_ids,
        greatest(
            cluster.inside * group_size.persons / cast(population.persons as double),
            cluster.members_outside * cluster.days
            / greatest(cast(observed.days - cluster.days as double), 1),
            cluster.others_inside * cluster.members_outside
            / greatest(cast(cluster.others_outside as double), 1)
        ) as expected
    from cluster
    inner join group_size on cluster.group_id = group_size.group_id
    cross join population
    cross join observed
),

tail as (
    select
        provider_id, kind, group_id, persons, outbreak_persons, admitted_from, admitted_to,
        amount, encounter_ids, expected,
        case
            when persons <= expected then 1
            else exp(persons - expected + persons * ln(expected / persons))
        end as probability
    from expectation
)

select
    group_id as subject_id,
    provider_id,
    case kind when 'locality' then 'village or neighbourhood' else kind end as kind_en,
    case kind when 'locality' then '村（小区）' when 'employer' then '单位' else '联系电话' end as kind_zh,
    persons,
    cast(round(expected, 2) as decimal(10, 2)) as expected,
    -- nobody weighs twenty noughts against ten
    case
        when probability < 1e-6 then 'less than once in a million'
        else concat('at most ', cast(cast(ceil(probability * 10000) as integer) as varchar), ' in 10,000')
    end as probability,
    case
        when probability < 1e-6 then '不足百万分之一'
        else concat('不超过万分之 ', cast(cast(ceil(probability * 10000) as integer) as varchar))
    end as probability_zh,
    admitted_from, admitted_to,
    cast(amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    encounter_ids,
    admitted_from as occurred_from,
    admitted_to as occurred_to
from tail
where
    probability <= $max_probability
    and outbreak_persons < persons * $max_outbreak_share
