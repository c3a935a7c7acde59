/* ---
title: Unplanned readmissions within 31 days, far above the provider's peers
title_zh: 非计划再入院率明显高于同类
official: ZB10000205008000
version: 6
status: stable
certainty: suspect
subject: provider
identity: [month_from]
scope: all
evidence: {context: {encounter: next_stay_ids}}
basis: [条例15, 条例38(一)]
parameters:
  within_days: {type: integer, default: 31, min: 1, step: 1, unit: days from discharge to the next admission}
  robust_z: {type: decimal, default: 3.5, min: 1, step: 0.5, unit: robust standard deviations above the peers' median}
  min_difference: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.01, unit: share of stays above the peers' median, note: a proposal}
  most_room: {type: decimal, default: 0.9, min: 0.5, max: 1, step: 0.1, unit: "of the way from the median to the whole", note: "a proposal: no bound lies beyond, or a share could never reach it"}
  min_stays: {type: integer, default: 30, min: 1, step: 10, unit: stays that ended in the month, note: a proposal}
  min_peers: {type: integer, default: 8, min: 3, step: 1, unit: providers of the same level and specialty, note: a proposal}
message: "{readmitted} of {stays} stays of the month from {month_from} on followed by an unplanned one within {within_days} days ({rate_percent}%); {peers} peers [peers:has|have] a median of {median_percent}%"
message_zh: "{month_from} 起当月 {stays} 例出院中 {readmitted} 例在 {within_days} 天内非计划再入院（{rate_percent}%），同级同类 {peers} 家机构中位数为 {median_percent}%"
innocent_when:
  - courses of treatment that the diagnosis does not tell
  - old and very ill patients
innocent_when_zh:
  - 诊断未体现的疗程治疗
  - 高龄、危重病人比例高
verify_by:
  - the pairs of stays, by disease and ward
verify_by_zh:
  - 按病种、病区查再入院病历
judged: select count(distinct provider_id) from derived.stay
tolerates: [claim, claim_line.item_name, readmission_innocent, staged_procedure, procedure, procedure.code, procedure.name, procedure.encounter_id, diagnosis, diagnosis.code, diagnosis.encounter_id, person, person.birth_date, provider, provider.level, provider.specialty, encounter.is_newborn, encounter.is_planned_readmission, encounter.department, encounter.insurance, encounter.bed, encounter.discharge_way, encounter.visit_type, encounter.main_diagnosis]
source: [national rule library]
note: >-
  Courses of treatment, dialysis, psychiatric and rehabilitation care, newborns, planned readmissions, the other eye and
  other stages of an operation, and bills cut where the insurance changed are taken out. A statistic that chooses where to look.
note_zh: 疗程治疗、透析、精神和康复治疗、新生儿、计划再入院、另一眼等分期手术及险种变更续住不计。统计指标只用于选取核查方向。
--- */
with
ordinary_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as specialty,
        stay.started_at, stay.admitted_on, stay.discharged_on, stay.is_planned_readmission
    from derived.stay as stay
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    anti join derived.repeat_course_stay as course on stay.encounter_id = course.encounter_id
    where not stay.is_open and not stay.is_refunded
),

linked as (
    select
        encounter_id, provider_id, provider_level, specialty, discharged_on,
        lead(encounter_id) over next_stay as next_stay_id,
        case
            when
                lead(provider_id) over next_stay = provider_id
                and not lead(is_planned_readmission) over next_stay
                and date_diff('day', discharged_on, lead(admitted_on) over next_stay) between 0 and $within_days
                -- at the turn of the year stays are settled by order and opened anew
                and not (
                    date_diff('day', discharged_on, lead(admitted_on) over next_stay) <= 1
                    and (
                        extract(year from discharged_on) < extract(year from lead(admitted_on) over next_stay)
                        or (
                            extract(month from lead(admitted_on) over next_stay) = 12
                            and extract(day from lead(admitted_on) over next_stay) = 31
                        )
                        or (
                            extract(month from lead(admitted_on) over next_stay) = 1
                            and extract(day from lead(admitted_on) over next_stay) <= 2
                        )
                    )
                )
                then 1
            else 0
        end as is_readmitted
    from ordinary_stay
    window next_stay as (partition by person_id order by started_at, encounter_id)
),

-- the other eye, a later stage of an operation, whatever lay in between; a bill cut where the insurance changed
explained as (
    select distinct encounter_id
    from derived.return_stay
    where staged is not null or is_insurance_change
),

followed as (
    select
        linked.encounter_id, linked.provider_id, linked.provider_level, linked.specialty, linked.discharged_on,
        linked.next_stay_id,
        case when explained.encounter_id is null then linked.is_readmitted else 0 end as is_readmitted
    from linked
    left join explained on linked.next_stay_id = explained.encounter_id
),

rated as (
    select
        provider_id, provider_level, specialty,
        cast(date_trunc('month', discharged_on) as date) as month_from,
        max(discharged_on) as last_day,
        count(encounter_id) as stays,
        sum(is_readmitted) as readmitted,
        list(encounter_id) filter (where is_readmitted = 1) as encounter_ids,
        list(next_stay_id) filter (where is_readmitted = 1) as next_stay_ids,
        cast(sum(is_readmitted) as double) / nullif(count(encounter_id), 0) as rate
    from followed
    group by provider_id, provider_level, specialty, cast(date_trunc('month', discharged_on) as date)
    having count(encounter_id) >= $min_stays
),

peer_centre as (
    select provider_level, specialty, month_from, count(provider_id) as peers, median(rate) as centre
    from rated
    group by provider_level, specialty, month_from
    having count(provider_id) >= $min_peers
),

peer_spread as (
    select rated.provider_level, rated.specialty, rated.month_from, median(abs(rated.rate - peer_centre.centre)) as deviation
    from rated
    inner join peer_centre
        on
            rated.provider_level = peer_centre.provider_level
            and rated.specialty = peer_centre.specialty
            and rated.month_from = peer_centre.month_from
    group by rated.provider_level, rated.specialty, rated.month_from
)

select
    rated.provider_id as subject_id,
    rated.provider_id,
    rated.month_from,
    rated.stays,
    cast(rated.readmitted as integer) as readmitted,
    cast(round(100 * rated.rate, 1) as decimal(5, 1)) as rate_percent,
    cast(round(100 * peer_centre.centre, 1) as decimal(5, 1)) as median_percent,
    peer_centre.peers,
    cast(rated.readmitted as integer) as numerator,
    rated.stays as denominator,
    cast(round(100 * peer_centre.centre, 1) as decimal(5, 1)) as median,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    rated.encounter_ids,
    coalesce(rated.next_stay_ids, cast([] as varchar[])) as next_stay_ids,
    rated.month_from as occurred_from,
    rated.last_day as occurred_to
from rated
inner join peer_centre
    on
        rated.provider_level = peer_centre.provider_level
        and rated.specialty = peer_centre.specialty
        and rated.month_from = peer_centre.month_from
inner join peer_spread
    on
        rated.provider_level = peer_spread.provider_level
        and rated.specialty = peer_spread.specialty
        and rated.month_from = peer_spread.month_from
where
    -- half of the room above the median is difference enough where less is left
    rated.rate - peer_centre.centre > least($min_difference, 0.5 * (1 - peer_centre.centre))
    -- 1.4826 makes the median deviation comparable to a standard deviation
    and rated.rate - peer_centre.centre
    > least($robust_z * 1.4826 * peer_spread.deviation, $most_room * (1 - peer_centre.centre))
