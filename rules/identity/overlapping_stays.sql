/* ---
title: One person in two hospitals at the same time
title_zh: 同一人同时在两家机构住院
official: none
version: 1
status: stable
certainty: definite
subject: person
identity: [first_stay, second_stay]
scope: person
basis: [条例15, 条例38(一), 条例38(七)]
loss: claim
parameters:
  least_hours: {type: integer, default: 12, min: 1, max: 168, step: 1, unit: hours in both hospitals}
message: "in {first_provider} and in {provider_id} at once for {hours} hours from {occurred_from}; both charged for it"
message_zh: "自 {occurred_from} 起 {hours} 小时同时在 {first_provider} 和 {provider_id} 住院，两家均有收费"
innocent_when:
  - the first hospital wrote the discharge days late, but its charges end before the second admission (left out)
  - a newborn settled on the mother's account (left out where flag, code, ward or age tell)
innocent_when_zh:
  - 首家机构延迟办理出院、入住后已无收费（已排除）
  - 新生儿费用挂母亲账户（依标志、编码、科室、年龄排除）
verify_by:
  - ask at both bedsides who lies there; compare identity papers and pictures
  - the nursing records of both hospitals for the hours in common
verify_by_zh:
  - 两家机构现场点名，核对身份证件与影像
  - 调取两家机构重叠时段的护理记录
tolerates: [encounter.is_newborn, encounter.department, provider.specialty, readmission_innocent, procedure, person.birth_date]
judged: select count(distinct person_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue overlapping_stays]
--- */
with
-- mother and newborn share an account: neither stay of such a couple is judged
single_stay as (
    select
        stay.encounter_id, stay.person_id, stay.provider_id, stay.started_at, stay.ended_at,
        stay.admitted_on, stay.discharged_on, stay.total_amount
    from derived.stay as stay
    anti join derived.repeat_course_stay as course
        on
            stay.encounter_id = course.encounter_id
            and course.reason in ('newborn', 'pregnancy', 'maternity')
    where not stay.is_refunded
),

-- one row per two stays that overlap
pair as (
    select
        earlier.encounter_id as first_stay, later.encounter_id as second_stay, earlier.person_id,
        earlier.provider_id as first_provider, later.provider_id, later.total_amount,
        later.started_at as both_from,
        least(earlier.ended_at, later.ended_at) as both_to,
        -- an eve or the next day: by then a patient who has left is charged no more
        least(
            cast(later.started_at as date) + 1,
            cast(least(earlier.ended_at, later.ended_at) as date) - 1
        ) as proof_day
    from single_stay as earlier
    inner join single_stay as later
        on
            earlier.person_id = later.person_id
            and earlier.provider_id <> later.provider_id
            and (
                earlier.started_at < later.started_at
                or (earlier.started_at = later.started_at and earlier.encounter_id < later.encounter_id)
            )
            -- a first stay that was never closed is late paperwork, not presence
            and earlier.ended_at > later.started_at
),

lasting_pair as (
    select
        first_stay, second_stay, person_id, first_provider, provider_id, total_amount, both_from, both_to, proof_day,
        date_diff('day', cast(both_from as date), cast(both_to as date)) * 1440
        + (hour(both_to) - hour(both_from)) * 60 + minute(both_to) - minute(both_from) as minutes
    from pair
),

-- the last day on which each hospital charged something, as far as it counts
charged_until as (
    select line.encounter_id, max(line.charged_on) as last_charged_on
    from derived.net_claim_line as line
    where line.encounter_id in (select first_stay from pair) -- gate: equivalent, bounds the work
    group by line.encounter_id
)

select
    pair.person_id as subject_id, pair.person_id, pair.provider_id,
    pair.first_stay, pair.second_stay, pair.first_provider,
    cast(floor(pair.minutes / 60) as integer) as hours,
    cast(pair.total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [pair.first_stay, pair.second_stay] as encounter_ids,
    pair.both_from as occurred_from,
    pair.both_to as occurred_to
from lasting_pair as pair
inner join charged_until on pair.first_stay = charged_until.encounter_id
where
    pair.minutes >= $least_hours * 60
    and charged_until.last_charged_on >= pair.proof_day
