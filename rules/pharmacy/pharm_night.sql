/* ---
title: Settlements at night by a pharmacy that is closed at night
title_zh: 夜间（停业时段）集中结算
official: none
version: 7
status: stable
certainty: suspect
subject: provider
identity: [night]
scope: provider
basis: [条例15, 条例38(七), 令3号, 典型问题清单(2025)]
source: [2025-pharmacy no. 1]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
parameters:
  night_from: {type: integer, default: 22, min: 18, max: 23, step: 1, unit: hour}
  night_until: {type: integer, default: 6, min: 1, max: 9, step: 1, unit: hour}
  min_persons: {type: integer, default: 5, min: 1, step: 1, unit: persons in a night, note: a proposal}
  most_at_night: {type: decimal, default: 0.5, min: 0.1, max: 1, step: 0.1, unit: share of its settlements, note: "a proposal; a shop that is open all night sells most by day all the same"}
  max_night_share: {type: decimal, default: 0.1, min: 0, max: 1, step: 0.1, unit: share of its days, note: a proposal; a shop with night sales more often is open at night}
  evenings: {type: integer, default: 10, min: 1, max: 365, step: 1, unit: nights with one settlement or a few, note: "a proposal; a shop that sells little is open late though most of its evenings pass without a sale"}
  crowd: {type: integer, default: 10, min: 5, step: 1, unit: persons in a night, note: "a proposal; so many one after the other in the dead of night, where nobody ever comes alone, are no customers"}
  crowd_minutes: {type: integer, default: 60, min: 10, step: 10, unit: minutes, note: "a proposal; within which they all settle"}
  dead_until: {type: integer, default: 5, min: 1, max: 6, step: 1, unit: hour, note: "from midnight until then is the dead of night"}
message: "{persons} persons settled between {first_at} and {last_at}; the pharmacy sold on {nights} nights of {days} days"
message_zh: "{first_at} 至 {last_at} 共 {persons} 人结算；该药店 {days} 个营业日中仅 {nights} 晚有夜间结算"
innocent_when:
  - the pharmacy is open all night
  - the network was down and the day's settlements were sent at night
  - the hours of the machine are wrong
innocent_when_zh:
  - 24 小时药店
  - 断网后夜间补传
  - 设备时钟错误
verify_by:
  - the opening hours on the licence and the door
  - the camera recording of that night
verify_by_zh:
  - 核对证照和店门营业时间
  - 调取当晚监控录像
note: The published model flags the night share above the 99th percentile of pharmacies; a shop that is open every night would stand there too, so the rule takes shops that are usually closed (not those that sell little but on many nights one thing or another), those that settle more by night than by day, and, however often, ten persons within sixty minutes between midnight and five where nobody ever comes alone at that time. The visit itself must have begun at night, a settlement sent later does not count. The first and the last second of a day are a date without a time.
note_zh: 多个夜晚有零星夜间销售的小店视为夜间营业，不计；零点至五点从无零星顾客、却有十人以上在一小时内集中结算的，不论次数均列疑点。就诊开始时间也须在夜间，日间购药夜间补结算的不计；零点整和 23:59:59 视为只有日期。
--- */
with
settlement as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at,
        extract(hour from settled_at) as settled_hour,
        extract(hour from started_at) as started_hour,
        not tells_start as is_start_dated,
        max(case
            when extract(hour from settled_at) >= $night_until and extract(hour from settled_at) < $night_from then 1
            else 0
        end) over (partition by provider_id, cast(settled_at as date)) as was_open_by_day
    from derived.counter_sale
),

placed as (
    select
        claim_id, encounter_id, person_id, provider_id, settled_at,
        cast(settled_at as date) as settled_on,
        (settled_hour >= $night_from or settled_hour < $night_until)
        and case
            -- a date without a time: the line was not down where the shop also settled by day
            when is_start_dated then was_open_by_day = 1
            else started_hour >= $night_from or started_hour < $night_until
        end as is_night,
        -- the hours after midnight belong to the night before
        cast(case
            when settled_hour < $night_until then settled_at - interval 1 day
            else settled_at
        end as date) as night
    from settlement
),

-- one or a few at night are customers
single_sale as (
    select provider_id, count(distinct night) as nights
    from (
        select
            provider_id, night,
            count(claim_id) over (partition by provider_id, night) as that_night
        from placed
        where is_night
    ) as at_night
    where that_night < $min_persons
    group by provider_id
),

-- in the dead of night a crowd within the hour, at a shop to which nobody comes alone at that time
dead_night as (
    select
        provider_id, night, persons, span,
        min(persons) over (partition by provider_id) as fewest
    from (
        select
            provider_id, night, count(distinct person_id) as persons, epoch(max(settled_at)) - epoch(min(settled_at)) as span
        from placed
        where is_night and extract(hour from settled_at) < $dead_until
        group by provider_id, night
    ) as at_night
),

crowd_night as (
    select provider_id, night
    from dead_night
    where persons >= $crowd and span <= $crowd_minutes * 60 and fewest >= $min_persons
),

opening as (
    select
        provider_id,
        count(distinct settled_on) as days,
        count(distinct case when is_night then night end) as nights,
        count(claim_id) as claims,
        count(case when is_night then claim_id end) as night_claims
    from placed
    group by provider_id
),

busy_night as (
    select
        placed.provider_id, placed.night, opening.days, opening.nights,
        count(distinct placed.person_id) as persons
    from placed
    inner join opening on placed.provider_id = opening.provider_id
    left join single_sale on placed.provider_id = single_sale.provider_id
    left join crowd_night on placed.provider_id = crowd_night.provider_id and placed.night = crowd_night.night
    where placed.is_night
        and (
            (
                opening.nights <= opening.days * $max_night_share
                and coalesce(single_sale.nights, 0) < $evenings
            )
            -- open every night, and more by night than by day
            or opening.night_claims > opening.claims * $most_at_night
            or crowd_night.provider_id is not null
        )
    group by placed.provider_id, placed.night, opening.days, opening.nights
    having count(distinct placed.person_id) >= $min_persons
)

select
    placed.provider_id as subject_id, placed.provider_id, placed.night,
    max(busy_night.persons) as persons,
    max(busy_night.days) as days,
    max(busy_night.nights) as nights,
    min(placed.settled_at) as first_at,
    max(placed.settled_at) as last_at,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    coalesce(
        list(line.claim_line_id) filter (where line.claim_line_id is not null),
        cast([] as varchar[])
    ) as claim_line_ids,
    list(distinct placed.encounter_id) as encounter_ids,
    min(placed.settled_at) as occurred_from,
    max(placed.settled_at) as occurred_to
from placed
inner join busy_night
    on placed.provider_id = busy_night.provider_id and placed.night = busy_night.night
left join derived.net_claim_line as line on placed.claim_id = line.claim_id
where placed.is_night
group by placed.provider_id, placed.night
