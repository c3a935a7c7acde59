/* ---
title: One card in two places faster than anybody travels
title_zh: 时空冲突：同一人短时间内在相距甚远的机构就医
official: none
version: 12
status: stable
certainty: suspect
subject: person
identity: [first_visit, second_visit]
scope: person
basis: [条例15, 条例17, 条例38(七), 条例41]
loss: claim
parameters:
  most_speed: {type: integer, default: 300, min: 60, max: 1000, step: 10, unit: km per hour}
  least_distance: {type: integer, default: 20, min: 5, max: 500, step: 5, unit: km between the two places}
  online: {type: string, default: "互联网|云医院|云诊|云门诊|网络门诊|网络医院|网上|线上|在线", note: departments and names of what is seen over the internet}
  remote: {type: string, default: "互联网|远程", note: names of services from afar}
  city_minutes: {type: integer, default: 30, min: 0, max: 240, step: 5, unit: minutes between visits in two cities whose places are not known}
message: "{first_provider} at {occurred_from}, then {provider_id} {distance} away after {minutes} minutes"
message_zh: "{occurred_from} 在 {first_provider}，{minutes} 分钟后在{distance_zh}的 {provider_id} 就医购药"
innocent_when:
  - a relative bought at a shop from the account, which is the family's too (left out where the fund paid nothing)
  - a consultation over the internet (left out where department or house say so), or drugs sent by post
  - a relative with the electronic card at one of the places
  - visits written down hours after they took place
  - a specimen sent to a laboratory elsewhere (left out where nothing but tests is charged)
  - a newborn taken to another town under the number of its mother (left out where flag, diagnosis or ward tell)
innocent_when_zh:
  - 家属使用个人账户在药店购药（家庭共济；基金未支付的已排除）
  - 互联网诊疗（科室、机构名称可见者已排除）、药品邮寄
  - 家属在一处使用电子凭证代办
  - 就诊时间补录
  - 标本外送外地检验（仅收检验费的就诊已排除）
  - 新生儿用母亲账户在外地就诊（标志、诊断、科室可见者已排除）
verify_by:
  - the kind of certificate used at both places
  - pictures of both counters
verify_by_zh:
  - 核对两处就诊凭证类型
  - 调取两处窗口监控
tolerates: [claim_line.item_name, encounter.department, encounter.is_newborn, encounter.main_diagnosis, provider.name, provider.longitude, provider.latitude, provider.region_code, claim_line, claim_line.prescription_no]
evidence: {context: {encounter: first_visit_ids}}
judged: select count(*) from encounter where class <> 'inpatient'
source: [rule catalogue impossible_travel]
note: "The great-circle distance; where a place is not known, another city (first four digits of the division) within minutes counts. The first and the last second of a day are a date without a time."
note_zh: 按大圆距离计算；地点不明的，以数分钟内跨市（区划前四位不同）就医判断。零点整和 23:59:59 视为只有日期。
--- */
with
-- persons whose visits lie in several cities, or span the distance along meridian and parallel
roaming as (
    select encounter.person_id
    from encounter
    inner join provider
        on encounter.provider_id = provider.provider_id -- gate: equivalent, bounds the work
    where encounter.class <> 'inpatient' -- gate: equivalent, bounds the work
    group by encounter.person_id
    having
        (
            min(substr(provider.region_code, 1, 4)) <> max(substr(provider.region_code, 1, 4))
            or 6371 * radians(
                max(provider.latitude) - min(provider.latitude) + max(provider.longitude) - min(provider.longitude)
            ) >= $least_distance - 1
        ) -- gate: equivalent, bounds the work
),

placed_visit as (
    select
        encounter.encounter_id, encounter.person_id, encounter.provider_id, encounter.started_at,
        -- zeros, and degrees written the other way round, are no place in this country
        case when provider.longitude between 73 and 136 and provider.latitude between 3 and 54 then radians(provider.longitude) end
            as longitude,
        case when provider.longitude between 73 and 136 and provider.latitude between 3 and 54 then radians(provider.latitude) end
            as latitude,
        substr(provider.region_code, 1, 4) as city
    from encounter
    inner join provider on encounter.provider_id = provider.provider_id
    where
        encounter.person_id in (select person_id from roaming) -- gate: equivalent, bounds the work
        and encounter.class <> 'inpatient'
        -- the first and the last second of a day stand for a date without a time
        and cast(epoch(encounter.started_at) as bigint) % 86400 not in (0, 86399)
        -- who asks a doctor over the internet need not go there
        and not regexp_matches(concat_ws(' ', encounter.department, provider.name), $online)
        -- a child without a number of its own is taken elsewhere than the parent whose number it has
        and not (
            coalesce(encounter.is_newborn, false)
            or regexp_matches(coalesce(encounter.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(encounter.department, ''), '新生儿')
        )
),

-- persons who were at two providers one after the other in less time than half round the earth (20,016 km) takes: who was
-- not is not found either when some visits between are left out below
hurried as (
    select distinct person_id
    from (
        select
            person_id, provider_id, started_at,
            lag(provider_id) over by_person as last_provider,
            lag(started_at) over by_person as last_started_at
        from placed_visit
        window by_person as (partition by person_id order by started_at, encounter_id)
    ) as next_visit
    where
        provider_id <> last_provider -- gate: equivalent, bounds the work
        and date_diff('day', cast(last_started_at as date), cast(started_at as date))
        <= 1 + 20016 / (24.0 * $most_speed) -- gate: equivalent, bounds the work
),

visit as (
    select encounter_id, person_id, provider_id, started_at, longitude, latitude, city
    from placed_visit
    where person_id in (select person_id from hurried) -- gate: equivalent, bounds the work
),

-- nothing but tests of what was sent in: the tube travelled, the person did not
specimen as (
    select encounter_id
    from claim_line
    where encounter_id in (select encounter_id from visit) -- gate: equivalent, bounds the work
    group by encounter_id
    having
        min(case when category = 'laboratory' then 1 else 0 end) = 1
        -- or what is charged tells that it was asked, read or advised from afar, and nothing was done at hand
        or (
            max(case when regexp_matches(coalesce(item_name, ''), $remote) then 1 else 0 end) = 1
            and max(case when category in ('treatment', 'surgery', 'nursing') and not regexp_matches(coalesce(item_name, ''), $remote) then 1 else 0 end) = 0
        )
),

-- visits that were paid and not taken back
settled as (
    -- a refund may have a visit number of its own, and counts for the visit that it takes back
    select coalesce(change.encounter_id, claim.encounter_id) as encounter_id, sum(claim.total_amount) as total_amount
    from claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    where
        coalesce(change.encounter_id, claim.encounter_id) in (select encounter_id from visit) -- gate: equivalent, bounds the work
    group by coalesce(change.encounter_id, claim.encounter_id)
    having sum(claim.total_amount) > 0
),

-- bought at a shop from the account, which is the family's too; the fund paid nothing
from_account as (
    select claim.encounter_id
    from claim
    inner join encounter on claim.encounter_id = encounter.encounter_id
    where
        claim.encounter_id in (select encounter_id from visit) -- gate: equivalent, bounds the work
        and encounter.class = 'pharmacy'
    group by claim.encounter_id
    having sum(claim.fund_amount) = 0
),

-- one row per visit with the one before it
followed as (
    select
        visit.encounter_id, visit.person_id, visit.provider_id, visit.started_at, settled.total_amount,
        visit.longitude, visit.latitude, visit.city,
        lag(visit.encounter_id) over by_person as first_visit,
        lag(visit.provider_id) over by_person as first_provider,
        lag(visit.started_at) over by_person as first_started_at,
        lag(visit.longitude) over by_person as first_longitude,
        lag(visit.latitude) over by_person as first_latitude,
        lag(visit.city) over by_person as first_city
    from visit
    inner join settled on visit.encounter_id = settled.encounter_id
    anti join specimen on visit.encounter_id = specimen.encounter_id
    anti join from_account on visit.encounter_id = from_account.encounter_id
    window by_person as (partition by visit.person_id order by visit.started_at, visit.encounter_id)
),

step as (
    select
        encounter_id, person_id, provider_id, started_at, total_amount, first_visit, first_provider, first_started_at,
        city <> first_city as is_other_city,
        date_diff('day', cast(first_started_at as date), cast(started_at as date)) * 1440
        + (hour(started_at) - hour(first_started_at)) * 60 + minute(started_at) - minute(first_started_at) as minutes,
        power(sin((latitude - first_latitude) / 2), 2)
        + cos(latitude) * cos(first_latitude) * power(sin((longitude - first_longitude) / 2), 2) as haversine
    from followed
    where first_visit is not null -- gate: equivalent, without a visit before there is neither way nor time
),

leg as (
    select
        encounter_id, person_id, provider_id, started_at, total_amount, first_visit, first_provider, first_started_at,
        is_other_city, minutes,
        -- null where one of the places is not known
        6371 * 2 * asin(sqrt(case when haversine > 1 then 1 else haversine end)) as km
    from step
),

-- too fast for any road
fast as (
    select
        encounter_id, person_id, provider_id, started_at, total_amount, first_visit, first_provider, first_started_at,
        minutes, km
    from leg
    where
        (km >= $least_distance and km * 60 > $most_speed * minutes)
        or (km is null and is_other_city and minutes <= $city_minutes)
),

-- a prescription of the one place that a shop at the other filled: it flows by wire, and a relative fetches it
flown as (
    select distinct fast.encounter_id
    from fast
    inner join encounter as visit on fast.encounter_id = visit.encounter_id
    inner join encounter as earlier on fast.first_visit = earlier.encounter_id
    inner join claim_line as line on fast.encounter_id = line.encounter_id
    inner join claim_line as written
        on fast.first_visit = written.encounter_id and line.prescription_no = written.prescription_no
    where visit.class = 'pharmacy' and earlier.class <> 'pharmacy'
)

select
    person_id as subject_id, person_id, provider_id, first_provider, first_visit, encounter_id as second_visit, minutes,
    case when km is null then 'another city' else concat(cast(cast(round(km) as integer) as varchar), ' km') end as distance,
    case when km is null then '另一城市' else concat(' ', cast(cast(round(km) as integer) as varchar), ' 公里外') end as distance_zh,
    cast(total_amount as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    [first_visit, encounter_id] as encounter_ids,
    [first_visit] as first_visit_ids,
    first_started_at as occurred_from,
    started_at as occurred_to
from fast
where encounter_id not in (select flown.encounter_id from flown)
